"""Two programs on one database."""

import time
from collections import Counter

from tests.faults.conftest import Trial
from tests.faults.harness import ADMINISTRATOR, Stage
from tests.faults.processes import Program
from tests.words import has


async def test_a_second_instance_on_the_same_file_refuses(stage: Stage, trial: Trial) -> None:
    """Reliability row 28: two instances → the second refuses ≤ 5 s (SQLite); nothing doubled."""
    first = stage.start()
    people = await stage.people(5)
    counting = await stage.say(*[(person, "/count") for person in people])
    await stage.until(lambda: stage.texts(people[0]))
    took = []
    for _ in range(trial.of(10, 3)):
        began = time.monotonic()
        second = stage.start()
        assert await second.end(5) == 1
        took.append(time.monotonic() - began)
    await stage.until_settled()
    trial.report("28 (sqlite)", instances=1 + len(took), refused_after_seconds=round(max(took), 2))
    refusal = first.said().strip().splitlines()[-1]
    assert "is in use by another process" in first.said()
    assert f"pid {first.pid}" in first.said()
    assert "Traceback" not in first.said(), refusal
    assert sorted(await stage.books.updates("counted")) == counting
    assert first.running
    assert await first.stop() == 0
    seen = len(stage.calls)
    third = stage.start()
    await stage.until_method("getUpdates", seen)
    assert await third.stop() == 0, "the lock outlived the program"


async def test_instances_share_a_database(postgres_stage: Stage, trial: Trial) -> None:
    """Reliability row 28: two and three instances share the work (PostgreSQL; takeover ≤ 30 s); nothing doubled."""
    stage = postgres_stage
    updates = trial.of(1_500, 240)
    programs = [stage.start() for _ in range(3)]  # at once, on an empty database
    people = await stage.people(updates // 3)
    messages = [(person, "/count") for person in people for _ in range(3)]
    trial.random.shuffle(messages)
    half = len(messages) // 2
    counting = await stage.say(*messages[:half])
    await stage.until_settled(120)
    assert all(program.running for program in programs), programs[0].said()[-3000:]

    # Whoever leads dies in the middle of the rest.
    leaders = await _leaders(stage, programs)
    victim = leaders["poller"]
    seen = len(stage.calls)
    counting += await stage.say(*messages[half:])
    await stage.until(lambda: len(stage.calls) > seen + 5)
    await programs[victim].kill()
    died = time.monotonic()
    (late,) = await stage.people(1)
    counting += await stage.say((late, "/count"))
    await stage.until(lambda: stage.texts(late), 30, "a takeover within 30 s")
    takeover = time.monotonic() - died
    await stage.until_settled(120)

    effects = Counter(await stage.books.updates("counted"))
    replies = Counter(int(text.split()[1]) for text in stage.texts() if text.startswith("counted"))
    lost = [update for update in counting if effects[update] == 0]
    twice = [update for update in counting if effects[update] > 1]
    shared = await stage.books.rows("SELECT data FROM conversations WHERE chat_id = 0")
    conflicts = sum(row["status"] == 409 for row in stage.calls)
    trial.report(
        "28 (postgresql)",
        instances=3,
        updates=len(counting),
        lost=len(lost),
        twice=len(twice),
        extra_messages=sum(replies.values()) - len(replies),
        takeover_seconds=round(takeover, 1),
        conflicts=conflicts,
        handled_by_each=sorted((await stage.books.workers()).values()),
    )
    assert (lost, twice) == ([], [])
    assert shared == [(f'{{"count": {len(counting)}}}',)]
    assert set(replies) == set(counting)
    assert sum(replies.values()) - len(replies) <= 40, "more than one sender had in flight"
    assert conflicts == 0, "two polled at once"
    assert not [text for text in stage.texts(ADMINISTRATOR) if has(text, "operations-storage")]
    assert await stage.books.number("SELECT count(*) FROM inbox WHERE state = 2") == 0
    for number, program in enumerate(programs):
        if number != victim:
            assert await program.stop() == 0
    assert "Traceback" not in stage.logs()


async def _leaders(stage: Stage, programs: list[Program]) -> dict[str, int]:
    """Which of the programs has which role: its lease names the process."""
    pids = [program.pid for program in programs]
    rows = await stage.books.rows("SELECT role, holder FROM leases")
    return {str(role): pids.index(int(holder.split()[1])) for role, holder in rows}
