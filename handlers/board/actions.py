"""The buttons of the board's work."""

from typing import Annotated, Literal

from aiogram.filters.callback_data import CallbackData

from domain.roles import Role
from handlers.ui import Staff


class BoardAction(CallbackData, prefix="board"):
    """A secretary's tap on a meeting's screens.

    `value` is a kind of meeting, the id of an application or (after a b) of a question, or the hours to add and the
    version of the meeting that they are added to.
    """

    verb: (
        Annotated[Literal["list"], Staff(Role.SECRETARY, Role.BOARD_MEMBER)]
        | Annotated[
            Literal[
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
            ],
            Staff(Role.SECRETARY),
        ]
    )
    id: int = 0
    value: str = ""


class AgendaAction(CallbackData, prefix="agenda"):
    """A secretary's tap on a question of an agenda."""

    verb: Annotated[Literal["open", "remove", "adopt", "reject", "postpone"], Staff(Role.SECRETARY)]
    id: int = 0


class PastAction(CallbackData, prefix="past"):
    """A secretary's or board member's tap on the screens of past meetings."""

    verb: Annotated[Literal["list", "open", "minutes"], Staff(Role.SECRETARY, Role.BOARD_MEMBER)]
    id: int = 0
    page: int = 0


class VoteAction(CallbackData, prefix="vote"):
    """A board member's tap; `value` is a page."""

    verb: Annotated[
        Literal["list", "open", "for", "against", "abstain", "papers", "answers", "ask"],
        Staff(Role.BOARD_MEMBER),
    ]
    id: int = 0
    value: int = 0
