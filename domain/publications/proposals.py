"""Propose news: send them in, preview them, send them to those who decide."""

from __future__ import annotations

from dataclasses import replace

from domain.consent import ConsentMissing
from domain.due import due
from domain.people import Person
from domain.publications.content import Content
from domain.publications.context import DECIDE, PublicationContext
from domain.publications.entities import (
    BY_AUTHOR,
    Publication,
    PublicationAct,
    PublicationKind,
    PublicationStatus,
)
from domain.publications.events import (
    AlbumGrown,
    DraftMoved,
    DraftShown,
    NewsProposed,
    NewsRecalled,
    Newsroom,
)
from domain.refusal import Gone, Refusal
from domain.use_case import use_case


@use_case
class Proposals:
    """Let authors propose news."""

    _context: PublicationContext

    async def room(self, person: Person) -> Newsroom:
        """Return the person's open news, and for deciders the news waiting for a decision."""
        context = self._context
        own = await context.publications.news_of(person.id)
        waiting = (
            await context.publications.news_waiting() if await context.roles.may(person, *DECIDE) else ()
        )
        return Newsroom(person, tuple(own), tuple(waiting), context.terms.most_waiting)

    async def offer(
        self, person: Person, content: Content, album: str, draft_id: int = 0
    ) -> DraftShown | AlbumGrown:
        """Save what the person sent as their draft, as one more part of its album or in place of the old.

        `draft_id` names the current draft. Raises ConsentMissing, Refusal, InvalidAnswer.
        """
        if not person.consented:
            raise ConsentMissing(person)
        context, room = self._context, await self.room(person)
        drafts = [one for one in room.own if one.status is PublicationStatus.DRAFT]
        before = next((one for one in drafts if one.id == draft_id), drafts[-1] if drafts else None)
        if before is None:
            if room.full:
                raise Refusal(person, "publications-too-many", most=room.most)
            blank = Publication(
                0, PublicationKind.NEWS, PublicationStatus.DRAFT, person.id, Content(), version=0
            )
            draft = await context.publications.add(await context.take(person, blank, content, album))
        else:
            draft = await context.save(await context.take(person, before, content, album))
        return AlbumGrown(person, draft) if draft.gathering else await self._show(person, draft)

    async def look(self, person: Person, news_id: int) -> DraftShown:
        """Preview the person's own news. Raises Gone."""
        return await self._show(person, await self._own(person, news_id))

    async def sign(self, person: Person, news_id: int) -> DraftShown:
        """Toggle the author's name below the news. Raises Gone, DraftMoved, InvalidAnswer."""
        draft = await self._step(person, news_id, PublicationAct.CHANGE)
        signature = "" if draft.signature else (person.name or "")
        self._context.check(person, draft.content, signature)
        draft = await self._context.save(draft, signature=signature, version=draft.version + 1)
        return await self._shown(person, draft, fresh=False)

    async def send(self, person: Person, news_id: int, version: int) -> NewsProposed | DraftShown:
        """Send this version to those who decide; if the news have changed since, preview them first.

        Raises Gone, DraftMoved, Refusal.
        """
        context = self._context
        news = await self._step(person, news_id, PublicationAct.SEND)
        if news.version != version:
            return replace(
                await self._show(person, replace(news, status=PublicationStatus.DRAFT)), moved=True
            )
        room = await self.room(person)
        if room.full:
            raise Refusal(person, "publications-too-many", most=room.most)
        news = await context.save(news, gathering=False, cards=news.cards + 1)
        await context.remember(news, "news-proposed")
        stand_ins = () if await context.deciders() else tuple(await context.roles.administrators())
        return NewsProposed(person, await context.news_card(news), await context.places(), stand_ins)

    async def recall(self, person: Person, news_id: int) -> NewsRecalled:
        """Withdraw news to change them; older buttons do nothing any more.

        Raises Gone, DraftMoved.
        """
        news = await self._step(person, news_id, PublicationAct.RECALL)
        return await self._recalled(person, await self._context.save(news, version=news.version + 1))

    async def withdraw(self, person: Person, news_id: int) -> NewsRecalled:
        """Withdraw news for good. Raises Gone, DraftMoved."""
        news = await self._step(person, news_id, PublicationAct.CANCEL)
        return await self._recalled(person, await self._context.save(news, gathering=False))

    async def _recalled(self, person: Person, news: Publication) -> NewsRecalled:
        context = self._context
        await context.remember(news, "news-recalled")
        return NewsRecalled(
            person, await context.news_card(news), await context.places() if news.cards else ()
        )

    @due()
    async def gathered_due(self) -> tuple[DraftShown, ...]:
        """Show complete albums to their authors: no part has come for a while."""
        shown = []
        for draft in await self._context.gathered():
            author = await self._context.person(draft.author_id)
            if draft.is_news and author is not None:
                shown.append(await self._show(author, draft))
        return tuple(shown)

    async def _show(self, person: Person, news: Publication) -> DraftShown:
        shown = await self._shown(
            person, await self._context.save(news, shown=news.shown + 1, gathering=False)
        )
        return replace(shown, gathered=news.gathering)

    async def _shown(self, person: Person, news: Publication, *, fresh: bool = True) -> DraftShown:
        return DraftShown(person, news, await self._context.chats_of(self._context.terms.news), fresh)

    async def _own(self, person: Person, news_id: int) -> Publication:
        news = await self._context.find(person, news_id)
        if not news.is_news or news.author_id != person.id:
            raise Gone(person, "publications-missing")
        return news

    async def _step(self, person: Person, news_id: int, act: PublicationAct) -> Publication:
        """Return the person's own news in the status to which the act leads. Raises Gone, DraftMoved."""
        news = await self._own(person, news_id)
        status = BY_AUTHOR.get((news.status, act))
        if status is None:
            raise DraftMoved(person, await self._shown(person, news))
        return replace(news, status=status)
