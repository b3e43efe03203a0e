"""Outcomes of our own doing: what came of a job or a call comes back through the inbox, like any update."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from dishka import Container

from bot.documents.making import makers
from domain.chats.use_cases import Chats
from domain.contacts import Contacts
from domain.dues.events import OfferNotMade
from domain.entry.use_cases import Entry
from domain.events import Event
from domain.moderation.watching import Watching
from domain.publications.publishing import Publishing
from handlers.dues.paying import OFFER
from handlers.publications.posting import PUBLISHED, link_to
from storage.inbox import Received

Told = Event | Sequence[Event] | None
Payload = Mapping[str, Any]


async def _job_failed(container: Container, person_id: int, payload: Payload) -> Told:
    person = await container.get(Contacts).find(person_id)
    # An older version, before jobs were of several kinds, named none.
    maker = makers()[payload.get("kind", "my-data")]
    return None if person is None else maker.failed(person, payload["job"])


async def _chat_moved(container: Container, _chat: int, payload: Payload) -> Told:
    return await container.get(Chats).moved(payload["old"], payload["new"])


async def _chat_link(container: Container, chat_id: int, payload: Payload) -> None:
    if payload["ok"]:
        await container.get(Chats).keep_link(chat_id, payload["result"]["invite_link"])


async def _chat_leaders(container: Container, chat_id: int, payload: Payload) -> None:
    if payload["ok"]:
        leaders = [
            (one["user"]["id"], one["status"], rights_of(one))
            for one in payload["result"]
            if not one["user"]["is_bot"]
        ]
        await container.get(Chats).keep_leaders(chat_id, leaders)


async def _acted(container: Container, sanction_id: int, payload: Payload) -> Told:
    return () if payload["ok"] else await container.get(Watching).failed(sanction_id, payload["error"] or "")


async def _taken_back(container: Container, sanction_id: int, payload: Payload) -> Told:
    return (
        ()
        if payload["ok"]
        else await container.get(Watching).not_taken_back(sanction_id, payload["error"] or "")
    )


async def _warned(container: Container, warning_id: int, payload: Payload) -> Told:
    return () if payload["ok"] else await container.get(Watching).untold(warning_id)


async def _entry_told(container: Container, number: int, payload: Payload) -> Told:
    return await container.get(Entry).told(number, ok=payload["ok"])


async def _entry_welcomed(container: Container, number: int, _payload: Payload) -> Told:
    return await container.get(Entry).welcomed(number)


async def _entry_let_in(container: Container, number: int, payload: Payload) -> Told:
    error = payload["error"] or ""
    if payload["ok"] or "USER_ALREADY_PARTICIPANT" in error:
        return None
    gone = any(reason in error for reason in ("HIDE_REQUESTER_MISSING", "USER_ID_INVALID"))
    return await container.get(Entry).not_let_in(number, gone=gone)


async def _entry_card(container: Container, number: int, payload: Payload) -> Told:
    """What Telegram says of somebody of whom the moderators decide."""
    member: Mapping[str, Any] = payload["result"] if payload["ok"] else {"user": {}, "status": "left"}
    user = member["user"]
    username = f"(@{user['username']})" if user.get("username") else ""
    names = (user.get("first_name"), user.get("last_name"), username)
    inside = member.get("is_member", member["status"] in ("creator", "administrator", "member"))
    return await container.get(Entry).show(number, " ".join(name for name in names if name), inside=inside)


async def _published(container: Container, _chat: int, payload: Payload) -> Told:
    sent = payload["ok"]
    return await container.get(Publishing).settled(
        payload["row"],
        sent=sent,
        link=link_to(payload["result"]) if sent else "",
        error=payload["error"] or "",
    )


async def _offered(container: Container, person_id: int, payload: Payload) -> Told:
    person = None if payload["ok"] else await container.get(Contacts).find(person_id)
    return None if person is None else OfferNotMade(person)


def rights_of(member: Mapping[str, Any]) -> frozenset[str]:
    """What a ChatMember of the Bot API, raw, is allowed to."""
    return frozenset(name for name, value in member.items() if name.startswith("can_") and value is True)


# By the name under which a call wants its result. The second argument is the number behind the name, as in
# `entry-told:17`; where there is none, the chat or the person of the call.
RESULTS: Mapping[str, Callable[[Container, int, Payload], Awaitable[Told]]] = {
    "job-failed": _job_failed,
    "chat-moved": _chat_moved,
    "chat-link": _chat_link,
    "chat-leaders": _chat_leaders,
    "moderation-acted": _acted,
    "moderation-taken-back": _taken_back,
    "moderation-told": _warned,
    "entry-told": _entry_told,
    "entry-welcomed": _entry_welcomed,
    "entry-let-in": _entry_let_in,
    "entry-card": _entry_card,
    OFFER: _offered,
    PUBLISHED: _published,
}


async def take_result(received: Received, container: Container) -> Told:
    """Let an outcome have its effect; returns the events to tell."""
    name, _, number = received.kind.partition(":")
    about = int(number) if number else received.chat_id
    return await RESULTS[name](container, about, received.payload)
