"""The commands, as processes: check, run, migrate, demo."""

import asyncio
import contextlib
import os
import re
import signal
import socket
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from bot.demo import PEOPLE as DEMO_PEOPLE
from bot.demo import UNFINISHED
from bot.demo import demo as run_demo
from bot.stop import Fatal
from sandbox.client import Control
from sandbox.server import Sandbox

ROOT = Path(__file__).parents[2]
START = 60  # seconds; importing aiogram alone takes several on a busy machine
STOP = 10
WEEK = 7 * 24 * 3600


@asynccontextmanager
async def started(*arguments: str, cwd: Path, **settings: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """`python -m bot …`; what still runs at the end of the block is killed."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ARTEL_")}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", *arguments),
        cwd=cwd,
        env={**environment, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", **settings},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


async def ran(*arguments: str, cwd: Path, **settings: str) -> tuple[int, str, str]:
    """The exit code of a command that ends by itself, and what it wrote to both outputs."""
    async with started(*arguments, cwd=cwd, **settings) as process, asyncio.timeout(START):
        out, err = await process.communicate()
        return process.returncode or 0, out.decode(), err.decode()


TOKEN = {"ARTEL_TELEGRAM__TOKEN": "123456:abcdefghijklmnopqrstuvwxyz"}


async def test_check_says_that_all_is_well(tmp_path: Path) -> None:
    code, out, err = await ran("check", cwd=tmp_path, **TOKEN)
    assert (code, err) == (0, "")
    assert "in order" in out
    assert "4 topics" in out
    assert TOKEN["ARTEL_TELEGRAM__TOKEN"] not in out


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({}, r"telegram\.token is missing: set ARTEL_TELEGRAM__TOKEN"),
        ({"ARTEL_TELEGRAM__TOKEN": "secret"}, r"telegram\.token = \(secret\): expected the form 123456:ABC"),
        ({**TOKEN, "ARTEL_TELEGRAM__POLL_SECONDS": "77"}, r"telegram\.poll_seconds = '77': .*50"),
        (
            {**TOKEN, "ARTEL_ASSOCIATION__TIME_ZONE": "Mars/Base"},
            r"association\.time_zone = 'Mars/Base': no such",
        ),
        ({**TOKEN, "ARTEL_DATABASE__URL": "mysql://x"}, r"database\.url = 'mysql://x': expected"),
        ({**TOKEN, "ARTEL_ADMINS": "7,Olga"}, r"admins.* = 'Olga': .*integer"),
        ({**TOKEN, "ARTEL_CONFIG": "none.toml"}, r"none\.toml: no such file"),
        (
            {**TOKEN, "ARTEL_CLOCK": "http://127.0.0.1:1"},
            r"clock = .*telegram\.api_base is not on this machine",
        ),
    ],
    ids=lambda value: "-".join(set(value) - set(TOKEN)) if isinstance(value, dict) else "",
)
async def test_check_names_key_value_and_reason(tmp_path: Path, settings: dict[str, str], said: str) -> None:
    code, out, err = await ran("check", cwd=tmp_path, **settings)
    assert (code, out) == (2, "")
    assert re.search(said, err), err
    assert "Traceback" not in err
    assert "secret\n" not in err


async def test_check_reads_the_file_that_is_named(tmp_path: Path) -> None:
    config = (ROOT / "config.toml").read_text("utf-8").replace("poll_seconds = 25", 'poll_seconds = "often"')
    (tmp_path / "mine.toml").write_text(config + "\n[telegramm]\nmode = 1\n", "utf-8")
    code, _, err = await ran("check", cwd=tmp_path, ARTEL_CONFIG="mine.toml", **TOKEN)
    assert code == 2
    assert re.search(r"telegram\.poll_seconds = 'often': .* \(in mine\.toml", err)
    assert re.search(r"telegramm\b.*telegram\b.*\(in mine\.toml", err), "the nearest key is named"


async def test_help_names_the_commands(tmp_path: Path) -> None:
    code, out, _ = await ran("--help", cwd=tmp_path)
    assert code == 0
    assert all(
        re.search(rf"^ +{command} ", out, re.MULTILINE) for command in ("run", "demo", "check", "migrate")
    )
    code, _, err = await ran(cwd=tmp_path)
    assert code == 2
    assert "required: command" in err


async def test_run_without_a_token_says_what_to_set(tmp_path: Path) -> None:
    code, out, err = await ran("run", cwd=tmp_path)
    assert (code, out) == (2, "")
    assert err.startswith("telegram.token is missing: set ARTEL_TELEGRAM__TOKEN")
    assert not (tmp_path / "var").exists(), "nothing is made before the configuration is in order"


async def test_migrate_makes_the_database_and_says_so(tmp_path: Path) -> None:
    code, out, _ = await ran("migrate", cwd=tmp_path)
    assert code == 0
    assert re.fullmatch(r"The database is at revision \w+ \(was None\)\.\n", out)
    with contextlib.closing(sqlite3.connect(tmp_path / "var" / "artel.db")) as database:
        assert database.execute("SELECT count(*) FROM people").fetchone() == (0,)
    code, out, _ = await ran("migrate", cwd=tmp_path)
    assert code == 0
    assert re.fullmatch(r"The database is at revision \w+\.\n", out)


# The demo


class Demo:
    """The demo as a process; `url` is what it printed."""

    def __init__(self, process: asyncio.subprocess.Process, url: str, data: Path) -> None:
        self.process = process
        self.url = url
        self.data = data

    async def stop(self) -> str:
        """Ctrl+C; returns what it wrote to standard error. Fails where it isn't over in time."""
        self.process.send_signal(signal.SIGINT)
        async with asyncio.timeout(STOP):
            _, err = await self.process.communicate()
        assert self.process.returncode == 0, err.decode()
        return err.decode()

    def count(self, sql: str) -> int:
        with contextlib.closing(sqlite3.connect(self.data / "artel.db", timeout=5)) as database:
            return int(database.execute(sql).fetchone()[0])

    async def counts(self, control: Control, sql: str, number: int) -> None:
        """Wait until the database counts as many, looking again after each call of the bot."""
        after = 0
        try:
            async with asyncio.timeout(START):
                while self.count(sql) != number:
                    calls = await control.wait_calls(after=after, seconds=0.2)
                    after = calls[-1]["seq"] if calls else after
        except TimeoutError:
            raise AssertionError(f"{self.count(sql)} and not {number}: {sql}") from None


@asynccontextmanager
async def demo(directory: Path, *arguments: str) -> AsyncIterator[Demo]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    data = directory / "data"
    options = ("--port", str(port), "--data", str(data), *arguments)
    async with started("demo", *options, cwd=directory) as process:
        said = ""
        async with asyncio.timeout(START):
            while not (address := re.search(r"open (http://127\.0\.0\.1:\d+)/ in a browser", said)):
                assert process.stdout is not None
                line = await process.stdout.readline()
                assert line, f"the demo ended: {said}"
                said += line.decode()
        yield Demo(process, address[1], data)


PEOPLE = "SELECT count(*) FROM people"
EVENTS = "SELECT count(*) FROM webinars WHERE status = 'published'"
GUESTS = "SELECT count(*) FROM people WHERE first_source = 'poster'"
SUPPORTERS = (
    "SELECT count(DISTINCT person_id) FROM consents WHERE purpose LIKE 'mailings:%' AND withdrawn_at IS NULL"
)
PLACED = "SELECT count(*) FROM group_members WHERE status = 1"
ON_AGENDA = "SELECT count(*) FROM applications WHERE status = 'complete' AND meeting_id IS NOT NULL"
INVOICES = "SELECT count(*) FROM invoices WHERE status = 'open'"
ROLES = "SELECT count(DISTINCT role) FROM roles"


async def test_the_demo_keeps_its_data_and_forgets_it_when_told(tmp_path: Path) -> None:
    async with Sandbox(0, tmp_path / "data" / "telegram") as earlier, Control(earlier.url) as control:
        await control.person("Прежний", id=999)
        await control.advance(WEEK)
    (tmp_path / "data" / "artel.db").write_text("of an earlier demo")
    (tmp_path / "data" / "thesis.txt").write_text("not the demo's")

    async with demo(tmp_path, "--fresh") as first, Control(first.url) as control:
        assert 999 not in {person["id"] for person in await control.people()}
        assert (await control.clock())["offset"] < 60, "the clock starts over too"
        assert (first.data / "thesis.txt").exists()
        async with aiohttp.ClientSession() as session, session.get(first.url + "/") as page:
            assert page.status == 200
            assert "Artel" in await page.text()
        # All went their ways by themselves: supporters, those who hold a role, members in groups.
        await first.counts(control, PLACED, 2)
        assert first.count(SUPPORTERS) == 12
        assert first.count(ROLES) == 7
        await first.counts(control, EVENTS, 1)
        await first.counts(control, ON_AGENDA, 1)
        assert first.count(INVOICES) == 2
        kept = first.count(PEOPLE)
        guest = (await control.person("Гость", language_code="ru"))["id"]
        await control.start(guest, "poster")
        await first.counts(control, GUESTS, 1)
        people = {person["id"] for person in await control.people()}
        await control.advance(WEEK - 3600)
        seen = (await control.calls())[-1]["seq"]
        await control.start(guest)  # the answer shows that the program goes on beside the moved clock
        assert await control.wait_calls(after=seen, method="sendMessage", chat=guest, seconds=START)
        assert first.count(GUESTS) == 1, "not a moment before its time"
        await control.advance(2 * 3600)
        await first.counts(control, GUESTS, 0)
        assert first.count(PEOPLE) == kept, "who consented stays, and so does the administrator"
        # Reliability row 49, for all that the program writes.
        written = [*first.data.glob("artel.db*"), *(first.data / "telegram").rglob("*")]
        assert len(written) >= 5
        assert {
            path.name: path.stat().st_mode & 0o077 for path in written if path.stat().st_mode & 0o077
        } == {}
        assert "Traceback" not in await first.stop()

    async with demo(tmp_path) as second, Control(second.url) as control:
        assert {person["id"] for person in await control.people()} == people
        await control.start(guest, "poster")
        await second.counts(control, GUESTS, 1)
        assert second.count(SUPPORTERS) == 12
        assert "Traceback" not in await second.stop()


async def test_a_world_that_was_cut_short_begins_anew(tmp_path: Path) -> None:
    async with Sandbox(0, tmp_path / "data" / "telegram") as earlier, Control(earlier.url) as control:
        await control.person("Прежний", id=999)
    (tmp_path / "data" / UNFINISHED).touch()
    (tmp_path / "data" / "artel.db").write_text("half")
    async with demo(tmp_path) as begun, Control(begun.url) as control:
        assert {person["id"] for person in await control.people()} == {person["id"] for person in DEMO_PEOPLE}
        await begun.counts(control, SUPPORTERS, 12)


async def test_a_second_demo_spoils_nothing(tmp_path: Path) -> None:
    async with Sandbox(0, tmp_path / "telegram") as first:
        (tmp_path / "artel.db").write_text("kept")
        with pytest.raises(
            Fatal, match=r"can't start: another sandbox keeps its world in .*telegram\. See --port"
        ):
            await run_demo(tmp_path, 0, fresh=True)
        with pytest.raises(Fatal, match="address already in use"):
            await run_demo(tmp_path / "other", first.port, fresh=False)
    assert (tmp_path / "artel.db").read_text() == "kept"
