"""An application as its applicant sees it: correcting, handing in, withdrawing."""

from aiogram.fsm.context import FSMContext

from domain.applications.entities import Card
from domain.applications.events import (
    AlreadyMember,
    ApplicationGone,
    ApplicationNotMade,
    ApplicationPrepared,
    QuestionnaireArrived,
)
from domain.applications.use_cases import Applications
from domain.forms.events import Asking, Summing
from domain.outbox import Lane
from domain.people import Person
from handlers.applications.actions import JoinAction
from handlers.applications.decided import amend_cards
from handlers.applications.refusals import lead_to_joining
from handlers.applications.screens import (
    applicant_keyboard,
    applicant_text,
    join_button,
    own_key,
    retire_before,
)
from handlers.asking import confirm
from handlers.contacts.home import ContactAction, back_button, home_button
from handlers.forms.screens import show_question, show_summary
from handlers.router import Router
from handlers.say import Recipient, Say, Tell
from handlers.tellings import tells
from handlers.ui import button, keyboard

router = Router(name="applications-applicant")


@router.taps(ContactAction, "application")
@router.taps(JoinAction, "show")
async def show(person: Person, say: Say, applications: Applications, state: FSMContext) -> None:
    await state.clear()
    card = await applications.standing(person)
    if card is None:
        tell_application_gone(ApplicationGone(person), say)
    else:
        tell_card(card, say)


@tells(Card)
def tell_card(card: Card, say: Say) -> None:
    to = say.to(card.applicant)
    to.screen(applicant_text(to, card), applicant_keyboard(to, card))


@tells(ApplicationGone)
def tell_application_gone(event: ApplicationGone, say: Say) -> None:
    to = say.to(event.person)
    to.screen(to.text("application-gone"), lead_to_joining(to))


@tells(AlreadyMember)
def tell_already_member(event: AlreadyMember, say: Say) -> None:
    to = say.to(event.person)
    to.screen(
        to.text("application-already-member", name=event.membership.member.name),
        keyboard(
            [button(to.label("contact-membership"), ContactAction(verb="membership"))], [back_button(to)]
        ),
    )


@router.taps(JoinAction, "correct")
async def correct(person: Person, applications: Applications, state: FSMContext, tell: Tell) -> None:
    await state.clear()
    tell(await applications.correct(person))


@router.taps(JoinAction, "again")
async def prepare_again(person: Person, applications: Applications, tell: Tell) -> None:
    tell(await applications.prepare_again(person))


@tells(QuestionnaireArrived)
def tell_questionnaire_arrived(event: QuestionnaireArrived, say: Say) -> None:
    """Confirm that the questionnaire has arrived and show what the application form asks next."""
    opened, to = event.opened, say.to(event.person)
    left = opened.total - opened.number + 1 if isinstance(opened, Asking) else 0
    preface = to.text("application-arrived", left=left) + "\n\n"
    if isinstance(opened, Asking):
        show_question(opened, say, preface)
    elif isinstance(opened, Summing):
        show_summary(opened, say, preface)


@tells(ApplicationPrepared)
def tell_application_prepared(event: ApplicationPrepared, say: Say) -> None:
    to = say.to(event.applicant)
    application = event.card.application
    retire_before(to, event.card)
    preparing, document = preparing_key(event.job), own_key(event.card)
    to.screen(to.text("application-preparing", number=str(application.id)), home_button(to), key=preparing)
    package = next((it for it in say.association.packages if it.id == application.kind), None)
    to.document(
        event.job,
        to.text(
            "application-document",
            kind=application.kind.value,
            fee="none" if package is None else say.texts.money(to.person.language, package.fee),
            confirm="yes" if event.card.confirmable else "no",
            payment=to.name(event.payment) if event.payment else "",
        ),
        keyboard(
            [join_button(to, "confirm")] if event.card.confirmable else [],
            [join_button(to, "correct"), button(to.label("application-show"), JoinAction(verb="show"))],
        ),
        key=document,
    )
    # When the document is there, the screen that promised it says what to do with it.
    to.amend(preparing, applicant_text(to, event.card), home_button(to), after=document)
    amend_cards(event, say)


def preparing_key(job: int) -> str:
    """Make the key of the screen that promises a job's document."""
    return f"preparing:{job}"


@tells(ApplicationNotMade)
def tell_application_not_made(event: ApplicationNotMade, say: Say) -> None:
    to = say.to(event.person)
    to.remove(preparing_key(event.job))
    to.send(
        to.text("application-not-made"),
        keyboard([join_button(to, "again")], [back_button(to)]),
        lane=Lane.NOTICES,
    )


@router.taps(JoinAction, "submit")
async def submit(person: Person, applications: Applications, tell: Tell) -> None:
    tell(await applications.submit(person))


@router.taps(JoinAction, "confirm")
async def confirm_application(person: Person, applications: Applications, tell: Tell) -> None:
    tell(await applications.confirm(person))


@router.taps(JoinAction, "withdraw")
async def ask_to_withdraw(to: Recipient) -> None:
    sure = join_button(to, "withdraw-sure")
    confirm(to, to.text("application-withdraw-ask"), sure, back=JoinAction(verb="show"))


@router.taps(JoinAction, "withdraw-sure")
async def withdraw(person: Person, applications: Applications, tell: Tell) -> None:
    tell(await applications.withdraw(person))
