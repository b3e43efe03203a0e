"""The supervisory board's meetings: their dates, their agendas, what they decided."""

from domain.board.entities import (
    Agenda,
    Decision,
    Meeting,
    MeetingKind,
    MeetingMissing,
    MeetingOver,
    MeetingStatus,
    NotAMoment,
)
from domain.board.events import ApplicationDecided, MeetingEnded, MeetingPlanned
from domain.board.use_cases import Board

__all__ = [
    "Agenda",
    "ApplicationDecided",
    "Board",
    "Decision",
    "Meeting",
    "MeetingEnded",
    "MeetingKind",
    "MeetingMissing",
    "MeetingOver",
    "MeetingPlanned",
    "MeetingStatus",
    "NotAMoment",
]
