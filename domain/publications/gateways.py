"""What publications need of storage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from domain.publications.content import Content
from domain.publications.entities import Publication, Sending, Week


class PublicationsGateway(Protocol):
    """Publications, and what was done once. Moments in microseconds UTC."""

    async def add(self, publication: Publication) -> Publication:
        """Keep a new publication, whatever its id says; returns it with the id that it got."""
        ...

    async def save(self, publication: Publication) -> None: ...

    async def find(self, publication_id: int) -> Publication | None: ...

    async def news_of(self, author_id: int) -> Sequence[Publication]:
        """Somebody's news that are drafts or wait for a decision, oldest first."""
        ...

    async def news_waiting(self) -> Sequence[Publication]:
        """News that wait for a decision, oldest first; at most 50."""
        ...

    async def posts_open(self) -> Sequence[Publication]:
        """Posts that are drafts or were missed, and summaries that wait, latest first; at most 20."""
        ...

    async def summaries_waiting(self) -> Sequence[Publication]: ...

    async def planned(self, until: int) -> Sequence[Publication]:
        """Whatever is planned and comes next before this moment, soonest first."""
        ...

    async def gathering(self, before: int) -> Sequence[Publication]:
        """Albums of which no part has come since this moment, and nobody has been shown what came."""
        ...

    async def mark(self, name: str, at: int) -> bool:
        """Note that something was done that is done once; False where it was noted before."""
        ...

    async def marked(self, name: str) -> bool: ...


class SendingsGateway(Protocol):
    """What became of publications in each chat. Moments in microseconds UTC."""

    async def queue(self, sending: Sending) -> bool:
        """Keep what becomes of an occurrence in a chat; False where that is kept already, which stays as it is."""
        ...

    async def put(self, sending: Sending) -> None:
        """Overwrite what is kept of an occurrence in a chat."""
        ...

    async def sendings(self, publication_id: int) -> Sequence[Sending]:
        """What became of a publication, by occurrence and chat."""
        ...

    async def sent_by(self, row: int) -> Sending | None:
        """What this row of the outbox was said for."""
        ...

    async def dropped(self, now: int) -> Sequence[Sending]:
        """What is still queued in our books, but was given up because it would be too late."""
        ...

    async def came_out(self, since: int, until: int) -> Sequence[tuple[Publication, Sending]]:
        """What became of everything that was due from `since` to before `until`, by occurrence and chat."""
        ...


class WeeksGateway(Protocol):
    """What happened in a week."""

    async def week(self, since: int, until: int, coming_until: int) -> Week:
        """What happened in a week; of what comes, that which begins before `coming_until`."""
        ...


class SummaryWriter(Protocol):
    """Puts a week into words."""

    def write(self, week: Week) -> Content: ...
