"""People and what is kept of their acts."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from domain.consent import Consent
from domain.contacts import HistoryEntry, Person
from domain.roles import Holding, Role


class ContactsGateway(Protocol):
    """People and their history."""

    async def find(self, person_id: int) -> Person | None: ...

    async def add(self, person: Person) -> None: ...

    async def save(self, person: Person) -> None: ...

    async def record(self, person_id: int, kind: str, at: int, data: Mapping[str, Any]) -> None: ...

    async def history(self, person_id: int) -> Sequence[HistoryEntry]: ...

    async def search(self, *, username: str = "", name: str = "") -> Sequence[Person]: ...

    async def erase(self, person_id: int) -> None: ...

    async def forget_guests(self, before: int) -> int: ...


class ConsentGateway(Protocol):
    """The log of consents: a row is added or withdrawn, never rewritten."""

    async def give(self, consent: Consent) -> None: ...

    async def withdraw(self, person_id: int, purposes: Sequence[str], at: int) -> None: ...

    async def standing(self, person_id: int) -> Sequence[Consent]: ...

    async def withdrawn_last(self, person_id: int, prefix: str) -> Sequence[str]: ...


class RolesGateway(Protocol):
    """Who holds which role; `scope` is a working group's id where the role is held for one."""

    async def of(self, person_id: int) -> frozenset[Role]: ...

    async def scopes(self, person_id: int, role: Role) -> frozenset[str]: ...

    async def holders(self, role: Role, scope: str = "") -> Sequence[Person]: ...

    async def holdings(self) -> Sequence[Holding]: ...

    async def give(self, person_id: int, role: Role, at: int, scope: str = "") -> None: ...

    async def take(self, person_id: int, role: Role, scope: str = "") -> None: ...


class Scopes(Protocol):
    """What a role can be held for."""

    async def exists(self, scope: str) -> bool: ...


class AuditGateway(Protocol):
    """The log of what was decided and refused, by whom: rows are only added.

    `actor_id` is None for the program itself; `subject_id` is the person it was about, if any. `data` names
    things by their ids and never holds personal data, because the log outlives an erasure.
    """

    async def record(
        self, at: int, actor_id: int | None, act: str, subject_id: int | None, data: Mapping[str, Any]
    ) -> None: ...
