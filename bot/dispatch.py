"""aiogram's part: finding the handler for an update and giving it what it asks for."""

from collections.abc import AsyncGenerator
from functools import cache
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.client.session.base import BaseSession
from aiogram.fsm.context import FSMContext
from aiogram.fsm.storage.base import StorageKey
from aiogram.methods import GetMe, TelegramMethod
from aiogram.types import Update, User

from bot.use_cases import UseCases
from domain.contacts import Person
from handlers.routing import private
from handlers.say import Say
from handlers.tellings import tell
from storage.conversations import ConversationsTable
from storage.engine import Transaction


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

    async def me(self) -> User:
        return self._identity


@cache
def dispatcher() -> Dispatcher:
    """The one dispatcher: it holds no state, so every worker shares it."""
    made = Dispatcher(disable_fsm=True)
    made.include_router(private)
    return made


def provisions(
    transaction: Transaction, use_cases: UseCases, say: Say, person: Person, key: StorageKey
) -> dict[str, Any]:
    """What a handler may ask for by the name of a parameter."""
    return {
        "state": FSMContext(ConversationsTable(transaction), key),
        "person": person,
        "say": say,
        "tell": lambda event: tell(event, say),
        "contacts": use_cases.contacts,
        "consents": use_cases.consents,
        "mailings": use_cases.mailings,
        "roles": use_cases.roles,
        "operations": use_cases.operations,
    }


async def dispatch(bot: QuietBot, update: Update, provided: dict[str, Any]) -> None:
    """Let the right handler handle the update; one that nobody handles has had its effect, none."""
    raw_state = await provided["state"].get_state()
    await dispatcher().feed_update(bot, update, raw_state=raw_state, **provided)
