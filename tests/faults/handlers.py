# ruff: noqa: ARG001 -- aiogram finds a handler by the event it takes, needed or not
"""Handlers that only the tests have: they fail, die, take long, count. Importing this puts them before all others."""

import asyncio
import os
import signal
from dataclasses import dataclass

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.fsm.storage.base import StorageKey
from aiogram.methods import SendMessage
from aiogram.types import Message, Update

from domain.contacts import Contacts
from domain.outbox import Lane
from domain.people import Person
from handlers.routing import private
from handlers.say import Say
from storage.contacts import ContactsTable
from storage.conversations import ConversationsTable

router = Router(name="faults")
EVERYBODY = StorageKey(0, 0, 0)
"""Under this key stands the counter that all people count up together."""

_flaky: dict[int, int] = {}


async def _record(contacts: Contacts, person: Person, kind: str, update: Update) -> None:
    table = contacts._gateway
    await table.record(person.id, kind, 0, {"update": update.update_id, "pid": os.getpid()})


@router.message(Command("count"))
async def count(message: Message, person: Person, say: Say, contacts: Contacts, event_update: Update) -> None:
    """Read, let others have a turn, write: an update that ran beside this one would be lost."""
    table = contacts._gateway
    assert isinstance(table, ContactsTable)
    shared = ConversationsTable(table._tx)
    number = (await shared.get_data(EVERYBODY)).get("count", 0)
    await asyncio.sleep(0)
    await shared.set_data(EVERYBODY, {"count": number + 1})
    await _record(contacts, person, "counted", event_update)
    say.to(person).send(f"counted {event_update.update_id}")


@router.message(Command("decide"))
async def decide(
    message: Message, person: Person, say: Say, contacts: Contacts, event_update: Update
) -> None:
    await _record(contacts, person, "decided", event_update)
    say.to(person).send(f"decided {event_update.update_id}", lane=Lane.NOTICES)


@router.message(Command("perhaps"))
async def perhaps(message: Message, person: Person, say: Say, event_update: Update) -> None:
    """Says what must not be said twice."""
    method = SendMessage(chat_id=person.id, text=f"perhaps {event_update.update_id}")
    say.call(method, person.id, again=False)


@router.message(Command("mail"))
async def mail(
    message: Message, command: CommandObject, person: Person, say: Say, event_update: Update
) -> None:
    """Mail to the people whose ids stand behind the command."""
    for chat in (command.args or "").split():
        method = SendMessage(chat_id=int(chat), text=f"mail {event_update.update_id}")
        say.call(method, int(chat), lane=Lane.BULK, again=False, may_be_lost=True)


@router.message(Command("echo"))
async def echo(message: Message, command: CommandObject, person: Person, say: Say) -> None:
    say.to(person).send(command.args or "nothing")


@router.message(Command("fail"))
async def fail(message: Message, person: Person, say: Say, contacts: Contacts, event_update: Update) -> None:
    """Half an effect, words half said, then an error that quotes everything it can."""
    await _record(contacts, person, "half", event_update)
    say.to(person).send(f"half {event_update.update_id}")
    raise RuntimeError(f"{message.text} of {message.from_user} {message.contact}")


@dataclass
class _Fussy:
    number: int

    def __post_init__(self) -> None:
        raise ValueError(f"not {self.number}")


@router.message(Command("generated"))
async def fail_in_generated_code(message: Message) -> None:
    """An error that passes a frame without a file: what dataclasses, attrs and SQLAlchemy generate has none."""
    _Fussy(1)


@router.message(Command("flaky"))
async def flaky(message: Message, person: Person, say: Say, contacts: Contacts, event_update: Update) -> None:
    """Fails twice, then works."""
    _flaky[event_update.update_id] = _flaky.get(event_update.update_id, 0) + 1
    await _record(contacts, person, "flaky", event_update)
    if _flaky[event_update.update_id] < 3:
        raise RuntimeError("not yet")
    say.to(person).send(f"flaky {event_update.update_id}")


@router.message(Command("die"))
async def die(message: Message) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@router.message(Command("slow"))
async def slow(message: Message, person: Person, say: Say, contacts: Contacts, event_update: Update) -> None:
    await _record(contacts, person, "counted", event_update)
    await asyncio.sleep(0.05)
    say.to(person).send(f"counted {event_update.update_id}")


@router.message(Command("badjob"))
async def order_what_cannot_be_made(message: Message, person: Person, contacts: Contacts) -> None:
    await contacts._jobs.order("nonsense", person.id, {"text": message.text})


@router.message(Command("tasks"))
async def count_tasks(message: Message, person: Person, say: Say) -> None:
    say.to(person).send(f"tasks {len(asyncio.all_tasks())}")


class _Crash(BaseException):
    """Nothing catches this."""


@router.message(Command("crash"))
async def crash(message: Message) -> None:
    raise _Crash(f"{message.text} of {message.from_user}")


private.include_router(router)
private.sub_routers.insert(0, private.sub_routers.pop())
