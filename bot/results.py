"""Giving a result that comes back through the inbox to the function declared for it."""

from functools import cache

from aiogram.dispatcher.event.handler import CallableObject
from dishka import Container

from bot.documents.making import makers
from bot.routes import Call
from domain.contacts import Contacts
from handlers.results import RESULTS, Payload, Told, result
from storage.inbox import Received


@result("job-failed")
async def take_failed_job(number: int, payload: Payload, contacts: Contacts) -> Told:
    person = await contacts.find(number)
    # A job of an older version names no kind: there was only one.
    maker = makers()[payload.get("kind", "my-data")]
    return None if person is None else maker.failed(person, payload["job"])


async def take_result(received: Received, container: Container) -> Told:
    """Let a result have its effect; returns the events to tell."""
    name, _, number = received.kind.partition(":")
    given = {
        "number": int(number) if number else received.chat_id,
        "chat_id": received.chat_id,
        "payload": received.payload,
        "resolve": container.get,
    }
    told: Told = await _taker(name)(given, {})
    return told


@cache
def _taker(name: str) -> Call:
    return Call.of(CallableObject(RESULTS[name]))
