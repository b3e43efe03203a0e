"""What can happen with a form."""

from __future__ import annotations

from dataclasses import dataclass

from domain.answers import Answers
from domain.events import Event
from domain.forms.entities import Draft, Form, Option, Question
from domain.forms.progress import Choices
from domain.people import Person


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A draft that waits: how many of the questions are answered or skipped."""

    form: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Asking(Event):
    """A question is open. `number` of `total`; 0 where the person changes what came from elsewhere.

    `entered`: they have just come to it, from the question `left` if that is another one. `first`: there is
    nothing to go back to.
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
    """What the person writes is no longer meant for a form; `drafts` wait. `left` was open till now, if any was."""

    person: Person
    drafts: tuple[Unfinished, ...]
    left: Question | None = None
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class Discarded(Event):
    """A person threw a draft away."""

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
    """A draft has been left lying; its owner is reminded once."""

    person: Person
    form: Form
    draft: Draft
    unfinished: Unfinished
