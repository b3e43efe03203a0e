"""The association's chats: an administrator connects them; what Telegram tells of them is followed."""

from handlers.chats import following
from handlers.chats.connecting import (
    router,
    tell_chat_connected,
    tell_chat_found,
    tell_chat_left,
    tell_chat_lost,
    tell_chat_missing,
    tell_chat_moved,
    tell_kind_unfit,
    tell_rights_changed,
)

in_groups = following.router

__all__ = [
    "in_groups",
    "router",
    "tell_chat_connected",
    "tell_chat_found",
    "tell_chat_left",
    "tell_chat_lost",
    "tell_chat_missing",
    "tell_chat_moved",
    "tell_kind_unfit",
    "tell_rights_changed",
]
