"""Who takes part in introductions, the rounds, and who was introduced to whom."""

from collections import defaultdict
from collections.abc import Collection, Sequence

from sqlalchemy import (
    BigInteger,
    and_,
    bindparam,
    case,
    delete,
    exists,
    func,
    insert,
    literal_column,
    or_,
    select,
    union_all,
    update,
)

from domain.groups.model import PlaceStatus
from domain.introductions.entities import PURPOSE, Introduction, Outcome, Participant
from domain.introductions.events import RoundResult
from domain.introductions.gateways import IntroductionsGateway
from domain.members.entities import MemberStatus
from domain.people import Person
from storage.contacts import PERSON
from storage.erasure import calls_of
from storage.gateway import Gateway
from storage.mapping import Mapper, bound, new_id, together
from storage.tables.base import written
from storage.tables.groups import group_members
from storage.tables.introductions import (
    introduction_participants,
    introduction_rounds,
    introductions,
    is_unasked,
)
from storage.tables.members import members, representatives
from storage.tables.people import consents, people
from storage.tables.street import Outbox, outbox

_part = introduction_participants.c
_round = introduction_rounds.c
_made = introductions.c
_place = group_members.c
_speaks = representatives.c
PARTICIPANT = Mapper(Participant, introduction_participants)
INTRODUCTION = Mapper(Introduction, introductions)
TAKES_PART = together(PERSON, PARTICIPANT)

FIND_PARTICIPANT = PARTICIPANT.select().where(_part.person_id == bindparam("person"))
PUT = PARTICIPANT.upsert()
LEAVE = delete(introduction_participants).where(_part.person_id == bindparam("person_id"))
TAKE_BACK = (
    update(outbox)
    .where(outbox.c.state == Outbox.WAITING.sql, calls_of(introductions))
    .values(
        state=Outbox.DROPPED.sql,
        params=literal_column("'{}'"),
        error="withdrawn",
        settled_at=bindparam("at", type_=BigInteger),
    )
)
TAKING_PART = (
    select(*TAKES_PART.columns)
    .select_from(introduction_participants.join(people, people.c.id == _part.person_id))
    .where(
        people.c.reachable == written(1),
        people.c.consented == written(1),
        exists().where(
            consents.c.person_id == _part.person_id,
            consents.c.purpose == literal_column(f"'{PURPOSE}'"),
            consents.c.withdrawn_at.is_(None),
        ),
    )
    .order_by(_part.person_id)
)
_settled = and_(
    members.c.status == literal_column(f"'{MemberStatus.ACTIVE}'"),
    _place.status == written(PlaceStatus.CONFIRMED),
)
_placed = group_members.join(members, members.c.id == _place.member_id)
# For an organisation stands whom it named for the group, or each representative where it named nobody.
IN_GROUPS = union_all(
    select(_place.person_id, _place.group_id)
    .select_from(_placed.join(introduction_participants, _part.person_id == _place.person_id))
    .where(_settled),
    select(_speaks.person_id, _place.group_id)
    .select_from(
        _placed.join(representatives, _speaks.organisation_id == members.c.organisation_id).join(
            introduction_participants, _part.person_id == _speaks.person_id
        )
    )
    .where(_settled, _place.person_id.is_(None)),
)

LAST_ROUND = select(func.max(_round.planned_at).label("planned_at"))
OPEN_ROUND = insert(introduction_rounds).values(bound("planned_at", "participants"))
KNOWN = select(_made.first_id, _made.second_id).where(
    _made.first_id.is_not(None), _made.second_id.is_not(None)
)
INTRODUCE = (
    insert(introductions).values(bound("round", "first_id", "second_id", "made_at")).returning(_made.id)
)
FIND = INTRODUCTION.select().where(_made.id == bindparam("introduction"))
TO_ASK = (
    INTRODUCTION.select()
    .where(is_unasked, _made.made_at <= bindparam("before"))
    .order_by(_made.made_at, _made.id)
    .limit(bindparam("many"))
)
SAVE = INTRODUCTION.update("asked_at", "first_says", "second_says").where(
    _made.id == bindparam("introduction")
)
_met = written(Outcome.MET)
RESULTS = (
    select(
        _round.planned_at,
        _round.participants,
        func.count(_made.id).label("pairs"),
        func.count(case((or_(_made.first_says.is_not(None), _made.second_says.is_not(None)), 1))).label(
            "answered"
        ),
        func.count(case((or_(_made.first_says == _met, _made.second_says == _met), 1))).label("met"),
    )
    .select_from(introduction_rounds.outerjoin(introductions, _made.round == _round.planned_at))
    .where(_round.participants > written(0))
    .group_by(_round.planned_at, _round.participants)
    .order_by(_round.planned_at.desc())
    .limit(bindparam("many"))
)


class IntroductionsTable(Gateway, IntroductionsGateway):
    """Introductions and who takes part in them."""

    async def participant(self, person_id: int) -> Participant | None:
        """How somebody takes part; None where they don't."""
        return PARTICIPANT.one(await self._tx.first(FIND_PARTICIPANT, person=person_id))

    async def put(self, participant: Participant) -> None:
        """Keep how somebody takes part, instead of how they did before."""
        await self._tx.run(PUT, **PARTICIPANT.values(participant))

    async def leave(self, person_id: int, at: int) -> None:
        """Forget that somebody takes part, and drop what would still be told of them; whom they know stays known."""
        await self._tx.run(LEAVE, person_id=person_id)
        await self._tx.run(TAKE_BACK, person_id=person_id, at=at)

    async def taking_part(self) -> Sequence[tuple[Participant, Person, frozenset[str]]]:
        """Those who can be introduced now, with the working groups they are in, in the order of their ids."""
        groups: dict[int, set[str]] = defaultdict(set)
        for row in await self._tx.all(IN_GROUPS):
            groups[row["person_id"]].add(row["group_id"])
        return [
            (participant, person, frozenset(groups[person.id]))
            for person, participant in TAKES_PART.all(await self._tx.all(TAKING_PART))
        ]

    async def last_round(self) -> int | None:
        """The moment for which the last round that was held had been planned."""
        row = await self._tx.first(LAST_ROUND)
        return None if row is None else row["planned_at"]

    async def open_round(self, planned_at: int, participants: int) -> None:
        """Note that a round is held, with so many who want to be introduced; each moment has one."""
        await self._tx.run(OPEN_ROUND, planned_at=planned_at, participants=participants)

    async def known(self) -> Collection[tuple[int, int]]:
        """All pairs of people who were ever introduced, the smaller id first."""
        return {(row["first_id"], row["second_id"]) for row in await self._tx.all(KNOWN)}

    async def introduce(self, planned_at: int, first_id: int, second_id: int, at: int) -> Introduction:
        """Keep that two people, the smaller id first, were introduced in a round; no two ever are twice."""
        row = await self._tx.first(
            INTRODUCE, round=planned_at, first_id=first_id, second_id=second_id, made_at=at
        )
        return Introduction(new_id(row), first_id, second_id, at)

    async def find(self, introduction_id: int) -> Introduction | None:
        """The introduction, or None."""
        return INTRODUCTION.one(await self._tx.first(FIND, introduction=introduction_id))

    async def to_ask(self, made_before: int, many: int) -> Sequence[Introduction]:
        """Those made up to this moment whose people were not asked yet, the oldest first."""
        return INTRODUCTION.all(await self._tx.all(TO_ASK, before=made_before, many=many))

    async def save(self, introduction: Introduction) -> None:
        """Overwrite what is kept of the answers with this, and of when they were asked for."""
        values = INTRODUCTION.values(introduction)
        await self._tx.run(SAVE, introduction=introduction.id, **values)

    async def results(self, many: int) -> Sequence[RoundResult]:
        """What became of the last rounds in which anybody took part, the newest first."""
        return [RoundResult(*row) for row in await self._tx.all(RESULTS, many=many)]
