"""Outcomes of introductions: people's answers, and the report for the association."""

from aiogram.types import InlineKeyboardMarkup

from domain.introductions.entities import Outcome
from domain.introductions.events import OutcomeNoted, RoundsReport
from domain.introductions.participation import Introductions
from domain.people import Person
from handlers.asking import lead_back
from handlers.contacts.home import back_button
from handlers.introductions.wording import IntroductionAction, act, ways_out
from handlers.refusals import way_on
from handlers.router import Router
from handlers.say import Recipient, Say, Tell
from handlers.tellings import tells
from handlers.ui import keyboard

router = Router(name="introductions-outcomes")

OUTCOMES = {"met": Outcome.MET, "agreed": Outcome.AGREED, "missed": Outcome.MISSED}


@router.taps(IntroductionAction, *OUTCOMES)
async def answer(
    action: IntroductionAction, person: Person, introductions: Introductions, tell: Tell
) -> None:
    tell(await introductions.answer(person, action.id, OUTCOMES[action.verb]))


@tells(OutcomeNoted)
def tell_outcome_noted(event: OutcomeNoted, say: Say) -> None:
    """Thank for the answer; those who haven't met can say later on the same screen that they did."""
    to, number = say.to(event.person), event.introduction.id
    met = event.outcome is Outcome.MET
    to.screen(
        to.text(
            "introduction-noted",
            outcome=event.outcome.name.lower(),
            takes_part="yes" if event.takes_part else "no",
            at=say.texts.moment(to.person.language, event.next_round),
        ),
        keyboard(
            [] if met else [act(to, "introduction-met", "met", number)],
            ways_out(to) if event.takes_part else [],
            [back_button(to)],
        ),
    )


@way_on("introductions")
def lead_to_introductions(to: Recipient) -> InlineKeyboardMarkup:
    return keyboard([act(to, "contact-meet", "open")], [back_button(to)])


@router.taps(IntroductionAction, "report")
async def show_report(person: Person, introductions: Introductions, tell: Tell) -> None:
    tell(await introductions.report(person))


@tells(RoundsReport)
def tell_rounds_report(event: RoundsReport, say: Say) -> None:
    to = say.to(event.person)
    lines = [
        "\n"
        + to.text(
            "introduction-round",
            at=say.texts.day(to.person.language, one.planned_at),
            people=one.participants,
            pairs=one.pairs,
            answered=one.answered,
            met=one.met,
        )
        for one in event.rounds
    ]
    to.screen(
        to.text("introduction-report", count=event.taking_part, rounds=len(lines)) + "".join(lines),
        keyboard([lead_back(to, IntroductionAction(verb="open"))], [back_button(to)]),
    )
