"""Webinars for their organisers: planning, changing, publishing, cancelling, entering the recording."""

from aiogram.fsm.context import FSMContext
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, Message

from domain.forms.use_cases import Forms
from domain.groups.admin import GroupAdmin
from domain.outbox import Lane
from domain.people import Person
from domain.time import microseconds
from domain.webinars.entities import WebinarKind, WebinarStatus
from domain.webinars.events import Posted, WebinarCard
from domain.webinars.planning import FIELDS, Planning
from handlers.asking import Asked, Question, ask, confirm, lead_back
from handlers.contacts.home import back_button
from handlers.forms.fields import FieldEditor
from handlers.router import Router
from handlers.say import Recipient, Say, Tell
from handlers.tellings import tells
from handlers.ui import button, keyboard
from handlers.webinars.wording import SHORT, OrganiserAction, WebinarAction, describe, list_button

router = Router(name="webinars-organisers")

FORM = "webinar"
FOR_ALL = {WebinarKind.PUBLIC: "supporters", WebinarKind.GENERAL: "supporters"}

LATER = Question("webinars-later")
RECORDING = Question("webinars-recording")
EDITOR = FieldEditor(FORM, OrganiserAction, Question("webinars-field"))


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
    """Show the webinar as people will see it, its status, and what can be done with it."""
    to, webinar, counts = say.to(event.person), event.webinar, event.counts
    over = event.now >= webinar.ends_at and webinar.status is WebinarStatus.PUBLISHED
    text = describe(say, to.person.language, event)
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
    """Send the announcement as people will get it, with its picture."""
    card = await planning.look(person, action.id)
    say.answer()
    text = describe(say, person.language, card, longest=SHORT)
    back = lead_back(to, OrganiserAction(verb="open", id=action.id))
    to.send(text, keyboard([back]), picture=card.webinar.picture, screen=True)


@router.taps(OrganiserAction, "again")
async def copy(action: OrganiserAction, person: Person, planning: Planning, tell: Tell) -> None:
    tell(await planning.copy(person, action.id))


@router.taps(OrganiserAction, "cancel")
async def ask_to_cancel(action: OrganiserAction, person: Person, to: Recipient, planning: Planning) -> None:
    counts = (await planning.look(person, action.id)).counts
    confirm(
        to,
        to.text("webinar-cancel-ask", count=counts.registered + counts.offered + counts.waiting),
        button(to.label("webinar-cancel-sure"), OrganiserAction(verb="cancel-sure", id=action.id)),
        back=OrganiserAction(verb="open", id=action.id),
    )


@router.taps(OrganiserAction, "cancel-sure")
async def cancel(action: OrganiserAction, person: Person, planning: Planning, tell: Tell) -> None:
    tell(await planning.cancel(person, action.id))


# When to publish, and where the recording is


@router.taps(OrganiserAction, "later", "recording")
async def ask_for_time_or_link(
    action: OrganiserAction, person: Person, to: Recipient, planning: Planning, state: FSMContext
) -> None:
    await planning.look(person, action.id)  # check the role before anything is typed
    question = LATER if action.verb == "later" else RECORDING
    back = OrganiserAction(verb="open", id=action.id)
    await ask(to, state, question, to.text("webinar-ask", what=action.verb), back=back, webinar=action.id)


@router.answers(LATER)
async def schedule(
    text: str, asked: Asked, person: Person, planning: Planning, forms: Forms, tell: Tell
) -> None:
    at = microseconds(await forms.check(FORM, "webinar-start", text))
    tell(await planning.schedule(person, asked["webinar"], at))


@router.answers(RECORDING)
async def record(
    text: str, asked: Asked, person: Person, planning: Planning, forms: Forms, tell: Tell
) -> None:
    address = await forms.check(FORM, "webinar-link", text)
    tell(await planning.record(person, asked["webinar"], address))


# Changing a field, by the questions of the form


async def _changeable(person: Person, webinar_id: int, planning: Planning, forms: Forms) -> list[str]:
    """Return the fields whose question the form asks about such a webinar now. Raises NotAllowed, Gone."""
    webinar = (await planning.look(person, webinar_id)).webinar
    audience = webinar.group_id or webinar.audience.value
    asked = await forms.askable(FORM, {"webinar-kind": webinar.kind.value, "webinar-for": audience})
    return [field for field in FIELDS if field in asked]


@router.taps(OrganiserAction, "edit")
async def choose_field(
    action: OrganiserAction,
    person: Person,
    to: Recipient,
    planning: Planning,
    forms: Forms,
    state: FSMContext,
) -> None:
    await state.clear()
    fields = await _changeable(person, action.id, planning, forms)
    back = lead_back(to, OrganiserAction(verb="open", id=action.id))
    to.screen(to.text("webinar-edit-which"), keyboard(*EDITOR.buttons(to, forms, action.id, fields), [back]))


@router.taps(OrganiserAction, "field")
async def ask_for_field(
    action: OrganiserAction,
    person: Person,
    to: Recipient,
    planning: Planning,
    forms: Forms,
    state: FSMContext,
) -> None:
    fields = await _changeable(person, action.id, planning, forms)
    await EDITOR.ask(to, state, forms, action.id, fields, action.what)


@router.answers(EDITOR.typed, content=None)
async def write_field(
    message: Message,
    asked: Asked,
    person: Person,
    to: Recipient,
    planning: Planning,
    forms: Forms,
    tell: Tell,
) -> None:
    value = await EDITOR.written(to, forms, asked, message)
    tell(await planning.change(person, asked["id"], asked["field"], value))


@router.taps(OrganiserAction, "set")
async def set_field(
    action: OrganiserAction, person: Person, planning: Planning, forms: Forms, state: FSMContext, tell: Tell
) -> None:
    fields = await _changeable(person, action.id, planning, forms)
    field, value = await EDITOR.tapped(forms, fields, action.what)
    await state.clear()
    tell(await planning.change(person, action.id, field, value))


# The post in a group or a channel


@tells(Posted)
def tell_posted(event: Posted, say: Say) -> None:
    """Announce it in a chat, with a button to register there."""
    webinar, language = event.webinar, event.language
    text = describe(say, language, event, longest=SHORT)
    come = button(say.texts.plain(language, "webinar-come"), WebinarAction(verb="come", id=webinar.id))
    say.post(
        event.chat,
        text,
        keyboard([come]),
        picture=webinar.picture,
        lane=Lane.NOTICES,
        key=f"webinar:{webinar.id}:post:{event.chat}",
        result_topic=f"refused-webinar-post:{webinar.id}",
    )
