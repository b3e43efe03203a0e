"""Buttons of moderation, and the wording of rules and people."""

from collections.abc import Sequence
from typing import Annotated, Literal

from aiogram.filters.callback_data import CallbackData

from domain.association import Localized
from domain.moderation.entities import Named
from domain.roles import Role
from handlers.say import Recipient
from handlers.ui import Staff, clip

LONGEST_NAME = 64
SHOWN_TEXT = 700  # characters of a message on a card


class ModerationAction(CallbackData, prefix="mod"):
    """A tap on a card; `id` is the incident, warning, sanction, appeal or wish that the verb is about.

    `value` is a rule's number or hours.
    """

    verb: (
        Annotated[
            Literal[
                "warn",
                "remove",
                "block",
                "other",
                "card",
                "dismiss",
                "release",
                "lift",
                "undo",
                "reason",
                "confirm",
            ],
            Staff(Role.MODERATOR),
        ]
        | Annotated[Literal["uphold", "decline"], Staff(Role.MODERATOR, Role.ADMINISTRATOR)]
    )
    id: int
    value: int = 0


class AppealAction(CallbackData, prefix="appeal"):
    """A tap by a person who was warned (`w`) or sanctioned (`s`)."""

    verb: Literal["ask", "stop"]
    kind: str = ""
    id: int = 0


def rules_text(to: Recipient, rules: Sequence[Localized]) -> str:
    """The rules of communication, numbered."""
    lines = [rule_text(to, number, rules) for number in range(1, len(rules) + 1)]
    return "\n".join([to.text("moderation-rules", count=len(rules)), *lines])


def rule_text(to: Recipient, number: int, rules: Sequence[Localized]) -> str:
    """One rule with its number; empty if it does not exist."""
    if not 0 < number <= len(rules):
        return ""
    return to.text("moderation-rule-line", number=str(number), rule=to.name(rules[number - 1]))


def name_of(to: Recipient, who: Named | None) -> str:
    """A person's name, or else their id; a placeholder if Telegram does not say who it was."""
    if who is None or not who.id:
        return to.label("moderation-unknown")
    return clip(who.name, LONGEST_NAME) or to.label("role-nameless", id=str(who.id))
