"""Working: each update's whole effect is one commit, or none."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

import structlog
from aiogram.fsm.storage.base import StorageKey
from aiogram.types import CallbackQuery, Chat, Message, User

from bot.alarm import Alarm
from bot.dispatch import QuietBot, dispatch, provisions, update_of
from bot.log import where
from bot.results import take_result
from bot.send import Batch, Sender
from bot.stop import wait_for
from bot.wiring import Wiring
from domain.association import Association
from domain.contacts import Contacts
from domain.operations import DeadLetter, Operations
from domain.people import Person
from domain.ports import Clock
from handlers.say import Answer, Say, Texts
from handlers.tellings import tell
from storage.engine import Database, StorageConflict, StorageDamaged, StorageUnavailable, Transaction
from storage.inbox import PRIORITY_KIND, PRIORITY_TOPIC, InboxTable, Received
from storage.outbox import OutboxTable

log = structlog.get_logger("work")

BATCH = 20  # updates that share a commit
MOST_TRIES = 3
MOST_DEATHS = 10  # a death says little of the update in hand, unless it is a long row of them
LONGEST_PAUSE = 5.0  # seconds between tries while the database can't be written


@dataclass(slots=True)
class UnitOfWork:
    """What one transaction did, and what to do once it is committed."""

    done: int = 0
    more: bool = False  # whether more may wait
    answers: list[tuple[int, Answer]] = field(default_factory=list)  # with the people whom they answer
    failed: tuple[Received, Exception] | None = None
    batch: Batch = field(default_factory=Batch)


class Worker:
    """Takes updates from the inbox one after another."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        wiring: Wiring,
        association: Association,
        texts: Texts,
        bot: QuietBot,
        sender: Sender,
        alarm: Alarm,
        stopping: asyncio.Event,
    ) -> None:
        self._database = database
        self._clock = clock
        self._wiring = wiring
        self._association = association
        self._texts = texts
        self._bot = bot
        self._sender = sender
        self._alarm = alarm
        self._stopping = stopping
        self._news = database.signal("inbox")
        # Set while an update may wait that goes before all others: only then is the inbox searched for one.
        self._priority = database.signal(PRIORITY_TOPIC)
        self._priority.set()
        # What waits at the start may have been in hand when the program last died: each is tried alone and counted.
        self._suspects = BATCH
        self._counted: int | None = None  # the suspect whose try this process has counted
        self._troubles = 0
        self._behind = False  # whether updates wait that the last batch had no place for
        # A unit of work is finished before the next one begins, so that a failure is counted and reported once.
        self.lock = asyncio.Lock()

    async def run(self) -> None:
        """Work until the program stops."""
        while not self._stopping.is_set():
            self._news.clear()
            try:
                busy = await self._work()
            except StorageConflict:
                self.prioritize()
                continue  # another process was quicker; the same updates come again at once
            except StorageUnavailable as error:
                # Nobody's fault, so not counted as a try of any update.
                self.prioritize()
                self._troubles += 1
                pause = min(2.0 ** min(self._troubles, 10) / 20, LONGEST_PAUSE)
                log.warning("work put off", error=str(error), pause=pause)
                await self._alarm.ring(error)
                await wait_for(self._stopping, pause)
            else:
                self._troubles = 0
                if not busy:
                    self._suspects = 0
                    await wait_for(self._news, 1)

    async def _work(self) -> bool:
        """Handle what is next, and commit; whether there may be more."""
        alone = self._suspects > 0
        if alone:
            self._suspects -= 1
            if not await self._count_suspect():
                return False
        async with self.lock:
            async with self._database.transaction() as transaction:
                unit = await self.take(transaction, 1 if alone else BATCH)
            await self.finish(unit, counted=alone)
        return unit.more

    def prioritize(self) -> None:
        """Let the next unit of work take first what goes before all others."""
        self._priority.set()

    @property
    def trusts(self) -> bool:
        """Whether nothing waits that may have been in hand when the program last died."""
        return self._suspects == 0

    async def take(self, transaction: Transaction, many: int = BATCH) -> UnitOfWork:
        """Handle the next updates within a transaction; call `finish` once it is committed."""
        unit = UnitOfWork()
        inbox = InboxTable(transaction)
        priority = self._priority.is_set()
        self._priority.clear()
        for received in await inbox.next(many, priority=priority, in_turn=self._behind):
            if received.kind == PRIORITY_KIND:
                self.prioritize()  # there may be more of them
            try:
                async with transaction.savepoint():
                    # First of all: where another process was done with it, this one's view is too old to go on.
                    await inbox.done(received.seq, self._clock.now())
                    said = await self._handle(transaction, received)
            except (StorageUnavailable, StorageDamaged):
                raise
            except Exception as error:  # noqa: BLE001 -- whatever a handler raises, the queue goes on
                unit.failed = received, error
                break
            unit.done += 1
            unit.answers += said
        self._behind = unit.done == BATCH
        unit.more = unit.done == many or unit.failed is not None
        unit.batch = await self._sender.claim(transaction)
        return unit

    async def finish(self, unit: UnitOfWork, *, counted: bool = False) -> None:
        """Send what a committed unit of work said, and count its failure."""
        self._sender.answer(unit.answers)
        self._sender.start(unit.batch)
        if unit.failed is not None:
            await self._fail(*unit.failed, counted=counted)

    async def _count_suspect(self) -> bool:
        async with self._database.transaction() as transaction:
            inbox = InboxTable(transaction)
            for suspect in await inbox.next(1, priority=self._priority.is_set()):
                if suspect.seq == self._counted:
                    return True  # a storage error came between: that is no try of the update's own
                if suspect.attempts >= MOST_DEATHS:
                    await self._set_aside(transaction, suspect, "the program died while it was in hand")
                else:
                    await inbox.count_attempt(suspect.seq)
                break
            else:
                return False
        self._counted = suspect.seq
        return True

    async def _handle(self, transaction: Transaction, received: Received) -> list[tuple[int, Answer]]:
        """Let an update have its effect; what was said is kept, answers to taps are returned with their people."""
        container = self._wiring.open(transaction)
        person_id = 0
        if received.update_id is None:
            say = self._say()
            say.actor = max(received.chat_id, 0)  # to them the result is of what was sent to them
            tell(await take_result(received, container), say)
        else:
            update = update_of(received.update_id, received.kind, received.payload, self._bot)
            event = update.event
            say = self._say(received.update_id, event if isinstance(event, CallbackQuery) else None)
            person, chat_id = await self._sender_of(event, container.get(Contacts))
            person_id = say.actor = person.id
            key = StorageKey(self._bot.id, chat_id, person_id)
            provided = provisions(container, transaction, say, person, key, received.received_at)
            await dispatch(self._bot, update, provided)
            say.answer()
        await OutboxTable(transaction).add(say.calls, self._clock.now())
        return [(person_id, answer) for answer in say.answers]

    async def _sender_of(self, event: Any, contacts: Contacts) -> tuple[Person, int]:
        """Whoever the update is from, and the id of the chat that it is of.

        They are noted down only if they turned to the bot themselves, in its private chat.
        """
        user: User | None = getattr(event, "from_user", None)
        place = event.message if isinstance(event, CallbackQuery) else event
        chat: Chat | None = getattr(place, "chat", None)
        if user is None:
            person = Person(0, self._association.default_language, self._clock.now())
            return person, chat.id if chat else person.id
        language = self._association.guess_language(user.language_code)
        chat_id = chat.id if chat else user.id
        if chat is not None and chat_id == user.id and isinstance(event, Message | CallbackQuery):
            return await contacts.meet(user.id, language, user.full_name, user.username), chat_id
        known = await contacts.find(user.id)
        return known or Person(user.id, language, self._clock.now()), chat_id

    async def _fail(self, received: Received, error: Exception, *, counted: bool) -> None:
        """Count a failure; after the last try the update goes aside and those concerned are told."""
        place = where(error)
        log.error(
            "an update failed",
            seq=received.seq,
            kind=received.kind,
            attempt=received.attempts + 1,
            error=place,
        )
        self._counted = None
        async with self._database.transaction() as transaction:
            attempts = received.attempts
            if not counted:
                attempts = await InboxTable(transaction).count_attempt(received.seq) or 0
            if attempts >= MOST_TRIES:
                await self._set_aside(transaction, received, place)

    async def _set_aside(self, transaction: Transaction, received: Received, place: str) -> None:
        now = self._clock.now()
        if not await InboxTable(transaction).set_aside(received.seq, place, now):
            return
        say = self._say()
        person_id = received.chat_id if received.chat_id > 0 else None
        aside = DeadLetter(received.seq, received.kind, place, received.received_at)
        language = self._association.guess_language(_language_code(received.payload))
        tell(await self._wiring.open(transaction).get(Operations).set_aside(aside, person_id, language), say)
        await OutboxTable(transaction).add(say.calls, now)

    def _say(self, update_id: int = 0, tapped: CallbackQuery | None = None) -> Say:
        return Say(
            self._texts,
            self._association,
            bot_id=self._bot.id,
            bot_name=self._bot.name,
            now=self._clock.now(),
            update_id=update_id,
            tapped=tapped,
        )


def _language_code(payload: object) -> str | None:
    """What a raw update says of its sender's language, if it is of a shape that says it."""
    sender = payload.get("from") if isinstance(payload, dict) else None
    code = sender.get("language_code") if isinstance(sender, dict) else None
    return code if isinstance(code, str) else None
