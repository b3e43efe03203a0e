"""What Artel is measured against: bots as their libraries' documentation shows them, with nothing kept.

Each is a process of its own: `python -m benchmarks.rivals <name> <address of the Bot API> <token>`.
"""

import asyncio
import sys
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.filters import CommandStart
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

# The screen that Artel shows, word for word (locales/ru/mailings.ftl, config.toml).
TEXT = (
    "<b>О чём вам писать?</b>\nВыбирая темы, вы соглашаетесь получать от НБМЗ сообщения о них в этом чате. "
    "Изменить: /topics, прекратить: /unsubscribe."
)
TOPICS = [
    ("news", "Главные новости отрасли"),
    ("digest", "Что делает ассоциация"),
    ("events", "Мероприятия и вебинары"),
    ("discounts", "Скидки на мероприятия партнёров"),
]


def two_calls() -> Dispatcher:
    """A tap is answered and its message edited; which topics are ticked, the button says."""
    dispatcher = Dispatcher()

    class Topic(CallbackData, prefix="topic"):
        ticked: str
        id: str

    def keyboard(ticked: str) -> InlineKeyboardMarkup:
        rows = [
            [
                InlineKeyboardButton(
                    text=("☑ " if topic_id == ticked else "☐ ") + title,
                    callback_data=Topic(ticked=ticked, id=topic_id).pack(),
                )
            ]
            for topic_id, title in TOPICS
        ]
        return InlineKeyboardMarkup(
            inline_keyboard=[
                *rows,
                [
                    InlineKeyboardButton(text="Все темы", callback_data="all"),
                    InlineKeyboardButton(text="Готово", callback_data="done"),
                ],
                [InlineKeyboardButton(text="На главную", callback_data="home")],
            ]
        )

    @dispatcher.message(CommandStart())
    async def start(message: Message) -> None:
        await message.answer(TEXT, reply_markup=keyboard(""))

    @dispatcher.callback_query(Topic.filter())
    async def toggle(query: CallbackQuery, callback_data: Topic) -> None:
        await query.answer()
        if isinstance(query.message, Message):
            ticked = "" if callback_data.ticked == callback_data.id else callback_data.id
            await query.message.edit_text(TEXT, reply_markup=keyboard(ticked))

    return dispatcher


def echo() -> Dispatcher:
    """Every message is sent back."""
    dispatcher = Dispatcher()

    @dispatcher.message()
    async def repeat(message: Message) -> None:
        await message.answer(message.text or "")

    return dispatcher


def silent() -> Dispatcher:
    """No handlers at all."""
    return Dispatcher()


def dialog() -> Dispatcher:
    """The same screen by aiogram-dialog, its state in memory."""
    from operator import itemgetter  # noqa: PLC0415 -- only this rival pays for the library

    from aiogram.fsm.state import State, StatesGroup  # noqa: PLC0415
    from aiogram_dialog import Dialog, DialogManager, StartMode, Window, setup_dialogs  # noqa: PLC0415
    from aiogram_dialog.widgets.kbd import Button, Column, Multiselect, Row  # noqa: PLC0415
    from aiogram_dialog.widgets.text import Const, Format  # noqa: PLC0415

    class Choosing(StatesGroup):
        topics = State()

    async def topics(**_: Any) -> dict[str, Any]:
        return {"topics": TOPICS}

    window = Window(
        Const(TEXT),
        Column(
            Multiselect(
                Format("☑ {item[1]}"),
                Format("☐ {item[1]}"),
                id="topic",
                item_id_getter=itemgetter(0),
                items="topics",
            )
        ),
        Row(Button(Const("Все темы"), id="all"), Button(Const("Готово"), id="done")),
        Button(Const("На главную"), id="home"),
        state=Choosing.topics,
        getter=topics,
    )
    dispatcher = Dispatcher()

    @dispatcher.message(CommandStart())
    async def start(message: Message, dialog_manager: DialogManager) -> None:  # noqa: ARG001 -- aiogram gives it
        await dialog_manager.start(Choosing.topics, mode=StartMode.RESET_STACK)

    dispatcher.include_router(Dialog(window))
    setup_dialogs(dispatcher)
    return dispatcher


async def poll(dispatcher: Dispatcher, address: str, token: str) -> None:
    """Poll with the library's own defaults."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(address))
    bot = Bot(token, session=session, default=DefaultBotProperties(parse_mode=ParseMode.HTML))
    await dispatcher.start_polling(bot)


RIVALS = {"two-calls": two_calls, "echo": echo, "dialog": dialog, "silent": silent}

if __name__ == "__main__":
    name, address, token = sys.argv[1:]
    asyncio.run(poll(RIVALS[name](), address, token))
