"""Review proposed news: look, change the text, publish exactly what was seen, or decline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from domain.people import Person
from domain.publications.content import Entity
from domain.publications.context import DECIDE, PublicationContext
from domain.publications.entities import BY_DECIDER, Publication, PublicationAct, PublicationStatus
from domain.publications.events import (
    NewsApproved,
    NewsDeclined,
    NewsMoved,
    NewsRevised,
    NewsShown,
    Posting,
    PostRefused,
)
from domain.refusal import Gone, InvalidAnswer
from domain.use_case import use_case

REASON_LENGTH = 500


@use_case
class NewsReview:
    """Decide on news; each act is about the version that was seen, and the first to decide wins."""

    _context: PublicationContext

    async def look(self, actor: Person, news_id: int) -> NewsShown:
        """Return news as they would be published. Raises NotAllowed, Gone."""
        return NewsShown(actor, await self._context.news_card(await self._find(actor, news_id)))

    async def may_change(self, actor: Person, news_id: int, version: int, act: PublicationAct) -> Publication:
        """Return the news in the status to which the act leads. Raises NotAllowed, Gone, NewsMoved."""
        news = await self._find(actor, news_id)
        status = BY_DECIDER.get((news.status, act))
        if status is None or news.version != version:
            raise NewsMoved(actor, await self._context.news_card(news))
        return replace(news, status=status)

    async def revise(
        self,
        actor: Person,
        news_id: int,
        version: int,
        text: str,
        entities: Sequence[Entity],
        preview: Entity | None,
    ) -> NewsRevised:
        """Give news another text; those who saw the old one have to look again.

        Raises NotAllowed, Gone, NewsMoved, InvalidAnswer.
        """
        context = self._context
        news = await self.may_change(actor, news_id, version, PublicationAct.CHANGE)
        content = news.content.reworded(text, tuple(entities), preview)
        context.check(actor, content, news.signature)
        news = await context.save(news, content=content, version=news.version + 1)
        await context.note(actor, "news-revised", news, version=news.version)
        return NewsRevised(actor, await context.news_card(news), await context.places())

    async def publish(
        self, actor: Person, news_id: int, version: int
    ) -> tuple[NewsApproved | Posting | PostRefused, ...]:
        """Publish this version now.

        Raises NotAllowed, Gone, NewsMoved, InvalidAnswer.
        """
        context, now = self._context, self._context.clock.now()
        news = await self.may_change(actor, news_id, version, PublicationAct.PUBLISH)
        chats = tuple(chat.number for chat in await context.chats_of(context.terms.news))
        if not chats:
            raise InvalidAnswer(actor, "publications-no-chat")
        news = await context.save(news, chats=chats, at=now, first_at=now, decided_by=actor.id)
        await context.note(actor, "news-published", news, version=version)
        await context.remember(news, "news-published")
        posting = await context.queue(news, now)
        return (NewsApproved(actor, await context.news_card(news), await context.places()), *posting)

    async def decline(self, actor: Person, news_id: int, version: int, reason: str) -> NewsDeclined:
        """Decline this version, with a reason. Raises NotAllowed, Gone, NewsMoved."""
        context = self._context
        news = await self.may_change(actor, news_id, version, PublicationAct.DECLINE)
        news = await context.save(news, reason=reason.strip()[:REASON_LENGTH], decided_by=actor.id)
        await context.note(actor, "news-declined", news)
        await context.remember(news, "news-declined")
        return NewsDeclined(actor, await context.news_card(news), await context.places())

    async def _find(self, actor: Person, news_id: int) -> Publication:
        """Find news that were ever sent in; only the author sees a draft."""
        await self._context.roles.require(actor, *DECIDE)
        news = await self._context.find(actor, news_id)
        if not news.is_news or (news.status is PublicationStatus.DRAFT and not news.cards):
            raise Gone(actor, "publications-missing")
        return news
