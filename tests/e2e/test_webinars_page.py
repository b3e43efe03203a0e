"""Webinars in a browser: a leader's screens and a member's, in both languages, by hand on a phone, by eye in the
sizes of a phone and a desktop."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import expect

from bot.i18n import FluentTexts
from domain.association import Association
from tests.e2e.harness import Artel
from tests.e2e.joining import Tap
from tests.e2e.test_page import Window, browser, window
from tests.e2e.webinars import ANNA, DAY, HOUR, JOHN, LEV, START, WEBINAR, association_at_work, at, present
from tests.words import like, words

__all__ = ["browser", "window"]  # fixtures

pytestmark = pytest.mark.browser

TICK = 20  # seconds until what the clock brings is there, on a busy machine


@pytest.fixture
async def artel(database_url: str, texts: FluentTexts, association: Association) -> AsyncIterator[Artel]:
    """A working group with its leader, in Telegram before the page opens."""
    async with association_at_work(database_url, texts, association) as artel:
        yield artel


async def become(window: Window, name: str) -> None:
    page = window.page
    if window.name == "phone" and await page.get_by_label("Back to the chats").is_visible():
        await page.get_by_label("Back to the chats").click()
    await window.become(name)


async def write(window: Window, text: str) -> None:
    await window.page.get_by_test_id("composer").fill(text)
    await window.page.get_by_test_id("send").click()


@pytest.mark.parametrize("window", ["phone"], indirect=True)
async def test_a_webinar_from_plan_to_results_by_eye(window: Window, artel: Artel) -> None:
    window.in_both_sizes()
    await plan(window, artel)
    await register_and_wait(window)
    await remember_and_report(window, artel)


async def plan(window: Window, artel: Artel) -> None:
    (lev, *_) = present(artel, LEV)
    await become(window, LEV.name)
    await write(window, "/webinars")
    await window.sees("contact-webinars")
    await window.shoot("webinar-01-empty-list")
    await window.tap(like("webinar-plan-kind", group="По снижению нормативных барьеров", kind="group"))
    for number, (question, answer) in enumerate(WEBINAR.items(), 1):
        await window.sees(lev.words(f"question-{question}"))
        await window.shoot(f"webinar-02-question-{number}")
        if question == "webinar-places":
            await write(window, "1")
        elif isinstance(answer, Tap):
            await window.tap(lev.words(answer.key))
        else:
            await write(window, str(answer))
    await window.sees("forms-summary")
    await window.shoot("webinar-03-summary")
    await window.tap("forms-send")
    await window.sees(like("webinar-card", status="draft"))
    await window.shoot("webinar-04-draft")
    await window.tap("webinar-publish")
    await window.sees(like("webinar-card", status="published"))
    await window.shoot("webinar-05-published")


async def register_and_wait(window: Window) -> None:
    await become(window, ANNA.name)
    await window.sees("Регистры данных", TICK)
    await window.shoot("webinar-06-announced")
    await window.tap("webinar-come")
    await window.sees(like("webinar-standing", standing="registered"))
    await window.sees("webinar-1.ics", TICK)
    await window.shoot("webinar-07-registered")
    await write(window, "/webinars")
    await window.sees(like("webinar-list", count=1))
    await window.shoot("webinar-08-list")

    await become(window, JOHN.name)
    await window.tap("webinar-come", "en")
    await window.sees(like("webinar-standing", "en", standing="waiting", position=1))
    await window.shoot("webinar-09-in-line-english")

    await become(window, LEV.name)
    await window.tap("webinar-edit")
    await window.sees("webinar-edit-which")
    await window.shoot("webinar-10-what-to-change")
    await window.tap("question-webinar-places-short")
    await write(window, "2")
    await window.sees(like("webinar-card", offered=1, places=2, registered=1, waiting=0))
    await become(window, JOHN.name)
    await window.sees("webinar-offered", TICK, "en")
    await window.shoot("webinar-11-offer-english")
    await window.tap("webinar-take", "en")
    await window.sees(like("webinar-standing", "en", standing="registered"))
    await window.shoot("webinar-12-registered-english")


async def remember_and_report(window: Window, artel: Artel) -> None:
    await artel.control.set_clock(at(START) - DAY)
    await window.sees(like("webinar-reminder", "en", begun="no"), TICK)
    await window.shoot("webinar-13-reminder-english")
    await become(window, ANNA.name)
    await artel.control.set_clock(at(START))
    await window.sees(like("webinar-reminder", begun="yes"), TICK)
    await window.shoot("webinar-14-begins")
    await window.tap("webinar-here")
    await expect(window.page.get_by_test_id("toast").last).to_have_text(words("webinar-attended-short"))
    await artel.control.set_clock(at(START) + HOUR)
    await window.sees("webinar-how-was-it", TICK)
    await window.shoot("webinar-15-score")
    await window.tap("9")
    await window.sees(like("webinar-thanks", commented="no"))
    await write(window, "Очень полезно, спасибо!")
    await window.sees(like("webinar-thanks", commented="yes"))
    await window.shoot("webinar-16-thanks")

    await become(window, LEV.name)
    await write(window, "/webinars")
    await window.sees("webinar-list")
    await window.shoot("webinar-17-list-of-the-leader")
    await window.chat.get_by_role("button", name="✎").last.click()
    await window.sees(like("webinar-card", status="over"))
    await window.shoot("webinar-18-card-after")
    await window.tap("webinar-roll")
    await window.sees("webinar-roll-screen")
    await window.shoot("webinar-19-roll")
    await window.tap("ui-back")
    await window.sees(like("webinar-card", status="over"))
    await window.tap("webinar-report-button")
    await window.sees(like("webinar-report", nps=100, scored=1))
    await window.shoot("webinar-20-report")
    await window.tap("ui-back")
    await window.sees(like("webinar-card", status="over"))
    await window.tap("webinar-recording")
    await window.sees(like("webinar-ask", what="recording"))
    await write(window, "rutube.ru/video/1")
    await window.sees(like("webinar-card", recording="yes"))
    await window.shoot("webinar-21-recording-sent")
    await become(window, JOHN.name)
    await window.sees("webinar-recording-ready", TICK, "en")
    await window.shoot("webinar-22-recording-english")
