"""The buttons of dues."""

from typing import Annotated, Literal

from aiogram.filters.callback_data import CallbackData

from domain.dues.context import STAFF
from domain.roles import Role
from handlers.ui import Staff


class DuesAction(CallbackData, prefix="dues"):
    """A payer's tap; `id` is an invoice."""

    verb: Literal["show", "open", "file", "receipt", "attach", "attach-not", "pay", "history"]
    id: int = 0


class TreasuryAction(CallbackData, prefix="treasury"):
    """A tap of staff on a screen that showed `version` of an invoice.

    `id` is the invoice, or a member, or a payment; `value` is a list with its page, a reason, a method or a package.
    """

    verb: (
        Annotated[
            Literal[
                "overview",
                "list",
                "open",
                "files",
                "member",
                "packages",
                "package",
                "package-sure",
                "export",
                "find",
            ],
            Staff(*STAFF),
        ]
        | Annotated[
            Literal[
                "confirm",
                "other",
                "refuse",
                "reason",
                "enter",
                "whole",
                "payments",
                "back",
                "back-sure",
                "void",
                "reissue",
            ],
            Staff(Role.TREASURER),
        ]
    )
    id: int = 0
    version: int = 0
    value: str = ""
