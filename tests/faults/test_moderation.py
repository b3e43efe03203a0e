"""Moderators' decisions under SIGKILL and 429: each act happens, in its order, and is told of after it."""

import time
from collections import Counter
from typing import Any

from tests.faults.conftest import Trial
from tests.faults.harness import Stage
from tests.faults.moderation import MODERATOR, MOST, WITNESS, Scene


async def test_kills_between_decision_and_act(any_stage: Stage, trial: Trial) -> None:
    """Reliability rows 17, 34.

    SIGKILL × 100 right after decisions' commits, half of them under 429, groups that grow → all done, in order.
    """
    stage = any_stage
    stage.deaths_expected = True
    kills, together = trial.of(100, 6), 3
    scene = Scene(stage, trial)
    groups = trial.of(8, 2)
    await scene.open(groups, kills * together // groups + together)
    at_once = 0
    for kill in range(kills):
        if kill == kills // 2:
            await scene.flood()
        await scene.decide(together)
        later = trial.random.choice((0.0, 0.0, trial.random.uniform(0, 0.03)))
        at_once += not later
        moment = f"{trial.random.randint(1, together)}:{later:.4f}"
        assert await scene.start(moment).end(60) == -9
        if kill == kills * 3 // 4:
            await scene.grow()
            await scene.flood()
    scene.start()
    async with stage.clock_runs(20):
        await stage.until_settled(180)
    wrong = +await scene.wrong()
    trial.report(
        f"17, 34, moderation ({stage.books.url.split(':')[0]})",
        kills=kills,
        before_any_call=at_once,
        decisions=len(scene.cases),
        **Counter(case.kind for case in scene.cases),
        refused_429=sum(row["status"] == 429 for row in stage.calls),
        wrong=dict(wrong),
        extra_notices=scene.extra,
    )
    assert wrong == Counter(), "\n".join(scene.disorder)
    assert scene.extra <= kills * together


async def test_a_flood_of_reports(stage: Stage, trial: Trial) -> None:
    """Reliability row 39.

    1 000 accounts report a message, one reports everything → a card, and as many as one may; others' p95 ≤ 2 s.
    """
    scene, many = Scene(stage, trial), trial.of(1000, 80)
    await scene.open(1, many)
    (group,) = scene.groups
    author, *accounts = group.people
    messages = [await stage.control.send(author, "Rude", chat=group.id) for _ in range(trial.of(200, 20) + 1)]
    reports = [(who, messages[0]) for who in accounts] + [(WITNESS, one) for one in messages[1:]]
    trial.random.shuffle(reports)
    scene.start(most=MOST)
    await stage.until(stage.polled)
    (other,) = await stage.people(1)
    await stage.control.inject_all(
        [report(person, message, number) for number, (person, message) in enumerate(reports)]
    )
    waits = []
    for number in range(trial.of(40, 10)):
        began = time.monotonic()
        await stage.say((other, "/count"))
        await stage.until(lambda number=number: len(stage.texts(other)) > number, about="a reply meanwhile")  # type: ignore[misc]
        waits.append(time.monotonic() - began)
    async with stage.clock_runs(20):
        await stage.until_settled(180)
    incidents = await stage.books.number("SELECT count(*) FROM incidents")
    kept = await stage.books.number("SELECT count(*) FROM incident_reports")
    cards = sum(row["method"] == "sendMessage" and row["ok"] for row in stage.calls if to_moderator(row))
    slowest = sorted(waits)[len(waits) * 95 // 100]
    trial.report(
        "39, reports",
        reports=len(reports),
        kept=kept,
        cards=cards,
        edits_of_cards=sum(row["method"] == "editMessageText" for row in stage.calls if to_moderator(row)),
        others_p95=f"{slowest:.2f} s",
    )
    assert (incidents, kept, cards) == (1 + MOST, len(accounts) + MOST, 1 + MOST)
    assert slowest <= 2


def report(person: int, message: dict[str, Any], number: int) -> dict[str, Any]:
    """The raw update of a /report in reply to a message."""
    who = {"id": person, "is_bot": False, "first_name": f"Person{person}", "language_code": "en"}
    written = {
        "message_id": 1_000_000 + number,
        "date": message["date"],
        "chat": message["chat"],
        "from": who,
    }
    command = {"text": "/report", "entities": [{"type": "bot_command", "offset": 0, "length": 7}]}
    return {"message": {**written, **command, "reply_to_message": message}}


def to_moderator(row: dict[str, Any]) -> bool:
    return bool(row["params"].get("chat_id") == MODERATOR)
