"""The tree of routers, and the one table that says which updates any feature wants."""

from collections.abc import Callable, Mapping
from typing import Any

from aiogram import Router

from handlers import (
    applications,
    board,
    consent,
    contacts,
    forms,
    groups,
    mailings,
    members,
    operations,
    roles,
    webinars,
)
from handlers.contacts import time_zones
from handlers.ui import PrivateChat

Wish = Callable[[Mapping[str, Any]], bool]


def _in_private(event: Mapping[str, Any]) -> bool:
    return str(event["chat"]["type"]) == "private"


def _always(_event: Mapping[str, Any]) -> bool:
    return True


# Kind of update -> whether its raw form is worth keeping. Its keys are what Telegram is asked for.
WANTED: dict[str, Wish] = {
    "message": _in_private,
    "callback_query": _always,
    "my_chat_member": _in_private,
}

private = Router(name="private")
private.message.filter(PrivateChat())
private.include_routers(
    members.router,  # an invitation is a /start of its own kind, and so is a webinar
    webinars.router,
    contacts.router,
    consent.router,
    applications.router,
    board.router,
    mailings.router,
    roles.router,
    groups.router,
    operations.router,
    time_zones.router,
    forms.router,
    applications.pages.router,  # what is sent or typed without a tap belongs to a form first
    applications.writing.router,
    contacts.last_resort,
)


def is_wanted(kind: str, event: Mapping[str, Any]) -> bool:
    """Whether any feature wants this update; `event` is raw JSON. Raises KeyError or TypeError for a strange shape."""
    wish = WANTED.get(kind)
    return wish is not None and wish(event)
