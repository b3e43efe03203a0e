"""Webinars in the chat: planned by a leader, registered for with a tap, waited for in line, called off."""

import pytest
from sqlalchemy import insert, update

from bot.office import Office
from domain.groups.model import Place, PlaceStatus
from domain.roles import Role
from storage.groups import GroupsTable
from storage.tables.groups import groups
from storage.tables.members import members
from storage.tables.people import people
from storage.tables.street import jobs, outbox
from storage.tables.webinars import webinar_guests, webinars
from tests.handlers.harness import Street, Visitor
from tests.handlers.test_groups import appoint, arrive, enrol

MINUTE = 60_000_000
HOUR, DAY = 60 * MINUTE, 24 * 60 * MINUTE
GROUP = "barriers"


async def tick(street: Street) -> None:
    """Let the clock look at what is due, and send it."""
    worker = street.worker
    office = Office(
        street.database,
        street.clock,
        street.config,
        street.association,
        street.texts,
        worker._bot,
        worker._alarm,
    )
    await office.remind()
    await street.deliver()


async def member(street: Street, person_id: int, name: str, group: str = GROUP) -> Visitor:
    visitor = await arrive(street.visitor(person_id, "ru", first_name=name, username=f"user{person_id}"))
    await enrol(street, person_id, person_id, name)
    async with street.database.transaction() as transaction:
        place = Place(group, person_id, person_id, PlaceStatus.CONFIRMED, 1)
        await GroupsTable(transaction).put(place)
    return visitor


@pytest.fixture
async def leader(street: Street) -> Visitor:
    async with street.database.transaction() as transaction:
        for number, group in enumerate(street.association.working_groups):
            row = {"id": group.id, "position": number, "titles": '{"ru": "Барьеры"}', "created_at": 1}
            await transaction.run(insert(groups).values(**row))
    lev = await member(street, 50, "Лев")
    await appoint(street, lev.id, Role.GROUP_LEADER, GROUP)
    return lev


async def plan(leader: Visitor, *, places: str = "1", start: str = "20.01.2027 19:00") -> None:
    await leader.write("/webinars")
    await leader.press("+ Вебинар")
    for answer in ("Регистры данных", "О регистрах и законе."):
        await leader.write(answer)
    await leader.press("Пропустить")  # speakers
    await leader.write(start)
    await leader.press("1 час")
    await leader.write(places)
    await leader.write("zoom.us/j/1")
    await leader.press("Пропустить")  # picture
    await leader.press("Отправить")


async def published(leader: Visitor, **how: str) -> None:
    await plan(leader, **how)
    assert "Черновик" in leader.screen.text
    await leader.press("Опубликовать")
    await tick(leader.street)


async def test_a_member_is_told_and_registers_with_one_tap(street: Street, leader: Visitor) -> None:
    anna = await member(street, 1, "Анна")
    other = await member(street, 2, "Борис", "metaprojects")
    await published(leader)
    assert other.screens == []
    assert "Регистры данных" in anna.screen.text
    assert "zoom.us" not in str(anna.screens)
    await anna.press("Записаться")
    assert "✓ Вы записаны" in anna.screen.text
    assert [job["kind"] for job in await street.rows(jobs)] == ["calendar"]
    waiting = [row["method"] for row in await street.rows(outbox) if row["job_id"]]
    assert waiting == ["sendDocument"], "the calendar file comes as soon as it is made"
    guests = {(row["person_id"], row["standing"]) for row in await street.rows(webinar_guests)}
    assert (1, 1) in guests


async def test_places_are_never_more_than_there_are_and_the_line_moves(
    street: Street, leader: Visitor
) -> None:
    anna, boris, vera = [
        await member(street, one, name) for one, name in ((1, "Анна"), (2, "Борис"), (3, "Вера"))
    ]
    await published(leader)
    for visitor in (anna, boris, vera):
        await visitor.press("Записаться")
    assert "вы в очереди: 1-й" in boris.screen.text
    assert "вы в очереди: 2-й" in vera.screen.text
    await anna.tap("webinar:leave:1:0")
    assert "Для вас есть место" in boris.screen.text
    street.clock.advance(25 * HOUR)
    await tick(street)
    assert "досталось следующему" in boris.screen.text
    assert "Для вас есть место" in vera.screen.text
    await vera.press("Занять место")
    standing = {row["person_id"]: row["standing"] for row in await street.rows(webinar_guests)}
    assert (standing[1], standing[2], standing[3]) == (4, 4, 1)


async def test_only_those_whom_it_is_for_can_come(street: Street, leader: Visitor) -> None:
    other = await member(street, 2, "Борис", "metaprojects")
    supporter = await arrive(street.visitor(3, "ru", first_name="Вера"))
    stranger = street.visitor(4, "ru", first_name="Глеб")
    await published(leader)
    for visitor in (other, supporter, stranger):
        await visitor.write("/start")
        await visitor.tap("webinar:come:1:0")
        await visitor.tap("webinar:look:1:0")
        await visitor.write("/webinars")
        await visitor.write("/start webinar-1")
        assert "zoom.us" not in str(visitor.screens)
        assert "Регистры" not in str(visitor.screens)
    assert not [row for row in await street.rows(webinar_guests) if row["standing"] != 0]


async def test_a_guest_reads_how_to_see_webinars(street: Street, leader: Visitor) -> None:
    await published(leader)
    guest = street.visitor(4, "ru", first_name="Глеб")
    await guest.write("/webinars")
    assert "Их видят те, кто подписался" in guest.screen.text
    await guest.press("Подписаться")
    assert "Согласен" in str(guest.screen.labels)


async def test_reminders_come_in_time_and_once(street: Street, leader: Visitor) -> None:
    anna, boris = await member(street, 1, "Анна"), await member(street, 2, "Борис")
    await published(leader, places="5")
    await anna.press("Записаться")
    await boris.press("Записаться")
    await boris.tap("webinar:leave:1:0")
    (webinar,) = await street.rows(webinars)
    seen = []
    for before in (25 * HOUR, 23 * HOUR, 90 * MINUTE, 50 * MINUTE, -MINUTE, -2 * MINUTE):
        street.clock.moment = webinar["starts_at"] - before
        await tick(street)
        await tick(street)
        seen.append(len([one for one in anna.screens if "Напоминаем" in one.text or "Начинаем" in one.text]))
    assert seen == [0, 1, 1, 2, 3, 3]
    assert "Напоминаем" not in str(boris.screens)
    assert "https://zoom.us/j/1" in str(anna.screen.buttons)
    await anna.press("Я здесь")
    street.clock.moment = webinar["ends_at"]
    await tick(street)
    assert "Насколько вероятно" in anna.screen.text
    await anna.press("9")
    await anna.write("Очень полезно")
    rows = {row["person_id"]: row for row in await street.rows(webinar_guests)}
    assert (rows[1]["attended"], rows[1]["score"], rows[1]["comment"]) == (1, 9, "Очень полезно")
    await leader.tap("webplan:report:1::0:0")
    assert "NPS 100" in leader.screen.text


async def test_a_change_and_a_cancellation_reach_those_registered(street: Street, leader: Visitor) -> None:
    anna = await member(street, 1, "Анна")
    await published(leader, places="5")
    await anna.press("Записаться")
    await leader.tap("webplan:field:1:webinar-start:0:0")
    await leader.write("21.01.2027 19:00")
    await street.deliver()
    assert "Изменения в вебинаре" in str([screen.text for screen in anna.screens])
    await leader.tap("webplan:cancel:1::0:0")
    await leader.press("Да, отменить")
    await street.deliver()
    assert "не состоится" in str([screen.text for screen in anna.screens])
    (webinar,) = await street.rows(webinars)
    assert (webinar["sequence"], webinar["status"]) == (2, "cancelled")
    await anna.tap("webinar:come:1:0")
    assert "Так уже нельзя" in anna.screen.text


async def test_a_code_word_counts_while_the_webinar_lasts(street: Street, leader: Visitor) -> None:
    anna = await member(street, 1, "Анна")
    await published(leader, places="5")
    await anna.press("Записаться")
    (webinar,) = await street.rows(webinars)
    await anna.write(webinar["code_word"])
    assert not [row for row in await street.rows(webinar_guests) if row["attended"]]
    street.clock.moment = webinar["starts_at"] + MINUTE
    await anna.write(webinar["code_word"].upper() + "!")
    assert "Отметили" in anna.screen.text
    assert [row["person_id"] for row in await street.rows(webinar_guests) if row["attended"]] == [1]


async def test_the_same_again_next_month_and_a_reminder_to_plan(street: Street, leader: Visitor) -> None:
    await published(leader)
    (webinar,) = await street.rows(webinars)
    street.clock.moment = webinar["ends_at"] + HOUR
    await tick(street)
    assert "нет вебинара" in leader.screen.text  # it is the 20th
    await leader.press("Ещё раз через месяц")
    first, second = await street.rows(webinars)
    assert (second["starts_at"] - first["starts_at"]) % (7 * DAY) == 0
    assert second["status"] == "draft"


async def test_a_place_that_an_erasure_frees_is_offered(street: Street, leader: Visitor) -> None:
    anna, boris = await member(street, 1, "Анна"), await member(street, 2, "Борис")
    await published(leader)
    await anna.press("Записаться")
    await boris.press("Записаться")
    await anna.tap("contact:erase-sure:")
    await tick(street)
    assert "Для вас есть место" in boris.screen.text


async def test_a_group_shows_its_next_webinar_to_its_members(street: Street, leader: Visitor) -> None:
    anna = await member(street, 1, "Анна")
    other = await member(street, 2, "Борис", "metaprojects")
    await published(leader)
    for visitor, shown in ((anna, True), (other, False)):
        await visitor.tap(f"group:open:{GROUP}::0")
        assert ("Ближайший вебинар: Регистры данных" in visitor.screen.text) is shown
    await anna.tap(f"group:open:{GROUP}::0")
    await anna.press("Подробнее")
    assert "Запись открыта" in anna.screen.text or "Свободных мест: 1" in anna.screen.text
    await anna.write("/start")
    await anna.press("Вебинары и встречи")
    assert "Ближайшие – на кнопках" in anna.screen.text


async def test_a_button_in_a_group_registers_there_and_leads_strangers_to_the_private_chat(
    street: Street, leader: Visitor
) -> None:
    anna, gleb = await member(street, 1, "Анна"), street.visitor(4, "ru", first_name="Глеб")
    await published(leader, places="5")
    chat = {"id": -100500, "type": "supergroup", "title": "Группа"}
    for visitor in (anna, gleb):
        query = visitor.query("webinar:come:1:0")
        query["message"] = {**query["message"], "chat": chat}
        await street.receive("callback_query", query)
        await street.work()
    registered, led = street.answers.given[-2:]
    assert (registered.text or "").startswith("Вы записаны")
    assert led.url == "https://t.me/artel_bot?start=webinar-1"
    assert 4 not in [row["id"] for row in await street.rows(people)], "who only taps in a group is not noted"


async def test_who_may_no_longer_come_gets_no_link(street: Street, leader: Visitor) -> None:
    anna = await member(street, 1, "Анна")
    await published(leader, places="5")
    await anna.press("Записаться")
    async with street.database.transaction() as transaction:
        await transaction.run(update(members).where(members.c.id == 1).values(status="expelled"))
    (webinar,) = await street.rows(webinars)
    street.clock.moment = webinar["starts_at"]
    await tick(street)
    assert "Начинаем" not in str(anna.screens)
