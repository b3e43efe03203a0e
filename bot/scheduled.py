"""What is done without anybody asking: at the start, and when the clock ticks."""

import hashlib
from collections.abc import Sequence
from functools import partial
from typing import Any

import structlog
from dishka import Container

from bot.alarm import Alarm
from bot.config import Config
from bot.dispatch import QuietBot
from bot.log import where
from bot.wiring import Wiring
from domain.association import Association
from domain.due import LOOKS, Look
from domain.events import Event
from domain.groups.admin import GroupAdmin
from domain.operations import Operations
from domain.ports import Clock
from domain.roles import Roles
from domain.time import HOUR
from handlers.commands import say_commands
from handlers.say import Say, Texts
from handlers.tellings import tell
from storage.bots import BotsTable
from storage.engine import (
    Database,
    StorageDamaged,
    StorageUnavailable,
    Transaction,
    WriteNeeded,
    repeated,
)
from storage.outbox import OutboxTable

log = structlog.get_logger("scheduled")

Found = tuple[Sequence[Event], Any]  # events, and from where to go on or whether there may be more


class ScheduledTasks:
    """Calls what is declared `@due`: each thing is marked and told in one commit.

    All looks are made in one snapshot; only where it shows something to be done is a write transaction begun.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        config: Config,
        wiring: Wiring,
        association: Association,
        texts: Texts,
        bot: QuietBot,
        alarm: Alarm,
        looks: Sequence[Look] = LOOKS,
    ) -> None:
        self._database = database
        self._clock = clock
        self._config = config
        self._wiring = wiring
        self._association = association
        self._texts = texts
        self._bot = bot
        self._alarm = alarm
        self._looks = sorted(looks, key=lambda look: (not look.first, look.name))
        self._done_at: dict[Look, int] = {}
        self._refreshed_at: int | None = None

    async def open(self) -> None:
        """Appoint the first administrators, open the first groups, and set the menus where they have changed."""
        await repeated(self._database, self._open)

    async def _open(self, transaction: Transaction) -> None:
        use_cases = self._wiring.open(transaction)
        await use_cases.get(Roles).appoint_first(self._config.admins)
        await use_cases.get(GroupAdmin).seed(self._association.working_groups)
        self._alarm.administrators = await use_cases.get(Roles).administrators()
        say = self._say()
        say_commands(say)
        digest = hashlib.sha256("".join(str(call.params) for call in say.calls).encode()).hexdigest()
        bots = BotsTable(transaction)
        if await bots.menus(self._bot.id) != digest:
            await OutboxTable(transaction).add(say.calls, self._clock.now())
            await bots.keep_menus(self._bot.id, digest)

    async def tick(self) -> None:
        """Do what is due, until a snapshot shows nothing more: what one look does may be what another waits for."""
        now = self._clock.now()
        looks = [look for look in self._looks if not _is_recent(self._done_at.get(look), now, look.every)]
        done = set(looks)
        while found := await self._find(looks):
            for look, *start in found:
                failed, any_events = await self._do(look, *start)
                if failed:
                    done.discard(look)
                if failed or not any_events:
                    looks.remove(look)
        self._done_at |= {look: now for look in done if look.every}

    async def _find(self, looks: Sequence[Look]) -> list[tuple[Any, ...]]:
        """The looks that have something to do, each with where to begin."""
        async with self._database.reading() as snapshot:
            use_cases = self._wiring.open(snapshot)
            if not _is_recent(self._refreshed_at, self._clock.now(), HOUR):
                self._alarm.administrators = await use_cases.get(Roles).administrators()
                self._refreshed_at = self._clock.now()
            found = []
            for look in looks:
                start = await self._seek(look, use_cases)
                if start is not None:
                    found.append((look, *start))
            return found

    async def _seek(self, look: Look, use_cases: Container) -> tuple[Any, ...] | None:
        """Where a look finds something to do; None if nowhere."""
        start = _start(look)
        while start is not None:
            try:
                events, further = await self._call(look, start, use_cases)
            except (StorageUnavailable, StorageDamaged):
                raise
            except WriteNeeded:
                return start
            except Exception:  # noqa: BLE001 -- it is met again in the write transaction, and told there
                return start
            if events or further is True:
                return start
            start = None if further is None or further is False else (further,)
        return None

    async def _do(self, look: Look, *start: Any) -> tuple[bool, bool]:
        """Do what a look found; whether it failed, and whether there was anything to tell."""
        if look.batch is not None:
            return await self._do_batches(look, *start)
        told = False
        at: tuple[Any, ...] | None = start
        while at is not None:
            done = await self._try(look, at)
            if done is None:
                return True, told
            events, further = done
            told = told or bool(events)
            if look.cursor is not None:
                at = None if further is None else (further,)
            elif not events:
                at = None
        return False, told

    async def _do_batches(self, look: Look, passed: int, many: int) -> tuple[bool, bool]:
        """Do what is due in batches. Where one fails, each of what is left is done alone, and what fails is passed
        over: it is tried again at the next tick."""
        failed, told, more = False, False, True
        while more:
            done = await self._try(look, (passed, many))
            if done is None:
                failed = True
                passed += many == 1
                many = 1
                continue
            events, more = done
            told = told or bool(events)
        return failed, told

    async def _try(self, look: Look, start: tuple[Any, ...]) -> Found | None:
        """Make a look in a write transaction of its own. One that fails is told to the administrators, and stops
        nothing else that is due."""
        try:
            return await repeated(self._database, partial(self._call_and_tell, look, start))
        except (StorageUnavailable, StorageDamaged):
            raise
        except Exception as error:
            place = where(error)
            log.exception("what is due could not be done", error=place)
            await repeated(self._database, partial(self._tell_failure, place))
            return None

    async def _call_and_tell(self, look: Look, start: tuple[Any, ...], transaction: Transaction) -> Found:
        found = await self._call(look, start, self._wiring.open(transaction))
        await self._say_all(transaction, found[0])
        return found

    async def _call(self, look: Look, start: tuple[Any, ...], use_cases: Container) -> Found:
        found = await getattr(use_cases.get(look.use_case), look.method.__name__)(*start)
        return (found or (), None) if start == () else found

    async def _tell_failure(self, place: str, transaction: Transaction) -> None:
        use_cases = self._wiring.open(transaction)
        await self._say_all(transaction, [await use_cases.get(Operations).due_failed(place)])

    async def _say_all(self, transaction: Transaction, events: Sequence[Event]) -> None:
        say = self._say()
        tell(events, say)
        await OutboxTable(transaction).add(say.calls, self._clock.now())

    def _say(self) -> Say:
        bot = self._bot
        return Say(self._texts, self._association, bot_id=bot.id, bot_name=bot.name, now=self._clock.now())


def _start(look: Look) -> tuple[Any, ...] | None:
    if look.batch is not None:
        return 0, look.batch
    return () if look.cursor is None else (look.cursor,)


def _is_recent(at: int | None, now: int, period: int) -> bool:
    """Whether less than `period` has gone by since `at`; a clock that was set back begins again."""
    return at is not None and at <= now < at + period
