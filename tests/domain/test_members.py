"""Membership: every act in every state by everybody."""

from collections.abc import Sequence
from typing import Any

import pytest

from domain.members.entities import Member, MemberStatus
from domain.members.life import MEMBERSHIP, MEMBERSHIP_ALLOWED, OF_BOARD, MemberAction, may_with_membership
from domain.members.use_cases import Members
from domain.parties import PartyKind
from domain.people import Person
from domain.refusal import Refusal
from domain.roles import NotAllowed, Role
from tests.domain.fakes import SameToken

OWNER = Person(1, "ru", 0, name="Анна", consented=True)
OTHER = Person(2, "ru", 0, name="Ева", consented=True)


class Register:
    """One member, and the roles of somebody else."""

    def __init__(self, status: MemberStatus, roles: frozenset[Role]) -> None:
        self.member = Member(1, PartyKind.PERSON, OWNER.id, None, status, 0, None, "Анна")
        self.roles = roles
        self.acts: list[str] = []
        self.released: list[int] = []

    async def find(self, number: int) -> Any:
        return {1: self.member}.get(number)

    async def member_of(self, person_id: int) -> Member | None:
        return self.member if person_id == OWNER.id else None

    async def save(self, member: Member) -> None:
        self.member = member

    async def release(self, member_id: int) -> None:
        self.released.append(member_id)

    async def membership_changed(self, *_: Any) -> tuple[()]:
        return ()

    async def holders(self, _role: Role) -> Sequence[Person]:
        return []

    async def record(self, *row: Any) -> None:
        if len(row) == 5:
            self.acts.append(row[2])

    async def require(self, person: Person, *any_of: Role) -> None:
        if person.id == OWNER.id or not self.roles & set(any_of):
            raise NotAllowed(person, *any_of)

    def now(self) -> int:
        return 0


class People:
    async def find(self, person_id: int) -> Person | None:
        return OWNER if person_id == OWNER.id else None

    async def record(self, *_row: Any) -> None:
        """History is not what these tests look at."""


def members(register: Register) -> Members:
    whole: Any = register
    people: Any = People()
    return Members(whole, people, whole, whole, whole, whole, SameToken(), whole)


@pytest.mark.parametrize("role", ["owner", None, *Role])
@pytest.mark.parametrize("action", MemberAction)
@pytest.mark.parametrize("status", MemberStatus)
async def test_every_act_in_every_state_by_everybody(
    status: MemberStatus, action: MemberAction, role: Role | str | None
) -> None:
    roles = frozenset({role}) if isinstance(role, Role) else frozenset()
    register = Register(status, roles)
    before = register.member
    actor = OWNER if role == "owner" else OTHER
    allowed = may_with_membership(action, is_member=True, roles=roles)
    # A member is expelled and readmitted by the board's decision, not by a button.
    possible = allowed and (status, action) in MEMBERSHIP and action not in OF_BOARD

    async def act() -> object:
        use_cases = members(register)
        if action is MemberAction.LEAVE:  # whose wish it is has been asked by `domain.leaving`
            return await use_cases.leave(actor, 1)
        return await use_cases.act(actor, 1, action, "причина")

    if possible:
        await act()
        assert register.member.status is MEMBERSHIP[status, action]
        assert register.acts == [f"membership-{action}"]
        # Who is no member has no place in a working group; who only did not pay in time keeps it.
        over = register.member.status in (MemberStatus.LEFT, MemberStatus.EXPELLED)
        assert register.released == ([1] if over else [])
    else:
        with pytest.raises(Refusal):
            await act()
        assert register.member == before
        assert register.acts == []
        assert register.released == []


@pytest.mark.parametrize("status", MemberStatus)
@pytest.mark.parametrize("actor", [None, OTHER], ids=["counted", "entered"])
async def test_the_board_expels_whoever_can_be_expelled(status: MemberStatus, actor: Person | None) -> None:
    register = Register(status, frozenset())
    event = await members(register).expel(1, "причина", actor)
    assert await members(register).expel(2, "причина", actor) is None
    if (status, MemberAction.EXPEL) in MEMBERSHIP:
        assert event is not None
        assert (event.actor, event.reason, event.concerned) == (actor, "причина", (OWNER,))
        assert register.member.status is MemberStatus.EXPELLED
        assert (register.acts, register.released) == (["membership-expel"], [1])
    else:
        assert event is None
        assert (register.member.status, register.acts, register.released) == (status, [], [])


def test_the_table_is_whole() -> None:
    assert set(MEMBERSHIP_ALLOWED) == set(MemberAction)
    assert {status for status, _ in MEMBERSHIP} == set(MemberStatus)
    assert set(MEMBERSHIP.values()) == set(MemberStatus)
