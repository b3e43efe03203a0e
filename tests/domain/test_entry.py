"""Requests to join: what can happen to them when, and what follows from a membership."""

from dataclasses import replace
from itertools import product

import pytest

from domain.chats.entities import Chat, ChatKind
from domain.entry.entities import TRANSITIONS, Act, EntryTerms, Standing, Status, link_of
from domain.entry.parting import standing_of
from domain.members.entities import Member, MemberStatus
from domain.parties import PartyKind

OPEN = {Status.WAITING, Status.UNREACHED, Status.STUCK, Status.REFUSED}
BEFORE_MODERATORS = {Status.UNREACHED, Status.STUCK}
MODERATORS = {Act.ADMIT, Act.DECLINE}


def test_a_request_is_open_until_somebody_or_the_clock_decides() -> None:
    assert {status for status in Status if not status.settled} == OPEN
    for status in OPEN:
        assert TRANSITIONS[status, Act.EXPIRE].settled
        assert TRANSITIONS[status, Act.COME] is Status.ADMITTED
        assert TRANSITIONS[status, Act.VANISH] is Status.GONE


@pytest.mark.parametrize(("status", "act"), list(product(Status, Act)), ids=str)
def test_what_can_happen_when(status: Status, act: Act) -> None:
    """Each pair by a rule of its own: only moderators decide on what is before them, nothing comes back but a failure."""
    after = TRANSITIONS.get((status, act))
    if act in MODERATORS:
        allowed = status in BEFORE_MODERATORS
    elif act in (Act.ACCEPT, Act.REFUSE, Act.MISS):
        allowed = status is Status.WAITING
    elif act is Act.TOLD:
        allowed = status is Status.REFUSED
    elif act is Act.JAM:
        allowed = status is Status.ADMITTED
    elif act is Act.VANISH:
        allowed = status in OPEN | {Status.ADMITTED}
    else:
        allowed = status in OPEN
    assert (after is not None) == allowed
    if after is None:
        return
    assert after is not status
    assert (after is Status.ADMITTED) == (act in (Act.ACCEPT, Act.ADMIT, Act.COME))
    if status.settled and not after.settled:
        assert (status, act, after) == (Status.ADMITTED, Act.JAM, Status.STUCK)


@pytest.mark.parametrize(
    ("status", "standing"),
    [
        (MemberStatus.ACTIVE, Standing.ELSEWHERE),
        (MemberStatus.LAPSED, Standing.LAPSED),
        (MemberStatus.LEFT, Standing.STRANGER),
        (MemberStatus.EXPELLED, Standing.STRANGER),
        (None, Standing.STRANGER),
    ],
)
def test_what_somebody_is_who_is_in_no_group(status: MemberStatus | None, standing: Standing) -> None:
    member = None if status is None else Member(1, PartyKind.PERSON, 1, None, status, 0, None)
    assert standing_of(member) is standing


def test_the_link_of_the_configuration_is_the_participants_groups() -> None:
    terms = EntryTerms(1, 1, (), "https://t.me/nbmz")
    chat = Chat(1, -1, "supergroup", "Все", ChatKind.PARTICIPANTS)
    assert link_of(chat, terms) == "https://t.me/nbmz"
    assert link_of(replace(chat, link="https://t.me/+1"), terms) == "https://t.me/+1"
    assert link_of(replace(chat, kind=ChatKind.GROUP), terms) == ""
