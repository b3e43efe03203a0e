"""Forms: questions with kinds, limits and conditions; and the drafts of answers to them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from domain.answers import Answers
from domain.association import Localized

ANSWERED = "*"  # in a condition: whatever the answer is


class QuestionKind(StrEnum):
    """The kind of answer that a question takes."""

    TEXT = "text"
    LONG_TEXT = "long_text"
    CHOICE = "choice"
    MANY = "many"
    RANKING = "ranking"  # options in the order of preference
    YES_NO = "yes_no"
    DATE = "date"
    PHONE = "phone"
    EMAIL = "email"
    INN = "inn"
    OGRN = "ogrn"
    KPP = "kpp"
    BIK = "bik"
    ACCOUNT = "account"
    CITY = "city"
    MOMENT = "moment"  # a date and a time
    NUMBER = "number"
    LINK = "link"
    FILE = "file"


TYPED = frozenset({QuestionKind.TEXT, QuestionKind.LONG_TEXT})
SEVERAL = frozenset({QuestionKind.MANY, QuestionKind.RANKING})
WITH_OPTIONS = frozenset({QuestionKind.CHOICE, *SEVERAL})
YES, NO = "yes", "no"
WORKING_GROUPS = "working-groups"  # the source of options: the groups that are open when it is asked


@dataclass(frozen=True, slots=True)
class Option:
    """An option. `title` is None if the wording is in the locales."""

    id: str
    title: Localized | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a form.

    `options` are ids, or `source` names where they come from when they are asked for. `when` says on which
    earlier answers it is asked at all: each named question must have one of the values. `least` and `most`
    limit options or files, `shortest` and `longest` characters, `words` is how many words a text must have,
    `years_ago` how long ago a date may be (at least, at most), `future` that a moment must still be to come,
    `lowest` and `highest` limit a number. `holder` says whose ИНН or ОГРН it is, `bik`
    names the question whose answer an account is checked against, `types` which files are taken, `megabytes`
    how large each may be.
    """

    id: str
    kind: QuestionKind
    optional: bool = False
    options: tuple[str, ...] = ()
    source: str = ""
    when: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    least: int = 1
    most: int = 10
    shortest: int = 1
    longest: int = 200
    words: int = 1
    years_ago: tuple[int, int] | None = None
    future: bool = False
    lowest: int = 0
    highest: int = 1_000_000_000
    holder: str = ""
    bik: str = ""
    types: tuple[str, ...] = ()
    megabytes: int = 20


@dataclass(frozen=True, slots=True)
class Form:
    """A list of questions; `purpose` says which use case receives the answers."""

    id: str
    purpose: str
    questions: tuple[Question, ...]

    def find(self, question_id: str | None) -> Question | None:
        """Return the question with this id, or None."""
        return next((question for question in self.questions if question.id == question_id), None)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file in Telegram; `kind` is how it was sent (photo, document, video…), `size` in bytes."""

    file_id: str
    kind: str
    name: str = ""
    size: int = 0

    def kept(self) -> dict[str, Any]:
        """The file as it is kept among the answers."""
        return {"file_id": self.file_id, "kind": self.kind, "name": self.name, "size": self.size}


@dataclass(frozen=True, slots=True)
class Contact:
    """A telephone number that was shared; `own`: the sender's, and not somebody else's."""

    phone: str
    own: bool = True


Raw = str | Upload | Contact | None  # None: something that no question takes, like a sticker


@dataclass(frozen=True, slots=True)
class Draft:
    """The answers that a person has given to a form so far; times in microseconds UTC.

    `given` are the questions that were answered elsewhere and are not asked. `question` is the open one, None at the
    summary. `held`: the person is filling in this draft now. `step` changes with every question, so that an old
    button is recognised; `uploads` counts the files since then.
    """

    person_id: int
    form: str
    created_at: int
    updated_at: int
    answers: Answers = field(default_factory=dict)
    skipped: Collection[str] = ()
    given: Collection[str] = ()
    question: str | None = None
    held: bool = False
    step: int = 0
    uploads: int = 0
    nudged_at: int | None = None
