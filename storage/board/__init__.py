"""The board's meetings, the questions on their agendas, and the votes."""

from storage.board.ballots import BallotsTable
from storage.board.meetings import MeetingsTable

__all__ = ["BallotsTable", "MeetingsTable"]
