"""Webinars in the chat: planned by a lev, registered for with a tap, waited for in line, called off."""

from sqlalchemy import update

from storage.tables.members import members
from storage.tables.people import people
from storage.tables.street import jobs, outbox
from storage.tables.webinars import webinar_guests, webinars
from tests.handlers.harness import Street, Visitor
from tests.handlers.steps import arrive, tick
from tests.handlers.webinars import GROUP, MINUTE, member, published
from tests.words import has, like, words

HOUR, DAY = 60 * MINUTE, 24 * 60 * MINUTE


async def test_a_member_is_told_and_registers_with_one_tap(street: Street, lev: Visitor) -> None:
    anna = await member(street, 1, "Анна")
    other = await member(street, 2, "Борис", "metaprojects")
    await published(lev)
    assert other.screens == []
    assert "Регистры данных" in anna.screen.text
    assert "zoom.us" not in str(anna.screens)
    await anna.press("webinar-come")
    assert anna.screen.says("webinar-standing", standing="registered")
    assert [job["kind"] for job in await street.rows(jobs)] == ["calendar"]
    waiting = [row["method"] for row in await street.rows(outbox) if row["job_id"]]
    assert waiting == ["sendDocument"], "the calendar file comes as soon as it is made"
    guests = {(row["person_id"], row["standing"]) for row in await street.rows(webinar_guests)}
    assert (1, 1) in guests


async def test_places_are_never_more_than_there_are_and_the_line_moves(street: Street, lev: Visitor) -> None:
    anna, boris, vera = [
        await member(street, one, name) for one, name in ((1, "Анна"), (2, "Борис"), (3, "Вера"))
    ]
    await published(lev)
    for visitor in (anna, boris, vera):
        await visitor.press("webinar-come")
    assert boris.screen.says("webinar-noted", note="waiting", position=1)
    assert vera.screen.says("webinar-noted", note="waiting", position=2)
    await anna.tap("webinar:leave:1:0")
    assert boris.screen.says("webinar-offered")
    street.clock.advance(25 * HOUR)
    await tick(street)
    assert boris.screen.says("webinar-lapsed")
    assert vera.screen.says("webinar-offered")
    await vera.press("webinar-take")
    standing = {row["person_id"]: row["standing"] for row in await street.rows(webinar_guests)}
    assert (standing[1], standing[2], standing[3]) == (4, 4, 1)


async def test_only_those_whom_it_is_for_can_come(street: Street, lev: Visitor) -> None:
    other = await member(street, 2, "Борис", "metaprojects")
    supporter = await arrive(street.visitor(3, "ru", first_name="Вера"))
    stranger = street.visitor(4, "ru", first_name="Глеб")
    await published(lev)
    for visitor in (other, supporter, stranger):
        await visitor.write("/start")
        await visitor.tap("webinar:come:1:0")
        await visitor.tap("webinar:look:1:0")
        await visitor.write("/webinars")
        await visitor.write("/start webinar-1")
        assert "zoom.us" not in str(visitor.screens)
        assert "Регистры" not in str(visitor.screens)
    assert not [row for row in await street.rows(webinar_guests) if row["standing"] != 0]


async def test_a_guest_reads_how_to_see_webinars(street: Street, lev: Visitor) -> None:
    await published(lev)
    guest = street.visitor(4, "ru", first_name="Глеб")
    await guest.write("/webinars")
    assert guest.screen.says("webinar-list-guest")
    await guest.press("contact-subscribe")
    assert words("consent-agree") in guest.screen.labels


async def test_reminders_come_in_time_and_once(street: Street, lev: Visitor) -> None:
    anna, boris = await member(street, 1, "Анна"), await member(street, 2, "Борис")
    await published(lev, places="5")
    await anna.press("webinar-come")
    await boris.press("webinar-come")
    await boris.tap("webinar:leave:1:0")
    (webinar,) = await street.rows(webinars)
    seen = []
    for before in (25 * HOUR, 23 * HOUR, 90 * MINUTE, 50 * MINUTE, -MINUTE, -2 * MINUTE):
        street.clock.moment = webinar["starts_at"] - before
        await tick(street)
        await tick(street)
        seen.append(anna.told("webinar-reminder"))
    assert seen == [0, 1, 1, 2, 3, 3]
    assert not boris.told("webinar-reminder")
    assert "https://zoom.us/j/1" in str(anna.screen.buttons)
    await anna.press("webinar-here")
    street.clock.moment = webinar["ends_at"]
    await tick(street)
    assert anna.screen.says("webinar-how-was-it")
    await anna.press("9")
    await anna.write("Очень полезно")
    rows = {row["person_id"]: row for row in await street.rows(webinar_guests)}
    assert (rows[1]["attended"], rows[1]["score"], rows[1]["comment"]) == (1, 9, "Очень полезно")
    await lev.tap("webplan:report:1::0:0")
    assert lev.screen.says("webinar-report", nps=100, scored=1)


async def test_a_change_and_a_cancellation_reach_those_registered(street: Street, lev: Visitor) -> None:
    anna = await member(street, 1, "Анна")
    await published(lev, places="5")
    await anna.press("webinar-come")
    await lev.tap("webplan:field:1:webinar-start:0:0")
    question = lev.screen
    assert question.labels == [words("ui-back")]
    await lev.write("21.01.2027 19:00")
    await street.deliver()
    assert question.labels == [], "an answered question leads nowhere"
    assert anna.told("webinar-changed")
    await lev.tap("webplan:cancel:1::0:0")
    await lev.press("webinar-cancel-sure")
    await street.deliver()
    assert anna.told("webinar-cancelled")
    (webinar,) = await street.rows(webinars)
    assert (webinar["sequence"], webinar["status"]) == (2, "cancelled")
    await anna.tap("webinar:come:1:0")
    assert anna.screen.says("refused-webinars-stale")


async def test_a_code_word_counts_while_the_webinar_lasts(street: Street, lev: Visitor) -> None:
    anna = await member(street, 1, "Анна")
    await published(lev, places="5")
    await anna.press("webinar-come")
    (webinar,) = await street.rows(webinars)
    await anna.write(webinar["code_word"])
    assert not [row for row in await street.rows(webinar_guests) if row["attended"]]
    street.clock.moment = webinar["starts_at"] + MINUTE
    await anna.write(webinar["code_word"].upper() + "!")
    assert anna.screen.says("webinar-attended")
    assert [row["person_id"] for row in await street.rows(webinar_guests) if row["attended"]] == [1]


async def test_the_same_again_next_month_and_a_reminder_to_plan(street: Street, lev: Visitor) -> None:
    await published(lev)
    (webinar,) = await street.rows(webinars)
    street.clock.moment = webinar["ends_at"] + HOUR
    await tick(street)
    assert lev.screen.says("webinar-plan-missing")  # it is the 20th
    await lev.press("webinar-again")
    first, second = await street.rows(webinars)
    assert (second["starts_at"] - first["starts_at"]) % (7 * DAY) == 0
    assert second["status"] == "draft"


async def test_a_place_that_an_erasure_frees_is_offered(street: Street, lev: Visitor) -> None:
    anna, boris = await member(street, 1, "Анна"), await member(street, 2, "Борис")
    await published(lev)
    await anna.press("webinar-come")
    await boris.press("webinar-come")
    await anna.tap("contact:erase-sure:")
    await tick(street)
    assert boris.screen.says("webinar-offered")


async def test_a_group_shows_its_next_webinar_to_its_members(street: Street, lev: Visitor) -> None:
    anna = await member(street, 1, "Анна")
    other = await member(street, 2, "Борис", "metaprojects")
    await published(lev)
    for visitor, shown in ((anna, True), (other, False)):
        await visitor.tap(f"group:open:{GROUP}::0")
        assert (visitor.screen.says("group-webinar", title="Регистры данных")) is shown
    await anna.tap(f"group:open:{GROUP}::0")
    await anna.press("webinar-look")
    assert anna.screen.says("webinar-standing", standing="free")
    await anna.write("/start")
    await anna.press("contact-webinars")
    assert anna.screen.says("webinar-list", count=1)


async def test_a_button_in_a_group_registers_there_and_leads_strangers_to_the_private_chat(
    street: Street, lev: Visitor
) -> None:
    anna, gleb = await member(street, 1, "Анна"), street.visitor(4, "ru", first_name="Глеб")
    await published(lev, places="5")
    chat = {"id": -100500, "type": "supergroup", "title": "Группа"}
    for visitor in (anna, gleb):
        query = visitor.query("webinar:come:1:0")
        query["message"] = {**query["message"], "chat": chat}
        await street.receive("callback_query", query)
        await street.work()
    registered, led = street.answers.given[-2:]
    assert has(registered.text or "", like("webinar-noted", note="registered"))
    assert led.url == "https://t.me/artel_bot?start=webinar-1"
    assert 4 not in [row["id"] for row in await street.rows(people)], "who only taps in a group is not noted"


async def test_who_may_no_longer_come_gets_no_link(street: Street, lev: Visitor) -> None:
    anna = await member(street, 1, "Анна")
    await published(lev, places="5")
    await anna.press("webinar-come")
    async with street.database.transaction() as transaction:
        await transaction.run(update(members).where(members.c.id == 1).values(status="expelled"))
    (webinar,) = await street.rows(webinars)
    street.clock.moment = webinar["starts_at"]
    await tick(street)
    assert not anna.told("webinar-reminder")
