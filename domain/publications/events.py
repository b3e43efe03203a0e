"""What happens with publications, and why something can't."""

from __future__ import annotations

from dataclasses import dataclass

from domain.chats.entities import CardPlace, Chat
from domain.events import Event
from domain.people import Person
from domain.publications.entities import Day, Publication, PublicationStatus
from domain.refusal import Refusal

# News


@dataclass(frozen=True, slots=True)
class Newsroom:
    """What somebody can do with news: their own that are open, and for those who decide what waits for a decision."""

    person: Person
    own: tuple[Publication, ...]
    waiting: tuple[Publication, ...]
    most: int

    @property
    def full(self) -> bool:
        """Whether as many of theirs wait as may."""
        return sum(one.status is PublicationStatus.WAITING for one in self.own) >= self.most


@dataclass(frozen=True, slots=True)
class AlbumGrown(Event):
    """A part of an album came; more may."""

    person: Person
    publication: Publication


@dataclass(frozen=True, slots=True)
class DraftShown(Event):
    """News as their author sees them, just as they would be published: anew where `fresh`, else in place of how they
    were shown before. `moved`: because they are no longer what the author's button said; `gathered`: because their
    album is whole."""

    person: Person
    news: Publication
    chats: tuple[Chat, ...]
    fresh: bool = True
    moved: bool = False
    gathered: bool = False


@dataclass(frozen=True, slots=True)
class NewsCard:
    """News as those see them who decide: `chats` are where they go or went, `links` where they can be read."""

    news: Publication
    author: Person | None
    decider: Person | None
    chats: tuple[Chat, ...]
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NewsShown(Event):
    """Somebody who decides looks at news."""

    person: Person
    card: NewsCard


@dataclass(frozen=True, slots=True)
class NewsProposed(Event):
    """News wait for a decision; where nobody can decide, `stand_ins` hear of it."""

    author: Person
    card: NewsCard
    places: tuple[CardPlace, ...]
    stand_ins: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class NewsRecalled(Event):
    """An author took news back, to change them or for good."""

    author: Person
    card: NewsCard
    places: tuple[CardPlace, ...]


@dataclass(frozen=True, slots=True)
class NewsRevised(Event):
    """Somebody who decides gave news another text; they are to be looked at anew."""

    actor: Person
    card: NewsCard
    places: tuple[CardPlace, ...]


@dataclass(frozen=True, slots=True)
class NewsApproved(Event):
    """News are on their way into the chats."""

    actor: Person
    card: NewsCard
    places: tuple[CardPlace, ...]


@dataclass(frozen=True, slots=True)
class NewsDeclined(Event):
    """News will not be published; their reason says why."""

    actor: Person
    card: NewsCard
    places: tuple[CardPlace, ...]


@dataclass(frozen=True, slots=True)
class NewsPublished(Event):
    """News have come out in a chat; `first`: in the first of several."""

    card: NewsCard
    places: tuple[CardPlace, ...]
    first: bool


# Posts


@dataclass(frozen=True, slots=True)
class Plan:
    """A week of the plan, `page` weeks from now; `open` are drafts, and summaries that wait for a word."""

    person: Person
    page: int
    days: tuple[Day, ...]
    open: tuple[Publication, ...]


@dataclass(frozen=True, slots=True)
class PostCard(Event):
    """A post as marketing sees it; `chats` are all into which it can go. `fresh`: its content is new to them;
    `gathered`: because its album is whole."""

    person: Person
    post: Publication
    chats: tuple[Chat, ...]
    links: tuple[str, ...] = ()
    fresh: bool = False
    gathered: bool = False


@dataclass(frozen=True, slots=True)
class SummaryDrafted(Event):
    """The week was summed up; nothing of it goes out before one of marketing has said so."""

    card: PostCard


@dataclass(frozen=True, slots=True)
class DayEmpty(Event):
    """Nothing is planned for a working day, which begins at `day` (microseconds UTC)."""

    person: Person
    day: int


# On the way into the chats


@dataclass(frozen=True, slots=True)
class Delivery:
    """One chat that gets a publication: under this key, and not later than `until` (microseconds UTC)."""

    chat: Chat
    key: str
    until: int


@dataclass(frozen=True, slots=True)
class Posting(Event):
    """A publication goes out now."""

    publication: Publication
    deliveries: tuple[Delivery, ...]


@dataclass(frozen=True, slots=True)
class PostRefused(Event):
    """A publication could not get into a chat (None for one that is gone), at this try; `error` is what the messenger
    says."""

    publication: Publication
    occurrence: int
    tries: int
    chat: Chat | None
    error: str
    places: tuple[CardPlace, ...]


@dataclass(frozen=True, slots=True)
class PostMissed(Event):
    """A publication was due at `occurrence` (microseconds UTC) and it is too late to send it unasked."""

    publication: Publication
    occurrence: int
    places: tuple[CardPlace, ...]


@dataclass(frozen=True, slots=True)
class SentAgain(Event):
    """What was missed or refused goes out after all."""

    person: Person
    publication: Publication


# Refusals


class DraftMoved(Refusal):
    """The news were sent, decided or given up meanwhile; `draft` is how they stand."""

    def __init__(self, person: Person, draft: DraftShown) -> None:
        super().__init__(person)
        self.draft = draft


class NewsMoved(Refusal):
    """The news were changed or decided meanwhile; `card` is how they stand."""

    def __init__(self, person: Person, card: NewsCard) -> None:
        super().__init__(person)
        self.card = card


class PostMoved(Refusal):
    """The post was changed or went out meanwhile; `card` is how it stands."""

    def __init__(self, person: Person, card: PostCard) -> None:
        super().__init__(person)
        self.card = card
