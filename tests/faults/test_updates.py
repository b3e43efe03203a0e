"""Updates as they should not be: spoilt, repeated, out of order."""

import asyncio
from collections import Counter
from collections.abc import Collection, Mapping
from pathlib import Path

from storage.tables.street import Inbox
from tests.faults.conftest import Trial
from tests.faults.fuzz import Fuzz
from tests.faults.harness import BOT, Stage
from tests.faults.reaching import reached


async def test_spoilt_updates(any_stage: Stage, trial: Trial, tmp_path: Path) -> None:
    """Reliability row 4.

    10 000 fuzzed raw updates → no crash, no stall; at least half reach a handler, a probe `/start` every 100 is
    answered; counts by fate printed.
    """
    stage = any_stage
    total = trial.of(10_000, 600 if stage.books.path else 300)
    fuzz = Fuzz(trial.seed, list(range(10_000_000, 10_000_000 + total)))
    program = stage.start(FAULTS_REACHED=str(tmp_path / "reached"))
    await stage.until(stage.polled)
    queue = stage.world.updates[BOT]
    injected: set[int] = set()
    answered = 0
    for _ in range(total // 100):
        injected |= {queue.inject(fuzz.next()) for _ in range(100)}
        (probe,) = await stage.people(1)
        await stage.control.start(probe)
        await stage.until_told(probe)
        answered += 1
        await asyncio.sleep(0)

    async def handled() -> bool:
        return not queue.pending and not await stage.books.number(
            "SELECT count(*) FROM inbox WHERE state = 0"
        )

    await stage.until(handled, 60, "an empty inbox")
    kept = dict(await stage.books.rows("SELECT update_id, state FROM inbox WHERE update_id IS NOT NULL"))
    wanted = reached(tmp_path / "reached")
    fates = Counter(fate_of(update, kept, wanted) for update in injected)
    errors = Counter(
        row[0].split(" ")[0] if row[0].startswith("ValidationError") else row[0]
        for row in await stage.books.rows("SELECT error FROM inbox WHERE state = 2")
    )
    trial.report(
        f"4 ({stage.books.url.split(':')[0]})",
        updates=total,
        **fates,
        probes_answered=answered,
        why_aside=dict(errors),
    )
    assert program.running
    assert "Traceback" not in program.said()
    assert len(injected) == total
    assert fates["reached_a_handler"] >= total / 2
    assert answered == total // 100
    assert fates["set_aside"] > 0, "nothing was spoilt enough"
    assert await program.stop() == 0


def fate_of(update: int, kept: Mapping[int, int], wanted: Collection[int]) -> str:
    """Return what became of an update: `kept` are the inbox's by their states."""
    if update not in kept:
        return "dropped_by_receive"
    if kept[update] == Inbox.ASIDE:
        return "set_aside"
    return "reached_a_handler" if update in wanted else "no_handler_wanted_it"


async def test_repeated_and_shuffled_updates(any_stage: Stage, trial: Trial) -> None:
    """Reliability row 5: the same update ten times, twenty shuffled → one effect each."""
    stage = any_stage
    rounds = trial.of(20, 2)
    stage.start()
    await stage.until(stage.polled)
    queue = stage.world.updates[BOT]
    expected: list[int] = []
    for _ in range(rounds):
        people = await stage.people(21)
        first = queue.status()["last_id"] + 1
        ids = list(range(first, first + 20))
        shuffled = trial.random.sample(ids, 20)
        for person, update_id in zip(people, shuffled, strict=False):
            queue.inject(stage.message(person, "/count"), update_id)
        same = stage.message(people[20], "/count")
        for _ in range(10):
            queue.inject(same, first + 20)
            if trial.random.random() < 0.3:
                # Let some repetitions come after the first has had its effect.
                await stage.until(lambda: not queue.pending)
        expected += [*ids, first + 20]
        await stage.until_settled()
    effects = Counter(await stage.books.updates("counted"))
    trial.report(
        f"5 ({stage.books.url.split(':')[0]})",
        updates=len(expected),
        effects=effects.total(),
        replies=len([text for text in stage.texts() if text.startswith("counted")]),
    )
    assert effects == Counter(expected)
    assert sorted(stage.texts()) == sorted(f"counted {update}" for update in expected)
