"""Open questions by their names."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"

QUESTIONS = {
    "Appealing:words": "moderation-appeal",
    "BoardWriting:date": "board-date",
    "BoardWriting:expulsion": "board-expulsion",
    "BoardWriting:question": "board-question",
    "BoardWriting:room": "board-decision",
    "BoardWriting:to_applicant": "board-to-applicant",
    "Changing:answer": "webinars-field",
    "Chartering:link": "groups-link",
    "Chartering:text": "groups-text",
    "Composing:content": "publications-post",
    "Composing:poll": "publications-poll",
    "Composing:when": "publications-when",
    "Consulting:answer": "groups-answer",
    "Consulting:question": "groups-question",
    "Deciding:reason": "publications-reason",
    "Deciding:text": "publications-text",
    "Departing:answer": "leaving-answer",
    "Departing:reason": "leaving-reason",
    "Departing:speech": "leaving-speech",
    "Feedback:comment": "webinars-comment",
    "Introducing:about": "introductions-about",
    "Leaving:reason": "mailings-reason",
    "Organising:later": "webinars-later",
    "Organising:recording": "webinars-recording",
    "Picking:person": "roles-holder",
    "Proposing:content": "publications-news",
    "Sending:album": "dues-album",
    "Sending:offered": "dues-offered",
    "Sending:receipt": "dues-receipt",
    "Telling:day": "birthdays-day",
    "Treasury:enter": "dues-decision",
    "Treasury:find": "dues-find",
    "Treasury:other": "dues-decision",
    "Treasury:refuse": "dues-decision",
    "Treasury:void": "dues-decision",
    "Writing:as_secretary": "applications-words",
    "Writing:to_secretary": "applications-letter",
}
# What was kept with a question under another name.
KEPT = {"Appealing:words": ("asked", "prompt"), "Consulting:answer": ("question", "id")}


def upgrade() -> None:
    """Apply the step."""
    conversations = sa.table(
        "conversations",
        sa.column("chat_id", sa.BigInteger),
        sa.column("person_id", sa.BigInteger),
        sa.column("state", sa.Text),
        sa.column("data", sa.Text),
    )
    connection = op.get_bind()
    for row in connection.execute(sa.select(conversations).where(conversations.c.state.in_(QUESTIONS))).all():
        data = json.loads(row.data)
        if row.state in KEPT:
            old, new = KEPT[row.state]
            data[new] = data.pop(old, None)
        if QUESTIONS[row.state] == "dues-decision":
            data["verb"] = row.state.partition(":")[2]
        connection.execute(
            sa.update(conversations)
            .where(conversations.c.chat_id == row.chat_id, conversations.c.person_id == row.person_id)
            .values(state=QUESTIONS[row.state], data=json.dumps(data, ensure_ascii=False))
        )
