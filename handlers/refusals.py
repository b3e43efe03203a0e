"""Refusals in the chat: why something was not done, with the way on."""

from collections.abc import Callable
from typing import TypeVar

from aiogram.types import InlineKeyboardMarkup

from domain.refusal import Gone, InvalidAnswer, Refusal
from handlers.asking import spell
from handlers.contacts.home import home_button
from handlers.say import Recipient, Say
from handlers.tellings import tells

WayOn = Callable[[Recipient], InlineKeyboardMarkup]
Declared = TypeVar("Declared", bound=WayOn)

LONGEST_ALERT = 200  # characters
WAYS_ON: dict[str, WayOn] = {}


def way_on(*reasons: str) -> Callable[[Declared], Declared]:
    """Declare the buttons that lead on from these reasons; a noun alone stands for all of its reasons."""

    def declare(buttons: Declared) -> Declared:
        for reason in reasons:
            if reason in WAYS_ON:
                raise TypeError(f"the way on from {reason} is declared twice")
            WAYS_ON[reason] = buttons
        return buttons

    return declare


@tells(Refusal, Gone, InvalidAnswer)
def tell_refusal(event: Refusal, say: Say) -> None:
    """Answer a tap with an alert, and a message with a message.

    A tapped screen is replaced if what it shows is gone, but not in a group, where others see it.
    """
    to = say.to(event.person)
    key, details = f"refused-{event.reason}", spell(to, event.details)
    alert = to.label(key, **details).split("\n")[0]
    say.answer(alert[:LONGEST_ALERT], alert=True)
    if say.tapped is None or (isinstance(event, Gone) and to.in_private):
        to.screen(to.text(key, **details), buttons_of(event.reason)(to))


def buttons_of(reason: str) -> WayOn:
    """The way on from a reason: its own, else its noun's, else home."""
    noun = reason.partition("-")[0]
    return WAYS_ON.get(reason) or WAYS_ON.get(noun) or home_button
