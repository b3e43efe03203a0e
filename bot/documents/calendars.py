"""Making a webinar's calendar file (RFC 5545, 5546); runs in the maker's child process."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

from bot.documents.making import makes
from domain.answers import Wrong, clean
from domain.forms.links import read_link
from domain.webinars.events import FileNotMade
from storage.engine import Transaction
from storage.jobs import Made

PRODUCT = "-//Artel//Artel//EN"


@makes("calendar", failed=lambda person, _job: FileNotMade(person))
async def make_calendar(_reader: Transaction, data: Mapping[str, Any]) -> Made:
    """A webinar as it was when the file was ordered, for any calendar; a cancellation takes it out of there again.

    What people typed stays text: it begins no line of its own and ends no property.
    """
    from icalendar import Alarm, Calendar, Event, vCalAddress  # noqa: PLC0415 -- only this job needs it

    title, text, speakers, link = (
        clean(data[part], lines=part == "text") for part in ("title", "text", "speakers", "link")
    )
    stamp, address = _utc(data["stamp"]), _address(link)
    event = Event()
    for name, value in (
        ("uid", data["uid"]),
        ("sequence", data["sequence"]),
        ("status", data["status"]),
        ("dtstamp", stamp),
        ("last-modified", stamp),
        ("dtstart", _utc(data["starts_at"])),
        ("dtend", _utc(data["ends_at"])),
        ("summary", title),
        ("description", "\n\n".join(part for part in (text, speakers, link) if part)),
    ):
        event.add(name, value)
    if link:
        event.add("location", link)
    if address:
        event.add("url", address)
    if data["email"]:
        organiser = vCalAddress(f"mailto:{quote(clean(data['email']), '@+')}")
        organiser.params["CN"] = clean(data["organiser"]).replace('"', "'")  # which a parameter can't hold
        event.add("organizer", organiser)
    if data["method"] != "CANCEL" and data["alarm_minutes"] is not None:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", title)
        alarm.add("trigger", timedelta(minutes=-data["alarm_minutes"]))
        event.add_component(alarm)
    calendar = Calendar()
    for name, fixed in (("prodid", PRODUCT), ("version", "2.0"), ("method", data["method"])):
        calendar.add(name, fixed)
    calendar.add_component(event)
    return Made(data["file"], calendar.to_ical())


def _utc(at: int) -> datetime:
    return datetime.fromtimestamp(at // 1_000_000, UTC)


def _address(link: str) -> str:
    """The link, if it is one: a URL is written without escapes, so there must be nothing to escape in it."""
    try:
        return read_link(link)
    except Wrong:
        return ""
