"""What moderation needs of storage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from domain.moderation.entities import Appeal, GivenWarning, Incident, LogEntry, Sanction


class IncidentsGateway(Protocol):
    """Messages at issue, and who reported them. Moments in microseconds UTC.

    What is added is kept whatever its id says, and returned with the id that it got.
    """

    async def album_of(self, chat_id: int, message_id: int) -> Sequence[int]:
        """The messages of the album that a message belongs to; empty where it stands alone."""
        ...

    async def incident_at(self, chat_number: int, message_id: int) -> Incident | None: ...

    async def incident(self, incident_id: int) -> Incident | None: ...

    async def add_incident(self, incident: Incident) -> Incident: ...

    async def save_incident(self, incident: Incident) -> None: ...

    async def add_report(self, incident_id: int, person_id: int) -> bool:
        """Note that somebody reported the message; False where they had before."""
        ...

    async def count_reports(self, incident_id: int) -> int: ...

    async def reports_by(self, person_id: int, since: int) -> int:
        """How many messages, at issue later than `since`, somebody reported."""
        ...


class MeasuresGateway(Protocol):
    """Warnings, sanctions and appeals. Moments in microseconds UTC.

    What is added is kept whatever its id says, and returned with the id that it got.
    """

    async def warnings(self, chat_number: int, subject_id: int) -> Sequence[GivenWarning]:
        """All warnings to somebody in a chat, oldest first, lifted and expired ones too."""
        ...

    async def warnings_of(self, subject_id: int, now: int) -> Sequence[GivenWarning]:
        """The valid warnings to somebody in all chats, oldest first."""
        ...

    async def warning(self, warning_id: int) -> GivenWarning | None: ...

    async def add_warning(self, warning: GivenWarning) -> GivenWarning: ...

    async def save_warning(self, warning: GivenWarning) -> None: ...

    async def sanction(self, sanction_id: int) -> Sanction | None: ...

    async def sanction_of(self, incident_id: int) -> Sanction | None:
        """What was done last about a message."""
        ...

    async def standing(self, chat_number: int, subject_id: int) -> Sequence[Sanction]:
        """What holds against somebody in a chat, removals aside, oldest first."""
        ...

    async def add_sanction(self, sanction: Sanction) -> Sanction: ...

    async def save_sanction(self, sanction: Sanction) -> None: ...

    async def ending(self, now: int, many: int) -> Sequence[Sanction]:
        """Sanctions that have run out by now and were not told of."""
        ...

    async def appeal(self, appeal_id: int) -> Appeal | None: ...

    async def appeal_about(self, *, warning_id: int | None, sanction_id: int | None) -> Appeal | None: ...

    async def add_appeal(self, appeal: Appeal) -> Appeal: ...

    async def save_appeal(self, appeal: Appeal) -> None: ...


class WishesGateway(Protocol):
    """What an anonymous administrator wants until they have said who they are."""

    async def put_off(self, chat_number: int, wish: Mapping[str, Any], at: int) -> int:
        """Keep what an anonymous administrator wants until they have said who they are; returns its number."""
        ...

    async def wish(self, number: int, since: int) -> tuple[int, Mapping[str, Any]] | None:
        """Such a wish, with its chat's number, if it was kept later than `since` and not fulfilled."""
        ...

    async def fulfil(self, number: int) -> None:
        """Forget a wish: what was wanted is done."""
        ...


class ModerationLogGateway(Protocol):
    """What moderators did, and what of it is forgotten. Moments in microseconds UTC."""

    async def log(self, many: int) -> Sequence[LogEntry]:
        """What moderators did last, newest first."""
        ...

    async def forget(self, before: int, now: int) -> None:
        """Forget the messages at issue from before, with what hangs on them, unless it binds somebody now."""
        ...
