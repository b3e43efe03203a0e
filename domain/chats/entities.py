"""A chat as the association knows it, and what Telegram tells of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

GROUP, SUPERGROUP, CHANNEL = "group", "supergroup", "channel"  # Telegram's types of chats
ANONYMOUS_ADMINISTRATOR = 1087968824  # stands for every administrator who hides behind the group
CHANNEL_AUTHOR = 136817688  # stands for every channel that writes in a group
TELEGRAM = 777000  # brings the linked channel's posts into its group
NOBODY = frozenset({ANONYMOUS_ADMINISTRATOR, CHANNEL_AUTHOR, TELEGRAM})  # accounts that are no people


class ChatKind(StrEnum):
    """What a chat is to the association."""

    PARTICIPANTS = "participants"
    GROUP = "group"  # of a working group
    MODERATORS = "moderators"
    CHANNEL = "channel"


_KEEPS_ORDER = ("can_invite_users", "can_restrict_members", "can_delete_messages")
# What the bot must be allowed to in a chat of each kind, in the order in which it is asked for.
NEEDED: Mapping[ChatKind, tuple[str, ...]] = {
    ChatKind.PARTICIPANTS: _KEEPS_ORDER,
    ChatKind.GROUP: _KEEPS_ORDER,
    ChatKind.MODERATORS: (),
    ChatKind.CHANNEL: ("can_post_messages",),
}


@dataclass(frozen=True, slots=True)
class Chat:
    """A chat in which the bot is or was.

    `number` is ours and stays; Telegram's `id` changes when a group becomes a supergroup. `kind` is None until an
    administrator connects the chat; `scope` is a working group's id. `link` lets people ask to join; it is empty
    until Telegram has made it.
    """

    number: int
    id: int
    type: str
    title: str
    kind: ChatKind | None = None
    scope: str = ""
    language: str = ""
    rights: frozenset[str] = frozenset()
    inside: bool = True
    link: str = ""

    @property
    def lacking(self) -> tuple[str, ...]:
        """What the bot is not allowed to but needs for the chat's kind; `supergroup` where it has to become one."""
        if self.kind is None:
            return ()
        missing = tuple(right for right in NEEDED[self.kind] if right not in self.rights)
        becomes = ("supergroup",) if NEEDED[self.kind] and self.type == GROUP else ()
        return missing + becomes

    @property
    def moderated(self) -> bool:
        """Whether the rules of communication hold here."""
        return self.kind in (ChatKind.PARTICIPANTS, ChatKind.GROUP)


@dataclass(frozen=True, slots=True)
class CardPlace:
    """Where cards for moderators are put: a chat, or a person's own; in which language."""

    id: int
    language: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What Telegram tells of the bot's own standing in a chat; `rights` are an administrator's."""

    id: int
    type: str
    title: str
    inside: bool
    rights: frozenset[str]


@dataclass(frozen=True, slots=True)
class SeenPerson:
    """What Telegram tells of somebody's standing in a chat before and after a change at `at` (microseconds UTC).

    `by` is who changed it; `until` (microseconds UTC) is when a ban or restriction ends, None for never.
    """

    chat_id: int
    person_id: int
    name: str
    is_bot: bool
    by: int
    was: str
    status: str
    was_inside: bool
    inside: bool
    rights: frozenset[str]
    at: int
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Inside:
    """Somebody who is in a chat since `since` (microseconds UTC), as far as the bot saw; `rights` of an administrator."""

    chat_number: int
    person_id: int
    status: str
    rights: frozenset[str]
    since: int

    @property
    def leads(self) -> bool:
        """Whether Telegram lets them act on others there."""
        return self.status in ("creator", "administrator")
