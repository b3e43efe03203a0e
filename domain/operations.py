"""Keeping the program itself in order: what it set aside, what it still owes, what it may forget."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from domain.events import Event
from domain.people import ContactsGateway, Person
from domain.ports import Clock
from domain.roles import Role, Roles
from domain.time import DAY, HOUR


@dataclass(frozen=True, slots=True)
class Retention:
    """How long the street's books are kept, and what nobody needs any more; all periods in microseconds."""

    done_ids: int = 48 * HOUR  # Telegram redelivers for 24 h; after a silent week ids start anew
    dead_letters: int = 30 * DAY
    outbox: int = 30 * DAY
    files: int = 7 * DAY
    guests: int = 7 * DAY
    drafts: int = 180 * DAY  # since the last answer
    refusals: int = 180 * DAY  # in the audit; decisions stay


@dataclass(frozen=True, slots=True)
class ProgramStatus:
    """How the program is doing."""

    people: int
    supporters: int
    unreachable: int
    pending: int
    aside: int
    waiting: int
    failed: int


@dataclass(frozen=True, slots=True)
class DeadLetter:
    """An update that could not be handled. `error` names the kind and place, never the content."""

    seq: int
    kind: str
    error: str
    received_at: int


@dataclass(frozen=True, slots=True)
class UpdateSetAside(Event):
    """An update kept failing at `at` (microseconds UTC). `person` is who sent it, where that is known."""

    at: int
    update: DeadLetter
    person: Person | None
    administrators: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class DueFailed(Event):
    """Something that was due at `at` (microseconds UTC) could not be done; it is tried again at the next look."""

    at: int
    error: str
    administrators: tuple[Person, ...]


class Operations:
    """What administrators and the clock do for the program."""

    def __init__(
        self,
        gateway: OperationsGateway,
        contacts: ContactsGateway,
        roles: Roles,
        clock: Clock,
        retention: Retention,
    ) -> None:
        self._gateway = gateway
        self._contacts = contacts
        self._roles = roles
        self._clock = clock
        self._retention = retention

    async def set_aside(self, update: DeadLetter, person_id: int | None, language: str) -> UpdateSetAside:
        """Name whom to tell that an update could not be handled; a stranger is spoken to in `language`."""
        now = self._clock.now()
        person = None
        if person_id is not None:
            # Whoever failed at their very first update was not noted down: that was undone with the rest.
            person = await self._contacts.find(person_id) or Person(person_id, language, now)
        return UpdateSetAside(now, update, person, tuple(await self._roles.administrators()))

    async def due_failed(self, error: str) -> DueFailed:
        """Name whom to tell that the clock's work failed; `error` names the kind and place, never the content."""
        return DueFailed(self._clock.now(), error, tuple(await self._roles.administrators()))

    async def status(self, person: Person) -> tuple[ProgramStatus, list[DeadLetter]]:
        """How the program is doing, for administrators; raises NotAllowed."""
        await self._roles.require(person, Role.ADMINISTRATOR)
        status = await self._gateway.status()
        # The update that asks is itself still to be done with.
        status = replace(status, pending=max(0, status.pending - 1))
        return status, list(await self._gateway.dead_letters())

    async def retry_dead_letters(self, person: Person) -> int:
        """Put everything set aside back into the queue and return how many; raises NotAllowed."""
        await self._roles.require(person, Role.ADMINISTRATOR)
        return await self._gateway.retry_dead_letters()

    async def clean(self) -> None:
        """Forget what has been kept for its full term."""
        now = self._clock.now()
        await self._contacts.forget_guests(now - self._retention.guests)
        await self._gateway.clean(self._retention, now)


class OperationsGateway(Protocol):
    """The street's own books, as its keepers see them."""

    async def status(self) -> ProgramStatus: ...

    async def dead_letters(self) -> Sequence[DeadLetter]: ...

    async def retry_dead_letters(self) -> int: ...

    async def clean(self, retention: Retention, now: int) -> None: ...
