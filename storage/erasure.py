"""Erasing a person: what goes with them, what stays without them, and what stays because others rely on it.

The groups are by noun; a new table that knows people is spoken of in the group of its noun.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Text,
    and_,
    bindparam,
    cast,
    delete,
    exists,
    literal_column,
    null,
    or_,
    select,
    update,
)
from sqlalchemy.sql.dml import Update
from sqlalchemy.sql.elements import BindParameter, ColumnElement

from domain.dues.life import OWED, InvoiceStatus
from domain.publications.entities import Kind
from storage.engine import Transaction
from storage.redaction import redact
from storage.tables.applications import application_notes, applications
from storage.tables.board import ballots
from storage.tables.chats import chat_people
from storage.tables.dues import dues_notice_people, invoices, payments, receipts
from storage.tables.entry import join_requests
from storage.tables.groups import group_members, group_questions
from storage.tables.introductions import introductions
from storage.tables.leaving import departure_words, departures
from storage.tables.members import invitations, members
from storage.tables.moderation import (
    appeals,
    incident_reports,
    incidents,
    moderation_wishes,
    sanctions,
    warnings,
)
from storage.tables.people import people, roles
from storage.tables.publications import publications
from storage.tables.street import Inbox, Outbox, albums, conversations, files, inbox, jobs, outbox
from storage.tables.webinars import webinars

# Spreadsheets and minutes hold the names of many; whoever ordered one can order it anew.
SHEETS = ("group-roster", "webinar-report", "dues-ledger", "minutes")

_whose: BindParameter[int] = bindparam("person_id")
OWN_MEMBERS = select(members.c.id).where(members.c.person_id == _whose)
_own_applications = select(applications.c.id).where(applications.c.person_id == _whose)
_others = roles.alias("others")


def _keys(noun: str, number: ColumnElement[Any], rest: str = ":%") -> ColumnElement[str]:
    """The keys of everything that is said about one of these; `rest` as LIKE takes it."""
    return literal_column(f"'{noun}:'", Text) + cast(number, Text) + literal_column(f"'{rest}'", Text)


def _says(keys: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether a call says something under such a key, or changes what was said under it."""
    return or_(outbox.c.key.like(keys), outbox.c.edits.like(keys))


def _without(column: ColumnElement[Any], instead: Any = None) -> Update:
    """Forget that it was this person who decided, wrote or entered something; that it was done stays."""
    table = column.table
    value = null() if instead is None else instead
    return update(table).where(column == _whose).values({column: value})


# What is still to be said to others, by what it is about

_tells_of_applications = exists().where(
    applications.c.person_id == _whose, _says(_keys("application", applications.c.id))
)
# Of an expulsion; what became of an application is told under its own number.
_tells_of_ballots = exists().where(ballots.c.member_id.in_(OWN_MEMBERS), _says(_keys("ballot", ballots.c.id)))
# Moderators' cards and the greeting, while they are not sent: what was sent is still to be taken away.
_tells_of_requests = exists().where(
    outbox.c.state < Outbox.SENT.sql,
    join_requests.c.person_id == _whose,
    or_(
        outbox.c.key.like(_keys("entry", join_requests.c.number, ":card:%")),
        outbox.c.key == _keys("entry", join_requests.c.number, ":greeting"),
    ),
)
_their_news = and_(
    publications.c.author_id == _whose, publications.c.kind == literal_column(f"'{Kind.NEWS}'")
)
_brings_their_news = exists().where(_their_news, _says(_keys("publication", publications.c.id)))
_wrote_of_leaving = exists().where(
    departure_words.c.departure_id == departures.c.id,
    departure_words.c.author_id == _whose,
    departure_words.c.staff == literal_column("0"),
)
_tells_of_leaving = exists().where(
    or_(departures.c.person_id == _whose, departures.c.member_id.in_(OWN_MEMBERS), _wrote_of_leaving),
    _says(_keys("leaving", departures.c.id)),
)
# Cards on which treasurers decide, and files that the person sent for them.
_files_of_receipt = (
    _keys("dues-card", receipts.c.invoice_id, ":file:") + cast(receipts.c.id, Text) + literal_column("':%'")
)
_tells_of_dues = or_(
    exists().where(invoices.c.member_id.in_(OWN_MEMBERS), _says(_keys("dues-card", invoices.c.id))),
    exists().where(receipts.c.person_id == _whose, outbox.c.key.like(_files_of_receipt)),
)
tells_of_pair = exists().where(
    or_(introductions.c.first_id == _whose, introductions.c.second_id == _whose),
    outbox.c.key.like(_keys("introduction", introductions.c.id)),
)
_CALLS = [
    delete(outbox).where(
        or_(
            outbox.c.chat_id == _whose,
            _tells_of_applications,
            _tells_of_ballots,
            _tells_of_requests,
            _brings_their_news,
            _tells_of_leaving,
            _tells_of_dues,
        )
    ),
    # What was sent is a mere key by now, by which the other's question finds that it may be asked.
    delete(outbox).where(outbox.c.state < Outbox.SENT.sql, tells_of_pair),
    delete(inbox).where(inbox.c.chat_id == _whose, inbox.c.state == Inbox.ASIDE.sql),
    delete(conversations).where(or_(conversations.c.person_id == _whose, conversations.c.chat_id == _whose)),
    delete(albums).where(albums.c.chat_id == _whose),
]
# An organisation's wish to leave stays without the one who wrote it; a person's goes with the membership.
_LEAVING = [
    update(departures).where(departures.c.person_id == _whose).values(reason=""),
    _without(departures.c.settled_by),
    delete(departure_words).where(
        departure_words.c.author_id == _whose, departure_words.c.staff == literal_column("0")
    ),
    _without(departure_words.c.author_id),
]
_NEWS = [
    delete(publications).where(_their_news),
    _without(publications.c.author_id, 0),
    _without(publications.c.decided_by),
]
# What was decided stays, as numbers; why somebody was to be expelled goes with them, and so does their vote.
_BOARD = [
    update(ballots).where(ballots.c.member_id.in_(OWN_MEMBERS)).values(text="", reason=""),
    update(ballots).where(ballots.c.application_id.in_(_own_applications)).values(reason=""),
    _without(ballots.c.decided_by),
    _without(applications.c.decided_by),
    _without(application_notes.c.author_id),
    _without(invitations.c.used_by),
]
# That somebody was warned or blocked, and for how long, stays as long as it holds, by their id; the words go.
_MODERATION = [
    delete(incident_reports).where(incident_reports.c.person_id == _whose),
    delete(appeals).where(appeals.c.person_id == _whose),
    update(incidents).where(incidents.c.subject_id == _whose).values(text="", name=""),
    update(warnings).where(warnings.c.subject_id == _whose).values(words=""),
    update(sanctions).where(sanctions.c.subject_id == _whose).values(name=""),
    _without(warnings.c.moderator_id, 0),
    _without(warnings.c.lifted_by),
    _without(sanctions.c.moderator_id, 0),
    _without(sanctions.c.undone_by),
    _without(appeals.c.decided_by),
    delete(moderation_wishes).where(
        moderation_wishes.c.wish.like(
            literal_column("'%\"id\": '") + cast(bindparam("person_id", type_=BigInteger), Text) + ",%"
        )
    ),
]
_CHATS = [
    delete(join_requests).where(join_requests.c.person_id == _whose),
    _without(join_requests.c.decided_by),
    delete(chat_people).where(chat_people.c.person_id == _whose),
]
# An invoice's PDF has the member's name, whoever asked for it.
_is_their_invoice = and_(
    jobs.c.kind == literal_column("'invoice'"),
    exists().where(
        invoices.c.member_id.in_(OWN_MEMBERS),
        jobs.c.data.like(
            literal_column('\'%"number": "\'', Text) + invoices.c.number + literal_column("'\"%'", Text)
        ),
    ),
)
_FILES = [
    delete(jobs).where(
        or_(
            jobs.c.person_id == _whose,
            jobs.c.kind.in_([literal_column(f"'{kind}'") for kind in SHEETS]),
            _is_their_invoice,
        )
    ),
    delete(files).where(files.c.hash.not_in(select(jobs.c.file_hash).where(jobs.c.file_hash.is_not(None)))),
]
# Invoices and payments are accounting documents: they stay, without a name and owed no more. Receipts go with the person.
_DUES = [
    update(invoices)
    .where(
        invoices.c.member_id.in_(OWN_MEMBERS),
        invoices.c.status.in_([literal_column(f"'{status}'") for status in OWED]),
    )
    .values(status=InvoiceStatus.VOID.value, next_at=null(), version=invoices.c.version + 1),
    _without(payments.c.entered_by),
    delete(dues_notice_people).where(dues_notice_people.c.person_id == _whose),
]
_GROUPS = [
    delete(group_questions).where(group_questions.c.person_id == _whose),
    delete(group_members).where(group_members.c.member_id.in_(OWN_MEMBERS)),
    _without(group_members.c.person_id),
]
_PERSON = [
    _without(webinars.c.organiser_id, 0),
    # An office ends with its holder's data; but somebody has to be left who can give roles.
    delete(roles).where(
        roles.c.person_id == _whose,
        or_(
            roles.c.role != literal_column("'administrator'"),
            exists().where(
                _others.c.role == literal_column("'administrator'"), _others.c.person_id != _whose
            ),
        ),
    ),
    # History, consents, applications, the membership, representing an organisation, coming to webinars and taking
    # part in introductions and the birthday go with the person; an introduction stays the other one's.
    delete(people).where(people.c.id == _whose),
]
# The calls first, which are found by what they are about; the person last.
ERASE = [
    *_CALLS,
    *_LEAVING,
    *_NEWS,
    *_BOARD,
    *_MODERATION,
    *_CHATS,
    *_FILES,
    *_DUES,
    *_GROUPS,
    *_PERSON,
]


async def erase(transaction: Transaction, person_id: int) -> None:
    """Destroy everything about the person, calls that wait and updates set aside included."""
    await redact(transaction, person_id)
    for statement in ERASE:
        names = {"person_id": person_id}
        await transaction.run(statement, **names)
