"""Applications to leave, and what was said about them."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import Text, bindparam, insert, literal_column, update

from domain.leaving.entities import Departure, DepartureStatus, Words
from domain.leaving.gateways import DeparturesGateway
from storage.gateway import Gateway
from storage.mapping import Mapper, bound, new_id
from storage.tables.leaving import departure_words, departures, is_asked

_row = departures.c
_said = departure_words.c
DEPARTURE = Mapper(Departure, departures)
WORDS = Mapper(Words, departure_words)
OVER = literal_column(f"'{DepartureStatus.OVER}'", Text)

ADD = DEPARTURE.insert().returning(_row.id)
SAVE = DEPARTURE.update("status", "settled_at", "settled_by").where(_row.id == bindparam("departure"))
FIND = DEPARTURE.select().where(_row.id == bindparam("departure"))
ASKED_OF = DEPARTURE.select().where(_row.member_id == bindparam("member"), is_asked)
ASKED = DEPARTURE.select().where(is_asked).order_by(_row.id)
END_ALL = (
    update(departures)
    .where(_row.member_id == bindparam("member"), is_asked)
    .values(status=OVER, settled_at=bindparam("at"))
)
SAY = insert(departure_words).values(bound("departure_id", *WORDS.names))
SAID = WORDS.select().where(_said.departure_id == bindparam("departure")).order_by(_said.id)


class DeparturesTable(Gateway, DeparturesGateway):
    """Applications to leave."""

    async def add(self, member_id: int, person_id: int, reason: str, at: int) -> Departure:
        """Keep a new application; the database refuses a second open one of the member."""
        departure = Departure(0, member_id, person_id, reason, DepartureStatus.ASKED, at)
        return replace(departure, id=new_id(await self._tx.first(ADD, **DEPARTURE.values(departure))))

    async def save(self, departure: Departure) -> None:
        """Keep how an application was settled."""
        await self._tx.run(SAVE, departure=departure.id, **DEPARTURE.values(departure))

    async def find(self, departure_id: int) -> Departure | None:
        """The application, or None."""
        return DEPARTURE.one(await self._tx.first(FIND, departure=departure_id))

    async def asked_of(self, member_id: int) -> Departure | None:
        """The open application of a member, or None."""
        return DEPARTURE.one(await self._tx.first(ASKED_OF, member=member_id))

    async def asked(self) -> Sequence[Departure]:
        """All open applications, longest first."""
        return DEPARTURE.all(await self._tx.all(ASKED))

    async def end_all(self, member_id: int, at: int) -> None:
        """Close what is open of a member, because the membership it was about is over."""
        await self._tx.run(END_ALL, member=member_id, at=at)

    async def say(self, departure_id: int, words: Words) -> None:
        """Keep what was said about an application."""
        await self._tx.run(SAY, departure_id=departure_id, **WORDS.values(words))

    async def words(self, departure_id: int) -> Sequence[Words]:
        """All that was said about it, oldest first."""
        return WORDS.all(await self._tx.all(SAID, departure=departure_id))
