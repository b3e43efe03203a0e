"""Buttons of publications, and titles of news and posts in lists and on cards."""

from collections.abc import Iterable
from typing import Annotated, Literal

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton

from domain.chats.entities import Chat
from domain.people import Person
from domain.publications.context import DECIDE, EDIT
from domain.publications.entities import Publication, PublicationStatus
from handlers.say import Recipient, Say
from handlers.ui import Staff, button, clip, link

REASONS = ("known", "advertising", "no-source", "off-topic")
PAYLOAD = "news_"
LONGEST_TITLE = 40  # characters of a first line, or of a chat's title


class NewsAction(CallbackData, prefix="news"):
    """An author's tap; to send, it carries the version that was shown."""

    verb: Literal["room", "look", "sign", "send", "recall", "withdraw"]
    id: int = 0
    version: int = 0


class DeskAction(CallbackData, prefix="newsdesk"):
    """A moderator's tap on a card that showed `version`; `value` is a ready reason."""

    verb: Annotated[Literal["look", "publish", "edit", "decline", "reason"], Staff(*DECIDE)]
    id: int = 0
    version: int = 0
    value: str = ""


class PlanAction(CallbackData, prefix="plan"):
    """An editor's tap on the plan; `value` is a chat's number or a page."""

    verb: Annotated[
        Literal[
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
        ],
        Staff(*EDIT),
    ]
    id: int = 0
    version: int = 0
    value: int = 0


class SendingAction(CallbackData, prefix="sending"):
    """A tap that sends a missed or refused post; `occurrence` is when it was due."""

    verb: Annotated[Literal["again"], Staff(*DECIDE)]
    id: int
    version: int
    occurrence: int


def about(publication: Publication) -> str:
    """The beginning of the keys of all messages about a publication."""
    return f"publication:{publication.id}"


def album_key(publication: Publication) -> str:
    """The key of the screen that counts the parts of an album."""
    return f"{about(publication)}:album:{publication.album}"


def card_key(news: Publication) -> str:
    """The beginning of the keys of the cards that ask for a decision on news."""
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
    """Speak where the person tapped: in private, or in the moderators' chat."""
    message = None if say.tapped is None else say.tapped.message
    if message is None or message.chat.id == person.id:
        return say.to(person)
    return say.to(Person(message.chat.id, person.language, 0))


def title_of(to: Recipient, publication: Publication, most: int = LONGEST_TITLE) -> str:
    """A publication's title in lists: its first line, or what kind of content it is."""
    content = publication.content
    title = content.title or to.label("publication-wordless", count=len(content.media))
    return clip(title, most)


def chats_named(to: Recipient, chats: Iterable[Chat]) -> str:
    """The chats' titles in a row, or a word if there are none."""
    titles = [clip(chat.title, LONGEST_TITLE) for chat in chats]
    return ", ".join(titles[:8]) or to.label("publication-nowhere")


def link_buttons(to: Recipient, links: Iterable[str]) -> list[InlineKeyboardButton]:
    """The buttons that lead to where it can be read."""
    return [link(to.label("publication-read"), address) for address in list(links)[:3]]


def room_button(to: Recipient) -> InlineKeyboardButton:
    """The button that leads to the person's news and those waiting for a decision."""
    return button(to.label("publication-room"), NewsAction(verb="room"))


def plan_button(to: Recipient) -> InlineKeyboardButton:
    """The button that leads to the plan."""
    return button(to.label("publication-plan"), PlanAction(verb="week"))


def is_open(publication: Publication) -> bool:
    """Whether a publication can still be changed."""
    return publication.status in (
        PublicationStatus.DRAFT,
        PublicationStatus.WAITING,
        PublicationStatus.PLANNED,
        PublicationStatus.MISSED,
    )
