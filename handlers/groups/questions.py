"""Members ask a group, and its leader answers."""

from typing import Annotated, Literal

from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.context import FSMContext

from domain.groups.events import QuestionAnswered, QuestionAsked
from domain.groups.model import Question
from domain.groups.questions import Questions
from domain.groups.refusals import QuestionSettled
from domain.outbox import Lane
from domain.people import Person
from domain.roles import Role
from handlers import asking
from handlers.groups.view import GroupAction, group_button, member_name
from handlers.names import person_name
from handlers.router import Router
from handlers.say import Recipient, Say, Tell
from handlers.tellings import tells
from handlers.ui import Staff, button, clip, keyboard

router = Router(name="groups-questions")

QUESTION = asking.Question("groups-question")
ANSWER = asking.Question("groups-answer")

SHOWN = 20  # questions on one screen


class QuestionAction(CallbackData, prefix="question"):
    """A tap on a question's card."""

    verb: Annotated[Literal["open"], Staff(Role.SECRETARY, Role.GROUP_LEADER)]
    id: int


@router.taps(GroupAction, "ask")
async def ask_for_question(
    action: GroupAction, person: Person, to: Recipient, questions: Questions, state: FSMContext
) -> None:
    group = await questions.can_ask(person, action.group)
    text = to.text("question-ask", group=to.name(group.titles))
    back = GroupAction(verb="open", group=group.id)
    await asking.ask(to, state, QUESTION, text, back=back, group=group.id)


@router.answers(QUESTION)
async def take_question(
    text: str, asked: asking.Asked, person: Person, questions: Questions, tell: Tell
) -> None:
    tell(await questions.ask(person, asked["group"], text))


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
            keyboard(
                [button(to.label("question-answer"), QuestionAction(verb="open", id=event.question.id))]
            ),
            lane=Lane.NOTICES,
            key=_key(event.question, person),
            unheard=Role.SECRETARY,
        )


def _key(question: Question, person: Person) -> str:
    return f"question:{question.id}:{person.id}"


@router.taps(GroupAction, "questions")
async def list_questions(action: GroupAction, person: Person, to: Recipient, questions: Questions) -> None:
    waiting = await questions.waiting(person, action.group)
    rows = [
        [button(clip(question.text, 60), QuestionAction(verb="open", id=question.id))]
        for question in waiting[:SHOWN]
    ]
    to.screen(
        to.text("question-list", count=len(waiting)),
        keyboard(*rows, [asking.lead_back(to, GroupAction(verb="open", group=action.group))]),
    )


@router.taps(QuestionAction, "open")
async def ask_for_answer(
    action: QuestionAction, person: Person, to: Recipient, questions: Questions, state: FSMContext
) -> None:
    question = await questions.find(person, action.id)
    text = to.text("question-answer-ask", text=question.text)
    back = GroupAction(verb="questions", group=question.group_id)
    await asking.ask(to, state, ANSWER, text, back=back, id=question.id)


@router.answers(ANSWER)
async def take_answer(
    text: str, asked: asking.Asked, person: Person, questions: Questions, tell: Tell
) -> None:
    tell(await questions.answer(person, asked["id"], text))


@tells(QuestionSettled)
def tell_question_settled(event: QuestionSettled, say: Say) -> None:
    to = say.to(event.person)
    to.answer("refused-groups-question-answered")
    _show_answered(to, event.question)


def _show_answered(to: Recipient, question: Question) -> None:
    back = GroupAction(verb="questions", group=question.group_id)
    to.screen(_answered(to, question), keyboard([asking.lead_back(to, back)]))


def _answered(to: Recipient, question: Question) -> str:
    return to.text("question-answered", text=question.text, answer=question.answer or "")


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
            unheard=Role.SECRETARY,
        )
    for person in event.staff:
        to = say.to(person)
        to.amend(_key(event.question, person), _answered(to, event.question))
