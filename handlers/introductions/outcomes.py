"""What became of introductions: as people say, and as the association sees it."""

from domain.introductions.entities import IntroductionMissing, Outcome
from domain.introductions.events import OutcomeNoted, RoundsReport
from domain.introductions.participation import Introductions
from domain.people import Person
from handlers.contacts.home import back_button
from handlers.introductions.wording import IntroductionAction, act, ways_out
from handlers.router import Router
from handlers.say import Say, Tell
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
    """Whoever has not met yet can say so later, on the same screen."""
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


@tells(IntroductionMissing)
def tell_introduction_missing(event: IntroductionMissing, say: Say) -> None:
    to = say.to(event.person)
    to.answer("introduction-missing-short", alert=True)
    to.screen(to.text("introduction-missing"), keyboard([act(to, "contact-meet", "open")], [back_button(to)]))


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
        keyboard([act(to, "ui-back", "open")], [back_button(to)]),
    )
