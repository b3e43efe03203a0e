"""What every noun asks of the outside: the clock, the log of decisions, and work that takes longer."""

from collections.abc import Mapping
from typing import Any, Protocol


class Clock(Protocol):
    """The one source of time."""

    def now(self) -> int:
        """The present moment in microseconds since 1970-01-01 UTC."""
        ...


class Jobs(Protocol):
    """Work that takes longer than a millisecond and is done by `make`."""

    async def order(self, kind: str, person_id: int, data: Mapping[str, Any]) -> int: ...


class AuditGateway(Protocol):
    """The log of what was decided and refused, by whom: rows are only added, and refusals counted on.

    `actor_id` is None for the program itself; `subject_id` is the person it was about, if any. `data` names
    things by their ids and never holds personal data, because the log outlives an erasure.
    """

    async def record(
        self, at: int, actor_id: int | None, act: str, subject_id: int | None, data: Mapping[str, Any]
    ) -> None: ...

    async def refuse(self, at: int, actor_id: int, data: Mapping[str, Any]) -> None: ...
