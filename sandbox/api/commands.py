"""Methods about a bot's commands."""

import re

from aiogram.methods import DeleteMyCommands, GetMyCommands, SetMyCommands

from sandbox.access import find_chat
from sandbox.api.registry import Call, implements
from sandbox.errors import bad_request
from sandbox.types import Json

COMMAND = re.compile(r"[a-z0-9_]{1,32}")
MAX_COMMANDS = 100


def scope_key(call: Call, language: str | None) -> str:
    """Return scope and language as one key, such as `default/`, `chat:5/ru` or `chat_member:5:7/ru`."""
    scope = call.params.get("scope") or {"type": "default"}
    if not isinstance(scope, dict):
        raise bad_request("can't parse BotCommandScope JSON object")
    parts = [str(scope.get("type", "default"))]
    if parts[0].startswith("chat"):
        parts.append(str(find_chat(call.world, call.bot, scope.get("chat_id")).id))
    if parts[0] == "chat_member":
        parts.append(str(scope.get("user_id")))
    if language and not re.fullmatch(r"[a-z]{2}", language):
        raise bad_request("LANG_CODE_INVALID")
    return ":".join(parts) + "/" + (language or "")


@implements(SetMyCommands)
def set_my_commands(call: Call, method: SetMyCommands) -> bool:
    key = scope_key(call, method.language_code)
    if len(method.commands) > MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    commands: list[Json] = []
    for command in method.commands:
        name = command.command.removeprefix("/")
        if not COMMAND.fullmatch(name):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(command.description.strip()) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
        commands.append({"command": name, "description": command.description.strip()})
    call.bot.commands[key] = commands
    _save(call)
    return True


@implements(DeleteMyCommands)
def delete_my_commands(call: Call, method: DeleteMyCommands) -> bool:
    call.bot.commands.pop(scope_key(call, method.language_code), None)
    _save(call)
    return True


@implements(GetMyCommands)
def get_my_commands(call: Call, method: GetMyCommands) -> list[Json]:
    return call.bot.commands.get(scope_key(call, method.language_code), [])


def _save(call: Call) -> None:
    call.world.save(call.bot)
    call.world.publish_change("commands")
