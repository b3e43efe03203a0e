"""Cards on which moderators decide: in their chats, or with each of them in private; all show the present state."""

from collections.abc import Callable, Iterable

from aiogram.types import InlineKeyboardMarkup

from domain.chats.entities import CardPlace
from domain.outbox import REFUSED, Lane
from domain.people import Person
from handlers.say import Recipient, Say

CARD = REFUSED + "card"  # what is refused goes elsewhere: see `handlers.deliveries`

Written = Callable[[Recipient], tuple[str, InlineKeyboardMarkup]]


def to_moderators(
    say: Say,
    places: Iterable[CardPlace],
    key: str,
    write: Written,
    *,
    again: bool = False,
    only_there: bool = False,
) -> None:
    """Put a card before the moderators, in the language of each place; `again`: it is there already and is updated.

    A place that has no card yet, or lost it, gets one, but for `only_there`.
    """
    for place in places:
        to = _at(say, place)
        here = f"{key}:{place.id}"
        if again:
            to.amend(here, *write(to), resend_if_missing=not only_there, result_topic=CARD)
        else:
            to.send(*write(to), lane=Lane.NOTICES, key=here, result_topic=CARD)


def mark_card(
    say: Say, places: Iterable[CardPlace], key: str, mark: Callable[[Recipient], InlineKeyboardMarkup]
) -> None:
    """Change just the buttons under a card, wherever it is."""
    for place in places:
        to = _at(say, place)
        to.retire(f"{key}:{place.id}", mark(to))


def _at(say: Say, place: CardPlace) -> Recipient:
    """A chat is spoken to as one person is."""
    return say.to(Person(place.id, place.language, 0))
