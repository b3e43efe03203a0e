"""Coming into the association's chats: asking to join, agreeing to the rules; and losing a working group's chat."""

from domain.entry.entities import (
    TRANSITIONS,
    Act,
    EntryTerms,
    JoinRequest,
    Standing,
    Status,
)
from domain.entry.events import (
    CardDue,
    CardWanted,
    EntryRefused,
    LetIn,
    Newcomer,
    NotOfGroup,
    Parted,
    RequestDecided,
    RequestMissing,
    RequestOver,
    RequestSettled,
    RequestShown,
    RulesAccepted,
    RulesDue,
    WayBack,
)
from domain.entry.parting import Parting
from domain.entry.use_cases import Entry

__all__ = [
    "TRANSITIONS",
    "Act",
    "CardDue",
    "CardWanted",
    "Entry",
    "EntryRefused",
    "EntryTerms",
    "JoinRequest",
    "LetIn",
    "Newcomer",
    "NotOfGroup",
    "Parted",
    "Parting",
    "RequestDecided",
    "RequestMissing",
    "RequestOver",
    "RequestSettled",
    "RequestShown",
    "RulesAccepted",
    "RulesDue",
    "Standing",
    "Status",
    "WayBack",
]
