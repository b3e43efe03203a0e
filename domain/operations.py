"""Operating the program: its status, the updates that failed, and the clean-up of old records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from domain.due import due
from domain.events import Event
from domain.people import ContactsGateway, Person
from domain.ports import Clock
from domain.roles import Role, Roles
from domain.time import DAY, HOUR
from domain.use_case import use_case


@dataclass(frozen=True, slots=True)
class Retention:
    """Retention periods of technical records and unneeded data, in microseconds."""

    done_ids: int = 48 * HOUR  # Telegram redelivers for 24 h; after a silent week ids start again
    dead_letters: int = 30 * DAY
    outbox: int = 30 * DAY
    files: int = 7 * DAY
    guests: int = 7 * DAY
    drafts: int = 180 * DAY  # since the last answer
    refusals: int = 180 * DAY  # in the audit; decisions stay


@dataclass(frozen=True, slots=True)
class ProgramStatus:
    """Counts that show how the program is doing."""

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
    """An update failed for the last time at `at` (microseconds UTC). `person` sent it, if that is known."""

    at: int
    update: DeadLetter
    person: Person | None
    administrators: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class DueFailed(Event):
    """A scheduled task failed at `at` (microseconds UTC); it is tried again at the next tick."""

    at: int
    error: str
    administrators: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class MessageFaded(Event):
    """A message of the bot's has stood for as long as it was to."""

    chat_id: int
    message_id: int


@use_case
class Operations:
    """Show administrators the program's status, retry failed updates and clean up."""

    _gateway: OperationsGateway
    _contacts: ContactsGateway
    _roles: Roles
    _clock: Clock
    _retention: Retention

    async def set_aside(self, update: DeadLetter, person_id: int | None, language: str) -> UpdateSetAside:
        """Report an update that could not be handled; `language` is for a sender who is not known yet."""
        now = self._clock.now()
        person = None
        if person_id is not None:
            # If it was their very first update, the record of the person was rolled back with it.
            person = await self._contacts.find(person_id) or Person(person_id, language, now)
        return UpdateSetAside(now, update, person, tuple(await self._roles.administrators()))

    async def due_failed(self, error: str) -> DueFailed:
        """Report a scheduled task that failed; `error` names the kind and place, never the content."""
        return DueFailed(self._clock.now(), error, tuple(await self._roles.administrators()))

    async def status(self, person: Person) -> tuple[ProgramStatus, list[DeadLetter]]:
        """Return the program's status and the failed updates, for administrators. Raises NotAllowed."""
        await self._roles.require(person, Role.ADMINISTRATOR)
        status = await self._gateway.status()
        # The update that asks is itself still pending.
        status = replace(status, pending=max(0, status.pending - 1))
        return status, list(await self._gateway.dead_letters())

    async def retry_dead_letters(self, person: Person) -> int:
        """Put all failed updates back into the queue and return how many there were. Raises NotAllowed."""
        await self._roles.require(person, Role.ADMINISTRATOR)
        return await self._gateway.retry_dead_letters()

    @due()
    async def fade_due(self) -> tuple[MessageFaded, ...]:
        """Take away the messages that were to stay for a while only."""
        return tuple(MessageFaded(*message) for message in await self._gateway.faded(self._clock.now()))

    @due(every=HOUR)
    async def clean(self) -> None:
        """Delete what has been kept for its full retention period."""
        now = self._clock.now()
        await self._contacts.forget_guests(now - self._retention.guests)
        await self._gateway.clean(self._retention, now)


class OperationsGateway(Protocol):
    """The program's technical records."""

    async def status(self) -> ProgramStatus: ...

    async def dead_letters(self) -> Sequence[DeadLetter]: ...

    async def retry_dead_letters(self) -> int: ...

    async def clean(self, retention: Retention, now: int) -> None: ...

    async def faded(self, now: int) -> Sequence[tuple[int, int]]: ...
