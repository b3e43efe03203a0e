"""The notices about an application to leave: cards, messages both ways, the confirmation."""

from aiogram.types import InlineKeyboardButton

from domain.leaving.entities import DepartureCard
from domain.leaving.events import DepartureAsked, DepartureConfirmed, DepartureDiscussed
from domain.outbox import Lane
from domain.people import Person
from domain.roles import Role
from handlers.contacts.home import home_button
from handlers.leaving.wording import (
    DepartureAction,
    LeavingAction,
    about,
    card_key,
    card_keyboard,
    card_text,
    member_name,
    own_key,
    speech_key,
)
from handlers.members.register import notify_concerned
from handlers.say import Recipient, Say
from handlers.tellings import tells
from handlers.ui import button, keyboard


def send_cards(event: DepartureAsked, say: Say) -> None:
    """Send a card to everybody who may confirm."""
    card = event.card
    for person in event.deciders:
        to = say.to(person)
        if event.stand_in:
            to.send(to.text("leaving-stand-in"), lane=Lane.NOTICES, may_be_lost=True)  # the card comes too
        to.send(
            card_text(to, card),
            card_keyboard(to, card),
            lane=Lane.NOTICES,
            key=card_key(card, person.id),
            unheard=Role.SECRETARY,
        )


def amend_cards(
    card: DepartureCard, deciders: tuple[Person, ...], say: Say, actor: Person | None = None
) -> None:
    """Update every card; the actor sees it where they tapped."""
    for person in deciders:
        to = say.to(person)
        if actor is not None and person.id == actor.id and say.tapped is not None:
            show_card(to, card)
        to.amend(card_key(card, person.id), card_text(to, card), card_keyboard(to, card))


def show_card(to: Recipient, card: DepartureCard) -> None:
    """Show the card."""
    to.screen(card_text(to, card), card_keyboard(to, card), about=about(card))


@tells(DepartureDiscussed)
def tell_departure_discussed(event: DepartureDiscussed, say: Say) -> None:
    card = event.card
    name = member_name(card.membership.member)
    amend_cards(card, event.deciders, say)
    to = say.to(event.person)
    if event.staff:
        to.send(to.text("leaving-spoken", name=name), keyboard([_card_button(to, card)]))
    else:
        to.send(to.text("leaving-answered"), home_button(to))
    for listener in event.listeners:
        other = say.to(listener)
        if event.staff:
            other.send(
                other.text("leaving-speech", text=event.text),
                keyboard(
                    [
                        button(
                            other.label("leaving-answer"), LeavingAction(verb="answer", id=card.departure.id)
                        )
                    ],
                    [button(other.label("leaving-stay"), LeavingAction(verb="stay", id=card.departure.id))],
                ),
                lane=Lane.NOTICES,
                key=speech_key(card, len(card.words), listener.id),
                unheard=Role.SECRETARY,
            )
        else:
            other.send(
                other.text("leaving-reply", name=name, text=event.text),
                keyboard([_card_button(other, card)]),
                lane=Lane.NOTICES,
                key=f"{about(card)}:reply:{len(card.words)}:{listener.id}",
                unheard=Role.SECRETARY,
            )


def _card_button(to: Recipient, card: DepartureCard) -> InlineKeyboardButton:
    return button(to.label("leaving-open"), DepartureAction(verb="open", id=card.departure.id))


@tells(DepartureConfirmed)
def tell_departure_confirmed(event: DepartureConfirmed, say: Say) -> None:
    """Tell the member and update every card."""
    amend_cards(event.card, event.deciders, say, event.actor)
    retire_buttons(event.card, event.changed.concerned, say)
    notify_concerned(event.changed, say, staff=False)


def retire_buttons(card: DepartureCard, people: tuple[Person, ...], say: Say) -> None:
    """Remove the buttons from what these people were sent: the application is settled."""
    for person in people:
        to = say.to(person)
        to.retire(own_key(card, person.id))
        for number, words in enumerate(card.words, 1):
            if words.staff:
                to.retire(speech_key(card, number, person.id))
