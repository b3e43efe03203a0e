"""Roles: who may give and take them, exhaustively; and somebody is always left who can."""

from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any

import pytest

from domain.people import Person
from domain.refusal import Gone, InvalidAnswer, Refusal
from domain.roles import (
    SCOPED,
    Holding,
    NotAllowed,
    Role,
    Roles,
)
from tests.conftest import StandingClock

ACTOR, OTHER = Person(1, "ru", 0, name="Ольга"), Person(2, "en", 0, name="John")


class Held:
    """Roles in memory."""

    def __init__(self, *rows: tuple[int, Role, str]) -> None:
        self.rows = dict.fromkeys(rows, 0)

    async def of(self, person_id: int) -> frozenset[Role]:
        return frozenset(role for who, role, _ in self.rows if who == person_id)

    async def scopes(self, person_id: int, role: Role) -> frozenset[str]:
        return frozenset(scope for who, which, scope in self.rows if (who, which) == (person_id, role))

    async def holders(self, role: Role, scope: str = "") -> Sequence[Person]:
        return [Person(who, "ru", 0) for who, *rest in self.rows if rest == [role, scope]]

    async def holdings(self) -> Sequence[Holding]:
        return [Holding(Person(who, "ru", 0), role, scope, 0) for who, role, scope in self.rows]

    async def give(self, person_id: int, role: Role, at: int, scope: str = "") -> None:
        assert (person_id, role, scope) not in self.rows
        self.rows[person_id, role, scope] = at

    async def take(self, person_id: int, role: Role, scope: str = "") -> None:
        del self.rows[person_id, role, scope]


class Known:
    """People in memory: what of `ContactsGateway` roles need."""

    async def find(self, person_id: int) -> Person | None:
        return {1: ACTOR, 2: OTHER}.get(person_id)

    async def search(self, *, username: str = "", name: str = "") -> Sequence[Person]:
        return [OTHER] if username == "john" or name == "Jo" else []


class OneGroup:
    async def exists(self, scope: str) -> bool:
        return scope == "pilots"


class Log:
    def __init__(self) -> None:
        self.acts: list[tuple[str, int | None, int | None]] = []
        self.data: list[tuple[int, Mapping[str, Any]]] = []

    async def record(
        self, at: int, actor_id: int | None, act: str, subject_id: int | None, data: Mapping[str, Any]
    ) -> None:
        self.acts.append((act, actor_id, subject_id))
        self.data.append((at, data))

    async def refuse(self, at: int, actor_id: int, data: Mapping[str, Any]) -> None:
        await self.record(at, actor_id, "refused", None, data)


def roles_over(held: Held) -> tuple[Roles, Log]:
    log = Log()
    return Roles(held, Known(), OneGroup(), log, StandingClock()), log  # type: ignore[arg-type]


def scope_of(role: Role) -> str:
    return "pilots" if role in SCOPED else ""


@pytest.mark.parametrize(("held", "given"), list(product([None, *Role], Role)), ids=str)
async def test_only_an_administrator_gives_and_takes(held: Role | None, given: Role) -> None:
    """Every role against every act on every role: what is refused changes nothing and is audited."""
    rows = set() if held is None else {(1, held, scope_of(held))}
    there = Held(*rows, (3, Role.ADMINISTRATOR, ""), (4, given, scope_of(given)))
    before = dict(there.rows)
    roles, log = roles_over(there)
    if held is Role.ADMINISTRATOR:
        event = await roles.give(ACTOR, 2, given, scope_of(given))
        assert event.held == {given}
        assert log.acts == [("role-given", 1, 2)]
        taken = await roles.take(ACTOR, 2, given, scope_of(given))
        assert taken.held == frozenset()
        assert log.acts[1:] == [("role-taken", 1, 2)]
        assert there.rows == before
        return
    for act in (
        roles.give(ACTOR, 2, given, scope_of(given)),
        roles.take(ACTOR, 4, given, scope_of(given)),
        roles.holdings(ACTOR),
        roles.find(ACTOR, "@john"),
    ):
        with pytest.raises(NotAllowed):
            await act
    assert there.rows == before
    assert log.acts == [("refused", 1, None)] * 4


@pytest.mark.parametrize(("held", "needed"), list(product([None, *Role], Role)), ids=str)
async def test_a_role_opens_only_what_asks_for_it(held: Role | None, needed: Role) -> None:
    roles, log = roles_over(Held(*([] if held is None else [(1, held, scope_of(held))])))
    if held is needed:
        await roles.require(ACTOR, Role.TREASURER, needed)
        assert log.acts == []
    else:
        with pytest.raises(NotAllowed) as refusal:
            await roles.require(ACTOR, needed)
        assert refusal.value.person == ACTOR
        assert refusal.value.needed == (needed,)


@pytest.mark.parametrize("held", [None, *Role], ids=str)
async def test_a_leader_is_one_of_their_own_group_only(held: Role | None) -> None:
    roles, _ = roles_over(Held(*([] if held is None else [(1, held, scope_of(held))])))
    leads, secretary = held is Role.GROUP_LEADER, held is Role.SECRETARY
    assert await roles.may(ACTOR, Role.SECRETARY, leads="pilots") == (leads or secretary)
    assert await roles.may(ACTOR, Role.SECRETARY, leads="biodata") == secretary
    assert await roles.may(ACTOR, Role.SECRETARY, leads="") == secretary


async def test_the_last_administrator_stays() -> None:
    held = Held((1, Role.ADMINISTRATOR, ""))
    roles, log = roles_over(held)
    with pytest.raises(Refusal, match="roles-last-administrator"):
        await roles.take(ACTOR, 1, Role.ADMINISTRATOR)
    assert log.acts == []
    await roles.give(ACTOR, 2, Role.ADMINISTRATOR)
    event = await roles.take(ACTOR, 1, Role.ADMINISTRATOR)
    assert event.held == frozenset()
    with pytest.raises(NotAllowed):
        await roles.give(ACTOR, 1, Role.ADMINISTRATOR)
    with pytest.raises(Refusal, match="roles-last-administrator"):
        await roles.take(OTHER, 2, Role.ADMINISTRATOR)


async def test_giving_and_taking_twice_is_one_act() -> None:
    roles, log = roles_over(Held((1, Role.ADMINISTRATOR, "")))
    assert (await roles.give(ACTOR, 2, Role.MODERATOR)).fresh
    assert not (await roles.give(ACTOR, 2, Role.MODERATOR)).fresh
    assert (await roles.take(ACTOR, 2, Role.MODERATOR)).fresh
    assert not (await roles.take(ACTOR, 2, Role.MODERATOR)).fresh
    assert [act for act, *_ in log.acts] == ["role-given", "role-taken"]


@pytest.mark.parametrize(
    ("role", "scope"),
    [(Role.GROUP_LEADER, ""), (Role.GROUP_LEADER, "gone"), (Role.SECRETARY, "pilots")],
)
async def test_a_scope_has_to_fit(role: Role, scope: str) -> None:
    roles, log = roles_over(Held((1, Role.ADMINISTRATOR, "")))
    with pytest.raises(Gone, match="roles-group-gone"):
        await roles.give(ACTOR, 2, role, scope)
    assert log.acts == []


async def test_whom_the_bot_does_not_know_gets_no_role() -> None:
    roles, _ = roles_over(Held((1, Role.ADMINISTRATOR, "")))
    with pytest.raises(InvalidAnswer, match="roles-unknown-person"):
        await roles.give(ACTOR, 99, Role.SECRETARY)
    with pytest.raises(InvalidAnswer, match="roles-unknown-person"):
        await roles.take(ACTOR, 99, Role.SECRETARY)


@pytest.mark.parametrize(
    ("text", "found"),
    [("2", 1), (" 2 ", 1), ("99", 0), ("@john", 1), ("@jo", 0), ("Jo", 1), ("", 0), ("9" * 40, 0), ("²", 0)],
)
async def test_people_are_found_by_id_username_and_name(text: str, found: int) -> None:
    roles, _ = roles_over(Held((1, Role.ADMINISTRATOR, "")))
    assert len(await roles.find(ACTOR, text)) == found


async def test_the_first_administrators_are_appointed_once() -> None:
    held = Held()
    roles, log = roles_over(held)
    await roles.appoint_first([1, 2])
    await roles.appoint_first([3])
    assert set(held.rows) == {(1, Role.ADMINISTRATOR, ""), (2, Role.ADMINISTRATOR, "")}
    assert log.acts == [("role-given", None, 1), ("role-given", None, 2)]


async def test_a_scope_that_ends_ends_its_roles() -> None:
    held = Held((2, Role.GROUP_LEADER, "pilots"), (2, Role.GROUP_LEADER, "biodata"), (2, Role.SECRETARY, ""))
    roles, log = roles_over(held)
    (ended,) = await roles.end_scope(ACTOR, Role.GROUP_LEADER, "pilots")
    assert ended.held == {Role.GROUP_LEADER, Role.SECRETARY}
    assert await roles.scopes(OTHER, Role.GROUP_LEADER) == {"biodata"}
    assert log.acts == [("role-taken", 1, 2)]
