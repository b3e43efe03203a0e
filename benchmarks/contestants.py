"""The bots that are measured: how each is started, what a person does with it, and how its CPU time is read."""

import asyncio
import os
import sqlite3
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import count, cycle, islice
from pathlib import Path
from typing import Literal, Self

from benchmarks.telegram import Account, Server, Update
from storage.tables.street import Inbox, Outbox

ROOT = Path(__file__).parent.parent
PEOPLE = range(5_000_001, 5_000_101)
CROWD = range(6_000_001, 6_005_001)  # who write in the group: nobody floods it
START = 60.0  # seconds that a bot may take to its first poll
SETTLING = 0.05  # seconds in which what a last call left to note is noted
GROUP_MESSAGE = "Коллеги, кто едет на конференцию в четверг? Давайте встретимся у входа в десять."


@dataclass(frozen=True)
class Act:
    """What a person does, and how many calls the bot answers it with."""

    does: Literal["says", "taps", "chats"]
    what: str  # a text; of a tap, a part of the button's label
    calls: int


GROUPS_QUESTION = (
    "По снижению нормативных барьеров"  # an option of the last question of a person's questionnaire
)

# All that looks at a busy group's messages is on.
FILTER = {
    "ARTEL_MODERATION__FILTER__LINKS": "true",
    "ARTEL_MODERATION__FILTER__FORWARDS": "true",
    "ARTEL_MODERATION__FILTER__PER_MINUTE": "100",
    "ARTEL_MODERATION__FILTER__STOP_WORDS": '["казино", "ставки", "заработок"]',
}

# What is measured as a step of Artel's: a tap on an option, each second one taking it back. How a person gets there:
ARTEL_OPENING = (
    Act("says", "/start", 1),
    Act("taps", "Вступить", 2),
    Act("taps", "Вступить как физлицо", 2),
    Act("taps", "Согласен", 2),
    Act("says", "Иванова Мария Петровна", 1),
    Act("says", "Казань", 2),  # the question of the phone comes with a keyboard, which goes with the answer
    Act("says", "+7 916 123-45-67", 2),
    Act("says", "ivanova@clinic.ru", 1),
    Act("says", "Городская больница № 1, главный врач", 1),
    Act("says", "Узнавать о цифровой медицине раньше других.", 1),
    Act("says", "Клинические данные и опыт внедрения.", 1),
)
STEP = Act("taps", GROUPS_QUESTION, 2)

GROUP = Act("chats", GROUP_MESSAGE, 0)


@dataclass(frozen=True)
class Contestant:
    """A bot as it is started; `step` is what a person does after `opening`."""

    name: str
    module: str
    opening: tuple[Act, ...] = ()
    step: Act = GROUP
    rival: str = ""
    root: Path = ROOT  # the checkout that it is started from


CONTESTANTS = {
    contestant.name: contestant
    for contestant in (
        Contestant("artel", "bot", ARTEL_OPENING, STEP),
        Contestant("artel+20", "benchmarks.crowded"),
        Contestant(
            "two calls",
            "benchmarks.rivals",
            (Act("says", "/start", 1),),
            STEP,
            "two-calls",
        ),
        Contestant("echo", "benchmarks.rivals", (), Act("says", GROUP_MESSAGE, 1), "echo"),
        Contestant(
            "dialog",
            "benchmarks.rivals",
            (Act("says", "/start", 1),),
            STEP,
            "dialog",
        ),
        Contestant("silent", "benchmarks.rivals", rival="silent"),
    )
}


class Running:
    """A contestant's process."""

    def __init__(self, contestant: Contestant, account: Account, process: asyncio.subprocess.Process) -> None:
        self.contestant = contestant
        self._account = account
        self._process = process
        self._people = cycle(PEOPLE)
        self._crowd = cycle(CROWD)

    @classmethod
    async def start(cls, contestant: Contestant, server: Server, bot_id: int, data: Path) -> Self:
        """Start it, wait for its first poll and lead every person to the screen that is measured."""
        running = await cls.begin(contestant, server, bot_id, data)
        try:
            async with asyncio.timeout(START):
                await running.open()
        except BaseException:
            await running.stop()
            raise
        return running

    @classmethod
    async def begin(cls, contestant: Contestant, server: Server, bot_id: int, data: Path) -> Self:
        """Start it and wait for its first poll."""
        token, account = server.account(bot_id)
        arguments = [contestant.rival, server.address, token] if contestant.rival else ["run"]
        environment = {name: value for name, value in os.environ.items() if not name.startswith("ARTEL_")}
        environment |= {
            "ARTEL_TELEGRAM__TOKEN": token,
            "ARTEL_TELEGRAM__API_BASE": server.address,
            "ARTEL_DATABASE__URL": f"sqlite+aiosqlite:///{_database(data, contestant)}",
            **FILTER,
        }
        with (data / f"{contestant.name}.log").open("wb") as log:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                contestant.module,
                *arguments,
                cwd=contestant.root,
                env=environment,
                stderr=log,
            )
        running = cls(contestant, account, process)
        try:
            async with asyncio.timeout(START):
                await running._poll()
        except BaseException:
            await running.stop()
            raise
        return running

    async def _poll(self) -> None:
        polled, ended = (
            asyncio.ensure_future(part) for part in (self._account.polled(), self._process.wait())
        )
        await asyncio.wait([polled, ended], return_when=asyncio.FIRST_COMPLETED)
        if not polled.done():
            raise RuntimeError(f"{self.contestant.name} ended at its start; see its .log")
        ended.cancel()

    async def open(self) -> None:
        """Lead every person to the screen that is measured."""
        for act in self.contestant.opening:
            await self._account.feed(self._batches(act, len(PEOPLE), 1), act.calls)

    async def measure(self, act: Act, many: int, at_once: int) -> float:
        """CPU microseconds that the process takes for each of `many` updates, `at_once` in each poll's answer."""
        before = self.cpu()
        await self._account.feed(self._batches(act, many, at_once), act.calls)
        await asyncio.sleep(SETTLING)
        return (self.cpu() - before) / many * 1e6

    def _batches(self, act: Act, many: int, at_once: int) -> Iterator[Sequence[Update]]:
        """Each batch is made when it is due, because a tap is on the screen as it is then."""
        for done in count(0, at_once):
            if done >= many:
                return
            who = self._crowd if act.does == "chats" else self._people
            people = islice(who, min(at_once, many - done))
            yield [self._update(act, person_id) for person_id in people]

    def _update(self, act: Act, person_id: int) -> Update:
        made: Update = getattr(self._account, act.does)(person_id, act.what)
        return made

    def memory(self) -> float:
        """Return the process's resident memory, in MB."""
        pages = int(Path(f"/proc/{self._process.pid}/statm").read_text("ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 2**20

    def cpu(self) -> float:
        """Return the CPU time of the process with all its threads, in seconds: Linux has a clock for each process."""
        return time.clock_gettime((~self._process.pid << 3) | 2)

    async def stop(self) -> None:
        """End the process."""
        if self._process.returncode is None:
            self._process.terminate()
        await self._process.wait()


def count_steps(data: Path) -> tuple[int, int]:
    """How many updates Artel has done and how many calls it has marked as sent; raises if it owes anything."""
    with closing(sqlite3.connect(_database(data, CONTESTANTS["artel"]))) as connection:
        updates = dict(connection.execute("SELECT state, count(*) FROM inbox GROUP BY state"))
        calls = dict(connection.execute("SELECT state, count(*) FROM outbox GROUP BY state"))
    if set(updates) - {Inbox.DONE} or set(calls) - {Outbox.SENT}:
        raise RuntimeError(f"not everything was done and sent: updates {updates}, calls {calls}")
    return updates.get(Inbox.DONE, 0), calls.get(Outbox.SENT, 0)


def _database(data: Path, contestant: Contestant) -> Path:
    return data / f"{contestant.name}.db"
