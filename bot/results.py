"""Outcomes of our own doing: what came of a job or a call comes back through the inbox, like any update."""

from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any

from bot.use_cases import UseCases
from domain.applications import ApplicationNotMade
from domain.contacts import DataNotMade, Person
from domain.groups import RosterNotMade
from domain.webinars import FileNotMade
from storage.inbox import Received

# What is told of a job that failed for good, by the job's kind.
NOT_MADE: dict[str, Callable[[Person, int], object]] = {
    "my-data": lambda person, _: DataNotMade(person),
    "group-roster": lambda person, _: RosterNotMade(person),
    "application": ApplicationNotMade,
    "webinar-report": lambda person, _: FileNotMade(person),
    "certificate": lambda person, _: FileNotMade(person),
    "calendar": lambda person, _: FileNotMade(person),
}

Payload = Mapping[str, Any]


async def _job_failed(use_cases: UseCases, person_id: int, payload: Payload) -> object:
    person = await use_cases.contacts.find(person_id)
    # An older version, before jobs were of several kinds, named none.
    made = NOT_MADE[payload.get("kind", "my-data")]
    return None if person is None else made(person, payload["job"])


async def _chat_moved(use_cases: UseCases, _chat: int, payload: Payload) -> object:
    return await use_cases.chats.moved(payload["old"], payload["new"])


async def _chat_link(use_cases: UseCases, chat_id: int, payload: Payload) -> None:
    if payload["ok"]:
        await use_cases.chats.keep_link(chat_id, payload["result"]["invite_link"])


async def _chat_leaders(use_cases: UseCases, chat_id: int, payload: Payload) -> None:
    if payload["ok"]:
        leaders = [
            (one["user"]["id"], one["status"], rights_of(one))
            for one in payload["result"]
            if not one["user"]["is_bot"]
        ]
        await use_cases.chats.keep_leaders(chat_id, leaders)


async def _acted(use_cases: UseCases, sanction_id: int, payload: Payload) -> object:
    return () if payload["ok"] else await use_cases.watching.failed(sanction_id, payload["error"] or "")


async def _taken_back(use_cases: UseCases, sanction_id: int, payload: Payload) -> object:
    return (
        () if payload["ok"] else await use_cases.watching.not_taken_back(sanction_id, payload["error"] or "")
    )


async def _warned(use_cases: UseCases, warning_id: int, payload: Payload) -> object:
    return () if payload["ok"] else await use_cases.watching.untold(warning_id)


def rights_of(member: Mapping[str, Any]) -> frozenset[str]:
    """What a ChatMember of the Bot API, raw, is allowed to."""
    return frozenset(name for name, value in member.items() if name.startswith("can_") and value is True)


# By the name under which a call wants its result. The second argument is the number behind the name, as in
# `entry-told:17`; where there is none, the chat or the person of the call.
RESULTS: Mapping[str, Callable[[UseCases, int, Payload], Awaitable[object]]] = {
    "job-failed": _job_failed,
    "chat-moved": _chat_moved,
    "chat-link": _chat_link,
    "chat-leaders": _chat_leaders,
    "moderation-acted": _acted,
    "moderation-taken-back": _taken_back,
    "moderation-told": _warned,
}


async def take_result(received: Received, use_cases: UseCases) -> Iterable[object]:
    """Let an outcome have its effect; returns the events to tell."""
    name, _, number = received.kind.partition(":")
    about = int(number) if number else received.chat_id
    event = await RESULTS[name](use_cases, about, received.payload)
    if event is None:
        return ()
    return event if isinstance(event, tuple) else (event,)
