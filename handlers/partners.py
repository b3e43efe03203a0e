"""The register of partners in the chat: everybody reads it, marketing and administrators keep it."""

from datetime import date
from typing import Annotated, Literal

from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.context import FSMContext
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, Message

from domain.forms.use_cases import Forms
from domain.partners import FIELDS, FORM, KEEPERS, Partner, PartnerCard, Partners, PartnerStage
from domain.people import Person
from handlers.asking import Asked, Question, confirm, lead_back
from handlers.contacts.home import back_button
from handlers.forms.fields import FieldEditor
from handlers.refusals import way_on
from handlers.router import Router
from handlers.say import Recipient, Say, Tell
from handlers.tellings import tells
from handlers.ui import Staff, button, clip, keyboard, link

router = Router(name="partners")

SHOWN = 50  # partners on one screen


class PartnerAction(CallbackData, prefix="partner"):
    """A tap on the register; `what` is a question of the form, or one with an option of it."""

    verb: (
        Literal["list", "open"]
        | Annotated[Literal["add", "edit", "field", "set", "up", "down", "end", "end-sure"], Staff(*KEEPERS)]
    )
    id: int = 0
    what: str = ""


EDITOR = FieldEditor(FORM, PartnerAction, Question("partners-field"))


@router.commands("partners")
@router.taps(PartnerAction, "list")
async def list_partners(person: Person, to: Recipient, partners: Partners, state: FSMContext) -> None:
    await state.clear()
    register = await partners.register(person)
    rows = [
        [button(_row(to, partner), PartnerAction(verb="open", id=partner.id))]
        for partner in register.partners[:SHOWN]
    ]
    add = [button(to.label("partner-add"), PartnerAction(verb="add"))] if register.keeps else []
    text = to.text("partner-list", count=len(register.partners))
    to.screen(text, keyboard(*rows, add, [back_button(to)]))


def _row(to: Recipient, partner: Partner) -> str:
    return to.label("partner-row", stage=partner.stage.value, title=clip(partner.title, 40))


@router.taps(PartnerAction, "open")
async def open_partner(
    action: PartnerAction, person: Person, partners: Partners, state: FSMContext, tell: Tell
) -> None:
    await state.clear()
    tell(await partners.look(person, action.id))


@tells(PartnerCard)
def tell_partner_card(event: PartnerCard, say: Say) -> None:
    """Show a partner, with what can be done by whoever looks."""
    to, partner = say.to(event.person), event.partner
    since = (
        say.texts.full_date(to.person.language, date.fromisoformat(partner.since)) if partner.since else ""
    )
    text = to.text(
        "partner-card",
        title=partner.title,
        stage=partner.stage.value,
        about=partner.about,
        gives=partner.gives or "none",
        since=since or "none",
        contact=(partner.contact if event.keeps else "") or "none",
    )
    rows = [[link(to.label("partner-site"), partner.link)]] if partner.link else []
    if event.keeps and partner.stage is not PartnerStage.ENDED:
        rows += [
            [_act(to.label("partner-edit"), "edit", partner)],
            [_act(to.label("partner-up"), "up", partner), _act(to.label("partner-down"), "down", partner)],
            [_act(to.label("partner-end"), "end", partner)],
        ]
    to.screen(text, keyboard(*rows, [_register_button(to)]))


def _act(label: str, verb: Literal["edit", "up", "down", "end"], partner: Partner) -> InlineKeyboardButton:
    return button(label, PartnerAction(verb=verb, id=partner.id))


def _register_button(to: Recipient) -> InlineKeyboardButton:
    return button(to.label("partner-all"), PartnerAction(verb="list"))


@way_on("partners")
def lead_to_register(to: Recipient) -> InlineKeyboardMarkup:
    return keyboard([_register_button(to)])


@router.taps(PartnerAction, "add")
async def add(person: Person, partners: Partners, forms: Forms, state: FSMContext, tell: Tell) -> None:
    await partners.may_keep(person)  # the role is checked now, not after everything was typed
    await state.clear()
    tell(await forms.open(person, FORM))


@router.taps(PartnerAction, "edit")
async def choose_field(
    action: PartnerAction, person: Person, to: Recipient, partners: Partners, forms: Forms, state: FSMContext
) -> None:
    await partners.may_change(person, action.id)
    await state.clear()
    back = lead_back(to, PartnerAction(verb="open", id=action.id))
    to.screen(to.text("partner-what"), keyboard(*EDITOR.buttons(to, forms, action.id, FIELDS), [back]))


@router.taps(PartnerAction, "field")
async def ask_for_field(
    action: PartnerAction, person: Person, to: Recipient, partners: Partners, forms: Forms, state: FSMContext
) -> None:
    await partners.may_change(person, action.id)
    await EDITOR.ask(to, state, forms, action.id, FIELDS, action.what)


@router.answers(EDITOR.typed, content=None)
async def write_field(
    message: Message,
    asked: Asked,
    person: Person,
    to: Recipient,
    partners: Partners,
    forms: Forms,
    tell: Tell,
) -> None:
    value = await EDITOR.written(to, forms, asked, message)
    tell(await partners.change(person, asked["id"], asked["field"], value))


@router.taps(PartnerAction, "set")
async def set_field(
    action: PartnerAction, person: Person, partners: Partners, forms: Forms, state: FSMContext, tell: Tell
) -> None:
    field, value = await EDITOR.tapped(forms, FIELDS, action.what)
    await state.clear()
    tell(await partners.change(person, action.id, field, value))


@router.taps(PartnerAction, "up", "down")
async def move(action: PartnerAction, person: Person, to: Recipient, partners: Partners, tell: Tell) -> None:
    moved = await partners.move(person, action.id, up=action.verb == "up")
    to.answer("partner-moved", where=action.verb)  # the card itself stays as it is
    tell(moved)


@router.taps(PartnerAction, "end")
async def ask_to_end(action: PartnerAction, person: Person, to: Recipient, partners: Partners) -> None:
    partner = await partners.may_change(person, action.id)
    sure = button(to.label("partner-end-sure"), PartnerAction(verb="end-sure", id=action.id))
    text = to.text("partner-end-ask", title=partner.title)
    confirm(to, text, sure, PartnerAction(verb="open", id=action.id))


@router.taps(PartnerAction, "end-sure")
async def end(action: PartnerAction, person: Person, partners: Partners, tell: Tell) -> None:
    tell(await partners.end(person, action.id))
