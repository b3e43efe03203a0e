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
from storage import tables as t
from storage.engine import Transaction
from storage.redaction import redact

# Spreadsheets and minutes hold the names of many; whoever ordered one can order it anew.
SHEETS = ("group-roster", "webinar-report", "dues-ledger", "minutes")

_whose: BindParameter[int] = bindparam("person_id")
OWN_MEMBERS = select(t.members.c.id).where(t.members.c.person_id == _whose)
_own_applications = select(t.applications.c.id).where(t.applications.c.person_id == _whose)
_others = t.roles.alias("others")


def _keys(noun: str, number: ColumnElement[Any], rest: str = ":%") -> ColumnElement[str]:
    """The keys of everything that is said about one of these; `rest` as LIKE takes it."""
    return literal_column(f"'{noun}:'", Text) + cast(number, Text) + literal_column(f"'{rest}'", Text)


def _says(keys: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether a call says something under such a key, or changes what was said under it."""
    return or_(t.outbox.c.key.like(keys), t.outbox.c.edits.like(keys))


def _without(column: ColumnElement[Any], instead: Any = None) -> Update:
    """Forget that it was this person who decided, wrote or entered something; that it was done stays."""
    table = column.table
    value = null() if instead is None else instead
    return update(table).where(column == _whose).values({column: value})


# What is still to be said to others, by what it is about

_tells_of_applications = exists().where(
    t.applications.c.person_id == _whose, _says(_keys("application", t.applications.c.id))
)
# Of an expulsion; what became of an application is told under its own number.
_tells_of_ballots = exists().where(
    t.ballots.c.member_id.in_(OWN_MEMBERS), _says(_keys("ballot", t.ballots.c.id))
)
# Moderators' cards and the greeting, while they are not sent: what was sent is still to be taken away.
_tells_of_requests = exists().where(
    t.outbox.c.state < t.Outbox.SENT.sql,
    t.join_requests.c.person_id == _whose,
    or_(
        t.outbox.c.key.like(_keys("entry", t.join_requests.c.number, ":card:%")),
        t.outbox.c.key == _keys("entry", t.join_requests.c.number, ":greeting"),
    ),
)
_their_news = and_(
    t.publications.c.author_id == _whose, t.publications.c.kind == literal_column(f"'{Kind.NEWS}'")
)
_brings_their_news = exists().where(_their_news, _says(_keys("publication", t.publications.c.id)))
_wrote_of_leaving = exists().where(
    t.departure_words.c.departure_id == t.departures.c.id,
    t.departure_words.c.author_id == _whose,
    t.departure_words.c.staff == literal_column("0"),
)
_tells_of_leaving = exists().where(
    or_(t.departures.c.person_id == _whose, t.departures.c.member_id.in_(OWN_MEMBERS), _wrote_of_leaving),
    _says(_keys("leaving", t.departures.c.id)),
)
# Cards on which treasurers decide, and files that the person sent for them.
_files_of_receipt = (
    _keys("dues-card", t.receipts.c.invoice_id, ":file:")
    + cast(t.receipts.c.id, Text)
    + literal_column("':%'")
)
_tells_of_dues = or_(
    exists().where(t.invoices.c.member_id.in_(OWN_MEMBERS), _says(_keys("dues-card", t.invoices.c.id))),
    exists().where(t.receipts.c.person_id == _whose, t.outbox.c.key.like(_files_of_receipt)),
)
tells_of_pair = exists().where(
    or_(t.introductions.c.first_id == _whose, t.introductions.c.second_id == _whose),
    t.outbox.c.key.like(_keys("introduction", t.introductions.c.id)),
)
_CALLS = [
    delete(t.outbox).where(
        or_(
            t.outbox.c.chat_id == _whose,
            _tells_of_applications,
            _tells_of_ballots,
            _tells_of_requests,
            _brings_their_news,
            _tells_of_leaving,
            _tells_of_dues,
        )
    ),
    # What was sent is a mere key by now, by which the other's question finds that it may be asked.
    delete(t.outbox).where(t.outbox.c.state < t.Outbox.SENT.sql, tells_of_pair),
    delete(t.inbox).where(t.inbox.c.chat_id == _whose, t.inbox.c.state == t.Inbox.ASIDE.sql),
    delete(t.conversations).where(
        or_(t.conversations.c.person_id == _whose, t.conversations.c.chat_id == _whose)
    ),
    delete(t.albums).where(t.albums.c.chat_id == _whose),
]
# An organisation's wish to leave stays without the one who wrote it; a person's goes with the membership.
_LEAVING = [
    update(t.departures).where(t.departures.c.person_id == _whose).values(reason=""),
    _without(t.departures.c.settled_by),
    delete(t.departure_words).where(
        t.departure_words.c.author_id == _whose, t.departure_words.c.staff == literal_column("0")
    ),
    _without(t.departure_words.c.author_id),
]
_NEWS = [
    delete(t.publications).where(_their_news),
    _without(t.publications.c.author_id, 0),
    _without(t.publications.c.decided_by),
]
# What was decided stays, as numbers; why somebody was to be expelled goes with them, and so does their vote.
_BOARD = [
    update(t.ballots).where(t.ballots.c.member_id.in_(OWN_MEMBERS)).values(text="", reason=""),
    update(t.ballots).where(t.ballots.c.application_id.in_(_own_applications)).values(reason=""),
    _without(t.ballots.c.decided_by),
    _without(t.applications.c.decided_by),
    _without(t.application_notes.c.author_id),
    _without(t.invitations.c.used_by),
]
# That somebody was warned or blocked, and for how long, stays as long as it holds, by their id; the words go.
_MODERATION = [
    delete(t.incident_reports).where(t.incident_reports.c.person_id == _whose),
    delete(t.appeals).where(t.appeals.c.person_id == _whose),
    update(t.incidents).where(t.incidents.c.subject_id == _whose).values(text="", name=""),
    update(t.warnings).where(t.warnings.c.subject_id == _whose).values(words=""),
    update(t.sanctions).where(t.sanctions.c.subject_id == _whose).values(name=""),
    _without(t.warnings.c.moderator_id, 0),
    _without(t.warnings.c.lifted_by),
    _without(t.sanctions.c.moderator_id, 0),
    _without(t.sanctions.c.undone_by),
    _without(t.appeals.c.decided_by),
    delete(t.moderation_wishes).where(
        t.moderation_wishes.c.wish.like(
            literal_column("'%\"id\": '") + cast(bindparam("person_id", type_=BigInteger), Text) + ",%"
        )
    ),
]
_CHATS = [
    delete(t.join_requests).where(t.join_requests.c.person_id == _whose),
    _without(t.join_requests.c.decided_by),
    delete(t.chat_people).where(t.chat_people.c.person_id == _whose),
]
# An invoice's PDF has the member's name, whoever asked for it.
_is_their_invoice = and_(
    t.jobs.c.kind == literal_column("'invoice'"),
    exists().where(
        t.invoices.c.member_id.in_(OWN_MEMBERS),
        t.jobs.c.data.like(
            literal_column('\'%"number": "\'', Text) + t.invoices.c.number + literal_column("'\"%'", Text)
        ),
    ),
)
_FILES = [
    delete(t.jobs).where(
        or_(
            t.jobs.c.person_id == _whose,
            t.jobs.c.kind.in_([literal_column(f"'{kind}'") for kind in SHEETS]),
            _is_their_invoice,
        )
    ),
    delete(t.files).where(
        t.files.c.hash.not_in(select(t.jobs.c.file_hash).where(t.jobs.c.file_hash.is_not(None)))
    ),
]
# Invoices and payments are accounting documents: they stay, without a name and owed no more. Receipts go with the person.
_DUES = [
    update(t.invoices)
    .where(
        t.invoices.c.member_id.in_(OWN_MEMBERS),
        t.invoices.c.status.in_([literal_column(f"'{status}'") for status in OWED]),
    )
    .values(status=InvoiceStatus.VOID.value, next_at=null(), version=t.invoices.c.version + 1),
    _without(t.payments.c.entered_by),
    delete(t.dues_notice_people).where(t.dues_notice_people.c.person_id == _whose),
]
_GROUPS = [
    delete(t.group_questions).where(t.group_questions.c.person_id == _whose),
    delete(t.group_members).where(t.group_members.c.member_id.in_(OWN_MEMBERS)),
    _without(t.group_members.c.person_id),
]
_PERSON = [
    _without(t.webinars.c.organiser_id, 0),
    # An office ends with its holder's data; but somebody has to be left who can give roles.
    delete(t.roles).where(
        t.roles.c.person_id == _whose,
        or_(
            t.roles.c.role != literal_column("'administrator'"),
            exists().where(
                _others.c.role == literal_column("'administrator'"), _others.c.person_id != _whose
            ),
        ),
    ),
    # History, consents, applications, the membership, representing an organisation, coming to webinars and taking
    # part in introductions and the birthday go with the person; an introduction stays the other one's.
    delete(t.people).where(t.people.c.id == _whose),
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
