"""Methods about a bot's name, descriptions, menu button and default rights."""

import re

from aiogram.methods import (
    GetChatMenuButton,
    GetMyDefaultAdministratorRights,
    GetMyDescription,
    GetMyName,
    GetMyShortDescription,
    SetChatMenuButton,
    SetMyDefaultAdministratorRights,
    SetMyDescription,
    SetMyName,
    SetMyShortDescription,
)

from sandbox.access import find_chat
from sandbox.api.registry import Call, implements
from sandbox.chats import CHANNEL_RIGHTS, GROUP_RIGHTS
from sandbox.errors import bad_request
from sandbox.types import Json


def _set(call: Call, texts: dict[str, str], text: str | None, language: str | None, most: int) -> bool:
    if language and not re.fullmatch(r"[a-z]{2}", language):
        raise bad_request("LANG_CODE_INVALID")
    text = (text or "").strip()
    if len(text) > most:
        raise bad_request("BOT_DESCRIPTION_TOO_LONG" if most > 64 else "BOT_TITLE_INVALID")
    if text:
        texts[language or ""] = text
    else:
        texts.pop(language or "", None)
    call.world.save(call.bot)
    call.world.publish_change("people")
    return True


def _get(texts: dict[str, str], language: str | None) -> str:
    return texts.get(language or "") or texts.get("", "")


@implements(SetMyName)
def set_my_name(call: Call, method: SetMyName) -> bool:
    return _set(call, call.bot.names, method.name, method.language_code, 64)


@implements(GetMyName)
def get_my_name(call: Call, method: GetMyName) -> Json:
    return {"name": _get(call.bot.names, method.language_code) or call.bot.name}


@implements(SetMyDescription)
def set_my_description(call: Call, method: SetMyDescription) -> bool:
    return _set(call, call.bot.descriptions, method.description, method.language_code, 512)


@implements(GetMyDescription)
def get_my_description(call: Call, method: GetMyDescription) -> Json:
    return {"description": _get(call.bot.descriptions, method.language_code)}


@implements(SetMyShortDescription)
def set_my_short_description(call: Call, method: SetMyShortDescription) -> bool:
    return _set(call, call.bot.short_descriptions, method.short_description, method.language_code, 120)


@implements(GetMyShortDescription)
def get_my_short_description(call: Call, method: GetMyShortDescription) -> Json:
    return {"short_description": _get(call.bot.short_descriptions, method.language_code)}


@implements(SetChatMenuButton)
def set_chat_menu_button(call: Call, method: SetChatMenuButton) -> bool:
    """Set the menu button of one private chat or, without `chat_id`, of all of them."""
    chat_id = _private_chat(call, method.chat_id)
    button = call.params.get("menu_button") or {"type": "default"}
    if button.get("type") not in {"commands", "web_app", "default"}:
        raise bad_request("can't parse menu button: MenuButton has unsupported type")
    if button["type"] == "default":
        call.bot.menu_buttons.pop(chat_id, None)
    else:
        call.bot.menu_buttons[chat_id] = button
    call.world.save(call.bot)
    call.world.publish_change("commands")
    return True


@implements(GetChatMenuButton)
def get_chat_menu_button(call: Call, method: GetChatMenuButton) -> Json:
    buttons = call.bot.menu_buttons
    fallback: Json = {"type": "commands" if call.bot.commands else "default"}
    return buttons.get(_private_chat(call, method.chat_id)) or buttons.get(0) or fallback


def _private_chat(call: Call, chat_id: int | None) -> int:
    """Return the person's id, 0 for everyone."""
    if not chat_id:
        return 0
    chat = find_chat(call.world, call.bot, chat_id)
    if chat.type != "private":
        raise bad_request("chat_id must be a private chat")
    return chat.id


@implements(SetMyDefaultAdministratorRights)
def set_my_default_administrator_rights(call: Call, method: SetMyDefaultAdministratorRights) -> bool:
    call.bot.default_rights["channels" if method.for_channels else "groups"] = call.params.get("rights") or {}
    call.world.save(call.bot)
    return True


@implements(GetMyDefaultAdministratorRights)
def get_my_default_administrator_rights(call: Call, method: GetMyDefaultAdministratorRights) -> Json:
    names = set(GROUP_RIGHTS) | (set(CHANNEL_RIGHTS) if method.for_channels else set())
    rights = call.bot.default_rights.get("channels" if method.for_channels else "groups", {})
    return {name: bool(rights.get(name)) for name in sorted({*names, "is_anonymous"})}
