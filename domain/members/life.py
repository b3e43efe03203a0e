"""The life of a membership: what can happen to it, and who may do it."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum

from domain.members.entities import MemberStatus
from domain.roles import Role


class MemberAction(StrEnum):
    """What can happen to a membership."""

    LAPSE = "lapse"
    RESTORE = "restore"  # the fees were paid after all
    LEAVE = "leave"
    EXPEL = "expel"
    READMIT = "readmit"


MEMBERSHIP: dict[tuple[MemberStatus, MemberAction], MemberStatus] = {
    (MemberStatus.ACTIVE, MemberAction.LAPSE): MemberStatus.LAPSED,
    (MemberStatus.LAPSED, MemberAction.RESTORE): MemberStatus.ACTIVE,
    (MemberStatus.ACTIVE, MemberAction.LEAVE): MemberStatus.LEFT,
    (MemberStatus.LAPSED, MemberAction.LEAVE): MemberStatus.LEFT,
    (MemberStatus.ACTIVE, MemberAction.EXPEL): MemberStatus.EXPELLED,
    (MemberStatus.LAPSED, MemberAction.EXPEL): MemberStatus.EXPELLED,
    (MemberStatus.LAPSED, MemberAction.READMIT): MemberStatus.ACTIVE,
    (MemberStatus.LEFT, MemberAction.READMIT): MemberStatus.ACTIVE,
    (MemberStatus.EXPELLED, MemberAction.READMIT): MemberStatus.ACTIVE,
}

OF_BOARD = frozenset(
    {MemberAction.EXPEL, MemberAction.READMIT}
)  # done by the board's decision, never by a button

# Who may do it. An empty set: the member or any representative; the secretary confirms it (`domain.leaving`).
# The board's actions are put on its agenda, or recorded as its decision, by the secretary.
MEMBERSHIP_ALLOWED: dict[MemberAction, frozenset[Role]] = {
    MemberAction.LAPSE: frozenset({Role.TREASURER, Role.SECRETARY}),
    MemberAction.RESTORE: frozenset({Role.TREASURER, Role.SECRETARY}),
    MemberAction.LEAVE: frozenset(),
    MemberAction.EXPEL: frozenset({Role.SECRETARY}),
    MemberAction.READMIT: frozenset({Role.SECRETARY}),
}


def may_with_membership(action: MemberAction, *, is_member: bool, roles: Collection[Role]) -> bool:
    """Tell whether somebody may do this, whatever the membership's status."""
    allowed = MEMBERSHIP_ALLOWED[action]
    return bool(allowed & set(roles)) if allowed else is_member
