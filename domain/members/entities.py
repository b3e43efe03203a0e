"""Members: people, and organisations with their representatives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from domain.parties import PartyKind
from domain.people import Person


class MemberStatus(StrEnum):
    """The status of a membership."""

    ACTIVE = "active"
    LAPSED = "lapsed"  # the fees were not paid in time
    LEFT = "left"
    EXPELLED = "expelled"


@dataclass(frozen=True, slots=True)
class Organisation:
    """A company; `data` holds what the state register says about it, no personal data."""

    id: int
    name: str
    inn: str
    ogrn: str
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Member:
    """A member; exactly one of `person_id` and `organisation_id` is set. `name` is for lists."""

    id: int
    kind: PartyKind
    person_id: int | None
    organisation_id: int | None
    status: MemberStatus
    since: int
    application_id: int | None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Membership:
    """A member, with the organisation and its representatives if it is one."""

    member: Member
    organisation: Organisation | None = None
    representatives: tuple[Person, ...] = ()

    @property
    def active(self) -> bool:
        """Whether the membership is active."""
        return self.member.status is MemberStatus.ACTIVE


@dataclass(frozen=True, slots=True)
class MemberRef:
    """A member of the association as the working groups know them."""

    member_id: int
    name: str
    kind: PartyKind
