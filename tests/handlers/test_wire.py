"""No handler reaches the network, and everything that handlers say survives the way to the wire."""

import ast
import builtins
import json
import sys
import types
import typing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import NoneType
from typing import Any, cast, get_args, get_origin

import aiogram.methods
import pytest
from aiogram.client.default import Default
from aiogram.enums import ButtonStyle, ParseMode
from aiogram.methods import (
    AnswerCallbackQuery,
    BanChatMember,
    EditMessageText,
    GetChat,
    GetMe,
    SendDocument,
    SendMessage,
    SetMyCommands,
    TelegramMethod,
)
from aiogram.types import (
    BotCommandScopeAllPrivateChats,
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    Update,
    User,
)
from pydantic import BaseModel
from typing_extensions import TypeAliasType

import handlers
from bot.dispatch import HandlerTouchedNetwork, QuietBot
from handlers.wire import to_wire
from tests.handlers.harness import Street

ROOM = Path(handlers.__file__).parent
ME = User(id=42, is_bot=True, first_name="Артель", username="artel_bot")


@pytest.mark.parametrize(
    "method",
    [SendMessage(chat_id=1, text="т"), GetChat(chat_id=1), AnswerCallbackQuery(callback_query_id="1")],
)
async def test_the_bot_that_handlers_see_calls_nobody(method: TelegramMethod[Any]) -> None:
    bot = QuietBot(ME)
    with pytest.raises(HandlerTouchedNetwork, match=method.__api_method__):
        await bot(method)


async def test_the_bot_that_handlers_see_knows_who_it_is() -> None:
    bot = QuietBot(ME)
    assert await bot.me() == await bot.get_me() == await bot(GetMe()) == ME


async def test_the_bot_that_handlers_see_downloads_nothing() -> None:
    bot = QuietBot(ME)
    with pytest.raises(HandlerTouchedNetwork):
        await bot.download_file("photos/file_0.jpg")


@pytest.mark.usefixtures("sqlite")
async def test_a_handler_that_answers_by_itself_fails(street: Street) -> None:
    update = Update.model_validate(
        {"update_id": 1, "message": street.visitor(1).message(text="?")}, context={"bot": QuietBot(ME)}
    )
    assert update.message is not None
    with pytest.raises(HandlerTouchedNetwork):
        await update.message.answer("by myself")


def test_no_file_of_the_room_calls_the_network() -> None:
    """Libraries that could, and aiogram's shortcuts that do."""
    shortcuts = {
        "reply",
        "answer_photo",
        "answer_document",
        "edit_text",
        "edit_reply_markup",
        "copy_to",
        "forward",
    }
    for path in ROOM.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import | ast.ImportFrom):
                names = [name.name for name in node.names] + [getattr(node, "module", "") or ""]
                assert not {name.split(".")[0] for name in names} & {
                    "aiohttp",
                    "socket",
                    "urllib",
                    "http",
                    "asyncio",
                }
            if isinstance(node, ast.Await) and isinstance(node.value, ast.Call):
                called = node.value.func
                assert not (isinstance(called, ast.Attribute) and called.attr in shortcuts), (
                    f"{path.name}:{node.lineno}"
                )


# The wire


def used_methods() -> list[type[TelegramMethod[Any]]]:
    """Return aiogram's methods that the handlers' room names."""
    names = {
        name.name
        for path in ROOM.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "aiogram.methods"
        for name in node.names
        if name.name != "TelegramMethod"
    }
    return [getattr(aiogram.methods, name) for name in sorted(names)]


PLAIN: dict[Any, Any] = {
    str: "Привет 👋 <b>&amp;</b>",
    int: 2**40,
    float: 0.5,
    bool: False,
    datetime: datetime(2027, 1, 1, tzinfo=UTC),
}
CAN_NOT_WAIT = (InputFile, timedelta, Default, NoneType)
DEEP = 3  # models inside models that have all their fields; below only those they must have


def samples(kind: Any, depth: int) -> list[Any]:
    """Return values of a type, one for each of its alternatives."""
    of = get_args(kind)
    match get_origin(kind):
        case typing.Union | types.UnionType:
            found = [value for alternative in of for value in samples(alternative, depth)]
        case typing.Annotated:
            found = samples(of[0], depth)
        case typing.Literal:
            found = [of[0]]
        case builtins.list:
            found = [[value] for value in samples(of[0], depth)] if depth > 0 else [[]]
        case _ if isinstance(kind, TypeAliasType):  # such a type contains itself
            found = samples(get_args(kind.__value__)[0], depth)
        case _ if kind in PLAIN:
            found = [PLAIN[kind]]
        case _:
            found = [] if issubclass(kind, CAN_NOT_WAIT) else models(kind, depth - 1)
    return found


def models(kind: type[BaseModel], depth: int = DEEP) -> list[Any]:
    """Return models of a kind: as many as it takes for each alternative of each field to be in one."""
    values = {
        field.alias or name: found
        for name, field in kind.model_fields.items()
        if (field.is_required() or depth > 0) and (found := samples(field.annotation, depth))
    }
    most = max(map(len, values.values()), default=1)
    return [kind(**{name: found[n % len(found)] for name, found in values.items()}) for n in range(most)]


KEYBOARD = InlineKeyboardMarkup(
    inline_keyboard=[
        [
            InlineKeyboardButton(text="Да & <b>", callback_data="a:b", style=ButtonStyle.DANGER),
            InlineKeyboardButton(text="🔗", url="https://nbmz.ru/?a=1&b=2"),
        ]
    ]
)


def test_a_method_that_names_an_enumeration_survives_the_way_to_the_wire() -> None:
    check(SendMessage(chat_id=1, text="т", parse_mode=ParseMode.HTML, reply_markup=KEYBOARD))


@pytest.mark.parametrize("kind", used_methods(), ids=lambda kind: kind.__name__)
def test_every_method_that_handlers_say_survives_the_way_to_the_wire(kind: type[TelegramMethod[Any]]) -> None:
    for method in models(kind):
        check(method)


def check(method: TelegramMethod[Any]) -> None:
    name, params = to_wire(method)
    assert name == method.__api_method__
    text = json.dumps(params, ensure_ascii=False)
    assert "Default" not in text
    read = json.loads(text)
    assert read == params
    again = type(method).model_validate(read)
    assert to_wire(again) == (name, params)
    ours = {field for field, value in method if value is not None and type(value).__name__ != "Default"}
    assert {type(method).model_fields[field].alias or field for field in ours} == set(params)


def test_the_wire_keeps_what_is_empty_and_leaves_out_what_is_not_given() -> None:
    assert to_wire(EditMessageText(chat_id=1, message_id=2, text=""))[1] == {
        "chat_id": 1,
        "message_id": 2,
        "text": "",
    }
    assert to_wire(SetMyCommands(commands=[], scope=BotCommandScopeAllPrivateChats()))[1] == {
        "commands": [],
        "scope": {"type": "all_private_chats"},
    }


def test_moments_are_unix_seconds() -> None:
    until = datetime(2027, 1, 1, tzinfo=UTC)
    assert to_wire(BanChatMember(chat_id=1, user_id=2, until_date=until))[1]["until_date"] == 1_798_761_600


def test_what_the_bot_api_would_misread_is_refused() -> None:
    with pytest.raises(TypeError, match="timedelta can't wait"):
        to_wire(BanChatMember(chat_id=1, user_id=2, until_date=timedelta(days=3)))
    with pytest.raises(TypeError, match="BufferedInputFile can't wait"):
        to_wire(SendDocument(chat_id=1, document=BufferedInputFile(b"", "x")))
    with pytest.raises(TypeError, match="object has no form"):
        to_wire(SendMessage.model_construct(chat_id=1, text=cast("str", object())))


def test_handlers_load_no_network_library_of_their_own() -> None:
    for name, module in list(sys.modules.items()):
        if name.startswith("handlers."):
            assert not {"aiohttp", "asyncpg", "sqlite3"} & set(vars(module))
