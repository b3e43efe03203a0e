"""The page in a browser: a new person goes the supporter's whole way by eye and hand.

Screenshots go to `tests/e2e/screenshots/`; `ARTEL_SCREENSHOTS=docs/screenshots` renews the README's two.
"""

import os
import re
import shutil
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Locator, Page, async_playwright, expect

from bot.demo import PEOPLE
from handlers.commands import EVERYONE
from tests.e2e.harness import BOT, Artel
from tests.words import Part, like, meant, words

CHROMIUM = shutil.which("chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SHOTS = Path(__file__).parent / "screenshots"
README_SHOTS = os.environ.get("ARTEL_SCREENSHOTS")
LARGEST_SHOT = 300_000  # bytes
DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 1.5,
    "is_mobile": True,
    "has_touch": True,
}
SIZES = {"desktop": DESKTOP, "phone": PHONE}

pytestmark = pytest.mark.browser


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """Debian's Chromium; without one the tests are skipped, but not in CI."""
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("CI needs Debian's Chromium")
        pytest.skip("there is no Chromium here (Debian's package chromium)")
    async with async_playwright() as playwright:
        yield await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)


class Window:
    """A window with the page in it. `taps` counts what was tapped inside of the chat with the bot."""

    def __init__(self, page: Page, name: str) -> None:
        self.page = page
        self.name = name
        self.sizes = {name: SIZES[name]["viewport"]}
        self.taps = 0
        self.chat = page.get_by_test_id("timeline")
        self.problems: list[str] = []
        page.on("pageerror", lambda error: self.problems.append(str(error)))
        page.on("console", lambda line: self.problems.append(line.text) if line.type == "error" else None)
        page.on("requestfailed", lambda request: self._failed(request.url, request.failure))

    def _failed(self, url: str, failure: str | None) -> None:
        if failure != "net::ERR_ABORTED":  # the stream of events of whoever one was before
            self.problems.append(f"{failure}: {url}")

    def button(self, label: Part, language: str = "ru") -> Locator:
        """The last button in the chat that is labelled so, by its text's key or as it reads."""
        name = meant(label, language)
        whole = name if isinstance(name, str) else re.compile(f"^(?:{name.pattern})$", name.flags)
        return self.chat.get_by_role("button", name=whole, exact=True).last

    async def tap(self, label: Part, language: str = "ru") -> None:
        self.taps += 1
        await self.button(label, language).click()

    async def sees(self, text: Part, seconds: float = 15, language: str = "ru") -> None:
        await expect(self.chat.get_by_text(meant(text, language)).last).to_be_visible(timeout=seconds * 1000)

    def in_both_sizes(self) -> None:
        """From now on each picture is taken of a desktop's width and of a phone's."""
        self.sizes |= {name: size["viewport"] for name, size in SIZES.items() if name != self.name}

    async def become(self, name: str, chat: int = BOT) -> None:
        """Look at a chat as somebody; until the page has followed, the chats of whoever looked before are listed."""
        switch = self.page.get_by_test_id("person-switch")
        await switch.select_option(label=name)
        person = await switch.input_value()
        await self.page.locator(f'[data-testid="dialog-{chat}"][href^="#/{person}/"]').click()

    async def hide_calls(self) -> None:
        """Close the list that stands beside a chat on a desktop, and would cover it on a phone's pictures."""
        await self.page.get_by_test_id("calls-toggle").click()

    async def shoot(self, name: str) -> None:
        """Nothing of the page is wider than the window. In CI, where nobody looks, it stays at that."""
        for size, viewport in self.sizes.items():
            if len(self.sizes) > 1:
                await self.page.set_viewport_size(viewport)
            wide = await self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert wide <= 0, f"{wide} pixels too wide on a {size}"
            if not os.environ.get("CI"):
                SHOTS.mkdir(exist_ok=True)
                await self.page.screenshot(path=SHOTS / f"{size}-{name}.png", animations="disabled")
        if len(self.sizes) > 1:
            await self.page.set_viewport_size(self.sizes[self.name])

    async def shoot_for_readme(self) -> None:
        if README_SHOTS:
            path = Path(README_SHOTS) / f"{self.name}.png"
            path.parent.mkdir(parents=True, exist_ok=True)
            await self.page.screenshot(path=path, animations="disabled", caret="hide")
            assert path.stat().st_size < LARGEST_SHOT


@pytest.fixture(params=SIZES)
async def window(request: pytest.FixtureRequest, browser: Browser, artel: Artel) -> AsyncIterator[Window]:
    """The page of a little world, on a desktop and on a phone; it must have run without an error."""
    people: Sequence[dict[str, Any]] = PEOPLE
    ids = [(await artel.visitor(**person)).id for person in people]
    about = {"username": "nbmz_people", "members": ids, "bot_admin": True}
    group = await artel.control.chat("supergroup", "НБМЗ · Участники", ids[0], **about)
    await artel.control.send(103, "Добрый день! Кто идёт на вебинар?", chat=group["id"])
    await artel.control.send(104, "I do. Will it be recorded?", chat=group["id"])
    context = await browser.new_context(**SIZES[request.param])
    page = await context.new_page()
    page.set_default_timeout(10_000)
    window = Window(page, request.param)
    await page.goto(artel.sandbox.url)
    yield window
    await context.close()
    assert window.problems == []


async def add_person(window: Window) -> None:
    """By the page's form; the page becomes them."""
    page = window.page
    await page.get_by_test_id("add-person").click()
    form = page.get_by_test_id("person-form")
    await form.get_by_label("First name").fill("Анна")
    await form.get_by_label("Last name").fill("Ильина")
    await form.get_by_label("Username").fill("@anna_ilina")
    await window.shoot("1-form")
    await form.get_by_role("button", name="Add", exact=True).click()
    await expect(form).to_have_count(0)
    chosen = page.get_by_test_id("person-switch").locator("option:checked")
    await expect(chosen).to_have_text("Анна Ильина")


async def test_a_new_person_subscribes_changes_leaves_and_comes_back(window: Window, artel: Artel) -> None:
    await add_person(window)
    await window.shoot("2-chats")
    await subscribe(window)
    await change_topics(window)
    await switch_to_english(window)
    await unsubscribe_and_come_back(window)
    anna = next(person for person in await artel.control.people() if person["first_name"] == "Анна")
    assert anna["username"] == "anna_ilina"
    expected = f"#/{anna['id']}/{BOT}"
    assert window.page.url.endswith(expected)


async def subscribe(window: Window) -> None:
    page = window.page
    await page.get_by_test_id(f"dialog-{BOT}").click()
    await window.shoot("3-before-start")
    await page.get_by_test_id("start").click()

    await window.sees("contact-greeting")
    await window.tap("contact-subscribe")
    await window.sees("consent-short")
    await window.shoot("4-consent")
    await window.tap("consent-agree")
    await window.sees("mailing-topics")
    await window.shoot("5-topics")
    await window.tap("mailing-all")
    await window.sees("contact-home")
    await expect(page.get_by_test_id("toast").last).to_have_text(words("mailing-saved"))
    assert window.taps == 3
    await window.shoot("6-home")


async def change_topics(window: Window) -> None:
    await window.tap("contact-topics")
    await window.tap("☑ Главные новости отрасли")
    await window.tap("☑ Скидки на мероприятия партнёров")
    await window.tap("mailing-done")
    await window.sees(
        like("contact-home-topics", count=2, topics="Что делает ассоциация, Мероприятия и вебинары")
    )


async def switch_to_english(window: Window) -> None:
    await window.tap("contact-language-button")
    await window.tap("language-name", "en")
    await window.sees("contact-home", language="en")
    await window.tap("contact-join", "en")
    await window.sees("application-packages", language="en")
    await window.shoot("7-packages")
    await window.tap("ui-home", "en")
    await window.sees("contact-home", language="en")


async def unsubscribe_and_come_back(window: Window) -> None:
    page = window.page
    await page.get_by_test_id("menu").click()
    commands = page.get_by_label("Chat", exact=True).get_by_role("option")
    await expect(commands).to_have_count(len(EVERYONE))
    await expect(commands.nth(6)).to_contain_text(words("command-unsubscribe", "en"))
    await window.shoot("8-menu")
    await commands.nth(6).click()
    await window.sees("mailing-unsubscribed", language="en")
    await window.shoot("9-unsubscribed")
    await window.tap("mailing-reason-else", "en")
    await window.sees("mailing-reason-ask", language="en")
    await page.get_by_test_id("composer").fill("I have moved to another field")
    await page.get_by_test_id("send").click()
    await window.sees("mailing-reason-thanks", language="en")
    await window.tap("mailing-come-back", "en")
    await window.sees(
        like("contact-home-topics", "en", topics="What the association does, Events and webinars")
    )
    await expect(page.get_by_test_id("toast")).to_have_text(words("mailing-saved", "en"))  # the only one
    await window.shoot("10-back")


async def test_the_calls_stand_beside_the_chat(window: Window) -> None:
    page = window.page
    await window.become("Марина Соколова")
    await page.get_by_test_id("start").click()
    await window.tap("contact-subscribe")
    await window.tap("consent-agree")
    await window.tap("☐ Мероприятия и вебинары")
    await expect(window.chat.get_by_role("button", name="☑ Мероприятия и вебинары")).to_be_visible()
    await window.shoot_for_readme()
    calls = page.get_by_test_id("calls")
    if not await calls.is_visible():
        await page.get_by_test_id("calls-toggle").click()
    await calls.get_by_text("editMessageText").first.click()
    await expect(calls).to_contain_text("message_id")
    await page.get_by_test_id("calls-filter").fill("answerCallbackQuery")
    await expect(calls.get_by_text("editMessageText").first).to_be_hidden()
    await window.shoot("11-calls")


async def test_the_page_is_whole_after_a_reload_and_for_another_person(window: Window, artel: Artel) -> None:
    page = window.page
    await add_person(window)
    await page.get_by_test_id(f"dialog-{BOT}").click()
    await page.get_by_test_id("start").click()
    await window.sees("contact-greeting")
    await page.reload()
    await window.sees("contact-greeting")
    if window.name == "phone":
        await page.get_by_label("Back to the chats").click()
    await window.become("Иван Петров")
    await expect(page.get_by_test_id("start")).to_be_visible()
    (group,) = (await artel.control.world())["chats"]
    if window.name == "phone":
        await page.get_by_label("Back to the chats").click()
    await page.get_by_test_id(f"dialog-{group['id']}").click()
    await window.sees("Добрый день! Кто идёт на вебинар?")
    await window.shoot("12-group")


async def test_the_clock_moves_by_its_buttons(window: Window, artel: Artel) -> None:
    until = (await artel.control.clock())["now"]

    async def moved() -> bool:
        return bool((await artel.control.clock())["now"] >= until)

    for name, seconds in (("hour", 3600), ("day", 86_400), ("week", 604_800)):
        until += seconds
        await window.page.get_by_test_id(f"clock-{name}").click()
        await artel.until(moved, f"the clock moved by a {name}")
    await window.shoot("13-clock")
