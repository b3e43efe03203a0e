"""Webinars as their tests begin: a group with its leader and members, and a webinar for them."""

from domain.groups.model import Place, PlaceStatus
from storage.groups import GroupsTable
from tests.handlers.harness import Street, Visitor
from tests.handlers.steps import arrive, enrol, tick
from tests.words import like

MINUTE = 60_000_000
GROUP = "barriers"


async def member(street: Street, person_id: int, name: str, group: str = GROUP) -> Visitor:
    visitor = await arrive(street.visitor(person_id, "ru", first_name=name, username=f"user{person_id}"))
    await enrol(street, person_id, person_id, name)
    async with street.database.transaction() as transaction:
        place = Place(group, person_id, person_id, PlaceStatus.CONFIRMED, 1)
        await GroupsTable(transaction).put(place)
    return visitor


async def plan(leader: Visitor, *, places: str = "1", start: str = "20.01.2027 19:00") -> None:
    await leader.write("/webinars")
    await leader.press(like("webinar-plan-kind", kind="group"))
    for answer in ("Регистры данных", "О регистрах и законе."):
        await leader.write(answer)
    await leader.press("forms-skip")  # speakers
    await leader.write(start)
    await leader.press("option-webinar-length-m60")
    await leader.write(places)
    await leader.write("zoom.us/j/1")
    await leader.press("forms-skip")  # picture
    await leader.press("forms-send")


async def published(leader: Visitor, **how: str) -> None:
    await plan(leader, **how)
    assert leader.screen.says("webinar-card", status="draft")
    await leader.press("webinar-publish")
    await tick(leader.street)
