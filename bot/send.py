"""Sending what is owed: in order, within Telegram's limits, once, or again where nobody knows."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import structlog
from pydantic import SecretStr

from bot.alarm import Alarm
from bot.answers import Answerer
from bot.api import Garbled, NotSent, Refused, TelegramApi, Uncertain
from bot.config import Telegram
from bot.log import where
from bot.outcomes import REST, Attempt, pause_of, refused, unknown
from bot.pacer import Pacer
from bot.stop import Fatal, wait_for
from domain.contacts import Contacts
from domain.outbox import Lane
from domain.ports import Clock
from handlers.say import Answer
from handlers.wire import PROVIDER_TOKEN
from storage.contacts import ContactsTable
from storage.engine import Database, StorageConflict, StorageUnavailable, Transaction
from storage.inbox import InboxTable
from storage.jobs import JobsTable, Made
from storage.outbox import OutboxTable, Owed, Settled
from storage.tables.street import Outbox

log = structlog.get_logger("send")

ALBUM = "sendMediaGroup"
IN_FLIGHT = 40
FOR_ACTS = 20  # further calls in flight that only acts may be: slow messages hold none up
LONGEST_PAUSE = 15.0  # seconds between tries while Telegram can't be reached
GRACE = 7.0  # seconds that calls in flight have at the stop, or where another process takes over
NOTED_WITHIN = 0.02  # seconds that the note of a call may wait for a transaction that takes it along

Claimed = list[tuple[Owed, Made | None]]


@dataclass(frozen=True, slots=True)
class Batch:
    """The results that a transaction notes, and the calls that it claims."""

    noted: Sequence[Attempt] = ()
    claimed: Sequence[tuple[Owed, Made | None]] = ()
    at: int | None = None  # the time of the transaction; None for an empty batch


class Sender:
    """Takes calls from the outbox and makes them."""

    def __init__(
        self,
        database: Database,
        api: TelegramApi,
        clock: Clock,
        config: Telegram,
        stopping: asyncio.Event,
        alarm: Alarm,
        provider_token: SecretStr | None = None,
    ) -> None:
        self._alarm = alarm
        self._provider_token = provider_token
        self._database = database
        self._api = api
        self._clock = clock
        self._pacer = Pacer(config)
        self._stopping = stopping
        self._wake = database.signal("outbox")
        self._bulk_news = database.signal("bulk")
        self._flying: dict[asyncio.Task[None], Owed] = {}
        self._finished: list[Attempt] = []
        self._noting: asyncio.TimerHandle | None = None
        self._queue = True  # whether calls wait, as far as is known
        self._answerer = Answerer(api)
        self._away = 0  # failures to connect, one after another
        self._away_until = 0.0
        self._doubtful = False  # whether a commit failed of which nobody knows what became of it
        self._fatal: Fatal | None = None
        self._sending = False
        self._latest = 0  # the time of the last batch: the clock can be put back

    def answer(self, answers: Iterable[tuple[int, Answer]]) -> None:
        """Answer people's taps, and who is about to pay, at once; nothing of this is kept."""
        self._answerer.add(answers)

    async def run(self) -> None:
        """Send until the program stops; then let what is in flight land. Raises Fatal when the token is refused."""
        await self._recover()
        self._sending = True
        try:
            while not self._stopping.is_set():
                self._wake.clear()
                try:
                    busy = await self._step()
                except StorageConflict:
                    continue
                except StorageUnavailable as error:
                    self._doubtful = True
                    log.warning("sending put off", error=str(error))
                    await self._alarm.ring(error)
                    await wait_for(self._stopping, 1)
                    continue
                if self._fatal is not None:
                    raise self._fatal
                if not busy:
                    await wait_for(self._wake, self._until_next())
        finally:
            self._sending = False
            await self._land()

    async def _recover(self) -> None:
        while not self._stopping.is_set():
            try:
                async with self._database.transaction() as transaction:
                    count = await OutboxTable(transaction).recover(self._clock.now())
            except StorageUnavailable as error:
                log.warning("the outbox can't be read yet", error=str(error))
                await self._alarm.ring(error)
                await wait_for(self._stopping, 1)
            else:
                if count:
                    log.info("calls were in flight at the last stop", count=count)
                self._bulk_news.set()
                return

    async def claim(self, transaction: Transaction) -> Batch:
        """Take what may go out in the very transaction that says it, where nobody else's can get in between."""
        if not self._sending or not self._database.one_writer:
            return Batch()
        batch = await self._next_batch(transaction)
        if not self._queue:
            transaction.cancel_signal("outbox")
        return batch

    async def _next_batch(self, transaction: Transaction) -> Batch:
        now = self._clock.now()
        if now < self._latest:
            await OutboxTable(transaction).follow_back(now, self._latest - now)
        attempts = list(self._finished)
        if self._doubtful:
            known = {it.owed.id for it in attempts} | {owed.id for owed in self._flying.values()}
            await OutboxTable(transaction).give_back_all_but(known)
        await self._note(transaction, await self._unnoted(transaction, attempts), now)
        return Batch(attempts, await self._claim(transaction, now), now)

    def start(self, batch: Batch) -> None:
        """Make the calls that a committed transaction claimed."""
        if batch.at is not None:
            self._latest = batch.at
        noted = {id(attempt) for attempt in batch.noted}
        self._finished = [attempt for attempt in self._finished if id(attempt) not in noted]
        if self._noting is not None and not self._finished:
            self._noting.cancel()
            self._noting = None
        for owed, made in batch.claimed:
            task = asyncio.create_task(self._carry(owed, made))
            self._flying[task] = owed
            task.add_done_callback(self._landed)

    async def _step(self) -> bool:
        """Note what has come back and take what may go out; whether there is more to do at once."""
        async with self._database.transaction() as transaction:
            batch = await self._next_batch(transaction)
        self._doubtful = False
        self.start(batch)
        return bool(self._finished)

    async def _claim(self, transaction: Transaction, now: int) -> Claimed:
        loop_now = asyncio.get_running_loop().time()
        free = IN_FLIGHT - len(self._flying)
        for_acts = free + FOR_ACTS
        self._queue = True
        if self._away:
            free = for_acts = 1 - len(self._flying) if loop_now >= self._away_until else 0
        if for_acts <= 0 or self._stopping.is_set() or self._fatal is not None:
            return []
        outbox = OutboxTable(transaction)
        waiting, acts = await outbox.waiting(for_acts + 1)
        if not waiting:
            self._queue = False
            self._bulk_news.clear()  # or the sender would look for mailings again and again
            return []
        resting = self._pacer.resting(loop_now)
        claimed: list[Owed] = []
        if acts:
            claimed += await outbox.claim((Lane.ACTS, Lane.ACTS), for_acts, now)
        if (left := free - len(claimed)) > 0:
            claimed += await outbox.claim((Lane.REPLIES, Lane.NOTICES), left, now, resting, acts=False)
        slots = min(free - len(claimed), self._pacer.bulk_slots(loop_now))
        if slots > 0 and self._bulk_news.is_set():
            bulk = await outbox.claim((Lane.BULK, Lane.BULK), slots, now, resting)
            if len(bulk) < slots:
                self._bulk_news.clear()
            self._pacer.take_bulk(len(bulk))
            claimed += bulk
        self._queue = waiting > len(claimed)
        for owed in claimed:
            if owed.chat_id is not None:
                messages = len(owed.params["media"]) if owed.method == ALBUM else 1
                self._pacer.spend(owed.chat_id, owed.method, loop_now, messages)
        jobs = JobsTable(transaction, self._clock)
        return [(owed, None if owed.job_id is None else await jobs.file(owed.job_id)) for owed in claimed]

    def _until_next(self) -> float:
        """Seconds until something may go out that may not now; what waits for the clock is looked at each second."""
        now = asyncio.get_running_loop().time()
        if self._away:
            return max(self._away_until - now, 0.01) if not self._flying else 1.0
        times = [1.0]
        if self._queue:  # else a chat whose rest ends has nothing to get
            times += [until - now for until in self._pacer.resting(now).values()]
        if self._bulk_news.is_set():
            times.append(self._pacer.next_bulk() - now)
        else:
            self._bulk_news.set()  # a mailing may have been paused: look again in a second
        return max(min(times), 0.001)

    def _landed(self, task: asyncio.Task[None]) -> None:
        """Note it at once where that may let another call go out; else together with what is committed next."""
        del self._flying[task]
        if self._queue or not all(attempt.is_plain for attempt in self._finished):
            self._wake.set()
        elif self._noting is None:
            self._noting = asyncio.get_running_loop().call_later(NOTED_WITHIN, self._note_by_itself)

    def _note_by_itself(self) -> None:
        self._noting = None
        self._wake.set()

    async def _carry(self, owed: Owed, made: Made | None) -> None:
        try:
            attempt = await self._try(owed, made)
        except Exception as error:
            log.exception("a call could not be made", row=owed.id, method=owed.method)
            attempt = Attempt(owed, Outbox.FAILED, error=where(error))
        self._finished.append(attempt)

    async def _try(self, owed: Owed, made: Made | None) -> Attempt:
        params = dict(owed.params)
        if owed.target is not None:
            params["message_id"] = owed.target
        if params.get("provider_token") == PROVIDER_TOKEN:
            if self._provider_token is None:
                return Attempt(owed, Outbox.FAILED, error="no provider of payments is configured")
            params["provider_token"] = self._provider_token.get_secret_value()
        file = None
        if made is not None:
            field = next(name for name, value in params.items() if value == f"job:{owed.job_id}")
            file = (field, made.name, made.data)
        now = asyncio.get_running_loop().time
        try:
            result = await self._api.call(owed.method, params, file=file)
        except NotSent:
            self._meet_absence()
            return Attempt(owed, Outbox.WAITING, counts=False)
        except Garbled as error:
            attempt = Attempt(owed, Outbox.SENT, error=str(error))
        except Uncertain as error:
            attempt = unknown(owed, str(error), now())
            if owed.chat_id is not None:
                self._pacer.rest(owed.chat_id, now() + REST)
        except Refused as refusal:
            attempt = refused(owed, params, refusal, now())
            self._heed(owed, refusal, now())
        else:
            first = result[0] if isinstance(result, list) and result else result  # of an album
            message_id = first.get("message_id") if isinstance(first, dict) else None
            attempt = Attempt(owed, Outbox.SENT, message_id=message_id, result=result)
        self._away = 0
        return attempt

    def _heed(self, owed: Owed, refusal: Refused, now: float) -> None:
        """What a refusal means for other calls."""
        if refusal.code == 401:
            self._fatal = Fatal(
                "Telegram refuses the token (401): it was revoked or mistyped. Set ARTEL_TELEGRAM__TOKEN."
            )
        elif refusal.code == 429 and owed.chat_id is not None:
            self._pacer.flooded(owed.chat_id, now, pause_of(refusal))

    def _meet_absence(self) -> None:
        self._away += 1
        pause = min(2.0 ** min(self._away, 6) / 4, LONGEST_PAUSE)
        self._away_until = asyncio.get_running_loop().time() + pause
        log.warning("Telegram can't be reached", tries=self._away, pause=pause)

    async def _unnoted(self, transaction: Transaction, attempts: Sequence[Attempt]) -> Sequence[Attempt]:
        """Those of the tries that aren't noted yet, as the table says after a commit that may have noted them."""
        if not self._doubtful:
            return attempts
        claimed = await OutboxTable(transaction).in_flight()
        return [it for it in attempts if it.owed.id in claimed]

    async def _note(self, transaction: Transaction, attempts: Sequence[Attempt], now: int) -> None:
        """Write down what came of these tries, all of it or nothing."""
        if not attempts:
            return
        outbox = OutboxTable(transaction)
        elapsed = asyncio.get_running_loop().time()
        due = [now + max(0, int((it.free_at - elapsed) * 1_000_000)) for it in attempts]
        await outbox.settle(
            [
                Settled(it.owed.id, it.state, it.message_id, it.error, due_at, it.counts, it.unanswered)
                for it, due_at in zip(attempts, due, strict=True)
            ],
            now,
        )
        for it, due_at in zip(attempts, due, strict=True):
            if it.rests and it.owed.chat_id is not None:
                await outbox.pause(it.owed.chat_id, due_at, acts=it.owed.lane is Lane.ACTS)
            if it.instead is not None:
                await outbox.replace(it.owed.id, *it.instead)
            if it.moved_to is not None and it.owed.chat_id is not None:
                moved = {"old": it.owed.chat_id, "new": it.moved_to}
                await InboxTable(transaction).add_result(
                    self._api.bot_id, "chat-moved", it.owed.chat_id, moved, now
                )
                await outbox.redirect(it.owed.chat_id, it.moved_to, now)
            if it.unreachable is not None and it.owed.chat_id is not None:
                contacts = Contacts(
                    ContactsTable(transaction), self._clock, JobsTable(transaction, self._clock)
                )
                await contacts.set_reachable(it.owed.chat_id, reachable=False, reason=it.unreachable)
            if it.owed.result_topic is not None and it.comes_back:
                await InboxTable(transaction).add_result(
                    self._api.bot_id, it.owed.result_topic, it.owed.chat_id or 0, it.payload, now
                )

    async def _land(self) -> None:
        """Let calls in flight end, then note what came of them; the rest is unknown to the next start."""
        self._answerer.close()
        ends_at = asyncio.get_running_loop().time() + GRACE
        if waiting := {*self._flying, *self._answerer.flying}:
            _, late = await asyncio.wait(waiting, timeout=GRACE)
            for task in late:
                task.cancel()
        if self._noting is not None:
            self._noting.cancel()
        attempts, self._finished = self._finished, []
        while attempts:
            try:
                async with self._database.transaction() as transaction:
                    await self._note(
                        transaction, await self._unnoted(transaction, attempts), self._clock.now()
                    )
            except StorageConflict:
                continue
            except StorageUnavailable as error:
                self._doubtful = True
                log.warning("what was sent could not be noted", error=str(error))
                if asyncio.get_running_loop().time() >= ends_at:
                    return
                await asyncio.sleep(0.1)
            else:
                return
