"""Webinars under SIGKILL: the crowd at the button, and reminders while the clock jumps and the program stands still."""

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from domain.people import Person
from domain.time import DAY, HOUR, MINUTE, SECOND
from domain.webinars.entities import Audience, Guest, Standing, Webinar, WebinarKind, WebinarStatus
from storage.contacts import ContactsTable
from storage.engine import Transaction, open_database
from storage.migrate import migrate
from storage.webinars.guests import GuestsTable
from storage.webinars.plans import WebinarsTable
from tests.faults.conftest import Trial
from tests.faults.harness import Stage
from tests.faults.webinars import REMINDERS, Almanac, tap

ZONES = ("Europe/Moscow", "America/New_York", "Asia/Vladivostok")
WEBINAR = Webinar(
    id=0,
    kind=WebinarKind.PUBLIC,
    audience=Audience.SUPPORTERS,
    group_id="",
    title="Registers",
    text="Of data",
    speakers="",
    starts_at=0,
    minutes=60,
    places=0,
    link="https://room.example/1",
    picture="",
    discount="",
    status=WebinarStatus.PUBLISHED,
    organiser_id=1,
)


async def consenting(transaction: Transaction, person: int, zone: str | None = None) -> Person:
    kept = Person(person, "en", 0, name=f"N{person}", consented=True)
    await ContactsTable(transaction).add(kept)
    if zone is not None:
        kept = replace(kept, time_zone=zone)
        await ContactsTable(transaction).save(kept)
    return kept


async def standings(stage: Stage) -> list[tuple[int, int, int]]:
    """(person, standing, turn) of everybody, in the order of the line."""
    rows = await stage.books.rows("SELECT person_id, standing, turn FROM webinar_guests ORDER BY turn")
    return [(int(person), int(standing), int(turn)) for person, standing, turn in rows]


async def _everybody(stage: Stage, many: int) -> bool:
    return len(await standings(stage)) == many


async def test_a_crowd_presses_at_once_for_a_few_places(any_stage: Stage, trial: Trial) -> None:
    """1 000 people press for 100 places, SIGKILLs in between → just 100 registered, 900 in line as they came, none twice."""
    stage = any_stage
    stage.deaths_expected = True
    many, places, kills = trial.of(1_000, 120), trial.of(100, 12), trial.of(30, 6)
    people = await stage.people(many)
    await migrate(stage.books.url)
    async with open_database(stage.books.url) as database, database.transaction() as transaction:
        for person in people:
            await consenting(transaction, person)
        starts_at = int(stage.world.clock.now() + 90 * 86_400) * SECOND
        webinar = await WebinarsTable(transaction).add(replace(WEBINAR, places=places, starts_at=starts_at))
    trial.random.shuffle(people)
    come = f"webinar:come:{webinar.id}:0"
    presses = [tap(stage, person, 1, come) for person in people]
    presses += [tap(stage, person, 2, come) for person in trial.random.sample(people, many // 5)]
    await stage.control.inject_all(presses)
    amid = 0
    for _ in range(kills):
        moment = f"{trial.random.randint(1, many // kills // 2)}:{trial.random.uniform(0, 0.01):.4f}"
        await stage.start(ARTEL_CLOCK=stage.sandbox.url, FAULTS_DIE_AT=moment).end(60)
        amid += 0 < len(await standings(stage)) < many
    async with stage.clock_runs():
        stage.start(ARTEL_CLOCK=stage.sandbox.url)
        await stage.until(partial(_everybody, stage, many), 120, about="everybody has a place or a turn")
        await stage.until_settled(300)
    found = await standings(stage)
    registered = {person for person, standing, _ in found if standing == Standing.REGISTERED}
    line = [person for person, standing, _ in found if standing == Standing.WAITING]
    kinds = Counter(
        row[0] for row in await stage.books.rows("SELECT kind FROM history WHERE kind LIKE 'webinar-%'")
    )
    told = {
        int(row["params"]["chat_id"]) for row in stage.calls if row["method"] == "sendMessage" and row["ok"]
    }
    trial.report(
        f"the crowd ({stage.books.url.split(':')[0]})",
        pressed=len(presses),
        kills=kills,
        kills_amid=amid,
        registered=len(registered),
        in_line=len(line),
    )
    assert registered == set(people[:places])
    assert line == people[places:]
    assert [turn for *_, turn in found if turn] == list(range(1, many - places + 1))
    assert kinds == {"webinar-registered": places, "webinar-waiting": many - places}
    assert told >= set(people)
    assert await stage.books.number("SELECT count(*) FROM inbox WHERE state = 2") == 0
    assert amid >= kills // 3, "too few kills came while they were let in"


# Reminders


async def _arranged(stage: Stage, trial: Trial, ids: list[int], begin: int) -> Almanac:
    """Webinars of the month that begins then, and people of several zones registered for all of them."""
    await migrate(stage.books.url)
    async with open_database(stage.books.url) as database, database.transaction() as transaction:
        people = [
            await consenting(transaction, person, ZONES[place % len(ZONES)])
            for place, person in enumerate(ids)
        ]
        table, webinars = WebinarsTable(transaction), []
        guests_table = GuestsTable(transaction)
        for _ in range(trial.of(80, 24)):
            starts_at = begin + trial.random.randrange(30 * 24 * 4) * 15 * MINUTE
            webinars.append(await table.add(replace(WEBINAR, starts_at=starts_at)))
            for person in people:
                await guests_table.put(Guest(webinars[-1].id, person.id, Standing.REGISTERED))
    return Almanac(stage, webinars, people)


async def test_reminders_through_stops_and_jumps(any_stage: Stage, trial: Trial) -> None:
    """Reliability rows 26, 27.

    Stops of a minute, a day, 8 days, jumps both ways, summer time → once or dropped by the rule, none early.
    """
    stage = any_stage
    stage.deaths_expected = True
    rounds = trial.of(120, 12)
    # The clocks of New York go forward on the 14th of March, in the middle of it all.
    begin = round(datetime(2027, 3, 11, 12, tzinfo=UTC).timestamp()) * SECOND
    await stage.control.freeze()
    await stage.control.set_clock(begin / SECOND)
    ids = await stage.people(6)
    almanac = await _arranged(stage, trial, ids, begin)
    webinars, people = almanac.webinars, almanac.people
    program = stage.start(ARTEL_CLOCK=stage.sandbox.url)
    now, kills = begin, 0
    await almanac.look(now)
    stops, jumps = (MINUTE, DAY, 8 * DAY), (-DAY, -HOUR, HOUR, DAY)
    steps = [*stops, *jumps, *(trial.random.choice((*stops[:2], *jumps)) for _ in range(rounds))]
    trial.random.shuffle(steps)
    for step in steps:
        # Near to something that is due, on whichever side of it, as often as not.
        soon = [
            one.starts_at - before * MINUTE
            for one in webinars
            for before in REMINDERS
            if 0 < one.starts_at - before * MINUTE - now < DAY
        ]
        if soon and trial.random.random() < 0.7:
            now = min(soon) + trial.random.choice((-1, 0, 1)) * trial.random.choice((1, MINUTE))
            await almanac.look(now)
        if trial.random.random() < 0.4:
            webinar, person = trial.random.choice(webinars), trial.random.choice(people)
            if (webinar.id, person.id) not in almanac.left and now < webinar.ends_at:
                await almanac.leave(webinar, person)
        now += step
        stopped = step in stops
        if stopped:
            await program.kill()
            kills += 1
            await stage.control.set_clock(now / SECOND)
            program = stage.start(ARTEL_CLOCK=stage.sandbox.url)
        elif trial.random.random() < 0.5:
            # Killed at some instant of the very look.
            await stage.control.set_clock(now / SECOND)
            await asyncio.sleep(trial.random.uniform(0, 0.05))  # the instant is the fault itself
            await program.kill()
            kills += 1
            program = stage.start(ARTEL_CLOCK=stage.sandbox.url)
        await almanac.look(now)
    early, twice = almanac.wrong()
    to_the_left = almanac.to_the_left()
    found = dict(almanac.queued.values())
    trial.report(
        f"26, 27, webinars ({stage.books.url.split(':')[0]})",
        steps=len(steps),
        kills=kills,
        queued=len(found),
        dropped=len(webinars) * len(people) * len(REMINDERS) - len(found),
        waited_for_the_morning=almanac.waited,
        cancelled=len(almanac.left),
        early=early,
        twice=twice,
        after_cancelling=to_the_left,
    )
    assert (early, twice, to_the_left) == (0, 0, 0)
    assert found == almanac.expected
    assert len(found) > len(people)
    assert almanac.waited
