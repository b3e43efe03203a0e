"""SIGKILL and SIGTERM at any instant: nothing lost, nothing done twice."""

import asyncio
import time
from collections import Counter
from pathlib import Path

from tests.faults.conftest import Trial
from tests.faults.harness import Stage
from tests.faults.processes import Program

A_LIFE = 5  # seconds that one life may take on a busy machine: most of it is the start


async def _kill_at_random(stage: Stage, trial: Trial, number: int) -> Program:
    """Start the program, one time in ten cold, and kill it at some instant: while it starts, or at work."""
    seen = len(stage.calls)
    program = stage.start(cold=number % 10 == 9)
    if trial.random.random() < 0.7:
        await stage.until(
            lambda: any(row["method"] in {"getUpdates", "sendMessage"} for row in stage.calls[seen:]),
            about="the first poll or message of a run",
        )
    await asyncio.sleep(trial.random.uniform(0, 0.3))  # the instant is the fault itself
    await program.kill()
    assert program.code == -9, f"ended by itself with {program.code}\n{program.said()[-2000:]}"
    return program


def _replies(stage: Stage, word: str) -> Counter[int]:
    """How often each update was answered."""
    texts = [text.split() for text in stage.texts()]
    return Counter(int(text[1]) for text in texts if text[0] == word and len(text) == 2)


async def test_kills_lose_nothing_and_double_nothing(any_stage: Stage, trial: Trial) -> None:
    """Reliability row 1: SIGKILL × 100 at random while 2 000 updates flow → lost 0, effects done twice 0."""
    stage = any_stage
    kills, updates = trial.of(100, 12), trial.of(2_000, 240)
    # Of the updates a tenth are of the supporters' way (four each), the rest count.
    walkers = await stage.people(updates // 40)
    counters = await stage.people((updates - 4 * len(walkers)) // 3)
    counting: list[int] = []
    stage.deaths_expected = True
    walking = asyncio.gather(*(stage.subscribe(person, 60 + A_LIFE * kills) for person in walkers))
    for kill in range(kills):
        share = counters[kill * len(counters) // kills : (kill + 1) * len(counters) // kills]
        messages = [(person, "/count") for person in share for _ in range(3)]
        trial.random.shuffle(messages)
        counting += await stage.say(*messages)
        await _kill_at_random(stage, trial, kill)
    seen = len(stage.calls)
    last = stage.start()
    await walking
    await stage.until(lambda: len(stage.calls) > seen, about="the last program's first call")
    await stage.until(stage.polled)
    await stage.until_settled(120)
    assert await last.stop() == 0

    effects = Counter(await stage.books.updates("counted"))
    replies = _replies(stage, "counted")
    number = await stage.books.number("SELECT count(*) FROM history WHERE kind = 'consent-given'")
    subscribed = await stage.books.number("SELECT count(*) FROM history WHERE kind = 'subscribed'")
    started = await stage.books.number("SELECT count(*) FROM history WHERE kind = 'started'")
    shared = await stage.books.rows("SELECT data FROM conversations WHERE chat_id = 0")
    lost = [update for update in counting if effects[update] == 0]
    twice = [update for update in counting if effects[update] > 1]
    unanswered = [update for update in counting if replies[update] == 0]
    extra = sum(replies.values()) - len(replies)
    trial.report(
        f"1 ({stage.books.url.split(':')[0]})",
        kills=kills,
        updates=len(counting) + 4 * len(walkers),
        lost=len(lost),
        twice=len(twice),
        unanswered=len(unanswered),
        extra_messages=extra,
    )
    fates = await stage.books.rows("SELECT update_id, state, attempts, error FROM inbox WHERE attempts > 0")
    assert (lost, twice, unanswered) == ([], [], []), [fate for fate in fates if fate[0] in lost]
    assert shared == [(f'{{"count": {len(counting)}}}',)]
    assert (started, number, subscribed) == (len(walkers),) * 3
    assert extra <= kills * 40, "more than was in flight at the kills"
    assert await stage.books.number("SELECT count(*) FROM inbox WHERE state = 2") == 0


async def test_a_kill_between_decision_and_notice(any_stage: Stage, trial: Trial) -> None:
    """Reliability row 17: SIGKILL between a decision's commit and its notice → the notice is always sent."""
    stage = any_stage
    rounds = trial.of(100, 10)
    people = await stage.people(rounds)
    faults = ("cut_before", "delay", "429", "timeout_after_accept", "5xx")
    sent_later = 0
    for person in people:
        kind = trial.random.choice(faults)
        await stage.control.faults({"kind": kind, "methods": ["sendMessage"], "seconds": 60})
        (update,) = await stage.say((person, "/decide"))
        program = stage.start(ARTEL_CLOCK=stage.sandbox.url)

        async def decided(update: int = update) -> bool:
            return update in await stage.books.updates("decided")

        await stage.until(decided, about="the decision's commit")
        await program.kill()
        sent_later += _replies(stage, "decided")[update] == 0
        await stage.control.faults()
    stage.start(ARTEL_CLOCK=stage.sandbox.url)
    async with stage.clock_runs():
        await stage.until_settled(120)
    notices = _replies(stage, "decided")
    decisions = await stage.books.updates("decided")
    missing = [update for update in decisions if notices[update] == 0]
    trial.report(
        f"17 ({stage.books.url.split(':')[0]})",
        rounds=rounds,
        decisions=len(decisions),
        sent_only_after_the_kill=sent_later,
        missing=len(missing),
        extra_messages=sum(notices.values()) - len(notices),
    )
    assert missing == []
    assert len(decisions) == len(set(decisions)) == rounds
    assert sent_later >= rounds // 2, "too few kills came before the notice"


async def test_kills_damage_no_file(stage: Stage, trial: Trial, tmp_path: Path) -> None:
    """Reliability row 20: SIGKILL × 100 during writes → `integrity_check` ok; every acknowledged commit there."""
    kills = trial.of(100, 12)
    damaged, forgotten = [], 0
    for kill in range(kills):
        people = await stage.people(8)
        await stage.say(*[(person, "/count") for person in people for _ in range(3)])
        await _kill_at_random(stage, trial, kill)
        damaged += stage.books.damage(tmp_path / "copies")
        # Telegram was told that an update arrived, or a person what it did: both were commits.
        kept = {row[0] for row in await stage.books.rows("SELECT update_id FROM inbox")}
        confirmed = (await stage.control.updates())["confirmed"]
        first = min(kept, default=confirmed + 1)
        forgotten += len(set(range(first, confirmed + 1)) - kept)
        forgotten += len(set(_replies(stage, "counted")) - set(await stage.books.updates("counted")))
    trial.report("20", kills=kills, damaged=len(damaged), acknowledged_and_gone=forgotten)
    assert damaged == []
    assert forgotten == 0
    assert await stage.books.updates("counted"), "no write was under way at any kill"


async def test_sigterm_finishes_what_is_in_hand(any_stage: Stage, trial: Trial) -> None:
    """Reliability row 2: SIGTERM with 50 in flight → all finished or redelivered, lost 0, exit ≤ 10 s."""
    stage = any_stage
    rounds = trial.of(12, 3)
    sent: list[int] = []
    slowest = 0.0

    async def in_flight() -> bool:
        # The sandbox says nothing of calls it holds: the books know.
        return await stage.books.number("SELECT count(*) FROM outbox WHERE state = 1") >= 20

    for number in range(rounds):
        # By turns: calls that land within the grace, calls that never get an answer, and no fault at all.
        fault = ({"kind": "delay", "seconds": 2}, {"kind": "timeout_after_accept"}, None)[number % 3]
        await stage.control.faults(*([fault | {"methods": ["sendMessage"]}] if fault else []))
        people = await stage.people(50)
        seen = len(stage.calls)
        program = stage.start()
        sent += await stage.say(*[(person, "/count") for person in people])
        sent += await stage.say(*[(person, "/slow") for person in people[: trial.of(50, 20)]])

        if fault is None:
            await stage.until_method("sendMessage", seen)
        else:
            await stage.until(in_flight, about="calls in flight")
        began = time.monotonic()
        assert await program.stop(15) == 0
        slowest = max(slowest, time.monotonic() - began)
        await stage.control.faults()
    stage.start()
    await stage.until_settled(120)
    effects = Counter(await stage.books.updates("counted"))
    replies = _replies(stage, "counted")
    trial.report(
        f"2 ({stage.books.url.split(':')[0]})",
        rounds=rounds,
        updates=len(sent),
        lost=len([update for update in sent if not effects[update]]),
        unanswered=len([update for update in sent if not replies[update]]),
        extra_messages=sum(replies.values()) - len(replies),
        slowest_exit_seconds=round(slowest, 1),
    )
    assert slowest <= 10
    assert effects == Counter(sent)
    assert set(replies) == set(sent)
    assert "Traceback" not in stage.logs()
