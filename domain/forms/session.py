"""A draft matched with its form: what a person is filling in, and how it is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from domain.forms.entities import Draft, Form, Option, Question
from domain.forms.events import Asking, Summing
from domain.forms.progress import (
    Choices,
    place,
    previous_question,
    relevant,
    relevant_answers,
)
from domain.people import Person


@dataclass(frozen=True, slots=True)
class DraftSession:
    """A person's draft with its form and present options, and the person's other drafts."""

    person: Person
    form: Form
    draft: Draft
    choices: Choices
    drafts: Sequence[Draft] = ()

    @property
    def question(self) -> Question | None:
        """The open question; None at the summary."""
        return self.form.find(self.draft.question)

    @property
    def options(self) -> tuple[Option, ...]:
        """The options of the open question."""
        return self.choices.get(self.draft.question or "", ())

    def value(self, question: Question) -> Any:
        """The present answer, even if it is incomplete."""
        return self.draft.answers.get(question.id)

    def answered(self, question: Question, value: Any) -> DraftSession:
        """A copy with another answer; None or an empty list removes it."""
        answers = {name: kept for name, kept in self.draft.answers.items() if name != question.id}
        if value is not None and value != []:
            answers[question.id] = value
        skipped = [name for name in self.draft.skipped if name != question.id]
        return self.changed(answers=answers, skipped=skipped)

    def changed(self, **fields: Any) -> DraftSession:
        """A copy with other fields of the draft."""
        return replace(self, draft=replace(self.draft, **fields))

    def show(self, was: Draft | None = None) -> Asking | Summing:
        """Return what is open; `was` is the draft as it was last shown, if it was."""
        form, draft, question = self.form, self.draft, self.question
        left = None if was is None or was.question == draft.question else form.find(was.question)
        answers = relevant_answers(form, draft.answers)
        if question is None:
            asked = tuple(relevant(form, draft.answers))
            return Summing(self.person, form, asked, self.choices, answers, draft, left)
        number, total = place(form, draft)
        return Asking(
            self.person,
            form,
            question,
            self.options,
            self.choices,
            number,
            total,
            answers,
            draft,
            first=previous_question(form, draft) is None,
            entered=was is None or was.step != draft.step,
            left=left,
        )
