"""Plan marketing's posts: where, when, once or repeatedly."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.answers import Wrong
from domain.due import due
from domain.moments import read_moment
from domain.people import Person
from domain.publications.content import Content
from domain.publications.context import EDIT, PublicationContext
from domain.publications.entities import (
    BY_EDITOR,
    Day,
    Entry,
    Passage,
    Publication,
    PublicationAct,
    PublicationKind,
    PublicationStatus,
)
from domain.publications.events import (
    AlbumGrown,
    DayEmpty,
    Plan,
    PostCard,
    Posting,
    PostMoved,
    PostRefused,
)
from domain.publications.recurring import Course, Repeat
from domain.refusal import Gone, InvalidAnswer
from domain.time import local, microseconds
from domain.use_case import use_case

WEEK = 7  # days on a page
PAGES = 26  # weeks that can be turned to, back and forth


@use_case
class PostPlan:
    """Keep the plan of posts."""

    _context: PublicationContext

    async def week(self, actor: Person, page: int = 0) -> Plan:
        """Return seven days from today, `page` weeks on, with their publications. Raises NotAllowed."""
        context = self._context
        await context.roles.require(actor, *EDIT)
        page = min(max(page, -PAGES), PAGES)
        first = self._today() + timedelta(weeks=page)
        dates = [first + timedelta(days=number) for number in range(WEEK + 1)]
        bounds = [self._midnight(each) for each in dates]
        entries = await self._entries(bounds[0], bounds[-1])
        days = tuple(
            Day(
                each,
                begins,
                each.isoweekday() in context.terms.working_days,
                tuple(entry for entry in entries if begins <= entry.at < ends),
            )
            for each, begins, ends in zip(dates, bounds, bounds[1:], strict=False)
        )
        return Plan(actor, page, days, tuple(await context.publications.posts_open()))

    async def _entries(self, since: int, until: int) -> list[Entry]:
        """Return what comes out, or came out, from `since` to before `until`."""
        context = self._context
        came: dict[tuple[int, int], Entry] = {}
        for publication, sending in await context.sendings.came_out(since, until):
            which = (publication.id, sending.occurrence)
            if which not in came or sending.passage is Passage.SENT:  # in some chat at least
                came[which] = Entry(sending.occurrence, publication, sending.passage)
        entries = list(came.values())
        for publication in await context.publications.planned(until):
            course, at = publication.course(context.terms.time_zone), publication.at
            if course is not None and at is not None:
                entries += [Entry(each, publication) for each in course.between(max(at, since), until)]
        return sorted(entries, key=lambda entry: (entry.at, entry.publication.id))

    async def compose(
        self, actor: Person, content: Content, album: str, post_id: int = 0
    ) -> PostCard | AlbumGrown:
        """Begin a post with this content, or give it to an existing one, as one more part of its album or in
        place of the old.

        Raises NotAllowed, Gone, PostMoved, InvalidAnswer.
        """
        context = self._context
        await context.roles.require(actor, *EDIT)
        if post_id:
            before = await self._step(actor, post_id, PublicationAct.CHANGE)
            post = await context.save(await context.take(actor, before, content, album))
        else:
            chats = tuple(chat.number for chat in await context.chats_of(context.terms.posts))
            blank = Publication(
                0, PublicationKind.POST, PublicationStatus.DRAFT, actor.id, Content(), chats=chats, version=0
            )
            post = await context.publications.add(await context.take(actor, blank, content, album))
        await context.note(actor, "post-changed" if post_id else "post-begun", post)
        return AlbumGrown(actor, post) if post.gathering else await context.post_card(actor, post, fresh=True)

    async def may_change(self, actor: Person, post_id: int) -> Publication:
        """Return a post whose content can be changed. Raises NotAllowed, Gone, PostMoved."""
        return await self._step(actor, post_id, PublicationAct.CHANGE)

    async def look(self, actor: Person, post_id: int, *, fresh: bool = False) -> PostCard:
        """Return a post's card; `fresh`: with a preview. Raises NotAllowed, Gone."""
        post = await self._find(actor, post_id)
        gathered = post.gathering
        if gathered:
            post = await self._context.save(post, gathering=False)
        return replace(await self._context.post_card(actor, post, fresh=fresh), gathered=gathered)

    async def toggle(self, actor: Person, post_id: int, chat: int) -> PostCard:
        """Add or remove a chat of a post. Raises NotAllowed, Gone, PostMoved."""
        context = self._context
        post = await self._step(actor, post_id, PublicationAct.CHANGE)
        known = {one.number for one in await context.public_chats()}
        wanted = set(post.chats) ^ {chat}
        chats = tuple(number for number in sorted(wanted) if number in known)
        if chats != post.chats:
            post = await context.save(post, chats=chats, version=post.version + 1)
            await context.note(actor, "post-changed", post)
        return await context.post_card(actor, post)

    async def repeat(self, actor: Person, post_id: int) -> PostCard:
        """Switch to the next kind of repetition. Raises NotAllowed, Gone, PostMoved."""
        context, ways = self._context, list(Repeat)
        post = await self._step(actor, post_id, PublicationAct.CHANGE)
        repeat = ways[(ways.index(post.repeat) + 1) % len(ways)]
        post = await context.save(post, repeat=repeat, first_at=post.at, version=post.version + 1)
        await context.note(actor, "post-changed", post)
        return await context.post_card(actor, post)

    async def plan(self, actor: Person, post_id: int, text: str) -> PostCard:
        """Schedule a post for the moment that `text` names, in the association's time zone; repetitions
        follow from there.

        Raises NotAllowed, Gone, PostMoved, InvalidAnswer, Wrong.
        """
        context, now = self._context, self._context.clock.now()
        post = await self._step(actor, post_id, PublicationAct.PLAN)
        if not await context.goes_to(post):
            raise InvalidAnswer(actor, "publications-no-chat")
        at = microseconds(read_moment(text, local(now, context.terms.time_zone)))
        if at <= now:
            raise Wrong("moment-past")
        post = await context.save(post, at=at, first_at=at, gathering=False, version=post.version + 1)
        await context.note(actor, "post-planned", post, at=at)
        return await context.post_card(actor, post)

    async def publish(
        self, actor: Person, post_id: int, version: int
    ) -> tuple[PostCard | Posting | PostRefused, ...]:
        """Publish this version of a post now; its repetitions go on.

        Raises NotAllowed, Gone, PostMoved, InvalidAnswer.
        """
        context, now = self._context, self._context.clock.now()
        post = await self._step(actor, post_id, PublicationAct.PUBLISH, version)
        if not await context.goes_to(post):
            raise InvalidAnswer(actor, "publications-no-chat")
        course = post.course(context.terms.time_zone)
        if post.repeat is Repeat.NEVER:
            post = replace(post, at=now, first_at=now)
        elif course is None:
            first = Course(now, post.repeat, context.terms.time_zone)
            post = replace(post, status=PublicationStatus.PLANNED, at=first.next(now), first_at=now)
        else:
            post = replace(post, status=PublicationStatus.PLANNED, at=course.next(now))
        post = await context.save(post, gathering=False, decided_by=actor.id, version=post.version + 1)
        await context.note(actor, "post-published", post)
        posting = await context.queue(post, now)
        return (await context.post_card(actor, post), *posting)

    async def cancel(self, actor: Person, post_id: int) -> PostCard:
        """Cancel a post. Raises NotAllowed, Gone, PostMoved."""
        context = self._context
        post = await self._step(actor, post_id, PublicationAct.CANCEL)
        post = await context.save(post, gathering=False, decided_by=actor.id)
        await context.note(actor, "post-cancelled", post)
        return await context.post_card(actor, post)

    # What the clock asks

    @due()
    async def gathered_due(self) -> tuple[PostCard, ...]:
        """Show complete albums to those who sent them: no part has come for a while."""
        context, shown = self._context, []
        for post in await context.gathered():
            author = await context.person(post.author_id)
            if not post.is_news:
                post = await context.save(post, gathering=False)  # noqa: PLW2901 -- as it stands now
                if author is not None:
                    card = await context.post_card(author, post, fresh=True)
                    shown.append(replace(card, gathered=True))
        return tuple(shown)

    @due()
    async def empty_day(self) -> tuple[DayEmpty, ...]:
        """Remind editors on the eve of a working day without a publication, once for each day."""
        context, now = self._context, self._context.clock.now()
        if local(now, context.terms.time_zone).hour < context.terms.remind_hour:
            return ()
        tomorrow = self._today() + timedelta(days=1)
        name = f"empty:{tomorrow}"
        if tomorrow.isoweekday() not in context.terms.working_days or await context.publications.marked(name):
            return ()
        since, until = (self._midnight(day) for day in (tomorrow, tomorrow + timedelta(days=1)))
        if await self._entries(since, until):
            return ()
        await context.publications.mark(name, now)
        return tuple(DayEmpty(person, since) for person in await context.editors())

    def _today(self) -> date:
        return local(self._context.clock.now(), self._context.terms.time_zone).date()

    def _midnight(self, day: date) -> int:
        return microseconds(datetime.combine(day, time(), ZoneInfo(self._context.terms.time_zone)))

    async def _find(self, actor: Person, post_id: int) -> Publication:
        await self._context.roles.require(actor, *EDIT)
        post = await self._context.find(actor, post_id)
        if post.is_news:
            raise Gone(actor, "publications-missing")
        return post

    async def _step(
        self, actor: Person, post_id: int, act: PublicationAct, version: int | None = None
    ) -> Publication:
        """Return the post in the status to which the act leads, if it is still in this version.

        Raises NotAllowed, Gone, PostMoved.
        """
        post = await self._find(actor, post_id)
        status = BY_EDITOR.get((post.status, act))
        if status is None or version not in (None, post.version):
            raise PostMoved(actor, await self._context.post_card(actor, post))
        return replace(post, status=status)
