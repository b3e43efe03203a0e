"""What the register of members needs of storage and of other nouns, and what others read of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Protocol

from domain.answers import Answers
from domain.events import Event
from domain.members.entities import Member, MemberRef, Organisation
from domain.members.life import MemberAction
from domain.parties import PartyKind
from domain.people import Person


class Candidate(Protocol):
    """What the register needs to know of an application that the board admitted."""

    @property
    def id(self) -> int: ...

    @property
    def kind(self) -> PartyKind: ...

    @property
    def person_id(self) -> int: ...

    @property
    def title(self) -> str: ...

    @property
    def answers(self) -> Answers: ...


class Tokens(Protocol):
    """Makes the tokens of invitations."""

    def new(self) -> str:
        """Make a token that nobody can guess, in the alphabet of start links."""
        ...


class PlaceKeeper(Protocol):
    """What the register of members needs of the working groups."""

    async def release(self, member_id: int) -> None: ...

    async def unname(self, member_id: int, person_id: int) -> None: ...


class DuesKeeper(Protocol):
    """What the register of members needs of dues."""

    async def membership_changed(
        self, member: Member, action: MemberAction, actor: Person | None
    ) -> tuple[Event, ...]:
        """Follow a change of a membership, after it is saved; return the events of the invoices voided by it."""
        ...


class MembersGateway(Protocol):
    """The register of members, the organisations, and who represents them."""

    async def add(
        self,
        kind: PartyKind,
        person_id: int | None,
        organisation_id: int | None,
        since: int,
        application_id: int,
        name: str,
    ) -> Member: ...

    async def save(self, member: Member) -> None: ...

    async def find(self, member_id: int) -> Member | None: ...

    async def of_person(self, person_id: int) -> Member | None: ...

    async def of_organisation(self, organisation_id: int) -> Member | None: ...

    async def member_of(self, person_id: int) -> Member | None: ...

    async def members_of(self, person_id: int) -> Sequence[Member]:
        """Return the person's own membership and those of the organisations they represent, active ones first."""
        ...

    async def page(self, offset: int, limit: int) -> Sequence[Member]: ...

    async def count(self) -> int: ...

    async def organisation(self, organisation_id: int) -> Organisation | None: ...

    async def organisation_by_inn(self, inn: str) -> Organisation | None: ...

    async def add_organisation(
        self, name: str, inn: str, ogrn: str, data: Mapping[str, Any]
    ) -> Organisation: ...

    async def save_organisation(self, organisation: Organisation) -> None: ...

    async def representatives(self, organisation_id: int) -> Sequence[Person]: ...

    async def add_representative(self, organisation_id: int, person_id: int, at: int) -> None: ...

    async def remove_representative(self, organisation_id: int, person_id: int) -> None: ...

    async def add_invitation(self, token: str, organisation_id: int, invited_by: int, at: int) -> None: ...

    async def invitation(self, token: str, made_after: int) -> Organisation | None: ...

    async def use_invitation(self, token: str, person_id: int, at: int) -> None: ...


class MembershipLookup(Protocol):
    """What the working groups need to know of members; only active memberships count."""

    async def member_of(self, person_id: int) -> MemberRef | None:
        """Return the person's own membership, else that of an organisation they represent."""
        ...

    async def names(self, member_ids: Collection[int]) -> Mapping[int, MemberRef]:
        """Return the members with these ids."""
        ...

    async def active(self) -> Sequence[MemberRef]:
        """Return all members, longest first."""
        ...

    async def representatives(self, member_id: int) -> Sequence[Person]:
        """Return the person, or an organisation's representatives, longest first."""
        ...
