"""What the tests of publications have in common: books and chats in memory, and everybody's part."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from domain.chats.entities import Chat, ChatKind
from domain.people import Person
from domain.publications.content import Content
from domain.publications.context import PublicationContext
from domain.publications.entities import (
    Happening,
    Passage,
    Publication,
    PublicationKind,
    PublicationStatus,
    PublicationTerms,
    Sending,
    Week,
)
from domain.publications.gateways import SummaryWriter
from domain.publications.news_review import NewsReview
from domain.publications.post_plan import PostPlan
from domain.publications.proposals import Proposals
from domain.publications.publishing import Publishing
from domain.publications.summaries import Summaries
from domain.roles import Role
from tests.domain.fakes import Log, Offices, People, roles_over

ZONE = "Europe/Berlin"
AUTHOR = Person(1, "ru", 0, name="Анна Ильина", consented=True)
MODERATOR, OTHER = (Person(number, "ru", 0, name="М", consented=True) for number in (2, 3))
KIRA = Person(4, "ru", 0, name="Кира", consented=True)
PARTICIPANTS = Chat(1, -1001, "supergroup", "Участники", ChatKind.PARTICIPANTS)
CHANNEL = Chat(2, -1002, "channel", "Канал", ChatKind.CHANNEL)
CLOSED = Chat(3, -1003, "supergroup", "Модераторы", ChatKind.MODERATORS)


def at(text: str, zone: str = ZONE) -> int:
    """A moment by the clock of a zone, in microseconds UTC."""
    return int(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp()) * 1_000_000


@dataclass
class Press:
    """Implements the gateways of publications, and `Clock`."""

    moment: int = at("2027-03-01T12:00")
    kept: dict[int, Publication] = field(default_factory=dict)
    passages: dict[tuple[int, int, int], Sending] = field(default_factory=dict)
    marks: set[str] = field(default_factory=set)
    chats: list[Chat] = field(default_factory=lambda: [PARTICIPANTS, CHANNEL, CLOSED])
    happened: Week | None = None

    def now(self) -> int:
        return self.moment

    async def add(self, publication: Publication) -> Publication:
        kept = replace(publication, id=len(self.kept) + 1)
        self.kept[kept.id] = kept
        return kept

    async def save(self, publication: Publication) -> None:
        assert publication.id in self.kept
        self.kept[publication.id] = publication

    async def find(self, number: int) -> Any:
        """A publication; of a chat, see `Chats`."""
        return self.kept.get(number)

    def _are(self, holds: Callable[[Publication], bool]) -> list[Publication]:
        return [one for one in self.kept.values() if holds(one)]

    async def news_of(self, author_id: int) -> Sequence[Publication]:
        wanted = (PublicationStatus.DRAFT, PublicationStatus.WAITING)
        return self._are(lambda one: one.is_news and one.author_id == author_id and one.status in wanted)

    async def news_waiting(self) -> Sequence[Publication]:
        return self._are(lambda one: one.is_news and one.status is PublicationStatus.WAITING)

    async def posts_open(self) -> Sequence[Publication]:
        wanted = (PublicationStatus.DRAFT, PublicationStatus.WAITING, PublicationStatus.MISSED)
        return self._are(lambda one: not one.is_news and one.status in wanted)

    async def summaries_waiting(self) -> Sequence[Publication]:
        return self._are(
            lambda one: one.kind is PublicationKind.SUMMARY and one.status is PublicationStatus.WAITING
        )

    async def planned(self, until: int) -> Sequence[Publication]:
        return self._are(
            lambda one: one.status is PublicationStatus.PLANNED and one.at is not None and one.at < until
        )

    async def gathering(self, before: int) -> Sequence[Publication]:
        return self._are(lambda one: one.gathering and one.updated_at <= before)

    async def queue(self, sending: Sending) -> bool:
        which = (sending.publication_id, sending.occurrence, sending.chat)
        return self.passages.setdefault(which, sending) is sending

    async def put(self, sending: Sending) -> None:
        self.passages[sending.publication_id, sending.occurrence, sending.chat] = sending

    async def sendings(self, publication_id: int) -> Sequence[Sending]:
        return [one for (which, *_), one in sorted(self.passages.items()) if which == publication_id]

    async def sent_by(self, row: int) -> Sending | None:
        """Rows are numbered in the order in which they were queued."""
        rows = list(self.passages.values())
        return rows[row] if row < len(rows) else None

    async def dropped(self, now: int) -> Sequence[Sending]:
        return [one for one in self.passages.values() if one.passage is Passage.QUEUED and one.until <= now]

    async def came_out(self, since: int, until: int) -> Sequence[tuple[Publication, Sending]]:
        return [
            (self.kept[which], one)
            for (which, occurrence, _), one in sorted(self.passages.items())
            if since <= occurrence < until
        ]

    async def mark(self, name: str, _at: int) -> bool:
        fresh = name not in self.marks
        self.marks.add(name)
        return fresh

    async def marked(self, name: str) -> bool:
        return name in self.marks

    async def week(self, since: int, until: int, _coming_until: int) -> Week:
        return replace(self.happened or Week(0, 0), since=since, until=until)

    @property
    def last(self) -> Publication:
        return self.kept[max(self.kept)]


@dataclass
class Chats:
    """Implements what publications need of `ChatsGateway`."""

    press: Press

    async def find(self, number: int) -> Chat | None:
        return next((chat for chat in self.press.chats if chat.number == number), None)

    async def all(self) -> Sequence[Chat]:
        return self.press.chats


class Written(SummaryWriter):
    """A week without words."""

    def write(self, week: Week) -> Content:
        return Content(f"{week.people} {week.since} {week.until}")


class Room:
    """Everybody at work: an author, two moderators, one of marketing."""

    def __init__(self, terms: PublicationTerms | None = None, roles: Offices | None = None) -> None:
        self.press, self.log = Press(), Log()
        self.people = People({one.id: one for one in (AUTHOR, MODERATOR, OTHER, KIRA)})
        self.offices = roles or Offices(
            {
                (MODERATOR.id, Role.MODERATOR, ""): 0,
                (OTHER.id, Role.MODERATOR, ""): 0,
                (KIRA.id, Role.MARKETING, ""): 0,
            }
        )
        chats: Any = Chats(self.press)
        self.context = PublicationContext(
            self.press,
            self.press,
            chats,
            self.people,
            roles_over(self.offices, self.log),
            self.log,
            self.press,
            terms or PublicationTerms(time_zone=ZONE),
        )
        self.proposals = Proposals(self.context)
        self.news_review = NewsReview(self.context)
        self.plan = PostPlan(self.context)
        self.publishing = Publishing(self.context)
        self.summaries = Summaries(self.context, Written(), self.press)

    async def proposed(self, text: str = "Новость") -> Publication:
        """News that wait for a decision."""
        await self.proposals.offer(AUTHOR, Content(text), "")
        draft = self.press.last
        await self.proposals.send(AUTHOR, draft.id, draft.version)
        return self.press.last

    async def post(self, when: str, *, times: int = 0, text: str = "Пост") -> Publication:
        """A planned post, repeated the `times`-th way."""
        await self.plan.compose(KIRA, Content(text), "")
        post = self.press.last
        await self.plan.plan(KIRA, post.id, when)
        for _ in range(times):
            await self.plan.repeat(KIRA, post.id)
        return self.press.last


SOMETHING = Week(0, 0, people=2, coming=(Happening("Вебинар", 5),))
