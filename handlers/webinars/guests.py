"""Webinars for their audience: the list, one webinar, registering, waiting, cancelling."""

from typing import Any

from aiogram.filters import Filter
from aiogram.fsm.context import FSMContext
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, Message

from domain.contacts import Contacts
from domain.people import Person
from domain.webinars.entities import Standing, WebinarKind
from domain.webinars.events import Calendar, Invitation
from domain.webinars.links import payload_of, webinar_of
from domain.webinars.registration import Registration
from handlers.contacts.home import ContactAction, back_button
from handlers.partners import PartnerAction
from handlers.refusals import way_on
from handlers.router import Router
from handlers.say import Recipient, Say, Tell
from handlers.tellings import tells
from handlers.ui import button, clip, keyboard, link
from handlers.webinars.wording import (
    OrganiserAction,
    WebinarAction,
    describe,
    list_button,
    standing_of,
    title_line,
)

router = Router(name="webinars-guests")


@way_on("webinars")
def lead_to_list(to: Recipient) -> InlineKeyboardMarkup:
    return keyboard([list_button(to), back_button(to)])


@way_on("webinars-for-members")
def lead_to_joining(to: Recipient) -> InlineKeyboardMarkup:
    join = button(to.label("contact-join"), ContactAction(verb="join"))
    return keyboard([join], [list_button(to), back_button(to)])


class WebinarLink(Filter):
    """/start from an announcement; the handler gets the webinar's id as `webinar_id`."""

    async def __call__(self, message: Message) -> bool | dict[str, Any]:
        command, _, payload = (message.text or "").partition(" ")
        number = webinar_of(payload.strip())
        return {"webinar_id": number} if command == "/start" and number else False


@router.commands("webinars")
@router.taps(WebinarAction, "list")
@router.taps(ContactAction, "webinars")
async def list_webinars(person: Person, to: Recipient, registration: Registration, state: FSMContext) -> None:
    await state.clear()
    show_calendar(to, await registration.calendar_of(person))


def show_calendar(to: Recipient, shown: Calendar) -> None:
    """List coming webinars and recordings, and for organisers their own; others read how to see them."""
    if not to.person.consented:
        subscribe = button(to.label("contact-subscribe"), ContactAction(verb="begin"))
        to.screen(to.text("webinar-list-guest"), keyboard([subscribe], [back_button(to)]))
        return
    coming = [
        [button(title_line(to, webinar, _mark(guest.standing if guest else None)), _look(webinar.id))]
        for webinar, guest in shown.coming
    ]
    recorded = [
        [link(title_line(to, webinar, "▶ "), webinar.recording)]
        for webinar, _ in shown.past
        if webinar.recording
    ]
    run = [
        [button(title_line(to, one, "✎ "), OrganiserAction(verb="open", id=one.id))]
        for one in shown.organising
    ]
    numbers = {group_id: number for number, group_id in enumerate(shown.groups)}
    plans = [
        [
            button(
                _kind(to, kind, to.name(shown.groups[group_id].titles) if group_id else "none"),
                OrganiserAction(verb="plan", what=kind.value, value=numbers.get(group_id, 0)),
            )
        ]
        for kind, group_id in shown.plans
    ]
    to.screen(
        to.text("webinar-list", count=len(coming), recorded=len(recorded), run=len(run)),
        keyboard(*coming, *recorded, *run, *plans, [back_button(to)]),
    )


def _kind(to: Recipient, kind: WebinarKind, group: str) -> str:
    return clip(to.label("webinar-plan-kind", kind=kind.value, group=group), 60)


def _mark(standing: Standing | None) -> str:
    marks = {Standing.REGISTERED: "✓ ", Standing.WAITING: "… ", Standing.OFFERED: "! "}
    return marks.get(standing, "") if standing is not None else ""


def _look(webinar_id: int) -> WebinarAction:
    return WebinarAction(verb="look", id=webinar_id)


@router.taps(WebinarAction, "look")
async def look(action: WebinarAction, person: Person, to: Recipient, registration: Registration) -> None:
    show_invitation(to, await registration.look(person, action.id))


@router.taps(WebinarAction, "come")
async def come(action: WebinarAction, person: Person, registration: Registration, tell: Tell) -> None:
    tell(await registration.register(person, action.id))


@router.message(WebinarLink())
async def come_by_link(
    webinar_id: int,
    person: Person,
    contacts: Contacts,
    registration: Registration,
    state: FSMContext,
    tell: Tell,
) -> None:
    await state.clear()
    person = await contacts.start(person, payload_of(webinar_id))
    tell(await registration.register(person, webinar_id))


@router.taps(WebinarAction, "leave")
async def leave(action: WebinarAction, person: Person, registration: Registration, tell: Tell) -> None:
    tell(await registration.leave(person, action.id))


@tells(Invitation)
def tell_invitation(event: Invitation, say: Say) -> None:
    """Show the webinar; the answer to the tap says the same in a word, for taps in a group."""
    to = say.to(event.person)
    if event.note:
        to.answer("webinar-noted", note=event.note, position=event.position)
    show_invitation(to, event)
    if event.calendar is not None:
        to.document(event.calendar, to.text("webinar-calendar"))


def show_invitation(to: Recipient, shown: Invitation) -> None:
    """Show a webinar, the person's registration, and what they can do."""
    webinar, guest = shown.webinar, shown.guest
    standing = standing_of(shown)
    until = guest.offered_until if guest is not None else None
    text = describe(to.say, to.person.language, shown)
    text += "\n\n" + to.text(
        "webinar-standing",
        standing=standing,
        position=shown.position,
        left=max(webinar.places - shown.taken, 0),
        limited="yes" if webinar.places else "no",
        link="yes" if shown.room else "no",
        until="none" if until is None else to.say.texts.moment(to.person.language, until),
    )
    if shown.discount:
        text += "\n" + to.text("webinar-discount", code=shown.discount)
    to.screen(text, _invitation_keyboard(to, shown, standing))


def _invitation_keyboard(to: Recipient, shown: Invitation, standing: str) -> InlineKeyboardMarkup:
    webinar = shown.webinar
    watch = shown.webinar.recording and standing in ("came", "over")
    partner = []
    if shown.partner:
        partner = [button(to.label("webinar-partner"), PartnerAction(verb="open", id=shown.partner.id))]
    return keyboard(
        [link(to.label("webinar-enter"), shown.room)] if shown.room and standing == "registered" else [],
        [link(to.label("webinar-watch"), webinar.recording)] if watch else [],
        _acts(to, webinar.id, standing),
        partner,
        [list_button(to), back_button(to)],
    )


def _acts(to: Recipient, webinar_id: int, standing: str) -> list[InlineKeyboardButton]:
    come = WebinarAction(verb="come", id=webinar_id)
    leave = WebinarAction(verb="leave", id=webinar_id)
    match standing:
        case "free":
            return [button(to.label("webinar-come"), come)]
        case "full":
            return [button(to.label("webinar-queue"), come)]
        case "offered":
            return [button(to.label("webinar-take"), come), button(to.label("webinar-decline"), leave)]
        case "registered":
            return [button(to.label("webinar-leave"), leave)]
        case "waiting":
            return [button(to.label("webinar-leave-line"), leave)]
        case _:
            return []
