"""The parts of the screens about leaving: buttons, keys, texts."""

from typing import Annotated, Literal

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardMarkup

from domain.leaving.entities import DepartureCard, DepartureStatus, Words
from domain.members.entities import Member
from domain.roles import Role
from handlers.contacts.home import back_button
from handlers.dues.wording import day_at, money
from handlers.members.register import RegisterAction
from handlers.names import person_name
from handlers.say import Recipient
from handlers.ui import Staff, button, clip, keyboard

SHOWN_WORDS = 4  # the last that were said, on a card


class LeavingAction(CallbackData, prefix="leaving"):
    """A tap of somebody who may leave; `id` is a member, or with `stay` and `answer` an application to leave."""

    verb: Literal["sure", "stay", "answer"]
    id: int = 0


class DepartureAction(CallbackData, prefix="departure"):
    """The secretary's tap on an application to leave."""

    verb: Annotated[Literal["open", "speak", "confirm"], Staff(Role.SECRETARY)]
    id: int = 0


def about(card: DepartureCard) -> str:
    """Return the prefix of the keys of all messages about an application to leave, by which an erasure finds them."""
    return f"leaving:{card.departure.id}"


def own_key(card: DepartureCard, person_id: int) -> str:
    """Return the key of the first message about it to a member or a representative."""
    return f"{about(card)}:own:{person_id}"


def speech_key(card: DepartureCard, number: int, person_id: int) -> str:
    """Return the key of a message from the secretary, by its number."""
    return f"{about(card)}:words:{number}:{person_id}"


def card_key(card: DepartureCard, person_id: int) -> str:
    """Return the key of this member of staff's card."""
    return f"{about(card)}:card:{person_id}"


def member_name(member: Member) -> str:
    """Name a member on a screen."""
    return clip(member.name, 200)


def card_text(to: Recipient, card: DepartureCard) -> str:
    """Word an application to leave for staff."""
    departure, member = card.departure, card.membership.member
    moment, language = to.say.texts.moment, to.person.language
    text = to.text(
        "leaving-card",
        kind=member.kind.value,
        name=member_name(member),
        number=str(member.id),
        since=day_at(to, member.since),
        at=moment(language, departure.asked_at),
        who="none" if member.person_id is not None or card.author is None else person_name(to, card.author),
        reason=departure.reason or "none",
        owed=money(to, card.owed) if card.owed else "none",
    )
    lines = [text, *(_words_text(to, words) for words in card.words[-SHOWN_WORDS:])]
    by = "none" if card.settled_by is None else person_name(to, card.settled_by)
    settled_at = "none" if departure.settled_at is None else moment(language, departure.settled_at)
    lines.append(to.text("leaving-card-stands", status=departure.status.value, by=by, at=settled_at))
    return "\n\n".join(lines)


def _words_text(to: Recipient, words: Words) -> str:
    return to.text("leaving-words", by="staff" if words.staff else "member", text=clip(words.text, 400))


def card_keyboard(to: Recipient, card: DepartureCard) -> InlineKeyboardMarkup:
    """Make the buttons for what staff can do now."""
    number = card.departure.id
    open_now = card.departure.status is DepartureStatus.ASKED
    return keyboard(
        [button(to.label("leaving-confirm"), DepartureAction(verb="confirm", id=number))] if open_now else [],
        [
            *(
                [button(to.label("leaving-speak"), DepartureAction(verb="speak", id=number))]
                if open_now
                else []
            ),
            button(to.label("leaving-list-button"), RegisterAction(verb="departures")),
        ],
    )


def standing_text(to: Recipient, card: DepartureCard) -> str:
    """Word an application to leave for the member."""
    return to.text(
        "leaving-standing",
        status=card.departure.status.value,
        kind=card.membership.member.kind.value,
        name=member_name(card.membership.member),
        at=day_at(to, card.departure.asked_at),
    )


def standing_keyboard(to: Recipient, card: DepartureCard) -> InlineKeyboardMarkup:
    """Make the buttons for what the member can do now."""
    if card.departure.status is not DepartureStatus.ASKED:
        return keyboard([back_button(to)])
    return keyboard(
        [button(to.label("leaving-stay"), LeavingAction(verb="stay", id=card.departure.id))],
        [back_button(to)],
    )
