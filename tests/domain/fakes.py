"""Ports in memory."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from domain.consent import Consent
from domain.operations import DeadLetter, ProgramStatus, Retention
from domain.people import HistoryEntry, Person
from domain.roles import Holding, Role, Roles


@dataclass
class Clock:
    """Every look is a microsecond later than the last."""

    moment: int = 1_000

    def now(self) -> int:
        self.moment += 1
        return self.moment


@dataclass
class People:
    """Implements `ContactsGateway`."""

    known: dict[int, Person] = field(default_factory=dict)
    log: dict[int, list[HistoryEntry]] = field(default_factory=dict)
    forgotten_before: int | None = None

    async def find(self, person_id: int) -> Person | None:
        return self.known.get(person_id)

    async def add(self, person: Person) -> None:
        assert person.id not in self.known
        self.known[person.id] = person

    async def save(self, person: Person) -> None:
        assert person.id in self.known
        self.known[person.id] = person

    async def record(self, person_id: int, kind: str, at: int, data: Mapping[str, Any]) -> None:
        self.log.setdefault(person_id, []).append(HistoryEntry(at, kind, dict(data)))

    async def history(self, person_id: int) -> Sequence[HistoryEntry]:
        return self.log.get(person_id, [])

    async def search(self, *, username: str = "", name: str = "") -> Sequence[Person]:
        return [
            person
            for person in self.known.values()
            if (username and person.username == username) or (name and name in (person.name or ""))
        ]

    async def erase(self, person_id: int) -> None:
        self.known.pop(person_id, None)
        self.log.pop(person_id, None)

    async def forget_guests(self, before: int) -> int:
        self.forgotten_before = before
        return 0

    def kinds(self, person_id: int) -> list[str]:
        return [entry.kind for entry in self.log.get(person_id, [])]


@dataclass
class Ledger:
    """Implements `ConsentGateway`: rows are added or withdrawn, never rewritten."""

    rows: list[tuple[Consent, int | None]] = field(default_factory=list)

    async def give(self, consent: Consent) -> None:
        assert consent.purpose not in self.purposes(consent.person_id), "one standing consent for a purpose"
        self.rows.append((consent, None))

    async def withdraw(self, person_id: int, purposes: Sequence[str], at: int) -> None:
        self.rows = [
            (
                consent,
                at
                if ended is None and consent.person_id == person_id and consent.purpose in purposes
                else ended,
            )
            for consent, ended in self.rows
        ]

    async def standing(self, person_id: int) -> Sequence[Consent]:
        return [consent for consent, ended in self.rows if consent.person_id == person_id and ended is None]

    async def withdrawn_last(self, person_id: int, prefix: str) -> Sequence[str]:
        ended = [
            (at, consent.purpose)
            for consent, at in self.rows
            if at is not None and consent.person_id == person_id and consent.purpose.startswith(prefix)
        ]
        last = max((at for at, _ in ended), default=None)
        return [purpose for at, purpose in ended if at == last]

    def purposes(self, person_id: int) -> set[str]:
        return {
            consent.purpose
            for consent, ended in self.rows
            if consent.person_id == person_id and ended is None
        }


@dataclass
class Offices:
    """Implements `RolesGateway`; a row is who holds what for what."""

    rows: dict[tuple[int, Role, str], int] = field(default_factory=dict)

    async def of(self, person_id: int) -> frozenset[Role]:
        return frozenset(role for who, role, _ in self.rows if who == person_id)

    async def scopes(self, person_id: int, role: Role) -> frozenset[str]:
        return frozenset(scope for who, which, scope in self.rows if (who, which) == (person_id, role))

    async def holders(self, role: Role, scope: str = "") -> Sequence[Person]:
        return [Person(who, "ru", 0) for who, *rest in self.rows if rest == [role, scope]]

    async def holdings(self) -> Sequence[Holding]:
        return [
            Holding(Person(who, "ru", 0), role, scope, since)
            for (who, role, scope), since in self.rows.items()
        ]

    async def give(self, person_id: int, role: Role, at: int, scope: str = "") -> None:
        assert (person_id, role, scope) not in self.rows
        self.rows[person_id, role, scope] = at

    async def take(self, person_id: int, role: Role, scope: str = "") -> None:
        del self.rows[person_id, role, scope]


def administrators(*person_ids: int) -> Offices:
    return Offices({(person_id, Role.ADMINISTRATOR, ""): 0 for person_id in person_ids})


@dataclass
class Log:
    """Implements `AuditGateway`; rows are who did what to whom."""

    rows: list[tuple[int | None, str, int | None]] = field(default_factory=list)

    async def record(
        self,
        at: int,  # noqa: ARG002 -- the port's signature
        actor_id: int | None,
        act: str,
        subject_id: int | None,
        data: Mapping[str, Any],
    ) -> None:
        json.dumps(data)
        self.rows.append((actor_id, act, subject_id))

    async def refuse(self, at: int, actor_id: int, data: Mapping[str, Any]) -> None:
        await self.record(at, actor_id, "refused", None, data)


class NoScopes:
    """Implements `Scopes`: there is nothing that a role could be held for."""

    async def exists(self, scope: str) -> bool:  # noqa: ARG002 -- the port's signature
        return False


def roles_over(offices: Offices, log: Log | None = None) -> Roles:
    return Roles(offices, People(), NoScopes(), log or Log(), Clock())


@dataclass
class Books:
    """Implements `OperationsGateway`."""

    set_aside: list[DeadLetter] = field(default_factory=list)
    cleaned: tuple[Retention, int] | None = None

    async def status(self) -> ProgramStatus:
        return ProgramStatus(1, 1, 0, pending=3, aside=len(self.set_aside), waiting=0, failed=0)

    async def dead_letters(self) -> Sequence[DeadLetter]:
        return self.set_aside

    async def faded(self, now: int) -> Sequence[tuple[int, int]]:  # noqa: ARG002 -- none is to go
        return ()

    async def retry_dead_letters(self) -> int:
        return len(self.set_aside)

    async def clean(self, retention: Retention, now: int) -> None:
        self.cleaned = (retention, now)


@dataclass
class Orders:
    """Implements `Jobs`."""

    ordered: list[tuple[str, int, Mapping[str, Any]]] = field(default_factory=list)

    async def order(self, kind: str, person_id: int, data: Mapping[str, Any]) -> int:
        self.ordered.append((kind, person_id, data))
        return len(self.ordered)


def consenting(person: Person) -> Person:
    return replace(person, consented=True)


class SameToken:
    """Implements `Tokens`."""

    def new(self) -> str:
        return "token"
