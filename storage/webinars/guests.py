"""How people stand with webinars."""

import json
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import ColumnElement, bindparam, case, func, select, union_all

from domain.people import Person
from domain.webinars.entities import Guest, Standing, Webinar
from domain.webinars.events import Counts
from domain.webinars.gateways import GuestsGateway
from storage.contacts import PERSON
from storage.engine import AmongIds
from storage.gateway import Gateway
from storage.mapping import Mapper, together
from storage.tables.base import written
from storage.tables.people import people
from storage.tables.webinars import is_marked, is_offered, is_waiting, webinar_guests, webinars
from storage.webinars.plans import WEBINAR, published

_guest = webinar_guests.c
_webinar = webinars.c
GUEST = Mapper(Guest, webinar_guests)
ATTENDEE = together(GUEST, PERSON)
OFFERED = together(WEBINAR, GUEST, PERSON)
_here = _guest.webinar_id == bindparam("webinar")
_is_registered = _guest.standing == written(Standing.REGISTERED)

FIND = GUEST.select().where(_here, _guest.person_id == bindparam("person"))
STANDINGS_OF = GUEST.select().where(
    AmongIds(_guest.webinar_id, bindparam("ids")), _guest.person_id == bindparam("person")
)
PUT = GUEST.upsert()


def _count(which: ColumnElement[bool], name: str) -> ColumnElement[int]:
    return func.count(case((which, written(1)))).label(name)


# Each half reads one index and nothing else: somebody's tap waits for it.
_standings = (
    select(_count(_is_registered, "registered"), _count(is_waiting, "waiting"), _count(is_offered, "offered"))
    .where(_here, _guest.standing.between(written(Standing.REGISTERED), written(Standing.OFFERED)))
    .subquery("standings")
)
_marks = (
    select(
        _count(_guest.attended == written(1), "attended"),
        func.count(_guest.score).label("scored"),
        _count(_guest.score >= written(9), "promoters"),
        _count(_guest.score <= written(6), "detractors"),
    )
    .where(_here, is_marked)
    .subquery("marks")
)
COUNTS = select(*_standings.c, *_marks.c)
_last = union_all(
    *(select(func.max(_guest.turn).label("turn")).where(_here, which) for which in (is_waiting, is_offered))
).subquery("last")
NEXT_TURN = select((func.coalesce(func.max(_last.c.turn), 0) + 1).label("turn"))
POSITION = select(func.count().label("position")).where(_here, is_waiting, _guest.turn <= bindparam("last"))

_people = webinar_guests.join(people, people.c.id == _guest.person_id)
_guests = select(*ATTENDEE.columns).select_from(_people).where(_here)
FIRST_WAITING = _guests.where(is_waiting).order_by(_guest.turn).limit(1)
GUESTS = (
    _guests.where(AmongIds(_guest.standing, bindparam("standings")))
    .order_by(_guest.turn, _guest.at, _guest.person_id)
    .limit(bindparam("many"))
    .offset(bindparam("skipped"))
)
LAPSED = (
    select(*OFFERED.columns)
    .select_from(_people.join(webinars, _webinar.id == _guest.webinar_id))
    .where(is_offered, _guest.offered_until <= bindparam("now"), published)
    .order_by(_guest.offered_until, _guest.webinar_id, _guest.turn)
    .limit(bindparam("many"))
)
# Two statements, as with the untold: one would sort everybody for every page of them.
TO_REMIND = (
    WEBINAR.select()
    .where(
        published,
        _webinar.ends_at > bindparam("since"),
        _webinar.starts_at < bindparam("until"),
        _webinar.id >= bindparam("first"),
    )
    .order_by(_webinar.id)
)
REGISTERED = (
    _guests.where(_is_registered, _guest.person_id > bindparam("after"))
    .order_by(_guest.person_id)
    .limit(bindparam("many"))
)


class GuestsTable(Gateway, GuestsGateway):
    """Those who come to a webinar, and those who wait for a place."""

    async def guest(self, webinar_id: int, person_id: int) -> Guest | None:
        """How somebody stands with a webinar; None where they never came across it."""
        return GUEST.one(await self._tx.first(FIND, webinar=webinar_id, person=person_id))

    async def standings_of(self, person_id: int, webinar_ids: Collection[int]) -> Mapping[int, Guest]:
        """How somebody stands with those of these webinars that they came across."""
        rows = await self._tx.all(STANDINGS_OF, person=person_id, ids=json.dumps(list(webinar_ids)))
        return {guest.webinar_id: guest for guest in GUEST.all(rows)}

    async def put(self, guest: Guest) -> None:
        """Keep how somebody stands, instead of how they stood before."""
        await self._tx.run(PUT, **GUEST.values(guest))

    async def counts(self, webinar_id: int) -> Counts:
        """How many people stand how with the webinar."""
        row = await self._tx.first(COUNTS, webinar=webinar_id)
        return Counts() if row is None else Counts(*row)

    async def next_turn(self, webinar_id: int) -> int:
        """The turn after the last one in line."""
        row = await self._tx.first(NEXT_TURN, webinar=webinar_id)
        return 1 if row is None else int(row["turn"])

    async def position(self, webinar_id: int, turn: int) -> int:
        """Which place in line (from 1) somebody WAITING with this turn has."""
        row = await self._tx.first(POSITION, webinar=webinar_id, last=turn)
        return 0 if row is None else int(row["position"])

    async def first_waiting(self, webinar_id: int) -> tuple[Guest, Person] | None:
        """Whose turn it is."""
        return ATTENDEE.one(await self._tx.first(FIRST_WAITING, webinar=webinar_id))

    async def lapsed(self, now: int, many: int) -> Sequence[tuple[Webinar, Guest, Person]]:
        """OFFERED places whose time is up, of published webinars; the longest lapsed first."""
        return OFFERED.all(await self._tx.all(LAPSED, now=now, many=many))

    async def guests(
        self, webinar_id: int, standings: Collection[int], offset: int = 0, many: int = 1_000_000
    ) -> Sequence[tuple[Guest, Person]]:
        """Those who stand in one of these ways, in the order of their turns, then of arrival."""
        wanted = json.dumps([int(standing) for standing in standings])
        return ATTENDEE.all(
            await self._tx.all(GUESTS, webinar=webinar_id, standings=wanted, skipped=offset, many=many)
        )

    async def to_remind(
        self, since: int, until: int, many: int, after: tuple[int, int] = (0, 0)
    ) -> Sequence[tuple[Webinar, Guest, Person]]:
        """The REGISTERED of published webinars that start before `until` and end after `since`, `many` at most.

        In the order of (webinar, person), from the one after `after` on.
        """
        found: list[tuple[Webinar, Guest, Person]] = []
        for due in await self._tx.all(TO_REMIND, since=since, until=until, first=after[0]):
            webinar = WEBINAR.of(due)
            rows = await self._tx.all(
                REGISTERED,
                webinar=webinar.id,
                after=after[1] if webinar.id == after[0] else 0,
                many=many - len(found),
            )
            found += [(webinar, guest, person) for guest, person in ATTENDEE.all(rows)]
            if len(found) >= many:
                break
        return found
