"""The stage: a sandbox, a database, and the real program between them, started and killed at will."""

import asyncio
import contextlib
import os
import subprocess
import sys
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from inspect import isawaitable
from pathlib import Path
from typing import Any

from sandbox.client import Control
from sandbox.server import Sandbox
from tests.faults.books import Books
from tests.faults.processes import ROOT, Program, Zygote
from tests.words import Part, has, plain

TOKEN = "4242:harness-token-of-the-sandbox-only"  # noqa: S105 -- known to the sandbox alone
BOT = 4242
PATIENCE = 120  # seconds, which only a failure uses up: a cold start alone costs eight of a processor that has no .pyc
ADMINISTRATOR = 1


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
        self.deaths_expected = False
        self.environment = {
            "ARTEL_TELEGRAM__TOKEN": TOKEN,
            "ARTEL_TELEGRAM__API_BASE": sandbox.url,
            "ARTEL_TELEGRAM__POLL_SECONDS": "5",
            "ARTEL_DATABASE__URL": url,
            "ARTEL_ADMINS": str(ADMINISTRATOR),
        }

    def start(self, *, cold: bool = False, **settings: str) -> Program:
        """Start the program; `cold` without the fork. Further settings by the names of their variables."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("ARTEL_")}
        variables = {**kept, "PYTHONPATH": str(ROOT), **self.environment, **settings}
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
        """The texts that arrived, edits included, as they read on the screen."""
        return [
            plain(row["params"]["text"])
            for row in self.calls[after:]
            if row["method"] in {"sendMessage", "editMessageText"}
            and row["ok"]
            and (chat is None or str(row["params"].get("chat_id")) == str(chat))
        ]

    async def until(
        self, fulfilled: Callable[[], object | Awaitable[object]], seconds: float = PATIENCE, about: str = ""
    ) -> None:
        """Wait until the condition holds; looked at after each call and ten times a second. Raises AssertionError."""
        try:
            async with asyncio.timeout(seconds):
                while True:
                    held = fulfilled()
                    if isawaitable(held):
                        held = await held
                    if held:
                        return
                    if not self.deaths_expected and not any(one.running for one in self.programs):
                        break
                    await self.world.calls.appended.wait(0.1)
            failure = "the program ended before it came to pass"
        except TimeoutError:
            failure = f"not within {seconds} s"
        tail = "\n".join(self.logs().splitlines()[-15:])
        raise AssertionError(f"{failure}: {about or getattr(fulfilled, '__name__', '')}\n{tail}")

    async def until_told(self, person: int, text: Part = "", seconds: float = PATIENCE) -> None:
        """Wait until a text that contains `text`, or what `like` gives, has reached the person."""
        await self.until(
            lambda: any(has(told, text) for told in self.texts(person)), seconds, f"«{text}» for {person}"
        )

    async def until_status(self, status: int, after: int) -> None:
        """Wait until a call later than the `after`th is answered with `status`."""
        await self.until(lambda: any(row["status"] == status for row in self.calls[after:]))

    async def until_method(self, method: str, after: int) -> None:
        """Wait for a call of the method later than the `after`th."""
        await self.until(lambda: any(row["method"] == method for row in self.calls[after:]))

    def polled(self) -> bool:
        """Whether a long poll is open."""
        return self.world.updates[BOT]._poller is not None

    async def until_settled(self, seconds: float = PATIENCE) -> None:
        """Wait until Telegram has no update left and nothing waits in the books."""

        async def settled() -> bool:
            queue = self.world.updates[BOT]
            return not queue.pending and await self.books.settled()

        await self.until(settled, seconds, "settled")

    @contextlib.asynccontextmanager
    async def clock_runs(self, seconds: float = 5) -> AsyncIterator[None]:
        """Meanwhile the sandbox's clock goes ahead by so many seconds, four times a real second."""

        async def run() -> None:
            while True:
                await self.control.advance(seconds)
                await asyncio.sleep(0.25)  # the pace of this clock, not a wait for anything

        running = asyncio.create_task(run())
        try:
            yield
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)

    async def people(self, count: int) -> list[int]:
        """New people who have pressed nothing yet."""
        made = [await self.control.person(f"Person{number}", language_code="en") for number in range(count)]
        for person in made:
            dialog = self.world.dialog(BOT, person["id"])
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
            length = len(text.split(maxsplit=1)[0])
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        return {"message": message}

    async def say(self, *messages: tuple[int, str]) -> list[int]:
        """Queue what people write, all at once; returns the updates' ids."""
        return await self.control.inject_all([self.message(*message) for message in messages])

    async def screen(self, person: int, data: str, after: int = 0, seconds: float = PATIENCE) -> int:
        """Wait until the person sees a button with data that begins so; returns the message's id."""
        return (await self.button(person, data, after, seconds))[0]

    async def button(
        self, person: int, beginning: str, after: int = 0, seconds: float = PATIENCE
    ) -> tuple[int, str]:
        """The same: the message's id, and the whole data."""
        found: list[tuple[int, str]] = []

        def shown() -> bool:
            for row in self.calls[after:]:
                if str(row["params"].get("chat_id")) != str(person) or not row["ok"]:
                    continue
                keyboard = (row["params"].get("reply_markup") or {}).get("inline_keyboard", [])
                datas = [button.get("callback_data", "") for line in keyboard for button in line]
                wanted = [data for data in datas if data.startswith(beginning)]
                found.extend((int(row["result"]["message_id"]), data) for data in wanted)
                if wanted:
                    return True
            return False

        await self.until(shown, seconds, f"a button {beginning}… for {person}")
        return found[0]

    async def subscribe(self, person: int, seconds: float = PATIENCE) -> None:
        """Let a person go the whole way from Start to subscribed, by four updates."""
        await self.control.start(person)
        for beginning in ("contact:begin:", "consent:give:", "topic:all:"):
            await self.control.tap(person, *await self.button(person, beginning, seconds=seconds))


def sent_by(stage: Stage, word: str) -> Counter[int]:
    """How often each update was answered with the word."""
    return Counter(int(text.split()[1]) for text in stage.texts() if text.startswith(word + " "))
