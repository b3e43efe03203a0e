"""Birthdays and jubilees: telling one's own by an answer, letting the group be told; congratulations on the day."""

from typing import Literal

from aiogram.filters import StateFilter
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import InlineKeyboardButton, Update

from domain.answers import Wrong
from domain.birthdays import Birthdays, BirthdayShown, Celebrant, Congratulation, GroupCongratulation
from domain.consent import ConsentText
from domain.outbox import Lane
from domain.people import Person
from handlers.contacts.home import back_button, home_button
from handlers.router import Router
from handlers.say import Recipient, Say, Tell
from handlers.tellings import tells
from handlers.ui import PlainText, button, clip, keyboard

router = Router(name="birthdays")

MOST_NAMED = 30  # people in one message, which Telegram limits
LONGEST_NAME = 60


class BirthdayAction(CallbackData, prefix="birthday"):
    """A tap on the birthday's screens; `mark` says which text was agreed to."""

    verb: Literal["open", "change", "remove", "agree", "disagree"]
    mark: str = ""


class Telling(StatesGroup):
    """Somebody writes when their birthday is."""

    day = State()


@router.commands("birthday")
@router.taps(BirthdayAction, "open")
async def open_birthday(
    person: Person, to: Recipient, birthdays: Birthdays, state: FSMContext, tell: Tell
) -> None:
    await show_birthday(person, birthdays, state, tell)


async def show_birthday(person: Person, birthdays: Birthdays, state: FSMContext, tell: Tell) -> None:
    """What is known of the birthday; where nothing is, an answer is waited for. Raises ConsentMissing."""
    shown = await birthdays.look(person)
    await state.clear()
    if shown.birthday is None:
        await state.set_state(Telling.day)
    tell(shown)


@tells(BirthdayShown)
def tell_birthday_shown(event: BirthdayShown, say: Say) -> None:
    to, birthday = say.to(event.person), event.birthday
    if birthday is None:
        to.screen(to.text("birthday-ask"), home_button(to))
        return
    asks = event.offered and not event.in_group
    text = to.text(
        "birthday-told",
        day=say.texts.birthday(to.person.language, birthday.month, birthday.day, birthday.year),
        group="yes" if event.in_group else "no",
    )
    if asks:
        text += "\n\n" + to.text("birthday-consent", version=say.association.consent_version)
    to.screen(
        text,
        keyboard(
            [_act(to, "birthday-agree", "agree", _text(to).mark)] if asks else [],
            [_act(to, "birthday-disagree", "disagree")] if event.in_group else [],
            [_act(to, "birthday-change", "change"), _act(to, "birthday-remove", "remove")],
            [back_button(to)],
        ),
    )


def _act(to: Recipient, label: str, verb: str, mark: str = "") -> InlineKeyboardButton:
    return button(to.label(label), BirthdayAction.model_validate({"verb": verb, "mark": mark}))


def _text(to: Recipient) -> ConsentText:
    return to.say.texts.consent(to.person.language, "birthday-consent")


@router.taps(BirthdayAction, "change")
async def ask_anew(person: Person, to: Recipient, birthdays: Birthdays, state: FSMContext) -> None:
    await birthdays.look(person)
    await state.set_state(Telling.day)
    to.screen(to.text("birthday-ask"), keyboard([_act(to, "ui-back", "open")]))


@router.message(StateFilter(Telling.day), PlainText())
async def take_day(
    text: str, person: Person, to: Recipient, birthdays: Birthdays, state: FSMContext, tell: Tell
) -> None:
    try:
        shown = await birthdays.tell(person, text)
    except Wrong as wrong:
        to.send(to.text("birthday-wrong", why=wrong.reason), home_button(to))
        return
    await state.clear()
    tell(shown)


@router.taps(BirthdayAction, "agree")
async def agree(
    action: BirthdayAction,
    person: Person,
    to: Recipient,
    birthdays: Birthdays,
    state: FSMContext,
    event_update: Update,
    tell: Tell,
) -> None:
    await state.clear()
    shown = await birthdays.look(person)
    if action.mark == _text(to).mark:
        shown = await birthdays.agree(person, _text(to), update_id=event_update.update_id)
    elif not shown.in_group:
        to.answer("consent-changed", alert=True)
    tell(shown)


@router.taps(BirthdayAction, "disagree", "remove")
async def take_back(
    action: BirthdayAction, person: Person, to: Recipient, birthdays: Birthdays, state: FSMContext, tell: Tell
) -> None:
    await state.clear()
    if action.verb == "remove":
        events = await birthdays.remove(person)
        await state.set_state(Telling.day)
        to.answer("birthday-removed")
    else:
        events = await birthdays.disagree(person)
    tell(events)


# On the day


@tells(Congratulation)
def tell_congratulation(event: Congratulation, say: Say) -> None:
    to, celebrant = say.to(event.person), event.celebrant
    parts = []
    if celebrant.birthday:
        name = clip(to.person.name or "", LONGEST_NAME)
        parts.append(to.text("birthday-congratulation", name=name, age=celebrant.age))
    if celebrant.years:
        parts.append(to.text("birthday-membership", years=celebrant.years))
    to.send(
        "\n\n".join(parts),
        home_button(to),
        lane=Lane.NOTICES,
        key=f"birthdays:{event.day.isoformat()}:{to.person.id}",
        again=False,
        expires_at=event.until,
    )


@tells(GroupCongratulation)
def tell_group_congratulation(event: GroupCongratulation, say: Say) -> None:
    """One message for all of a day, under a key by which it is taken back while it is not sent."""
    language = event.chat.language
    lines = [_line(say, language, one) for one in event.celebrants[:MOST_NAMED]]
    say.post(
        event.chat.id,
        say.texts.html(
            language,
            "birthday-post",
            others=len(event.celebrants) - len(lines),
            names="\n".join(lines),
        ),
        lane=Lane.NOTICES,
        key=f"birthdays:{event.day.isoformat()}:chat:{event.chat.number}",
        again=False,
        expires_at=event.until,
    )


def _line(say: Say, language: str, celebrant: Celebrant) -> str:
    person = celebrant.person
    return say.texts.plain(
        language,
        "birthday-line",
        name=clip(person.name or "", LONGEST_NAME),
        username=person.username or "none",
        birthday="yes" if celebrant.birthday else "no",
        age=celebrant.age,
        years=celebrant.years,
    )
