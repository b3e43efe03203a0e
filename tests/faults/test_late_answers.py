"""Telegram carries calls out and answers too late: few copies, and everybody is served."""

import time
from collections import Counter

from tests.faults.conftest import Trial
from tests.faults.harness import Stage, sent_by

MINUTES = 600  # seconds of the sandbox's clock
MOST_COPIES = 3
AT_A_TIME = 3  # seconds by which the clock goes ahead, four times a second


async def test_answers_that_come_too_late(stage: Stage, trial: Trial) -> None:
    """Reliability row 46.

    For 10 minutes Telegram carries out all calls and answers after the time-out → at most 3 copies of any message;
    others, and the same people again, are served meanwhile; lost 0.
    """
    people = await stage.people(trial.of(100, 20))
    late = await stage.people(6)
    await stage.control.faults({"kind": "timeout_after_accept", "methods": ["sendMessage"]})
    stage.start(ARTEL_CLOCK=stage.sandbox.url, ARTEL_TELEGRAM__TIMEOUT_SECONDS="1")
    began = stage.world.clock.now()
    sent = await stage.say(*[(person, "/count") for person in people])
    waits = []
    async with stage.clock_runs(AT_A_TIME):
        await stage.until(lambda: set(sent_by(stage, "counted")) >= set(sent), about="the first copies")
        for person in (*late, *people[:6]):
            asked = time.monotonic()
            (update,) = await stage.say((person, "/count"))
            await stage.until_told(person, f"counted {update}")
            sent.append(update)
            waits.append(time.monotonic() - asked)
        await stage.until(lambda: stage.world.clock.now() >= began + MINUTES, about="ten minutes")
    copies = sent_by(stage, "counted")
    await stage.control.faults()
    async with stage.clock_runs(20):
        await stage.until_settled(180)
    trial.report(
        "46",
        messages=len(sent),
        most_copies=max(copies.values()),
        copies=dict(sorted(Counter(copies.values()).items())),
        slowest_meanwhile_seconds=round(max(waits), 1),
        lost=len(set(sent) - set(copies)),
        copies_in_the_end=max(sent_by(stage, "counted").values()),
    )
    assert set(copies) == set(sent)
    assert max(copies.values()) <= MOST_COPIES
    assert max(waits) <= 15  # a time-out, a rest of the chat, and a busy machine
    given_up = await stage.books.number("SELECT count(*) FROM outbox WHERE state = 5")
    assert given_up == 0


async def test_texts_without_end(any_stage: Stage, trial: Trial) -> None:
    """Reliability row 39.

    5 000 texts of one person → a few answers wait, the last screen comes within seconds of the last text, and all that is
    owed for good is sent.
    """
    stage, texts = any_stage, trial.of(5_000, 300)
    (person,) = await stage.people(1)
    stage.start()
    await stage.until(stage.polled)
    durable = await stage.say(*[(person, "/count") for _ in range(4)])
    most = done = 0
    while done < texts:
        words = ("what?", "/help", "/start", "/cancel", "/language", "nonsense")
        await stage.say(*[(person, trial.random.choice(words)) for _ in range(100)])
        done += 100

        async def handled(count: int = done) -> bool:
            return await stage.books.number("SELECT count(*) FROM inbox WHERE state = 1") >= count

        await stage.until(handled, about="the texts are handled")
        most = max(most, await stage.books.number("SELECT count(*) FROM outbox WHERE state < 2"))
    (last,) = await stage.say((person, "/count"))
    began = time.monotonic()
    await stage.until_settled(60)
    settled = time.monotonic() - began
    counted = sent_by(stage, "counted")
    trial.report(
        f"39, texts ({stage.books.url.split(':')[0]})",
        texts=texts,
        most_that_wait=most,
        settled_after_seconds=round(settled, 1),
        lost_of_what_is_owed=len({*durable, last} - set(counted)),
    )
    assert most <= 10
    assert settled <= 15
    assert counted == Counter([*durable, last])
