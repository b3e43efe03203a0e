"""The wire is right for a stranger: another Bot API server, `lo-bot-api-emulator`, carries a subscription."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web
from lo_bot_api_emulator import ApiRefusal, LoBotApiEmulator

from bot.app import run
from bot.config import load
from bot.i18n import FluentTexts
from domain.association import Association
from storage.engine import open_reader
from storage.tables.people import consents

TOKEN = "7:token-of-the-stranger"  # noqa: S105 -- the emulator takes any
PERSON = {"id": 501, "is_bot": False, "first_name": "Анна", "language_code": "ru"}
CHAT = {"id": 501, "type": "private", "first_name": "Анна"}
# Parameters of the Bot API that the emulator 0.3.6 does not know; everything else it must take as it comes.
UNKNOWN = {("sendMessage", "link_preview_options"), ("editMessageText", "link_preview_options")}
SECONDS = 15

Json = dict[str, Any]


class Stranger(LoBotApiEmulator):  # type: ignore[misc]  # ships no types
    """The emulator, but what it refuses for an unknown parameter is put to it once more without that one.

    It keeps no chat, so `screens` are the messages as it gave them back: what a person would see.
    """

    def __init__(self) -> None:
        super().__init__()
        self.refused: list[tuple[str, str]] = []
        self.screens: list[Json] = []
        self.answered: list[str] = []
        self.news = asyncio.Event()

    def validate(self, method: str, fields: Json, uploads: Json) -> Any:
        try:
            result = super().validate(method, dict(fields), uploads)
        except ApiRefusal as refusal:
            unknown = (refusal.parameters or {}).get("parameter", "")
            self.refused.append((method, unknown or refusal.description))
            if (refusal.parameters or {}).get("reason") != "unsupported_parameter":
                raise
            known = {name: value for name, value in fields.items() if name != unknown}
            return self.validate(method, known, uploads)
        if method in {"sendMessage", "editMessageText"}:
            self.screens.append(result)
        elif method == "answerCallbackQuery":
            self.answered.append(fields["callback_query_id"])
        self.news.set()
        return result

    # The person, of whom the emulator knows nothing

    async def write(self, text: str) -> None:
        command = {"type": "bot_command", "offset": 0, "length": len(text)}
        message = {"message_id": 1, "date": 1, "chat": CHAT, "from": PERSON, "text": text}
        await self.enqueue_update({"message": {**message, "entities": [command]}}, token=TOKEN)

    async def tap(self, label: str) -> None:
        """Press a button of the newest screen, as soon as it is there, and wait for the answer."""
        data = None
        async with asyncio.timeout(SECONDS):
            while data is None:
                data = self._data_of(label)
                await self._next(data is not None)
            query = {"id": f"tap-{label}", "from": PERSON, "chat_instance": "1", "data": data}
            screen = {**self.screens[-1], "from": {"id": 7, "is_bot": True, "first_name": "Fixture"}}
            await self.enqueue_update({"callback_query": {**query, "message": screen}}, token=TOKEN)
            while query["id"] not in self.answered:
                await self._next()

    async def shows(self, text: str) -> Json:
        """Wait until the newest screen's text, with its markup, has `text`; returns the screen."""
        async with asyncio.timeout(SECONDS):
            while not self.screens or text not in self.screens[-1]["text"]:
                await self._next()
        return self.screens[-1]

    async def _next(self, already: bool = False) -> None:
        if not already:
            self.news.clear()
            await self.news.wait()

    def _data_of(self, label: str) -> str | None:
        keyboard = self.screens[-1]["reply_markup"]["inline_keyboard"] if self.screens else []
        buttons = (button for row in keyboard for button in row)
        return next((button["callback_data"] for button in buttons if button["text"] == label), None)


@asynccontextmanager
async def served(stranger: Stranger) -> AsyncIterator[str]:
    runner = web.AppRunner(stranger.app(), access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


@pytest.mark.parametrize("engine", ["sqlite"])
async def test_a_stranger_carries_the_whole_subscription(
    database_url: str, texts: FluentTexts, association: Association
) -> None:
    stranger = Stranger()
    stopping = asyncio.Event()
    async with served(stranger) as url:
        telegram = {"token": TOKEN, "api_base": url, "poll_seconds": 5}
        program = asyncio.create_task(run(load(telegram=telegram, database={"url": database_url}), stopping))
        try:
            await stranger.write("/start")
            greeting = await stranger.shows(texts.html("ru", "contact-greeting"))
            await stranger.tap(texts.plain("ru", "contact-subscribe"))
            await stranger.shows(texts.html("ru", "consent-short", purpose="subscribe"))
            await stranger.tap(texts.plain("ru", "consent-agree"))
            await stranger.shows(texts.html("ru", "mailing-topics"))
            await stranger.tap(texts.plain("ru", "mailing-all"))
            titles = [association.speak(topic.title, "ru") for topic in association.topics]
            topics = ", ".join(titles)
            home_text = texts.html("ru", "contact-home", topics=topics, count=len(titles), group="no")
            home = await stranger.shows(home_text)
            assert home["message_id"] == greeting["message_id"]
            await stranger.write("/unsubscribe")
            await stranger.shows(texts.html("ru", "mailing-unsubscribed"))
            await stranger.tap(texts.plain("ru", "mailing-come-back"))
            await stranger.shows(home_text)
        finally:
            stopping.set()
            async with asyncio.timeout(10):
                await program

    assert set(stranger.refused) == UNKNOWN
    methods = {request["method"] for request in stranger.requests}
    assert methods == {
        "getMe",
        "getUpdates",
        "setMyCommands",
        "sendMessage",
        "editMessageText",
        "answerCallbackQuery",
    }
    assert {request["status"] for request in stranger.requests} == {200}
    async with open_reader(database_url) as reader:
        standing = await reader.all(consents.select().where(consents.c.withdrawn_at.is_(None)))
    mailings = {f"mailings:{topic.id}" for topic in association.topics}
    assert {row["purpose"] for row in standing} == {"personal-data"} | mailings
