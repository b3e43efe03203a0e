"""Events of forms."""

from __future__ import annotations

from dataclasses import dataclass

from domain.answers import Answers
from domain.events import Event
from domain.forms.entities import Draft, Form, Option, Question
from domain.forms.progress import Choices
from domain.people import Person


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A draft, and how many of its questions are answered or skipped."""

    form: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Asking(Event):
    """A question is open: `number` of `total`, or 0 if the person changes an answer that was given elsewhere.

    `entered`: they have just come to it, perhaps from the question `left`. `first`: no question comes before it.
    """

    person: Person
    form: Form
    question: Question
    options: tuple[Option, ...]
    choices: Choices
    number: int
    total: int
    answers: Answers
    draft: Draft
    first: bool
    entered: bool = True
    left: Question | None = None


@dataclass(frozen=True, slots=True)
class Summing(Event):
    """Everything is answered: `questions` with their `answers`, to be changed or sent."""

    person: Person
    form: Form
    questions: tuple[Question, ...]
    choices: Choices
    answers: Answers
    draft: Draft
    left: Question | None = None


@dataclass(frozen=True, slots=True)
class Paused(Event):
    """All `drafts` are paused; `left` is the question that was open, if any."""

    person: Person
    drafts: tuple[Unfinished, ...]
    left: Question | None = None
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class Discarded(Event):
    """A person discarded a draft."""

    person: Person
    form: Form
    left: Question | None = None


@dataclass(frozen=True, slots=True)
class FormSent(Event):
    """A form was filled in and sent, and nobody but the person needs to hear of it."""

    person: Person
    form: Form
    answers: Answers


@dataclass(frozen=True, slots=True)
class DraftLying(Event):
    """A draft has been idle for long; its owner is reminded once."""

    person: Person
    form: Form
    draft: Draft
    unfinished: Unfinished
