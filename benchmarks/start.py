"""What a start costs: the time to the first poll, and the memory that is resident then."""

import time
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from statistics import median

from benchmarks.contestants import CONTESTANTS, Running
from benchmarks.telegram import Server

RIVAL = "silent"


@dataclass(frozen=True)
class Start:
    """One start: seconds to the first poll, seconds of CPU until then, and resident MB after it."""

    wall: float
    cpu: float
    memory: float


Starts = dict[str, list[Start]]


async def run(rounds: int, data: Path) -> Starts:
    """Start each bot once a round, in alternating order; the first round warms up and migrates the database."""
    starts: Starts = {"artel": [], RIVAL: []}
    bot_ids = count(9_000_001)
    async with Server() as server:
        for number in range(rounds + 1):
            for name in starts if number % 2 else reversed(starts):
                started = await _start(name, server, next(bot_ids), data)
                if number:
                    starts[name].append(started)
    return starts


async def _start(name: str, server: Server, bot_id: int, data: Path) -> Start:
    begun = time.perf_counter()
    running = await Running.begin(CONTESTANTS[name], server, bot_id, data)
    try:
        return Start(time.perf_counter() - begun, running.cpu(), running.memory())
    finally:
        await running.stop()


def report(starts: Starts) -> None:
    """Print the table: medians of what each round's pair gives."""
    pairs = list(zip(starts["artel"], starts[RIVAL], strict=True))
    wall = median(ours.wall / theirs.wall for ours, theirs in pairs)
    cpu = median(ours.cpu / theirs.cpu for ours, theirs in pairs)
    memory = median(ours.memory - theirs.memory for ours, theirs in pairs)
    print("| start, against a bare aiogram bot | Artel | bare | compared | target |")
    print("|---|---|---|---|---|")
    for title, field, unit, compared, target in (
        ("time to the first poll", "wall", "s", f"{wall:.2f} ×", "≤ 1.6 ×"),
        ("CPU time to the first poll", "cpu", "s", f"{cpu:.2f} ×", ""),
        ("resident memory after it", "memory", "MB", f"{memory:+.1f} MB", "≤ +45 MB"),
    ):
        ours, theirs = (median(getattr(one, field) for one in starts[name]) for name in ("artel", RIVAL))
        print(f"| {title} | {ours:.2f} {unit} | {theirs:.2f} {unit} | **{compared}** | {target} |")
