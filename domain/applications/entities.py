"""An application, its pages and its history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import takewhile
from typing import Protocol

from domain.answers import Answers
from domain.applications.life import OPEN, TRANSITIONS, ApplicationAction, ApplicationStatus
from domain.association import Localized
from domain.events import Event
from domain.files import Scan
from domain.forms.entities import Question
from domain.parties import PartyKind
from domain.people import Person


class Step(StrEnum):
    """The kind of a line in an application's history."""

    BEGUN = "begun"
    FILLED = "filled"
    REPRINTED = "reprinted"  # the document was made once more
    SUBMITTED = "submitted"
    CONFIRMED = "confirmed"
    ACCEPTED = "accepted"
    ASKED = "asked"
    BOARD_ASKED = "board-asked"  # a board member who votes on it did
    ANSWERED = "answered"
    RETURNED = "returned"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    SCHEDULED = "scheduled"
    ADMITTED = "admitted"
    REFUSED = "refused"
    POSTPONED = "postponed"


ASKING = (Step.ASKED, Step.BOARD_ASKED)  # what waits for the applicant's answer


@dataclass(frozen=True, slots=True)
class Note:
    """A line of an application's history; `author_id` is None once its author was erased."""

    at: int
    author_id: int | None
    step: Step
    text: str = ""


@dataclass(frozen=True, slots=True)
class Application:
    """One application; times in microseconds UTC.

    `version` counts changes, so that a decision rests on what the decider saw. `cards` counts the cards that
    secretaries were sent: each submission or answer is a new one.
    """

    id: int
    person_id: int
    kind: PartyKind
    status: ApplicationStatus
    created_at: int
    updated_at: int
    answers: Answers = field(default_factory=dict)
    files: tuple[Scan, ...] = ()
    confirmed_at: int | None = None
    meeting_id: int | None = None
    position: int = 0
    reason: str = ""
    decided_by: int | None = None
    cards: int = 0
    version: int = 0

    @property
    def open(self) -> bool:
        """Whether it is still in progress."""
        return self.status in OPEN

    @property
    def title(self) -> str:
        """The applicant's name for lists: the organisation's, or the person's full name."""
        return str(self.answers.get("organisation") or self.answers.get("full-name") or "")


class BoardMeeting(Protocol):
    """The board meeting to which an application goes; `at` is in microseconds UTC."""

    @property
    def id(self) -> int: ...

    @property
    def at(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Card(Event):
    """Everything that a screen about an application shows.

    `questions` are those that the answers belong to, as the forms have them now; `groups` are the titles of all
    working groups there are or were.
    """

    application: Application
    applicant: Person
    notes: tuple[Note, ...] = ()
    meeting: BoardMeeting | None = None
    decider: Person | None = None
    confirmable: bool = False  # whether a tap may take the place of a signature
    questions: Mapping[str, Question] = field(default_factory=dict)
    groups: Mapping[str, Localized] = field(default_factory=dict)

    @property
    def asked(self) -> str:
        """The unanswered question of the secretary or the board, or an empty text."""
        last = self._last(*ASKING, Step.ANSWERED)
        return last.text if last is not None and last.step in ASKING else ""

    @property
    def awaits_answer(self) -> bool:
        """Whether the applicant has not yet replied to the secretary's last question or remark."""
        status = self.application.status
        last = self._last(*ASKING, Step.RETURNED, Step.ANSWERED)
        if last is None or (status, ApplicationAction.ANSWER) not in TRANSITIONS:
            return False
        return bool(self.asked) or (last.step is Step.RETURNED and status is ApplicationStatus.RETURNED)

    @property
    def answered_to(self) -> frozenset[int]:
        """The ids of the board members whose questions the latest answer is about."""
        said = [note for note in self.notes if note.step in (*ASKING, Step.ANSWERED)]
        if not said or said.pop().step is not Step.ANSWERED:
            return frozenset()
        asked = takewhile(lambda note: note.step is not Step.ANSWERED, reversed(said))
        return frozenset(
            note.author_id for note in asked if note.step is Step.BOARD_ASKED and note.author_id is not None
        )

    def _last(self, *steps: Step) -> Note | None:
        return next((note for note in reversed(self.notes) if note.step in steps), None)
