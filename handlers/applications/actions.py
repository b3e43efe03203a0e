"""The buttons of applications, and the states in which a text belongs to one."""

from typing import Literal

from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.state import State, StatesGroup


class JoinAction(CallbackData, prefix="join"):
    """An applicant's tap; it is always about their own application. `value` is a kind."""

    verb: Literal[
        "choose",
        "show",
        "correct",
        "again",
        "empty",
        "submit",
        "confirm",
        "write",
        "withdraw",
        "withdraw-sure",
    ]
    value: str = ""


class CardAction(CallbackData, prefix="card"):
    """A secretary's tap on a card that showed `version`; `value` is a ready reason, a decision or a page."""

    verb: Literal[
        "list",
        "open",
        "accept",
        "ask",
        "return",
        "decline",
        "reason",
        "files",
        "answers",
        "history",
        "admit",
        "refuse",
        "postpone",
    ]
    id: int = 0
    version: int = 0
    value: str = ""


class Writing(StatesGroup):
    """The next text is meant for an application."""

    to_secretary = State()
    as_secretary = State()
