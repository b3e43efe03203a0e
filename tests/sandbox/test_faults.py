"""Faults and flood limits."""

import asyncio

import aiohttp
import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramNetworkError, TelegramRetryAfter, TelegramServerError

from sandbox.client import Control, ControlRefused
from sandbox.server import Sandbox
from tests.sandbox.conftest import Ask, once_polling


async def texts(control: Control, chat: int) -> list[str]:
    return [message["text"] for message in await control.messages(chat)][1:]


async def test_too_many_requests(bot: Bot, ask: Ask, control: Control, anna: int) -> None:
    await control.faults(
        {"kind": "429", "methods": ["sendMessage"], "retry_after": [3, 7], "count": 2, "seed": 1}
    )
    answer = await ask("SENDMESSAGE", chat_id=anna, text="x")
    seconds = answer.body["parameters"]["retry_after"]
    assert 3 <= seconds <= 7
    assert answer.error == f"Too Many Requests: retry after {seconds}"
    assert answer.headers["Retry-After"] == str(seconds)
    with pytest.raises(TelegramRetryAfter):
        await bot.send_message(anna, "y")
    assert (await bot.send_message(anna, "z")).text == "z"
    assert (await control.see_faults())[0]["hits"] == 2
    assert await texts(control, anna) == ["z"]
    assert [row.get("fault") for row in await control.calls()] == ["429", "429", None]


async def test_servers_fail(bot: Bot, control: Control, anna: int) -> None:
    await control.faults(
        {"kind": "5xx", "status": 502, "count": 1},
        {"kind": "html", "count": 1},
        {"kind": "truncated", "count": 1},
    )
    with pytest.raises(TelegramServerError):
        await bot.send_message(anna, "1")
    with pytest.raises(Exception, match="502 Bad Gateway"):
        await bot.send_message(anna, "2")
    with pytest.raises(Exception, match="decode"):
        await bot.send_message(anna, "3")
    assert await texts(control, anna) == ["3"]


async def test_connections_are_cut(bot: Bot, control: Control, anna: int) -> None:
    await control.faults({"kind": "cut_before", "count": 1}, {"kind": "cut", "count": 1})
    for text in ("никогда", "дошло"):
        with pytest.raises(TelegramNetworkError):
            await bot.send_message(anna, text)
    assert await texts(control, anna) == ["дошло"]
    rows = await control.calls(method="sendMessage")
    assert [(row["fault"], row["ok"]) for row in rows] == [("cut_before", False), ("cut", True)]


async def test_accepted_and_never_answered(bot: Bot, control: Control, anna: int) -> None:
    await control.faults({"kind": "timeout_after_accept", "chats": [anna], "count": 1})
    with pytest.raises(TelegramNetworkError):
        await bot.send_message(anna, "дошло", request_timeout=1)
    assert await texts(control, anna) == ["дошло"]


async def test_away(sandbox: Sandbox, ask: Ask, control: Control) -> None:
    waiting = await once_polling(sandbox, ask("getUpdates", timeout=50))
    await control.faults({"kind": "away"})
    person = await control.person("Вера")
    await control.start(person["id"])
    with pytest.raises(aiohttp.ClientError):
        await waiting
    for method in ("getMe", "getUpdates", "noSuchMethod"):
        with pytest.raises(aiohttp.ClientError):
            await ask(method)
    await control.faults()
    assert len((await ask("getUpdates")).result) == 1


async def test_a_share_of_the_calls_is_repeatable(ask: Ask, control: Control, anna: int) -> None:
    async def struck() -> list[int]:
        await control.faults({"kind": "5xx", "share": 0.3, "seed": 7, "chats": [anna]})
        return [(await ask("sendMessage", chat_id=anna, text=str(n))).status for n in range(40)]

    first = await struck()
    assert 4 <= first.count(500) <= 20
    assert await struck() == first
    assert (await ask("getMe")).result
    assert (await ask("getUpdates")).result


async def test_faults_hit_get_updates_only_by_name(ask: Ask, control: Control) -> None:
    await control.faults({"kind": "5xx"})
    assert (await ask("getUpdates")).status == 200
    await control.faults({"kind": "5xx", "methods": ["getUpdates"]})
    assert (await ask("getUpdates")).status == 500
    assert (await ask("getMe")).status == 200
    with pytest.raises(ControlRefused, match="no fault of kind"):
        await control.faults({"kind": "flood"})
    with pytest.raises(ControlRefused, match="rule"):
        await control.faults({"kind": "429", "colour": "red"})


async def test_a_delayed_answer(ask: Ask, control: Control) -> None:
    await control.faults({"kind": "delay", "seconds": 0.05, "count": 1})
    started = asyncio.get_running_loop().time()
    assert (await ask("getMe")).result
    assert asyncio.get_running_loop().time() - started >= 0.05


async def test_a_chat_has_a_burst_and_a_pace(ask: Ask, control: Control, anna: int) -> None:
    await control.freeze()
    await control.limits(chat_burst=3)

    async def status(chat: int = anna) -> int:
        return (await ask("sendMessage", chat_id=chat, text="x")).status

    assert [await status() for _ in range(4)] == [200, 200, 200, 429]
    boris = (await control.person("Борис"))["id"]
    await control.start(boris)
    assert await status(boris) == 200
    await control.advance(1)
    assert [await status() for _ in range(2)] == [200, 429]
    refused = await ask("sendMessage", chat_id=anna, text="x")
    assert refused.body["parameters"] == {"retry_after": 1}
    sent = (await control.messages(anna))[-1]["message_id"]
    assert (await ask("deleteMessage", chat_id=anna, message_id=sent)).status == 200
    await control.limits(on=False)
    assert await status() == 200


async def test_a_group_accepts_twenty_a_minute(ask: Ask, control: Control, group: int) -> None:
    await control.freeze()
    await control.limits(chat_burst=100)
    statuses = [(await ask("sendMessage", chat_id=group, text="x")).status for _ in range(21)]
    assert statuses == [200] * 20 + [429]
    refused = await ask("sendMessage", chat_id=group, text="x")
    assert refused.body["parameters"]["retry_after"] == 60
    await control.advance(60)
    assert (await ask("sendMessage", chat_id=group, text="x")).status == 200


async def test_all_chats_together_accept_thirty_a_second(ask: Ask, control: Control) -> None:
    await control.freeze()
    await control.limits()
    people = [(await control.person(str(n)))["id"] for n in range(31)]
    for person in people:
        await control.start(person)
    statuses = [(await ask("sendMessage", chat_id=person, text="x")).status for person in people]
    assert statuses == [200] * 30 + [429]
