"""Chats of every kind, their members and the members' rights."""

import secrets
from dataclasses import dataclass, field
from typing import Self

from aiogram.types import ChatAdministratorRights, ChatPermissions

from sandbox.types import Json

PERMISSIONS = tuple(ChatPermissions.model_fields)
_RIGHTS = [name for name in ChatAdministratorRights.model_fields if name != "is_anonymous"]
_CHANNELS_ONLY = {"can_post_messages", "can_edit_messages", "can_manage_direct_messages"}
_GROUPS_ONLY = {"can_pin_messages", "can_manage_topics", "can_manage_tags"}
GROUP_RIGHTS = tuple(name for name in _RIGHTS if name not in _CHANNELS_ONLY)
CHANNEL_RIGHTS = tuple(name for name in _RIGHTS if name not in _GROUPS_ONLY)
ADMIN_ONLY = frozenset({"can_change_info", "can_pin_messages", "can_manage_topics"})
FIRST_GROUP, FIRST_SUPERGROUP = 5001, 1_001_500_000_001
"""The negated ids of the first chats made without an id."""
MIN_BAN, MAX_BAN = 30, 366 * 24 * 3600
"""Seconds; a ban or restriction that is shorter or longer lasts for ever."""


@dataclass
class Member:
    """A user's membership of a chat.

    `until` is Unix time, 0 for ever; `rights` are an administrator's rights or a restricted member's permissions.
    """

    user_id: int
    status: str = "left"
    rights: dict[str, bool] = field(default_factory=dict)
    until: int = 0
    is_member: bool = True
    is_anonymous: bool = False
    custom_title: str | None = None
    promoted_by: int = 0

    @property
    def inside(self) -> bool:
        return self.status in {"creator", "administrator", "member"} or (
            self.status == "restricted" and self.is_member
        )

    @property
    def is_admin(self) -> bool:
        return self.status in {"creator", "administrator"}

    def may(self, right: str) -> bool:
        """Whether an administrator has this right; the owner has them all."""
        return self.status == "creator" or (self.status == "administrator" and self.rights.get(right, False))

    def expire(self, now: float) -> Self:
        """End a ban or a restriction whose time is over; returns the member."""
        if self.until and self.until <= now:
            self.until = 0
            self.rights = {}
            if self.status == "restricted":
                self.status = "member" if self.is_member else "left"
            elif self.status == "kicked":
                self.status = "left"
        return self


@dataclass
class Link:
    """An invite link. `expire_date` is Unix time, 0 for never; `member_limit` is 0 for no limit."""

    url: str
    creator: int
    name: str | None = None
    creates_join_request: bool = False
    is_primary: bool = False
    is_revoked: bool = False
    expire_date: int = 0
    member_limit: int = 0
    joined: list[int] = field(default_factory=list)


def new_link() -> str:
    """Return the address of a new invite link."""
    return f"https://t.me/+{secrets.token_urlsafe(12)}"


@dataclass
class JoinRequest:
    user_id: int
    date: int
    link: str | None = None


@dataclass
class Chat:
    """A group, supergroup or channel; or a private chat of the person `id` with the bot `bot_id`."""

    id: int
    type: str
    title: str = ""
    username: str | None = None
    description: str = ""
    photo: Json | None = None
    permissions: dict[str, bool] = field(
        default_factory=lambda: {name: name not in ADMIN_ONLY for name in PERMISSIONS}
    )
    members: dict[int, Member] = field(default_factory=dict)
    links: dict[str, Link] = field(default_factory=dict)
    requests: dict[int, JoinRequest] = field(default_factory=dict)
    banned_senders: list[int] = field(default_factory=list)
    pinned: list[int] = field(default_factory=list)
    linked_chat: int | None = None
    join_by_request: bool = False
    """People who join by the group's public name need an administrator's approval."""
    hides_members: bool = False
    """Only administrators see the members."""
    migrated_to: int | None = None
    keyboards: dict[int, Json] = field(default_factory=dict)
    """The reply keyboard shown, by person; under 0 for everyone else."""
    read: dict[int, int] = field(default_factory=dict)
    """The last message that each person has read."""
    bot_id: int = 0
    started: bool = False
    blocked: bool = False
    write_until: float = 0.0
    """Until this Unix time a join request lets the bot write to someone who never pressed Start."""

    @property
    def key(self) -> str:
        return f"{self.bot_id}/{self.id}" if self.type == "private" else str(self.id)

    @property
    def is_group(self) -> bool:
        return self.type in {"group", "supergroup"}


def until_date(given: int | None, now: int) -> int:
    """Return when a ban or a restriction ends, 0 (for ever) if `given` is outside Telegram's range."""
    if not given or not MIN_BAN <= given - now <= MAX_BAN:
        return 0
    return given


def admin_rights(chat_type: str) -> tuple[str, ...]:
    if chat_type == "channel":
        return CHANNEL_RIGHTS
    return tuple(name for name in GROUP_RIGHTS if chat_type != "group" or name != "can_manage_topics")
