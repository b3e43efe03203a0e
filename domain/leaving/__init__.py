"""Leaving the association: an application to leave, and the secretary's confirmation."""

from domain.leaving.entities import (
    DEPARTURE,
    DEPARTURE_ALLOWED,
    LEAVABLE,
    Departure,
    DepartureAction,
    DepartureCard,
    DepartureStatus,
    Leavable,
    Side,
    Words,
)
from domain.leaving.events import (
    DepartureAsked,
    DepartureConfirmed,
    DepartureDiscussed,
    DepartureMissing,
    DepartureOutOfTurn,
    DepartureWithdrawn,
    LeavingShown,
    NothingToLeave,
    WordsMissing,
)
from domain.leaving.use_cases import LONGEST_WORDS, Leaving

__all__ = [
    "DEPARTURE",
    "DEPARTURE_ALLOWED",
    "LEAVABLE",
    "LONGEST_WORDS",
    "Departure",
    "DepartureAction",
    "DepartureAsked",
    "DepartureCard",
    "DepartureConfirmed",
    "DepartureDiscussed",
    "DepartureMissing",
    "DepartureOutOfTurn",
    "DepartureStatus",
    "DepartureWithdrawn",
    "Leavable",
    "Leaving",
    "LeavingShown",
    "NothingToLeave",
    "Side",
    "Words",
    "WordsMissing",
]
