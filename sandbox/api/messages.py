"""Methods that send texts and other messages without a file."""

import secrets

from aiogram.enums import ChatAction
from aiogram.methods import (
    SendChatAction,
    SendContact,
    SendDice,
    SendLocation,
    SendMessage,
    SendMessageDraft,
    SendVenue,
)

from sandbox.access import check_may_send, find_chat, writable_chat
from sandbox.api.registry import Call, implements
from sandbox.api.sending import explicit, given_fields, send
from sandbox.errors import bad_request
from sandbox.text import message_text
from sandbox.types import Json

DICE_VALUES = {"🎲": 6, "🎯": 6, "🏀": 5, "⚽": 5, "⚽️": 5, "🎳": 6, "🎰": 64}
ACTIONS = frozenset(ChatAction) | {"record_audio", "upload_audio"}


@implements(SendMessage)
def send_message(call: Call, method: SendMessage) -> Json:
    body = message_text(method.text, explicit(method.parse_mode), call.params.get("entities"))
    if options := call.params.get("link_preview_options"):
        body["link_preview_options"] = options
    elif method.disable_web_page_preview is True:
        body["link_preview_options"] = {"is_disabled": True}
    return send(call, method, "text", body)


@implements(SendContact)
def send_contact(call: Call, method: SendContact) -> Json:
    if not method.phone_number:
        raise bad_request("phone number is empty")
    if not method.first_name:
        raise bad_request("first name is empty")
    content = {"contact": given_fields(method, "phone_number", "first_name", "last_name", "vcard")}
    return send(call, method, "contact", content)


@implements(SendLocation)
def send_location(call: Call, method: SendLocation) -> Json:
    if not (-90 <= method.latitude <= 90 and -180 <= method.longitude <= 180):
        raise bad_request("wrong latitude or longitude")
    names = (
        "latitude",
        "longitude",
        "horizontal_accuracy",
        "live_period",
        "heading",
        "proximity_alert_radius",
    )
    content = {"location": given_fields(method, *names)}
    return send(call, method, "location", content)


@implements(SendVenue)
def send_venue(call: Call, method: SendVenue) -> Json:
    location = given_fields(method, "latitude", "longitude")
    content = {
        "venue": {"location": location} | given_fields(method, "title", "address"),
        "location": location,
    }
    return send(call, method, "venue", content)


@implements(SendDice)
def send_dice(call: Call, method: SendDice) -> Json:
    emoji = method.emoji or "🎲"
    if emoji not in DICE_VALUES:
        raise bad_request("wrong emoji specified")
    content = {"dice": {"emoji": emoji, "value": secrets.randbelow(DICE_VALUES[emoji]) + 1}}
    return send(call, method, "dice", content)


@implements(SendChatAction)
def send_chat_action(call: Call, method: SendChatAction) -> bool:
    chat = writable_chat(call.world, call.bot, method.chat_id)
    if method.action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    check_may_send(call.world, call.bot, chat, "text")
    call.world.publish_change("typing", chat)
    return True


@implements(SendMessageDraft)
def send_message_draft(call: Call, method: SendMessageDraft) -> bool:
    """Show a draft as typing; it isn't saved."""
    chat = writable_chat(call.world, call.bot, find_chat(call.world, call.bot, method.chat_id).id)
    call.world.publish_change("typing", chat)
    return True
