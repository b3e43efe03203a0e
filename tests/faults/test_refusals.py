"""Telegram refuses the token, or another program polls: a clear end, no loop."""

import asyncio
import contextlib
import time

import aiohttp

from tests.faults.conftest import Trial
from tests.faults.harness import BOT, TOKEN, Stage, sent_by

FOREIGN = "4343:somebody-elses-token-unknown-here"


async def test_a_refused_token(stage: Stage, trial: Trial) -> None:
    """Reliability row 16: 401, at the start and later → clear exit, no loop."""
    await stage.control.strict_bots()
    program = stage.start(ARTEL_TELEGRAM__TOKEN=FOREIGN)
    assert await program.end(20) == 1
    at_start = len(stage.calls)
    assert at_start <= 2
    assert program.said().strip().splitlines()[-1].startswith("Telegram refuses the token (401)")

    program = stage.start()
    await stage.until(stage.polled)
    seen = len(stage.calls)
    stage.world.bots[BOT].revoked = True
    stage.world.updates[BOT].inject({"message": {}})  # ends the long poll
    assert await program.end(20) == 1
    later = len(stage.calls) - seen
    assert later <= 20, "it goes on asking"

    # While Telegram delivers updates but refuses what is sent, as between a revocation and the end of a poll.
    stage.world.bots[BOT].revoked = False
    seen = len(stage.calls)
    rule = {"kind": "5xx", "status": 401, "methods": ["sendMessage"]}
    await stage.control.faults(rule)
    (person,) = await stage.people(1)
    (update,) = await stage.say((person, "/count"))
    program = stage.start()
    assert await program.end(20) == 1
    tries = [row for row in stage.calls[seen:] if row["method"] == "sendMessage"]
    # What was in flight beside it may be refused too, but nothing is tried a second time.
    assert 1 <= len(tries) == len({str(row["params"]) for row in tries})
    assert stage.logs().count("Telegram refuses the token (401)") == 3
    assert "Traceback" not in stage.logs()
    assert TOKEN not in stage.logs()
    await stage.control.faults()
    stage.start()
    await stage.until(
        lambda: sent_by(stage, "counted")[update], about="what was owed when the token was refused"
    )
    trial.report("16 (401)", calls_at_start=at_start, calls_later=later, sends=len(tries), exits=3)


async def _poll_besides(stage: Stage) -> None:
    """Another program with the same token, for ever."""
    async with aiohttp.ClientSession() as session:
        while True:
            with contextlib.suppress(aiohttp.ClientError):
                url = f"{stage.sandbox.url}/bot{TOKEN}/getUpdates"
                async with session.post(url, json={"timeout": 5}) as response:
                    await response.read()
            await asyncio.sleep(0.2)


async def test_a_lasting_conflict(stage: Stage, trial: Trial) -> None:
    """Reliability row 16: a lasting 409 → clear exit, no loop; also while updates come, and not for a passing one."""
    ends: list[float] = []
    for busy in (False, True):
        program = stage.start(ARTEL_TELEGRAM__CONFLICT_SECONDS="4")
        await stage.until(stage.polled)
        besides = asyncio.create_task(_poll_besides(stage))
        chatter = asyncio.create_task(_chatter(stage)) if busy else None
        began = time.monotonic()
        try:
            assert await program.end(40) == 1
        finally:
            besides.cancel()
            if chatter is not None:
                chatter.cancel()
            await asyncio.gather(besides, *([chatter] if chatter else []), return_exceptions=True)
        ends.append(time.monotonic() - began)
    assert stage.logs().count("Another program fetches this bot's updates (409)") == 2
    assert "Traceback" not in stage.logs()

    # A short one, as when one program follows another, is waited out.
    program = stage.start(ARTEL_TELEGRAM__CONFLICT_SECONDS="30")
    await stage.until(stage.polled)
    besides = asyncio.create_task(_poll_besides(stage))
    await stage.until(lambda: any(row["status"] == 409 for row in stage.calls[-5:]))
    besides.cancel()
    await asyncio.gather(besides, return_exceptions=True)
    (person,) = await stage.people(1)
    (update,) = await stage.say((person, "/count"))
    await stage.until(lambda: sent_by(stage, "counted")[update])
    assert program.running
    trial.report("16 (409)", ended_after_seconds=[round(end, 1) for end in ends])


async def _chatter(stage: Stage) -> None:
    (person,) = await stage.people(1)
    while True:
        await stage.say((person, "/count"))
        await asyncio.sleep(0.3)


async def test_a_forgotten_webhook(stage: Stage, trial: Trial) -> None:
    """Reliability row 16: a webhook that is still set (409) is taken away, however often that fails at first."""
    await stage.control.faults({"kind": "5xx", "methods": ["deleteWebhook"], "count": 2})
    async with aiohttp.ClientSession() as session:
        url = f"{stage.sandbox.url}/bot{TOKEN}/setWebhook"
        async with session.post(url, json={"url": "http://127.0.0.1:9/"}) as response:
            assert response.status == 200
    program = stage.start()
    (person,) = await stage.people(1)
    (update,) = await stage.say((person, "/count"))
    await stage.until(lambda: sent_by(stage, "counted")[update])
    refusals = sum(row["method"] == "deleteWebhook" and not row["ok"] for row in stage.calls)
    trial.report("16 (webhook)", refusals=refusals)
    assert refusals == 2
    assert program.running
