"""Memory under a day's traffic, ten times as much of it as usual."""

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from handlers.commands import EVERYONE
from tests.faults.conftest import Trial
from tests.faults.fuzz import Fuzz
from tests.faults.harness import BOT, Stage
from tests.faults.processes import Program

WAVE = 100  # updates that arrive at once
SOCKETS = 256  # to Telegram, in use or idle for less than a minute
REGULARS = 20  # people who come again and again; all others are new each time


@dataclass(frozen=True)
class Size:
    """What a program holds."""

    kilobytes: int
    files: int
    sockets: int
    threads: int

    @classmethod
    def of(cls, program: Program) -> Self:
        about = Path(f"/proc/{program.pid}")
        lines = dict(line.split(":", 1) for line in (about / "status").read_text().splitlines())
        open_ = [str(one.readlink()) for one in (about / "fd").iterdir()]
        sockets = sum(one.startswith("socket:") for one in open_)
        return cls(int(lines["RssAnon"].split()[0]), len(open_) - sockets, sockets, int(lines["Threads"]))


async def test_memory_stays_flat(stage: Stage, trial: Trial) -> None:
    """Reliability row 29: after a warm-up, traffic of all kinds makes memory grow by at most 5 %, and leaves no
    descriptor, thread or task behind."""
    waves = trial.of(500, 32)
    program = stage.start()
    await stage.until(stage.polled)
    regulars = await stage.people(REGULARS)
    for person in regulars[:5]:
        await stage.subscribe(person)
    fuzz = Fuzz(trial.seed, list(range(10_000_000, 10_000_000 + waves * WAVE)))
    queue = stage.world.updates[BOT]

    async def handled() -> bool:
        return not queue.pending and not await stage.books.number(
            "SELECT count(*) FROM inbox WHERE state = 0"
        )

    async def meet(many: int) -> None:
        for _ in range(many):
            for _ in range(WAVE - REGULARS):
                queue.inject(fuzz.next())
            for person in regulars:
                queue.inject(stage.message(person, f"/{trial.random.choice(EVERYONE)}"))
            await stage.until(handled, about="an empty inbox")

    async def size() -> tuple[Size, int]:
        """What the program holds, and its tasks."""
        (asker,) = await stage.people(1)
        await stage.say((asker, "/tasks"))
        await stage.until_told(asker, "tasks")
        return Size.of(program), int(stage.texts(asker)[0].split()[1])

    await meet(waves // 2)  # caches fill up
    before, tasks_before = await size()
    await meet(waves // 2)
    after, tasks_after = await size()
    growth = after.kilobytes / before.kilobytes - 1
    trial.report(
        "29",
        updates=waves * WAVE,
        memory=f"{before.kilobytes} kB → {after.kilobytes} kB ({growth:+.1%})",
        files=f"{before.files} → {after.files}",
        sockets=f"{before.sockets} → {after.sockets}",
        threads=f"{before.threads} → {after.threads}",
        tasks=f"{tasks_before} → {tasks_after}",
    )
    assert growth <= 0.05
    assert after.files <= before.files
    assert after.sockets <= SOCKETS
    assert after.threads <= before.threads + 1
    assert tasks_after <= tasks_before + 5
