"""Telegram refuses, stalls, talks nonsense: what is owed is sent, once where it must not be doubled."""

import asyncio
import re
import time
from collections import Counter

from tests.faults.conftest import Trial
from tests.faults.harness import ADMINISTRATOR, BOT, Stage, sent_by
from tests.faults.proxy import Spoiler

JUMP = 5  # seconds by which the clock goes ahead at a time
GIVEN_UP = "SELECT again, count(*) FROM outbox WHERE state = 5 GROUP BY again"


async def test_a_storm_of_429(stage: Stage, trial: Trial) -> None:
    """Reliability row 11.

    429 storm (30 % of calls, retry_after 1–60 on the sandbox clock) → lost 0; no call to that chat inside its pause;
    other chats' replies go on.
    """
    people = await stage.people(trial.of(300, 40))
    (calm,) = await stage.people(1)
    rule = {"kind": "429", "share": 0.3, "retry_after": [1, 60], "seed": trial.seed, "chats": people}
    await stage.control.faults(rule)
    stage.start(ARTEL_CLOCK=stage.sandbox.url)
    sent = await stage.say(*[(person, "/count") for person in people for _ in range(3)])
    await stage.until(lambda: sum(row["status"] == 429 for row in stage.calls) >= len(people) // 3)
    # The clock stands nearly still and many chats rest: whom it doesn't concern is answered all the same.
    slowest = 0.0
    for _ in range(3):
        began, (probe,) = time.monotonic(), await stage.say((calm, "/count"))
        await stage.until_told(calm, f"counted {probe}", 5)
        slowest = max(slowest, time.monotonic() - began)
        sent.append(probe)
    async with stage.clock_runs(JUMP):
        await stage.until_settled(120)

    resting: dict[str, float] = {}
    inside, refused = 0, 0
    # A clock that jumps reaches the program a moment after it reached Telegram: by a jump it can be behind.
    for row in sorted(stage.calls, key=lambda row: float(row["at"])):
        chat = str(row["params"].get("chat_id"))
        inside += row["at"] < resting.get(chat, 0) - JUMP
        if row["status"] == 429:
            refused += 1
            pause = re.search(r"retry after (\d+)", row["error"])
            assert pause is not None
            resting[chat] = max(resting.get(chat, 0), row["at"] + int(pause[1]))
    replies = sent_by(stage, "counted")
    trial.report(
        "11",
        messages=len(sent),
        refused=refused,
        lost=len(set(sent) - set(replies)),
        extra_messages=sum(replies.values()) - len(replies),
        inside_a_pause=inside,
        slowest_calm_reply_seconds=round(slowest, 2),
    )
    assert refused >= len(people) // 3
    assert replies == Counter(sent)
    assert inside == 0


async def test_sends_that_time_out_after_they_arrived(stage: Stage, trial: Trial) -> None:
    """Reliability row 13.

    25 % of sends accepted and then timed out → lost 0; extra = unknowns of the *again* class that were not given up; 0
    in the *not again* class.
    """
    people = await stage.people(trial.of(300, 40))
    rule = {"kind": "timeout_after_accept", "share": 0.25, "seed": trial.seed, "methods": ["sendMessage"]}
    await stage.control.faults(rule)
    stage.start(ARTEL_CLOCK=stage.sandbox.url, ARTEL_TELEGRAM__TIMEOUT_SECONDS="1")
    again = await stage.say(*[(person, "/count") for person in people])
    not_again = await stage.say(*[(person, "/perhaps") for person in people])
    async with stage.clock_runs(20):
        await stage.until_settled(180)
    unknown = Counter(
        row["params"]["text"].split()[0] for row in stage.calls if row.get("fault") == "timeout_after_accept"
    )
    repeated, once = sent_by(stage, "counted"), sent_by(stage, "perhaps")
    given_up = Counter(dict(await stage.books.rows(GIVEN_UP)))
    extra = sum(repeated.values()) - len(repeated)
    trial.report(
        "13",
        sends=len(again) + len(not_again),
        unknown_again=unknown["counted"],
        extra_again=extra,
        unknown_not_again=unknown["perhaps"],
        extra_not_again=sum(once.values()) - len(once),
        lost=len(set(again) - set(repeated)) + len(set(not_again) - set(once)),
    )
    assert unknown["counted"] > 0 < unknown["perhaps"]
    assert set(repeated) == set(again)
    assert once == Counter(not_again)
    assert extra == unknown["counted"] - given_up[1]
    assert given_up[0] == unknown["perhaps"]


async def test_nonsense_for_an_answer(stage: Stage, trial: Trial) -> None:
    """Reliability row 14: 500s, truncated JSON, HTML bodies × 1 000 → no crash; nothing lost."""
    wanted = trial.of(1_000, 120)
    async with Spoiler(stage.sandbox.url, trial.seed, 0.4) as spoiler:
        program = stage.start(
            ARTEL_CLOCK=stage.sandbox.url,
            ARTEL_TELEGRAM__API_BASE=spoiler.url,
            ARTEL_TELEGRAM__TIMEOUT_SECONDS="5",
            ARTEL_TELEGRAM__POLL_SECONDS="1",
        )
        sent: list[int] = []
        async with stage.clock_runs():
            while spoiler.spoilt.total() < wanted:
                people = await stage.people(40)
                sent += await stage.say(*[(person, "/count") for person in people for _ in range(2)])
                await spoiler.until(min(spoiler.spoilt.total() + 40, wanted))
            spoiler.share = 0
            await stage.until_settled(120)
        replies = sent_by(stage, "counted")
        trial.report(
            "14",
            answers_spoilt=spoiler.spoilt.total(),
            kinds=len(spoiler.spoilt),
            messages=len(sent),
            lost=len(set(sent) - set(replies)),
            extra_messages=sum(replies.values()) - len(replies),
        )
        assert set(replies) == set(sent)
        assert Counter(await stage.books.updates("counted")) == Counter(sent)
        assert "Traceback" not in program.said()
        assert await program.stop() == 0


async def test_unreachable_people(stage: Stage, trial: Trial) -> None:
    """Reliability row 15: 20 % blocked or deactivated → one attempt each, marked."""
    people = await stage.people(trial.of(500, 60))
    gone = trial.random.sample(people, len(people) // 5)
    program = stage.start(ARTEL_TELEGRAM__BULK_PER_SECOND="500")
    await stage.say(*[(person, "/start") for person in people])
    await stage.until_settled()
    for number, person in enumerate(gone):
        if number % 2:
            await stage.control.change_person(person, deactivated=True)
        else:
            # Without the news of it: the block is met at the send.
            stage.world.dialog(BOT, person).blocked = True
    seen = len(stage.calls)
    (update,) = await stage.say((ADMINISTRATOR, "/mail " + " ".join(map(str, people))))
    await stage.until_settled()
    attempts = Counter(
        int(row["params"]["chat_id"]) for row in stage.calls[seen:] if row["method"] == "sendMessage"
    )
    marked = {row[0] for row in await stage.books.rows("SELECT id FROM people WHERE reachable = 0")}
    delivered = len(
        [row for row in stage.calls[seen:] if row["ok"] and row["params"].get("text") == f"mail {update}"]
    )
    trial.report("15", people=len(people), gone=len(gone), marked=len(marked), delivered=delivered)
    assert attempts == Counter(people)
    assert marked == set(gone)
    assert delivered == len(people) - len(gone)
    reasons = await stage.books.rows("SELECT data FROM history WHERE kind = 'unreachable'")
    assert {row[0] for row in reasons} == {'{"reason": "blocked"}', '{"reason": "deactivated"}'}
    assert program.running


async def test_telegram_away(stage: Stage, trial: Trial) -> None:
    """Reliability row 12: API away for 10 minutes → lost 0; resumes ≤ 30 s; replies before the backlog."""
    people = await stage.people(trial.of(300, 30))
    (late,) = await stage.people(1)
    stage.start(ARTEL_TELEGRAM__BULK_PER_SECOND="10")
    (mail,) = await stage.say((ADMINISTRATOR, "/mail " + " ".join(map(str, people))))
    sent = await stage.say(*[(person, "/count") for person in people])
    await stage.until(lambda: len(sent_by(stage, "counted")) > 2)
    await stage.control.faults({"kind": "away"})
    await asyncio.sleep(trial.of(600, 4))  # the length of the outage is the fault itself
    await stage.control.faults()
    began, seen = time.monotonic(), len(stage.calls)
    (probe,) = await stage.say((late, "/count"))
    await stage.until(lambda: len(stage.texts(after=seen)) > 0, 30, "the first message after the outage")
    resumed = time.monotonic() - began
    await stage.until(lambda: set(sent_by(stage, "counted")) >= {*sent, probe}, 60, "all replies")
    replied = time.monotonic() - began
    backlog = trial.of(300, 30) - sent_by(stage, "mail")[mail]
    await stage.until_settled(120)
    replies = sent_by(stage, "counted")
    trial.report(
        "12",
        resumed_after_seconds=round(resumed, 1),
        all_replies_after_seconds=round(replied, 1),
        backlog_left_then=backlog,
        lost=len({*sent, probe} - set(replies)),
        extra_messages=sum(replies.values()) - len(replies),
    )
    assert resumed <= 30
    assert Counter(await stage.books.updates("counted")) == Counter([*sent, probe])
