"""The storage that publications need."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from domain.publications.content import Content
from domain.publications.entities import Publication, Sending, Week


class PublicationsGateway(Protocol):
    """Publications, and marks of what is done once. Moments in microseconds UTC."""

    async def add(self, publication: Publication) -> Publication:
        """Save a new publication under a new id, and return it."""
        ...

    async def save(self, publication: Publication) -> None: ...

    async def find(self, publication_id: int) -> Publication | None: ...

    async def news_of(self, author_id: int) -> Sequence[Publication]:
        """Return a person's news that are drafts or waiting for a decision, oldest first."""
        ...

    async def news_waiting(self) -> Sequence[Publication]:
        """Return at most 50 news waiting for a decision, oldest first."""
        ...

    async def posts_open(self) -> Sequence[Publication]:
        """Return at most 20 posts that are drafts or were missed, and waiting summaries, latest first."""
        ...

    async def summaries_waiting(self) -> Sequence[Publication]: ...

    async def planned(self, until: int) -> Sequence[Publication]:
        """Return what is planned and due before this moment, soonest first."""
        ...

    async def gathering(self, before: int) -> Sequence[Publication]:
        """Return albums without a new part since this moment that were not shown yet."""
        ...

    async def mark(self, name: str, at: int) -> bool:
        """Mark something that is done once; False if it was marked before."""
        ...

    async def marked(self, name: str) -> bool: ...


class SendingsGateway(Protocol):
    """Sendings of publications to chats. Moments in microseconds UTC."""

    async def queue(self, sending: Sending) -> bool:
        """Save the sending of an occurrence to a chat; False if there is one already, which stays."""
        ...

    async def put(self, sending: Sending) -> None:
        """Overwrite the sending of an occurrence to a chat."""
        ...

    async def sendings(self, publication_id: int) -> Sequence[Sending]:
        """Return the sendings of a publication, by occurrence and chat."""
        ...

    async def sent_by(self, row: int) -> Sending | None:
        """Return the sending that this row of the outbox carries."""
        ...

    async def dropped(self, now: int) -> Sequence[Sending]:
        """Return sendings still marked as queued that the outbox gave up as too late."""
        ...

    async def came_out(self, since: int, until: int) -> Sequence[tuple[Publication, Sending]]:
        """Return the sendings due from `since` to before `until`, by occurrence and chat."""
        ...


class WeeksGateway(Protocol):
    """The events of a week."""

    async def week(self, since: int, until: int, coming_until: int) -> Week:
        """Return the events of a week, and those that begin before `coming_until`."""
        ...


class SummaryWriter(Protocol):
    """Writes the weekly summary."""

    def write(self, week: Week) -> Content: ...
