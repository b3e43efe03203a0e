# ruff: noqa: S608 -- the numbers are the test's own, and its files are small
"""The clock jumps."""

from collections import Counter

from tests.faults.conftest import Trial
from tests.faults.harness import BOT, Stage

HOUR, DAY = 3600, 86_400
KNOWN = 47 * HOUR  # an id is kept for 48 hours, Telegram brings an update for 24


async def test_jumps_of_the_clock(stage: Stage, trial: Trial) -> None:
    """Reliability row 26.

    Clock ± 1 h, ± 1 day, backwards → nothing that is due comes early or twice, nothing stalls, pauses end.
    """
    jumps = trial.of(60, 4)
    base = stage.world.clock.now()
    guest, supporter, paused = await stage.people(3)
    program = stage.start(ARTEL_CLOCK=stage.sandbox.url)
    await stage.control.start(guest)
    await stage.subscribe(supporter)
    await stage.until_settled()
    sent: list[int] = []
    moments: dict[int, int] = {}  # update -> when it came, in seconds on the clock that jumps
    repeated: list[int] = []
    offset = highest = 0
    for _ in range(jumps):
        # In a pause, and with a message that waits for another try, the clock jumps.
        await stage.control.faults(
            {"kind": "429", "chats": [paused], "retry_after": 30, "count": 1},
        )
        seen = len(stage.calls)
        (update,) = await stage.say((paused, "/count"))
        sent.append(update)
        moments[update] = offset
        await stage.until_status(429, seen)
        offset = trial.random.choice([step for step in (-DAY, -HOUR, 0, HOUR, DAY) if step != offset])
        await stage.control.set_clock(base + offset)
        (probe,) = await stage.people(1)
        (quick,) = await stage.say((probe, "/count"))
        sent.append(quick)
        moments[quick] = offset
        await stage.until_told(probe, seconds=15)
        # Telegram brings an old update again, as it does for a day: its id is still known, whatever the clock says.
        highest = max(highest, offset)
        again = trial.random.choice([one for one in sent if moments[one] >= highest - KNOWN])
        stage.world.updates[BOT].inject(stage.message(probe, "/count"), again)
        repeated.append(again)
        # Half a minute on that clock, and the pause is over.
        offset += 31
        highest = max(highest, offset)
        await stage.control.set_clock(base + offset)
        await stage.until_told(paused, f"counted {update}", seconds=15)
        await stage.until_settled()
        guests = await stage.books.number(f"SELECT count(*) FROM people WHERE id = {guest}")
        assert guests == 1, "a guest was forgotten before the week was over"
    kept = await retention(stage, guest, sent)
    effects = Counter(await stage.books.updates("counted"))
    counted = await stage.books.rows("SELECT data FROM conversations WHERE chat_id = 0")
    trial.report("26", jumps=jumps, updates=len(sent), repeated=len(repeated), effects=effects.total())
    assert kept == 1
    assert counted == [(f'{{"count": {len(sent)}}}',)]
    assert all(times == 1 for times in effects.values())
    assert await stage.books.number(f"SELECT count(*) FROM people WHERE id = {supporter}") == 1
    assert program.running
    assert "Traceback" not in program.said()


async def retention(stage: Stage, guest: int, sent: list[int]) -> int:
    """A minute before the week nothing goes, a while after it the guest goes; how many were there until then."""
    rows = await stage.books.rows(f"SELECT first_seen_at FROM people WHERE id = {guest}")
    due = rows[0][0] / 1_000_000 + 7 * DAY
    await stage.control.set_clock(due - 60)
    (probe,) = await stage.people(1)
    sent += await stage.say((probe, "/count"))
    await stage.until(lambda: stage.texts(probe))
    kept = await stage.books.number(f"SELECT count(*) FROM people WHERE id = {guest}")
    await stage.control.set_clock(due + 2 * HOUR)

    async def forgotten() -> bool:
        return not await stage.books.number(f"SELECT count(*) FROM people WHERE id = {guest}")

    await stage.until(forgotten, 30, "the guest is forgotten after a week")
    return kept
