"""Webinars as their organisers see them: planning by the form, publishing, calling off, entering the recording."""

from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from domain.answers import Wrong
from domain.forms.use_cases import Forms
from domain.groups.admin import GroupAdmin
from domain.outbox import Lane
from domain.people import Person
from domain.time import microseconds
from domain.webinars.entities import TooLate, WebinarKind, WebinarStatus
from domain.webinars.events import Posted, WebinarCard
from domain.webinars.planning import Planning
from handlers.contacts.home import back_button
from handlers.router import Router
from handlers.say import Recipient, Say, Tell
from handlers.tellings import tells
from handlers.ui import PlainText, button, keyboard
from handlers.webinars.wording import SHORT, OrganiserAction, WebinarAction, describe, explain, list_button

router = Router(name="webinars-organisers")

FORM = "webinar"
FOR_ALL = {WebinarKind.PUBLIC: "supporters", WebinarKind.GENERAL: "supporters"}


class Organising(StatesGroup):
    """An organiser writes something about a webinar: when to publish it, or where its recording is."""

    later = State()
    recording = State()


@router.taps(OrganiserAction, "plan")
async def plan(
    action: OrganiserAction,
    person: Person,
    to: Recipient,
    planning: Planning,
    group_admin: GroupAdmin,
    forms: Forms,
    state: FSMContext,
    tell: Tell,
) -> None:
    groups = await group_admin.all()
    group_id = groups[action.value].id if 0 <= action.value < len(groups) else ""
    wanted = next(
        (
            (kind, group)
            for kind, group in await planning.open_to(person)
            if kind == action.what and group == (group_id if kind is WebinarKind.GROUP else "")
        ),
        None,
    )
    if wanted is None:
        to.answer("contact-stale-button")
        return
    kind, group = wanted
    fixed = {"webinar-kind": kind.value}
    if audience := group or FOR_ALL.get(kind):
        fixed["webinar-for"] = audience
    await state.clear()
    tell(await forms.open(person, FORM, fixed=fixed))


@router.taps(OrganiserAction, "open")
async def open_card(
    action: OrganiserAction, person: Person, planning: Planning, state: FSMContext, tell: Tell
) -> None:
    await state.clear()
    tell(await planning.look(person, action.id))


@tells(WebinarCard)
def tell_webinar_card(event: WebinarCard, say: Say) -> None:
    """The webinar as people will see it, how it stands, and what can be done with it."""
    to, webinar, counts = say.to(event.person), event.webinar, event.counts
    over = event.now >= webinar.ends_at and webinar.status is WebinarStatus.PUBLISHED
    text = describe(say, to.person.language, webinar, event.group)
    text += "\n\n" + to.text(
        "webinar-card",
        status="over" if over else webinar.status.value,
        publish="none"
        if webinar.publish_at is None
        else say.texts.moment(to.person.language, webinar.publish_at),
        audience=webinar.audience.value,
        places=webinar.places,
        registered=counts.registered,
        waiting=counts.waiting,
        offered=counts.offered,
        word="none" if over or not webinar.code_word else webinar.code_word,
        link="yes" if webinar.link else "no",
        recording="yes" if webinar.recording else "no",
    )
    to.screen(text, _card_keyboard(to, event, over=over))


def _card_keyboard(to: Recipient, event: WebinarCard, *, over: bool) -> InlineKeyboardMarkup:
    webinar = event.webinar

    def act(verb: str, label: str) -> InlineKeyboardButton:
        return button(to.label(label), OrganiserAction.model_validate({"verb": verb, "id": webinar.id}))

    rows: list[list[InlineKeyboardButton]] = []
    if webinar.status in (WebinarStatus.DRAFT, WebinarStatus.SCHEDULED):
        rows.append([act("publish", "webinar-publish"), act("later", "webinar-later")])
        if webinar.picture:
            rows.append([act("preview", "webinar-preview")])
    if webinar.status in (WebinarStatus.DRAFT, WebinarStatus.SCHEDULED, WebinarStatus.PUBLISHED) and not over:
        rows.append([act("edit", "webinar-edit"), act("cancel", "webinar-cancel")])
    if webinar.status is WebinarStatus.PUBLISHED:
        rows.append([act("roll", "webinar-roll"), act("report", "webinar-report-button")])
    if over:
        rows.append([act("recording", "webinar-recording"), act("again", "webinar-again")])
    return keyboard(*rows, [list_button(to), back_button(to)])


@router.taps(OrganiserAction, "publish")
async def publish(
    action: OrganiserAction, person: Person, planning: Planning, to: Recipient, tell: Tell
) -> None:
    events = await planning.publish(person, action.id)
    to.answer("webinar-published")
    tell(events)


@router.taps(OrganiserAction, "preview")
async def preview(
    action: OrganiserAction, person: Person, planning: Planning, to: Recipient, say: Say
) -> None:
    """The announcement as people will get it, picture included."""
    card = await planning.look(person, action.id)
    say.answer()
    text = describe(say, person.language, card.webinar, card.group, longest=SHORT)
    back = OrganiserAction(verb="open", id=action.id)
    to.send(text, keyboard([button(to.label("ui-back"), back)]), picture=card.webinar.picture)


@router.taps(OrganiserAction, "again")
async def copy(action: OrganiserAction, person: Person, planning: Planning, tell: Tell) -> None:
    tell(await planning.copy(person, action.id))


@router.taps(OrganiserAction, "cancel")
async def ask_to_cancel(action: OrganiserAction, person: Person, say: Say, planning: Planning) -> None:
    card = await planning.look(person, action.id)
    to, counts = say.to(person), card.counts
    to.screen(
        to.text("webinar-cancel-ask", count=counts.registered + counts.offered + counts.waiting),
        keyboard(
            [button(to.label("webinar-cancel-sure"), OrganiserAction(verb="cancel-sure", id=action.id))],
            [button(to.label("ui-back"), OrganiserAction(verb="open", id=action.id))],
        ),
    )


@router.taps(OrganiserAction, "cancel-sure")
async def cancel(action: OrganiserAction, person: Person, planning: Planning, tell: Tell) -> None:
    tell(await planning.cancel(person, action.id))


# What is typed: when to publish, where the recording is


@router.taps(OrganiserAction, "later", "recording")
async def ask(
    action: OrganiserAction, person: Person, to: Recipient, planning: Planning, state: FSMContext
) -> None:
    await planning.look(person, action.id)  # the role is looked at now, not after something was typed
    await state.set_state(Organising.later if action.verb == "later" else Organising.recording)
    await state.set_data({"webinar": action.id})
    to.screen(
        to.text("webinar-ask", what=action.verb),
        keyboard([button(to.label("ui-back"), OrganiserAction(verb="open", id=action.id))]),
    )


@router.message(StateFilter(Organising.later), PlainText())
async def schedule(
    text: str, person: Person, say: Say, planning: Planning, forms: Forms, state: FSMContext, tell: Tell
) -> None:
    webinar_id = (await state.get_data())["webinar"]
    back = OrganiserAction(verb="open", id=webinar_id)
    try:
        at = microseconds(await forms.check(FORM, "webinar-start", text))
        scheduled = await planning.schedule(person, webinar_id, at)
    except Wrong as wrong:
        explain(say.to(person), wrong, back)
    except TooLate:
        to, start = say.to(person), (await planning.look(person, webinar_id)).webinar.starts_at
        text = to.text("webinar-later-wrong", at=say.texts.moment(person.language, start))
        to.send(text, keyboard([button(to.label("ui-back"), back)]))
    else:
        await state.clear()
        tell(scheduled)


@router.message(StateFilter(Organising.recording), PlainText())
async def record(
    text: str, person: Person, to: Recipient, planning: Planning, forms: Forms, state: FSMContext, tell: Tell
) -> None:
    webinar_id = (await state.get_data())["webinar"]
    try:
        address = await forms.check(FORM, "webinar-link", text)
    except Wrong as wrong:
        explain(to, wrong, OrganiserAction(verb="open", id=webinar_id))
        return
    await state.clear()
    tell(await planning.record(person, webinar_id, address))


# The post in a group or a channel


@tells(Posted)
def tell_posted(event: Posted, say: Say) -> None:
    """Announce it in a chat, with the button that registers there and then."""
    webinar, language = event.webinar, event.language
    text = describe(say, language, webinar, event.group, longest=SHORT)
    come = button(say.texts.plain(language, "webinar-come"), WebinarAction(verb="come", id=webinar.id))
    say.post(
        event.chat,
        text,
        keyboard([come]),
        picture=webinar.picture,
        lane=Lane.NOTICES,
        key=f"webinar:{webinar.id}:post:{event.chat}",
    )
