"""Introductions: who wants to know others is introduced to one of them every so often, never to the same one twice."""

from domain.introductions.entities import (
    ABOUT_LENGTH,
    AboutUnfit,
    Interest,
    Introduction,
    IntroductionMissing,
    IntroductionTerms,
    Outcome,
    Participant,
)
from domain.introductions.events import (
    Introduced,
    LeftOut,
    OutcomeDue,
    OutcomeNoted,
    Participation,
    RoundResult,
    RoundsReport,
    Stopped,
    Why,
)
from domain.introductions.participation import Introductions
from domain.introductions.rounds import Rounds

__all__ = [
    "ABOUT_LENGTH",
    "AboutUnfit",
    "Interest",
    "Introduced",
    "Introduction",
    "IntroductionMissing",
    "IntroductionTerms",
    "Introductions",
    "LeftOut",
    "Outcome",
    "OutcomeDue",
    "OutcomeNoted",
    "Participant",
    "Participation",
    "RoundResult",
    "Rounds",
    "RoundsReport",
    "Stopped",
    "Why",
]
