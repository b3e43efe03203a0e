"""People and their history."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, exists, func, insert, literal_column, select

from domain.people import ContactsGateway, HistoryEntry, Person
from storage.erasure import erase
from storage.gateway import Gateway
from storage.mapping import Mapper, bound
from storage.names import is_named, spellings
from storage.tables.moderation import incidents
from storage.tables.people import history, people, roles

_person = people.c
PERSON = Mapper(Person, people)
ENTRY = Mapper(HistoryEntry, history)

FIND = PERSON.select().where(_person.id == bindparam("person_id"))
ADD = PERSON.insert(without=())
SAVE = PERSON.update().where(_person.id == bindparam("person"))
RECORD = insert(history).values(bound("person_id", *ENTRY.names))
HISTORY = ENTRY.select().where(history.c.person_id == bindparam("person_id")).order_by(history.c.id)
BY_USERNAME = PERSON.select().where(func.lower(_person.username) == bindparam("username")).limit(10)
BY_NAME = PERSON.select().where(is_named(_person.name)).order_by(_person.name, _person.id).limit(10)
# Whoever holds a role is known to the association in any case, and is written to in their language. Whose words are
# kept as evidence is forgotten when those are: an erasure would empty them before their term.
GUESTS = select(_person.id).where(
    _person.consented == literal_column("0"),
    _person.first_seen_at < bindparam("before"),
    ~exists().where(roles.c.person_id == _person.id),
    ~exists().where(incidents.c.subject_id == _person.id),
)


class ContactsTable(Gateway, ContactsGateway):
    """People and their history."""

    async def find(self, person_id: int) -> Person | None:
        """The person, or None for somebody who never wrote."""
        return PERSON.one(await self._tx.first(FIND, person_id=person_id))

    async def add(self, person: Person) -> None:
        """Keep a new person."""
        await self._tx.run(ADD, **PERSON.values(person))

    async def save(self, person: Person) -> None:
        """Overwrite what is kept about the person with this."""
        await self._tx.run(SAVE, person=person.id, **PERSON.values(person))

    async def record(self, person_id: int, kind: str, at: int, data: Mapping[str, Any]) -> None:
        """Append to the person's history; `at` in microseconds UTC, `data` as JSON allows."""
        await self._tx.run(RECORD, person_id=person_id, **ENTRY.values(HistoryEntry(at, kind, data)))

    async def history(self, person_id: int) -> Sequence[HistoryEntry]:
        """Everything that happened with the person, oldest first."""
        return ENTRY.all(await self._tx.all(HISTORY, person_id=person_id))

    async def search(self, *, username: str = "", name: str = "") -> Sequence[Person]:
        """People by their whole username or by a part of their name, ten at most; only who consented has either."""
        if username:
            return PERSON.all(await self._tx.all(BY_USERNAME, username=username.lower()))
        return PERSON.all(await self._tx.all(BY_NAME, **spellings(name)))

    async def erase(self, person_id: int) -> None:
        """Destroy everything about the person, calls that wait and updates set aside included."""
        await erase(self._tx, person_id)
        self._tx.wipe()

    async def forget_guests(self, before: int) -> int:
        """Erase people who came before `before` (microseconds UTC) and never consented; return how many."""
        guests = await self._tx.all(GUESTS, before=before)
        for row in guests:
            await erase(self._tx, row["id"])  # no name of theirs was ever kept: there is nothing to wipe
        return len(guests)
