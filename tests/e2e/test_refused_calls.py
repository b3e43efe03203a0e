"""Telegram refuses, over HTTP: who hears of it, and where it goes instead."""

from collections.abc import AsyncIterator

import pytest

from bot.i18n import FluentTexts
from domain.association import Association
from storage.tables.moderation import sanctions, warnings
from tests.e2e.harness import BOT, Artel
from tests.e2e.order import CROWD, MARA, MATVEY, OLGA, Room, connect, entries, moderators_at_work
from tests.e2e.webinars import ANNA, BORIS, HOUR, present
from tests.words import like

NO_RIGHT = "Bad Request: not enough rights to send text messages to the chat"
REFUSALS = [
    ("sendMessage", NO_RIGHT),
    ("sendMessage", "Forbidden: bot was blocked by the user"),
    ("deleteMessages", "Bad Request: message can't be deleted"),
    ("deleteMessage", "Bad Request: message can't be deleted"),
]


@pytest.fixture
async def artel(
    database_url: str, texts: FluentTexts, association: Association, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Artel]:
    async with moderators_at_work(database_url, texts, association, monkeypatch, refusals=REFUSALS) as artel:
        yield artel


async def group_of(artel: Artel) -> Room:
    people = [who.id for who in (*CROWD, MARA, MATVEY)]
    group = await artel.control.chat("supergroup", "Участники", OLGA.id, members=people)
    return Room(artel, group["id"])


async def test_a_chat_that_takes_no_messages_costs_nobody_a_card(artel: Artel) -> None:
    """Reliability row 43: a report reaches each moderator, and the administrator hears why not in their chat."""
    olga, mara, matvey, anna, boris = present(artel, OLGA, MARA, MATVEY, ANNA, BORIS)
    room = await group_of(artel)
    office = await artel.control.chat("supergroup", "Модераторы", OLGA.id, members=[MARA.id, MATVEY.id])
    desk = Room(artel, office["id"])
    await connect(olga, room, olga.words("chat-kind-participants"))
    await connect(olga, desk, olga.words("chat-kind-moderators"), admin=False)
    await artel.control.permissions(desk.id, can_send_messages=False)
    await room.answer(boris, await room.write(anna, "Дураки"), "/report")
    for moderator in (mara, matvey):
        await moderator.finds(like("moderation-card", stage="reported"), "Дураки")
    await olga.finds(like("deliveries-cards-refused", title="Модераторы"), NO_RIGHT)


async def test_a_warning_that_arrives_nowhere_lets_nobody_be_banned(artel: Artel) -> None:
    """Reliability row 43: after one warning – that reached the person."""
    olga, mara, anna = present(artel, OLGA, MARA, ANNA)
    room = await group_of(artel)
    await connect(olga, room, olga.words("chat-kind-participants"))
    await artel.control.block(anna.id)
    await artel.control.member(room.id, BOT, "restricted")
    first = await room.write(anna, "Дураки")
    await room.answer(mara, first, "/warn 1")
    await mara.finds(like("moderation-card-unheard"), like("moderation-card-stays"), NO_RIGHT)
    assert [row["failure"] for row in await entries(artel, warnings)] == [NO_RIGHT]
    await artel.control.advance(HOUR)
    await room.answer(mara, await room.write(anna, "Дураки и есть"), "/ban 7d")
    await artel.settled()
    assert await entries(artel, sanctions) == []
