"""The tables. Times are microseconds UTC, flags are 0 or 1, JSON is text: the driver converts nothing."""

from storage.tables.applications import application_notes, applications
from storage.tables.base import metadata
from storage.tables.birthdays import birthday_days, birthdays
from storage.tables.board import ballots, board_rolls, meetings, votes
from storage.tables.chats import chat_activity, chat_people, chats
from storage.tables.dues import dues_notice_people, dues_notices, invoices, payments, receipts
from storage.tables.entry import chat_partings, join_requests
from storage.tables.forms import drafts
from storage.tables.groups import group_members, group_questions, groups
from storage.tables.introductions import introduction_participants, introduction_rounds, introductions
from storage.tables.leaving import departure_words, departures
from storage.tables.members import invitations, members, organisations, representatives
from storage.tables.moderation import (
    appeals,
    incident_reports,
    incidents,
    moderation_wishes,
    sanctions,
    warnings,
)
from storage.tables.people import audit, consents, history, people, roles
from storage.tables.publications import publication_marks, publication_sendings, publications
from storage.tables.street import Inbox, Job, Outbox, albums, bots, conversations, files, inbox, jobs, outbox
from storage.tables.webinars import webinar_calendars, webinar_guests, webinar_months, webinars

__all__ = [
    "Inbox",
    "Job",
    "Outbox",
    "albums",
    "appeals",
    "application_notes",
    "applications",
    "audit",
    "ballots",
    "birthday_days",
    "birthdays",
    "board_rolls",
    "bots",
    "chat_activity",
    "chat_partings",
    "chat_people",
    "chats",
    "consents",
    "conversations",
    "departure_words",
    "departures",
    "drafts",
    "dues_notice_people",
    "dues_notices",
    "files",
    "group_members",
    "group_questions",
    "groups",
    "history",
    "inbox",
    "incident_reports",
    "incidents",
    "introduction_participants",
    "introduction_rounds",
    "introductions",
    "invitations",
    "invoices",
    "jobs",
    "join_requests",
    "meetings",
    "members",
    "metadata",
    "moderation_wishes",
    "organisations",
    "outbox",
    "payments",
    "people",
    "publication_marks",
    "publication_sendings",
    "publications",
    "receipts",
    "representatives",
    "roles",
    "sanctions",
    "votes",
    "warnings",
    "webinar_calendars",
    "webinar_guests",
    "webinar_months",
    "webinars",
]
