"""A membership that ends and comes back, in a browser: the board refuses and expels, dues are not paid and are."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import expect

from bot.i18n import FluentTexts
from domain.association import Association
from tests.e2e.council import BOARD, NONNA, TAMARA, offices_at_work, vote
from tests.e2e.harness import Artel, Visitor
from tests.e2e.joining import applied, plan_meeting, press
from tests.e2e.test_dues import admitted
from tests.e2e.test_moderation_page import TICK, become, write
from tests.e2e.test_page import Window, browser, window
from tests.e2e.webinars import ANNA, DAY, present
from tests.words import like, words

__all__ = ["browser", "window"]  # fixtures

pytestmark = pytest.mark.browser

GROUND = "Нарушение пункта 4.2 устава"


@pytest.fixture
async def artel(database_url: str, texts: FluentTexts, association: Association) -> AsyncIterator[Artel]:
    """The offices and a member, in Telegram before the page opens."""
    async with offices_at_work(database_url, texts, association, ANNA) as artel:
        yield artel


@pytest.mark.parametrize("window", ["phone"], indirect=True)
async def test_the_board_refuses_and_expels_by_eye(window: Window, artel: Artel) -> None:
    window.in_both_sizes()
    nonna, first, *others = present(artel, NONNA, *BOARD)
    maria = await artel.visitor(first_name="Мария", username="maria")
    await applied(maria)
    await press(nonna, "accept")
    await plan_meeting(nonna, "15.02.2027 15:00")
    await put_expulsion(window)
    await vote_on_both(window, first)
    for number, one in enumerate(others):
        await vote(one, "Иванова", "against" if number < 3 else "for")
        await vote(one, GROUND, "for" if number < 4 else "abstain")
    await close(window)
    await read_outcomes(window, maria)
    for number, reader in enumerate((NONNA, BOARD[0]), 1):
        await become(window, reader.name)
        await look_back(window, number)


async def put_expulsion(window: Window) -> None:
    """From the member's card to the opened vote."""
    await become(window, NONNA.name)
    await write(window, "/members")
    await window.chat.get_by_role("button", name="Анна").last.click()
    await window.sees("member-card")
    await window.shoot("expel-01-member")
    await window.tap("member-expel")
    await window.sees("board-expulsion-ask")
    await window.shoot("expel-02-why")
    await write(window, GROUND)
    await window.sees(like("board-agenda", count=2))
    await window.shoot("expel-03-agenda")
    await window.tap("board-vote")
    await window.tap("vote-open-sure")
    await window.sees(like("vote-progress-line", of=7, quorum="no", status="open", voted=0))


async def vote_on_both(window: Window, first: Visitor) -> None:
    """One tap a question, on its own card."""
    await become(window, first.name)
    for place, choice in ((1, words("vote-against")), (2, words("vote-for"))):
        question = like("vote-card", place=place, total=2)
        await window.sees(question)
        card = window.page.locator('[data-testid^="message-"]').filter(has_text=question).last
        await card.get_by_role("button", name=choice, exact=True).click()
        await expect(card.get_by_role("button", name=f"✓ {choice}")).to_be_visible()
    await window.shoot("expel-04-voted")


async def close(window: Window) -> None:
    await become(window, NONNA.name)
    await window.sees("vote-all-voted")
    await window.tap("vote-look")
    await window.sees(like("vote-progress-line", of=7, quorum="yes", status="open", voted=7))
    await window.tap("vote-close")
    await window.sees("vote-close-ask")
    await window.shoot("expel-05-sure")
    await window.tap("vote-close-sure")
    await window.sees("vote-closed", TICK)
    await window.sees("vote-minutes", TICK)
    await window.shoot("expel-06-closed")


async def read_outcomes(window: Window, maria: Visitor) -> None:
    """The refusal with its count; the expulsion with the way back."""
    await become(window, maria.name)
    counted = words("vote-count", abstained=0, no=4, yes=3)
    await window.sees(like("application-stands", reason=counted, status="refused"))
    await window.shoot("expel-07-refused")
    await write(window, "/start")
    await expect(window.chat.get_by_role("button", name=words("contact-join")).last).to_be_visible()
    await window.shoot("expel-08-applicants-home")
    await become(window, ANNA.name)
    await window.sees(like("member-changed", action="expel"))
    await window.shoot("expel-09-told")
    await write(window, "/start")
    await window.sees(like("member-home", status="expelled"))
    await window.shoot("expel-10-home")


async def look_back(window: Window, number: int) -> None:
    await write(window, "/board")
    await window.tap("board-past")
    await window.sees("board-past-meetings")
    await window.shoot(f"expel-11-past-{number}")
    await window.tap(words("board-past-row", at="15 февраля 2027, 15:00 (Москва)", kind="regular"))
    await window.sees("board-past-meeting")
    await window.sees(like("vote-result", abstained=0, no=4, of=7, voted=7, yes=3))
    await window.sees(like("vote-result", abstained=2, no=0, of=7, voted=7, yes=5))
    await window.shoot(f"expel-12-results-{number}")


@pytest.mark.parametrize("window", ["desktop"], indirect=True)
async def test_a_membership_lapses_and_comes_back_by_eye(
    window: Window, artel: Artel, tmp_path: Path
) -> None:
    window.in_both_sizes()
    (nonna,) = present(artel, NONNA)
    maria = await admitted(artel, nonna)
    await become(window, maria.name)
    await window.hide_calls()
    await remind(window, artel)
    await lapse(window, artel, maria)
    await pay(window, maria, tmp_path)
    await window.sees(like("dues-thanks", settled="back"))
    await window.shoot("lapse-11-back")
    await write(window, "/start")
    await window.sees(like("dues-home", stands="paid"))
    await window.shoot("lapse-12-home")
    await become(window, NONNA.name)
    await window.sees(like("member-changed-staff", action="restore"))
    await window.shoot("lapse-13-secretary")


async def ahead(window: Window, artel: Artel, *, weeks: int, days: int) -> None:
    """By the page's clock."""
    until = (await artel.control.clock())["now"]

    async def moved() -> bool:
        return bool((await artel.control.clock())["now"] >= until)

    for name, seconds in [("week", 7 * DAY)] * weeks + [("day", DAY)] * days:
        until += seconds
        await window.page.get_by_test_id(f"clock-{name}").click()
        await artel.until(moved, f"the clock moved by a {name}")


async def remind(window: Window, artel: Artel) -> None:
    """Issued on the 11th of January, due on the 10th of February: before, on the day, after."""
    for number, (weeks, days, when) in enumerate(
        ((3, 2, "before"), (1, 0, "today"), (2, 0, "after")),
        1,
    ):
        await ahead(window, artel, weeks=weeks, days=days)
        await window.sees(like("dues-reminder", number="2027-0001", when=when), TICK)
        await window.shoot(f"lapse-0{number}-reminder")


async def lapse(window: Window, artel: Artel, maria: Visitor) -> None:
    """The staff are warned; then the membership rests, and every screen says what brings it back."""
    await ahead(window, artel, weeks=3, days=3)
    await become(window, NONNA.name)
    await window.sees("treasury-lapse-ahead", TICK)
    await window.shoot("lapse-04-warned")
    await ahead(window, artel, weeks=1, days=1)
    await become(window, maria.name)
    await window.sees(like("member-changed", action="lapse"), TICK)
    await window.shoot("lapse-05-lapsed")
    await write(window, "/start")
    await window.sees(like("dues-home", number="2027-0001", stands="lapsed"))
    await window.shoot("lapse-06-home")


async def pay(window: Window, maria: Visitor, directory: Path) -> None:
    await window.tap("dues-show")
    await window.sees(like("dues-standing", status="late"))
    await window.shoot("lapse-07-dues")
    await window.tap("dues-receipt")
    await window.sees(like("dues-receipt-ask", number="2027-0001"))
    receipt = directory / "чек.pdf"
    receipt.write_bytes(b"%PDF-1.4 receipt")
    await window.page.get_by_test_id("file-input").set_input_files(receipt)
    await window.page.get_by_test_id("send-files-now").click()
    await window.sees(like("dues-home", stands="checking"))
    await window.shoot("lapse-08-receipt")
    await become(window, TAMARA.name)
    await window.sees(like("treasury-receipts-wait", count=1))
    await window.shoot("lapse-09-treasurer")
    taps = window.taps
    await window.tap(like("treasury-confirm"))
    await window.sees(like("dues-stands", status="paid"))
    assert window.taps == taps + 1
    await window.shoot("lapse-10-confirmed")
    await become(window, maria.name)
