"""The buttons of publications, and how news and posts read in lists and on cards."""

from collections.abc import Iterable
from typing import Literal

from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import InlineKeyboardButton

from domain.chats.entities import Chat
from domain.people import Person
from domain.publications.entities import Publication, PublicationStatus
from handlers.say import Recipient, Say
from handlers.ui import button, clip, link

REASONS = ("known", "advertising", "no-source", "off-topic")
PAYLOAD = "news_"
LONGEST_TITLE = 40  # characters of a first line, or of a chat's title


class NewsAction(CallbackData, prefix="news"):
    """An author's tap; to send, it carries the version that was shown."""

    verb: Literal["room", "look", "sign", "send", "recall", "withdraw"]
    id: int = 0
    version: int = 0


class DeskAction(CallbackData, prefix="newsdesk"):
    """A tap of somebody who decides on news, on a card that showed `version`; `value` is a ready reason."""

    verb: Literal["look", "publish", "edit", "decline", "reason"]
    id: int = 0
    version: int = 0
    value: str = ""


class PlanAction(CallbackData, prefix="plan"):
    """A tap of somebody who keeps the plan; `value` is a chat's number or a page."""

    verb: Literal[
        "week",
        "new",
        "poll",
        "open",
        "preview",
        "toggle",
        "repeat",
        "when",
        "now",
        "edit",
        "cancel",
        "cancel-sure",
    ]
    id: int = 0
    version: int = 0
    value: int = 0


class SendingAction(CallbackData, prefix="sending"):
    """A tap that lets out what was missed or refused; `occurrence` says when it was due."""

    verb: Literal["again"]
    id: int
    version: int
    occurrence: int


class Proposing(StatesGroup):
    """The next message is news."""

    content = State()


class Deciding(StatesGroup):
    """The next text belongs to news that wait for a decision."""

    text = State()
    reason = State()


class Composing(StatesGroup):
    """The next message is a post, a poll, or the moment at which a post comes out."""

    content = State()
    poll = State()
    when = State()


def about(publication: Publication) -> str:
    """How the keys of everything begin that is said of a publication."""
    return f"publication:{publication.id}"


def album_key(publication: Publication) -> str:
    """The key of the screen that counts the parts of an album."""
    return f"{about(publication)}:album:{publication.album}"


def card_key(news: Publication) -> str:
    """How the keys of the cards begin by which those who decide heard of news."""
    return f"{about(news)}:card:{news.cards}"


def payload_of(news: Publication) -> str:
    """The start payload that leads to the card of news."""
    return f"{PAYLOAD}{news.id}"


def news_of(payload: str) -> int | None:
    """The number of the news to whose card a start payload leads; None for any other payload."""
    number = payload.removeprefix(PAYLOAD)
    fits = number != payload and number.isascii() and number.isdigit() and len(number) < 16
    return int(number) if fits else None


def here(say: Say, person: Person) -> Recipient:
    """Where the person tapped: in private, or in the chat in which they work."""
    message = None if say.tapped is None else say.tapped.message
    if message is None or message.chat.id == person.id:
        return say.to(person)
    return say.to(Person(message.chat.id, person.language, 0))


def title_of(to: Recipient, publication: Publication, most: int = LONGEST_TITLE) -> str:
    """What lists call it: its first line, or what it is."""
    content = publication.content
    title = content.title or to.label("publication-wordless", count=len(content.media))
    return clip(title, most)


def chats_named(to: Recipient, chats: Iterable[Chat]) -> str:
    """The chats' titles in a row, plain; a word where there is none."""
    titles = [clip(chat.title, LONGEST_TITLE) for chat in chats]
    return ", ".join(titles[:8]) or to.label("publication-nowhere")


def link_buttons(to: Recipient, links: Iterable[str]) -> list[InlineKeyboardButton]:
    """The ways to where it can be read."""
    return [link(to.label("publication-read"), address) for address in list(links)[:3]]


def room_button(to: Recipient) -> InlineKeyboardButton:
    """The way to one's news, and to those that wait."""
    return button(to.label("publication-room"), NewsAction(verb="room"))


def plan_button(to: Recipient) -> InlineKeyboardButton:
    """The way to the plan."""
    return button(to.label("publication-plan"), PlanAction(verb="week"))


def is_open(publication: Publication) -> bool:
    """Whether something can still be done with it."""
    return publication.status in (
        PublicationStatus.DRAFT,
        PublicationStatus.WAITING,
        PublicationStatus.PLANNED,
        PublicationStatus.MISSED,
    )
