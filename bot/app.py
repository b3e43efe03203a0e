"""The one place where the program is put together."""

import asyncio
import gc
import signal
import sqlite3
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AsyncExitStack
from functools import partial
from typing import Any, TypeVar

import structlog
from aiogram.types import User

from bot.alarm import Alarm
from bot.api import Garbled, NotSent, Refused, TelegramApi, Uncertain
from bot.clock import SandboxClock, SystemClock, Ticker
from bot.config import Config
from bot.dispatch import QuietBot, routes
from bot.i18n import FluentTexts
from bot.inbound_filter import InboundFilter
from bot.make import Maker
from bot.receive import Poller, Receiver
from bot.scheduled import ScheduledTasks
from bot.send import GRACE, Sender
from bot.stop import Fatal, end, wait_for
from bot.webhook import WebhookServer
from bot.wiring import Wiring
from bot.work import Worker
from storage.bots import BotsTable
from storage.engine import (
    Database,
    StorageDamaged,
    StorageUnavailable,
    Transaction,
    open_database,
    repeated,
)
from storage.errors import Unusable
from storage.migrate import migrate
from storage.sqlite import has_wal_reset_bug

log = structlog.get_logger("app")

Part = Callable[[], Awaitable[None]]
Result = TypeVar("Result")


async def run(config: Config, stopping: asyncio.Event | None = None) -> None:
    """Run the program until `stopping` is set or SIGTERM comes. Raises Fatal."""
    stopping = stopping or asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    try:
        async with AsyncExitStack() as stack:
            await _serve(config, stopping, stack)
    except* (Unusable, StorageDamaged, StorageUnavailable) as group:
        error = _first(group)
        if not (stopping.is_set() and isinstance(error, StorageUnavailable)):
            raise Fatal(f"The database can't be used: {error}") from None
    except* Fatal as group:
        raise _first(group) from None
    log.info("stopped")


def _first(group: BaseExceptionGroup[BaseException]) -> BaseException:
    error: BaseException = group
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error


async def _serve(config: Config, stopping: asyncio.Event, stack: AsyncExitStack) -> None:
    if config.telegram.token is None:
        raise Fatal("telegram.token is missing: set ARTEL_TELEGRAM__TOKEN.")
    before, after = await migrate(config.database.url)
    if before != after:
        log.info("database migrated", before=before, after=after)
    database = await stack.enter_async_context(open_database(config.database.url))
    _say_which_sqlite(config.database.url)
    api = TelegramApi(
        config.telegram.api_base,
        config.telegram.token.get_secret_value(),
        proxy=config.telegram.proxy,
        timeout=config.telegram.timeout_seconds,
    )
    stack.push_async_callback(api.close)
    clock = await _clock(config, stack)
    bot = QuietBot(await _patiently(database, stopping, partial(_identify, database, api, stopping)))
    association = config.association.facts()
    texts = FluentTexts(association)
    alarm = Alarm(api, texts)
    wiring = Wiring(config, association, texts, clock)
    scheduled = ScheduledTasks(database, clock, config, wiring, association, texts, bot, alarm)
    await _patiently(database, stopping, scheduled.open)

    sender = Sender(database, api, clock, config.telegram, stopping, alarm, config.dues.provider_token)
    worker = Worker(database, clock, wiring, association, texts, bot, sender, alarm, stopping)
    inbound_filter = InboundFilter(config.moderation.terms().filter)
    receiver = Receiver(database, clock, api.bot_id, alarm, worker, inbound_filter)
    ticker = Ticker(clock, scheduled.tick, stopping, alarm, due=database.signal("due"))
    maker = Maker(database, clock, api.bot_id, stopping)
    if config.telegram.mode == "webhook":
        receive: Part = WebhookServer(receiver, api, config.webhook, stopping).run
    else:
        poller = Poller(receiver, api, config.telegram, stopping)
        receive = partial(_lead, database, "poller", poller.run, stopping)
    routes()
    _settle_memory()
    log.info("started", bot=bot.id, mode=config.telegram.mode, database=config.database.url.split(":")[0])
    # Each part with the seconds it has to finish what is in hand; what has none can be broken off anywhere.
    parts: list[tuple[Part, float]] = [
        (receive, 5),
        (worker.run, 5),
        (partial(_lead, database, "sender", sender.run, stopping), GRACE + 1),
        (partial(_lead, database, "maker", maker.run, stopping), 0),
        (partial(_lead, database, "clock", ticker.run, stopping), 0),
    ]
    async with asyncio.TaskGroup() as group:
        for part, grace in parts:
            group.create_task(_until_stopped(part, stopping, grace))
        await stopping.wait()
        for topic in ("inbox", "outbox"):
            database.signal(topic).set()


async def _patiently(
    database: Database, stopping: asyncio.Event, act: Callable[[], Awaitable[Result]]
) -> Result:
    """A server that goes away while the program starts is waited for; a file that can't be used ends the start."""
    while True:
        try:
            return await act()
        except StorageUnavailable as error:
            if database.one_writer or stopping.is_set():
                raise
            log.warning("the start was put off", error=str(error))
            await wait_for(stopping, 1)


def _settle_memory() -> None:
    """What was imported lives as long as the process: the collector need not walk it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


async def _clock(config: Config, stack: AsyncExitStack) -> SystemClock | SandboxClock:
    if not config.clock:
        return SystemClock()
    clock = SandboxClock(config.clock)
    await clock.read()
    following = asyncio.create_task(clock.follow())
    stack.callback(following.cancel)
    return clock


async def _until_stopped(part: Part, stopping: asyncio.Event, grace: float) -> None:
    """Run a part; when the program stops, give it `grace` seconds to end by itself."""
    running = asyncio.ensure_future(part())
    ending = asyncio.ensure_future(stopping.wait())
    try:
        await asyncio.wait([running, ending], return_when=asyncio.FIRST_COMPLETED)
        if not running.done():
            await asyncio.wait([running], timeout=grace)
    finally:
        ending.cancel()
        await end(running)
    if not running.cancelled() and (error := running.exception()):
        raise error


async def _lead(database: Database, role: str, part: Part, stopping: asyncio.Event) -> None:
    """Run a part that only one process may run; if the right to it is lost, stop it and wait for the right again."""
    while not stopping.is_set():
        async with database.lead(role) as lost:
            running = asyncio.ensure_future(part())
            try:
                await asyncio.wait([running, lost], return_when=asyncio.FIRST_COMPLETED)
            finally:
                await end(running)
            if not running.cancelled():
                running.result()


async def _identify(database: Database, api: TelegramApi, stopping: asyncio.Event) -> User:
    """Who the bot is: as Telegram says, or as it said last while it can't be reached."""
    while not stopping.is_set():
        known = await repeated(database, lambda transaction: BotsTable(transaction).find(api.bot_id))
        try:
            described = await api.call("getMe", {}, timeout=10)
            me = User.model_validate(described)
        except Refused as refusal:
            if refusal.code in (401, 404):
                raise Fatal(
                    f"Telegram refuses the token ({refusal.code}): it was revoked or mistyped. Set ARTEL_TELEGRAM__TOKEN."
                ) from None
            log.warning("getMe was refused", code=refusal.code)
        except (NotSent, Uncertain, Garbled, ValueError) as error:
            log.warning("Telegram can't be reached", error=type(error).__name__)
        else:
            await repeated(database, partial(_keep_identity, described))
            return me
        if known is not None:
            return User.model_validate(known)
        await wait_for(stopping, 2)
    return User(id=api.bot_id, is_bot=True, first_name="")


async def _keep_identity(described: Mapping[str, Any], transaction: Transaction) -> None:
    await BotsTable(transaction).keep(described)


def _say_which_sqlite(url: str) -> None:
    if not url.startswith("sqlite"):
        return
    version = sqlite3.sqlite_version_info
    if has_wal_reset_bug(version):
        log.warning(
            "this SQLite has the WAL-reset bug, which needs two connections that write; Artel uses one",
            sqlite=sqlite3.sqlite_version,
            fixed_in="3.44.6, 3.50.7, 3.51.3",
        )
    else:
        log.info("SQLite", version=sqlite3.sqlite_version)
