"""A saved world survives its server, however that ends."""

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest
from aiogram import Bot
from aiogram.types import BufferedInputFile

from sandbox.client import Control
from sandbox.server import Sandbox
from tests.sandbox.conftest import TOKEN, bot_at


async def populate(url: str, bot: Bot) -> tuple[int, int]:
    """Add a person who has written and a group with the bot, and return their ids."""
    await bot.get_me()
    async with Control(url) as control:
        anna = (await control.person("Анна"))["id"]
        await control.start(anna)
        await control.send(anna, "не потеряйся")
        group = (await control.chat("supergroup", "Г", anna, bot_admin=True))["id"]
        return anna, group


async def test_a_world_is_restored(tmp_path: Path) -> None:
    async with Sandbox(data=tmp_path) as first:
        bot = bot_at(first.url)
        anna, group = await populate(first.url, bot)
        confirmed = await bot.get_updates(limit=1)
        left = await bot.get_updates(offset=confirmed[0].update_id + 1)
        sent = await bot.send_document(anna, BufferedInputFile(b"bytes", "a.txt"))
        link = await bot.create_chat_invite_link(group, creates_join_request=True)
        await bot.set_my_name("Артель")
        poll = await bot.send_poll(anna, "?", ["a", "b"])
        await bot.session.close()
        async with Control(first.url) as control:
            boris = (await control.person("Борис"))["id"]
            await control.join(boris, link=link.invite_link)
            await control.vote(anna, poll.message_id, 0)
            await control.advance(1000)
            calls, seen = await control.calls(), await control.view(anna, 42)
    async with Sandbox(data=tmp_path) as second, Control(second.url) as control:
        assert await control.calls() == calls
        assert await control.view(anna, 42) == seen
        assert (await control.clock())["offset"] >= 999
        bot = bot_at(second.url)
        again = await bot.get_updates()
        assert [update.update_id for update in again[: len(left)]] == [update.update_id for update in left]
        await control.send(anna, "ещё")
        newest = (await bot.get_updates())[-1]
        assert newest.update_id == again[-1].update_id + 1
        assert sent.document
        assert (await bot.get_file(sent.document.file_id)).file_size == 5
        assert await bot.approve_chat_join_request(group, boris)
        assert (await bot.get_my_name()).name == "Артель"
        assert (await control.person("Вера"))["id"] not in {anna, boris}
        await bot.session.close()


async def test_one_world_has_one_server(tmp_path: Path) -> None:
    async with Sandbox(data=tmp_path):
        with pytest.raises(OSError, match="another sandbox"):
            Sandbox(data=tmp_path)


async def test_a_half_written_last_line_is_dropped(tmp_path: Path) -> None:
    async with Sandbox(data=tmp_path) as first:
        bot = bot_at(first.url)
        anna, _ = await populate(first.url, bot)
        await bot.session.close()
    journal = tmp_path / "journal.jsonl"
    with journal.open("ab") as file:
        file.write(b'["person","77",{"id":77,"first')
    async with Sandbox(data=tmp_path) as second:
        assert list(second.world.people) == [anna]
    assert b'"77"' not in journal.read_bytes()


async def test_sigkill_loses_nothing_that_was_answered(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "sandbox", "--port", "0", "--data", str(tmp_path), "--bot", TOKEN]
    server = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    assert server.stdout
    address = (await server.stdout.readline()).decode()
    assert "this machine only" in address
    url = address.split(" listens on ")[1].split(",")[0]
    bot = bot_at(url)
    anna, _ = await populate(url, bot)
    answered = [(await bot.send_message(anna, str(n))).message_id for n in range(50)]
    os.kill(server.pid, signal.SIGKILL)
    await server.communicate()
    await bot.session.close()
    async with Sandbox(data=tmp_path) as second, Control(second.url) as control:
        kept = [message["message_id"] for message in await control.messages(anna)]
        assert kept[-50:] == answered
        rows = await control.calls(method="sendMessage")
        assert [row["result"]["message_id"] for row in rows] == answered
        assert (await control.updates())["pending"] > 0
