"""Calls that Telegram refused: who hears of it, where a card goes instead, and what Telegram's reasons mean."""

import html
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from domain.chats.entities import Chat
from domain.deliveries import CardElsewhere, Deliveries, RefusedCall, Undelivered
from domain.outbox import REFUSED, Lane
from domain.people import Person
from domain.roles import Role
from handlers.cards import CARD
from handlers.names import person_name
from handlers.results import Payload, Told, result
from handlers.say import Recipient, Say
from handlers.tellings import tells
from handlers.ui import clip

LONGEST_SAID = 700  # characters of a message that are shown to those who hear that it was refused
LONGEST_REASON = 200
TAG = re.compile(r"<[^<>]*>")
# What is found in Telegram's reasons -> what it means; the first that fits.
REASONS: Mapping[str, str] = {
    "blocked by the user": "blocked",
    "user is deactivated": "deactivated",
    "can't initiate conversation": "never-started",
    "TOPIC_CLOSED": "topic-closed",
    "bot was kicked": "kicked",
    "is not a member": "kicked",
    "chat not found": "not-found",
    "USER_CHANNELS_TOO_MUCH": "too-many-chats",
    "CHANNELS_TOO_MUCH": "too-many-chats",
    "USERS_TOO_MUCH": "chat-full",
    "user is an administrator": "administrator",
    "can't remove chat owner": "administrator",
    "USER_ADMIN_INVALID": "administrator",
    "not enough rights": "rights",
    "have no rights": "rights",
    "need administrator rights": "rights",
    "CHAT_ADMIN_REQUIRED": "rights",
    "CHAT_WRITE_FORBIDDEN": "rights",
    "CHAT_RESTRICTED": "rights",
    "RIGHT_FORBIDDEN": "rights",
    "message can't be deleted": "not-deletable",
}


# What a call was to bring about is so already, or nobody waits for it any more.
ALREADY = ("HIDE_REQUESTER_MISSING", "USER_ALREADY_PARTICIPANT", "message to delete not found")


def reason_of(to: Recipient, error: str) -> str:
    """Why Telegram refused, in words where they are known, with its own; plain, to be given to `text` and `label`."""
    meaning = next((meaning for part, meaning in REASONS.items() if part in error), "unknown")
    shown = clip(error, LONGEST_REASON) or "?"
    return to.say.texts.plain(to.person.language, "deliveries-reason", meaning=meaning, error=shown)


def refused_call(number: int, payload: Payload) -> RefusedCall:
    """The call that was refused, as its result tells it; `number` is the chat's."""
    params, key = payload.get("params") or {}, payload.get("key") or ""
    return RefusedCall(payload["row"], number, payload.get("method", ""), params, key, payload["error"] or "")


def _hearing(role: Role) -> Callable[..., Awaitable[Told]]:
    async def take_refused(number: int, payload: Payload, deliveries: Deliveries) -> Told:
        call = refused_call(number, payload)
        already = any(reason in call.error for reason in ALREADY)
        return None if already else await deliveries.refused(call, role)

    return take_refused


for hearer in Role:
    result(REFUSED + hearer)(_hearing(hearer))


@tells(Undelivered)
def tell_undelivered(event: Undelivered, say: Say) -> None:
    call = event.call
    for hearer in event.hearers:
        to = say.to(hearer)
        said = clip(_plain(call.params), LONGEST_SAID) if event.open else ""
        to.send(
            to.text(
                "deliveries-undelivered",
                whose=_name(to, event),
                kind="person" if call.chat_id > 0 else "chat",
                what="message" if _says(call) else call.method,
                user=str(call.params.get("user_id", "none")),
                reason=reason_of(to, call.error),
                said=said or "none",
            ),
            lane=Lane.NOTICES,
            key=f"undelivered:{call.chat_id}:{event.number}:{hearer.id}",
            # An administrator is the last who hears of it; the count of what was not sent stands in /status.
            may_be_lost=event.final,
        )


def _says(call: RefusedCall) -> bool:
    return call.method.startswith("send") or call.method == "editMessageText"


def _name(to: Recipient, event: Undelivered) -> str:
    match event.whose:
        case Person() as person:
            return person_name(to, person)
        case Chat() as chat:
            return clip(chat.title, 60)
    return str(event.call.params.get("chat_id", event.call.chat_id))


def _plain(params: Mapping[str, Any]) -> str:
    """The text of a message without its markup."""
    text = str(params.get("text") or params.get("caption") or params.get("question") or "")
    return html.unescape(TAG.sub("", text)) if params.get("parse_mode") else text


# Cards


@result(CARD)
async def take_refused_card(number: int, payload: Payload, deliveries: Deliveries) -> Told:
    return await deliveries.card_refused(refused_call(number, payload))


@tells(CardElsewhere)
def tell_card_elsewhere(event: CardElsewhere, say: Say) -> None:
    """Send the card as it stands to each in private, under the key of a card there, so that it is kept up to date."""
    call = event.call
    for person in event.people:
        before, _, after = call.key.rpartition(f":{call.chat_id}")
        key = f"{before}:{person.id}{after}"
        params = {name: value for name, value in call.params.items() if name != "message_id"}
        text = "text" in params
        say.owe(
            "editMessageText" if text else call.method,
            {**params, "chat_id": person.id},
            person.id,
            lane=Lane.NOTICES,
            key=None if text else key,
            edits=key if text else None,
            resend_if_missing=text,
            result_topic=CARD,
        )
    if event.chat is None:
        return
    for administrator in event.administrators:
        to = say.to(administrator)
        to.send(
            to.text(
                "deliveries-cards-refused",
                title=clip(event.chat.title, 60),
                reason=reason_of(to, call.error),
            ),
            lane=Lane.NOTICES,
            key=f"cards-refused:{event.chat.number}:{event.day}:{administrator.id}",
            may_be_lost=True,  # the cards themselves go elsewhere
        )
