"""Leaving, over HTTP: asked with a reason, talked over, withdrawn, asked again, confirmed by two secretaries at once."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import select

from bot.i18n import FluentTexts
from domain.association import Association
from domain.roles import Role
from storage.tables.groups import group_members
from storage.tables.leaving import departures
from tests.e2e.harness import Artel
from tests.e2e.joining import audited
from tests.e2e.webinars import ANNA, Somebody, association_at_work, present
from tests.words import like

ZOYA, NONNA = (Somebody(number, name, role=Role.SECRETARY) for number, name in ((401, "Зоя"), (402, "Нонна")))


@pytest.fixture
async def artel(database_url: str, texts: FluentTexts, association: Association) -> AsyncIterator[Artel]:
    async with association_at_work(database_url, texts, association, ZOYA, NONNA) as artel:
        yield artel


async def test_a_member_leaves_and_may_come_back(artel: Artel) -> None:
    """Reliability row 32: one decision, one audit row, however many tap; one tap for the secretary."""
    anna, zoya, nonna = present(artel, ANNA, ZOYA, NONNA)
    await anna.write("/leave")
    await anna.finds(like("leaving-ask", kind="person"))
    await anna.write("Меняю профессию")
    await anna.finds(like("leaving-ask", reason="Меняю профессию"))
    await anna.tap("leaving-sure")
    await anna.finds(
        like("leaving-standing", kind="person", status="asked"), button=anna.words("leaving-stay")
    )

    confirm = zoya.words("leaving-confirm")
    assert "Меняю профессию" in (await zoya.finds("Анна", button=confirm)).text
    await zoya.tap("leaving-speak")
    await zoya.finds("leaving-speak-ask")
    await zoya.write("Может быть, побудете с нами ещё?")
    await anna.finds("Может быть, побудете с нами ещё?", button=anna.words("leaving-answer"))
    await anna.tap("leaving-answer")
    await anna.finds("leaving-answer-ask")
    await anna.write("Хорошо, подумаю")
    await nonna.finds("Хорошо, подумаю", button=nonna.words("leaving-open"))
    await anna.start()
    await anna.tap("contact-membership")
    await anna.tap("member-leaves")
    await anna.tap("leaving-stay")
    await anna.finds(like("leaving-standing", kind="person", status="withdrawn"))
    await nonna.finds(like("leaving-card-stands", status="withdrawn"))

    await anna.write("/leave")
    await anna.tap("leaving-sure")
    cards = [await one.finds(like("leaving-card", reason="none"), button=confirm) for one in (zoya, nonna)]
    taps = [
        one.tap_in(card, text=confirm) for one, card in zip((zoya, nonna), cards, strict=True) for _ in (1, 2)
    ]
    answers = await asyncio.gather(*taps)
    assert [answer.text for answer in answers].count(zoya.words("refused-leaving-settled")) == 3
    await anna.finds(like("member-changed", action="leave"), button=anna.words("contact-join"))
    for one in (zoya, nonna):
        assert confirm not in (await one.finds(like("leaving-card-stands", status="confirmed"))).buttons
    await artel.settled()
    assert sum(screen.shows(like("member-changed", action="leave")) for screen in await anna.chat()) == 1
    assert await audited(artel, "membership-leave") == 1
    assert await artel.rows(select(group_members).where(group_members.c.member_id == ANNA.id)) == []
    rows = await artel.rows(select(departures.c.status).order_by(departures.c.id))
    assert [row["status"] for row in rows] == ["withdrawn", "confirmed"]

    await anna.start()
    await anna.finds(like("member-home", status="left"), button=anna.words("contact-join"))
    await anna.write("/leave")
    await anna.finds("refused-leaving-nothing")
