"""Calendar files: two parsers that know nothing of each other read the same webinar out of them."""

from datetime import UTC, datetime, timedelta
from typing import Any, cast

import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from bot.documents.making import makers
from domain.answers import clean
from storage.engine import Transaction

START = 1_800_000_000_000_000
MINUTE = 60_000_000
ORDER: dict[str, Any] = {
    "uid": "webinar-7@artel",
    "sequence": 3,
    "method": "PUBLISH",
    "status": "CONFIRMED",
    "starts_at": START,
    "ends_at": START + 90 * MINUTE,
    "title": "Данные; регистры, пилоты",
    "text": "О данных.\n\nИ не только: C:\\новое",
    "speakers": "Мария Иванова, главный врач",
    "link": "https://zoom.us/j/1?pwd=a,b;c",
    "organiser": 'Ассоциация "Наука"; данные',
    "email": "info@example.ru",
    "alarm_minutes": 60,
    "stamp": START - 1_000_000,
    "file": "webinar-7.ics",
}
CANCELLED = {"method": "CANCEL", "status": "CANCELLED", "sequence": 5}
HOSTILE = (
    "Сбор\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:другой\rEND:VCALENDAR\u2028X-A:1\u0085\x0b\x00"
    " \"\\n\\;,:^n^' 🙂👨\u200d👩\u200d👧 \u202eназад\u202c \u200fעברית \u2066"
)


async def made(**changed: Any) -> bytes:
    order = {**ORDER, **changed}
    made = await makers()["calendar"].make(cast("Transaction", None), order)
    assert made.name == "webinar-7.ics"
    return made.data


def event_in(data: bytes) -> Any:
    """The one event, as the icalendar library reads it."""
    calendar = Calendar.from_ical(data)
    assert isinstance(calendar, Calendar)
    (event,) = calendar.events
    return event


async def test_a_webinar_as_two_parsers_read_it() -> None:
    data = await made()
    first, second = event_in(data), vobject.readOne(data.decode())
    description = "О данных.\n\nИ не только: C:\\новое\n\nМария Иванова, главный врач\n\n" + ORDER["link"]
    assert (first["uid"], int(first["sequence"])) == ("webinar-7@artel", 3)
    assert (str(first["summary"]), str(first["description"])) == (ORDER["title"], description)
    assert first.start == datetime(2027, 1, 15, 8, tzinfo=UTC)
    assert first.end == datetime(2027, 1, 15, 9, 30, tzinfo=UTC)
    assert first.DTSTAMP == first.LAST_MODIFIED == datetime(2027, 1, 15, 7, 59, 59, tzinfo=UTC)
    assert (first["url"], first["location"]) == (ORDER["link"], ORDER["link"])
    assert first["organizer"] == "mailto:info@example.ru"
    assert first["organizer"].params["CN"] == "Ассоциация 'Наука'; данные"
    (alarm,) = first.alarms.times
    assert alarm.trigger == datetime(2027, 1, 15, 7, tzinfo=UTC)

    event = second.vevent
    assert second.method.value == "PUBLISH"
    assert (event.uid.value, event.sequence.value, event.status.value) == (
        "webinar-7@artel",
        "3",
        "CONFIRMED",
    )
    assert (event.summary.value, event.description.value) == (ORDER["title"], description)
    assert (event.dtstart.value, event.dtend.value) == (first.start, first.end)
    assert event.valarm.action.value == "DISPLAY"
    assert event.valarm.trigger.value == timedelta(hours=-1)
    assert (event.url.value, event.location.value) == (ORDER["link"], ORDER["link"])


async def test_a_cancellation_has_the_same_uid_a_higher_sequence_and_no_alarm() -> None:
    before, data = event_in(await made()), await made(**CANCELLED)
    after, second = event_in(data), vobject.readOne(data.decode())
    assert after["uid"] == before["uid"] == second.vevent.uid.value
    assert int(after["sequence"]) == int(second.vevent.sequence.value) > int(before["sequence"])
    assert (second.method.value, after["status"]) == ("CANCEL", "CANCELLED")
    assert Calendar.from_ical(data)["method"] == "CANCEL"
    assert not after.alarms.times
    assert "valarm" not in second.vevent.contents


async def test_what_is_not_known_is_left_out() -> None:
    event = event_in(await made(link="", speakers="", email="", alarm_minutes=None))
    assert not {"url", "location", "organizer"} & set(event)
    assert event["description"] == ORDER["text"]
    assert not event.alarms.times
    assert event_in(await made(alarm_minutes=0)).alarms.times[0].trigger == event.start


@pytest.mark.parametrize("long", [1, 40])
async def test_hostile_words_come_out_as_text(long: int) -> None:
    words = (HOSTILE * long)[:4096]
    asked = dict.fromkeys(("title", "text", "speakers", "link", "organiser", "email"), words)
    data = await made(**asked)
    first, second = event_in(data), vobject.readOne(data.decode()).vevent
    line, lines = clean(words), clean(words, lines=True)
    assert str(first["summary"]) == second.summary.value == line
    assert str(first["description"]) == second.description.value == f"{lines}\n\n{line}\n\n{line}"
    assert str(first["location"]) == second.location.value == line
    assert "url" not in first
    assert "👨\u200d👩\u200d👧" in second.summary.value
    assert not set("\u202e\u202c\u200f\u2066\x00\r") & set(data.decode().replace("\r\n", ""))
    assert data.count(b"BEGIN:VEVENT\r\n") == data.count(b"BEGIN:VALARM\r\n") == 1
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))


@given(st.text(max_size=200), st.text(max_size=200))
@settings(max_examples=150, deadline=None)
async def test_any_words_come_out_as_text(title: str, link: str) -> None:
    data = await made(title=title, link=link)
    first, second = event_in(data), vobject.readOne(data.decode()).vevent
    assert str(first["summary"]) == second.summary.value == clean(title)
    assert str(first.get("location", "")) == clean(link)
    assert set(second.contents) <= {
        *("uid", "sequence", "status", "dtstamp", "last-modified", "dtstart", "dtend", "summary"),
        *("description", "location", "url", "organizer", "valarm"),
    }


async def test_the_same_order_makes_the_same_bytes() -> None:
    assert await made() == await made()
