"""Webinars, over HTTP: planned, announced, registered for, waited for, moved, called off, attended, reported."""

import re
from collections.abc import AsyncIterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bot.i18n import FluentTexts
from domain.association import Association
from domain.webinars.entities import Standing
from storage.tables.webinars import webinars
from tests.conftest import ENGINES
from tests.e2e.harness import BOT, Artel, Visitor
from tests.e2e.webinars import (
    ANNA,
    BORIS,
    DAY,
    GLEB,
    GROUP,
    HOUR,
    JOHN,
    KIRA,
    LATER,
    LEV,
    MINUTE,
    ROOM,
    SONYA,
    START,
    VERA,
    Somebody,
    association_at_work,
    at,
    calendars,
    change,
    offered_until,
    plan,
    present,
    publish,
    registered,
    standing,
    told,
)
from tests.handlers.spreadsheet import cells
from tests.words import has, like, words

CHAT = "nbmz_people"


@pytest.fixture
async def artel(database_url: str, texts: FluentTexts, association: Association) -> AsyncIterator[Artel]:
    """A working group with its leader, and others, who are known to the program."""
    chats = {"supporters": f"@{CHAT}"}
    async with association_at_work(database_url, texts, association, webinars={"chats": chats}) as artel:
        yield artel


@pytest.mark.parametrize("engine", ENGINES)
async def test_a_leader_plans_and_a_member_registers_with_one_tap(artel: Artel) -> None:
    lev, anna, john, gleb = present(artel, LEV, ANNA, JOHN, GLEB)
    draft = await plan(lev)
    assert (lev.typed, lev.taps) == (6, 5), "/webinars and five answers typed; the rest by buttons"
    assert draft.shows("Регистры данных")
    assert draft.shows(like("forms-line", answer="Мария Иванова, юрист", name="Спикеры"))
    assert "14 января 2027" in draft.text
    await lev.tap("webinar-publish")
    assert lev.taps == 6

    announced = await anna.finds("Регистры данных", button=anna.words("webinar-come"))
    card = like("webinar-card", status="draft").search(draft.text)
    assert card is not None
    people_see = draft.text[: card.start()].rstrip()
    assert announced.text == people_see, "the draft shows what people will see"
    await anna.tap("webinar-come")
    await registered(anna)
    assert (anna.taps, anna.typed) == (1, 0)
    assert ROOM in await told(anna)
    (calendar,) = await calendars(anna, 1)
    (event,) = calendar.walk("VEVENT")
    assert (calendar["METHOD"], event["STATUS"], event["SEQUENCE"]) == ("PUBLISH", "CONFIRMED", 0)
    start = datetime.fromtimestamp(at(START), ZoneInfo("UTC"))
    assert (event.decoded("DTSTART"), str(event["SUMMARY"])) == (start, "Регистры данных")
    assert [str(alarm["ACTION"]) for alarm in event.walk("VALARM")] == ["DISPLAY"]

    await john.tap("webinar-come")
    assert (await registered(john)).shows(
        like("webinar-about", "en", group="Lowering regulatory barriers", kind="group")
    )
    await calendars(john, 1)
    assert "Регистры" not in await told(gleb)

    # Two taps after /webinars to cancel; one where the answer still stands.
    await anna.write("/webinars")
    before = anna.taps
    await anna.tap("✓ 14 янв., 19:00 · Регистры данных")
    await anna.tap("webinar-leave")
    await anna.finds(button=anna.words("webinar-come"))
    assert anna.taps - before == 2
    assert await standing(artel) == {
        LEV.id: Standing.INVITED,
        ANNA.id: Standing.LEFT,
        BORIS.id: Standing.INVITED,
        VERA.id: Standing.INVITED,
        JOHN.id: Standing.REGISTERED,
    }


@pytest.mark.parametrize("engine", ENGINES)
async def test_a_place_that_comes_free_goes_down_the_line(artel: Artel) -> None:
    lev, anna, boris, vera, john = present(artel, LEV, ANNA, BORIS, VERA, JOHN)
    await publish(lev, webinar_places="2")
    for visitor in (anna, boris):
        await visitor.tap("webinar-come")
        await registered(visitor)
    for place, visitor in enumerate((vera, john), 1):
        await visitor.tap("webinar-come")
        await visitor.finds(
            visitor.words(
                "webinar-standing",
                standing="waiting",
                position=place,
                left=0,
                limited="yes",
                link="no",
                until="none",
            )
        )
        assert ROOM not in await told(visitor)

    # Vera lets her offer lapse, and it passes on; she may get in line again.
    before = anna.taps
    await anna.tap("webinar-leave")
    assert anna.taps - before == 1
    await vera.finds("webinar-offered", button=vera.words("webinar-take"))
    assert ROOM not in await told(vera)
    assert john.words("webinar-take") not in await told(john)
    await artel.control.set_clock(await offered_until(artel, vera) - 1)
    await artel.settled()
    assert not has(await told(vera), "webinar-lapsed")
    await artel.control.set_clock(await offered_until(artel, vera))
    await vera.finds("webinar-lapsed")
    offer = await john.finds("webinar-offered", button=john.words("webinar-take"))
    stale = await vera.finds(button=vera.words("webinar-take"))
    await vera.tap_in(stale, text=vera.words("webinar-take"))
    assert has(await told(vera), like("webinar-standing", position=1, standing="waiting")), (
        "the place is John's; she waits behind him"
    )

    await john.tap_in(offer, text=john.words("webinar-take"))
    await registered(john)
    await calendars(john, 1)
    assert await standing(artel) == {
        LEV.id: Standing.INVITED,
        ANNA.id: Standing.LEFT,
        BORIS.id: Standing.REGISTERED,
        VERA.id: Standing.WAITING,
        JOHN.id: Standing.REGISTERED,
    }

    # Who passes on the place gives it on at once; in the last minutes it needs no answer.
    await artel.control.set_clock(at(START) - 10 * MINUTE)
    await boris.tap("webinar-leave")
    await vera.finds(like("webinar-offered", until="none"))
    assert len(await calendars(vera, 1)) == 1


async def test_those_registered_hear_of_a_move_and_a_cancellation(artel: Artel) -> None:
    lev, anna, boris, vera = present(artel, LEV, ANNA, BORIS, VERA)
    await publish(lev, webinar_places="1")
    await anna.tap("webinar-come")
    await registered(anna)
    await boris.tap("webinar-come")
    await boris.finds(like("webinar-noted", note="waiting", position=1))
    before = await told(vera)

    await change(lev, "start", LATER)
    await anna.finds("webinar-changed", "15 января 2027")
    await change(lev, "start", "16.01.2027 10:00")
    await boris.finds("webinar-changed", "16 января 2027")
    await lev.tap("webinar-cancel")
    await lev.finds(like("webinar-cancel-ask", count=2))
    await lev.tap("webinar-cancel-sure")
    await lev.finds(like("webinar-card", status="cancelled"))
    await anna.finds("webinar-cancelled", "16 января 2027")
    await boris.finds("webinar-cancelled")

    files = await calendars(anna, 4)
    events = [event for file in files for event in file.walk("VEVENT")]
    assert [file["METHOD"] for file in files] == ["PUBLISH", "PUBLISH", "PUBLISH", "CANCEL"]
    assert [event["STATUS"] for event in events] == ["CONFIRMED", "CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert [event["SEQUENCE"] for event in events] == [0, 1, 2, 3]
    assert len({event["UID"] for event in events}) == 1
    moscow = ZoneInfo("Europe/Moscow")
    starts = [event.decoded("DTSTART").astimezone(moscow).strftime("%d.%m.%Y %H:%M") for event in events]
    assert starts == [START, LATER, "16.01.2027 10:00", "16.01.2027 10:00"]
    assert await calendars(boris, 0) == [], "who is in line has nothing in the calendar"
    assert await told(vera) == before, "who never registered hears nothing"
    await artel.control.set_clock(at("16.01.2027 11:00") + DAY)
    assert not has(await told(anna), "webinar-reminder")


@pytest.mark.parametrize("engine", ENGINES)
async def test_remembered_attended_and_reported(artel: Artel) -> None:
    lev, anna, boris, vera = present(artel, LEV, ANNA, BORIS, VERA)
    await publish(lev)
    for visitor in (anna, boris, vera, lev):
        await visitor.tap("webinar-come")
        await registered(visitor)
    await vera.tap("webinar-leave")
    await vera.finds(button=vera.words("webinar-come"))
    silent = await told(vera)
    await remember(artel, anna, boris)
    await attend(lev, anna, boris, vera)
    await ask_afterwards(lev, anna, boris)
    await report(lev, anna, boris)
    later = await told(vera)
    assert later.startswith(silent[:-1]), "nothing to who left, but the answer to what she wrote"
    assert ROOM not in later
    for asked in ("webinar-how-was-it", "webinar-recording-ready"):
        assert not [one for one in await vera.chat() if one.shows(asked)]


async def remember(artel: Artel, anna: Visitor, boris: Visitor) -> None:
    await artel.control.set_clock(at(START) - DAY - MINUTE)
    assert not has(await told(anna), "webinar-reminder")
    await artel.control.set_clock(at(START) - DAY)
    await anna.finds(
        like("webinar-reminder", begun="no", title="Регистры данных"), button=anna.words("webinar-enter")
    )
    await artel.control.set_clock(at(START) - HOUR)
    await reminded(anna, 2)
    await artel.control.set_clock(at(START))
    await anna.finds(
        like("webinar-reminder", begun="yes", title="Регистры данных"), button=anna.words("webinar-here")
    )
    await boris.finds(
        like("webinar-reminder", begun="yes", title="Регистры данных"), button=boris.words("webinar-enter")
    )
    await artel.control.advance(MINUTE)
    await reminded(anna, 3)


async def attend(lev: Visitor, anna: Visitor, boris: Visitor, vera: Visitor) -> None:
    word = await code_word(lev)
    await vera.write(word)
    await boris.write(f"{word.upper()}!")
    await boris.finds(boris.words("webinar-attended", title="Регистры данных"))
    answer = await anna.tap("webinar-here")
    assert answer.text == anna.words("webinar-attended-short")
    assert not has(await told(vera), "webinar-attended")


async def ask_afterwards(lev: Visitor, anna: Visitor, boris: Visitor) -> None:
    await lev.artel.control.set_clock(at(START) + HOUR)
    await anna.finds("webinar-how-was-it", button="10")
    await lev.finds("webinar-missed", like("webinar-missed", recording="no"))
    await boris.finds("webinar-how-was-it", button="0")
    await anna.tap("10")
    await anna.finds(
        like("webinar-thanks", score=10, title="Регистры данных"), button=anna.words("webinar-certificate")
    )
    await anna.write("Очень <b>полезно")
    await anna.finds("webinar-thanks", button=anna.words("webinar-certificate"))
    await anna.tap("webinar-certificate")
    await anna.finds(anna.words("webinar-certificate-caption", title="Регистры данных"))
    await boris.tap("6")
    await boris.finds(like("webinar-thanks", score=6, title="Регистры данных"))


async def report(lev: Visitor, anna: Visitor, boris: Visitor) -> None:
    await lev.write("/webinars")
    await lev.tap("✎ 14 янв., 19:00 · Регистры данных")
    await lev.tap("webinar-recording")
    await lev.finds(like("webinar-ask", what="recording"))
    await lev.write("rutube.ru/video/1")
    for visitor in (anna, boris):
        await visitor.finds(
            like("webinar-recording-ready", title="Регистры данных"), button=visitor.words("webinar-watch")
        )
    assert "https://rutube.ru/video/1" in await told(anna)

    await lev.tap("webinar-report-button")
    results = await lev.finds(
        like("webinar-report", title="Регистры данных"),
        like("webinar-report", registered=3, waiting=0),
        like("webinar-report", attended=2, missed=1),
    )
    assert results.shows(like("webinar-report", nps=0, scored=2)), "one promoter, one detractor"
    assert "10 · Очень <b>полезно" in results.text
    assert "Анна" not in results.text
    await lev.tap("webinar-export")
    sheet = await lev.finds("webinar-sheet-caption")
    assert sheet.document is not None
    formulas, rows = cells(await lev.artel.download(sheet.document["file_id"]))
    assert formulas == 0
    by_name = {row[0]: row[4:] for row in rows[1:]}
    assert by_name["Анна"] == [words("webinar-sheet-came"), "10", "Очень <b>полезно"]
    assert by_name["Борис"][:2] == [words("webinar-sheet-came"), "6"]
    assert by_name["Лев"][0] == words("webinar-sheet-missed")
    assert len(by_name) == 3


async def code_word(leader: Visitor) -> str:
    """What the leader reads that shall be said in the webinar."""
    card = next(one for one in reversed(await leader.chat()) if one.shows("webinar-card"))
    found = re.search(
        like("webinar-card", word="CODE").pattern.replace("CODE", r"(\w+)"), card.text, re.DOTALL
    )
    assert found is not None
    return found[1]


async def reminded(visitor: Visitor, times: int) -> None:
    """Wait until they have been reminded so many times, and see that there are no more."""

    async def seen() -> bool:
        told = [one for one in await visitor.chat() if one.shows("webinar-reminder")]
        assert len(told) <= times
        return len(told) == times

    await visitor.artel.until(seen, f"{times} reminders")
    await visitor.artel.settled()
    assert await seen()


async def test_who_may_not_come_does_not_get_in(artel: Artel) -> None:
    lev, anna, gleb, sonya = present(artel, LEV, ANNA, GLEB, SONYA)
    stranger = await artel.visitor(first_name="Игорь")
    await publish(lev)
    await anna.tap("webinar-come")
    await registered(anna)
    (webinar,) = await artel.rows(select(webinars))
    for visitor in (gleb, sonya, stranger):
        await visitor.start()
        screen = await visitor.screen()
        for verb in ("look", "come", "leave", "here", "score", "certificate"):
            forged = f"webinar:{verb}:{webinar['id']}:10"
            await visitor.tap_in(screen, data=forged, forge=True)
        for verb in ("open", "publish", "edit", "cancel", "cancel-sure", "roll", "report", "export", "again"):
            forged = f"webplan:{verb}:{webinar['id']}::0:0"
            await visitor.tap_in(screen, data=forged, forge=True)
        await visitor.write("/webinars")
        await visitor.start(f"webinar-{webinar['id']}")
        await visitor.write(webinar["code_word"])
        seen = await told(visitor)
        assert ROOM not in seen
        assert "room.example" not in seen
        assert "Регистры" not in seen
    anna_left = {ANNA.id: Standing.REGISTERED}
    assert {who: how for who, how in (await standing(artel)).items() if how != Standing.INVITED} == anna_left
    (after,) = await artel.rows(select(webinars))
    assert dict(after) == dict(webinar)


async def test_a_stranger_comes_from_a_post_in_the_group(artel: Artel) -> None:
    kira, sonya = present(artel, KIRA, SONYA)
    igor = await artel.visitor(first_name="Игорь")
    about = {"username": CHAT, "members": [igor.id, SONYA.id], "bot_admin": True}
    group = await artel.control.chat("supergroup", "Участники", KIRA.id, **about)
    await publish(kira, "public")

    async def posted() -> list[int]:
        messages = await artel.control.messages(group["id"])
        come = kira.words("webinar-come")
        return [one["message_id"] for one in messages if one["from"]["id"] == BOT and come in str(one)]

    (post,) = await artel.until(posted, "the post")
    button = kira.words("webinar-come")

    # Somebody known is registered there and then; the rest comes in private.
    tapped = await artel.control.tap(SONYA.id, post, chat=group["id"], text=button, wait=15)
    assert tapped["answer"]["text"] == sonya.words("webinar-noted", note="registered", position=0)
    await registered(sonya)
    await calendars(sonya, 1)

    # Somebody unknown is led to the private chat, and comes with Start and the consent.
    tapped = await artel.control.tap(igor.id, post, chat=group["id"], text=button, wait=15)
    address = tapped["answer"]["url"]
    assert address.startswith("https://t.me/artel_bot?start=")
    assert "text" not in tapped["answer"] or not tapped["answer"]["text"]
    await igor.start(address.partition("start=")[2])
    await igor.tap("consent-agree")
    await registered(igor)
    assert igor.taps == 1
    await calendars(igor, 1)
    how = await standing(artel)
    assert (how[SONYA.id], how[igor.id]) == (Standing.REGISTERED, Standing.REGISTERED)
    (still,) = [one for one in await artel.control.messages(group["id"]) if one["message_id"] == post]
    assert ROOM not in str(await artel.control.messages(group["id"]))
    assert not has(str(still), like("webinar-standing", standing="registered")), "the post stays everybody's"


async def test_five_hundred_members_are_told(
    database_url: str, texts: FluentTexts, association: Association
) -> None:
    crowd = [Somebody(1000 + number, f"Имя {number}", GROUP) for number in range(500)]
    fast = {"bulk_per_second": 1000}
    async with association_at_work(database_url, texts, association, *crowd, telegram=fast) as artel:
        (lev,) = present(artel, LEV)
        await publish(lev)
        wanted = {LEV.id, ANNA.id, BORIS.id, VERA.id, JOHN.id, *(who.id for who in crowd)}

        async def everybody() -> bool:
            return len(await announced()) >= len(wanted)

        async def announced() -> list[int]:
            sent = [call for call in await artel.control.calls(method="sendMessage") if call["ok"]]
            come_button = "webinar:come:1:0"
            return [call["params"]["chat_id"] for call in sent if come_button in str(call["params"])]

        await artel.until(everybody, "everybody is told")
        await artel.settled()
        told_of = await announced()
        assert len(told_of) == 505
        assert {int(chat) for chat in told_of} == wanted
