"""The progress of a draft in its form, by pure functions of the answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from domain.answers import Answers
from domain.forms.choices import known_options
from domain.forms.entities import ANSWERED, SEVERAL, Draft, Form, Option, Question, QuestionKind
from domain.moments import is_kept

Choices = Mapping[str, tuple[Option, ...]]  # question -> what can be chosen now


def askable(form: Form, choices: Choices) -> Form:
    """Return the form without questions that have no options now, and with limits that the options allow."""
    questions = []
    for question in form.questions:
        offered = len(choices.get(question.id, ()))
        if not question.source:
            questions.append(question)
        elif offered:
            questions.append(replace(question, least=min(question.least, offered)))
    return replace(form, questions=tuple(questions))


def relevant(form: Form, answers: Answers) -> list[Question]:
    """Return the questions that are relevant with these answers, in the form's order."""
    asked: list[Question] = []
    standing: dict[str, Any] = {}
    for question in form.questions:
        if all(_holds(standing.get(name), wanted) for name, wanted in question.when.items()):
            asked.append(question)
            if question.id in answers:
                standing[question.id] = answers[question.id]
    return asked


def _holds(value: Any, wanted: tuple[Any, ...]) -> bool:
    if value is None:
        return False
    if ANSWERED in wanted:
        return True
    return any(one in wanted for one in value) if isinstance(value, list) else value in wanted


def is_answered(question: Question, answers: Answers) -> bool:
    """Tell whether there is a complete answer."""
    value = answers.get(question.id)
    return len(value) >= question.least if isinstance(value, list) else value is not None


def open_questions(form: Form, draft: Draft) -> list[Question]:
    """Return the questions still to be answered or skipped."""
    return [
        question
        for question in relevant(form, draft.answers)
        if not is_answered(question, draft.answers)
        and not (question.optional and question.id in draft.skipped)
    ]


def next_question(form: Form, draft: Draft) -> Question | None:
    """Return the first unanswered question after the present one, else the first of all; None if all are answered."""
    waiting = open_questions(form, draft)
    order = [question.id for question in form.questions]
    here = order.index(draft.question) if draft.question in order else -1
    later = (question for question in waiting if order.index(question.id) > here)
    return next(later, waiting[0] if waiting else None)


def previous_question(form: Form, draft: Draft) -> Question | None:
    """Return the question before the present one; from the summary, the last one."""
    asked = questions_asked(form, draft)
    ids = [question.id for question in asked]
    here = ids.index(draft.question) if draft.question in ids else len(ids)
    if draft.question is not None and draft.question not in ids:
        return None  # one that was answered from elsewhere and is being changed
    return asked[here - 1] if here else None


def questions_asked(form: Form, draft: Draft) -> list[Question]:
    """Return the questions that are asked: relevant ones that were not answered elsewhere."""
    return [question for question in relevant(form, draft.answers) if question.id not in draft.given]


def place(form: Form, draft: Draft) -> tuple[int, int]:
    """Return the present question's number (0 for one that is only changed), and how many are asked."""
    asked = [question.id for question in questions_asked(form, draft)]
    number = asked.index(draft.question) + 1 if draft.question in asked else 0
    return number, len(asked)


def relevant_answers(form: Form, answers: Answers) -> dict[str, Any]:
    """Return the answers to relevant questions only."""
    return {
        question.id: answers[question.id]
        for question in relevant(form, answers)
        if is_answered(question, answers)
    }


def still_standing(form: Form, answers: Answers, choices: Choices) -> dict[str, Any]:
    """Return the answers whose question and options still exist in the form."""
    kept = {}
    for question in form.questions:
        value = _standing(question, answers.get(question.id), choices.get(question.id, ()))
        if value is not None:
            kept[question.id] = value
    return kept


def _standing(question: Question, value: Any, choices: tuple[Option, ...]) -> Any:
    options = {option.id for option in known_options(question, choices)}
    match question.kind:
        case QuestionKind.FILE:
            right = isinstance(value, list) and all(
                isinstance(one, dict) and "file_id" in one for one in value
            )
            return value[: question.most] if right and value else None
        case kind if kind in SEVERAL:
            chosen = [one for one in value if one in options] if isinstance(value, list) else []
            return chosen[: question.most] or None
        case QuestionKind.YES_NO:
            right = isinstance(value, bool)
        case QuestionKind.NUMBER:
            right = type(value) is int
        case QuestionKind.DATE | QuestionKind.MOMENT as kind:
            right = is_kept(value, with_time=kind is QuestionKind.MOMENT)
        case QuestionKind.CHOICE:
            right = isinstance(value, str) and value in options
        case _:
            right = isinstance(value, str) and bool(value)
    return value if right else None


def fit(form: Form, draft: Draft, choices: Choices) -> Draft:
    """Fit a draft to its form, which may have changed since the draft was saved."""
    answers = still_standing(form, draft.answers, choices)
    ids = {question.id for question in form.questions}
    draft = replace(
        draft,
        answers=answers,
        skipped=[one for one in draft.skipped if one in ids and one not in answers],
        given=[one for one in draft.given if one in answers],
    )
    if draft.question in {question.id for question in relevant(form, answers)}:
        return draft
    waiting = next_question(form, draft)
    if draft.question is None and waiting is None:
        return draft
    # The buttons under the question that is gone must not answer the one that comes in its place.
    return replace(draft, question=None if waiting is None else waiting.id, step=draft.step + 1)
