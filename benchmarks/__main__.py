"""The targets for speed and for the start (docs/performance.md): `python -m benchmarks` prints them as ratios."""

import argparse
import asyncio
import os
import platform
import shutil
import sqlite3
import sys
from collections import defaultdict
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from importlib.metadata import version
from itertools import count
from pathlib import Path
from statistics import median, quantiles

from benchmarks import start
from benchmarks.contestants import CONTESTANTS, GROUP, ROOT, Act, Running, count_steps
from benchmarks.crowded import FEATURES
from benchmarks.telegram import Server

LIBRARIES = ("aiogram", "aiohttp", "pydantic", "aiogram-dialog", "sqlalchemy")
FLOWS = {"one by one": 1, "bursts of 20": 20}

START = "start"
BEFORE = "artel before"

Figures = dict[
    tuple[str, str, str], list[float]
]  # (contestant, subject, flow) -> µs an update, round by round


@dataclass(frozen=True)
class Row:
    """One comparison; the targets are for updates that come one by one."""

    name: str
    title: str
    subject: str
    ours: str
    rival: str
    target: float
    moonshot: float


ROWS = [
    Row(
        "two-calls", "durable step / bare aiogram, the same two calls", "step", "artel", "two calls", 1.2, 0.8
    ),
    Row("echo", "durable step / bare aiogram echo, one call", "step", "artel", "echo", 1.5, 1.0),
    Row("dialog", "durable step / aiogram-dialog, in memory", "step", "artel", "dialog", 1.0, 0.5),
    Row(
        "group", "group message for nobody / bare aiogram, no handlers", "group", "artel", "silent", 0.25, 0.1
    ),
    Row(
        "growth",
        f"the same with {FEATURES} further features / without",
        "group",
        "artel+20",
        "artel",
        1 + FEATURES / 100,
        1.0,
    ),
]

AGAINST = [  # another state of Artel
    Row("step", "durable step / the same before", "step", "artel", BEFORE, 1.02, 1.0),
    Row("group", "group message for nobody / the same before", "group", "artel", BEFORE, 1.02, 1.0),
]


def _act(contestant: str, subject: str) -> Act:
    return CONTESTANTS[contestant].step if subject == "step" else GROUP


async def run(rows: list[Row], rounds: int, updates: int, data: Path) -> Figures:
    """Measure everybody once a round, in alternating order."""
    subjects = list(dict.fromkeys((name, row.subject) for row in rows for name in (row.ours, row.rival)))
    figures: Figures = defaultdict(list)
    async with Server() as server, AsyncExitStack() as stack:
        running = {}
        for bot_id, name in zip(count(8_000_001), dict.fromkeys(name for name, _ in subjects), strict=False):
            running[name] = await Running.start(CONTESTANTS[name], server, bot_id, data)
            stack.push_async_callback(running[name].stop)
        for number in range(rounds + 1):
            for name, subject in subjects if number % 2 else reversed(subjects):
                for flow, at_once in FLOWS.items():
                    cpu = await running[name].measure(_act(name, subject), updates, at_once)
                    if number:  # the first round warms up
                        figures[name, subject, flow].append(cpu)
            print(f"\rround {number} of {rounds}", end="", flush=True, file=sys.stderr)
    print(file=sys.stderr)
    return figures


def report(rows: list[Row], figures: Figures) -> None:
    """Print the table: medians of what each round's pair gives."""
    print("| what | updates come | CPU µs | against | ratio | middle half of rounds | target | moonshot |")
    print("|---|---|---|---|---|---|---|---|")
    for row in rows:
        for flow in FLOWS:
            ours, theirs = figures[row.ours, row.subject, flow], figures[row.rival, row.subject, flow]
            ratios = [our / their for our, their in zip(ours, theirs, strict=True)]
            low, _, high = quantiles(ratios, n=4) if len(ratios) > 1 else ratios * 3
            aims = f"≤ {row.target:g} | ≤ {row.moonshot:g}" if flow == "one by one" else " | "
            print(
                f"| {row.title} | {flow} | {median(ours):.0f} | {median(theirs):.0f} "
                f"| **{median(ratios):.2f}** | {low:.2f}–{high:.2f} | {aims} |"
            )


def describe(rounds: int, updates: int) -> None:
    """Say on what this is measured."""
    cpu = next(
        (
            line.split(":")[1].strip()
            for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines()
            if "model name" in line
        ),
        platform.machine(),
    )
    libraries = ", ".join(f"{library} {version(library)}" for library in LIBRARIES)
    print(f"{cpu}, {os.cpu_count()} cores, {platform.system()} {platform.release()}")
    print(f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {libraries}")
    print(f"{rounds} rounds of {updates} updates each\n")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--updates", type=int, default=300, help="of each kind, for each bot, in a round")
    names = [*(row.name for row in ROWS), START]
    parser.add_argument("--only", action="append", choices=names, help="may be repeated")
    parser.add_argument(
        "--data", type=Path, default=ROOT / "var/benchmarks", help="where the databases are made"
    )
    parser.add_argument("--against", type=Path, help="measure only against another checkout of Artel")
    arguments = parser.parse_args()
    rows = [row for row in ROWS if not arguments.only or row.name in arguments.only]
    if arguments.against:
        CONTESTANTS[BEFORE] = replace(CONTESTANTS["artel"], name=BEFORE, root=arguments.against.resolve())
        rows = AGAINST
    shutil.rmtree(arguments.data, ignore_errors=True)
    arguments.data.mkdir(parents=True)
    describe(arguments.rounds, arguments.updates)
    data = arguments.data.resolve()
    if rows:
        report(rows, asyncio.run(run(rows, arguments.rounds, arguments.updates, data)))
        steps, calls = count_steps(data)
        print(f"\nArtel's database: {steps} updates done, {calls} calls marked as sent, nothing owed.\n")
    if START in arguments.only if arguments.only else not arguments.against:
        start.report(asyncio.run(start.run(arguments.rounds, data)))


if __name__ == "__main__":
    main()
