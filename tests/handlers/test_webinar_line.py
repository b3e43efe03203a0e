"""The waiting list of a webinar, where a place comes free without anybody giving it up."""

from storage import tables as t
from tests.handlers.harness import Street, Visitor
from tests.handlers.test_webinars import leader, member, published, tick

__all__ = ["leader"]  # the fixture


async def test_the_place_of_somebody_who_was_erased_goes_to_the_next_in_line(
    street: Street, leader: Visitor
) -> None:
    anna, boris = await member(street, 1, "Анна"), await member(street, 2, "Борис")
    await published(leader)
    await anna.press("Записаться")
    await boris.press("Записаться")
    async with street.database.transaction() as transaction:
        await transaction.run(t.webinar_guests.delete().where(t.webinar_guests.c.person_id == anna.id))
    await tick(street)
    assert "Для вас есть место" in boris.screen.text
    await boris.press("Занять место")
    assert "✓ Вы записаны" in str([screen.text for screen in boris.screens])
