"""The screens of a form: the open question, the summary, and the end of a draft."""

from typing import Any, Literal

from aiogram.filters.callback_data import CallbackData
from aiogram.types import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from domain.answers import Answers, Wrong
from domain.forms.checks import write_phone
from domain.forms.choices import known_options
from domain.forms.entities import NO, SEVERAL, YES, Question, QuestionKind
from domain.forms.events import Asking, Discarded, DraftLying, FormSent, Paused, Summing
from domain.outbox import Lane
from handlers.asking import confirm
from handlers.contacts.home import ContactAction, home_button
from handlers.forms.wording import LABEL, answer_lines, example, option_label, spell
from handlers.say import Recipient, Say
from handlers.tellings import tells
from handlers.ui import button, clip, keyboard, same_words

RANKS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
LONGEST_ANSWER = 500  # of the present answer, under its question


class FormAction(CallbackData, prefix="form"):
    """A tap on a form's screen; `step` is the draft's at the time, `value` an option or a question."""

    verb: Literal[
        "pick", "done", "clear", "back", "skip", "keep", "stop", "change", "send", "discard", "sure", "look"
    ]
    step: int = 0
    value: str = ""


# The open question


@tells(Asking)
def tell_asking(event: Asking, say: Say) -> None:
    show_question(event, say)


def show_question(event: Asking, say: Say, preface: str = "") -> None:
    """Ask a question, after `preface`."""
    to = say.to(event.person)
    by_phone = event.question.kind is QuestionKind.PHONE
    if not by_phone:
        _put_keyboard_away(to, event.left, event.answers)
    text, buttons = preface + question_text(to, event), question_keyboard(to, event)
    if event.question.kind is QuestionKind.FILE and event.draft.uploads and say.tapped is None:
        # However many files an album brings, one message counts them.
        counter = f"form:{event.person.id}:{event.draft.created_at}:{event.draft.step}"
        if event.draft.uploads == 1:
            to.send(text, buttons, key=counter)
        else:
            to.amend(counter, text, buttons)
    else:
        to.screen(text, buttons)
    if by_phone and event.entered:
        share = KeyboardButton(text=to.label("forms-phone-share"), request_contact=True)
        to.send(
            to.text("forms-phone-hint"),
            ReplyKeyboardMarkup(keyboard=[[share]], resize_keyboard=True, one_time_keyboard=True),
            screen=True,
        )


def tell_wrong(to: Recipient, wrong: Wrong, shown: Asking | Summing) -> None:
    """Say what is wrong with an answer, with an example, and ask the question again."""
    explained = to.text(f"wrong-{wrong.reason}", example=_example(to, shown), **wrong.details)
    if isinstance(shown, Asking):
        to.send(f"{explained}\n\n{question_text(to, shown)}", question_keyboard(to, shown), screen=True)
    else:
        to.send(f"{explained}\n\n{summary_text(to, shown)}", summary_keyboard(to, shown), screen=True)


def warn_wrong(to: Recipient, wrong: Wrong, shown: Asking | Summing) -> None:
    """Say in an alert what is wrong with a tap on an option."""
    to.answer(f"wrong-{wrong.reason}", alert=True, example=_example(to, shown), **wrong.details)


def _example(to: Recipient, shown: Asking | Summing) -> str:
    return example(to, shown.question, shown.options) if isinstance(shown, Asking) else to.label("forms-none")


def question_text(to: Recipient, event: Asking) -> str:
    """Word a question with its number, the present answer and a hint on how to answer."""
    question, value = event.question, event.draft.answers.get(event.question.id)
    title = to.label(f"form-{event.form.id}")
    lines = [
        to.text("forms-head", title=title, number=event.number, total=event.total),
        to.text(f"question-{question.id}"),
    ]
    if question.kind in SEVERAL:
        lines.append(to.text(f"forms-hint-{question.kind}"))
    elif question.kind is QuestionKind.MOMENT:
        lines.append(to.text("forms-hint-moment", at=to.say.texts.moment(to.person.language, to.say.now)))
    elif question.kind is QuestionKind.FILE:
        lines.append(to.text("forms-hint-file" if question.most == 1 else "forms-hint-files"))
    if question.kind is QuestionKind.FILE and value:
        lines.append(to.text("forms-files", count=len(value)))
    elif value is not None and question.kind not in SEVERAL:
        answer = clip(spell(to, question, event.choices, value), LONGEST_ANSWER)
        lines.append(to.text("forms-now", answer=answer))
    if question.optional:
        lines.append(to.text("forms-optional"))
    return "\n".join(lines)


def question_keyboard(to: Recipient, event: Asking) -> InlineKeyboardMarkup:
    """Make the buttons under a question."""
    question, step = event.question, event.draft.step
    value = event.draft.answers.get(question.id)
    gathered = question.kind in SEVERAL or (question.kind is QuestionKind.FILE and question.most > 1)

    def tap(key: str, verb: str) -> InlineKeyboardButton:
        return button(to.label(key), FormAction.model_validate({"verb": verb, "step": step}))

    options = [
        button(
            mark + clip(option_label(to, question, option), LABEL),
            FormAction(verb="pick", step=step, value=option.id),
        )
        for mark, option in _marked(event)
    ]
    rows = [options] if question.kind is QuestionKind.YES_NO else [[one] for one in options]
    if gathered and value:
        rows.append([tap("forms-done", "done")])
    if question.kind is QuestionKind.FILE and value:
        rows.append([tap("forms-clear", "clear")])
    if not gathered and value is not None:
        rows.append([tap("forms-keep", "keep")])
    if question.optional and not value:
        rows.append([tap("forms-skip", "skip")])
    last = [] if event.first else [tap("forms-back", "back")]
    return keyboard(*rows, [*last, tap("forms-stop", "stop")])


def typed_button(to: Recipient, shown: Asking | Summing, text: str) -> FormAction | None:
    """Return the button whose label was typed instead of tapped, but not an option."""
    buttons = question_keyboard(to, shown) if isinstance(shown, Asking) else summary_keyboard(to, shown)
    for one in (one for row in buttons.inline_keyboard for one in row):
        if same_words(one.text, text):
            action = FormAction.unpack(one.callback_data or "")
            return None if action.verb == "pick" else action
    return None


def _marked(event: Asking) -> list[tuple[str, Any]]:
    question = event.question
    chosen = event.draft.answers.get(question.id)
    marked = []
    for place, option in enumerate(known_options(question, event.options), 1):
        if question.kind is QuestionKind.RANKING:
            rank = chosen.index(option.id) if chosen and option.id in chosen else None
            mark = f"{'○' if rank is None else RANKS[rank]} {place}. "
        elif question.kind is QuestionKind.MANY:
            mark = f"{'☑' if chosen and option.id in chosen else '☐'} {place}. "
        else:
            now = (YES if chosen else NO) if isinstance(chosen, bool) else chosen
            mark = "● " if option.id == now else ""
        marked.append((mark, option))
    return marked


def _put_keyboard_away(to: Recipient, left: Question | None, answers: Answers) -> None:
    """Remove the reply keyboard that shares a telephone number, once its question is left."""
    if left is None or left.kind is not QuestionKind.PHONE:
        return
    phone = answers.get(left.id)
    if phone is None:
        to.send(to.text("forms-phone-away"), ReplyKeyboardRemove())
    else:
        to.send(to.text("forms-phone-kept", phone=write_phone(phone)), ReplyKeyboardRemove())


# The summary


@tells(Summing)
def tell_summing(event: Summing, say: Say) -> None:
    show_summary(event, say)


def show_summary(event: Summing, say: Say, preface: str = "") -> None:
    """Show all answers, after `preface`."""
    to = say.to(event.person)
    _put_keyboard_away(to, event.left, event.answers)
    to.screen(preface + summary_text(to, event), summary_keyboard(to, event))


def summary_text(to: Recipient, event: Summing) -> str:
    """Word all answers on one screen."""
    head = to.text("forms-summary", title=to.label(f"form-{event.form.id}"))
    return f"{head}\n\n{answer_lines(to, event.questions, event.choices, event.answers)}"


def summary_keyboard(to: Recipient, event: Summing) -> InlineKeyboardMarkup:
    """Make the buttons under a summary: one to send it, and one to change each answer."""
    step = event.draft.step
    changes = [
        button(
            to.label(f"question-{question.id}-short"), FormAction(verb="change", step=step, value=question.id)
        )
        for question in event.questions
    ]
    return keyboard(
        [button(to.label("forms-send"), FormAction(verb="send", step=step))],
        *[changes[place : place + 2] for place in range(0, len(changes), 2)],
        [
            button(to.label("forms-stop"), FormAction(verb="stop", step=step)),
            button(to.label("forms-discard"), FormAction(verb="discard", step=step)),
        ],
    )


def ask_to_discard(to: Recipient, event: Asking | Summing) -> None:
    """Ask for confirmation before a draft is discarded."""
    step = event.draft.step
    confirm(
        to,
        to.text("forms-discard-ask", title=to.label(f"form-{event.form.id}")),
        button(to.label("forms-discard-sure"), FormAction(verb="sure", step=step)),
        back=button(to.label("forms-discard-no"), FormAction(verb="look", step=step)),
    )


# What becomes of a draft


@tells(Paused)
def tell_paused(event: Paused, say: Say) -> None:
    _put_keyboard_away(say.to(event.person), event.left, {})


@tells(Discarded)
def tell_discarded(event: Discarded, say: Say) -> None:
    to = say.to(event.person)
    _put_keyboard_away(to, event.left, {})
    to.screen(to.text("forms-discarded", title=to.label(f"form-{event.form.id}")), home_button(to))


@tells(FormSent)
def tell_form_sent(event: FormSent, say: Say) -> None:
    to = say.to(event.person)
    to.screen(to.text("forms-sent", title=to.label(f"form-{event.form.id}")), home_button(to))


@tells(DraftLying)
def tell_draft_lying(event: DraftLying, say: Say) -> None:
    to, far = say.to(event.person), event.unfinished
    title = to.label(f"form-{event.form.id}")
    to.send(
        to.text("forms-lying", title=title, done=far.done, total=far.total),
        keyboard(
            [
                button(
                    to.label("forms-continue", title=title, done=far.done, total=far.total),
                    ContactAction(verb="continue", value=event.form.id),
                )
            ]
        ),
        lane=Lane.NOTICES,
        key=f"form-lying:{event.person.id}:{event.draft.created_at}:{event.form.id}",
        may_be_lost=True,  # the draft is theirs, and is shown when they come again
    )
