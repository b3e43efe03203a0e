"""The webhook under strangers: nothing of theirs is accepted, read or waited for."""

import asyncio
import gzip
import json
import socket
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field

import pytest
from pydantic import SecretStr
from sqlalchemy import select

from bot.api import TelegramApi
from bot.config import Webhook
from bot.receive import Receiver
from bot.webhook import SECRET_HEADER, WebhookServer
from sandbox.server import Sandbox
from storage.engine import Database
from storage.tables.street import inbox
from tests.conftest import StandingClock
from tests.faults.conftest import Trial
from tests.faults.harness import TOKEN

SECRET = "a-secret-of-some-length"  # noqa: S105 -- of nobody
MEGABYTE = 2**20
LONGEST = 0.1  # seconds for which the event loop may be busy at one go


def update(number: int) -> bytes:
    message = {"chat": {"id": 1, "type": "private"}, "text": "Привет"}
    return json.dumps({"update_id": number, "message": message}).encode()


def head(secret: str | bytes | None, *, length: int | None = None, **headers: str) -> bytes:
    lines = [b"POST /hook HTTP/1.1", b"Host: localhost", b"Content-Type: application/json"]
    if secret is not None:
        given = secret if isinstance(secret, bytes) else secret.encode()
        lines.append(SECRET_HEADER.encode() + b": " + given)
    if length is not None:
        lines.append(b"Content-Length: %d" % length)
    lines += [f"{name.replace('_', '-')}: {value}".encode() for name, value in headers.items()]
    return b"\r\n".join([*lines, b"", b""])


@dataclass
class Door:
    """Where the program listens, and how long its event loop was busy at one go (its processor's time)."""

    port: int
    database: Database
    longest: float = 0.0
    open: list[asyncio.StreamWriter] = field(default_factory=list)

    async def watch(self) -> None:
        self.longest = 0.0
        before = time.thread_time()
        while True:
            await asyncio.sleep(0)
            now = time.thread_time()
            self.longest = max(self.longest, now - before)
            before = now

    async def connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        self.open.append(writer)
        return reader, writer

    async def ask(self, *parts: bytes) -> int:
        """The status of the answer; 0 if the connection is closed without one."""
        reader, writer = await self.connect()
        line = b""
        with suppress(ConnectionError):
            for part in parts:
                writer.write(part)
                await writer.drain()
        with suppress(ConnectionError):
            line = await reader.readline()
        writer.close()
        return int(line.split()[1]) if line else 0

    async def kept(self) -> int:
        async with self.database.transaction() as transaction:
            return len(await transaction.all(select(inbox.c.update_id)))


@pytest.fixture
async def door(sqlite: Database, clock: StandingClock) -> AsyncIterator[Door]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = int(server.getsockname()[1])
    async with Sandbox() as sandbox:
        sandbox.world.authorize(TOKEN)
        api = TelegramApi(sandbox.url, TOKEN, timeout=5)
        stopping = asyncio.Event()
        config = Webhook(url="https://127.0.0.1:9/hook", port=port, secret=SecretStr(SECRET))
        serving = WebhookServer(Receiver(sqlite, clock, api.bot_id), api, config, stopping)
        running = asyncio.create_task(serving.run())
        async with asyncio.timeout(30):
            while not (await api.call("getWebhookInfo", {}))["url"]:
                assert not running.done(), running.exception()
        made = Door(port, sqlite)
        yield made
        for writer in made.open:
            writer.close()
        stopping.set()
        await running
        await api.close()


def secrets_of_nobody(trial: Trial) -> list[bytes | None]:
    """Absent, near misses, lengths of every kind, other alphabets and bytes that are no text."""
    known = SECRET.encode()
    near: list[bytes | None] = [
        None,
        b"",
        known[:-1],
        known + b"x",
        known.upper(),
        known * 2,
        known + b"\t" + known,
    ]
    near += [known[:place] + b"?" + known[place + 1 :] for place in range(len(known))]
    near += [
        "секрет".encode(),
        "秘密".encode(),
        "\u202esecret".encode(),
        b"\xff\xfe",
        b"\xed\xb3\xbf",
        b"%00",
        b"''",
        b"x" * 8000,
    ]
    while len(near) < trial.of(1000, 200):
        alphabet = trial.random.choice((range(33, 127), range(128, 256)))
        near.append(bytes(trial.random.choices(alphabet, k=trial.random.randint(1, 300))))
    return near


async def test_a_thousand_wrong_secrets(door: Door, trial: Trial, caplog: pytest.LogCaptureFixture) -> None:
    """Reliability row 9."""
    tried = secrets_of_nobody(trial)
    body = update(1)
    statuses = [await door.ask(head(secret, length=len(body)), body) for secret in tried]
    assert set(statuses) == {403}
    assert await door.kept() == 0
    assert not caplog.records
    assert await door.ask(head(SECRET, length=len(body)), body) == 200
    assert await door.kept() == 1
    trial.report("9", secrets=len(tried), accepted=0, tracebacks=0)


def of_strangers(trial: Trial) -> list[tuple[bytes, ...]]:
    """Requests without the secret: packed, huge, unfinished, broken."""
    bomb = gzip.compress(b" " * (64 * MEGABYTE))
    piece = b"x" * MEGABYTE
    packed = [
        (head(None, length=len(bomb), Content_Encoding=kind), bomb)
        for kind in ("gzip", "deflate", "br", "zstd", "gzip, gzip")
    ]
    chunked = head("wrong", Transfer_Encoding="chunked")
    huge = [
        (head(None, length=10**10), piece),
        (head("wrong", length=32 * MEGABYTE), *[piece] * 32),
        (chunked, *[b"100000\r\n" + piece + b"\r\n"] * 32),
        (head(None, length=10**6), b"[" * 10**6),
        (head(None, length=10**6), b'{"a":' * 200_000),
    ]
    slow = [(head(None, length=1000), b"{"), (chunked, b"5\r\n{"), (head(None, length=10**30), b"")]
    broken = [
        (chunked, b"zz\r\n"),
        (chunked, b"-1\r\n\r\n"),
        (chunked, b"fffffffffffffffffff\r\n"),
        (head(None, length=-1),),
        (head(None, length=5, Transfer_Encoding="chunked"), b"0\r\n\r\n"),
        (head(None, Content_Length="5\r\nContent-Length: 6"), b"12345"),
        (head(None, X="y" * 100_000),),
        (b"BREW /hook HTTP/1.1\r\n\r\n",),
        (b"POST /hook HTTP/9.9\r\n\r\n",),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + trial.random.randbytes(500), b"\r\n\r\n"),
        (b"\0" * 10_000, b"\r\n\r\n"),
        (b"POST " + b"/" * 100_000 + b" HTTP/1.1\r\n\r\n",),
        (b"GET / HTTP/1.1\r\nHost: x\r\n\r\n" * 500,),
    ]
    kinds = [*packed, *huge, *slow, *broken]
    trial.random.shuffle(kinds)
    return kinds * trial.of(20, 2)


async def test_what_strangers_bring_blocks_nothing(
    door: Door, trial: Trial, caplog: pytest.LogCaptureFixture
) -> None:
    """Reliability row 48."""
    requests = of_strangers(trial)
    slowest = 0.0
    watching = asyncio.create_task(door.watch())
    for number, request in enumerate(requests):
        async with asyncio.timeout(5):
            status = await door.ask(*request)
        assert status in (0, 400, 403), request[0][:200]
        if number % 10 == 0:
            body, started = update(number), time.perf_counter()
            assert await door.ask(head(SECRET, length=len(body)), body) == 200
            slowest = max(slowest, time.perf_counter() - started)
    trial.report(
        "48", requests=len(requests), longest=round(door.longest, 3), slowest_of_telegram=round(slowest, 3)
    )
    watching.cancel()
    assert door.longest < LONGEST
    assert await door.kept() == len(range(0, len(requests), 10))
    assert not caplog.records


@pytest.mark.parametrize(
    ("request_head", "parts", "status"),
    [
        (head(SECRET, length=9, Content_Encoding="gzip"), (b"x" * 9,), 415),
        (head(SECRET, length=10**10), (), 413),
        (head(SECRET, Transfer_Encoding="chunked"), (b"100000\r\n" + b" " * MEGABYTE + b"\r\n",) * 3, 413),
        (head(SECRET, length=100), (b"{",), 408),
        (head(SECRET, Transfer_Encoding="chunked"), (b"5\r\n{",), 408),
        (head(SECRET, Transfer_Encoding="chunked"), (b"zz\r\n",), 400),
        (head(SECRET, length=10**6), (b"[" * 10**6,), 400),
        (head(SECRET, length=10**6), (b'{"a":' * 200_000,), 400),
        (head(SECRET, length=0), (), 400),
        (head(SECRET, length=5000), (b"9" * 5000,), 400),
        (head(SECRET).replace(b"POST", b"GET"), (), 405),
    ],
    ids=[
        "packed",
        "huge",
        "huge in parts",
        "slow",
        "slow in parts",
        "broken",
        "deep list",
        "deep object",
        "empty",
        "long number",
        "GET",
    ],
)
async def test_who_knows_the_secret_is_held_to_limits(
    door: Door,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    request_head: bytes,
    parts: tuple[bytes, ...],
    status: int,
) -> None:
    """Reliability row 48, for what Telegram itself, or the server in front, might bring."""
    monkeypatch.setattr("bot.webhook.BODY_SECONDS", 0.3)
    watching = asyncio.create_task(door.watch())
    async with asyncio.timeout(10):
        assert await door.ask(request_head, *parts) == status
    watching.cancel()
    assert door.longest < LONGEST
    assert await door.kept() == 0
    assert not caplog.records


BEGUN = pytest.mark.parametrize(
    "begun", [b"", b"POST /hook HTTP/1.1\r\nHost: x\r\n"], ids=["silent", "slow head"]
)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.webhook.IDLE_SECONDS", 0.3)


@BEGUN
@pytest.mark.usefixtures("impatient")
async def test_a_connection_without_a_request_is_closed(door: Door, begun: bytes) -> None:
    """Reliability row 48."""
    reader, writer = await door.connect()
    writer.write(begun)
    async with asyncio.timeout(10):
        assert await reader.read() == b""


@BEGUN
async def test_strangers_drive_each_other_out_and_nobody_else(
    door: Door, monkeypatch: pytest.MonkeyPatch, begun: bytes
) -> None:
    """Reliability row 48: too many connections, and the oldest of those that showed no secret are closed."""
    monkeypatch.setattr("bot.webhook.STRANGERS", 20)
    body = update(1)
    keeping = head(SECRET, length=len(body)) + body
    reader, writer = await door.connect()
    writer.write(keeping)
    assert (await reader.readline()).split()[1] == b"200"
    strangers = [await door.connect() for _ in range(60)]
    for _, stranger in strangers:
        stranger.write(begun)
    async with asyncio.timeout(5):
        for _ in range(40):
            await strangers.pop(0)[0].read()
    assert await door.ask(keeping) == 200  # another finds its way in
    while (await reader.readline()).strip():
        pass
    writer.write(keeping)  # and who has shown the secret is not driven out
    assert (await reader.readline()).split()[1] == b"200"
