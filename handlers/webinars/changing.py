"""Changing one thing of a webinar: which, to what; by the questions of its form."""

from typing import Any

from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import Message

from domain.answers import Wrong
from domain.forms.entities import QuestionKind
from domain.forms.use_cases import Forms
from domain.people import Person
from domain.webinars.entities import WebinarKind
from domain.webinars.planning import FIELDS, Planning
from handlers.forms.conversation import raw_of
from handlers.forms.wording import names, option_label
from handlers.router import Router
from handlers.say import Recipient, Say, Tell
from handlers.ui import button, keyboard
from handlers.webinars.organisers import FORM
from handlers.webinars.wording import OrganiserAction, explain

router = Router(name="webinars-changing")

OF_PARTNERS = "webinar-discount"  # what only a partner's event has


class Changing(StatesGroup):
    """An organiser writes the new answer to a question of the form."""

    answer = State()


@router.taps(OrganiserAction, "edit")
async def list_fields(
    action: OrganiserAction, person: Person, to: Recipient, planning: Planning, state: FSMContext
) -> None:
    await state.clear()
    kind = (await planning.look(person, action.id)).webinar.kind
    fields = [
        button(
            to.label(f"question-{question}-short"), OrganiserAction(verb="field", id=action.id, what=question)
        )
        for question in FIELDS
        if question != OF_PARTNERS or kind is WebinarKind.PARTNER
    ]
    to.screen(
        to.text("webinar-edit-which"),
        keyboard(
            *[fields[place : place + 2] for place in range(0, len(fields), 2)],
            [button(to.label("ui-back"), OrganiserAction(verb="open", id=action.id))],
        ),
    )


@router.taps(OrganiserAction, "field")
async def ask_for_answer(
    action: OrganiserAction,
    person: Person,
    to: Recipient,
    planning: Planning,
    forms: Forms,
    state: FSMContext,
) -> None:
    await planning.look(person, action.id)
    if action.what not in FIELDS:
        to.answer("contact-stale-button")
        return
    question, options = await forms.question(FORM, action.what)
    if question.kind is not QuestionKind.CHOICE:
        await state.set_state(Changing.answer)
        await state.set_data({"webinar": action.id, "question": question.id})
    empty = OrganiserAction(verb="clear", id=action.id, what=question.id)
    to.screen(
        to.text(f"question-{question.id}"),
        keyboard(
            *[
                [
                    button(
                        option_label(to, question, option),
                        OrganiserAction(verb="option", id=action.id, what=f"{question.id}.{option.id}"),
                    )
                ]
                for option in options
            ],
            [button(to.label("webinar-clear"), empty)] if question.optional else [],
            [button(to.label("ui-back"), OrganiserAction(verb="edit", id=action.id))],
        ),
    )


@router.taps(OrganiserAction, "option")
async def choose(
    action: OrganiserAction, person: Person, to: Recipient, planning: Planning, forms: Forms, tell: Tell
) -> None:
    question_id, _, option = action.what.partition(".")
    options = (await forms.question(FORM, question_id))[1] if question_id in FIELDS else ()
    if option not in [one.id for one in options]:
        to.answer("contact-stale-button")
        return
    await _change(person, action.id, question_id, option, planning, tell)


@router.taps(OrganiserAction, "clear")
async def empty(
    action: OrganiserAction,
    person: Person,
    to: Recipient,
    planning: Planning,
    forms: Forms,
    state: FSMContext,
    tell: Tell,
) -> None:
    if action.what not in FIELDS or not (await forms.question(FORM, action.what))[0].optional:
        to.answer("contact-stale-button")
        return
    await state.clear()
    await _change(person, action.id, action.what, None, planning, tell)


@router.message(StateFilter(Changing.answer))
async def take_answer(
    message: Message,
    person: Person,
    to: Recipient,
    say: Say,
    planning: Planning,
    forms: Forms,
    state: FSMContext,
    tell: Tell,
) -> None:
    kept = await state.get_data()
    try:
        value = await forms.check(FORM, kept["question"], raw_of(message), names(say))
    except Wrong as wrong:
        explain(to, wrong, OrganiserAction(verb="edit", id=kept["webinar"]))
        return
    await state.clear()
    await _change(person, kept["webinar"], kept["question"], value, planning, tell)


async def _change(
    person: Person, webinar_id: int, question: str, value: Any, planning: Planning, tell: Tell
) -> None:
    tell(await planning.change(person, webinar_id, question, value))
