"""Receiving: whatever arrives is kept raw, once, before Telegram is told; nothing that arrives stops the program."""

import asyncio
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from bot.api import TelegramApi
from bot.config import Telegram
from bot.receive import Poller, Receiver
from bot.stop import Fatal
from handlers.routing import WANTED
from sandbox.client import Control
from storage.engine import Database, StorageUnavailable
from storage.inbox import InboxTable
from storage.tables.street import albums, inbox
from tests.bot.conftest import rows
from tests.conftest import StandingClock

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.characters(categories=["Cs"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
CHATS = (
    st.fixed_dictionaries({}, optional={"id": JSON, "type": st.sampled_from(["private", "group", 7])}) | JSON
)
EVENTS = JSON | st.fixed_dictionaries(
    {},
    optional={
        "chat": CHATS,
        "from": CHATS,
        "message": JSON,
        "text": JSON,
        "media_group_id": JSON,
        "message_id": JSON,
    },
)


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kind=st.sampled_from([*WANTED, "edited_message", "a_later_kind"]), event=EVENTS)
@example(kind="message", event={"chat": {"id": 1, "type": "private"}, "text": "\ud800"})
@example(kind="message", event={"chat": {"id": 2**70, "type": "private"}})
@example(kind="message", event={"chat": {"id": 1}, "media_group_id": "\ud800", "message_id": 2**70})
@example(
    kind="message", event={"chat": {"id": True, "type": "private"}, "message_id": -1, "media_group_id": "a"}
)
async def test_nothing_that_arrives_stops_the_receiver(
    sqlite: Database, clock: StandingClock, kind: str, event: Any
) -> None:
    """Reliability row 4."""
    receiver = Receiver(sqlite, clock, 42)
    async with sqlite.transaction() as transaction:
        await transaction.run(delete(inbox))
    await receiver.keep([{"update_id": 1, kind: event}, {"update_id": 2}])
    assert {row["kind"] for row in await rows(sqlite)} <= set(WANTED)


async def test_what_nobody_wants_is_let_go_but_albums_are_remembered(
    sqlite: Database, clock: StandingClock
) -> None:
    receiver = Receiver(sqlite, clock, 42)
    group = {"message_id": 5, "chat": {"id": -100, "type": "supergroup"}, "text": "?", "media_group_id": "a"}
    private = {"message_id": 6, "chat": {"id": 7, "type": "private"}, "text": "!"}
    await receiver.keep(
        [
            {"update_id": 1, "message": group},
            {"update_id": 2, "message": private},
            {"update_id": 3, "edited_message": private},
            {"update_id": 4, "poll": {}},
        ]
    )
    assert [(row["update_id"], row["chat_id"], row["received_at"]) for row in await rows(sqlite)] == [
        (2, 7, clock.now())
    ]
    assert [(row["chat_id"], row["message_id"], row["album"]) for row in await rows(sqlite, albums)] == [
        (-100, 5, "a")
    ]


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    async def at_once(event: asyncio.Event, seconds: float) -> bool:
        assert 0 < seconds <= 60
        await asyncio.sleep(0)
        return event.is_set()

    monkeypatch.setattr("bot.receive.wait_for", at_once)


@pytest.fixture
def stopping() -> asyncio.Event:
    return asyncio.Event()


@pytest.fixture
def poller(sqlite: Database, clock: StandingClock, api: TelegramApi, stopping: asyncio.Event) -> Poller:
    quick = Telegram(poll_seconds=1, timeout_seconds=5, conflict_seconds=0)
    return Poller(Receiver(sqlite, clock, api.bot_id), api, quick, stopping)


async def kept(database: Database, count: int) -> list[Any]:
    """The inbox once it holds so many updates."""
    news = database.signal("inbox")
    async with asyncio.timeout(15):
        while len(await rows(database)) < count:
            news.clear()
            await news.wait()
    return await rows(database)


async def test_updates_are_confirmed_only_after_they_are_kept(
    poller: Poller,
    sqlite: Database,
    control: Control,
    anna: int,
    stopping: asyncio.Event,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    add, failures = InboxTable.add, iter(["SQLITE_FULL"])

    async def fail_once(self: InboxTable, given: Any) -> None:
        if error := next(failures, None):
            raise StorageUnavailable(error)
        await add(self, given)

    monkeypatch.setattr(InboxTable, "add", fail_once)
    running = asyncio.create_task(poller.run())
    await kept(sqlite, 1)
    await control.send(anna, "дальше")
    assert [row["kind"] for row in await kept(sqlite, 2)] == ["message", "message"]
    offsets = [call["params"].get("offset") for call in await control.calls(method="getUpdates")]
    assert offsets[:2] == [None, None]
    stopping.set()
    await running


@pytest.mark.usefixtures("anna")
async def test_trouble_with_telegram_is_waited_out(
    poller: Poller, sqlite: Database, control: Control, stopping: asyncio.Event
) -> None:
    await control.faults(
        *(
            {"kind": kind, "methods": ["getUpdates"], "count": 1}
            for kind in ("5xx", "html", "truncated", "cut_before")
        ),
        {"kind": "429", "methods": ["getUpdates"], "count": 1, "retry_after": 1},
    )
    running = asyncio.create_task(poller.run())
    assert len(await kept(sqlite, 1)) == 1
    stopping.set()
    await running


@pytest.mark.usefixtures("anna")
async def test_a_webhook_in_the_way_is_taken_away_patiently(
    poller: Poller, sqlite: Database, control: Control, api: TelegramApi, stopping: asyncio.Event
) -> None:
    await api.call("setWebhook", {"url": "https://127.0.0.1:9/hook"})
    await control.faults(
        {"kind": "5xx", "methods": ["deleteWebhook"], "count": 1},
        {"kind": "cut_before", "methods": ["deleteWebhook"], "count": 1},
    )
    running = asyncio.create_task(poller.run())
    assert len(await kept(sqlite, 1)) == 1
    stopping.set()
    await running


async def test_a_revoked_token_ends_the_program(poller: Poller, control: Control, api: TelegramApi) -> None:
    """Reliability row 16."""
    await control.strict_bots()
    await control.revoke(api.bot_id)
    with pytest.raises(Fatal, match=r"refuses the token \(401\)"):
        await poller.run()
