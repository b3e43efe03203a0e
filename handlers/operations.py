"""The status of the program, and alerts to administrators."""

from typing import Annotated, Literal

from aiogram.filters.callback_data import CallbackData
from aiogram.methods import DeleteMessage

from domain.operations import DueFailed, MessageFaded, Operations, UpdateSetAside
from domain.outbox import Lane
from domain.people import Person
from domain.roles import Role
from handlers.contacts.home import back_button, home_button
from handlers.router import Router
from handlers.say import Recipient, Say
from handlers.tellings import tells
from handlers.ui import Staff, button, keyboard

router = Router(name="operations")

ALERT_WINDOW = 600_000_000  # microseconds: at most one alert about set-aside updates in ten minutes


class OperationsAction(CallbackData, prefix="operations"):
    """A tap on the status screen."""

    verb: Annotated[Literal["refresh", "retry"], Staff(Role.ADMINISTRATOR)]


@router.commands("status")
@router.taps(OperationsAction, "refresh")
async def show_status(person: Person, to: Recipient, say: Say, operations: Operations) -> None:
    status, dead_letters = await operations.status(person)
    text = to.text(
        "operations-status",
        people=status.people,
        supporters=status.supporters,
        unreachable=status.unreachable,
        pending=status.pending,
        waiting=status.waiting,
        failed=status.failed,
        aside=status.aside,
    )
    for letter in dead_letters:
        text += "\n" + to.text(
            "operations-aside",
            seq=str(letter.seq),
            kind=letter.kind,
            error=letter.error,
            at=say.texts.moment(person.language, letter.received_at),
        )
    to.screen(
        text,
        keyboard(
            [button(to.label("operations-retry"), OperationsAction(verb="retry"))] if dead_letters else [],
            [button(to.label("operations-refresh"), OperationsAction(verb="refresh")), back_button(to)],
        ),
    )


@router.taps(OperationsAction, "retry")
async def retry(person: Person, to: Recipient, operations: Operations) -> None:
    count = await operations.retry_dead_letters(person)
    to.screen(
        to.text("operations-retried", count=count),
        keyboard([button(to.label("operations-refresh"), OperationsAction(verb="refresh"))]),
    )


@tells(UpdateSetAside)
def tell_update_set_aside(event: UpdateSetAside, say: Say) -> None:
    if event.person is not None:
        to = say.to(event.person)
        to.send(to.text("operations-apology"), home_button(to), may_be_lost=True)  # administrators know
    window = event.at // ALERT_WINDOW
    for administrator in event.administrators:
        to = say.to(administrator)
        to.send(
            to.text("operations-alert", kind=event.update.kind, error=event.update.error),
            keyboard([button(to.label("operations-look"), OperationsAction(verb="refresh"))]),
            lane=Lane.NOTICES,
            key=f"aside:{window}:{administrator.id}",
            may_be_lost=True,  # nobody comes after the administrators: /status counts it
        )


@tells(DueFailed)
def tell_due_failed(event: DueFailed, say: Say) -> None:
    window = event.at // ALERT_WINDOW
    for administrator in event.administrators:
        to = say.to(administrator)
        to.send(
            to.text("operations-due-failed", error=event.error),
            home_button(to),
            lane=Lane.NOTICES,
            key=f"due:{window}:{administrator.id}",
            may_be_lost=True,  # nobody comes after the administrators: /status counts it
        )


@tells(MessageFaded)
def tell_message_faded(event: MessageFaded, say: Say) -> None:
    message = DeleteMessage(chat_id=event.chat_id, message_id=event.message_id)
    say.call(message, event.chat_id, may_be_lost=True)
