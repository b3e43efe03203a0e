"""Consulting: members ask a group, its leader answers."""

from typing import Literal

from aiogram.filters import StateFilter
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import InlineKeyboardMarkup

from domain.groups.charters import Charters
from domain.groups.events import QuestionAnswered, QuestionAsked
from domain.groups.model import AlreadyAnswered, GroupGone, NotAMember, Question, TooManyQuestions
from domain.groups.questions import Questions
from domain.outbox import Lane
from domain.people import Person
from handlers.groups.view import GroupAction, group_button, member_name, show_group_or_list
from handlers.names import person_name
from handlers.router import Router
from handlers.say import Recipient, Say, Tell
from handlers.tellings import tells
from handlers.ui import PlainText, button, clip, keyboard

router = Router(name="groups-questions")


class QuestionAction(CallbackData, prefix="question"):
    """A tap on a question's card."""

    verb: Literal["open"]
    id: int


class Consulting(StatesGroup):
    """A member writes a question; a leader writes an answer."""

    question = State()
    answer = State()


@router.taps(GroupAction, "ask")
async def ask_for_question(
    action: GroupAction,
    person: Person,
    to: Recipient,
    questions: Questions,
    charters: Charters,
    state: FSMContext,
) -> None:
    try:
        group = await questions.can_ask(person, action.group)
    except NotAMember:
        to.answer("group-members-only", alert=True)
    except TooManyQuestions:
        to.answer("question-too-many", alert=True)
    except GroupGone:
        await show_group_or_list(to, charters, action.group)
    else:
        await state.set_state(Consulting.question)
        await state.set_data({"group": group.id})
        to.screen(
            to.text("question-ask", group=to.name(group.titles)),
            keyboard([button(to.label("ui-back"), GroupAction(verb="open", group=group.id))]),
        )


@router.message(StateFilter(Consulting.question), PlainText())
async def take_question(
    text: str,
    person: Person,
    to: Recipient,
    questions: Questions,
    charters: Charters,
    state: FSMContext,
    tell: Tell,
) -> None:
    group_id = (await state.get_data())["group"]
    await state.clear()
    try:
        tell(await questions.ask(person, group_id, text))
    except NotAMember:
        to.send(to.text("group-members-only"))
    except TooManyQuestions:
        to.send(to.text("question-too-many"))
    except GroupGone:
        await show_group_or_list(to, charters, group_id)


@tells(QuestionAsked)
def tell_question_asked(event: QuestionAsked, say: Say) -> None:
    asker = say.to(event.asker)
    asker.send(asker.text("question-sent"), keyboard([group_button(asker, event.group)]))
    for person in event.staff:
        to = say.to(person)
        to.send(
            to.text(
                "question-card",
                group=to.name(event.group.titles),
                member=member_name(event.member),
                who=person_name(to, event.asker),
                text=event.question.text,
            ),
            _card_keyboard(to, event.question),
            lane=Lane.NOTICES,
            key=_key(event.question, person),
        )


def _card_keyboard(to: Recipient, question: Question) -> InlineKeyboardMarkup:
    return keyboard([button(to.label("question-answer"), QuestionAction(verb="open", id=question.id))])


def _key(question: Question, person: Person) -> str:
    return f"question:{question.id}:{person.id}"


@router.taps(GroupAction, "questions")
async def list_questions(action: GroupAction, person: Person, to: Recipient, questions: Questions) -> None:
    waiting = await questions.waiting(person, action.group)
    rows = [
        [button(clip(question.text, 60), QuestionAction(verb="open", id=question.id))]
        for question in waiting[:20]
    ]
    to.screen(
        to.text("question-list", count=len(waiting)),
        keyboard(*rows, [button(to.label("ui-back"), GroupAction(verb="open", group=action.group))]),
    )


@router.taps(QuestionAction, "open")
async def ask_for_answer(
    action: QuestionAction, person: Person, to: Recipient, questions: Questions, state: FSMContext
) -> None:
    try:
        question = await questions.find(person, action.id)
    except AlreadyAnswered as settled:
        to.answer("question-answered-already")
        _show_answered(to, settled.question)
        return
    await state.set_state(Consulting.answer)
    await state.set_data({"question": question.id})
    back = GroupAction(verb="questions", group=question.group_id)
    to.screen(
        to.text("question-answer-ask", text=question.text), keyboard([button(to.label("ui-back"), back)])
    )


@router.message(StateFilter(Consulting.answer), PlainText())
async def take_answer(
    text: str, person: Person, to: Recipient, questions: Questions, state: FSMContext, tell: Tell
) -> None:
    question_id = (await state.get_data())["question"]
    await state.clear()
    try:
        tell(await questions.answer(person, question_id, text))
    except AlreadyAnswered as settled:
        _show_answered(to, settled.question)


def _show_answered(to: Recipient, question: Question | None) -> None:
    if question is None or question.answer is None:
        to.screen(
            to.text("question-gone"),
            keyboard([button(to.label("group-to-groups"), GroupAction(verb="list"))]),
        )
        return
    back = GroupAction(verb="questions", group=question.group_id)
    to.screen(
        to.text("question-answered", text=question.text, answer=question.answer),
        keyboard([button(to.label("ui-back"), back)]),
    )


@tells(QuestionAnswered)
def tell_question_answered(event: QuestionAnswered, say: Say) -> None:
    _show_answered(say.to(event.actor), event.question)
    if event.asker is not None:
        to = say.to(event.asker)
        to.send(
            to.text(
                "question-your-answer",
                group=to.name(event.group.titles),
                who=person_name(to, event.actor),
                text=event.question.text,
                answer=event.question.answer or "",
            ),
            keyboard([group_button(to, event.group)]),
            lane=Lane.NOTICES,
        )
    for person in event.staff:
        to = say.to(person)
        to.amend(
            _key(event.question, person),
            to.text("question-answered", text=event.question.text, answer=event.question.answer or ""),
        )
