"""Tell what happened with an application, to the applicant and on every secretary's card."""

from domain.applications.entities import Card
from domain.applications.events import (
    ApplicationEvent,
    ApplicationReviewed,
    ApplicationSubmitted,
    ApplicationWithdrawn,
    QuestionAnswered,
)
from domain.outbox import Lane
from domain.people import Person
from domain.roles import Role
from handlers.applications.actions import CardAction
from handlers.applications.screens import (
    about,
    applicant_keyboard,
    applicant_text,
    card_key,
    card_keyboard,
    card_text,
    own_key,
    retire_before,
    retire_pages,
)
from handlers.contacts.home import home_button
from handlers.say import Recipient, Say
from handlers.tellings import tells
from handlers.ui import button, keyboard


@tells(ApplicationSubmitted)
def tell_application_submitted(event: ApplicationSubmitted, say: Say) -> None:
    to = say.to(event.applicant)
    retire_before(to, event.card)
    retire_pages(to, event.card, (page.album for page in event.card.application.files))
    to.screen(applicant_text(to, event.card), applicant_keyboard(to, event.card), key=own_key(event.card))
    send_cards(event, say)
    for stand_in in event.stand_ins:
        other = say.to(stand_in)
        other.send(
            other.text("application-nobody", number=str(event.card.application.id)),
            lane=Lane.NOTICES,
            key=card_key(event.card, stand_in.id),
            unheard=Role.SECRETARY,
        )


@tells(QuestionAnswered)
def tell_question_answered(event: QuestionAnswered, say: Say) -> None:
    if event.further:
        amend_cards(event, say)
        return
    to = say.to(event.applicant)
    retire_before(to, event.card)
    to.send(to.text("application-written"), applicant_keyboard(to, event.card), key=own_key(event.card))
    send_cards(event, say)


@tells(ApplicationReviewed)
def tell_application_reviewed(event: ApplicationReviewed, say: Say) -> None:
    to_applicant(event.card, say)
    update_cards(event.card, event.actor, event.secretaries, say)


@tells(ApplicationWithdrawn)
def tell_application_withdrawn(event: ApplicationWithdrawn, say: Say) -> None:
    to = say.to(event.applicant)
    retire_before(to, event.card)
    retire_pages(to, event.card, (page.album for page in event.card.application.files))
    to.screen(to.text("application-withdrawn"), home_button(to))
    amend_cards(event, say)


def to_applicant(card: Card, say: Say) -> None:
    """Tell the applicant the present status of their application."""
    to = say.to(card.applicant)
    retire_before(to, card)
    text, buttons = applicant_text(to, card), applicant_keyboard(to, card)
    to.send(text, buttons, lane=Lane.NOTICES, key=own_key(card), unheard=Role.SECRETARY)


def send_cards(event: ApplicationEvent, say: Say) -> None:
    """Send every secretary a new card; the previous one points to it."""
    number = event.card.application.cards
    for secretary in event.secretaries:
        to = say.to(secretary)
        if number > 1:
            to.amend(
                card_key(event.card, secretary.id, number - 1),
                to.text("application-card-moved", number=str(event.card.application.id)),
            )
        to.send(
            card_text(to, event.card),
            card_keyboard(to, event.card),
            lane=Lane.NOTICES,
            key=card_key(event.card, secretary.id),
            unheard=Role.SECRETARY,
        )


def amend_cards(event: ApplicationEvent, say: Say) -> None:
    """Update every secretary's card after an act of the applicant."""
    for secretary in event.secretaries:
        _amend(say.to(secretary), event.card)


def update_cards(card: Card, actor: Person | None, secretaries: tuple[Person, ...], say: Say) -> None:
    """Update every secretary's card; the actor sees it where they tapped, or gets a line."""
    for secretary in secretaries:
        to = say.to(secretary)
        if actor is not None and secretary.id == actor.id:
            show_result(to, card)
        _amend(to, card)


def show_result(to: Recipient, card: Card) -> None:
    """Show the card in place of what was tapped; after a typed text, say that it is done."""
    if to.say.tapped is not None:
        to.screen(card_text(to, card), card_keyboard(to, card), about=about(card))
    else:
        number = str(card.application.id)
        action = CardAction(verb="open", id=card.application.id)
        to.send(
            to.text("application-card-done", number=number, status=card.application.status.value),
            keyboard([button(to.label("application-card-open", number=number), action)]),
        )


def _amend(to: Recipient, card: Card) -> None:
    to.amend(card_key(card, to.person.id), card_text(to, card), card_keyboard(to, card))
