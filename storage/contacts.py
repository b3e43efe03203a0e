"""People and their history."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import (
    BigInteger,
    Text,
    and_,
    bindparam,
    cast,
    delete,
    exists,
    func,
    insert,
    literal_column,
    null,
    or_,
    select,
    update,
)

from domain.contacts import HistoryEntry, Person
from domain.dues import OWED, InvoiceStatus
from domain.publications import Kind
from storage import tables as t
from storage.engine import Transaction
from storage.redaction import redact

_person = t.people.c
COLUMNS = (
    _person.id,
    _person.language,
    _person.first_seen_at,
    _person.first_source,
    _person.last_source,
    _person.name,
    _person.username,
    _person.consented,
    _person.reachable,
    _person.time_zone,
)

FIND = select(*COLUMNS).where(_person.id == bindparam("person_id"))
ADD = insert(t.people).values({column.name: bindparam(column.name) for column in COLUMNS})
SAVE = (
    update(t.people)
    .where(_person.id == bindparam("person_id"))
    .values({column.name: bindparam(column.name) for column in COLUMNS if column.name != "id"})
)
RECORD = insert(t.history).values(
    person_id=bindparam("person_id"), at=bindparam("at"), kind=bindparam("kind"), data=bindparam("data")
)
HISTORY = (
    select(t.history.c.at, t.history.c.kind, t.history.c.data)
    .where(t.history.c.person_id == bindparam("person_id"))
    .order_by(t.history.c.id)
)
BY_USERNAME = select(*COLUMNS).where(func.lower(_person.username) == bindparam("username")).limit(10)
# SQLite folds only Latin letters: a name is looked for as written, and as names are written.
BY_NAME = (
    select(*COLUMNS)
    .where(
        or_(
            _person.name.like(bindparam("written"), escape="\\"),
            _person.name.like(bindparam("titled"), escape="\\"),
        )
    )
    .order_by(_person.name, _person.id)
    .limit(10)
)
_others = t.roles.alias("others")
# What others were told of the person's applications stands under keys that begin with their numbers.
_about = "application:" + cast(t.applications.c.id, Text) + ":%"
_tells_of_them = exists().where(
    t.applications.c.person_id == bindparam("person_id"),
    or_(t.outbox.c.key.like(_about), t.outbox.c.edits.like(_about)),
)
_request = "entry:" + cast(t.join_requests.c.number, Text)
# Moderators' cards and the greeting, while they are not sent: what was sent is still to be taken away.
_names_them = exists().where(
    t.outbox.c.state < t.Outbox.SENT.sql,
    t.join_requests.c.person_id == bindparam("person_id"),
    or_(t.outbox.c.key.like(_request + ":card:%"), t.outbox.c.key == _request + ":greeting"),
)
# And so does what they wrote for everybody to read.
_their_news = (
    t.publications.c.author_id == bindparam("person_id"),
    t.publications.c.kind == literal_column(f"'{Kind.NEWS}'"),
)
_of_news = "publication:" + cast(t.publications.c.id, Text) + ":%"
_brings_their_news = exists().where(
    *_their_news, or_(t.outbox.c.key.like(_of_news), t.outbox.c.edits.like(_of_news))
)
# The same of what their introductions tell the other one.
_of_pair = "introduction:" + cast(t.introductions.c.id, Text) + ":%"
tells_of_pair = exists().where(
    or_(
        t.introductions.c.first_id == bindparam("person_id"),
        t.introductions.c.second_id == bindparam("person_id"),
    ),
    t.outbox.c.key.like(_of_pair),
)
OWN_MEMBERS = select(t.members.c.id).where(t.members.c.person_id == bindparam("person_id"))
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
# And of what is said about a member who wants to leave: the card tells it to others.
_of_departure = "leaving:" + cast(t.departures.c.id, Text) + ":%"
_theirs_to_leave = or_(
    t.departures.c.person_id == bindparam("person_id"),
    t.departures.c.member_id.in_(OWN_MEMBERS),
    exists().where(
        t.departure_words.c.departure_id == t.departures.c.id,
        t.departure_words.c.author_id == bindparam("person_id"),
        t.departure_words.c.staff == literal_column("0"),
    ),
)
_tells_of_leaving = exists().where(
    _theirs_to_leave, or_(t.outbox.c.key.like(_of_departure), t.outbox.c.edits.like(_of_departure))
)
# And of the cards on which treasurers decide, and of the files that the person sent for them.
_of_invoice = "dues-card:" + cast(t.invoices.c.id, Text) + ":%"
_of_receipt = (
    "dues-card:" + cast(t.receipts.c.invoice_id, Text) + ":file:" + cast(t.receipts.c.id, Text) + ":%"
)
_tells_of_dues = or_(
    exists().where(
        t.invoices.c.member_id.in_(OWN_MEMBERS),
        or_(t.outbox.c.key.like(_of_invoice), t.outbox.c.edits.like(_of_invoice)),
    ),
    exists().where(t.receipts.c.person_id == bindparam("person_id"), t.outbox.c.key.like(_of_receipt)),
)
# And of what the board is told of their expulsion; of what became of their application it is told under its number.
_of_ballot = "ballot:" + cast(t.ballots.c.id, Text) + ":%"
_tells_of_ballot = exists().where(
    t.ballots.c.member_id.in_(OWN_MEMBERS),
    or_(t.outbox.c.key.like(_of_ballot), t.outbox.c.edits.like(_of_ballot)),
)
# Spreadsheets and minutes hold the names of many; whoever ordered one can order it anew.
SHEETS = ("group-roster", "webinar-report", "dues-ledger", "minutes")
ERASE = [
    delete(t.outbox).where(
        or_(
            t.outbox.c.chat_id == bindparam("person_id"),
            _tells_of_them,
            _tells_of_ballot,
            _names_them,
            _brings_their_news,
            _tells_of_leaving,
            _tells_of_dues,
        )
    ),
    # An organisation's wish to leave stays without the one who wrote it; a person's goes with the membership.
    update(t.departures).where(t.departures.c.person_id == bindparam("person_id")).values(reason=""),
    update(t.departures).where(t.departures.c.settled_by == bindparam("person_id")).values(settled_by=null()),
    delete(t.departure_words).where(
        t.departure_words.c.author_id == bindparam("person_id"),
        t.departure_words.c.staff == literal_column("0"),
    ),
    update(t.departure_words)
    .where(t.departure_words.c.author_id == bindparam("person_id"))
    .values(author_id=null()),
    delete(t.publications).where(*_their_news),
    update(t.publications).where(t.publications.c.author_id == bindparam("person_id")).values(author_id=0),
    update(t.publications)
    .where(t.publications.c.decided_by == bindparam("person_id"))
    .values(decided_by=null()),
    # What was sent is a mere key by now, by which the other's question finds that it may be asked.
    delete(t.outbox).where(t.outbox.c.state < t.Outbox.SENT.sql, tells_of_pair),
    update(t.applications)
    .where(t.applications.c.decided_by == bindparam("person_id"))
    .values(decided_by=None),
    # What was decided stays, as numbers; why somebody was to be expelled goes with them, and so does their vote.
    update(t.ballots).where(t.ballots.c.member_id.in_(OWN_MEMBERS)).values(text="", reason=""),
    update(t.ballots)
    .where(
        t.ballots.c.application_id.in_(
            select(t.applications.c.id).where(t.applications.c.person_id == bindparam("person_id"))
        )
    )
    .values(reason=""),
    update(t.ballots).where(t.ballots.c.decided_by == bindparam("person_id")).values(decided_by=null()),
    update(t.application_notes)
    .where(t.application_notes.c.author_id == bindparam("person_id"))
    .values(author_id=None),
    update(t.invitations).where(t.invitations.c.used_by == bindparam("person_id")).values(used_by=None),
    delete(t.inbox).where(t.inbox.c.chat_id == bindparam("person_id"), t.inbox.c.state == t.Inbox.ASIDE.sql),
    delete(t.conversations).where(
        or_(
            t.conversations.c.person_id == bindparam("person_id"),
            t.conversations.c.chat_id == bindparam("person_id"),
        )
    ),
    delete(t.albums).where(t.albums.c.chat_id == bindparam("person_id")),
    # That somebody was warned or blocked, and for how long, stays as long as it holds, by their id; the words go.
    delete(t.incident_reports).where(t.incident_reports.c.person_id == bindparam("person_id")),
    delete(t.appeals).where(t.appeals.c.person_id == bindparam("person_id")),
    update(t.incidents).where(t.incidents.c.subject_id == bindparam("person_id")).values(text="", name=""),
    update(t.warnings).where(t.warnings.c.subject_id == bindparam("person_id")).values(words=""),
    update(t.sanctions).where(t.sanctions.c.subject_id == bindparam("person_id")).values(name=""),
    # Who decided is forgotten with them; that it was decided is not.
    update(t.warnings).where(t.warnings.c.moderator_id == bindparam("person_id")).values(moderator_id=0),
    update(t.warnings).where(t.warnings.c.lifted_by == bindparam("person_id")).values(lifted_by=null()),
    update(t.sanctions).where(t.sanctions.c.moderator_id == bindparam("person_id")).values(moderator_id=0),
    update(t.sanctions).where(t.sanctions.c.undone_by == bindparam("person_id")).values(undone_by=null()),
    update(t.appeals).where(t.appeals.c.decided_by == bindparam("person_id")).values(decided_by=null()),
    delete(t.moderation_wishes).where(
        t.moderation_wishes.c.wish.like(
            literal_column("'%\"id\": '") + cast(bindparam("person_id", type_=BigInteger), Text) + ",%"
        )
    ),
    delete(t.join_requests).where(t.join_requests.c.person_id == bindparam("person_id")),
    update(t.join_requests)
    .where(t.join_requests.c.decided_by == bindparam("person_id"))
    .values(decided_by=None),
    delete(t.chat_people).where(t.chat_people.c.person_id == bindparam("person_id")),
    delete(t.jobs).where(
        or_(
            t.jobs.c.person_id == bindparam("person_id"),
            t.jobs.c.kind.in_([literal_column(f"'{kind}'") for kind in SHEETS]),
            _is_their_invoice,
        )
    ),
    delete(t.files).where(
        t.files.c.hash.not_in(select(t.jobs.c.file_hash).where(t.jobs.c.file_hash.is_not(None)))
    ),
    # Invoices and payments are accounting documents: they stay, without a name and owed no more. Receipts go with the person.
    update(t.invoices)
    .where(
        t.invoices.c.member_id.in_(OWN_MEMBERS),
        t.invoices.c.status.in_([literal_column(f"'{status}'") for status in OWED]),
    )
    .values(status=InvoiceStatus.VOID.value, next_at=null(), version=t.invoices.c.version + 1),
    update(t.payments).where(t.payments.c.entered_by == bindparam("person_id")).values(entered_by=null()),
    delete(t.dues_notice_people).where(t.dues_notice_people.c.person_id == bindparam("person_id")),
    delete(t.group_questions).where(t.group_questions.c.person_id == bindparam("person_id")),
    delete(t.group_members).where(
        t.group_members.c.member_id.in_(
            select(t.members.c.id).where(t.members.c.person_id == bindparam("person_id"))
        )
    ),
    update(t.group_members)
    .where(t.group_members.c.person_id == bindparam("person_id"))
    .values(person_id=null()),
    update(t.webinars).where(t.webinars.c.organiser_id == bindparam("person_id")).values(organiser_id=0),
    # An office ends with its holder's data; but somebody has to be left who can give roles.
    delete(t.roles).where(
        t.roles.c.person_id == bindparam("person_id"),
        or_(
            t.roles.c.role != literal_column("'administrator'"),
            exists().where(
                _others.c.role == literal_column("'administrator'"),
                _others.c.person_id != bindparam("person_id"),
            ),
        ),
    ),
    # History, consents, applications, the membership, representing an organisation, coming to webinars and taking
    # part in introductions and the birthday go with the person; an introduction stays the other one's.
    delete(t.people).where(_person.id == bindparam("person_id")),
]
# Whoever holds a role is known to the association in any case, and is written to in their language.
GUESTS = select(_person.id).where(
    _person.consented == literal_column("0"),
    _person.first_seen_at < bindparam("before"),
    ~exists().where(t.roles.c.person_id == _person.id),
)


def person_of(row: Any) -> Person:
    """The person in a row that begins with COLUMNS."""
    (
        person_id,
        language,
        first_seen_at,
        first_source,
        last_source,
        name,
        username,
        consented,
        reachable,
        time_zone,
        *_,
    ) = row
    return Person(
        person_id,
        language,
        first_seen_at,
        first_source,
        last_source,
        name,
        username,
        bool(consented),
        bool(reachable),
        time_zone,
    )


def _columns(person: Person) -> dict[str, Any]:
    return {
        "language": person.language,
        "first_seen_at": person.first_seen_at,
        "first_source": person.first_source,
        "last_source": person.last_source,
        "name": person.name,
        "username": person.username,
        "consented": int(person.consented),
        "reachable": int(person.reachable),
        "time_zone": person.time_zone,
    }


class ContactsTable:
    """Implements `domain.ports.ContactsGateway`."""

    def __init__(self, transaction: Transaction) -> None:
        self._tx = transaction

    async def find(self, person_id: int) -> Person | None:
        """The person, or None for somebody who never wrote."""
        row = await self._tx.first(FIND, person_id=person_id)
        return None if row is None else person_of(row)

    async def add(self, person: Person) -> None:
        """Keep a new person."""
        await self._tx.run(ADD, id=person.id, **_columns(person))

    async def save(self, person: Person) -> None:
        """Overwrite what is kept about the person with this."""
        await self._tx.run(SAVE, person_id=person.id, **_columns(person))

    async def record(self, person_id: int, kind: str, at: int, data: Mapping[str, Any]) -> None:
        """Append to the person's history; `at` in microseconds UTC, `data` as JSON allows."""
        await self._tx.run(
            RECORD, person_id=person_id, at=at, kind=kind, data=json.dumps(data, ensure_ascii=False)
        )

    async def history(self, person_id: int) -> Sequence[HistoryEntry]:
        """Everything that happened with the person, oldest first."""
        rows = await self._tx.all(HISTORY, person_id=person_id)
        return [HistoryEntry(row["at"], row["kind"], json.loads(row["data"])) for row in rows]

    async def search(self, *, username: str = "", name: str = "") -> Sequence[Person]:
        """People by their whole username or by a part of their name, ten at most; only who consented has either."""
        if username:
            rows = await self._tx.all(BY_USERNAME, username=username.lower())
        else:
            part = name.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
            rows = await self._tx.all(BY_NAME, written=f"%{part}%", titled=f"%{part.title()}%")
        return [person_of(row) for row in rows]

    async def erase(self, person_id: int) -> None:
        """Destroy everything about the person, calls that wait and updates set aside included."""
        await redact(self._tx, person_id)
        for statement in ERASE:
            names = {"person_id": person_id}
            await self._tx.run(statement, **names)

    async def forget_guests(self, before: int) -> int:
        """Erase people who came before `before` (microseconds UTC) and never consented; return how many."""
        guests = await self._tx.all(GUESTS, before=before)
        for row in guests:
            await self.erase(row["id"])
        return len(guests)
