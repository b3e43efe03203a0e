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

# The screen that Artel shows, word for word (locales/ru/forms.ftl, config.toml).
TEXT = (
    "<b>Предварительная анкета</b> · 8 из 8\n"
    "В каких рабочих группах вам интересно? Начните с самой желанной.\n"
    "Нажимайте по порядку и закончите кнопкой «Готово» – или напишите номера через запятую: 2, 1"
)
GROUPS = [
    ("barriers", "1. По снижению нормативных барьеров"),
    ("metaprojects", "2. По мета-проектной деятельности"),
    ("pilots", "3. По пилотным проектам"),
    ("biodata", "4. По биомедицинским данным"),
]


def two_calls() -> Dispatcher:
    """A tap is answered and its message edited; which option is chosen, the button says."""
    dispatcher = Dispatcher()

    class Group(CallbackData, prefix="group"):
        chosen: str
        id: str

    def keyboard(chosen: str) -> InlineKeyboardMarkup:
        rows = [
            [
                InlineKeyboardButton(
                    text=("① " if group_id == chosen else "○ ") + title,
                    callback_data=Group(chosen=chosen, id=group_id).pack(),
                )
            ]
            for group_id, title in GROUPS
        ]
        if chosen:
            rows.append([InlineKeyboardButton(text="Готово", callback_data="done")])
        return InlineKeyboardMarkup(
            inline_keyboard=[
                *rows,
                [
                    InlineKeyboardButton(text="← Назад", callback_data="back"),
                    InlineKeyboardButton(text="Позже", callback_data="stop"),
                ],
            ]
        )

    @dispatcher.message(CommandStart())
    async def start(message: Message) -> None:
        await message.answer(TEXT, reply_markup=keyboard(""))

    @dispatcher.callback_query(Group.filter())
    async def choose(query: CallbackQuery, callback_data: Group) -> None:
        await query.answer()
        if isinstance(query.message, Message):
            chosen = "" if callback_data.chosen == callback_data.id else callback_data.id
            await query.message.edit_text(TEXT, reply_markup=keyboard(chosen))

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

    class Asking(StatesGroup):
        groups = State()

    async def groups(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
        select = dialog_manager.find("group")
        return {"groups": GROUPS, "chosen": bool(select and select.get_checked())}

    window = Window(
        Const(TEXT),
        Column(
            Multiselect(
                Format("① {item[1]}"),
                Format("○ {item[1]}"),
                id="group",
                item_id_getter=itemgetter(0),
                items="groups",
            )
        ),
        Button(Const("Готово"), id="done", when="chosen"),
        Row(Button(Const("← Назад"), id="back"), Button(Const("Позже"), id="stop")),
        state=Asking.groups,
        getter=groups,
    )
    dispatcher = Dispatcher()

    @dispatcher.message(CommandStart())
    async def start(message: Message, dialog_manager: DialogManager) -> None:  # noqa: ARG001 -- aiogram gives it
        await dialog_manager.start(Asking.groups, mode=StartMode.RESET_STACK)

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
