"""The buttons of applications."""

from typing import Annotated, Literal

from aiogram.filters.callback_data import CallbackData

from domain.roles import Role
from handlers.ui import Staff


class JoinAction(CallbackData, prefix="join"):
    """An applicant's tap, always about their own application; `value` is a kind of applicant."""

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

    verb: Annotated[
        Literal[
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
        ],
        Staff(Role.SECRETARY),
    ]
    id: int = 0
    version: int = 0
    value: str = ""
