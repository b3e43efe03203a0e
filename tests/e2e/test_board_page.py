"""The board and the dues in a browser, on a desktop and on a phone: what the secretary, the board, the treasurer and
a member see and tap."""

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import expect

from bot.i18n import FluentTexts
from domain.association import Association
from tests.e2e.council import BOARD, NONNA, offices_at_work, vote
from tests.e2e.harness import Artel, Visitor
from tests.e2e.joining import applied
from tests.e2e.test_moderation_page import TICK, become, write
from tests.e2e.test_page import Window, browser, window
from tests.e2e.webinars import ANNA, HOUR, present
from tests.words import like, words

__all__ = ["browser", "window"]  # fixtures

pytestmark = pytest.mark.browser


@pytest.fixture
async def artel(database_url: str, texts: FluentTexts, association: Association) -> AsyncIterator[Artel]:
    """The offices and a member, in Telegram before the page opens."""
    async with offices_at_work(database_url, texts, association, ANNA) as artel:
        yield artel


@pytest.mark.parametrize("window", ["phone"], indirect=True)
async def test_the_board_votes_by_eye(window: Window, artel: Artel) -> None:
    window.in_both_sizes()
    first, *others = present(artel, *BOARD)
    maria = await artel.visitor(first_name="Мария", username="maria")
    await applied(maria)
    await become(window, NONNA.name)
    await window.tap("application-card-accept")
    await window.sees(like("application-card-status", status="complete"))
    await write(window, "/board")
    await window.tap("board-plan-regular")
    await window.sees("board-date-ask")
    await write(window, "15.02.2027 15:00")
    await window.tap("board-put")
    await window.sees("board-question-ask")
    await write(window, "Утвердить план работы на 2027 год")
    await window.sees(like("board-agenda", count=2))
    await window.shoot("board-1-agenda")
    await window.tap("board-vote")
    await window.sees(like("vote-open-ask", count=2))
    await window.shoot("board-2-sure")
    await window.tap("vote-open-sure")
    await window.sees(like("vote-progress-line", of=7, quorum="no", status="open", voted=0))
    await window.shoot("board-3-progress")
    await ask_and_vote(window, maria, first)
    for one in others:
        await vote(one, "Иванова", "for")
    await count(window, artel, maria)


async def ask_and_vote(window: Window, maria: Visitor, first: Visitor) -> None:
    """A board member looks, asks, votes by one tap, and says something else."""
    await become(window, first.name)
    await window.sees(like("vote-card", place=2, total=2))
    await window.shoot("board-4-cards")
    await window.tap("vote-list")
    await window.sees(like("vote-mine", left=2))
    await window.shoot("board-5-list")
    await window.chat.get_by_role("button", name="1. Иванова").last.click()
    await window.sees(like("vote-card-open", choice="none"))
    await window.tap("vote-ask")
    await window.sees("vote-ask-words")
    await write(window, "Готовы ли вы вести вебинар для коллег?")
    await window.sees("vote-asked")
    await maria.finds("Готовы ли вы вести вебинар")
    await maria.write("Да, например о регистрах.")
    await window.tap("vote-back")
    await window.sees("Да, например о регистрах.")
    taps = window.taps
    await window.tap("vote-for")
    await expect(window.chat.get_by_role("button", name=f"✓ {words('vote-for')}").last).to_be_visible()
    assert window.taps == taps + 1
    await window.shoot("board-6-voted")
    await window.tap("vote-against")
    await expect(window.chat.get_by_role("button", name=f"✓ {words('vote-against')}").last).to_be_visible()


async def count(window: Window, artel: Artel, maria: Visitor) -> None:
    """One question has a quorum at the deadline, the other is decided in the room."""
    await become(window, NONNA.name)
    await window.sees(like("vote-progress-line", of=7, quorum="yes", status="open", voted=7))
    await window.shoot("board-7-followed")
    await artel.control.advance(72 * HOUR)
    await window.sees("vote-missed", TICK)
    await window.shoot("board-8-missed")
    await window.tap("vote-look")
    await window.sees(like("vote-prolong", hours=24))
    await window.shoot("board-9-prolong")
    await window.tap(like("vote-prolong", hours=24))
    await window.sees(like("vote-progress-line", status="open", quorum="no"))
    await window.chat.get_by_role("button", name="2. Утвердить план").last.click()
    await window.tap("board-question-adopt")
    await window.sees("board-room-ask")
    await window.shoot("board-10-room")
    await write(window, "Решено единогласно на заседании")
    await window.sees("vote-closed", TICK)
    await window.sees("vote-minutes", TICK)
    await window.shoot("board-11-closed")
    await become(window, maria.name)
    await window.sees(like("dues-issued", number="2027-0001"), TICK)
    await window.shoot("board-12-admitted")
    await write(window, "/dues")
    await window.sees(like("dues-standing", status="open"))
    await window.shoot("board-13-dues")


@pytest.mark.parametrize("window", ["desktop"], indirect=True)
async def test_a_member_leaves_by_eye(window: Window) -> None:
    window.in_both_sizes()
    await become(window, ANNA.name)
    await window.hide_calls()
    await write(window, "/leave")
    await window.sees(like("leaving-ask", kind="person"))
    await window.shoot("leave-1-ask")
    await write(window, "Меняю профессию, спасибо за эти годы.")
    await window.sees(like("leaving-ask", reason="Меняю профессию"))
    await window.shoot("leave-2-reason")
    await window.tap("leaving-sure")
    await window.sees(like("leaving-standing", kind="person", status="asked"))
    await window.shoot("leave-3-asked")
    await become(window, NONNA.name)
    await window.sees(like("leaving-card-stands", status="asked"))
    await window.shoot("leave-4-card")
    await window.tap("leaving-speak")
    await window.sees("leaving-speak-ask")
    await write(window, "Жаль! Может быть, останетесь сторонником и в рабочей группе?")
    await window.sees("leaving-spoken")
    await become(window, ANNA.name)
    await window.sees("Жаль!")
    await window.shoot("leave-5-talk")
    await become(window, NONNA.name)
    await write(window, "/members")
    await window.tap(like("leaving-waiting", count=1))
    await window.sees(like("leaving-list", count=1))
    await window.chat.get_by_role("button", name="Анна").last.click()
    await window.sees(like("leaving-words", by="staff"))
    taps = window.taps
    await window.tap("leaving-confirm")
    await window.sees(like("leaving-card-stands", status="confirmed"))
    assert window.taps == taps + 1
    await window.shoot("leave-6-confirmed")
    await become(window, ANNA.name)
    await window.sees(like("member-changed", action="leave"))
    await window.shoot("leave-7-told")
    await write(window, "/start")
    await window.sees("member-home")
    await window.shoot("leave-8-home")
