"""The buttons of the board's work, and the states in which a text belongs to it."""

from typing import Literal

from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.state import State, StatesGroup


class BoardAction(CallbackData, prefix="board"):
    """A secretary's tap on a meeting's screens.

    `value` is a kind of meeting, the number of an application or (after a b) of a question, or hours and the version
    of the meeting to which they are added.
    """

    verb: Literal[
        "list",
        "open",
        "plan",
        "up",
        "down",
        "hold",
        "cancel",
        "hold-sure",
        "cancel-sure",
        "put",
        "vote",
        "vote-sure",
        "prolong",
        "close",
        "close-sure",
    ]
    id: int = 0
    value: str = ""


class AgendaAction(CallbackData, prefix="agenda"):
    """A secretary's tap about one question of an agenda."""

    verb: Literal["open", "remove", "adopt", "reject", "postpone"]
    id: int = 0


class PastAction(CallbackData, prefix="past"):
    """A secretary's or a board member's tap about meetings that were held."""

    verb: Literal["list", "open", "minutes"]
    id: int = 0
    page: int = 0


class VoteAction(CallbackData, prefix="vote"):
    """A board member's tap; `value` is a page."""

    verb: Literal["list", "open", "for", "against", "abstain", "papers", "answers", "ask"]
    id: int = 0
    value: int = 0


class BoardWriting(StatesGroup):
    """What the next text is."""

    date = State()
    question = State()
    expulsion = State()
    room = State()
    to_applicant = State()
