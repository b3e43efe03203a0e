"""The program with twenty further features, to see what each costs those that it does not concern."""

import sys

from aiogram import Router
from aiogram.filters import Command
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, Message

from bot.__main__ import main
from handlers.routing import private
from handlers.ui import Tapped

FEATURES = 20
HANDLERS = 5  # of each kind a feature


def feature(number: int) -> Router:
    """A noun of ordinary size: commands and buttons of its own."""
    router = Router(name=f"feature-{number}")

    class Action(CallbackData, prefix=f"f{number}"):
        verb: str

    async def handle(event: Message | CallbackQuery) -> None:
        raise NotImplementedError(f"nobody asks for this feature: {event}")

    for each in range(HANDLERS):
        router.message.register(handle, Command(f"feature{number}x{each}"))
        router.callback_query.register(handle, Tapped(Action, f"verb{each}"))
    return router


if __name__ == "__main__":
    last_resort = private.sub_routers.pop()
    private.include_routers(*(feature(number) for number in range(FEATURES)))
    private.sub_routers.append(last_resort)
    sys.exit(main())
