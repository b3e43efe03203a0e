"""Applications to leave, and what was said about them."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy import Text, bindparam, insert, literal_column, select, update

from domain.leaving.entities import Departure, DepartureStatus, Words
from domain.leaving.gateways import DeparturesGateway
from storage.engine import Transaction
from storage.tables.leaving import departure_words, departures, is_asked

_row = departures.c
_said = departure_words.c
DEPARTURE = tuple(_row[field.name] for field in fields(Departure))
WORDS = tuple(_said[field.name] for field in fields(Words))
OVER = literal_column(f"'{DepartureStatus.OVER}'", Text)

ADD = (
    insert(departures)
    .values({name: bindparam(name) for name in ("member_id", "person_id", "reason", "status", "asked_at")})
    .returning(_row.id)
)
SAVE = (
    update(departures)
    .where(_row.id == bindparam("departure"))
    .values({name: bindparam(name) for name in ("status", "settled_at", "settled_by")})
)
FIND = select(*DEPARTURE).where(_row.id == bindparam("departure"))
ASKED_OF = select(*DEPARTURE).where(_row.member_id == bindparam("member"), is_asked)
ASKED = select(*DEPARTURE).where(is_asked).order_by(_row.id)
END_ALL = (
    update(departures)
    .where(_row.member_id == bindparam("member"), is_asked)
    .values(status=OVER, settled_at=bindparam("at"))
)
SAY = insert(departure_words).values(
    {"departure_id": bindparam("departure"), **{column.name: bindparam(column.name) for column in WORDS}}
)
SAID = select(*WORDS).where(_said.departure_id == bindparam("departure")).order_by(_said.id)


def _departure(row: Any) -> Departure:
    values = dict(row)
    return Departure(**values | {"status": DepartureStatus(values["status"])})


class DeparturesTable(DeparturesGateway):
    """Applications to leave."""

    def __init__(self, transaction: Transaction) -> None:
        self._tx = transaction

    async def add(self, member_id: int, person_id: int, reason: str, at: int) -> Departure:
        """Keep a new application; the database refuses a second open one of the member."""
        row = await self._tx.first(
            ADD,
            member_id=member_id,
            person_id=person_id,
            reason=reason,
            status=DepartureStatus.ASKED.value,
            asked_at=at,
        )
        if row is None:
            raise LookupError("the application to leave was not kept")
        return Departure(row["id"], member_id, person_id, reason, DepartureStatus.ASKED, at)

    async def save(self, departure: Departure) -> None:
        """Keep how an application was settled."""
        await self._tx.run(
            SAVE,
            departure=departure.id,
            status=departure.status.value,
            settled_at=departure.settled_at,
            settled_by=departure.settled_by,
        )

    async def find(self, departure_id: int) -> Departure | None:
        """The application, or None."""
        row = await self._tx.first(FIND, departure=departure_id)
        return None if row is None else _departure(row)

    async def asked_of(self, member_id: int) -> Departure | None:
        """The open application of a member, or None."""
        row = await self._tx.first(ASKED_OF, member=member_id)
        return None if row is None else _departure(row)

    async def asked(self) -> Sequence[Departure]:
        """All open applications, longest first."""
        return [_departure(row) for row in await self._tx.all(ASKED)]

    async def end_all(self, member_id: int, at: int) -> None:
        """Close what is open of a member, because the membership it was about is over."""
        await self._tx.run(END_ALL, member=member_id, at=at)

    async def say(self, departure_id: int, words: Words) -> None:
        """Keep what was said about an application."""
        await self._tx.run(
            SAY,
            departure=departure_id,
            at=words.at,
            author_id=words.author_id,
            staff=int(words.staff),
            text=words.text,
        )

    async def words(self, departure_id: int) -> Sequence[Words]:
        """All that was said about it, oldest first."""
        rows = await self._tx.all(SAID, departure=departure_id)
        return [Words(row["at"], row["author_id"], bool(row["staff"]), row["text"]) for row in rows]
