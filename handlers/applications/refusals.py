"""Why a step with an application was not taken: said clearly, with how it stands now."""

from domain.applications.refusals import (
    ApplicationMissing,
    ConfirmationNotEnough,
    NotAPage,
    NothingSigned,
    OutOfTurn,
    TooManyPages,
)
from domain.reasons import ReasonMissing
from handlers.applications.screens import about, applicant_keyboard, applicant_text, card_keyboard, card_text
from handlers.contacts.home import ContactAction, back_button, home_button
from handlers.say import Say
from handlers.tellings import tells
from handlers.ui import button, keyboard


@tells(OutOfTurn)
def tell_out_of_turn(event: OutOfTurn, say: Say) -> None:
    """Somebody was quicker, or the button is old: here is how the application stands."""
    to = say.to(event.person)
    to.answer("application-out-of-turn", alert=True)
    if event.person.id == event.card.applicant.id and say.tapped is not None and is_own(say):
        to.screen(applicant_text(to, event.card), applicant_keyboard(to, event.card))
    elif event.person.id == event.card.applicant.id and say.tapped is None:
        to.send(applicant_text(to, event.card), applicant_keyboard(to, event.card))
    elif say.tapped is None:
        to.send(to.text("application-out-of-turn"))
        to.send(card_text(to, event.card), card_keyboard(to, event.card), key=None)
    else:
        to.screen(card_text(to, event.card), card_keyboard(to, event.card), about=about(event.card))


def is_own(say: Say) -> bool:
    """Whether the tap was on an applicant's screen, not on a card."""
    return say.tapped is not None and not (say.tapped.data or "").startswith("card:")


@tells(ApplicationMissing)
def tell_application_missing(event: ApplicationMissing, say: Say) -> None:
    to = say.to(event.person)
    to.answer("application-missing", alert=True)
    to.screen(
        to.text("application-missing"),
        keyboard([button(to.label("contact-join"), ContactAction(verb="join"))], [back_button(to)]),
    )


@tells(NothingSigned)
def tell_nothing_signed(event: NothingSigned, say: Say) -> None:
    to = say.to(event.person)
    to.answer("application-nothing-signed", alert=True)
    if say.tapped is None:
        to.send(to.text("application-nothing-signed"))


@tells(NotAPage)
def tell_not_a_page(event: NotAPage, say: Say) -> None:
    to = say.to(event.person)
    to.send(to.text("application-not-a-page"))


@tells(TooManyPages)
def tell_too_many_pages(event: TooManyPages, say: Say) -> None:
    to = say.to(event.person)
    to.send(to.text("application-too-many-pages", most=event.most))


@tells(ConfirmationNotEnough)
def tell_confirmation_not_enough(event: ConfirmationNotEnough, say: Say) -> None:
    to = say.to(event.person)
    to.answer("application-confirmation-not-enough", alert=True)


@tells(ReasonMissing)
def tell_reason_missing(event: ReasonMissing, say: Say) -> None:
    to = say.to(event.person)
    to.answer("application-reason-missing", alert=True)
    if say.tapped is None:
        to.send(to.text("application-reason-missing"), home_button(to))
