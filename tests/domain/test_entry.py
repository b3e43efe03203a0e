"""Requests to join: what can happen to them when, and what follows from a membership."""

from dataclasses import replace
from itertools import product

import pytest

from domain.chats.entities import Chat, ChatKind
from domain.entry.entities import TRANSITIONS, EntryTerms, RequestAct, RequestStatus, Standing, link_of
from domain.entry.parting import standing_of
from domain.members.entities import Member, MemberStatus
from domain.parties import PartyKind

OPEN = {RequestStatus.WAITING, RequestStatus.UNREACHED, RequestStatus.STUCK, RequestStatus.REFUSED}
BEFORE_MODERATORS = {RequestStatus.UNREACHED, RequestStatus.STUCK}
MODERATORS = {RequestAct.ADMIT, RequestAct.DECLINE}


def test_a_request_is_open_until_somebody_or_the_clock_decides() -> None:
    assert {status for status in RequestStatus if not status.settled} == OPEN
    for status in OPEN:
        assert TRANSITIONS[status, RequestAct.EXPIRE].settled
        assert TRANSITIONS[status, RequestAct.COME] is RequestStatus.ADMITTED
        assert TRANSITIONS[status, RequestAct.VANISH] is RequestStatus.GONE


@pytest.mark.parametrize(("status", "act"), list(product(RequestStatus, RequestAct)), ids=str)
def test_what_can_happen_when(status: RequestStatus, act: RequestAct) -> None:
    """Each pair by a rule of its own: only moderators decide on what is before them, nothing comes back but a failure."""
    after = TRANSITIONS.get((status, act))
    if act in MODERATORS:
        allowed = status in BEFORE_MODERATORS
    elif act in (RequestAct.ACCEPT, RequestAct.REFUSE, RequestAct.MISS):
        allowed = status is RequestStatus.WAITING
    elif act is RequestAct.TOLD:
        allowed = status is RequestStatus.REFUSED
    elif act is RequestAct.JAM:
        allowed = status is RequestStatus.ADMITTED
    elif act is RequestAct.VANISH:
        allowed = status in OPEN | {RequestStatus.ADMITTED}
    else:
        allowed = status in OPEN
    assert (after is not None) == allowed
    if after is None:
        return
    assert after is not status
    assert (after is RequestStatus.ADMITTED) == (
        act in (RequestAct.ACCEPT, RequestAct.ADMIT, RequestAct.COME)
    )
    if status.settled and not after.settled:
        assert (status, act, after) == (RequestStatus.ADMITTED, RequestAct.JAM, RequestStatus.STUCK)


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
