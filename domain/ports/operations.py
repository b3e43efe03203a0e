"""The program's own books, its clock and its jobs."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from domain.operations import Aside, Retention, Status


class Clock(Protocol):
    """The one source of time."""

    def now(self) -> int:
        """The present moment in microseconds since 1970-01-01 UTC."""
        ...


class OperationsGateway(Protocol):
    """The street's own books, as its keepers see them."""

    async def status(self) -> Status: ...

    async def asides(self) -> Sequence[Aside]: ...

    async def retry_asides(self) -> int: ...

    async def clean(self, retention: Retention, now: int) -> None: ...


class Jobs(Protocol):
    """Work that takes longer than a millisecond and is done by `make`."""

    async def order(self, kind: str, person_id: int, data: Mapping[str, Any]) -> int: ...
