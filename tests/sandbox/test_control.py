"""The control interface: buttons, views, events and the clock."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiogram import Bot
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from sandbox.client import Control, ControlRefused
from sandbox.control.request import ControlRequest
from sandbox.control.server import wait_for_calls
from sandbox.server import Sandbox
from tests.sandbox.conftest import BOT, Ask, Updates

ROW = [
    InlineKeyboardButton(text="Да", callback_data="yes"),
    InlineKeyboardButton(text="Сайт", url="https://example.org"),
]
KEYBOARD = InlineKeyboardMarkup(inline_keyboard=[ROW])


async def test_a_tap_and_its_answer(bot: Bot, control: Control, anna: int, updates: Updates) -> None:
    sent = await bot.send_message(anna, "?", reply_markup=KEYBOARD)
    tapping = asyncio.create_task(control.tap(anna, sent.message_id, "yes", wait=10))
    (query,) = await updates.next("callback_query")
    assert (query["data"], query["from"]["id"], query["message"]["text"]) == ("yes", anna, "?")
    await bot.answer_callback_query(query["id"], text="Принято", show_alert=True)
    answer = {"text": "Принято", "show_alert": True, "url": None}
    assert (await tapping)["answer"] == answer
    assert (await control.callback(query["id"]))["answer"] == answer


async def test_which_button(bot: Bot, control: Control, anna: int, updates: Updates) -> None:
    sent = await bot.send_message(anna, "?", reply_markup=KEYBOARD)
    assert (await control.tap(anna, sent.message_id, text="Сайт"))["url"] == "https://example.org"
    assert (await control.tap(anna, sent.message_id, row=0, col=0))["callback_id"]
    for wrong in ({"data": "no"}, {"row": 3, "col": 0}, {}):
        with pytest.raises(ControlRefused):
            await control.tap(anna, sent.message_id, **wrong)
    await updates.next()
    await bot.delete_message(anna, sent.message_id)
    with pytest.raises(ControlRefused):
        await control.tap(anna, sent.message_id, "yes")
    assert (await control.tap(anna, sent.message_id, "любые байты", forge=True))["callback_id"]
    (query,) = await updates.next("callback_query")
    assert (query["data"], query["message"]["date"]) == ("любые байты", 0)


async def test_reply_keyboards(bot: Bot, control: Control, anna: int) -> None:
    async def shown() -> Any:
        return (await control.view(anna, BOT))["keyboard"]

    keyboard = ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="Дальше")]], one_time_keyboard=True)
    sent = await bot.send_message(anna, "?", reply_markup=keyboard)
    assert sent.reply_markup is None
    assert (await shown())["keyboard"] == [[{"text": "Дальше"}]]
    await control.send(anna, "Дальше")
    assert await shown() is None
    await bot.send_message(anna, "?", reply_markup=ForceReply())
    assert (await shown())["force_reply"]
    await bot.send_message(anna, "!", reply_markup=ReplyKeyboardRemove())
    assert await shown() is None


async def test_commands_by_scope_and_language(bot: Bot, ask: Ask, control: Control, anna: int) -> None:
    async def shown() -> list[str]:
        return [command["command"] for command in (await control.view(anna, BOT))["commands"]]

    await bot.set_my_commands([BotCommand(command="start", description="Начать")])
    assert await shown() == ["start"]
    private = BotCommandScopeAllPrivateChats()
    await bot.set_my_commands([BotCommand(command="help", description="Help")], scope=private)
    await bot.set_my_commands(
        [BotCommand(command="pomosch", description="Помощь")], private, language_code="ru"
    )
    assert await shown() == ["pomosch"]
    own = BotCommandScopeChat(chat_id=anna)
    await bot.set_my_commands([BotCommand(command="admin", description="Своё")], scope=own)
    assert await shown() == ["admin"]
    assert [one.command for one in await bot.get_my_commands(scope=own)] == ["admin"]
    await bot.delete_my_commands(scope=own)
    assert await shown() == ["pomosch"]
    refused = await ask("setMyCommands", commands=[{"command": "Ы", "description": "x"}])
    assert refused.error == "Bad Request: BOT_COMMAND_INVALID"


async def test_a_bot_describes_itself(bot: Bot, control: Control, anna: int) -> None:
    await bot.set_my_name("Artel", language_code="en")
    await bot.set_my_name("Артель")
    await bot.set_my_description("Что умеет", language_code="ru")
    await bot.set_my_short_description("Кратко")
    assert (await bot.get_my_name(language_code="en")).name == "Artel"
    assert (await control.view(anna, BOT))["bot"] == {
        "name": "Артель",
        "username": "artel_bot",
        "description": "Что умеет",
        "short_description": "Кратко",
    }


async def test_dialogs_and_unread(bot: Bot, control: Control, anna: int, group: int, owner: int) -> None:
    await bot.send_message(anna, "раз")
    await bot.send_message(anna, "два")
    mine, theirs = await control.dialogs(anna)
    assert (mine["kind"], mine["unread"], mine["status"]) == ("bot", 2, "member")
    assert mine["last"]["text"] == "два"
    assert (theirs["chat"]["id"], theirs["status"], theirs["last"]) == (group, "none", None)
    await control.ask("POST", f"/view/{anna}/{BOT}/read")
    assert (await control.dialogs(anna))[0]["unread"] == 0
    outside = await control.view(anna, group)
    assert (outside["messages"], outside["members"], outside["can_write"]) == ([], [], False)
    await control.join(anna, group, request=True)
    leader = await control.view(owner, group)
    assert [one["user"]["id"] for one in leader["requests"]] == [anna]
    assert [one["requests"] for one in await control.dialogs(owner)] == [0, 1]
    fresh = (await control.person("Новая"))["id"]
    assert (await control.view(fresh, BOT))["started"] is False


async def test_mentions_by_id(bot: Bot, anna: int) -> None:
    link = f'<a href="tg://user?id={anna}">Анна</a> и <a href="tg://user?id=999">никто</a>'
    sent = await bot.send_message(anna, link, parse_mode="HTML")
    assert sent.entities
    assert [(one.type, one.user and one.user.username) for one in sent.entities] == [("text_mention", "anna")]


async def test_people_edit_and_delete(control: Control, anna: int, updates: Updates) -> None:
    await updates.next()
    sent = await control.send(anna, "опечтка")
    await control.edit(anna, sent["message_id"], "опечатка")
    (edited,) = await updates.next("edited_message")
    assert (edited["text"], "edit_date" in edited) == ("опечатка", True)
    assert (await control.view(anna, BOT))["messages"][-1]["edited"]
    await control.delete(anna, sent["message_id"])
    assert len((await control.view(anna, BOT))["messages"]) == 1
    with pytest.raises(ControlRefused, match="no message"):
        await control.send(anna, "ответ", reply_to=sent["message_id"])


async def test_errors_are_explained(control: Control, anna: int) -> None:
    for wrong in (
        control.ask("POST", "/send", {"from": anna}),
        control.ask("POST", "/send", {"from": "никто", "text": "x"}),
        control.ask("POST", "/people", {}),
        control.ask("POST", "/chats", {"type": "forum", "title": "x", "owner": anna}),
        control.ask("POST", "/join", {"from": anna, "link": "https://t.me/+nothing"}),
        control.ask("GET", "/view/999"),
        control.ask("POST", "/update", {"update": 5}),
        control.send(anna, "x" * 4097),
    ):
        with pytest.raises(ControlRefused):
            await wrong


async def events(url: str) -> AsyncIterator[tuple[str, Any]]:
    async with aiohttp.ClientSession() as session, session.get(url) as stream:
        name = ""
        async for line in stream.content:
            kind, _, value = line.decode().strip().partition(": ")
            if kind == "event":
                name = value
            elif kind == "data":
                yield name, json.loads(value)


async def test_events_are_only_those_of_the_viewer(
    sandbox: Sandbox, bot: Bot, control: Control, anna: int
) -> None:
    boris = (await control.person("Борис"))["id"]
    stream = events(f"{sandbox.url}/control/events?viewer={anna}")
    assert (await anext(stream))[0] == "clock"
    await control.start(boris)
    sent = await bot.send_message(anna, "?", reply_markup=KEYBOARD)
    assert await anext(stream) == ("changed", {"chat": BOT, "what": "message"})
    name, row = await anext(stream)
    assert (name, row["method"], row["result"]) == ("call", "sendMessage", {"message_id": sent.message_id})
    pressed = await control.tap(anna, sent.message_id, "yes")
    await bot.answer_callback_query(pressed["callback_id"], text="да")
    name, answer = await anext(stream)
    assert (name, answer["text"], answer["from"]) == ("answer", "да", anna)
    await stream.aclose()  # type: ignore[attr-defined]


async def test_clock(sandbox: Sandbox, control: Control) -> None:
    real = (await control.clock())["now"]
    assert (await control.advance(3600))["now"] >= real + 3600
    assert (await control.advance(-7200))["now"] < real
    frozen = await control.freeze()
    assert frozen["frozen"]
    assert (await control.clock())["now"] == frozen["now"]
    assert (await control.set_clock(1_800_000_000))["now"] == 1_800_000_000
    assert (await control.advance(60))["now"] == 1_800_000_060
    await control.freeze(frozen=False)
    moved = await control.clock()
    assert not moved["frozen"]
    assert 1_800_000_060 <= moved["now"] < 1_800_000_160
    stream = events(f"{sandbox.url}/clock/stream")
    assert (await anext(stream))[1]["offset"] == pytest.approx(moved["offset"], abs=1)
    await control.advance(86400)
    assert (await anext(stream))[1]["now"] > 1_800_086_000
    await stream.aclose()  # type: ignore[attr-defined]
    async with aiohttp.ClientSession() as session, session.get(f"{sandbox.url}/clock") as answer:
        assert (await answer.json())["frozen"] is False


async def test_sleeping_by_the_clock(sandbox: Sandbox) -> None:
    clock = sandbox.world.clock
    clock.freeze(frozen=True)
    sleeping = asyncio.create_task(clock.sleep(100))
    for _ in range(3):
        await asyncio.sleep(0)
    clock.advance(99)
    for _ in range(3):
        await asyncio.sleep(0)
    assert not sleeping.done()
    clock.advance(1)
    async with asyncio.timeout(5):
        await sleeping


async def test_waiting_for_calls_misses_none_that_arrive_together(
    bot: Bot, control: Control, sandbox: Sandbox, anna: int, owner: int
) -> None:
    await control.start(owner)
    await bot.send_message(anna, "раньше")
    calls = sandbox.world.calls
    before = len(calls.rows)
    asked = ControlRequest(sandbox.world, {"after": before, "chat": str(anna), "timeout": 10})
    waiting = asyncio.create_task(wait_for_calls(asked))
    await asyncio.sleep(0)  # lets the wait begin
    row = {name: value for name, value in calls.rows[-1].items() if name != "seq"}
    calls.append(row)
    calls.append(row | {"params": {"chat_id": owner, "text": "другому"}})
    assert [found["seq"] for found in await waiting] == [before + 1]
