"""Events of publications, and refusals that show one again."""

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
    """A person's open news, and for deciders the news waiting for a decision."""

    person: Person
    own: tuple[Publication, ...]
    waiting: tuple[Publication, ...]
    most: int

    @property
    def full(self) -> bool:
        """Whether the person has as many news waiting as allowed."""
        return sum(one.status is PublicationStatus.WAITING for one in self.own) >= self.most


@dataclass(frozen=True, slots=True)
class AlbumGrown(Event):
    """A part of an album came; more may follow."""

    person: Person
    publication: Publication


@dataclass(frozen=True, slots=True)
class DraftShown(Event):
    """News as their author sees them, exactly as they would be published; `fresh`: in a new message.

    `moved`: because they have changed since the author's button was shown; `gathered`: because their album is
    complete.
    """

    person: Person
    news: Publication
    chats: tuple[Chat, ...]
    fresh: bool = True
    moved: bool = False
    gathered: bool = False


@dataclass(frozen=True, slots=True)
class NewsCard:
    """News as deciders see them; `chats` are where they go or went, `links` where they can be read."""

    news: Publication
    author: Person | None
    decider: Person | None
    chats: tuple[Chat, ...]
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NewsShown(Event):
    """A decider looks at news."""

    person: Person
    card: NewsCard


@dataclass(frozen=True, slots=True)
class NewsProposed(Event):
    """News wait for a decision; `stand_ins` are told if nobody can decide."""

    author: Person
    card: NewsCard
    places: tuple[CardPlace, ...]
    stand_ins: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class NewsRecalled(Event):
    """An author withdrew news, to change them or for good."""

    author: Person
    card: NewsCard
    places: tuple[CardPlace, ...]


@dataclass(frozen=True, slots=True)
class NewsRevised(Event):
    """A decider gave news another text; they have to be looked at again."""

    actor: Person
    card: NewsCard
    places: tuple[CardPlace, ...]


@dataclass(frozen=True, slots=True)
class NewsApproved(Event):
    """News are on their way to the chats."""

    actor: Person
    card: NewsCard
    places: tuple[CardPlace, ...]


@dataclass(frozen=True, slots=True)
class NewsDeclined(Event):
    """News will not be published, for the reason that they carry."""

    actor: Person
    card: NewsCard
    places: tuple[CardPlace, ...]


@dataclass(frozen=True, slots=True)
class NewsPublished(Event):
    """News came out in a chat; `first`: the first of several."""

    card: NewsCard
    places: tuple[CardPlace, ...]
    first: bool


# Posts


@dataclass(frozen=True, slots=True)
class Plan:
    """A week of the plan, `page` weeks from now; `open` are drafts, and summaries waiting for approval."""

    person: Person
    page: int
    days: tuple[Day, ...]
    open: tuple[Publication, ...]


@dataclass(frozen=True, slots=True)
class PostCard(Event):
    """A post as marketing sees it; `chats` are all that it can go to. `fresh`: with a preview; `gathered`:
    because its album is complete.
    """

    person: Person
    post: Publication
    chats: tuple[Chat, ...]
    links: tuple[str, ...] = ()
    fresh: bool = False
    gathered: bool = False


@dataclass(frozen=True, slots=True)
class SummaryDrafted(Event):
    """The weekly summary was drafted; it goes out only once marketing approves it."""

    card: PostCard


@dataclass(frozen=True, slots=True)
class DayEmpty(Event):
    """Nothing is planned for a working day, which begins at `day` (microseconds UTC)."""

    person: Person
    day: int


# On the way into the chats


@dataclass(frozen=True, slots=True)
class Delivery:
    """A chat that gets a publication, under this key and no later than `until` (microseconds UTC)."""

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
    """A publication did not get into a chat (None if it no longer exists) at this try; `error` is the
    messenger's answer.
    """

    publication: Publication
    occurrence: int
    tries: int
    chat: Chat | None
    error: str
    places: tuple[CardPlace, ...]


@dataclass(frozen=True, slots=True)
class PostMissed(Event):
    """A publication was due at `occurrence` (microseconds UTC), and it is too late to send it automatically."""

    publication: Publication
    occurrence: int
    places: tuple[CardPlace, ...]


@dataclass(frozen=True, slots=True)
class SentAgain(Event):
    """A missed or refused publication is sent again."""

    person: Person
    publication: Publication


# Refusals


class DraftMoved(Refusal):
    """The news were sent, decided on or withdrawn meanwhile; `draft` is how they are now."""

    def __init__(self, person: Person, draft: DraftShown) -> None:
        super().__init__(person)
        self.draft = draft


class NewsMoved(Refusal):
    """The news were changed or decided on meanwhile; `card` is how they are now."""

    def __init__(self, person: Person, card: NewsCard) -> None:
        super().__init__(person)
        self.card = card


class PostMoved(Refusal):
    """The post was changed or published meanwhile; `card` is how it is now."""

    def __init__(self, person: Person, card: PostCard) -> None:
        super().__init__(person)
        self.card = card
