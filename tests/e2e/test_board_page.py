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
    await window.tap("Принять как полное")
    await window.sees("Принято как полное")
    await write(window, "/board")
    await window.tap("+ Очередное")
    await window.sees("Напишите дату и время")
    await write(window, "15.02.2027 15:00")
    await window.tap("+ Вопрос в повестку")
    await window.sees("Напишите вопрос")
    await write(window, "Утвердить план работы на 2027 год")
    await window.sees("В повестке вопросов: 2")
    await window.shoot("board-1-agenda")
    await window.tap("Открыть голосование")
    await window.sees("Открыть голосование? Вопросов: 2")
    await window.shoot("board-2-sure")
    await window.tap("Да, открыть")
    await window.sees("0 из 7, кворума нет")
    await window.shoot("board-3-progress")
    await ask_and_vote(window, maria, first)
    for one in others:
        await vote(one, "Иванова", "for")
    await count(window, artel, maria)


async def ask_and_vote(window: Window, maria: Visitor, first: Visitor) -> None:
    """A board member looks, asks, votes by one tap, and says something else."""
    await become(window, first.name)
    await window.sees("Вопрос 2 из 2")
    await window.shoot("board-4-cards")
    await window.tap("Все вопросы")
    await window.sees("Ждут вашего голоса: 2")
    await window.shoot("board-5-list")
    await window.chat.get_by_role("button", name="1. Иванова").last.click()
    await window.sees("Вы ещё не голосовали")
    await window.tap("Спросить заявителя")
    await window.sees("О чём спросить заявителя")
    await write(window, "Готовы ли вы вести вебинар для коллег?")
    await window.sees("Вопрос отправлен заявителю")
    await maria.finds("Готовы ли вы вести вебинар")
    await maria.write("Да, например о регистрах.")
    await window.tap("К вопросу")
    await window.sees("Да, например о регистрах.")
    taps = window.taps
    await window.tap("За")
    await expect(window.chat.get_by_role("button", name="✓ За").last).to_be_visible()
    assert window.taps == taps + 1
    await window.shoot("board-6-voted")
    await window.tap("Против")
    await expect(window.chat.get_by_role("button", name="✓ Против").last).to_be_visible()


async def count(window: Window, artel: Artel, maria: Visitor) -> None:
    """One question has a quorum at the deadline, the other is decided in the room."""
    await become(window, NONNA.name)
    await window.sees("7 из 7, кворум есть")
    await window.shoot("board-7-followed")
    await artel.control.advance(72 * HOUR)
    await window.sees("Срок голосования вышел, кворума нет.", TICK)
    await window.shoot("board-8-missed")
    await window.tap("К голосованию")
    await window.sees("Срок +24 ч")
    await window.shoot("board-9-prolong")
    await window.tap("Срок +24 ч")
    await window.sees("кворума нет")
    await window.chat.get_by_role("button", name="2. Утвердить план").last.click()
    await window.tap("Принято")
    await window.sees("основание для протокола")
    await window.shoot("board-10-room")
    await write(window, "Решено единогласно на заседании")
    await window.sees("Голосование закрыто", TICK)
    await window.sees("Протокол заседания", TICK)
    await window.shoot("board-11-closed")
    await become(window, maria.name)
    await window.sees("Счёт № 2027-0001", TICK)
    await window.shoot("board-12-admitted")
    await write(window, "/dues")
    await window.sees("оплатить до")
    await window.shoot("board-13-dues")


@pytest.mark.parametrize("window", ["desktop"], indirect=True)
async def test_a_member_leaves_by_eye(window: Window) -> None:
    window.in_both_sizes()
    await become(window, ANNA.name)
    await window.hide_calls()
    await write(window, "/leave")
    await window.sees("Выйти из Ассоциации?")
    await window.shoot("leave-1-ask")
    await write(window, "Меняю профессию, спасибо за эти годы.")
    await window.sees("Причина: Меняю профессию")
    await window.shoot("leave-2-reason")
    await window.tap("Подать заявление о выходе")
    await window.sees("Заявление о выходе передано секретарю")
    await window.shoot("leave-3-asked")
    await become(window, NONNA.name)
    await window.sees("Ждёт подтверждения")
    await window.shoot("leave-4-card")
    await window.tap("Написать")
    await window.sees("от имени секретаря")
    await write(window, "Жаль! Может быть, останетесь сторонником и в рабочей группе?")
    await window.sees("Ответ придёт сюда")
    await become(window, ANNA.name)
    await window.sees("Жаль!")
    await window.shoot("leave-5-talk")
    await become(window, NONNA.name)
    await write(window, "/members")
    await window.tap("Заявления о выходе: 1")
    await window.chat.get_by_role("button", name="Анна").last.click()
    await window.sees("Секретарь: Жаль!")
    taps = window.taps
    await window.tap("Подтвердить")
    await window.sees("Подтверждено")
    assert window.taps == taps + 1
    await window.shoot("leave-6-confirmed")
    await become(window, ANNA.name)
    await window.sees("Членство прекращено по вашему заявлению")
    await window.shoot("leave-7-told")
    await write(window, "/start")
    await window.sees("Вернуться: нажмите «Вступить в Ассоциацию»")
    await window.shoot("leave-8-home")
