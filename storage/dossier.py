"""Everything that is kept about one person, for that person (152-FZ, article 14)."""

import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import bindparam, case, or_, select

from storage import tables as t
from storage.engine import Transaction
from storage.erasure import OWN_MEMBERS

PARTS = {
    "person": select(t.people).where(t.people.c.id == bindparam("person_id")),
    "consents": select(t.consents)
    .where(t.consents.c.person_id == bindparam("person_id"))
    .order_by(t.consents.c.id),
    "roles": select(t.roles).where(t.roles.c.person_id == bindparam("person_id")),
    "history": select(t.history)
    .where(t.history.c.person_id == bindparam("person_id"))
    .order_by(t.history.c.id),
    "drafts": select(t.drafts).where(t.drafts.c.person_id == bindparam("person_id")),
    "places_in_working_groups": select(t.group_members).where(
        t.group_members.c.person_id == bindparam("person_id")
    ),
    "questions_to_working_groups": select(t.group_questions)
    .where(t.group_questions.c.person_id == bindparam("person_id"))
    .order_by(t.group_questions.c.id),
    "applications": select(t.applications)
    .where(t.applications.c.person_id == bindparam("person_id"))
    .order_by(t.applications.c.id),
    "application_notes": select(t.application_notes)
    .where(
        or_(
            t.application_notes.c.author_id == bindparam("person_id"),
            t.application_notes.c.application_id.in_(
                select(t.applications.c.id).where(t.applications.c.person_id == bindparam("person_id"))
            ),
        )
    )
    .order_by(t.application_notes.c.id),
    "membership": select(t.members).where(t.members.c.person_id == bindparam("person_id")),
    "invoices": select(t.invoices).where(t.invoices.c.member_id.in_(OWN_MEMBERS)).order_by(t.invoices.c.id),
    # Who of the staff entered a payment is not the member's.
    "payments": select(*(column for column in t.payments.c if column.name != "entered_by"))
    .where(
        t.payments.c.invoice_id.in_(select(t.invoices.c.id).where(t.invoices.c.member_id.in_(OWN_MEMBERS)))
    )
    .order_by(t.payments.c.id),
    "receipts": select(t.receipts)
    .where(t.receipts.c.person_id == bindparam("person_id"))
    .order_by(t.receipts.c.id),
    "notices_of_dues": select(t.dues_notice_people)
    .where(t.dues_notice_people.c.person_id == bindparam("person_id"))
    .order_by(t.dues_notice_people.c.invoice_id, t.dues_notice_people.c.step),
    "applications_to_leave": select(t.departures)
    .where(
        or_(
            t.departures.c.person_id == bindparam("person_id"),
            t.departures.c.member_id.in_(OWN_MEMBERS),
        )
    )
    .order_by(t.departures.c.id),
    "said_about_leaving": select(t.departure_words)
    .where(
        or_(
            t.departure_words.c.author_id == bindparam("person_id"),
            t.departure_words.c.departure_id.in_(
                select(t.departures.c.id).where(t.departures.c.person_id == bindparam("person_id"))
            ),
        )
    )
    .order_by(t.departure_words.c.id),
    # What the board voted on about them, with the count but not who said what: that is the others' own.
    "board_questions": select(
        *(column for column in t.ballots.c if column.name not in ("decided_by", "position", "version"))
    )
    .where(
        or_(
            t.ballots.c.application_id.in_(
                select(t.applications.c.id).where(t.applications.c.person_id == bindparam("person_id"))
            ),
            t.ballots.c.member_id.in_(OWN_MEMBERS),
        )
    )
    .order_by(t.ballots.c.id),
    "votes": select(t.votes, t.ballots.c.kind)
    .select_from(t.votes.join(t.ballots, t.ballots.c.id == t.votes.c.ballot_id))
    .where(t.votes.c.person_id == bindparam("person_id"))
    .order_by(t.votes.c.ballot_id),
    "board_meetings": select(t.board_rolls, t.meetings.c.at)
    .select_from(t.board_rolls.join(t.meetings, t.meetings.c.id == t.board_rolls.c.meeting_id))
    .where(t.board_rolls.c.person_id == bindparam("person_id"))
    .order_by(t.board_rolls.c.meeting_id),
    "representing": select(t.representatives.c.since, t.organisations)
    .select_from(
        t.representatives.join(t.organisations, t.organisations.c.id == t.representatives.c.organisation_id)
    )
    .where(t.representatives.c.person_id == bindparam("person_id")),
    "invitations": select(t.invitations).where(
        or_(
            t.invitations.c.invited_by == bindparam("person_id"),
            t.invitations.c.used_by == bindparam("person_id"),
        )
    ),
    "chats": select(t.chat_people, t.chats.c.title)
    .select_from(t.chat_people.join(t.chats, t.chats.c.number == t.chat_people.c.chat_number))
    .where(t.chat_people.c.person_id == bindparam("person_id"))
    .order_by(t.chat_people.c.chat_number),
    "messages_at_issue": select(t.incidents)
    .where(t.incidents.c.subject_id == bindparam("person_id"))
    .order_by(t.incidents.c.id),
    "messages_reported": select(t.incidents.c.chat_number, t.incidents.c.message_id)
    .select_from(t.incident_reports.join(t.incidents, t.incidents.c.id == t.incident_reports.c.incident_id))
    .where(t.incident_reports.c.person_id == bindparam("person_id")),
    "warnings": select(t.warnings)
    .where(t.warnings.c.subject_id == bindparam("person_id"))
    .order_by(t.warnings.c.id),
    "sanctions": select(t.sanctions)
    .where(t.sanctions.c.subject_id == bindparam("person_id"))
    .order_by(t.sanctions.c.id),
    "appeals": select(t.appeals)
    .where(t.appeals.c.person_id == bindparam("person_id"))
    .order_by(t.appeals.c.id),
    "join_requests": select(
        *(column for column in t.join_requests.c if column.name not in ("decided_by", "cards")),
        t.chats.c.title,
    )
    .select_from(t.join_requests.join(t.chats, t.chats.c.number == t.join_requests.c.chat_number))
    .where(t.join_requests.c.person_id == bindparam("person_id"))
    .order_by(t.join_requests.c.number),
    "chats_lost": select(t.chat_partings, t.chats.c.title)
    .select_from(t.chat_partings.join(t.chats, t.chats.c.number == t.chat_partings.c.chat_number))
    .where(t.chat_partings.c.person_id == bindparam("person_id"))
    .order_by(t.chat_partings.c.chat_number),
    "webinars": select(t.webinar_guests, t.webinars.c.title, t.webinars.c.starts_at)
    .select_from(t.webinar_guests.join(t.webinars, t.webinars.c.id == t.webinar_guests.c.webinar_id))
    .where(t.webinar_guests.c.person_id == bindparam("person_id"))
    .order_by(t.webinar_guests.c.webinar_id),
    "webinars_organised": select(t.webinars)
    .where(t.webinars.c.organiser_id == bindparam("person_id"))
    .order_by(t.webinars.c.id),
    "publications": select(t.publications)
    .where(t.publications.c.author_id == bindparam("person_id"))
    .order_by(t.publications.c.id),
    "birthday": select(t.birthdays).where(t.birthdays.c.person_id == bindparam("person_id")),
    "introductions_wanted": select(t.introduction_participants).where(
        t.introduction_participants.c.person_id == bindparam("person_id")
    ),
    # Of the other one nothing: they know each other, and what the other said is the other's.
    "introductions": select(
        t.introductions.c.id,
        t.introductions.c.made_at,
        t.introductions.c.asked_at,
        case(
            (t.introductions.c.first_id == bindparam("person_id"), t.introductions.c.first_says),
            else_=t.introductions.c.second_says,
        ).label("said"),
    )
    .where(
        or_(
            t.introductions.c.first_id == bindparam("person_id"),
            t.introductions.c.second_id == bindparam("person_id"),
        )
    )
    .order_by(t.introductions.c.id),
    "audit": select(t.audit)
    .where(or_(t.audit.c.actor_id == bindparam("person_id"), t.audit.c.subject_id == bindparam("person_id")))
    .order_by(t.audit.c.id),
    "conversation": select(t.conversations).where(t.conversations.c.person_id == bindparam("person_id")),
    "messages_of_the_bot": select(
        t.outbox.c.method, t.outbox.c.params, t.outbox.c.created_at, t.outbox.c.settled_at
    )
    .where(t.outbox.c.chat_id == bindparam("person_id"))
    .order_by(t.outbox.c.id),
    "updates_set_aside": select(t.inbox.c.kind, t.inbox.c.payload, t.inbox.c.received_at).where(
        t.inbox.c.chat_id == bindparam("person_id"), t.inbox.c.state == t.Inbox.ASIDE.sql
    ),
}
MOMENTS = {
    "written_at",
    "expires_at",
    "lifted_at",
    "until",
    "undone_at",
    "decided_at",
    "first_seen_at",
    "given_at",
    "withdrawn_at",
    "since",
    "at",
    "created_at",
    "settled_at",
    "received_at",
    "asked_at",
    "answer_by",
    "answered_at",
    "updated_at",
    "nudged_at",
    "confirmed_at",
    "made_at",
    "used_at",
    "starts_at",
    "ends_at",
    "publish_at",
    "followed_up_at",
    "offered_until",
    "first_at",
    "issued_at",
    "due_at",
    "next_at",
    "rechecked_at",
    "warned_at",
    "taken_back_at",
}
JSON_TEXTS = {
    "rights",
    "data",
    "params",
    "payload",
    "answers",
    "skipped",
    "given",
    "files",
    "interests",
    "content",
    "chats",
}


async def dossier(transaction: Transaction, person_id: int) -> dict[str, list[dict[str, Any]]]:
    """All rows about the person by part; moments as ISO 8601 in UTC."""
    return {
        part: [_readable(dict(row)) for row in await transaction.all(statement, person_id=person_id)]
        for part, statement in PARTS.items()
    }


def _readable(row: dict[str, Any]) -> dict[str, Any]:
    for name, value in row.items():
        if name in MOMENTS and value is not None:
            row[name] = datetime.fromtimestamp(value / 1_000_000, UTC).isoformat()
        elif name in JSON_TEXTS and isinstance(value, str):
            row[name] = json.loads(value)
    return row
