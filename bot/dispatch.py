"""aiogram's part: finding the handler for an update and giving it what it asks for."""

from collections.abc import AsyncGenerator, Mapping
from functools import cache, partial
from typing import Any

from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.enums import ChatMemberStatus
from aiogram.fsm.context import FSMContext
from aiogram.fsm.storage.base import StorageKey
from aiogram.methods import GetMe, TelegramMethod
from aiogram.types import (
    ChatMemberAdministrator,
    ChatMemberRestricted,
    TelegramObject,
    Update,
    User,
)
from dishka import Container

from bot.routes import Routes
from domain.people import Person
from domain.refusal import Refusal
from handlers.routing import everything
from handlers.say import Say
from handlers.tellings import tell
from storage.conversations import ConversationsTable
from storage.engine import Transaction


def _needed(kind: type[TelegramObject]) -> dict[str, bool]:
    """The permissions that aiogram wants to be said."""
    return {
        name: False
        for name, about in kind.model_fields.items()
        if about.is_required() and about.annotation is bool
    }


# What a server of another version doesn't name, a person is not allowed to.
PERMISSIONS: Mapping[str, Mapping[str, bool]] = {
    ChatMemberStatus.ADMINISTRATOR: _needed(ChatMemberAdministrator),
    ChatMemberStatus.RESTRICTED: _needed(ChatMemberRestricted),
}


def update_of(update_id: int, kind: str, payload: Mapping[str, Any], bot: Bot) -> Update:
    """The update as aiogram knows it; raises ValueError for a shape that it doesn't."""
    if kind in ("chat_member", "my_chat_member"):
        payload = {name: _completed(value) for name, value in payload.items()}
    return Update.model_validate({"update_id": update_id, kind: payload}, context={"bot": bot})


def _completed(value: Any) -> Any:
    missing = PERMISSIONS.get(str(value.get("status"))) if isinstance(value, dict) else None
    return value if missing is None else {**missing, **value}


class HandlerTouchedNetwork(RuntimeError):
    """A handler made a call by itself instead of saying it."""


class NoSession(BaseSession):
    """A session without a network; the arguments are aiogram's."""

    def __init__(self, me: User) -> None:
        super().__init__()
        self._identity = me

    async def make_request(self, bot: Bot, method: TelegramMethod[Any], timeout: int | None = None) -> Any:  # noqa: ARG002, ASYNC109
        if isinstance(method, GetMe):
            return self._identity
        raise HandlerTouchedNetwork(method.__api_method__)

    def stream_content(self, *_: Any, **__: Any) -> AsyncGenerator[bytes, None]:
        raise HandlerTouchedNetwork("a download")

    async def close(self) -> None:
        """There is nothing to close."""


class QuietBot(Bot):
    """The bot that handlers see: it knows who it is, and calls nobody."""

    def __init__(self, me: User) -> None:
        super().__init__(f"{me.id}:handlers-make-no-calls", session=NoSession(me))
        self._identity = me
        self.name = me.username or ""

    async def me(self) -> User:
        return self._identity


@cache
def routes() -> Routes:
    """The one table of routes: it holds no state, so every worker shares it."""
    return Routes(everything)


def provisions(
    container: Container,
    transaction: Transaction,
    say: Say,
    person: Person,
    key: StorageKey,
    received_at: int = 0,
) -> dict[str, Any]:
    """What handlers and filters may ask for by a parameter's name; a use case is resolved by its type."""
    return {
        "resolve": container.get,
        "state": FSMContext(ConversationsTable(transaction), key),
        "person": person,
        "received_at": received_at,
        "say": say,
        "to": say.to(person),
        "tell": partial(tell, say=say),
    }


async def dispatch(bot: QuietBot, update: Update, provided: dict[str, Any]) -> None:
    """Let the right handler handle the update; one that nobody handles has had its effect, none.

    Use cases refuse before they change anything, so a refusal leaves nothing behind but its audit.
    """
    provided.update(bot=bot, event_update=update, raw_state=await provided["state"].get_state())
    try:
        await routes().handle(update.event_type, update.event, provided)
    except Refusal as refusal:
        provided["tell"](refusal)
