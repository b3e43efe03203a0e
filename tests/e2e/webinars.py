"""How webinars go from end to end: who is there, what a leader plans, what comes to whom, and when."""

from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar
from sqlalchemy import insert, select

from bot.i18n import FluentTexts
from domain.association import Association
from domain.consent import Consent
from domain.groups.model import Group, Place, PlaceStatus
from domain.people import Person
from domain.roles import Role
from storage.consent import ConsentTable
from storage.contacts import ContactsTable
from storage.engine import Transaction, open_database
from storage.groups import GroupsTable
from storage.roles import GIVE
from storage.tables.members import members
from storage.tables.webinars import webinar_guests
from tests.e2e.harness import BOT, Artel, Screen, Visitor, running
from tests.e2e.joining import Reply, Tap, fill
from tests.words import like

NOW = "11.01.2027 12:00"  # by the association's clock, on a Monday; before the day from which leaders are reminded
START = "14.01.2027 19:00"
LATER = "15.01.2027 18:00"
GROUP, OTHER = "barriers", "metaprojects"
ROOM = "https://room.example/barriers"
MINUTE, HOUR, DAY = 60, 3600, 86_400  # seconds

QUESTIONS = tuple(
    f"webinar-{name}"
    for name in (
        "for",
        "title",
        "text",
        "speakers",
        "start",
        "length",
        "places",
        "link",
        "picture",
        "partner",
        "discount",
    )
)
WEBINAR: Mapping[str, Reply] = {
    "webinar-title": "Регистры данных",
    "webinar-text": "О регистрах и законе: что изменилось за год.",
    "webinar-speakers": "Мария Иванова, юрист",
    "webinar-start": START,
    "webinar-length": Tap("option-webinar-length-m60"),
    "webinar-places": Tap("forms-skip"),
    "webinar-link": "room.example/barriers",
    "webinar-picture": Tap("forms-skip"),
}


@dataclass(frozen=True)
class Somebody:
    """Who stands in the books before the program starts."""

    id: int
    name: str
    group: str = ""  # of which they are a member
    role: Role | None = None
    language: str = "ru"

    @property
    def username(self) -> str:
        return f"person{self.id}"


LEV = Somebody(201, "Лев", GROUP, Role.GROUP_LEADER)
KIRA = Somebody(202, "Кира", role=Role.MARKETING)
ANNA, BORIS, VERA = (
    Somebody(number, name, GROUP) for number, name in ((203, "Анна"), (204, "Борис"), (205, "Вера"))
)
GLEB = Somebody(206, "Глеб", OTHER)
SONYA = Somebody(207, "Соня")
JOHN = Somebody(208, "John", GROUP, language="en")
PEOPLE = (LEV, KIRA, ANNA, BORIS, VERA, GLEB, SONYA, JOHN)


def at(moment: str) -> float:
    """Unix time of a day and time by the association's clock."""
    return datetime.strptime(moment, "%d.%m.%Y %H:%M").replace(tzinfo=ZoneInfo("Europe/Moscow")).timestamp()


@asynccontextmanager
async def association_at_work(
    url: str,
    texts: FluentTexts,
    association: Association,
    *more: Somebody,
    refusals: Collection[tuple[str, str]] = (),
    **settings: Any,
) -> AsyncIterator[Artel]:
    """The program with members, a leader and a supporter in its books, on a Monday at noon.

    In the end Telegram must have refused nothing of what the program asked, but for `refusals`: method and reason.
    """
    people = (*PEOPLE, *more)
    async with people_at_work(url, texts, association, people, refusals=refusals, **settings) as artel:
        yield artel


@asynccontextmanager
async def people_at_work(
    url: str,
    texts: FluentTexts,
    association: Association,
    people: Collection[Somebody],
    *,
    refusals: Collection[tuple[str, str]] = (),
    **settings: Any,
) -> AsyncIterator[Artel]:
    """The same with just these people."""
    async with open_database(url) as database, database.transaction() as transaction:
        for number, group in enumerate(association.working_groups):
            await GroupsTable(transaction).add(Group(group.id, group.title, {}, "", number))
        for somebody in people:
            await _enter(transaction, somebody)
    async with running(url, texts, at=at(NOW), **settings) as artel:
        for who in people:
            about = {"username": who.username, "language_code": who.language}
            await artel.control.person(who.name, id=who.id, **about)
            artel.sandbox.world.dialog(
                BOT, who.id
            ).started = True  # long ago: nobody waits for so many greetings
        yield artel
        await artel.settled()
        refused = await artel.refused()
        assert set(refused) <= set(refusals), refused


async def _enter(transaction: Transaction, who: Somebody) -> None:
    known = Person(who.id, who.language, 1, name=who.name, username=who.username, consented=True)
    await ContactsTable(transaction).add(known)
    for purpose in ("personal-data", "mailings:events"):
        await ConsentTable(transaction).give(Consent(who.id, purpose, "1", "digest", 1))
    if who.group:
        member = {"id": who.id, "kind": "person", "person_id": who.id, "status": "active", "since": 1}
        await transaction.run(insert(members).values(**member, name=who.name))
        await GroupsTable(transaction).put(Place(who.group, who.id, who.id, PlaceStatus.CONFIRMED, 1))
    if who.role is not None:
        scope = who.group if who.role is Role.GROUP_LEADER else ""
        await transaction.run(GIVE, person_id=who.id, role=who.role.value, scope=scope, since=1)


def present(artel: Artel, *people: Somebody) -> list[Visitor]:
    """These at their Telegram; nothing is counted yet."""
    return [Visitor(artel, {"id": who.id, "first_name": who.name}, who.language) for who in people]


# The organiser


async def plan(leader: Visitor, kind: str = "group", /, **changed: Reply) -> Screen:
    """From /webinars to the draft. `changed` answers by other than the usual."""
    group = next(one for one in leader.artel.association.working_groups if one.id == GROUP)
    title = leader.artel.association.speak(group.title, leader.language)
    await leader.write("/webinars")
    await leader.tap(leader.words("webinar-plan-kind", kind=kind, group=title))
    own = {question.replace("_", "-"): answer for question, answer in changed.items()}
    answers = {**WEBINAR, **own}
    await fill(leader, "webinar", {name: answers[name] for name in QUESTIONS if name in answers})
    return await leader.finds(button=leader.words("webinar-publish"))


async def publish(leader: Visitor, kind: str = "group", /, **changed: Reply) -> None:
    """A webinar of which everybody whom it is for is being told."""
    await plan(leader, kind, **changed)
    await leader.tap("webinar-publish")
    await leader.finds(like("webinar-card", status="published"))


async def change(leader: Visitor, field: str, answer: str) -> None:
    """From the webinar's card by «Change» to the new answer."""
    await leader.tap("webinar-edit")
    await leader.tap(leader.words(f"question-webinar-{field}-short"))
    await leader.finds(leader.words(f"question-webinar-{field}"))
    await leader.write(answer)
    await leader.finds(button=leader.words("webinar-edit"))


# What came


async def registered(visitor: Visitor) -> Screen:
    """Wait until they read that they are registered."""
    return await visitor.finds(like("webinar-standing", visitor.language, standing="registered"))


async def told(visitor: Visitor) -> str:
    """All that the bot has said to them, with what its buttons lead to."""
    await visitor.artel.settled()
    return str([one for one in await visitor.artel.control.messages(visitor.id) if one["from"]["is_bot"]])


async def calendars(visitor: Visitor, many: int) -> list[Any]:
    """The calendar files they have got, oldest first, as the icalendar library reads them."""

    async def got() -> list[Screen]:
        files = [one for one in await visitor.chat() if one.document is not None]
        return files if len(files) >= many else []

    if many:
        await visitor.artel.until(got, f"{many} calendar files for {visitor.name}")
    await visitor.artel.settled()
    files = await got()
    assert len(files) == many
    return [
        Calendar.from_ical(await visitor.artel.download(one.document["file_id"]))
        for one in files
        if one.document is not None
    ]


async def standing(artel: Artel) -> dict[int, int]:
    """How everybody stands with the only webinar."""
    rows = await artel.rows(select(webinar_guests.c.person_id, webinar_guests.c.standing))
    return {row["person_id"]: row["standing"] for row in rows}


async def offered_until(artel: Artel, visitor: Visitor) -> float:
    """When the offer of a place to this person lapses, in Unix time."""
    kept = select(webinar_guests.c.offered_until).where(webinar_guests.c.person_id == visitor.id)
    (row,) = await artel.rows(kept)
    return float(row["offered_until"]) / 1_000_000
