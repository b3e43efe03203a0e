"""Buttons that the screens of introductions share."""

from typing import Annotated, Literal

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton

from domain.roles import Role
from handlers.say import Recipient
from handlers.ui import Staff, button


class IntroductionAction(CallbackData, prefix="meet"):
    """A tap on the screens of introductions; `value` is an interest, or the mark of the consent text."""

    verb: (
        Literal[
            "open", "agree", "toggle", "about", "clear", "pause", "resume", "stop", "met", "agreed", "missed"
        ]
        | Annotated[Literal["report"], Staff(Role.MARKETING)]
    )
    id: int = 0
    value: str = ""


def act(to: Recipient, label: str, verb: str, introduction_id: int = 0) -> InlineKeyboardButton:
    """A button without a value."""
    action = {"verb": verb, "id": introduction_id}
    return button(to.label(label), IntroductionAction.model_validate(action))


def ways_out(to: Recipient) -> list[InlineKeyboardButton]:
    """The buttons to skip the next round and to stop."""
    return [act(to, "introduction-pause", "pause"), act(to, "introduction-stop", "stop")]
