"""The wording of questions, options and answers, as plain text."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from babel.dates import format_date
from babel.numbers import format_decimal

from domain.answers import Answers
from domain.forms.checks import write_phone
from domain.forms.choices import known_options
from domain.forms.circumstances import Names
from domain.forms.entities import Option, Question, QuestionKind
from domain.forms.progress import Choices
from domain.time import microseconds
from handlers.say import Recipient, Say
from handlers.ui import clip

LONGEST_LIST = 3300  # characters of answers on one screen; Telegram takes 4096 in all
SHORTEST_CUT = 40
LABEL = 60  # characters of an option on its button


def option_label(to: Recipient, question: Question, option: Option) -> str:
    """Name an option in the person's language."""
    if option.title is not None:
        return to.name(option.title)
    if question.kind is QuestionKind.YES_NO:
        return to.label(f"forms-{option.id}")
    return to.label(f"option-{question.id}-{option.id}")


def example(to: Recipient, question: Question, options: Sequence[Option]) -> str:
    """Name the first option, as an example of an answer."""
    for option in known_options(question, tuple(options)):
        return option_label(to, question, option)
    return to.label("forms-none")


def names(say: Say) -> Names:
    """Return a function that names an option in all languages, to recognise it when it is typed."""

    def called(question: Question, option: Option) -> list[str]:
        if option.title is not None:
            return list(option.title.values())
        key = (
            f"forms-{option.id}"
            if question.kind is QuestionKind.YES_NO
            else f"option-{question.id}-{option.id}"
        )
        return [say.texts.plain(language, key) for language in say.association.languages]

    return called


def spell(to: Recipient, question: Question, choices: Choices, value: Any) -> str:
    """Write an answer as plain text, for a text's variable."""
    if value is None or value == []:
        return to.label("forms-none")
    match question.kind:
        case QuestionKind.FILE:
            spelt = to.label("forms-files", count=len(value))
        case QuestionKind.YES_NO:
            spelt = to.label("forms-yes" if value else "forms-no")
        case QuestionKind.CHOICE | QuestionKind.MANY | QuestionKind.RANKING:
            spelt = _spell_options(to, question, choices, [value] if isinstance(value, str) else value)
        case QuestionKind.DATE:
            spelt = format_date(date.fromisoformat(value), "long", locale=to.person.language)
        case QuestionKind.MOMENT:
            spelt = to.say.texts.moment(to.person.language, microseconds(value))
        case QuestionKind.NUMBER:
            spelt = format_decimal(value, locale=to.person.language)
        case QuestionKind.PHONE:
            spelt = write_phone(value)
        case _:
            spelt = str(value)
    return spelt


def _spell_options(to: Recipient, question: Question, choices: Choices, chosen: list[str]) -> str:
    labels = {option.id: option_label(to, question, option) for option in choices.get(question.id, ())}
    spelt = [labels.get(one, one) for one in chosen]
    if question.kind is QuestionKind.RANKING and len(spelt) > 1:
        spelt = [f"{place}. {label}" for place, label in enumerate(spelt, 1)]
    return "; ".join(spelt)


def answer_lines(to: Recipient, questions: Iterable[Question], choices: Choices, answers: Answers) -> str:
    """List questions with their answers, one per line; cut long answers to fit into one message."""
    spelt = [
        (to.label(f"question-{question.id}-short"), spell(to, question, choices, answers.get(question.id)))
        for question in questions
    ]
    limit = LONGEST_LIST
    while sum(len(name) + 3 + min(len(answer), limit) for name, answer in spelt) > LONGEST_LIST:
        limit = limit * 3 // 4
        if limit < SHORTEST_CUT:
            break
    return "\n".join(to.text("forms-line", name=name, answer=clip(answer, limit)) for name, answer in spelt)
