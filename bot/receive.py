"""Receiving: raw updates go into the inbox before Telegram is told that they arrived."""

import asyncio
import json
from collections.abc import Mapping, Sequence
from typing import Any

import structlog

from bot.alarm import Alarm
from bot.api import Garbled, NotSent, Refused, TelegramApi, Uncertain
from bot.config import Telegram
from bot.inbound_filter import InboundFilter
from bot.stop import Fatal, wait_for
from bot.work import BATCH, Worker
from domain.moderation.entities import FilterTerms
from domain.ports import Clock
from handlers.routing import WANTED, is_wanted
from storage.chats import ChatsTable
from storage.engine import Database, StorageUnavailable, Transaction
from storage.inbox import PRIORITY_KIND, InboxTable

log = structlog.get_logger("receive")

GROUPS = ("group", "supergroup")
LONGEST_PAUSE = 15.0  # seconds between tries while Telegram can't be reached
LARGEST = 250_000  # characters of an update: several times what Telegram sends at most


class Receiver:
    """Writes batches of raw updates into the inbox, whoever brings them.

    Where there is one writer, a `worker` may handle a small batch in the transaction that keeps it: the two
    commits, each a wait for the disk, are then one.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        bot_id: int,
        alarm: Alarm | None = None,
        worker: Worker | None = None,
        inbound_filter: InboundFilter | None = None,
    ) -> None:
        self._filter = inbound_filter or InboundFilter(FilterTerms())
        self._database = database
        self._clock = clock
        self._bot_id = bot_id
        self._alarm = alarm
        self._worker = worker if database.one_writer else None

    async def keep(self, updates: Sequence[Mapping[str, Any]], *, at_once: bool = False) -> None:
        """Commit what any feature wants of these updates. Raises StorageUnavailable: then nothing was kept.

        `at_once`: with what they bring about, if that may be. If the program dies of an update in hand, it comes
        again, and must then be kept first: so it is counted how often it was tried.
        """
        rows, albums = self._select(updates)
        counts = self._filter.counts(at_once=bool(rows))
        if not rows and not albums and not counts:
            return
        worker = self._worker
        if not at_once or len(rows) > BATCH or (worker is not None and not worker.trusts):
            worker = None
        try:
            if worker is None:
                async with self._database.transaction() as transaction:
                    await _keep(transaction, rows, albums, counts)
            else:
                async with worker.lock:
                    async with self._database.transaction() as transaction:
                        await _keep(transaction, rows, albums, counts)
                        transaction.cancel_signal("inbox")
                        if any(row["kind"] == PRIORITY_KIND for row in rows):
                            worker.prioritize()
                        unit = await worker.take(transaction)
                        if unit.more:
                            transaction.touch("inbox")
                    await worker.finish(unit)
        except StorageUnavailable as error:
            if worker is not None:
                worker.prioritize()  # what goes first still waits
            # A full disk is met here first, and then the worker has nothing to fail at.
            if self._alarm is not None:
                await self._alarm.ring(error)
            raise
        if counts:
            self._filter.counted()

    def _is_held(self, kind: str, event: Any, now: int) -> bool:
        """Whether a message that no feature wants waits for a moderator; it is counted in any case."""
        if kind not in ("message", "edited_message"):
            return False
        try:
            chat_id = event["chat"]["id"]
            if event["chat"]["type"] not in GROUPS or not isinstance(chat_id, int) or abs(chat_id) >= 2**63:
                return False
            if kind == "message":
                self._filter.count(chat_id, now)
            return self._filter.holds(event, edited=kind == "edited_message")
        except (KeyError, TypeError, AttributeError):
            return False  # of a strange shape: nobody's message

    def _select(
        self, updates: Sequence[Mapping[str, Any]]
    ) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """What the inbox keeps of these updates, and which messages make an album."""
        now = self._clock.now()
        rows: list[dict[str, Any]] = []
        albums: list[dict[str, Any]] = []
        for update in updates:
            kind, event = _event_of(update)
            if isinstance(event, dict) and isinstance(event.get("media_group_id"), str):
                albums += _album_rows(event, now)
            if not is_wanted(kind, event) and not self._is_held(kind, event, now):
                continue
            payload = _text_of(_without_keyboard(event) if kind == "callback_query" else event)
            if payload is None or len(payload) > LARGEST:
                log.warning("an update that can't be kept was let go", update=update["update_id"], kind=kind)
                continue
            rows.append(
                {
                    "bot_id": self._bot_id,
                    "update_id": update["update_id"],
                    "kind": kind,
                    "chat_id": _order_of(event),
                    "payload": payload,
                    "received_at": now,
                }
            )
        return rows, albums


async def _keep(
    transaction: Transaction,
    rows: Sequence[dict[str, Any]],
    albums: Sequence[dict[str, Any]],
    counts: Mapping[tuple[int, int], int],
) -> None:
    inbox = InboxTable(transaction)
    if rows:
        await inbox.add(rows)
    if albums:
        await inbox.remember_albums(albums)
    if counts:
        await ChatsTable(transaction).count(counts)


def _event_of(update: Mapping[str, Any]) -> tuple[str, Any]:
    """The kind of an update and what it brings; a kind that nobody knows yet is one like any other."""
    for key, value in update.items():
        if key != "update_id":
            return key, value
    return "", None


def _without_keyboard(tap: Any) -> Any:
    """A tap without the buttons of its message: they are half of what it brings, and no feature looks at them."""
    message = tap.get("message") if isinstance(tap, dict) else None
    if not isinstance(message, dict) or "reply_markup" not in message:
        return tap
    rest = {name: value for name, value in message.items() if name != "reply_markup"}
    return {**tap, "message": rest}


def _text_of(event: Any) -> str | None:
    """The event as JSON that any database takes; None for one that no parser would read again."""
    try:
        text = json.dumps(event, ensure_ascii=False)
        if not text.isascii():
            text.encode()
    except UnicodeEncodeError:
        return json.dumps(event)  # half a character: escaped, it can be kept
    except RecursionError:
        return None
    return text


def _order_of(event: Any) -> int:
    """The chat, else the person, within which the order of updates is kept."""
    if not isinstance(event, dict):
        return 0
    message = event.get("message")
    holders = (
        event.get("chat"),
        message.get("chat") if isinstance(message, dict) else None,
        event.get("from"),
    )
    for holder in holders:
        if isinstance(holder, dict) and isinstance(holder.get("id"), int) and abs(holder["id"]) < 2**63:
            return int(holder["id"])
    return 0


def _album_rows(event: Mapping[str, Any], now: int) -> list[dict[str, Any]]:
    message_id, album = event.get("message_id"), event["media_group_id"]
    if not isinstance(message_id, int) or abs(message_id) >= 2**63 or not album.isprintable():
        return []
    return [
        {
            "chat_id": _order_of(event),
            "message_id": message_id,
            "album": album,
            "seen_at": now,
        }
    ]


class Poller:
    """Asks for updates, one long request after another."""

    def __init__(
        self, receiver: Receiver, api: TelegramApi, config: Telegram, stopping: asyncio.Event
    ) -> None:
        self._receiver = receiver
        self._api = api
        self._config = config
        self._stopping = stopping
        self._conflict: tuple[float, float] | None = None  # the first 409 of a row, and the latest
        self._asking = False

    async def run(self) -> None:
        """Poll until the program stops. Raises Fatal when the token or the sole right to poll is lost."""
        breaking = asyncio.create_task(self._break_off(asyncio.current_task()))
        try:
            await self._poll()
        except asyncio.CancelledError:
            if not self._stopping.is_set():
                raise
        finally:
            breaking.cancel()

    async def _break_off(self, polling: asyncio.Task[Any] | None) -> None:
        """At the stop nobody waits for Telegram; but what has come is kept, and what it brings about is sent."""
        await self._stopping.wait()
        if self._asking and polling is not None:
            polling.cancel()

    async def _poll(self) -> None:
        offset: int | None = None  # none is stored: Telegram knows what was confirmed
        failures = 0
        while not self._stopping.is_set():
            try:
                self._asking = True
                try:
                    updates = await self._fetch(offset)
                finally:
                    self._asking = False
                # What comes first may have been in hand when the program died.
                await self._receiver.keep(updates, at_once=offset is not None)
            except Refused as refusal:
                failures += 1
                if refusal.code == 409:
                    await self._meet_conflict(refusal)
                elif refusal.code == 401:
                    raise Fatal(
                        "Telegram refuses the token (401): it was revoked or mistyped. Set ARTEL_TELEGRAM__TOKEN."
                    ) from None
                pause = float(refusal.parameters.get("retry_after", _pause(failures)))
                log.warning("updates refused", code=refusal.code, pause=pause)
                await wait_for(self._stopping, pause)
            except (NotSent, Uncertain, Garbled, StorageUnavailable) as error:
                failures += 1
                log.warning("updates not fetched", error=type(error).__name__, pause=_pause(failures))
                await wait_for(self._stopping, _pause(failures))
            else:
                failures = 0
                if not updates:
                    self._conflict = None  # nobody interrupted a whole long poll
                else:
                    offset = max(update["update_id"] for update in updates) + 1

    async def _fetch(self, offset: int | None) -> list[dict[str, Any]]:
        params: dict[str, Any] = {"timeout": self._config.poll_seconds, "allowed_updates": list(WANTED)}
        if offset is not None:
            params["offset"] = offset
        updates = await self._api.call(
            "getUpdates", params, timeout=self._config.poll_seconds + self._config.timeout_seconds
        )
        if not isinstance(updates, list) or not all(is_update(update) for update in updates):
            raise Garbled("not a list of updates")
        return updates

    async def _meet_conflict(self, refusal: Refused) -> None:
        if "webhook" in refusal.description:
            try:
                await self._api.call("deleteWebhook", {})
            except (Refused, NotSent, Uncertain, Garbled) as error:
                log.warning("the webhook could not be taken away", error=type(error).__name__)
            return
        # Two programs that take turns both get updates now and then: a success alone doesn't end a conflict.
        now = asyncio.get_running_loop().time()
        since, latest = self._conflict or (now, now)
        if now - latest > LONGEST_PAUSE + self._config.poll_seconds:
            since = now
        self._conflict = since, now
        if now - since >= self._config.conflict_seconds:
            raise Fatal(
                "Another program fetches this bot's updates (409), and does not stop. "
                "Stop it, or revoke the token with @BotFather and set the new one."
            )


def _pause(failures: int) -> float:
    return min(2.0 ** min(failures, 10) / 4, LONGEST_PAUSE)


def is_update(update: object) -> bool:
    """Whether this can be an update: one with an id that the inbox can hold."""
    if not isinstance(update, dict):
        return False
    update_id = update.get("update_id")
    return isinstance(update_id, int) and abs(update_id) < 2**63
