"""PostgreSQL that is cut off, restarted, silent or gone: nothing lost, nothing doubled, and somebody goes on."""

import asyncio
import signal
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator

import asyncpg
import pytest

from bot.send import IN_FLIGHT
from tests.faults.conftest import SERVER, Trial, stage_on
from tests.faults.harness import ADMINISTRATOR, Stage, sent_by
from tests.faults.line import Line
from tests.faults.processes import Program, Zygote
from tests.faults.server import OwnPostgres, own_postgres
from tests.words import has

pytestmark = pytest.mark.postgres

END_ALL = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = $1 AND pid <> pg_backend_pid()"


@pytest.fixture
async def line(postgres_stage: Stage) -> AsyncIterator[Line]:
    """The line to the stage's database."""
    async with Line(postgres_stage.books.url) as made:
        yield made


@pytest.fixture(scope="module")
def own_server() -> Iterator[OwnPostgres]:
    yield from own_postgres()


@pytest.fixture
async def own_stage(
    own_server: OwnPostgres, zygote: Zygote, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Stage]:
    """On a server that the test may stop."""
    async for made in stage_on(own_server.url, zygote, tmp_path_factory.mktemp("own")):
        yield made


async def _end_all(stage: Stage) -> int:
    """Let the server end every session of the stage's database, as an administrator would."""
    server = await asyncpg.connect(SERVER)
    try:
        return int(await server.fetchval(END_ALL, stage.books.url.rpartition("/")[2]))
    finally:
        await server.close()


async def _started(stage: Stage, count: int) -> None:
    """Wait until so many programs have started, and one of them polls."""
    await stage.until(lambda: stage.logs().count('"event": "started"') >= count, about="the start")
    await stage.until(stage.polled)


async def _opened(stage: Stage, line: Line, count: int) -> None:
    await stage.until(lambda: line.opened >= count, about="another connection")


async def _answered(stage: Stage, update: int, seconds: float) -> None:
    await stage.until(lambda: sent_by(stage, "counted")[update], seconds, f"the answer to update {update}")


async def _flow(stage: Stage, trial: Trial, people: list[int], each: int) -> list[int]:
    """Let each of these people write so often, and wait until the first answers are out."""
    seen = len(stage.texts())
    messages = [(person, "/count") for person in people for _ in range(each)]
    trial.random.shuffle(messages)
    sent = await stage.say(*messages)
    await stage.until(lambda: len(stage.texts()) > seen + 2, 60, "answers while the traffic flows")
    return sent


async def _assert_whole(
    stage: Stage, trial: Trial, row: str, sent: list[int], most_extra: int = 0, **figures: object
) -> None:
    """Nothing lost, nothing doubled, nothing counted as an update's failure; every program runs and stops in time."""
    await stage.until_settled(120)
    effects, replies = Counter(await stage.books.updates("counted")), sent_by(stage, "counted")
    lost = [update for update in sent if not effects[update]]
    unanswered = [update for update in sent if not replies[update]]
    twice = [update for update in sent if effects[update] > 1]
    extra = replies.total() - len(replies)
    failed = await stage.books.rows("SELECT seq, attempts, state FROM inbox WHERE attempts > 0 OR state = 2")
    ended = [program.pid for program in stage.programs if not program.running]
    trial.report(
        row,
        updates=len(sent),
        lost=len(lost),
        unanswered=len(unanswered),
        twice=len(twice),
        extra_messages=extra,
        counted_as_failed=len(failed),
        ended=len(ended),
        **figures,
    )
    assert ended == [], stage.logs()[-3000:]
    assert (lost, unanswered, twice, failed) == ([], [], [], [])
    assert extra <= most_extra
    shared = await stage.books.rows("SELECT data FROM conversations WHERE chat_id = 0")
    assert shared == [(f'{{"count": {len(sent)}}}',)]
    for program in stage.programs:
        assert await program.stop() == 0
    assert "Traceback" not in stage.logs()


@pytest.mark.parametrize("programs", [1, 3])
async def test_all_connections_cut_under_traffic(
    postgres_stage: Stage, line: Line, trial: Trial, programs: int
) -> None:
    """Reliability row 44: all connections cut × 50 under traffic → no process ends, lost 0, doubled 0, none counted."""
    stage = postgres_stage
    for _ in range(programs):
        stage.start(ARTEL_DATABASE__URL=line.url)
    await _started(stage, programs)
    people = await stage.people(12)
    sent: list[int] = []
    connections = 0
    cuts = trial.of(50, 4)
    for number in range(cuts):
        sent += await _flow(stage, trial, people, 3)
        await asyncio.sleep(trial.random.uniform(0, 0.1))  # the instant is the fault itself
        # By turns: the server ends the sessions, or the line resets the connections.
        connections += await _end_all(stage) if number % 2 else line.cut()
    await _assert_whole(
        stage, trial, f"44 ({programs} programs)", sent, cuts=cuts, connections_lost=connections
    )


async def test_the_server_restarts_under_traffic(
    own_stage: Stage, own_server: OwnPostgres, trial: Trial
) -> None:
    """Reliability row 44: the server restarted × 5, by turns orderly and by a crash."""
    stage = own_stage
    for _ in range(2):
        stage.start()
    await _started(stage, 2)
    people = await stage.people(12)
    sent: list[int] = []
    restarts = trial.of(5, 2)
    for number in range(restarts):
        sent += await _flow(stage, trial, people, 3)
        await asyncio.sleep(trial.random.uniform(0, 0.1))
        await asyncio.to_thread(own_server.stop, signal.SIGQUIT if number % 2 else signal.SIGINT)
        (late,) = await stage.say((people[0], "/count"))  # comes while nobody can keep it
        await asyncio.sleep(trial.random.uniform(0, 2))
        await asyncio.to_thread(own_server.start)
        await _answered(stage, late, 60)
        sent.append(late)
    await _assert_whole(stage, trial, "44 (restarts)", sent, restarts=restarts)


async def test_connections_cut_while_the_program_starts(
    postgres_stage: Stage, line: Line, trial: Trial
) -> None:
    """Reliability row 44: whoever could open the database goes on; before that it says why it ends."""
    stage = postgres_stage
    seen = len(stage.calls)
    await stage.start().stop()  # the schema is there
    stage.deaths_expected = True
    refused: list[int] = []
    starts = trial.of(50, 5)
    for number in range(starts):
        # The schema is read on two connections, the third opens the database, the fourth is the keeper's.
        reached = line.opened + 1 + number % 5
        started = stage.logs().count('"event": "started"')
        program = stage.start(ARTEL_DATABASE__URL=line.url)
        await _opened(stage, line, reached)
        await asyncio.sleep(trial.random.uniform(0, 0.02))  # the instant is the fault itself
        line.cut()
        running = asyncio.create_task(_started(stage, started + 1))
        ending = asyncio.create_task(program.end(120))
        await asyncio.wait([running, ending], return_when=asyncio.FIRST_COMPLETED)
        if ending.done():
            refused.append(1 + number % 5)
            assert await ending == 1
            assert "The database can't be used: " in program.said().splitlines()[-1]
        else:
            program.signal(signal.SIGTERM)
            assert await ending == 0
        running.cancel()
        await asyncio.gather(running, ending, return_exceptions=True)
    trial.report("44 (start)", starts=starts, refused_at=Counter(refused), calls=len(stage.calls) - seen)
    assert max(refused, default=0) < 4, "the database was open"
    assert "Traceback" not in stage.logs()


async def test_a_line_that_falls_silent(postgres_stage: Stage, line: Line, trial: Trial) -> None:
    """Reliability row 45: half-open connections (new ones work) → answers go on ≤ 30 s, exit ≤ 10 s."""
    stage = postgres_stage
    program = stage.start(ARTEL_DATABASE__URL=line.url)
    await _started(stage, 1)
    people = await stage.people(12)
    sent: list[int] = []
    longest = 0.0
    for _ in range(trial.of(5, 1)):
        sent += await _flow(stage, trial, people, 3)
        assert line.silence()
        began = time.monotonic()
        (late,) = await stage.say((people[0], "/count"))
        sent.append(late)
        await _answered(stage, late, 30)
        longest = max(longest, time.monotonic() - began)
    await stage.until_settled(60)
    line.silence()
    began = time.monotonic()
    assert await program.stop(10) == 0
    exit_after = time.monotonic() - began
    again = stage.start()
    await _started(stage, 2)
    stage.programs = [again]
    await _assert_whole(
        stage,
        trial,
        "45 (half-open)",
        sent,
        answered_after_seconds=round(longest, 1),
        exit_after_seconds=round(exit_after, 1),
    )


async def test_an_exit_while_the_line_is_silent(postgres_stage: Stage, trial: Trial) -> None:
    """Reliability row 45: under traffic, and with Telegram slow: exit ≤ 10 s, whether new connections work or not."""
    stage = postgres_stage
    slowest = 0.0
    people = await stage.people(12)
    for gone in (False, True):
        async with Line(stage.books.url) as line:
            program = stage.start(ARTEL_DATABASE__URL=line.url)
            await stage.until(stage.polled)
            await stage.control.faults({"kind": "delay", "methods": ["sendMessage"], "seconds": 30})
            await stage.say(*[(person, "/count") for person in people])

            async def in_flight() -> bool:
                return await stage.books.number("SELECT count(*) FROM outbox WHERE state = 1") >= 5

            await stage.until(in_flight, about="calls in flight")
            if gone:
                line.vanish()
            else:
                line.silence()
            began = time.monotonic()
            assert await program.stop(15) == 0
            slowest = max(slowest, time.monotonic() - began)
            await stage.control.faults()
    trial.report("45 (exit)", slowest_exit_seconds=round(slowest, 1))
    assert slowest <= 10


async def test_the_leaders_host_is_gone_without_a_word(postgres_stage: Stage, trial: Trial) -> None:
    """Reliability row 45: the leader's host gone without FIN → takeover ≤ 30 s; nothing is done by two at once.

    The old leader lives on and reaches Telegram, so only its own clock can end what it does.
    """
    stage = postgres_stage
    takeovers: list[float] = []
    sent: list[int] = []
    people = await stage.people(12)
    for _ in range(trial.of(3, 1)):
        async with Line(stage.books.url) as first_line, Line(stage.books.url) as second_line:
            started = len(stage.programs)
            leader = stage.start(ARTEL_DATABASE__URL=first_line.url)
            await _started(stage, started + 1)
            sent += await _flow(stage, trial, people, 1)
            stage.start(ARTEL_DATABASE__URL=second_line.url)
            await _started(stage, started + 2)
            sent += await _flow(stage, trial, people, 3)
            first_line.vanish()
            began = time.monotonic()
            (late,) = await stage.say((people[0], "/count"))
            sent.append(late)
            await _answered(stage, late, 30)
            takeovers.append(time.monotonic() - began)
            await stage.until_settled(60)
            assert await leader.stop(10) == 0
            await _stop_all(stage.programs)
    conflicts = sum(row["status"] == 409 for row in stage.calls)
    stage.start()
    await _started(stage, len(stage.programs))
    stage.programs = stage.programs[-1:]
    await _assert_whole(
        stage,
        trial,
        "45 (leader gone)",
        sent,
        most_extra=len(takeovers) * IN_FLIGHT,  # it could not note what it had sent, so nobody knows of it
        takeover_seconds=round(max(takeovers), 1),
        polled_by_two=conflicts,
    )
    assert conflicts == 0, "two polled at once"
    assert not [text for text in stage.texts(ADMINISTRATOR) if has(text, "operations-alert")]


async def _stop_all(programs: list[Program]) -> None:
    for program in programs:
        if program.running:
            assert await program.stop() == 0
