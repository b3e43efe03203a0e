"""The tree of routers, and the one table that says which updates any feature wants."""

from collections.abc import Callable, Mapping
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

from aiogram import Router

import handlers
from handlers import (
    applications,
    birthdays,
    board,
    chats,
    consent,
    contacts,
    dues,
    entry,
    forms,
    groups,
    introductions,
    leaving,
    mailings,
    members,
    moderation,
    operations,
    partners,
    publications,
    roles,
    webinars,
)
from handlers.applications import pages, writing
from handlers.dues import paying, receipts
from handlers.ui import GroupChat, PrivateChat

Wish = Callable[[Mapping[str, Any]], bool]


def _is_for_us(message: Mapping[str, Any]) -> bool:
    """Of a group's messages, only a few concern the bot."""
    return (
        message["chat"]["type"] == "private"
        or message.get("text", "").startswith("/")
        or "migrate_to_chat_id" in message
        or "successful_payment" in message
    )


def _by_the_filter(_event: Mapping[str, Any]) -> bool:
    """Not here: `bot/inbound_filter.py` keeps the suspicious ones."""
    return False


def _always(_event: Mapping[str, Any]) -> bool:
    return True


# Kind of update -> whether its raw form is worth keeping. Its keys are what Telegram is asked for.
WANTED: dict[str, Wish] = {
    "message": _is_for_us,
    "edited_message": _by_the_filter,
    "callback_query": _always,
    "my_chat_member": _always,
    "chat_member": _always,
    "chat_join_request": _always,
    "pre_checkout_query": _always,
}

private = Router(name="private")
private.message.filter(PrivateChat())
private.include_routers(
    members.router,  # an invitation is a /start of its own kind, and so is a webinar
    webinars.router,
    chats.router,
    moderation.router,
    entry.router,
    publications.router,
    contacts.router,
    consent.router,
    applications.router,
    board.router,
    leaving.router,
    dues.router,
    mailings.router,
    roles.router,
    groups.router,
    introductions.router,
    birthdays.router,
    operations.router,
    partners.router,
    forms.router,
    pages.router,  # what is sent or typed without a tap belongs to a form first
    writing.router,
    receipts.router,
    contacts.last_resort,
)

in_groups = Router(name="in-groups")
in_groups.message.filter(GroupChat())
in_groups.edited_message.filter(GroupChat())
in_groups.include_routers(chats.in_groups, entry.in_groups, moderation.in_groups)

everything = Router(name="everything")
everything.include_routers(paying.router, private, in_groups)  # money first, wherever it comes


# What only tells events stands in modules without a router: they are imported so that their declarations count.
for module in walk_packages(handlers.__path__, f"{handlers.__name__}."):
    import_module(module.name)


def is_wanted(kind: str, event: Mapping[str, Any]) -> bool:
    """Whether any feature wants this update; `event` is raw JSON."""
    wish = WANTED.get(kind)
    try:
        return wish is not None and wish(event)
    except (KeyError, TypeError, AttributeError):
        return True  # of a strange shape: let the worker set it aside, visibly
