"""A group on the sandbox's page, by eye and hand, on a desktop and on a phone: the way in, what is written there and in
whose name, replies, changes, and the buttons of a bot that administers it."""

import asyncio
import zlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup
from playwright.async_api import Browser, Locator, expect

from sandbox.client import Control
from sandbox.server import Sandbox
from tests.e2e.harness import PATIENCE
from tests.e2e.test_page import SIZES, Window, browser

__all__ = ["browser"]  # a fixture

pytestmark = pytest.mark.browser

TOKEN = "44:token-of-the-bot-that-administers"  # noqa: S105 -- known to the sandbox alone
OLEG, ANNA, BORIS = 101, 102, 103
KEYBOARD = InlineKeyboardMarkup(
    inline_keyboard=[
        [
            InlineKeyboardButton(text="Предупредить", callback_data="warn"),
            InlineKeyboardButton(text="Оставить", callback_data="leave"),
        ]
    ]
)


def picture(*colour: int) -> bytes:
    """A PNG of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4) + kind + data + zlib.crc32(kind + data).to_bytes(4)

    head = (64).to_bytes(4) + (48).to_bytes(4) + b"\x08\x02\0\0\0"
    rows = (b"\0" + bytes(colour) * 64) * 48
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


@dataclass
class Group:
    """A group with its owner, its channel, and a bot that administers it."""

    window: Window
    control: Control
    bot: Bot
    id: int
    channel: int
    link: str

    async def become(self, name: str, chat: int | None = None) -> None:
        page = self.window.page
        if self.window.name == "phone" and await page.get_by_label("Back to the chats").is_visible():
            await page.get_by_label("Back to the chats").click()
        await self.window.become(name, chat or self.id)

    async def write(self, text: str) -> Locator:
        await self.window.page.get_by_test_id("composer").fill(text)
        await self.window.page.get_by_test_id("send").click()
        return await self.message(text)

    async def message(self, text: str) -> Locator:
        """The newest message with this text."""
        found = self.window.chat.locator("article").filter(has_text=text).last
        await expect(found).to_be_visible()
        return found

    async def act(self, message: Locator, label: str) -> None:
        """Do something with a message by its menu."""
        await message.locator(".bubble").click(button="right", position={"x": 12, "y": 8})
        await self.window.page.get_by_role("menuitem", name=label, exact=True).click()

    async def speak_as(self, label: str) -> None:
        await self.window.page.get_by_test_id("send-as").click()
        await self.window.page.get_by_role("menuitem", name=label).click()


@pytest.fixture(params=SIZES)
async def group(request: pytest.FixtureRequest, browser: Browser) -> AsyncIterator[Group]:
    async with Sandbox() as sandbox, Control(sandbox.url) as control:
        await control.bot(TOKEN, username="guard_bot", name="Страж")
        await control.person("Олег", id=OLEG, language_code="ru")
        await control.person("Анна", id=ANNA, username="anna", language_code="ru")
        await control.person("Борис", id=BORIS, last_name="Ким", language_code="ru", bio="Врач")
        chat = (await control.chat("supergroup", "Участники", OLEG, members=[ANNA], bot_admin=True))["id"]
        channel = (await control.chat("channel", "Новости", OLEG, linked_chat=chat))["id"]
        await control.add_bot(OLEG, chat, admin=True)
        bot = Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(sandbox.url)))
        link = (await bot.create_chat_invite_link(chat, creates_join_request=True)).invite_link
        page = await (await browser.new_context(**SIZES[request.param])).new_page()
        page.set_default_timeout(10_000)
        window = Window(page, request.param)
        await page.goto(sandbox.url)
        yield Group(window, control, bot, chat, channel, link)
        await page.context.close()
        await bot.session.close()
        assert window.problems == []


async def _update(bot: Bot, kind: str) -> Any:
    """The next update of this kind; those before it are let go."""
    offset = 0
    async with asyncio.timeout(PATIENCE):
        while True:
            for update in await bot.get_updates(offset=offset, timeout=5):
                offset = update.update_id + 1
                if (content := getattr(update, kind)) is not None:
                    await bot.get_updates(offset=offset, timeout=0)
                    return content


async def test_somebody_asks_to_come_in_by_a_link(group: Group) -> None:
    page, window = group.window.page, group.window
    await page.get_by_test_id("person-switch").select_option(label="Борис Ким")
    await page.get_by_test_id("open-link").click()
    await page.get_by_test_id("link-form").get_by_label("Link").fill(group.link.removeprefix("https://"))
    await window.shoot("group-01-link")
    await page.get_by_test_id("link-form").get_by_role("button", name="Open", exact=True).click()
    await expect(page.get_by_test_id("asked")).to_have_text("Your request waits for the administrators")
    await window.shoot("group-02-asked")
    request = await _update(group.bot, "chat_join_request")
    assert (request.from_user.id, request.bio) == (BORIS, "Врач")

    await group.become("Олег")
    await page.get_by_label("1 request to join").click()
    await window.shoot("group-03-requests")
    await page.get_by_label("Let in Борис Ким").click()
    await expect(window.chat.get_by_text("Борис Ким joined the group")).to_be_visible()

    # The owner makes a link of their own, and keeps somebody from writing.
    await page.get_by_role("button", name="About Участники").click()
    await page.get_by_test_id("info").get_by_role("button", name="Link that asks").click()
    links = page.get_by_test_id("info").get_by_label("Copy the link")
    await expect(links).to_have_count(2)
    await page.get_by_test_id("info").get_by_label("Manage Анна").click()
    await window.shoot("group-04-member")
    await page.get_by_test_id("member").get_by_role("button", name="Keep from writing").click()
    await group.become("Анна")
    await expect(page.get_by_text("You can't write here now")).to_be_visible()
    assert (await group.bot.get_chat_member(group.id, ANNA)).status == "restricted"


async def test_a_conversation_with_a_bot_that_administers(group: Group) -> None:
    page, window, control = group.window.page, group.window, group.control
    await control.join(BORIS, group.id)
    await control.send(OLEG, "Правила: без рекламы.", chat=group.id)
    pictures = ("a.png", picture(214, 226, 230)), ("b.png", picture(226, 214, 200))
    await control.send_files(BORIS, *pictures, chat=group.id, kind="photo", caption="С конгресса")
    await control.send(OLEG, "Вышел обзор за неделю", chat=group.channel)
    await group.become("Анна")
    await window.sees("From the linked channel")
    spam = await group.write("Куплю диплом")
    await group.act(spam, "Edit")
    await group.write("Куплю диплом, срочно")
    await expect(await group.message("Куплю диплом, срочно")).to_contain_text("edited")
    await group.act(await group.message("Правила"), "Reply")
    await group.write("Не знала, простите")
    await window.shoot("group-05-reply")

    await group.become("Олег")
    await group.speak_as("Участники, anonymously")
    await group.act(await group.message("срочно"), "Reply")
    await window.shoot("group-06-answering-anonymously")
    warning = await group.write("/warn реклама")
    await expect(warning).to_contain_text("Участники")
    command = await _update(group.bot, "message")
    while command.text != "/warn реклама":
        command = await _update(group.bot, "message")
    assert (command.from_user.id, command.sender_chat.id) == (1087968824, group.id)
    assert (command.reply_to_message.from_user.id, command.reply_to_message.text) == (
        ANNA,
        "Куплю диплом, срочно",
    )
    asked = await group.bot.send_message(
        group.id,
        "Реклама от Анны. Что делать?",
        reply_markup=KEYBOARD,
        reply_to_message_id=command.message_id,
    )
    await window.sees("Реклама от Анны. Что делать?")
    await window.shoot("group-07-buttons")
    await window.tap("Предупредить")
    query = await _update(group.bot, "callback_query")
    assert (query.data, query.from_user.id, query.message.message_id) == ("warn", OLEG, asked.message_id)
    await group.bot.answer_callback_query(query.id, text="Предупреждение вынесено")
    await expect(page.get_by_test_id("toast").last).to_have_text("Предупреждение вынесено")
    await group.bot.edit_message_text("Анна предупреждена.", chat_id=group.id, message_id=asked.message_id)
    await group.bot.delete_message(group.id, command.reply_to_message.message_id)
    await window.sees("Анна предупреждена.")
    await expect(window.chat.get_by_text("срочно").locator("visible=true")).to_have_count(1)  # the quotation

    await group.speak_as("Новости")
    post = await group.write("Напоминаем: завтра вебинар")
    await expect(post).to_contain_text("Новости")
    await group.act(post, "Pin")
    await expect(page.get_by_test_id("pinned")).to_contain_text("завтра вебинар")
    await window.shoot("group-08-channel")
    sent = await _update(group.bot, "message")
    while sent.sender_chat is None or sent.sender_chat.id != group.channel:
        sent = await _update(group.bot, "message")
    assert sent.from_user.id == 136817688
