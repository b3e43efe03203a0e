"""Topics of mailings: choosing, unsubscribing, coming back."""

from collections.abc import Collection
from typing import Literal

from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.context import FSMContext
from aiogram.types import InlineKeyboardButton

from domain.consent import ConsentGiven, ConsentText
from domain.home import HomeScreen
from domain.mailings import Mailings, purpose
from domain.people import Person
from domain.refusal import Refusal
from domain.time import DAY
from handlers.asking import Asked, Question, ask
from handlers.contacts.home import ContactAction, back_button, home_button, show_home
from handlers.contacts.start import misunderstand
from handlers.router import Router
from handlers.say import Recipient, Say
from handlers.tellings import tells
from handlers.ui import button, keyboard

router = Router(name="mailings")

REASON = Question("mailings-reason")

REASONS = ("often", "boring", "else")
REASON_LENGTH = 500  # characters


class TopicAction(CallbackData, prefix="topic"):
    """A tap on the topics' screens; `value` is a topic, a ready reason, or the mark of the text on the screen."""

    verb: Literal["toggle", "all", "done", "back", "reason"]
    value: str = ""


@router.commands("topics")
@router.taps(ContactAction, "topics")
async def open_topics(person: Person, to: Recipient, mailings: Mailings, state: FSMContext) -> None:
    topics = await mailings.look(person)
    await state.clear()
    show_topics(to, topics)


@tells(ConsentGiven)
def tell_consent_given(event: ConsentGiven, say: Say) -> None:
    ticked = [topic for topic in say.association.topic_ids() if purpose(topic) in event.purposes]
    show_topics(say.to(event.person), ticked)


def _text(to: Recipient) -> ConsentText:
    return to.say.texts.consent(to.person.language, "mailing-topics")


def show_topics(to: Recipient, ticked: Collection[str], *, changed: bool = False) -> None:
    """Offer the topics, those that are chosen so far ticked; none is ticked beforehand."""
    mark = _text(to).mark
    rows = [
        [
            button(
                ("☑ " if topic.id in ticked else "☐ ") + to.name(topic.title),
                TopicAction(verb="toggle", value=topic.id),
            )
        ]
        for topic in to.say.association.topics
    ]
    to.screen(
        (to.text("mailing-changed") + "\n\n" if changed else "") + to.text("mailing-topics"),
        keyboard(
            *rows,
            [
                button(to.label("mailing-all"), TopicAction(verb="all", value=mark)),
                button(to.label("mailing-done"), TopicAction(verb="done", value=mark)),
            ],
            [back_button(to)],
        ),
    )


@router.taps(TopicAction, "toggle")
async def toggle(
    action: TopicAction, person: Person, to: Recipient, mailings: Mailings, state: FSMContext
) -> None:
    ticked = await _ticked(to, state, await mailings.look(person))
    known = to.say.association.topic_ids()
    ticked = [topic for topic in known if (topic in ticked) != (topic == action.value)]
    await _keep(state, ticked)
    show_topics(to, ticked)


async def _keep(state: FSMContext, ticked: list[str]) -> None:
    await state.set_state(None)
    await state.set_data({"topics": ticked})


async def _ticked(to: Recipient, state: FSMContext, topics: Collection[str]) -> list[str]:
    """What is ticked on the screen: the person's `topics`, until they tap one."""
    ticked = (await state.get_data()).get("topics", topics)
    return [topic for topic in to.say.association.topic_ids() if topic in ticked]


@router.taps(TopicAction, "all", "done", "back")
async def choose(
    action: TopicAction,
    person: Person,
    to: Recipient,
    mailings: Mailings,
    home_screen: HomeScreen,
    state: FSMContext,
) -> None:
    had = await mailings.look(person)
    ticked = await _ticked(to, state, had)
    text, update_id = _text(to), to.say.update_id
    agrees_to_more = action.verb != "done" or not set(ticked) <= set(had)
    if agrees_to_more and action.value != text.mark:
        to.answer("mailing-changed", alert=True)
        await _keep(state, ticked)
        show_topics(to, ticked, changed=True)
        return
    if action.verb == "all":
        topics = await mailings.choose_all(person, text, update_id=update_id)
    elif action.verb == "back":
        topics = await mailings.come_back(person, text, update_id=update_id)
    elif ticked or had:
        topics = await mailings.choose(person, ticked, text, update_id=update_id)
    else:
        raise Refusal(person, "mailings-none-ticked")
    await state.clear()
    if topics:
        to.answer("mailing-saved")
        show_home(to, await home_screen.of(person))
    else:
        await _ask_why(to, state)


@router.commands("unsubscribe")
async def unsubscribe(person: Person, to: Recipient, mailings: Mailings, state: FSMContext) -> None:
    await state.clear()
    if await mailings.unsubscribe(person):
        await _ask_why(to, state)
    else:
        to.screen(to.text("mailing-not-subscribed"), home_button(to))


async def _ask_why(to: Recipient, state: FSMContext) -> None:
    reasons = [
        [button(to.label("mailing-reason-" + reason), TopicAction(verb="reason", value=reason))]
        for reason in REASONS
    ]
    await _ask_for_reason(to, state, to.text("mailing-unsubscribed"), [_come_back_button(to)], *reasons)


async def _ask_for_reason(
    to: Recipient, state: FSMContext, text: str, *rows: list[InlineKeyboardButton]
) -> None:
    await ask(to, state, REASON, text, *rows, back=back_button(to), until=to.say.now + DAY)


def _come_back_button(to: Recipient) -> InlineKeyboardButton:
    return button(to.label("mailing-come-back"), TopicAction(verb="back", value=_text(to).mark))


@router.taps(TopicAction, "reason")
async def take_ready_reason(
    action: TopicAction, person: Person, to: Recipient, mailings: Mailings, state: FSMContext
) -> None:
    if not person.consented or action.value not in REASONS:
        raise SkipHandler  # out of date
    if action.value == "else":
        await _ask_for_reason(to, state, to.text("mailing-reason-ask"))
        return
    await mailings.give_reason(person, action.value)
    await state.clear()
    _thank(to)


@router.answers(REASON)
async def take_own_reason(text: str, asked: Asked, person: Person, to: Recipient, mailings: Mailings) -> None:
    if to.say.now > asked["until"]:  # weeks later a text is no answer to a question that nobody remembers
        misunderstand(to)
        return
    await mailings.give_reason(person, text[:REASON_LENGTH])
    _thank(to)


def _thank(to: Recipient) -> None:
    to.screen(to.text("mailing-reason-thanks"), keyboard([_come_back_button(to)], [back_button(to)]))
