"""Topics of mailings: choosing, ending, coming back."""

from typing import Literal

from aiogram.filters import StateFilter
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import InlineKeyboardButton, Update

from domain.consent import ConsentGiven, ConsentText
from domain.home import HomeScreen
from domain.mailings import Mailings, TopicsChosen, Unsubscribed, purpose
from domain.people import Person
from domain.time import DAY
from handlers.consent import ask_consent
from handlers.contacts.home import ContactAction, back_button, home_button, show_home
from handlers.contacts.start import misunderstand
from handlers.router import Router
from handlers.say import Recipient, Say, Tell
from handlers.tellings import tells
from handlers.ui import PlainText, button, keyboard

router = Router(name="mailings")

REASONS = ("often", "boring", "else")
REASON_LENGTH = 500


class TopicAction(CallbackData, prefix="topic"):
    """A tap on the topics' screens; `value` is a topic, a ready reason, or which text was agreed to."""

    verb: Literal["toggle", "all", "done", "back", "reason"]
    value: str = ""


class Leaving(StatesGroup):
    """After unsubscribing a person may say why."""

    reason = State()


@router.commands("topics")
@router.taps(ContactAction, "topics")
async def open_topics(person: Person, to: Recipient, mailings: Mailings, state: FSMContext) -> None:
    if not person.consented:
        ask_consent(to)
        return
    topics = await mailings.topics_of(person)
    await state.set_state(None)
    await state.set_data({"topics": topics})
    show_topics(to, topics)


@tells(ConsentGiven)
def tell_consent_given(event: ConsentGiven, say: Say) -> None:
    ticked = [topic for topic in say.association.topic_ids() if purpose(topic) in event.purposes]
    show_topics(say.to(event.person), ticked)


def _text(to: Recipient) -> ConsentText:
    return to.say.texts.consent(to.person.language, "mailing-topics")


def show_topics(to: Recipient, ticked: tuple[str, ...] | list[str], *, changed: bool = False) -> None:
    """The topics with those that are ticked so far; none is ticked beforehand."""
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
    action: TopicAction, person: Person, to: Recipient, say: Say, mailings: Mailings, state: FSMContext
) -> None:
    if not person.consented:
        ask_consent(to)
        return
    known = say.association.topic_ids()
    data = await state.get_data()
    ticked = [topic for topic in data.get("topics", await mailings.topics_of(person)) if topic in known]
    if action.value in ticked:
        ticked.remove(action.value)
    elif action.value in known:
        ticked.append(action.value)
    await state.set_data({"topics": ticked})
    show_topics(to, ticked)


@router.taps(TopicAction, "all", "done", "back")
async def settle_topics(
    action: TopicAction,
    person: Person,
    to: Recipient,
    say: Say,
    mailings: Mailings,
    home_screen: HomeScreen,
    state: FSMContext,
    event_update: Update,
    tell: Tell,
) -> None:
    if not person.consented:
        ask_consent(to)
        return
    text = _text(to)
    proof = event_update.update_id
    known = say.association.topic_ids()
    had = await mailings.topics_of(person)
    chosen = (await state.get_data()).get("topics", had)
    ticked = [topic for topic in chosen if topic in known]
    agrees_anew = action.verb != "done" or not set(ticked) <= set(had)
    if agrees_anew and action.value != text.mark:
        to.answer("mailing-changed", alert=True)
        await state.set_state(None)
        await state.set_data({"topics": ticked})
        show_topics(to, ticked, changed=True)
        return
    if action.verb == "all":
        event = await mailings.choose_all(person, text, update_id=proof)
    elif action.verb == "back":
        event = await mailings.come_back(person, text, update_id=proof)
    else:
        if not ticked and not had:
            to.answer("mailing-none-ticked", alert=True)
            return
        event = await mailings.choose(person, ticked, text, update_id=proof)
    await state.clear()
    if isinstance(event, Unsubscribed):
        await _await_reason(say, state)
    tell(event)
    if isinstance(event, TopicsChosen):
        show_home(to, await home_screen.of(person))


def _come_back_button(to: Recipient) -> InlineKeyboardButton:
    return button(to.label("mailing-come-back"), TopicAction(verb="back", value=_text(to).mark))


@tells(TopicsChosen)
def tell_topics_chosen(event: TopicsChosen, say: Say) -> None:
    say.to(event.person).answer("mailing-saved")


@router.commands("unsubscribe")
async def unsubscribe(person: Person, say: Say, mailings: Mailings, state: FSMContext, tell: Tell) -> None:
    event = await mailings.unsubscribe(person)
    await state.clear()
    if event.had:
        await _await_reason(say, state)
    tell(event)


async def _await_reason(say: Say, state: FSMContext) -> None:
    await state.set_state(Leaving.reason)
    await state.set_data({"until": say.now + DAY})


@tells(Unsubscribed)
def tell_unsubscribed(event: Unsubscribed, say: Say) -> None:
    to = say.to(event.person)
    if not event.had:
        to.screen(to.text("mailing-not-subscribed"), home_button(to))
        return
    to.screen(
        to.text("mailing-unsubscribed"),
        keyboard(
            [_come_back_button(to)],
            *[
                [button(to.label("mailing-reason-" + reason), TopicAction(verb="reason", value=reason))]
                for reason in REASONS
            ],
            [back_button(to)],
        ),
    )


@router.taps(TopicAction, "reason")
async def take_ready_reason(
    action: TopicAction,
    person: Person,
    to: Recipient,
    say: Say,
    mailings: Mailings,
    home_screen: HomeScreen,
    state: FSMContext,
) -> None:
    if not person.consented or action.value not in REASONS:
        to.answer("contact-stale-button")
        show_home(to, await home_screen.of(person))
    elif action.value == "else":
        await _await_reason(say, state)
        to.screen(to.text("mailing-reason-ask"), home_button(to))
    else:
        await mailings.give_reason(person, action.value)
        await state.clear()
        _thank(to)


@router.message(StateFilter(Leaving.reason), PlainText())
async def take_own_reason(
    text: str, person: Person, to: Recipient, say: Say, mailings: Mailings, state: FSMContext
) -> None:
    until = (await state.get_data()).get("until", 0)
    await state.clear()
    if say.now > until:  # weeks later a text is no answer to a question that nobody remembers
        misunderstand(to)
        return
    await mailings.give_reason(person, text[:REASON_LENGTH])
    _thank(to)


def _thank(to: Recipient) -> None:
    to.screen(
        to.text("mailing-reason-thanks"),
        keyboard([_come_back_button(to)], [back_button(to)]),
    )
