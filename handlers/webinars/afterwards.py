"""Attendance and what follows: code word, button, scores and certificates; the organisers' roll and report."""

import re

from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import Filter
from aiogram.fsm.context import FSMContext
from aiogram.types import InlineKeyboardButton, Message

from domain.people import Person
from domain.webinars.attending import PAGE, Attending
from domain.webinars.events import (
    AttendanceNoted,
    CertificateOrdered,
    FileNotMade,
    Report,
    ReportOrdered,
    Roll,
    Scored,
)
from handlers.asking import Asked, Question, expect, lead_back
from handlers.contacts.home import back_button
from handlers.names import person_name
from handlers.router import Router
from handlers.say import Recipient, Say, Tell
from handlers.tellings import tells
from handlers.ui import button, clip, keyboard
from handlers.webinars.wording import OrganiserAction, WebinarAction, list_button

router = Router(name="webinars-afterwards")

COMMENT = Question("webinars-comment")

ONE_WORD = re.compile(r"\s*[^\W\d_]{2,24}[.!]?\s*")  # the form of a code word
LABELS = ("sheet", "file", "came", "missed", "registered", "offered", "waiting")
HEADINGS = ("name", "username", "standing", "registered", "attended", "score", "comment")


class OneWord(Filter):
    """A message of a single word, like a code word."""

    async def __call__(self, message: Message) -> bool:
        return ONE_WORD.fullmatch(message.text or "") is not None


@router.message(OneWord())
async def take_word(message: Message, person: Person, attending: Attending, tell: Tell) -> None:
    noted = await attending.by_word(person, message.text or "") if person.consented else None
    if noted is None:
        raise SkipHandler
    tell(noted)


@router.taps(WebinarAction, "here")
async def be_here(action: WebinarAction, person: Person, attending: Attending, tell: Tell) -> None:
    tell(await attending.by_button(person, action.id))


@tells(AttendanceNoted)
def tell_attendance_noted(event: AttendanceNoted, say: Say) -> None:
    to = say.to(event.person)
    if say.tapped is not None:
        to.answer("webinar-attended-short")
    else:
        to.send(to.text("webinar-attended", title=event.webinar.title), keyboard([list_button(to)]))


# Feedback


@router.taps(WebinarAction, "score")
async def score(
    action: WebinarAction, person: Person, attending: Attending, state: FSMContext, tell: Tell
) -> None:
    scored = await attending.score(person, action.id, action.value)
    await expect(state, COMMENT, webinar=action.id)
    tell(scored)


@router.answers(COMMENT)
async def comment(text: str, asked: Asked, person: Person, attending: Attending, tell: Tell) -> None:
    tell(await attending.comment(person, asked["webinar"], text))


@tells(Scored)
def tell_scored(event: Scored, say: Say) -> None:
    to, webinar = say.to(event.person), event.webinar
    certificate = []
    if event.certificate:
        certificate = [
            button(to.label("webinar-certificate"), WebinarAction(verb="certificate", id=webinar.id))
        ]
    to.answer("webinar-thanks-short")
    to.screen(
        to.text(
            "webinar-thanks",
            title=webinar.title,
            score=event.guest.score if event.guest.score is not None else -1,
            commented="yes" if event.guest.comment else "no",
        ),
        keyboard(certificate, [list_button(to), back_button(to)]),
    )


@router.taps(WebinarAction, "certificate")
async def order_certificate(action: WebinarAction, person: Person, attending: Attending, tell: Tell) -> None:
    tell(await attending.certificate(person, action.id))


@tells(CertificateOrdered)
def tell_certificate_ordered(event: CertificateOrdered, say: Say) -> None:
    to = say.to(event.person)
    to.answer("webinar-file-coming")
    to.document(event.job, to.text("webinar-certificate-caption", title=event.webinar.title))


@tells(FileNotMade)
def tell_file_not_made(event: FileNotMade, say: Say) -> None:
    to = say.to(event.person)
    to.send(to.text("webinar-file-failed"), keyboard([list_button(to)]))


# The organisers


@router.taps(OrganiserAction, "roll")
async def show_roll(action: OrganiserAction, person: Person, attending: Attending, tell: Tell) -> None:
    tell(await attending.roll(person, action.id, action.page))


@router.taps(OrganiserAction, "mark")
async def mark(action: OrganiserAction, person: Person, attending: Attending, tell: Tell) -> None:
    tell(await attending.mark(person, action.id, action.value, action.page))


@tells(Roll)
def tell_roll(event: Roll, say: Say) -> None:
    to, webinar = say.to(event.person), event.webinar
    rows = [
        [
            button(
                ("✓ " if guest.attended else "– ") + clip(person_name(to, person), 50),
                OrganiserAction(verb="mark", id=webinar.id, value=person.id, page=event.offset),
            )
        ]
        for guest, person in event.guests
    ]
    turn: list[InlineKeyboardButton] = []
    if event.offset > 0:
        page = OrganiserAction(verb="roll", id=webinar.id, page=event.offset - PAGE)
        turn.append(button(to.label("ui-earlier"), page))
    if event.offset + PAGE < event.total:
        page = OrganiserAction(verb="roll", id=webinar.id, page=event.offset + PAGE)
        turn.append(button(to.label("ui-further"), page))
    to.screen(
        to.text("webinar-roll-screen", title=webinar.title, count=event.total),
        keyboard(*rows, turn, [lead_back(to, OrganiserAction(verb="open", id=webinar.id))]),
    )


@router.taps(OrganiserAction, "report")
async def show_report(action: OrganiserAction, person: Person, attending: Attending, tell: Tell) -> None:
    tell(await attending.report(person, action.id))


@tells(Report)
def tell_report(event: Report, say: Say) -> None:
    to, webinar, counts = say.to(event.card.person), event.card.webinar, event.card.counts
    lines = [
        "\n" + to.text("webinar-comment", score=-1 if score is None else score, text=clip(comment, 150))
        for score, comment in event.comments
    ]
    to.screen(
        to.text(
            "webinar-report",
            title=webinar.title,
            registered=counts.registered,
            waiting=counts.waiting,
            attended=counts.attended,
            missed=counts.registered - counts.attended,
            scored=counts.scored,
            nps=counts.nps if counts.nps is not None else 0,
        )
        + "".join(lines),
        keyboard(
            [button(to.label("webinar-export"), OrganiserAction(verb="export", id=webinar.id))],
            [lead_back(to, OrganiserAction(verb="open", id=webinar.id))],
        ),
    )


@router.taps(OrganiserAction, "export")
async def export(
    action: OrganiserAction, person: Person, to: Recipient, say: Say, attending: Attending, tell: Tell
) -> None:
    labels = {name: to.label("webinar-sheet-" + name) for name in LABELS}
    labels |= {"heading-" + name: to.label("webinar-heading-" + name) for name in HEADINGS}
    labels["zone"] = say.association.time_zone
    tell(await attending.export(person, action.id, labels))


@tells(ReportOrdered)
def tell_report_ordered(event: ReportOrdered, say: Say) -> None:
    to = say.to(event.person)
    to.answer("webinar-file-coming")
    to.document(event.job, to.text("webinar-sheet-caption"))
