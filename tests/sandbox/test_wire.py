"""Bot API calls over HTTP."""

import json

import aiohttp
import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramUnauthorizedError
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from sandbox.client import Control
from sandbox.server import Sandbox
from tests.sandbox.conftest import BOT, TOKEN, Ask, bot_at


async def test_aiogram_sends_edits_and_deletes(bot: Bot, anna: int, control: Control) -> None:
    me = await bot.get_me()
    assert (me.id, me.username) == (BOT, "artel_bot")
    keyboard = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Да", callback_data="yes")]])
    sent = await bot.send_message(anna, "<b>Привет</b>, Анна", parse_mode="HTML", reply_markup=keyboard)
    assert sent.text == "Привет, Анна"
    assert sent.entities
    assert sent.entities[0].type == "bold"
    edited = await sent.edit_text("Пока")
    assert not isinstance(edited, bool)
    assert edited.edit_date
    assert edited.reply_markup is None
    assert await sent.delete()
    assert [message["text"] for message in await control.messages(anna)] == ["/start"]


@pytest.mark.parametrize("how", ["query", "form", "json", "multipart"])
async def test_every_encoding_is_understood(sandbox: Sandbox, anna: int, how: str) -> None:
    markup = {"inline_keyboard": [[{"text": "a", "callback_data": "b"}]]}
    texts = {
        "chat_id": str(anna),
        "text": "да & нет",
        "protect_content": "True",
        "reply_markup": json.dumps(markup),
    }
    url = f"{sandbox.url}/bot{TOKEN}/SENDmessage"
    async with aiohttp.ClientSession() as session:
        match how:
            case "query":
                answer = await session.get(url, params=texts)
            case "form":
                answer = await session.post(url, data=texts)
            case "json":
                answer = await session.post(url, json=texts | {"chat_id": anna, "reply_markup": markup})
            case _:
                form = aiohttp.FormData(texts)
                form.add_field("unused", b"bytes", filename="unused.txt")
                answer = await session.post(url, data=form)
        message = (await answer.json())["result"]
    assert message["text"] == "да & нет"
    assert message["reply_markup"] == markup
    assert message["has_protected_content"] is True
    row = sandbox.world.calls.rows[-1]
    assert row["method"] == "sendMessage"
    assert row["params"]["reply_markup"] == markup
    assert row["params"]["chat_id"] == anna


async def test_tokens(ask: Ask, control: Control, sandbox: Sandbox) -> None:
    assert (await ask("getMe", by="nonsense")).error == "Unauthorized: invalid token specified"
    assert (await ask("getMe", by="42:another_secret_of_the_same_bot")).error == "Unauthorized"
    other = await ask("getMe", by="43:bbbbbbbbbbbbbbbbbbbbbbbbbbbbb")
    assert other.result["username"] == "artel43_bot"
    await control.revoke(43)
    revoked = await ask("getMe", by="43:bbbbbbbbbbbbbbbbbbbbbbbbbbbbb")
    assert (revoked.status, revoked.error) == (401, "Unauthorized")
    await control.strict_bots()
    assert (await ask("getMe", by="44:ccccccccccccccccccccccccccccc")).status == 401
    stranger = bot_at(sandbox.url, "44:ccccccccccccccccccccccccccccc")
    with pytest.raises(TelegramUnauthorizedError):
        await stranger.get_me()
    await stranger.session.close()


async def test_unknown_method(ask: Ask, bot: Bot, anna: int) -> None:
    answer = await ask("sendMassage", chat_id=anna)
    assert (answer.status, answer.error) == (404, "Not Found: method not found")
    with pytest.raises(TelegramBadRequest, match="chat not found"):
        await bot.send_message(999, "?")


async def test_numbers_and_booleans_are_parsed_like_telegram(ask: Ask, anna: int) -> None:
    sent = await ask("sendMessage", chat_id=str(anna), text=5, protect_content="yes")
    assert sent.result["text"] == "5"
    assert sent.result["has_protected_content"]
    assert (
        "has_protected_content"
        not in (await ask("sendMessage", chat_id=anna, text="t", protect_content="false")).result
    )
    assert (await ask("sendMessage", chat_id="nobody", text="t")).error == "Bad Request: chat not found"
    assert (await ask("sendMessage", chat_id="", text="t")).error == "Bad Request: chat_id is empty"


async def test_every_call_is_logged(ask: Ask, control: Control, anna: int) -> None:
    await ask("getMe")
    await ask("sendMessage", chat_id=anna, text="")
    await ask("getUpdates")
    rows = await control.calls()
    assert [(row["seq"], row["method"], row["ok"], row["status"]) for row in rows] == [
        (1, "getMe", True, 200),
        (2, "sendMessage", False, 400),
        (3, "getUpdates", True, 200),
    ]
    assert rows[1]["error"] == "Bad Request: message text is empty"
    assert rows[2]["result"] == [(await control.updates())["last_id"]]
    assert [row["seq"] for row in await control.calls(after=1, method="getupdates")] == [3]
    assert [row["seq"] for row in await control.calls(chat=anna)] == [2]
    assert await control.wait_calls(after=2, method="getUpdates")
    assert await control.wait_calls(after=3, seconds=0.01) == []


async def test_another_sites_page_may_not_control(sandbox: Sandbox) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.post(
            f"{sandbox.url}/control/people",
            json={"first_name": "x"},
            headers={"Origin": "https://evil.example"},
        ) as answer,
    ):
        assert answer.status == 403
    assert not sandbox.world.people
