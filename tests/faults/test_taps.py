"""One person taps without end while Telegram is slow to take answers: everybody else is served."""

import resource
import time
from pathlib import Path
from typing import Any

from tests.faults.conftest import Trial
from tests.faults.harness import Stage
from tests.faults.processes import Program

DESCRIPTORS = 256


async def test_taps_without_end(any_stage: Stage, trial: Trial) -> None:
    """Reliability row 47.

    3 000 taps of one person, 256 descriptors, answers to taps take 40 s → others are answered within 2 s (in a quick run
    on a busy machine, within 6 s); descriptors are bounded, and idle ones are given back.
    """
    stage, taps = any_stage, trial.of(3_000, 400)
    tapper, other = await stage.people(2)
    rule = {"kind": "delay", "methods": ["answerCallbackQuery"], "seconds": 40}
    await stage.control.faults(rule)
    program = stage.start()
    resource.prlimit(program.pid, resource.RLIMIT_NOFILE, (DESCRIPTORS, DESCRIPTORS))
    await stage.until(stage.polled)
    await stage.control.start(tapper)
    message, data = await stage.button(tapper, "contact:")
    await stage.control.inject_all([tap(tapper, message, data, number) for number in range(taps)])

    async def handled() -> bool:
        return await stage.books.number("SELECT count(*) FROM inbox WHERE state = 1") >= taps

    waits: list[float] = []
    most = 0
    while not waits or not await handled():
        began = time.monotonic()
        (update,) = await stage.say((other, "/count"))
        await stage.until_told(other, f"counted {update}", 40)
        waits.append(time.monotonic() - began)
        most = max(most, descriptors(program))
    trial.report(
        f"47 ({stage.books.url.split(':')[0]})",
        taps=taps,
        others=len(waits),
        others_slowest_seconds=round(max(waits), 2),
        most_descriptors=most,
    )
    assert max(waits) <= (2 if trial.whole else 6)
    assert most < DESCRIPTORS // 2
    assert "Too many open files" not in program.said()


def descriptors(program: Program) -> int:
    return len(list(Path(f"/proc/{program.pid}/fd").iterdir()))


def tap(person: int, message: int, data: str, number: int) -> dict[str, Any]:
    """The raw update of a tap on a message of the bot."""
    about = {"id": person, "first_name": f"Person{person}"}
    return {
        "callback_query": {
            "id": f"{number}",
            "from": {**about, "is_bot": False, "language_code": "en"},
            "message": {
                "message_id": message,
                "date": 1_800_000_000,
                "chat": {**about, "type": "private"},
                "text": "…",
            },
            "chat_instance": "1",
            "data": data,
        }
    }
