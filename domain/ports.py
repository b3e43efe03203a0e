"""What the use cases ask of the outside: Protocols that `storage` and `bot` fulfil."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from domain.consent import Consent
from domain.contacts import HistoryEntry, Person
from domain.operations import Aside, Retention, Status
from domain.roles import Role


class Clock(Protocol):
    """The one source of time."""

    def now(self) -> int:
        """The present moment in microseconds since 1970-01-01 UTC."""
        ...


class ContactsGateway(Protocol):
    """People and their history."""

    async def find(self, person_id: int) -> Person | None: ...

    async def add(self, person: Person) -> None: ...

    async def save(self, person: Person) -> None: ...

    async def record(self, person_id: int, kind: str, at: int, data: Mapping[str, Any]) -> None: ...

    async def history(self, person_id: int) -> Sequence[HistoryEntry]: ...

    async def erase(self, person_id: int) -> None: ...

    async def forget_guests(self, before: int) -> int: ...


class ConsentGateway(Protocol):
    """The log of consents: a row is added or withdrawn, never rewritten."""

    async def give(self, consent: Consent) -> None: ...

    async def withdraw(self, person_id: int, purposes: Sequence[str], at: int) -> None: ...

    async def standing(self, person_id: int) -> Sequence[Consent]: ...

    async def withdrawn_last(self, person_id: int, prefix: str) -> Sequence[str]: ...


class RolesGateway(Protocol):
    """Who holds which role."""

    async def of(self, person_id: int) -> frozenset[Role]: ...

    async def holders(self, role: Role) -> Sequence[Person]: ...

    async def give(self, person_id: int, role: Role, at: int) -> None: ...


class OperationsGateway(Protocol):
    """The street's own books, as its keepers see them."""

    async def status(self) -> Status: ...

    async def asides(self) -> Sequence[Aside]: ...

    async def retry_asides(self) -> int: ...

    async def clean(self, retention: Retention, now: int) -> None: ...


class Jobs(Protocol):
    """Work that takes longer than a millisecond and is done by `make`."""

    async def order(self, kind: str, person_id: int, data: Mapping[str, Any]) -> int: ...
