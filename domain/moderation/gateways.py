"""What moderation needs from storage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from domain.moderation.entities import Appeal, GivenWarning, Incident, LogEntry, Sanction


class IncidentsGateway(Protocol):
    """Messages at issue, and who reported them. Moments in microseconds UTC.

    Methods that add return the entity with its new id.
    """

    async def album_of(self, chat_id: int, message_id: int) -> Sequence[int]:
        """Return the messages of a message's album; empty without one."""
        ...

    async def incident_at(self, chat_number: int, message_id: int) -> Incident | None: ...

    async def incident(self, incident_id: int) -> Incident | None: ...

    async def add_incident(self, incident: Incident) -> Incident: ...

    async def save_incident(self, incident: Incident) -> None: ...

    async def add_report(self, incident_id: int, person_id: int) -> bool:
        """Record a person's report of the message; False if they already reported it."""
        ...

    async def count_reports(self, incident_id: int) -> int: ...

    async def reported(self, chat_number: int, since: int) -> int:
        """Return how many of the chat's messages, at issue later than `since`, were reported."""
        ...

    async def reports_by(self, person_id: int, since: int) -> int:
        """Return how many messages, at issue later than `since`, the person reported."""
        ...


class MeasuresGateway(Protocol):
    """Warnings, sanctions and appeals. Moments in microseconds UTC.

    Methods that add return the entity with its new id.
    """

    async def warnings(self, chat_number: int, subject_id: int) -> Sequence[GivenWarning]:
        """Return all warnings to a person in a chat, oldest first, lifted and expired ones too."""
        ...

    async def warnings_of(self, subject_id: int, now: int) -> Sequence[GivenWarning]:
        """Return a person's valid warnings in all chats, oldest first."""
        ...

    async def warning(self, warning_id: int) -> GivenWarning | None: ...

    async def add_warning(self, warning: GivenWarning) -> GivenWarning: ...

    async def save_warning(self, warning: GivenWarning) -> None: ...

    async def sanction(self, sanction_id: int) -> Sanction | None: ...

    async def sanction_of(self, incident_id: int) -> Sanction | None:
        """Return the latest sanction for a message."""
        ...

    async def standing(self, chat_number: int, subject_id: int) -> Sequence[Sanction]:
        """Return the sanctions in force against a person in a chat, except removals, oldest first."""
        ...

    async def add_sanction(self, sanction: Sanction) -> Sanction: ...

    async def save_sanction(self, sanction: Sanction) -> None: ...

    async def ending(self, now: int, many: int) -> Sequence[Sanction]:
        """Return sanctions that have expired by now and were not announced."""
        ...

    async def appeal(self, appeal_id: int) -> Appeal | None: ...

    async def appeal_about(self, *, warning_id: int | None, sanction_id: int | None) -> Appeal | None: ...

    async def add_appeal(self, appeal: Appeal) -> Appeal: ...

    async def save_appeal(self, appeal: Appeal) -> None: ...


class WishesGateway(Protocol):
    """Commands of anonymous administrators until they confirm who they are."""

    async def put_off(self, chat_number: int, wish: Mapping[str, Any], at: int) -> int:
        """Save an anonymous administrator's command until they confirm who they are; return its id."""
        ...

    async def wish(self, number: int, since: int) -> tuple[int, Mapping[str, Any]] | None:
        """Return such a command with its chat's number, if saved later than `since` and not done."""
        ...

    async def fulfil(self, number: int) -> None:
        """Delete a command that has been done."""
        ...


class ModerationLogGateway(Protocol):
    """The moderation log. Moments in microseconds UTC."""

    async def log(self, many: int) -> Sequence[LogEntry]:
        """Return the latest entries, newest first."""
        ...

    async def forget(self, before: int, now: int) -> None:
        """Delete messages at issue from before with all that belongs to them, unless it still binds a person."""
        ...
