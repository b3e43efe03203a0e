"""Take part in introductions: the invitation with its consent, interests, a line about oneself, pause, leave."""

from aiogram.fsm.context import FSMContext
from aiogram.types import InlineKeyboardButton

from domain.consent import ConsentText
from domain.introductions.entities import ABOUT_LENGTH, Participant
from domain.introductions.events import Participation, Stopped
from domain.introductions.participation import Introductions
from domain.people import Person
from handlers.asking import Question, ask
from handlers.contacts.home import ContactAction, back_button
from handlers.introductions.wording import IntroductionAction, act
from handlers.router import Router
from handlers.say import Recipient, Say, Tell
from handlers.tellings import tells
from handlers.ui import button, keyboard

router = Router(name="introductions-participation")


ABOUT = Question("introductions-about")


@router.commands("meet")
@router.taps(IntroductionAction, "open")
@router.taps(ContactAction, "meet")
async def open_introductions(
    person: Person, introductions: Introductions, state: FSMContext, tell: Tell
) -> None:
    await state.clear()
    tell(await introductions.look(person))


@tells(Participation)
def tell_participation(event: Participation, say: Say) -> None:
    to = say.to(event.person)
    if event.participant is None:
        show_invitation(to, event)
    else:
        _show_participation(to, event, event.participant)


def show_invitation(to: Recipient, shown: Participation, *, changed: bool = False) -> None:
    """Show what introductions are, and the full consent to them."""
    about = to.text(
        "introduction-invitation",
        weeks=shown.weeks,
        at=to.say.texts.moment(to.person.language, shown.next_round),
    )
    consent = to.text("introduction-consent", version=to.say.association.consent_version)
    agree = IntroductionAction(verb="agree", value=_text(to).mark)
    to.screen(
        "\n\n".join([*([to.text("consent-changed")] if changed else []), about, consent]),
        keyboard([button(to.label("introduction-agree"), agree)], _report_row(to, shown), [back_button(to)]),
    )


def _text(to: Recipient) -> ConsentText:
    return to.say.texts.consent(to.person.language, "introduction-consent")


def _report_row(to: Recipient, shown: Participation) -> list[InlineKeyboardButton]:
    return [act(to, "introduction-report-button", "report")] if shown.reports else []


def _show_participation(to: Recipient, shown: Participation, participant: Participant) -> None:
    rows = [
        [
            button(
                ("☑ " if interest.id in participant.interests else "☐ ") + to.name(interest.title),
                IntroductionAction(verb="toggle", value=interest.id),
            )
        ]
        for interest in shown.interests
    ]
    pausing = participant.pausing
    to.screen(
        to.text(
            "introduction-taking-part",
            pausing="yes" if pausing else "no",
            at=to.say.texts.moment(to.person.language, shown.next_round),
            about=participant.about or "none",
            named="yes" if to.person.username else "no",
            offered=len(rows),
        ),
        keyboard(
            *rows,
            [
                act(to, "introduction-about", "about"),
                act(to, "introduction-resume", "resume")
                if pausing
                else act(to, "introduction-pause", "pause"),
            ],
            [act(to, "introduction-stop", "stop"), back_button(to)],
            _report_row(to, shown),
        ),
    )


@router.taps(IntroductionAction, "agree")
async def agree(
    action: IntroductionAction,
    person: Person,
    to: Recipient,
    introductions: Introductions,
    tell: Tell,
) -> None:
    shown = await introductions.look(person)
    if shown.participant is None and action.value != _text(to).mark:
        to.answer("consent-changed", alert=True)
        show_invitation(to, shown, changed=True)
        return
    tell(await introductions.join(person, _text(to), update_id=to.say.update_id))


@router.taps(IntroductionAction, "toggle", "clear", "pause", "resume")
async def change(
    action: IntroductionAction,
    person: Person,
    introductions: Introductions,
    state: FSMContext,
    tell: Tell,
) -> None:
    await state.clear()
    match action.verb:
        case "toggle":
            tell(await introductions.toggle(person, action.value))
        case "clear":
            tell(await introductions.unsay_about(person))
        case _:
            tell(await introductions.pause(person, pausing=action.verb == "pause"))


@router.taps(IntroductionAction, "about")
async def ask_about(
    person: Person, to: Recipient, introductions: Introductions, state: FSMContext, tell: Tell
) -> None:
    shown = await introductions.look(person)
    if shown.participant is None:
        tell(shown)
        return
    clear = [act(to, "introduction-clear", "clear")] if shown.participant.about else []
    text = to.text("introduction-about-ask", most=ABOUT_LENGTH)
    await ask(to, state, ABOUT, text, clear, back=IntroductionAction(verb="open"))


@router.answers(ABOUT)
async def take_about(text: str, person: Person, introductions: Introductions, tell: Tell) -> None:
    tell(await introductions.say_about(person, text))


@router.taps(IntroductionAction, "stop")
async def stop(person: Person, introductions: Introductions, state: FSMContext, tell: Tell) -> None:
    await state.clear()
    tell(await introductions.stop(person))


@tells(Stopped)
def tell_stopped(event: Stopped, say: Say) -> None:
    to = say.to(event.person)
    to.screen(
        to.text("introduction-stopped", fresh="yes" if event.fresh else "no"),
        keyboard([act(to, "introduction-come-back", "open")], [back_button(to)]),
    )
