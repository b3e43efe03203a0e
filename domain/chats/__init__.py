"""The association's chats in Telegram: which there are, what the bot may do in them, who is inside."""

from domain.chats.entities import NEEDED, NOBODY, CardPlace, Chat, ChatKind, Inside, Seen, SeenPerson
from domain.chats.events import (
    ChatConnected,
    ChatFound,
    ChatLeft,
    ChatLost,
    ChatMissing,
    ChatMoved,
    ChatShown,
    KindUnfit,
    RightsChanged,
)
from domain.chats.use_cases import Chats

__all__ = [
    "NEEDED",
    "NOBODY",
    "CardPlace",
    "Chat",
    "ChatConnected",
    "ChatFound",
    "ChatKind",
    "ChatLeft",
    "ChatLost",
    "ChatMissing",
    "ChatMoved",
    "ChatShown",
    "Chats",
    "Inside",
    "KindUnfit",
    "RightsChanged",
    "Seen",
    "SeenPerson",
]
