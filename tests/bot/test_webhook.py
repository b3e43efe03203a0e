"""The webhook: only who knows the secret is let in, and 200 means that the update is kept."""

import asyncio
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from pydantic import SecretStr

from bot.api import TelegramApi
from bot.config import ConfigError, Webhook, load
from bot.receive import Receiver
from bot.stop import Fatal
from bot.surroundings import check_surroundings
from bot.webhook import SECRET_HEADER, WebhookServer
from handlers.routing import WANTED
from sandbox.client import Control
from storage.engine import Database
from tests.bot.conftest import rows
from tests.conftest import StandingClock

SECRET = "a-secret-of-some-length"  # noqa: S105 -- of nobody
UPDATE = {"update_id": 1, "message": {"chat": {"id": 1, "type": "private"}, "text": "Привет"}}


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@pytest.fixture
async def address(
    sqlite: Database, clock: StandingClock, api: TelegramApi, control: Control
) -> AsyncIterator[str]:
    """Where the program listens, once Telegram was told so."""
    port, stopping = free_port(), asyncio.Event()
    config = Webhook(url="https://127.0.0.1:9/hook", port=port, secret=SecretStr(SECRET))
    await control.faults(
        {"kind": "cut_before", "methods": ["setWebhook"], "count": 1},
        {"kind": "5xx", "methods": ["setWebhook"], "count": 1},
    )
    server = WebhookServer(Receiver(sqlite, clock, api.bot_id), api, config, stopping)
    running = asyncio.create_task(server.run())
    async with asyncio.timeout(30):
        seen = 0
        while not (await api.call("getWebhookInfo", {}))["url"]:
            for call in await control.wait_calls(after=seen, method="setWebhook", seconds=1):
                seen = call["seq"]
            assert not running.done(), running.exception()
    yield f"http://127.0.0.1:{port}/hook"
    stopping.set()
    await running


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    async def at_once(event: asyncio.Event, seconds: float) -> bool:  # noqa: ARG001 -- the pause itself isn't tested
        await asyncio.sleep(0)
        return event.is_set()

    monkeypatch.setattr("bot.webhook.wait_for", at_once)


async def test_only_who_knows_the_secret_is_let_in(
    address: str, sqlite: Database, control: Control, caplog: pytest.LogCaptureFixture
) -> None:
    """Reliability row 9, in small: wrong, absent and non-ASCII secrets, and no traceback."""
    told = [call for call in await control.calls(method="setWebhook") if call["ok"]]
    assert told[-1]["params"]["allowed_updates"] == list(WANTED)
    async with aiohttp.ClientSession() as session:
        wrong = [
            "",
            "wrong",
            SECRET[:-1],
            SECRET + "x",
            SECRET.upper(),
            "секрет",
            "\udcff".encode("utf-8", "surrogateescape").decode("latin-1"),
        ]
        for secret in [None, *wrong]:
            headers = {} if secret is None else {SECRET_HEADER: secret}
            async with session.post(address, json=UPDATE, headers=headers) as response:
                assert response.status == 403
        assert await rows(sqlite) == []
        async with session.post(address, json=UPDATE, headers={SECRET_HEADER: SECRET}) as response:
            assert response.status == 200
    assert [row["update_id"] for row in await rows(sqlite)] == [1]
    assert not caplog.records


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"[]", 400),
        (b"{}", 400),
        (b'{"update_id": "1"}', 400),
        (b"\xff", 400),
        (b"[" * 100_000, 400),
        (b'{"update_id": 1}', 200),
        (b'{"update_id": 1, "message": null}', 200),
        (b'{"update_id": 99999999999999999999, "message": {"chat": {"id": 1, "type": "private"}}}', 400),
    ],
    ids=lambda value: str(value)[:24],
)
async def test_a_body_that_is_no_update_is_turned_away(address: str, body: bytes, status: int) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.post(address, data=body, headers={SECRET_HEADER: SECRET}) as response,
    ):
        assert response.status == status


async def test_telegram_brings_it_again_while_nothing_can_be_kept(
    address: str, sqlite: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    from storage.engine import StorageUnavailable
    from storage.sqlite import SqliteDatabase

    def fail(_: SqliteDatabase) -> None:
        raise StorageUnavailable("SQLITE_FULL")

    async with aiohttp.ClientSession() as session:
        with monkeypatch.context() as patched:
            patched.setattr(SqliteDatabase, "_commit", fail)
            async with session.post(address, json=UPDATE, headers={SECRET_HEADER: SECRET}) as response:
                assert response.status == 503
        async with session.post(address, json=UPDATE, headers={SECRET_HEADER: SECRET}) as response:
            assert response.status == 200
    assert len(await rows(sqlite)) == 1


async def test_there_is_no_webhook_without_a_secret(
    sqlite: Database, clock: StandingClock, api: TelegramApi
) -> None:
    with pytest.raises(Fatal, match="ARTEL_WEBHOOK__SECRET"):
        WebhookServer(Receiver(sqlite, clock, 1), api, Webhook(), asyncio.Event())


async def test_a_port_that_is_taken_is_named(
    sqlite: Database, clock: StandingClock, api: TelegramApi
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = int(other.getsockname()[1])
        config = Webhook(url="https://127.0.0.1:9/hook", port=port, secret=SecretStr(SECRET))
        server = WebhookServer(Receiver(sqlite, clock, 1), api, config, asyncio.Event())
        with pytest.raises(Fatal, match=f"webhook.port = {port}"):
            await server.run()


async def test_check_knows_a_webhook_of_its_own(address: str, tmp_path: Path) -> None:
    port = int(address.rpartition(":")[2].partition("/")[0])
    hook = {"url": "https://bot.example.org", "port": port, "secret": SECRET}
    database = {"url": f"sqlite+aiosqlite:///{tmp_path}/other.db"}
    config = load(needs_token=False, telegram={"mode": "webhook"}, webhook=hook, database=database)
    await asyncio.to_thread(check_surroundings, config, ours_may_run=True)
    with pytest.raises(ConfigError, match=f"webhook.port = {port}"):
        await asyncio.to_thread(check_surroundings, config)
