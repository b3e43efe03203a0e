"""Ask people for their birthday and the consent to tell the group; congratulate them on the day."""

from typing import Literal

from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.context import FSMContext
from aiogram.types import InlineKeyboardButton

from domain.birthdays import Birthdays, BirthdayShown, Celebrant, Congratulation, GroupCongratulation
from domain.consent import ConsentText
from domain.outbox import Lane
from domain.people import Person
from handlers.asking import Question, ask
from handlers.contacts.home import back_button, home_button
from handlers.router import Router
from handlers.say import Recipient, Say, Tell
from handlers.tellings import tells
from handlers.ui import button, clip, keyboard

router = Router(name="birthdays")

MOST_NAMED = 30  # people in one message, which Telegram limits
LONGEST_NAME = 60


class BirthdayAction(CallbackData, prefix="birthday"):
    """A tap on the birthday's screens; `mark` identifies the consent text."""

    verb: Literal["open", "change", "remove", "agree", "disagree"]
    mark: str = ""


DAY = Question("birthdays-day")


@router.commands("birthday")
@router.taps(BirthdayAction, "open")
async def open_birthday(person: Person, to: Recipient, birthdays: Birthdays, state: FSMContext) -> None:
    await show_birthday(to, state, await birthdays.look(person))


async def show_birthday(to: Recipient, state: FSMContext, shown: BirthdayShown) -> None:
    """Show a person their birthday, or ask for it."""
    await state.clear()
    birthday = shown.birthday
    if birthday is None:
        await ask(to, state, DAY, to.text("birthday-ask"), back=back_button(to))
        return
    asks = shown.offered and not shown.in_group
    text = to.text(
        "birthday-told",
        day=to.say.texts.birthday(to.person.language, birthday.month, birthday.day, birthday.year),
        group="yes" if shown.in_group else "no",
    )
    if asks:
        text += "\n\n" + to.text("birthday-consent", version=to.say.association.consent_version)
    to.screen(
        text,
        keyboard(
            [_act(to, "birthday-agree", "agree", _text(to).mark)] if asks else [],
            [_act(to, "birthday-disagree", "disagree")] if shown.in_group else [],
            [_act(to, "birthday-change", "change"), _act(to, "birthday-remove", "remove")],
            [back_button(to)],
        ),
    )


def _act(to: Recipient, label: str, verb: str, mark: str = "") -> InlineKeyboardButton:
    return button(to.label(label), BirthdayAction.model_validate({"verb": verb, "mark": mark}))


def _text(to: Recipient) -> ConsentText:
    return to.say.texts.consent(to.person.language, "birthday-consent")


@router.taps(BirthdayAction, "change")
async def ask_again(person: Person, to: Recipient, birthdays: Birthdays, state: FSMContext) -> None:
    await birthdays.look(person)
    await ask(to, state, DAY, to.text("birthday-ask"), back=BirthdayAction(verb="open"))


@router.answers(DAY)
async def take_day(text: str, person: Person, to: Recipient, birthdays: Birthdays, state: FSMContext) -> None:
    await show_birthday(to, state, await birthdays.tell(person, text))


@router.taps(BirthdayAction, "agree")
async def agree(
    action: BirthdayAction, person: Person, to: Recipient, birthdays: Birthdays, state: FSMContext
) -> None:
    shown = await birthdays.look(person)
    if action.mark == _text(to).mark:
        shown = await birthdays.agree(person, _text(to), update_id=to.say.update_id)
    elif not shown.in_group:
        to.answer("consent-changed", alert=True)
    await show_birthday(to, state, shown)


@router.taps(BirthdayAction, "disagree", "remove")
async def take_back(
    action: BirthdayAction, person: Person, to: Recipient, birthdays: Birthdays, state: FSMContext, tell: Tell
) -> None:
    if action.verb == "remove":
        shown, posts = await birthdays.remove(person)
        to.answer("birthday-removed")
    else:
        shown, posts = await birthdays.disagree(person)
    await show_birthday(to, state, shown)
    tell(posts)


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
        may_be_lost=True,
        again=False,
        expires_at=event.until,
    )


@tells(GroupCongratulation)
def tell_group_congratulation(event: GroupCongratulation, say: Say) -> None:
    """Send one message for all celebrants of a day; the key lets it be revoked until it is sent."""
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
        may_be_lost=True,
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
