"""Roles in a browser: an administrator picks who shall hold one in Telegram's own list of people."""

import pytest
from playwright.async_api import expect

from tests.e2e.harness import Artel, Visitor
from tests.e2e.joining import administrator
from tests.e2e.test_page import Window, browser, window
from tests.words import like, words

__all__ = ["browser", "window"]  # fixtures

pytestmark = pytest.mark.browser

SECRETARY = 103


async def test_an_administrator_makes_a_secretary_by_the_picker(window: Window, artel: Artel) -> None:
    marina = Visitor(artel, {"id": SECRETARY, "first_name": "Марина"}, "ru")
    await marina.subscribe()
    await administrator(artel)
    page = window.page
    await page.reload()  # the list of people is read when the page opens
    await window.become("Ольга")
    await page.get_by_test_id("composer").fill("/roles")
    await page.get_by_test_id("send").click()
    await window.sees("role-list")
    await window.shoot("roles-1-list")
    await window.tap(like("role-button", count=0, role=words("role-secretary")))
    await window.tap("role-add")
    await window.sees("role-whom")
    keyboard = page.get_by_test_id("reply-keyboard")
    await window.shoot("roles-2-whom")

    # Whoever thinks better of it still has the button.
    await keyboard.get_by_role("button").first.click()
    picker = page.get_by_test_id("picker")
    await expect(picker.get_by_role("button", name="Марина Соколова")).to_be_visible()
    await expect(picker.get_by_role("button", name="Артель")).to_have_count(0)
    await window.shoot("roles-3-picker")
    await picker.get_by_role("button", name="Cancel").click()
    await keyboard.get_by_role("button").first.click()
    await picker.get_by_role("button", name="Марина Соколова").click()

    await window.sees("You shared Марина Соколова with Артель")
    await window.sees(like("role-given", who="Марина Соколова"))
    await expect(keyboard).to_be_hidden()
    await window.shoot("roles-4-given")
    await marina.finds(marina.words("role-you-have", role=marina.words("role-secretary")))
    assert {"applications", "board"} <= set(await marina.commands())
