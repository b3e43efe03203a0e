"""Introductions, over HTTP: three people, round after round, asked afterwards, never the same two again."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import select

from bot.i18n import FluentTexts
from domain.association import Association
from storage.tables.introductions import introductions
from tests.conftest import ENGINES
from tests.e2e.harness import Artel, Visitor
from tests.e2e.webinars import ANNA, BORIS, DAY, KIRA, MINUTE, VERA, association_at_work, at, present
from tests.words import like, words

ROUNDS = ("19.01.2027 11:00", "02.02.2027 11:00", "16.02.2027 11:00")


@pytest.fixture
async def artel(database_url: str, texts: FluentTexts, association: Association) -> AsyncIterator[Artel]:
    async with association_at_work(database_url, texts, association) as artel:
        yield artel


async def hold(artel: Artel, moment: str, *people: Visitor) -> dict[int, int | None]:
    """Let a round come; who was introduced to whom, as they read it themselves."""
    seen = {visitor.id: len(await visitor.chat()) for visitor in people}
    await artel.control.set_clock(at(moment))
    met: dict[int, int | None] = {}
    for visitor in people:

        async def told(visitor: Visitor = visitor) -> bool:
            return len(await visitor.chat()) > seen[visitor.id]

        await artel.until(told, f"the round for {visitor.name}")
        message = (await visitor.chat())[-1]
        others = [one for one in people if message.shows(like("introduction-made", name=one.name))]
        met[visitor.id] = others[0].id if others else None
        assert others or message.shows("introduction-left-out")
    return met


def pair(met: dict[int, int | None]) -> frozenset[int]:
    """The two of a round, who were introduced to each other."""
    two = frozenset(who for who, other in met.items() if other is not None)
    assert all(met[who] in two - {who} for who in two)
    return two


@pytest.mark.parametrize("engine", ENGINES)
async def test_three_people_meet_each_other_once(artel: Artel) -> None:
    await artel.settled()  # the round that is due at the start is held before anybody takes part
    people = anna, boris, vera = present(artel, ANNA, BORIS, VERA)
    for visitor in people:
        await visitor.write("/meet")
        await visitor.tap("introduction-agree")
        await visitor.tap("☐ Телемедицина")
        await visitor.finds("introduction-taking-part", button="☑ Телемедицина")
    assert {visitor.taps for visitor in people} == {2}

    first = pair(await hold(artel, ROUNDS[0], *people))
    assert len(first) == 2
    asked = [visitor for visitor in people if visitor.id in first]
    (left,) = [visitor for visitor in people if visitor.id not in first]
    introduced = await asked[0].finds(
        like(
            "introduction-made",
            common="Телемедицина, " + words("introduction-group", group="По снижению нормативных барьеров"),
        ),
        "барьеров",
    )
    other = asked[1]
    assert words("introduction-write", username=f"person{other.id}") in introduced.buttons
    await artel.control.set_clock(at(ROUNDS[0]) + 5 * DAY + MINUTE)
    await asked[0].finds("introduction-asked")
    await asked[0].tap("introduction-met")
    await asked[0].finds(like("introduction-noted", outcome="met"))
    await other.tap("introduction-agreed")
    await other.finds(like("introduction-noted", outcome="agreed"))
    assert not [one for one in await left.chat() if one.shows("introduction-asked")]

    second = pair(await hold(artel, ROUNDS[1], *people))
    assert left.id in second, "who was left out goes first"
    third = pair(await hold(artel, ROUNDS[2], *people))
    assert {first, second, third} == {
        frozenset(two) for two in ((anna.id, boris.id), (anna.id, vera.id), (boris.id, vera.id))
    }

    (kira,) = present(artel, KIRA)
    await kira.write("/meet")
    await kira.tap("introduction-report-button")
    await kira.finds(like("introduction-round", answered=1, at="19 янв., 11:00", met=1, pairs=1, people=3))
    rows = await artel.rows(select(introductions))
    assert len(rows) == 3
