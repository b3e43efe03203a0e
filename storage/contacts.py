"""People and their history."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, exists, func, insert, literal_column, select, update

from domain.people import ContactsGateway, HistoryEntry, Person
from storage.engine import Transaction
from storage.erasure import erase
from storage.names import is_named, spellings
from storage.tables.people import history, people, roles

_person = people.c
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
ADD = insert(people).values({column.name: bindparam(column.name) for column in COLUMNS})
SAVE = (
    update(people)
    .where(_person.id == bindparam("person_id"))
    .values({column.name: bindparam(column.name) for column in COLUMNS if column.name != "id"})
)
RECORD = insert(history).values(
    person_id=bindparam("person_id"), at=bindparam("at"), kind=bindparam("kind"), data=bindparam("data")
)
HISTORY = (
    select(history.c.at, history.c.kind, history.c.data)
    .where(history.c.person_id == bindparam("person_id"))
    .order_by(history.c.id)
)
BY_USERNAME = select(*COLUMNS).where(func.lower(_person.username) == bindparam("username")).limit(10)
BY_NAME = select(*COLUMNS).where(is_named(_person.name)).order_by(_person.name, _person.id).limit(10)
# Whoever holds a role is known to the association in any case, and is written to in their language.
GUESTS = select(_person.id).where(
    _person.consented == literal_column("0"),
    _person.first_seen_at < bindparam("before"),
    ~exists().where(roles.c.person_id == _person.id),
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


class ContactsTable(ContactsGateway):
    """People and their history."""

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
            rows = await self._tx.all(BY_NAME, **spellings(name))
        return [person_of(row) for row in rows]

    async def erase(self, person_id: int) -> None:
        """Destroy everything about the person, calls that wait and updates set aside included."""
        await erase(self._tx, person_id)

    async def forget_guests(self, before: int) -> int:
        """Erase people who came before `before` (microseconds UTC) and never consented; return how many."""
        guests = await self._tx.all(GUESTS, before=before)
        for row in guests:
            await self.erase(row["id"])
        return len(guests)
