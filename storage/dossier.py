"""Everything that is kept about one person, for that person (152-FZ, article 14)."""

import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import bindparam, case, or_, select

from storage.engine import Transaction
from storage.erasure import OWN_MEMBERS
from storage.tables.applications import application_notes, applications
from storage.tables.birthdays import birthdays
from storage.tables.board import ballots, board_rolls, meetings, votes
from storage.tables.chats import chat_people, chats
from storage.tables.dues import dues_notice_people, invoices, payments, receipts
from storage.tables.entry import chat_partings, join_requests
from storage.tables.forms import drafts
from storage.tables.groups import group_members, group_questions
from storage.tables.introductions import introduction_participants, introductions
from storage.tables.leaving import departure_words, departures
from storage.tables.members import invitations, members, organisations, representatives
from storage.tables.moderation import appeals, incident_reports, incidents, sanctions, warnings
from storage.tables.people import audit, consents, history, people, roles
from storage.tables.publications import publications
from storage.tables.street import Inbox, conversations, inbox, outbox
from storage.tables.webinars import webinar_guests, webinars

PARTS = {
    "person": select(people).where(people.c.id == bindparam("person_id")),
    "consents": select(consents)
    .where(consents.c.person_id == bindparam("person_id"))
    .order_by(consents.c.id),
    "roles": select(roles).where(roles.c.person_id == bindparam("person_id")),
    "history": select(history).where(history.c.person_id == bindparam("person_id")).order_by(history.c.id),
    "drafts": select(drafts).where(drafts.c.person_id == bindparam("person_id")),
    "places_in_working_groups": select(group_members).where(
        group_members.c.person_id == bindparam("person_id")
    ),
    "questions_to_working_groups": select(group_questions)
    .where(group_questions.c.person_id == bindparam("person_id"))
    .order_by(group_questions.c.id),
    "applications": select(applications)
    .where(applications.c.person_id == bindparam("person_id"))
    .order_by(applications.c.id),
    "application_notes": select(application_notes)
    .where(
        or_(
            application_notes.c.author_id == bindparam("person_id"),
            application_notes.c.application_id.in_(
                select(applications.c.id).where(applications.c.person_id == bindparam("person_id"))
            ),
        )
    )
    .order_by(application_notes.c.id),
    "membership": select(members).where(members.c.person_id == bindparam("person_id")),
    "invoices": select(invoices).where(invoices.c.member_id.in_(OWN_MEMBERS)).order_by(invoices.c.id),
    # Who of the staff entered a payment is not the member's.
    "payments": select(*(column for column in payments.c if column.name != "entered_by"))
    .where(payments.c.invoice_id.in_(select(invoices.c.id).where(invoices.c.member_id.in_(OWN_MEMBERS))))
    .order_by(payments.c.id),
    "receipts": select(receipts)
    .where(receipts.c.person_id == bindparam("person_id"))
    .order_by(receipts.c.id),
    "notices_of_dues": select(dues_notice_people)
    .where(dues_notice_people.c.person_id == bindparam("person_id"))
    .order_by(dues_notice_people.c.invoice_id, dues_notice_people.c.step),
    "applications_to_leave": select(departures)
    .where(
        or_(
            departures.c.person_id == bindparam("person_id"),
            departures.c.member_id.in_(OWN_MEMBERS),
        )
    )
    .order_by(departures.c.id),
    "said_about_leaving": select(departure_words)
    .where(
        or_(
            departure_words.c.author_id == bindparam("person_id"),
            departure_words.c.departure_id.in_(
                select(departures.c.id).where(departures.c.person_id == bindparam("person_id"))
            ),
        )
    )
    .order_by(departure_words.c.id),
    # What the board voted on about them, with the count but not who said what: that is the others' own.
    "board_questions": select(
        *(column for column in ballots.c if column.name not in ("decided_by", "position", "version"))
    )
    .where(
        or_(
            ballots.c.application_id.in_(
                select(applications.c.id).where(applications.c.person_id == bindparam("person_id"))
            ),
            ballots.c.member_id.in_(OWN_MEMBERS),
        )
    )
    .order_by(ballots.c.id),
    "votes": select(votes, ballots.c.kind)
    .select_from(votes.join(ballots, ballots.c.id == votes.c.ballot_id))
    .where(votes.c.person_id == bindparam("person_id"))
    .order_by(votes.c.ballot_id),
    "board_meetings": select(board_rolls, meetings.c.at)
    .select_from(board_rolls.join(meetings, meetings.c.id == board_rolls.c.meeting_id))
    .where(board_rolls.c.person_id == bindparam("person_id"))
    .order_by(board_rolls.c.meeting_id),
    "representing": select(representatives.c.since, organisations)
    .select_from(representatives.join(organisations, organisations.c.id == representatives.c.organisation_id))
    .where(representatives.c.person_id == bindparam("person_id")),
    "invitations": select(invitations).where(
        or_(
            invitations.c.invited_by == bindparam("person_id"),
            invitations.c.used_by == bindparam("person_id"),
        )
    ),
    "chats": select(chat_people, chats.c.title)
    .select_from(chat_people.join(chats, chats.c.number == chat_people.c.chat_number))
    .where(chat_people.c.person_id == bindparam("person_id"))
    .order_by(chat_people.c.chat_number),
    "messages_at_issue": select(incidents)
    .where(incidents.c.subject_id == bindparam("person_id"))
    .order_by(incidents.c.id),
    "messages_reported": select(incidents.c.chat_number, incidents.c.message_id)
    .select_from(incident_reports.join(incidents, incidents.c.id == incident_reports.c.incident_id))
    .where(incident_reports.c.person_id == bindparam("person_id")),
    "warnings": select(warnings)
    .where(warnings.c.subject_id == bindparam("person_id"))
    .order_by(warnings.c.id),
    "sanctions": select(sanctions)
    .where(sanctions.c.subject_id == bindparam("person_id"))
    .order_by(sanctions.c.id),
    "appeals": select(appeals).where(appeals.c.person_id == bindparam("person_id")).order_by(appeals.c.id),
    "join_requests": select(
        *(column for column in join_requests.c if column.name not in ("decided_by", "cards")),
        chats.c.title,
    )
    .select_from(join_requests.join(chats, chats.c.number == join_requests.c.chat_number))
    .where(join_requests.c.person_id == bindparam("person_id"))
    .order_by(join_requests.c.number),
    "chats_lost": select(chat_partings, chats.c.title)
    .select_from(chat_partings.join(chats, chats.c.number == chat_partings.c.chat_number))
    .where(chat_partings.c.person_id == bindparam("person_id"))
    .order_by(chat_partings.c.chat_number),
    "webinars": select(webinar_guests, webinars.c.title, webinars.c.starts_at)
    .select_from(webinar_guests.join(webinars, webinars.c.id == webinar_guests.c.webinar_id))
    .where(webinar_guests.c.person_id == bindparam("person_id"))
    .order_by(webinar_guests.c.webinar_id),
    "webinars_organised": select(webinars)
    .where(webinars.c.organiser_id == bindparam("person_id"))
    .order_by(webinars.c.id),
    "publications": select(publications)
    .where(publications.c.author_id == bindparam("person_id"))
    .order_by(publications.c.id),
    "birthday": select(birthdays).where(birthdays.c.person_id == bindparam("person_id")),
    "introductions_wanted": select(introduction_participants).where(
        introduction_participants.c.person_id == bindparam("person_id")
    ),
    # Of the other one nothing: they know each other, and what the other said is the other's.
    "introductions": select(
        introductions.c.id,
        introductions.c.made_at,
        introductions.c.asked_at,
        case(
            (introductions.c.first_id == bindparam("person_id"), introductions.c.first_says),
            else_=introductions.c.second_says,
        ).label("said"),
    )
    .where(
        or_(
            introductions.c.first_id == bindparam("person_id"),
            introductions.c.second_id == bindparam("person_id"),
        )
    )
    .order_by(introductions.c.id),
    "audit": select(audit)
    .where(or_(audit.c.actor_id == bindparam("person_id"), audit.c.subject_id == bindparam("person_id")))
    .order_by(audit.c.id),
    "conversation": select(conversations).where(conversations.c.person_id == bindparam("person_id")),
    "messages_of_the_bot": select(outbox.c.method, outbox.c.params, outbox.c.created_at, outbox.c.settled_at)
    .where(outbox.c.chat_id == bindparam("person_id"))
    .order_by(outbox.c.id),
    "updates_set_aside": select(inbox.c.kind, inbox.c.payload, inbox.c.received_at).where(
        inbox.c.chat_id == bindparam("person_id"), inbox.c.state == Inbox.ASIDE.sql
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
