# ruff: noqa: S608, ASYNC240 -- the numbers are the test's own, and its files are small
"""The database under load, full, and between two schemas."""

import asyncio
import contextlib
import signal
import socket
import sqlite3
import time
from collections import Counter
from pathlib import Path

import aiohttp
import pytest

from bot.webhook import SECRET_HEADER
from storage.sqlite import has_wal_reset_bug
from tests.faults.conftest import Trial
from tests.faults.harness import ADMINISTRATOR, Stage
from tests.words import has


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _told(stage: Stage) -> int:
    return sum(has(text, "operations-storage") for text in stage.texts(ADMINISTRATOR))


async def test_parallel_read_modify_writes(any_stage: Stage, trial: Trial) -> None:
    """Reliability row 19: 50 parallel read-modify-writes → 0 lost updates, no «locked» seen by a person."""
    stage = any_stage
    rounds = trial.of(10, 2)
    on_postgres = stage.books.path is None
    programs = [stage.start() for _ in range(2 if on_postgres else 1)]
    sent: list[int] = []
    for _ in range(rounds):
        people = await stage.people(50)
        sent += await stage.say(*[(person, "/count") for person in people])
        await stage.until_settled()
    shared = await stage.books.rows("SELECT data FROM conversations WHERE chat_id = 0")
    told = [text for text in stage.texts() if not text.startswith("counted ")]
    trial.report(
        f"19 ({stage.books.url.split(':')[0]})",
        writes=len(sent),
        counted=shared[0][0],
        other_texts=len(told),
        programs=len(programs),
    )
    assert shared == [(f'{{"count": {len(sent)}}}',)]
    assert Counter(await stage.books.updates("counted")) == Counter(sent)
    assert told == []
    assert "locked" not in stage.logs()
    assert all(program.running for program in programs)


async def test_a_disk_that_is_full_for_a_while(stage: Stage, trial: Trial) -> None:
    """Reliability row 21: disk full (`max_page_count`) → told, no half state, no update set aside for it; recovers."""
    program = stage.start(FAULTS_DISK="1")
    await stage.until(stage.polled)
    first = await stage.people(1)
    await stage.subscribe(first[0])
    await stage.until_settled()
    program.signal(signal.SIGUSR1)  # from now on the file may not grow
    people = await stage.people(trial.of(400, 150))
    sent = await stage.say(*[(person, "/count " + "x" * 500) for person in people])
    await stage.until(lambda: _told(stage), 60, "the word to the administrators")
    full = await stage.books.number("SELECT count(*) FROM inbox WHERE state = 2")
    program.signal(signal.SIGUSR2)
    await stage.until_settled(90)
    trial.report("21 (file)", updates=len(sent), told=_told(stage), aside=full)
    assert Counter(await stage.books.updates("counted")) == Counter(sent)
    assert await stage.books.number("SELECT count(*) FROM inbox WHERE state = 2 OR attempts > 0") == full == 0
    assert {int(text.split()[1]) for text in stage.texts() if text.startswith("counted")} == set(sent)
    assert _told(stage) == 1, "once in ten minutes is enough"
    assert await program.stop() == 0
    assert "Traceback" not in stage.logs()


async def _writes(stage: Stage) -> int:
    """The program's whole life once, without a fault: how many writes it makes."""
    program = stage.start(FAULTS_WRITES="999999:0")
    (person,) = await stage.people(1)
    await stage.subscribe(person)
    await stage.until_settled()
    assert await program.stop() == 0
    marks = [line for line in stage.logs().splitlines() if line.startswith("writes: ")]
    return int(marks[-1].split()[1])


async def test_a_disk_that_is_full_at_each_write(stage: Stage, trial: Trial, tmp_path: Path) -> None:
    """Reliability row 21.

    Disk full at each write, one run for each of them, schema included → told, no half state, no update set aside for
    it; recovers.
    """
    total = await _writes(stage)
    stage.deaths_expected = True
    for leftover in tmp_path.glob("artel.db*"):
        leftover.unlink()
    chosen = list(range(1, total + 1))
    if not trial.whole:
        # How many writes a run needs depends on what shares a commit: the last ones aren't made in every run.
        chosen = sorted(trial.random.sample(chosen[: total * 2 // 3], 5))
    told, refused, faultless = 0, 0, 0
    untold: list[int] = []
    for number in chosen:
        seen, before = len(stage.calls), _told(stage)
        (person,) = await stage.people(1)
        program = stage.start(FAULTS_WRITES=f"{number}:3")
        walking = asyncio.create_task(stage.subscribe(person))
        ending = asyncio.create_task(program.end(60))
        await asyncio.wait({walking, ending}, return_when=asyncio.FIRST_COMPLETED)
        refuses = ending.done()
        if refuses:
            # At the start there is nobody to tell: the process says why it ends, and is started again.
            assert ending.result() == 1
            assert "The database can't be used: " in program.said()
            refused += 1
            program = stage.start()
        await walking
        await stage.until_settled()
        ending.cancel()
        # The receiver names only the kind of the trouble.
        struck = "SQLITE_FULL" in program.said() or "StorageUnavailable" in program.said()
        faultless += not struck
        told += _told(stage) > before
        if struck and not refuses and _told(stage) == before:
            untold.append(number)
        kinds = await stage.books.rows(
            f"SELECT kind, count(*) FROM history WHERE person_id = {person} GROUP BY kind ORDER BY kind"
        )
        assert kinds == [("consent-given", 1), ("started", 1), ("subscribed", 1)], number
        assert await stage.books.number("SELECT count(*) FROM inbox WHERE state = 2") == 0, number
        screens = [row for row in stage.calls[seen:] if str(row["params"].get("chat_id")) == str(person)]
        assert len([row for row in screens if row["ok"]]) >= 4, number
        await asyncio.gather(ending, return_exceptions=True)
        if program.running:
            assert await program.stop() == 0
        for leftover in tmp_path.glob("artel.db*"):
            leftover.unlink()
        (tmp_path / "stderr").unlink()
    trial.report(
        "21 (each write)",
        writes=total,
        runs=len(chosen),
        refused_to_start=refused,
        told=told,
        without_fault=faultless,
    )
    assert untold == [], "a full disk that nobody was told of"
    assert faultless <= len(chosen) // 4


async def test_another_program_has_the_file_in_hand(stage: Stage, trial: Trial) -> None:
    """Reliability row 19: the sqlite3 shell holds a transaction open for 30 s → whoever comes is answered meanwhile."""
    secret, port = "a-secret-of-some-length", free_port()
    address = f"http://127.0.0.1:{port}/hook"
    program = stage.start(
        ARTEL_TELEGRAM__MODE="webhook",
        ARTEL_WEBHOOK__URL="https://artel.example/hook",
        ARTEL_WEBHOOK__PORT=str(port),
        ARTEL_WEBHOOK__SECRET=secret,
    )
    await stage.until_method("setWebhook", 0)
    (person,) = await stage.people(1)
    assert stage.books.path is not None
    seconds, slowest, refused = trial.of(30, 8), 0.0, 0
    async with aiohttp.ClientSession() as session:

        async def bring() -> int:
            headers = {SECRET_HEADER: secret}
            update = {"update_id": 7, **stage.message(person, "/count")}
            async with session.post(address, json=update, headers=headers) as response:
                return response.status

        with contextlib.closing(sqlite3.connect(stage.books.path, isolation_level=None)) as shell:
            shell.execute("BEGIN IMMEDIATE")
            ends_at = time.monotonic() + seconds
            bringing = [asyncio.create_task(bring()) for _ in range(10)]
            while time.monotonic() < ends_at:
                began = time.monotonic()
                async with session.post(address, json={}) as stranger:
                    assert stranger.status in {401, 403}
                slowest = max(slowest, time.monotonic() - began)
                await asyncio.sleep(0.05)
            statuses = await asyncio.gather(*bringing)
            refused = statuses.count(503)
        while await bring() != 200:  # noqa: ASYNC110 -- Telegram brings it again after a pause
            await asyncio.sleep(0.1)
    await stage.until_settled()
    trial.report("19 (locked file)", seconds=seconds, refused=refused, slowest_answer=round(slowest, 3))
    assert refused == 10
    assert slowest < 1, "the event loop stood still"
    assert await stage.books.updates("counted") == [7]
    assert await stage.books.number("SELECT count(*) FROM inbox WHERE state = 2 OR attempts > 0") == 0
    assert await program.stop() == 0
    assert "Traceback" not in stage.logs()


async def test_sqlite_with_the_wal_reset_bug_is_named(stage: Stage, trial: Trial) -> None:
    """Reliability row 25: SQLite within the WAL-reset range → said at start; outside it not."""
    program = stage.start()
    await stage.until(stage.polled)
    assert await program.stop() == 0
    within = has_wal_reset_bug(sqlite3.sqlite_version_info)
    trial.report("25", sqlite=sqlite3.sqlite_version, within_the_range=within)
    assert ("WAL-reset bug" in program.said()) == within
    assert sqlite3.sqlite_version in program.said()


@pytest.mark.parametrize(
    ("version", "within"),
    [
        ((3, 6, 23), False),
        ((3, 7, 0), True),
        ((3, 40, 1), True),
        ((3, 44, 5), True),
        ((3, 44, 6), False),
        ((3, 45, 0), True),
        ((3, 50, 6), True),
        ((3, 50, 7), False),
        ((3, 51, 2), True),
        ((3, 51, 3), False),
        ((3, 52, 0), False),
    ],
)
def test_the_wal_reset_range(version: tuple[int, int, int], *, within: bool) -> None:
    """Reliability row 25: the range itself, 3.7.0–3.51.2 without the fixed releases."""
    assert has_wal_reset_bug(version) == within
