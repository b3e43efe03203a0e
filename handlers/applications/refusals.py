"""Why a step with an application was not taken, and the present state of the application."""

from aiogram.types import InlineKeyboardMarkup

from domain.applications.refusals import ApplicationStatusConflict
from handlers.applications.screens import about, applicant_keyboard, applicant_text, card_keyboard, card_text
from handlers.contacts.home import ContactAction, back_button
from handlers.refusals import way_on
from handlers.say import Recipient, Say
from handlers.tellings import tells
from handlers.ui import button, keyboard


@way_on("applications-missing")
def lead_to_joining(to: Recipient) -> InlineKeyboardMarkup:
    return keyboard([button(to.label("contact-join"), ContactAction(verb="join"))], [back_button(to)])


@tells(ApplicationStatusConflict)
def tell_application_status_conflict(event: ApplicationStatusConflict, say: Say) -> None:
    """Show the applicant their application, and a secretary the card."""
    to, card, tapped = say.to(event.person), event.card, say.tapped
    to.answer("refused-applications-stale", alert=True)
    on_card = tapped is not None and (tapped.data or "").startswith("card:")
    if event.person.id == card.applicant.id and not on_card:
        to.screen(applicant_text(to, card), applicant_keyboard(to, card))
        return
    if tapped is None:
        to.send(to.text("refused-applications-stale"), screen=True)
    to.screen(card_text(to, card), card_keyboard(to, card), about=about(card))
