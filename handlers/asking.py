"""Asking for one thing: the question, the answer that comes with the next message, and what is wrong with it.

`ask` shows the question. The handler registered with `router.answers(QUESTION)` takes the answer; what was kept with
the question comes as `asked`. The question is closed before the handler runs and its message loses its buttons; where
the answer is refused as invalid, the person reads why, and the question stays open.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import Filter
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, InlineKeyboardButton, Message

from domain.answers import Wrong
from domain.refusal import InvalidAnswer, Refusal
from domain.time import microseconds
from handlers.say import Recipient
from handlers.ui import button, keyboard

# Kept with a question: the key of its message, where its back button leads, the album that was refused last.
PROMPT, BACK, REFUSED = "prompt", "back", "refused"

Asked = Mapping[str, Any]  # what was kept with a question
Back = CallbackData | InlineKeyboardButton  # where «Back» leads to, or a button with a label of its own


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that a person is asked for; `name` is kept as the state of the conversation."""

    name: str


class Answering(Filter):
    """A message, or a tap, that comes while one of these questions is open."""

    def __init__(self, *questions: Question) -> None:
        self.names = frozenset(question.name for question in questions)

    async def __call__(self, _event: Message | CallbackQuery, raw_state: str | None = None) -> bool:
        return raw_state in self.names


async def expect(
    state: FSMContext, question: Question, /, *, way_back: InlineKeyboardButton | None = None, **kept: Any
) -> None:
    """Take the next message for the answer to a question that is on the screen already.

    `way_back` is shown with what is wrong with an answer.
    """
    await state.set_state(question.name)
    await state.set_data(
        kept if way_back is None else {**kept, BACK: [way_back.text, way_back.callback_data]}
    )


async def ask(
    to: Recipient,
    state: FSMContext,
    question: Question,
    text: str,
    /,
    *rows: Sequence[InlineKeyboardButton],
    back: Back,
    about: str = "ask",
    below: bool = False,
    **kept: Any,
) -> None:
    """Ask a question, with a button that leads back; `kept` comes back with the answer.

    `about` begins the message's key, as for `Recipient.screen`. `below`: the message that was tapped stays as it is.
    """
    key = f"{about}:asked:{to.person.id}:{to.say.update_id}"
    leave = _leave(to, back)
    await expect(state, question, way_back=leave, **kept, **{PROMPT: key})
    buttons = keyboard(*rows, [leave])
    if below:
        to.send(text, buttons, key=key, screen=True)
    else:
        to.screen(text, buttons, key=key, passing=True)


def confirm(to: Recipient, text: str, sure: InlineKeyboardButton, back: Back) -> None:
    """Ask whether to go ahead, with a button that does it and one that leads back."""
    to.screen(text, keyboard([sure], [_leave(to, back)]))


def _leave(to: Recipient, back: Back) -> InlineKeyboardButton:
    return lead_back(to, back) if isinstance(back, CallbackData) else back


def lead_back(to: Recipient, action: CallbackData) -> InlineKeyboardButton:
    """A button that leads back to the screen before."""
    return button(to.label("ui-back"), action)


async def take_answer(
    question: str,
    to: Recipient,
    state: FSMContext,
    handle: Callable[[Asked], Awaitable[None]],
    album: str = "",
) -> None:
    """Let a handler take the answer to an open question.

    `album`: the answer is a part of this album; once a part was refused, the others are passed over.
    """
    asked = await state.get_data()
    if album and album == asked.get(REFUSED):
        return
    await state.clear()
    try:
        await handle(asked)
    except (InvalidAnswer, Wrong) as refused:
        await expect(state, Question(question), **asked | ({REFUSED: album} if album else {}))
        _explain(to, refused, asked)
    except SkipHandler:
        await expect(state, Question(question), **asked)
        raise
    except Refusal:
        close(to, asked)
        raise
    else:
        close(to, asked)


def close(to: Recipient, asked: Asked) -> None:
    """Take the buttons from a question that was answered or given up; a tap has replaced its screen."""
    if PROMPT in asked and to.say.tapped is None:
        to.retire(asked[PROMPT], passing=True)


def _explain(to: Recipient, refused: InvalidAnswer | Wrong, asked: Asked) -> None:
    """Say what is wrong with an answer, with the question's way back."""
    details = spell(to, refused.details)
    example = details.pop("example", to.label("forms-none"))
    text = (
        to.text(f"wrong-{refused.reason}", example=example, **details)
        if isinstance(refused, Wrong)
        else to.text(f"refused-{refused.reason}", **details)
    )
    to.send(text, keyboard(leading_back(asked)), screen=True)


def spell(to: Recipient, details: Mapping[str, object]) -> dict[str, object]:
    """The details of a refusal as its text takes them: moments are written in the person's language."""
    moment = to.say.texts.moment
    return {
        name: moment(to.person.language, microseconds(value)) if isinstance(value, datetime) else value
        for name, value in details.items()
    }


def leading_back(asked: Asked) -> list[InlineKeyboardButton]:
    """The button that leads back from a question, where it has one."""
    if BACK not in asked:
        return []
    label, data = asked[BACK]
    return [InlineKeyboardButton(text=label, callback_data=data)]
