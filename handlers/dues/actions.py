"""The buttons of dues, and the states in which a text or a file belongs to them."""

from typing import Literal

from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.state import State, StatesGroup


class DuesAction(CallbackData, prefix="dues"):
    """A payer's tap; `id` is an invoice."""

    verb: Literal["show", "open", "file", "receipt", "attach", "attach-not", "pay", "history"]
    id: int = 0


class TreasuryAction(CallbackData, prefix="treasury"):
    """A tap of staff on a screen that showed `version` of an invoice.

    `id` is the invoice, or a member, or a payment; `value` is a list with its page, a reason, a method or a package.
    """

    verb: Literal[
        "overview",
        "list",
        "open",
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
        "anew",
        "files",
        "member",
        "packages",
        "package",
        "package-sure",
        "export",
        "find",
    ]
    id: int = 0
    version: int = 0
    value: str = ""


class Sending(StatesGroup):
    """Files that come now are receipts: `receipt` was asked for one, `album` goes on, `offered` waits for a yes."""

    receipt = State()
    album = State()
    offered = State()


class Treasury(StatesGroup):
    """The next text is meant for the treasurer's work."""

    other = State()
    refuse = State()
    enter = State()
    void = State()
    find = State()
