"""Rounds of introductions under SIGKILL and through stops: each is held once or not at all, and whole."""

import asyncio
from collections import Counter

from bot.config import load
from domain.consent import Consent
from domain.introductions.entities import Participant
from domain.introductions.schedule import next_round
from domain.people import Person
from domain.time import DAY
from storage.consent import ConsentTable
from storage.contacts import ContactsTable
from storage.engine import open_database
from storage.introductions import IntroductionsTable
from storage.migrate import migrate
from tests.faults.conftest import Trial
from tests.faults.harness import Stage

SECOND = 1_000_000
LATE = (0, 2 * DAY, 8 * DAY)  # how long after its moment the program is there again; the last is too late


async def take_part(stage: Stage, people: list[int]) -> None:
    """These want to be introduced."""
    await migrate(stage.books.url)
    async with open_database(stage.books.url) as database, database.transaction() as transaction:
        for number in people:
            person = Person(number, "en", 0, name=f"N{number}", username=f"name{number}", consented=True)
            await ContactsTable(transaction).add(person)
            await ConsentTable(transaction).give(Consent(number, "introductions", "1", "digest", 1))
            await IntroductionsTable(transaction).put(Participant(number))


async def test_rounds_through_kills_and_stops(stage: Stage, trial: Trial) -> None:
    """Killed in the very round, absent for days → one round each, everybody in it once, never two people twice."""
    terms = load(needs_token=False).introduction_terms
    stage.deaths_expected = True
    people = await stage.people(trial.of(31, 11))
    await stage.control.freeze()
    await take_part(stage, people)
    now, held, kills = int(stage.world.clock.now()) * SECOND, 0, 0
    keys: set[str] = set()  # of what was ever said: the books forget it in time
    for number in range(trial.of(24, 3)):
        planned = now = next_round(now, terms)
        late = LATE[number % len(LATE)] if number else 0
        if late:
            now += late
        await stage.control.set_clock(now / SECOND)
        for _ in range(3 if not late else 1):
            program = stage.start(ARTEL_CLOCK=stage.sandbox.url)
            await asyncio.sleep(trial.random.uniform(0.02, 0.4))  # the instant is the fault itself
            await program.kill()
            kills += 1
        program = stage.start(ARTEL_CLOCK=stage.sandbox.url)
        held += late < 7 * DAY
        found = f"SELECT count(*) FROM introduction_rounds WHERE planned_at = {planned}"  # noqa: S608

        async def seen(found: str = found, wanted: bool = late < 7 * DAY) -> bool:
            return await stage.books.number(found) == wanted

        await stage.until(seen, about="the round")
        await stage.until_settled()  # what is said of a round goes stale when its question comes
        now += 5 * DAY  # and so the question after it
        await stage.control.set_clock(now / SECOND)
        unasked = "SELECT count(*) FROM introductions WHERE asked_at IS NULL"

        async def all_asked(unasked: str = unasked) -> bool:
            return await stage.books.number(unasked) == 0

        await stage.until(all_asked, about="the question")
        await stage.until_settled()
        keys |= {
            row[0] for row in await stage.books.rows("SELECT key FROM outbox WHERE key LIKE 'introduction%'")
        }
        await program.kill()
        kills += 1
    rows = await stage.books.rows("SELECT round, id, first_id, second_id FROM introductions ORDER BY id")
    kinds = Counter(":".join(key.split(":")[2:-1]) for key in keys)
    trial.report(
        "introductions",
        rounds=held,
        kills=kills,
        pairs=len(rows),
        left_out=kinds["left"],
        questions=kinds["asked"],
    )
    assert await stage.books.number("SELECT count(*) FROM introduction_rounds") == held
    assert len(rows) == held * (len(people) // 2)
    assert len({(first, second) for *_, first, second in rows}) == len(rows), "two were introduced twice"
    times = Counter((planned, who) for planned, _, *both in rows for who in both)
    assert set(times.values()) == {1}
    wanted = {f"introduction:{one}:{who}" for _, one, *both in rows for who in both}
    assert wanted <= keys
    assert kinds == {"": 2 * len(rows), "asked": 2 * len(rows), "left": held}
    assert await stage.books.number("SELECT count(*) FROM outbox WHERE state <> 2") == 0
