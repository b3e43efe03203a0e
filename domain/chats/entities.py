"""The association's chats, and what Telegram reports about them."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

GROUP, SUPERGROUP, CHANNEL = "group", "supergroup", "channel"  # Telegram's types of chats
ANONYMOUS_ADMINISTRATOR = 1087968824  # the account of all anonymous administrators
CHANNEL_AUTHOR = 136817688  # the account of all channels that write in groups
TELEGRAM = 777000  # forwards the linked channel's posts to its group
NOBODY = frozenset({ANONYMOUS_ADMINISTRATOR, CHANNEL_AUTHOR, TELEGRAM})  # accounts that are not people


class ChatKind(StrEnum):
    """What the association uses a chat for."""

    PARTICIPANTS = "participants"
    GROUP = "group"  # of a working group
    MODERATORS = "moderators"
    CHANNEL = "channel"


_KEEPS_ORDER = ("can_invite_users", "can_restrict_members", "can_delete_messages")
# The rights that the bot needs in each kind of chat, in the order in which they are listed.
NEEDED: Mapping[ChatKind, tuple[str, ...]] = {
    ChatKind.PARTICIPANTS: _KEEPS_ORDER,
    ChatKind.GROUP: _KEEPS_ORDER,
    ChatKind.MODERATORS: (),
    ChatKind.CHANNEL: ("can_post_messages",),
}
# All that a chat may lack.
RIGHTS = (*dict.fromkeys(right for rights in NEEDED.values() for right in rights), "supergroup")


@dataclass(frozen=True, slots=True)
class Chat:
    """A chat that the bot is or was in.

    `number` is ours and stays; Telegram's `id` changes when a group becomes a supergroup. `kind` is None until an
    administrator connects the chat; `scope` is a working group's id. `link` lets people ask to join; it is empty until
    Telegram has created it.
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
        """The rights that the bot lacks for the chat's kind, and `supergroup` if it has to become one."""
        if self.kind is None:
            return ()
        missing = tuple(right for right in NEEDED[self.kind] if right not in self.rights)
        becomes = ("supergroup",) if NEEDED[self.kind] and self.type == GROUP else ()
        return missing + becomes

    @property
    def moderated(self) -> bool:
        """Whether the rules of communication apply here."""
        return self.kind in (ChatKind.PARTICIPANTS, ChatKind.GROUP)


@dataclass(frozen=True, slots=True)
class CardPlace:
    """Where moderators get cards: a chat, or a person's own; and in which language."""

    id: int
    language: str


@dataclass(frozen=True, slots=True)
class Seen:
    """The bot's own status in a chat, as Telegram reports it; `rights` are those of an administrator."""

    id: int
    type: str
    title: str
    inside: bool
    rights: frozenset[str]


@dataclass(frozen=True, slots=True)
class SeenPerson:
    """A person's status in a chat before and after a change at `at` (microseconds UTC).

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
    """A person in a chat since `since` (microseconds UTC), as far as the bot saw; `rights` of an administrator."""

    chat_number: int
    person_id: int
    status: str
    rights: frozenset[str]
    since: int

    @property
    def leads(self) -> bool:
        """Whether they administer the chat."""
        return self.status in ("creator", "administrator")

    @property
    def may_restrict(self) -> bool:
        """Whether they may restrict others."""
        return self.status == "creator" or "can_restrict_members" in self.rights
