"""The waiting list of a webinar: who gives a place up, and where one comes free without anybody giving it up."""

import pytest

from storage.tables.webinars import webinar_guests, webinars
from tests.handlers.harness import Street, Visitor
from tests.handlers.steps import tick
from tests.handlers.webinars import MINUTE, member, published


@pytest.mark.parametrize(("waiting", "standing"), [(0, "free"), (1, "full")])
async def test_who_cancels_reads_how_many_places_are_left_once_the_line_was_served(
    street: Street, lev: Visitor, waiting: int, standing: str
) -> None:
    anna = await member(street, 1, "Анна")
    line = [await member(street, 2 + number, "Борис") for number in range(waiting)]
    await published(lev)
    for visitor in (anna, *line):
        await visitor.press("webinar-come")
    await anna.press("webinar-leave")
    assert anna.screen.says("webinar-standing", standing=standing)
    assert anna.heard("webinar-noted", note="left")
    assert [visitor.screen.says("webinar-offered") for visitor in line] == [True] * waiting
    await anna.press("webinar-queue" if waiting else "webinar-come")
    assert anna.told("webinar-standing", standing="waiting" if waiting else "registered")


async def test_who_cancels_shortly_before_the_start_reads_that_the_place_is_given(
    street: Street, lev: Visitor
) -> None:
    anna, boris = await member(street, 1, "Анна"), await member(street, 2, "Борис")
    await published(lev)
    await anna.press("webinar-come")
    await boris.press("webinar-come")
    (webinar,) = await street.rows(webinars)
    street.clock.moment = webinar["starts_at"] - 10 * MINUTE
    await anna.tap("webinar:leave:1:0")
    assert anna.screen.says("webinar-standing", standing="full")
    assert boris.told("webinar-offered", until="none")


async def test_the_place_of_somebody_who_was_erased_goes_to_the_next_in_line(
    street: Street, lev: Visitor
) -> None:
    anna, boris = await member(street, 1, "Анна"), await member(street, 2, "Борис")
    await published(lev)
    await anna.press("webinar-come")
    await boris.press("webinar-come")
    async with street.database.transaction() as transaction:
        await transaction.run(webinar_guests.delete().where(webinar_guests.c.person_id == anna.id))
    await tick(street)
    assert boris.screen.says("webinar-offered")
    await boris.press("webinar-take")
    assert boris.told("webinar-standing", standing="registered")
