"""What is due: found by reading alone, done once, and nothing of it in another's way."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from types import SimpleNamespace
from typing import Any

import pytest
from aiogram.types import User
from sqlalchemy import ClauseElement, bindparam, column, func, insert, select, table, update

from bot.alarm import Alarm
from bot.config import Config
from bot.dispatch import QuietBot
from bot.i18n import FluentTexts
from bot.scheduled import ScheduledTasks
from bot.wiring import Wiring
from domain.association import Association
from domain.due import LOOKS, Look
from domain.operations import DueFailed
from domain.time import HOUR
from storage.engine import Database, StorageUnavailable, Transaction
from storage.sqlite import STATEMENTS as SQLITE
from storage.sqlite import SqliteDatabase
from storage.tables.dues import invoices
from storage.tables.people import people
from storage.tables.publications import publications
from storage.tables.street import bots
from tests.conftest import StandingClock
from tests.storage.personal_data import fill

ADD = insert(bots).values(id=bindparam("id"), data=bindparam("data"))
ALL = select(bots.c.id).order_by(bots.c.id)


class Chores:
    """A use case whose methods are looked at; what it does is a row, what it tells is that it was done."""

    def __init__(self, transaction: Transaction) -> None:
        self._tx = transaction

    async def rows(self) -> list[int]:
        return [row["id"] for row in await self._tx.all(ALL)]

    async def add(self, number: int) -> DueFailed:
        await self._tx.run(ADD, id=number, data="")
        return DueFailed(0, str(number), ())

    async def three(self) -> Sequence[DueFailed]:
        """One at a time, until there are three."""
        rows = await self.rows()
        return [await self.add(len(rows) + 1)] if len(rows) < 3 else []

    async def nothing(self) -> Sequence[DueFailed]:
        await self.rows()
        return []

    async def failing(self) -> Sequence[DueFailed]:
        await self.add(100)
        raise ZeroDivisionError

    async def full(self) -> None:
        await self.rows()
        raise StorageUnavailable("SQLITE_FULL")

    async def after_three(self) -> Sequence[DueFailed]:
        """Due only by what another look does."""
        return [await self.add(4)] if await self.rows() == [1, 2, 3] else []

    async def silent(self) -> None:
        """Writes, and tells nothing."""
        await self.add(1000 + len(await self.rows()))

    async def walk(self, after: int) -> tuple[Sequence[DueFailed], int | None]:
        """Through five parts, of which the third has something to do."""
        rows = await self.rows()
        events = [await self.add(3)] if after == 3 and 3 not in rows else []
        return events, after + 1 if after < 5 else None

    async def batches(self, passed: int, many: int) -> tuple[Sequence[DueFailed], bool]:
        """Five rows; the second fails."""
        missing = [number for number in range(1, 6) if number not in await self.rows()][passed:][:many]
        events = []
        for number in missing:
            if number == 2:
                raise ZeroDivisionError
            events.append(await self.add(number))
        return events, len(missing) == many


class Tasks(ScheduledTasks):
    """The chores' clock; `told` is what was committed and told, `failures` how often something failed."""

    told: list[str]
    failures: int

    async def _say_all(self, _transaction: Transaction, events: Sequence[Any]) -> None:
        self.told += [event.error for event in events]

    async def _tell_failure(self, _place: str, _transaction: Transaction) -> None:
        self.failures += 1


class ChoresToo(Wiring):
    """The program's wiring, which makes chores as well."""

    def open(self, transaction: Transaction) -> Any:
        container = super().open(transaction)
        return SimpleNamespace(
            get=lambda kind: Chores(transaction) if kind is Chores else container.get(kind)
        )


class Counting:
    """The database; counts transactions and statements."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.counts: Counter[str] = Counter()
        self.statements: list[tuple[ClauseElement, dict[str, Any]]] = []

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        self.counts["written"] += 1
        async with self._database.transaction() as transaction:
            yield transaction

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Transaction]:
        self.counts["read"] += 1
        async with self._database.reading() as snapshot:
            every = snapshot.all

            async def counted(statement: ClauseElement, /, **values: Any) -> Sequence[Any]:
                self.counts["statements"] += 1
                self.statements.append((statement, values))
                return await every(statement, **values)

            snapshot.all = counted  # type: ignore[method-assign]  # `first` of a snapshot goes through it too
            yield snapshot


class World:
    """What tasks are made of."""

    def __init__(
        self,
        database: Database,
        clock: StandingClock,
        config: Config,
        association: Association,
        texts: FluentTexts,
    ) -> None:
        self.database = Counting(database)
        self.clock = clock
        self._rest = config, association, texts

    def tasks(self, *looks: Look, kind: type[ScheduledTasks] = Tasks) -> Any:
        config, association, texts = self._rest
        me = QuietBot(User(id=42, is_bot=True, first_name="Artel", username="artel_bot"))
        database: Any = self.database
        alarm = Alarm(None, texts)  # type: ignore[arg-type]  # it never rings here
        wiring = ChoresToo(config, association, texts, self.clock)
        made: Any = kind(database, self.clock, config, wiring, association, texts, me, alarm, looks or LOOKS)
        made.told, made.failures = [], 0
        return made

    async def rows(self) -> list[int]:
        async with self.database.reading() as snapshot:
            return await Chores(snapshot).rows()


@pytest.fixture
def world(
    database: Database, clock: StandingClock, config: Config, association: Association, texts: FluentTexts
) -> World:
    return World(database, clock, config, association, texts)


async def test_nothing_due_is_one_snapshot_and_no_write(world: World) -> None:
    tasks = world.tasks(Look(Chores.nothing), Look(Chores.walk, cursor=4))
    await tasks.tick()
    assert world.database.counts["written"] == 0
    assert world.database.counts["read"] == 1


async def test_what_is_due_is_done_in_parts_and_wakes_what_waits_for_it(world: World) -> None:
    tasks = world.tasks(Look(Chores.after_three), Look(Chores.three))
    await tasks.tick()
    assert tasks.told == ["1", "2", "3", "4"]
    assert await world.rows() == [1, 2, 3, 4]
    before = world.database.counts["written"]
    await tasks.tick()
    assert world.database.counts["written"] == before


async def test_what_fails_is_told_once_a_tick_and_stops_nothing_else(world: World) -> None:
    tasks = world.tasks(Look(Chores.failing), Look(Chores.three))
    for ticks in (1, 2):
        await tasks.tick()
        assert tasks.failures == ticks
        assert await world.rows() == [1, 2, 3]


async def test_what_writes_and_tells_nothing_is_done_once_a_tick(world: World) -> None:
    await world.tasks(Look(Chores.silent)).tick()
    assert await world.rows() == [1000]


async def test_an_audience_is_gone_through_by_reading_until_something_is_due(world: World) -> None:
    tasks = world.tasks(Look(Chores.walk, cursor=1))
    await tasks.tick()
    assert tasks.told == ["3"]
    assert world.database.counts["written"] == 3, "from the third part to the fifth"


async def test_of_a_batch_that_fails_all_but_the_failing_one_is_done(world: World) -> None:
    tasks = world.tasks(Look(Chores.batches, batch=3))
    await tasks.tick()
    assert sorted(tasks.told) == ["1", "3", "4", "5"]
    assert await world.rows() == [1, 3, 4, 5]
    assert tasks.failures == 2, "the batch, and the one"


async def test_what_is_due_each_hour_waits_for_the_next_unless_it_failed(world: World) -> None:
    """At the start, after an hour, after a clock that was set back, and again after a failure."""
    tasks = world.tasks(Look(Chores.silent, every=HOUR))
    begin = world.clock.now()
    for moment, times in ((0, 1), (HOUR - 1, 1), (HOUR, 2), (HOUR + 5, 2), (-HOUR, 3), (-HOUR + 1, 3)):
        world.clock.moment = begin + moment
        await tasks.tick()
        assert len(await world.rows()) == times
    failing = world.tasks(Look(Chores.failing, every=HOUR))
    for failures in (1, 2):
        await failing.tick()
        assert failing.failures == failures


async def test_a_storage_error_puts_everything_off(world: World) -> None:
    tasks = world.tasks(Look(Chores.full))
    with pytest.raises(StorageUnavailable):
        await tasks.tick()
    assert tasks.failures == 0


def test_each_look_is_declared_once_and_belongs_to_a_use_case() -> None:
    assert [name for name, times in Counter(look.name for look in LOOKS).items() if times > 1] == []
    for look in LOOKS:
        assert getattr(look.use_case, look.method.__name__) is look.method
        assert asyncio.iscoroutinefunction(look.method)


SCANNED = {
    "a_chat",
    "chat_partings",
}  # without an index: the chats, and those who lost one for the time being


async def test_a_tick_with_nothing_due_reads_once_and_writes_nothing(
    world: World, database: Database
) -> None:
    """Data stands in every table. What is due of it is done by the first tick."""
    async with database.transaction() as transaction:
        await fill(transaction)
        # What is generated of these is of no kind that there is, so it must not be due.
        await transaction.run(update(people).values(language="ru"))
        await transaction.run(update(invoices).values(next_at=None))
        await transaction.run(update(publications).values(gathering=0))
        if not database.one_writer:
            await transaction.all(
                select(func.setval(column("seqrelid"), 1000)).select_from(table("pg_sequence"))
            )
    tasks = world.tasks(kind=ScheduledTasks)
    world.clock.advance(HOUR)
    await tasks.tick()
    world.database.counts.clear()
    world.database.statements.clear()
    world.clock.advance(10_000_000)
    await tasks.tick()
    assert world.database.counts.keys() == {"read", "statements"}
    assert world.database.counts["read"] == 1
    assert world.database.counts["statements"] <= len(LOOKS)
    if isinstance(database, SqliteDatabase):
        assert scans(database, world.database.statements) == SCANNED


def scans(database: SqliteDatabase, statements: Sequence[tuple[ClauseElement, dict[str, Any]]]) -> set[str]:
    """The tables that these statements look through from end to end."""
    found = set()
    for statement, values in statements:
        compiled = SQLITE[statement]
        plan = database._connection.execute(f"EXPLAIN QUERY PLAN {compiled.sql}", compiled.constants | values)
        found |= {row["detail"].split()[1] for row in plan if row["detail"].startswith("SCAN")}
    return found
