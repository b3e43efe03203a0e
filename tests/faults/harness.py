"""Starting, killing and watching the real program beside a sandbox."""

import asyncio
import contextlib
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

import asyncpg

from sandbox.client import Control
from sandbox.server import Sandbox

ROOT = Path(__file__).parents[2]
TOKEN = "4242:harness-token-of-the-sandbox-only"
ADMINISTRATOR = 1


class Zygote:
    """The process that has imported the program and forks it."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.program", "zygote"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
        )
        self._read()

    def _read(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer

    def ask(self, **order: object) -> dict[str, Any]:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(order).encode() + b"\n")
        self._process.stdin.flush()
        return self._read()

    def close(self) -> None:
        with self._process:
            assert self._process.stdin is not None
            self._process.stdin.close()
            self._process.wait(30)


class Program:
    """One run of the program."""

    def __init__(self, pid: int, wait: Callable[[], int], err: Path) -> None:
        self.pid = pid
        self._wait = wait
        self._err = err
        self._read_from = 0
        self._pidfd = os.pidfd_open(pid)
        self.code: int | None = None

    def signal(self, number: signal.Signals) -> None:
        if self.code is None:
            signal.pidfd_send_signal(self._pidfd, number)

    async def end(self, seconds: float) -> int:
        """Wait for the end by itself; returns the exit code, negative for a signal. Raises TimeoutError."""
        if self.code is None:
            loop = asyncio.get_running_loop()
            ended = loop.create_future()
            loop.add_reader(self._pidfd, lambda: ended.done() or ended.set_result(None))
            try:
                async with asyncio.timeout(seconds):
                    await ended
            finally:
                loop.remove_reader(self._pidfd)
            self.code = self._wait()
            os.close(self._pidfd)
        return self.code

    @property
    def running(self) -> bool:
        return self.code is None

    async def kill(self) -> None:
        """SIGKILL, unless it has ended already."""
        self.signal(signal.SIGKILL)
        await self.end(10)

    async def stop(self, seconds: float = 10) -> int:
        """SIGTERM, and the exit code."""
        self.signal(signal.SIGTERM)
        return await self.end(seconds)

    def said(self) -> str:
        """All that this run and those before it wrote to standard error."""
        return self._err.read_text("utf-8", "replace")


class Books:
    """The program's database as the test reads it, whichever it is."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.path = Path(url.partition(":///")[2]) if url.startswith("sqlite") else None

    async def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """What a query gives; nothing before the tables are there."""
        if self.path is not None:
            if not self.path.exists():
                return []
            with contextlib.closing(sqlite3.connect(self.path, timeout=10)) as connection:
                connection.execute("PRAGMA query_only=ON")
                try:
                    return connection.execute(sql).fetchall()
                except sqlite3.OperationalError as error:
                    if "no such table" in str(error):
                        return []
                    raise
        connection = await asyncpg.connect(self.url.replace("+asyncpg", ""))
        try:
            return [tuple(row) for row in await connection.fetch(sql)]
        except asyncpg.UndefinedTableError:
            return []
        finally:
            await connection.close()

    async def number(self, sql: str) -> int:
        rows = await self.rows(sql)
        return int(rows[0][0] or 0) if rows else 0

    async def settled(self) -> bool:
        """Nothing waits to be handled or sent."""
        pending = await self.rows("SELECT count(*) FROM inbox WHERE state = 0")
        owed = await self.rows("SELECT count(*) FROM outbox WHERE state < 2")
        return [*pending, *owed] == [(0,), (0,)]

    async def updates(self, kind: str) -> list[int]:
        """The updates that had the effect `kind`, once for each time they had it."""
        rows = await self.rows(f"SELECT data FROM history WHERE kind = '{kind}'")
        return [json.loads(row[0])["update"] for row in rows]

    def damage(self, copy_to: Path) -> list[str]:
        """What `integrity_check` and `foreign_key_check` find in a copy of the files of a program that has ended."""
        assert self.path is not None
        if not self.path.exists():
            return []
        copy_to.mkdir(exist_ok=True)
        for suffix in ("", "-wal"):
            copy = copy_to / ("copy.db" + suffix)
            copy.unlink(missing_ok=True)
            source = self.path.with_name(self.path.name + suffix)
            if source.exists():
                shutil.copyfile(source, copy)
        (copy_to / "copy.db-shm").unlink(missing_ok=True)
        with contextlib.closing(sqlite3.connect(copy_to / "copy.db")) as connection:
            found = [row[0] for row in connection.execute("PRAGMA integrity_check")]
            found += [str(row) for row in connection.execute("PRAGMA foreign_key_check")]
        return [line for line in found if line != "ok"]


class Stage:
    """A sandbox, a database, and the program that is started between them."""

    def __init__(self, sandbox: Sandbox, control: Control, url: str, zygote: Zygote, directory: Path) -> None:
        self.sandbox = sandbox
        self.control = control
        self.world = sandbox.world
        self.books = Books(url)
        self.programs: list[Program] = []
        self._zygote = zygote
        self._directory = directory
        self._injected = 0
        self.environment = {
            "ARTEL_TELEGRAM__TOKEN": TOKEN,
            "ARTEL_TELEGRAM__API_BASE": sandbox.url,
            "ARTEL_TELEGRAM__POLL_SECONDS": "5",
            "ARTEL_DATABASE__URL": url,
            "ARTEL_ADMINS": str(ADMINISTRATOR),
        }

    def start(self, *, cold: bool = False, **environment: str) -> Program:
        """Start the program; `cold` without the fork. Further settings by their names."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("ARTEL_")}
        variables = {**kept, "PYTHONPATH": str(ROOT), **self.environment, **environment}
        err, out = self._directory / "stderr", self._directory / "stdout"
        if cold:
            with err.open("ab") as to_err, out.open("ab") as to_out:
                process = subprocess.Popen(
                    [sys.executable, "-m", "tests.faults.program", "run"],
                    env=variables,
                    cwd=self._directory,
                    stdin=subprocess.DEVNULL,
                    stdout=to_out,
                    stderr=to_err,
                )
            program = Program(process.pid, process.wait, err)
        else:
            pid = self._zygote.ask(env=variables, cwd=str(self._directory), out=str(out), err=str(err))["pid"]
            program = Program(pid, lambda: int(self._zygote.ask(wait=pid)["code"]), err)
        self.programs.append(program)
        return program

    async def close(self) -> None:
        for program in self.programs:
            await program.kill()

    def logs(self) -> str:
        """Everything that all runs wrote."""
        return "".join(
            (self._directory / name).read_text("utf-8", "replace")
            for name in ("stdout", "stderr")
            if (self._directory / name).exists()
        )

    @property
    def calls(self) -> list[dict[str, Any]]:
        """The sandbox's log of calls."""
        return self.world.calls.rows

    def texts(self, chat: int | None = None, after: int = 0) -> list[str]:
        """The texts that arrived, edits included."""
        return [
            row["params"]["text"]
            for row in self.calls[after:]
            if row["method"] in {"sendMessage", "editMessageText"}
            and row["ok"]
            and (chat is None or str(row["params"].get("chat_id")) == str(chat))
        ]

    async def until(
        self, fulfilled: Callable[[], object | Awaitable[object]], seconds: float = 30, about: str = ""
    ) -> None:
        """Wait until the condition holds; looked at after each call and ten times a second. Raises AssertionError."""
        try:
            async with asyncio.timeout(seconds):
                while True:
                    held = fulfilled()
                    if isinstance(held, Awaitable):
                        held = await held
                    if held:
                        return
                    await self.world.calls.appended.wait(0.1)
        except TimeoutError:
            about = about or getattr(fulfilled, "__name__", "")
            tail = "\n".join(self.logs().splitlines()[-15:])
            raise AssertionError(f"not within {seconds} s: {about}\n{tail}") from None

    async def until_settled(self, seconds: float = 60) -> None:
        """Wait until Telegram has no update left and nothing waits in the books."""

        async def settled() -> bool:
            queue = self.world.updates[int(TOKEN.partition(":")[0])]
            return not queue.pending and await self.books.settled()

        await self.until(settled, seconds, "settled")

    async def people(self, count: int) -> list[int]:
        """New people who have pressed nothing yet."""
        made = [await self.control.person(f"Person{number}", language_code="en") for number in range(count)]
        for person in made:
            dialog = self.world.dialog(int(TOKEN.partition(":")[0]), person["id"])
            dialog.started = True
        return [int(person["id"]) for person in made]

    def message(self, person: int, text: str) -> dict[str, Any]:
        """The raw update of a private message."""
        self._injected += 1
        message: dict[str, Any] = {
            "message_id": 1_000_000 + self._injected,
            "date": int(self.world.clock.now()),
            "chat": {"id": person, "type": "private", "first_name": f"Person{person}"},
            "from": {
                "id": person,
                "is_bot": False,
                "first_name": f"Person{person}",
                "language_code": "en",
            },
            "text": text,
        }
        if text.startswith("/"):
            length = len(text.split()[0])
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        return {"message": message}

    async def say(self, *messages: tuple[int, str]) -> list[int]:
        """Queue what people write, all at once; returns the updates' ids."""
        return await self.control.inject_all([self.message(*message) for message in messages])

    async def screen(self, person: int, data: str, after: int = 0, seconds: float = 60) -> int:
        """Wait until the person sees a button with `data`; returns the message's id."""
        found: list[int] = []

        def shown() -> bool:
            for row in self.calls[after:]:
                if str(row["params"].get("chat_id")) != str(person) or not row["ok"]:
                    continue
                keyboard = (row["params"].get("reply_markup") or {}).get("inline_keyboard", [])
                if any(button.get("callback_data") == data for line in keyboard for button in line):
                    found.append(int(row["result"]["message_id"]))
                    return True
            return False

        await self.until(shown, seconds, f"a button {data} for {person}")
        return found[0]

    async def subscribe(self, person: int, seconds: float = 60) -> None:
        """Let a person go the whole way from Start to subscribed, by four updates."""
        await self.control.start(person)
        for data in ("contact:begin:", "consent:give", "topic:all:"):
            message = await self.screen(person, data, seconds=seconds)
            await self.control.tap(person, message, data)


def environment(variables: Mapping[str, str]) -> dict[str, str]:
    """Settings as keyword arguments can't name them."""
    return dict(variables)
