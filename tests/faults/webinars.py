# ruff: noqa: S608 -- the numbers are the test's own
"""Webinars under faults: taps on them, and the almanac of what must be reminded of."""

import contextlib
import sqlite3
from dataclasses import replace
from typing import Any

import asyncpg

from domain.people import Person
from domain.time import HOUR, MINUTE, SECOND, is_night
from domain.webinars.entities import Guest, Standing, Webinar, due_reminder
from tests.faults.harness import BOT, Stage

REMINDERS, QUIET = (1440, 60, 0), (22, 8)
MAY_WAIT = 180  # minutes: reminders for longer before the start wait for the morning


def tap(stage: Stage, person: int, number: int, data: str) -> dict[str, Any]:
    """The raw update of a tap in the private chat."""
    user = {"id": person, "is_bot": False, "first_name": f"Person{person}", "language_code": "en"}
    message = {
        "message_id": 1,
        "date": int(stage.world.clock.now()),
        "chat": {"id": person, "type": "private", "first_name": f"Person{person}"},
        "from": {"id": BOT, "is_bot": True, "first_name": "Artel"},
        "text": "A webinar",
    }
    return {
        "callback_query": {
            "id": f"press-{person}-{number}",
            "from": user,
            "chat_instance": "1",
            "data": data,
            "message": message,
        }
    }


class Almanac:
    """What must be reminded of by the rule, told from the moments at which the clock was looked at."""

    def __init__(self, stage: Stage, webinars: list[Webinar], people: list[Person]) -> None:
        self.stage = stage
        self.people = people
        self.webinars = webinars
        self.guests = {
            (webinar.id, person.id): Guest(webinar.id, person.id, Standing.REGISTERED)
            for webinar in webinars
            for person in people
        }
        self.expected: dict[str, int] = {}  # key -> the moment at which it is queued
        self.queued: dict[int, tuple[str, int]] = {}  # row of the outbox -> key and moment
        self.left: dict[tuple[int, int], int] = {}  # who cancelled, and the outbox's last row then
        self.waited = 0  # for the morning
        self._probes = 0

    def key(self, webinar: Webinar, minutes: int, person: int) -> str:
        return f"webinar:{webinar.id}:{webinar.starts_at}:reminder:{minutes}:{person}"

    def foresee(self, now: int) -> None:
        """What a look at this moment queues."""
        for webinar in self.webinars:
            for person in self.people:
                guest = self.guests[webinar.id, person.id]
                minutes = due_reminder(webinar, guest, now, REMINDERS)
                if minutes is None or (webinar.id, person.id) in self.left:
                    continue
                if minutes >= MAY_WAIT and is_night(now, person.time_zone or "", QUIET):
                    self.waited += 1
                    continue
                self.guests[webinar.id, person.id] = replace(guest, reminded=minutes)
                self.expected[self.key(webinar, minutes, person.id)] = now

    async def look(self, now: int) -> None:
        """Set the standing clock, and wait until the program has looked at everything by it."""
        self.foresee(now)
        await self.stage.control.set_clock(now / SECOND)
        # The last thing of a look is to see whose webinar is over: the second of two was found by a whole look.
        for _ in range(2):
            probe = await self._probe(now)
            await self.stage.control.set_clock(now / SECOND)
            noted = f"SELECT count(*) FROM webinars WHERE id = {probe} AND followed_up_at = {now}"

            async def seen(noted: str = noted) -> bool:
                return await self.stage.books.number(noted) == 1

            await self.stage.until(seen, about="a look at what is due")
        await self.gather()

    async def _probe(self, now: int) -> int:
        """A webinar that is over by this moment, and that nobody came to."""
        self._probes += 1
        number = 1_000_000 + self._probes
        columns = "kind, audience, group_id, status, organiser_id, minutes, places, title, speakers, link, picture, discount, text"
        values = "'public', 'supporters', '', 'published', 1, 60, 0, 'x', '', '', '', '', ''"
        sql = (
            f"INSERT INTO webinars (id, starts_at, ends_at, {columns}) "
            f"VALUES ({number}, {now - 61 * MINUTE}, {now - MINUTE}, {values})"
        )
        await write(self.stage, sql)
        return number

    async def gather(self) -> None:
        rows = await self.stage.books.rows(
            "SELECT id, key, created_at FROM outbox WHERE key LIKE 'webinar:%:reminder:%'"
        )
        self.queued |= {number: (key, created) for number, key, created in rows}

    async def leave(self, webinar: Webinar, person: Person) -> None:
        """Somebody cancels by a tap."""
        number = len(self.left) + 1
        await self.stage.control.inject_all(
            [tap(self.stage, person.id, number, f"webinar:leave:{webinar.id}:0")]
        )
        gone = f"SELECT count(*) FROM webinar_guests WHERE standing = {Standing.LEFT.value}"

        async def seen() -> bool:
            return await self.stage.books.number(gone) == number

        await self.stage.until(seen, about="the cancellation")
        self.left[webinar.id, person.id] = await self.stage.books.number("SELECT max(id) FROM outbox")

    def wrong(self) -> tuple[int, int]:
        """How many were queued early or after the end, and how many twice; without asking the program's rule."""
        early = 0
        for key, created in self.queued.values():
            _, _, starts_at, _, minutes, _ = key.split(":")
            early += not int(starts_at) - int(minutes) * MINUTE <= created < int(starts_at) + HOUR
        return early, len(self.queued) - len({key for key, _ in self.queued.values()})

    def to_the_left(self) -> int:
        """How many were queued for people after they had cancelled."""
        return sum(
            number > last
            for (webinar_id, person_id), last in self.left.items()
            for number, (key, _) in self.queued.items()
            if key.startswith(f"webinar:{webinar_id}:") and key.endswith(f":{person_id}")
        )


async def write(stage: Stage, sql: str) -> None:
    """Write into the books beside the program."""
    if stage.books.path is not None:
        with contextlib.closing(sqlite3.connect(stage.books.path, timeout=10)) as connection, connection:
            connection.execute(sql)
        return
    server: Any = await asyncpg.connect(stage.books.url.replace("+asyncpg", ""))
    try:
        await server.execute(sql)
    finally:
        await server.close()
