"""The menus of commands, by language and by who sees them."""

from aiogram.methods import SetMyCommands
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeUnion,
)

from domain.outbox import Lane
from domain.roles import Role
from handlers.say import Recipient, Say

EVERYONE = (
    "start",
    "webinars",
    "news",
    "groups",
    "meet",
    "topics",
    "unsubscribe",
    "language",
    "timezone",
    "rules",
    "warnings",
    "birthday",
    "dues",
    "partners",
    "privacy",
    "help",
    "cancel",
)
OF_MEMBERS = ("leave",)  # in no menu, only in /help and on the membership's screen
OF_ROLE = {
    Role.ADMINISTRATOR: ("status", "roles", "chats"),
    Role.SECRETARY: ("applications", "board", "members", "dues", "groups", "webinars"),
    Role.TREASURER: ("dues", "members"),
    Role.MARKETING: ("webinars", "plan", "news", "meet"),
    Role.MODERATOR: ("log", "news"),
    Role.BOARD_MEMBER: ("board",),
    Role.GROUP_LEADER: ("groups", "webinars"),
}


IN_GROUPS = ("rules", "report", "warnings")
OF_LEADERS = (
    "warn",
    "kick",
    "mute",
    "ban",
    "spam",
    "unwarn",
    *IN_GROUPS,
)  # for a group's administrators in Telegram
SCOPES: tuple[tuple[BotCommandScopeUnion, tuple[str, ...]], ...] = (
    (BotCommandScopeAllPrivateChats(), EVERYONE),
    (BotCommandScopeAllGroupChats(), IN_GROUPS),
    (BotCommandScopeAllChatAdministrators(), OF_LEADERS),
)


def say_commands(say: Say) -> None:
    """Set everybody's menus, in the private chat and in groups, for each language."""
    association = say.association
    for scope, names in SCOPES:
        for language in association.languages:
            menu = _menu(say, names, language, scope, language)
            say.call(menu, lane=Lane.NOTICES, may_be_lost=True)  # commands work without a menu
        menu = _menu(say, names, association.default_language, scope, None)
        say.call(menu, lane=Lane.NOTICES, may_be_lost=True)


def say_commands_of(to: Recipient, roles: frozenset[Role]) -> None:
    """Set the menu of a person who sees more than others, or has chosen another language than in Telegram."""
    scope = BotCommandScopeChat(chat_id=to.person.id)
    menu = _menu(to.say, commands_of(roles), to.person.language, scope, None)
    to.say.call(menu, lane=Lane.NOTICES, may_be_lost=True)


def commands_of(roles: frozenset[Role]) -> tuple[str, ...]:
    """Return the commands that are offered to somebody with these roles, without the slash."""
    return tuple(dict.fromkeys((*EVERYONE, *_further(roles))))


def _further(roles: frozenset[Role]) -> tuple[str, ...]:
    """Return the commands for the work of these roles."""
    return tuple(
        dict.fromkeys(command for role in Role if role in roles for command in OF_ROLE.get(role, ()))
    )


def list_commands(to: Recipient, roles: frozenset[Role], *, member: bool) -> str:
    """List these commands, and those for members, with what they do, one per line."""
    return _listed(to, (*commands_of(roles), *(OF_MEMBERS if member else ())))


def list_work(to: Recipient, roles: frozenset[Role]) -> str:
    """List only the commands for the work of these roles; empty if there are none."""
    return _listed(to, _further(roles))


def _listed(to: Recipient, names: tuple[str, ...]) -> str:
    listed = _described(to.say, names, to.person.language)
    return "\n".join(f"/{each.command} – {each.description}" for each in listed)


def _menu(
    say: Say, names: tuple[str, ...], language: str, scope: BotCommandScopeUnion, code: str | None
) -> SetMyCommands:
    return SetMyCommands(commands=_described(say, names, language), scope=scope, language_code=code)


def _described(say: Say, names: tuple[str, ...], language: str) -> list[BotCommand]:
    return [
        BotCommand(command=name, description=say.texts.plain(language, f"command-{name}")) for name in names
    ]
