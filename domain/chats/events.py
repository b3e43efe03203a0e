"""What happens with chats, and why something can't."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.chats.entities import Chat
from domain.events import Event
from domain.groups.model import Group
from domain.people import Person


@dataclass(frozen=True, slots=True)
class ChatFound(Event):
    """The bot was added to a chat that nobody connected yet; `person` is the administrator who did it, if one did."""

    chat: Chat
    person: Person | None


@dataclass(frozen=True, slots=True)
class ChatShown:
    """A chat as an administrator looks at it; `groups` are the open working groups.

    `lively`: how many messages there were in the last day and in the last week.
    """

    person: Person
    chat: Chat
    groups: Sequence[Group]
    lively: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class ChatConnected(Event):
    """A chat is one of the association's from now on; `person` connected it."""

    person: Person
    chat: Chat
    groups: Sequence[Group]


@dataclass(frozen=True, slots=True)
class ChatLeft(Event):
    """An administrator disconnected a chat, which the bot leaves."""

    person: Person
    chat: Chat


@dataclass(frozen=True, slots=True)
class ChatLost(Event):
    """The bot was removed from a connected chat."""

    chat: Chat
    administrators: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class RightsChanged(Event):
    """The bot's rights in a connected chat changed at `at` (microseconds UTC)."""

    chat: Chat
    administrators: tuple[Person, ...]
    at: int


@dataclass(frozen=True, slots=True)
class ChatMoved(Event):
    """A group migrated to a supergroup; everything about it continues there.

    `early` is the number that the supergroup had as a new chat, if Telegram reported it first.
    """

    chat: Chat
    administrators: tuple[Person, ...]
    early: int | None = None
