"""Transition tables for meetings and for questions that the board votes on."""

from __future__ import annotations

from enum import StrEnum


class MeetingStatus(StrEnum):
    """The status of a meeting."""

    PLANNED = "planned"
    VOTING = "voting"  # its agenda is being voted on
    HELD = "held"
    CANCELLED = "cancelled"


class MeetingAction(StrEnum):
    """What can be done with a meeting."""

    OPEN_VOTE = "open-vote"
    PROLONG = "prolong"
    CLOSE_VOTE = "close-vote"
    HOLD = "hold"  # held without a vote in the chat
    CANCEL = "cancel"


MEETING: dict[tuple[MeetingStatus, MeetingAction], MeetingStatus] = {
    (MeetingStatus.PLANNED, MeetingAction.OPEN_VOTE): MeetingStatus.VOTING,
    (MeetingStatus.VOTING, MeetingAction.PROLONG): MeetingStatus.VOTING,
    (MeetingStatus.VOTING, MeetingAction.CLOSE_VOTE): MeetingStatus.HELD,
    (MeetingStatus.PLANNED, MeetingAction.HOLD): MeetingStatus.HELD,
    (MeetingStatus.PLANNED, MeetingAction.CANCEL): MeetingStatus.CANCELLED,
    (MeetingStatus.VOTING, MeetingAction.CANCEL): MeetingStatus.CANCELLED,
}


class BallotStatus(StrEnum):
    """The status of a question."""

    WAITING = "waiting"  # on an agenda, or waits for one
    OPEN = "open"  # being voted on
    ADOPTED = "adopted"
    REJECTED = "rejected"
    POSTPONED = "postponed"  # copied to another meeting as a new question
    WITHDRAWN = "withdrawn"  # nothing is left to decide


class BallotAction(StrEnum):
    """What can be done with a question."""

    OPEN = "open"
    VOTE = "vote"
    ADOPT = "adopt"
    REJECT = "reject"
    POSTPONE = "postpone"
    WITHDRAW = "withdraw"


BALLOT: dict[tuple[BallotStatus, BallotAction], BallotStatus] = {
    (BallotStatus.WAITING, BallotAction.OPEN): BallotStatus.OPEN,
    (BallotStatus.OPEN, BallotAction.VOTE): BallotStatus.OPEN,
    # A meeting can decide what was never put to the vote in the chat.
    (BallotStatus.WAITING, BallotAction.ADOPT): BallotStatus.ADOPTED,
    (BallotStatus.OPEN, BallotAction.ADOPT): BallotStatus.ADOPTED,
    (BallotStatus.WAITING, BallotAction.REJECT): BallotStatus.REJECTED,
    (BallotStatus.OPEN, BallotAction.REJECT): BallotStatus.REJECTED,
    (BallotStatus.WAITING, BallotAction.POSTPONE): BallotStatus.POSTPONED,
    (BallotStatus.OPEN, BallotAction.POSTPONE): BallotStatus.POSTPONED,
    (BallotStatus.WAITING, BallotAction.WITHDRAW): BallotStatus.WITHDRAWN,
    (BallotStatus.OPEN, BallotAction.WITHDRAW): BallotStatus.WITHDRAWN,
}
UNDECIDED = frozenset({BallotStatus.WAITING, BallotStatus.OPEN})
