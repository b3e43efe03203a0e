"""What is done without anybody asking: at the start, and when the clock says so."""

import hashlib
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import TypeVar

import structlog
from aiogram.methods import DeleteMessage

from bot.alarm import Alarm
from bot.config import Config
from bot.dispatch import QuietBot
from bot.log import where
from bot.use_cases import UseCases
from domain.association import Association
from domain.dues.context import SLICE
from domain.events import Event
from domain.outbox import Lane
from domain.ports import Clock
from handlers.commands import say_commands
from handlers.say import Say, Texts
from handlers.tellings import tell
from storage.bots import BotsTable
from storage.engine import Database, StorageDamaged, StorageUnavailable, Transaction, repeated
from storage.outbox import OutboxTable

log = structlog.get_logger("office")

QUIET = 3_000_000  # microseconds without another part of an album, until it is taken for whole

Found = TypeVar("Found")
# A use case that does a slice of what is due, and says of the rest what is wanted to go on.
Slice = Callable[..., Awaitable[tuple[Sequence[Event], Found]]]


class Office:
    """What is done without anybody asking: at the start, and when the clock says so."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        config: Config,
        association: Association,
        texts: Texts,
        bot: QuietBot,
        alarm: Alarm,
    ) -> None:
        self._database = database
        self._clock = clock
        self._config = config
        self._association = association
        self._texts = texts
        self._bot = bot
        self._alarm = alarm

    async def open(self) -> None:
        """Appoint the first administrators, open the first groups, and set the menus where they have changed."""
        await repeated(self._database, self._open)

    async def _open(self, transaction: Transaction) -> None:
        use_cases = UseCases(transaction, self._clock, self._config, self._association, self._texts)
        await use_cases.roles.appoint_first(self._config.admins)
        await use_cases.group_admin.seed(self._association.working_groups)
        self._alarm.administrators = await use_cases.roles.administrators()
        say = self._say()
        say_commands(say)
        digest = hashlib.sha256("".join(str(call.params) for call in say.calls).encode()).hexdigest()
        bots = BotsTable(transaction)
        if await bots.menus(self._bot.id) != digest:
            await OutboxTable(transaction).add(say.calls, self._clock.now())
            await bots.keep_menus(self._bot.id, digest)

    async def remind(self) -> None:
        """Tell what has become due: each thing is marked and told in one commit."""
        await self.fade()
        await self._tell_all(lambda do: do.forms.nudge_due())
        await self._tell_all(lambda do: do.planning.publish_due())
        while await self._tell_all(lambda do: do.planning.announce_next()):
            """A slice each time, so that nobody who writes meanwhile waits for a whole audience."""
        await self._tell_all(lambda do: do.waiting_list.lapse_due())
        after: tuple[int, int] | None = (0, 0)
        while after is not None:
            remind = partial(self._tell_slice, lambda do, since: do.reminding.remind_next(since), (after,))
            after = await self._look(remind, otherwise=None)
        await self._tell_all(lambda do: do.reminding.follow_up_due())
        await self._tell_all(lambda do: do.planning.plans_due())
        while await self._tell_all(lambda do: do.watching.end_due()):
            """A slice each time."""
        while await self._tell_all(lambda do: do.entry.expire_due()):
            """A slice each time here too."""
        while await self._tell_all(lambda do: do.parting.part_due()):
            """The same."""
        await self._tell_all(lambda do: do.parting.return_due())
        await self._dues_due()
        await self._tell_all(lambda do: do.birthdays.congratulate_due())
        await self._tell_all(lambda do: do.rounds.hold_due())
        ask = partial(self._tell_slice, lambda do: do.rounds.ask_next(), ())
        while await self._look(ask, otherwise=False):
            """A slice each time, as with announcements."""
        await self._tell_all(self._publications_due)
        await self._tell_all(lambda do: do.running.remind_due())
        while await self._tell_all(lambda do: do.counting.count_due()):
            """One vote each time: many people hear of it."""

    async def _dues_due(self) -> None:
        """Invoices for coming years, notices of unpaid ones, and memberships that lapse."""
        await self._slices(lambda do, passed, many: do.billing.issue_next(passed, many), SLICE)
        await self._slices(lambda do, passed, many: do.ladder.remind_next(passed, many), SLICE)

    async def _slices(self, step: Slice[bool], many: int) -> None:
        """Do what is due in slices. Where one fails, each of what is left is done alone, and what fails is passed over:
        it is tried again at the next look."""
        passed, more = 0, True
        while more:
            done = await self._look(partial(self._tell_slice, step, (passed, many)), otherwise=None)
            if done is None:
                passed += many == 1
                many = 1
            more = done is None or done

    async def _publications_due(self, do: UseCases) -> Sequence[Event]:
        """What is due of the plan of posts, and of the albums that people send in."""
        quiet = self._clock.now() - QUIET
        return (
            *await do.publishing.publish_due(),
            *await do.publishing.dropped_due(),
            *await do.proposals.gathered_due(quiet),
            *await do.post_plan.gathered_due(quiet),
            *await do.post_plan.empty_day(),
            *await do.summaries.draft_due(),
        )

    async def fade(self) -> None:
        """Take away the messages that were to stay for a while only."""
        await repeated(self._database, self._fade)

    async def _fade(self, transaction: Transaction) -> None:
        outbox, say = OutboxTable(transaction), self._say()
        for chat_id, message_id in await outbox.faded(self._clock.now()):
            say.call(DeleteMessage(chat_id=chat_id, message_id=message_id), chat_id, lane=Lane.ACTS)
        await outbox.add(say.calls, self._clock.now())

    async def _tell_all(self, look: Callable[[UseCases], Awaitable[Sequence[Event]]]) -> bool:
        """Tell what one use case finds due; whether it found anything."""

        async def tell_due(transaction: Transaction) -> bool:
            events = await look(
                UseCases(transaction, self._clock, self._config, self._association, self._texts)
            )
            await self._say_all(transaction, events)
            return bool(events)

        return await self._look(tell_due, otherwise=False)

    async def _look(self, due: Callable[[Transaction], Awaitable[Found]], otherwise: Found) -> Found:
        """One look at what is due. One that fails is told to the administrators, and stops nothing else that is due."""
        try:
            return await repeated(self._database, due)
        except (StorageUnavailable, StorageDamaged):
            raise
        except Exception as error:
            place = where(error)
            log.exception("what is due could not be done", error=place)
            await repeated(self._database, partial(self._tell_failure, place))
            return otherwise

    async def _tell_failure(self, place: str, transaction: Transaction) -> None:
        use_cases = UseCases(transaction, self._clock, self._config, self._association, self._texts)
        await self._say_all(transaction, [await use_cases.operations.due_failed(place)])

    async def _tell_slice(
        self, look: Slice[Found], start: tuple[object, ...], transaction: Transaction
    ) -> Found:
        """Tell a slice of what is due, looked for from `start` on; returns what the use case says of the rest."""
        use_cases = UseCases(transaction, self._clock, self._config, self._association, self._texts)
        events, further = await look(use_cases, *start)
        await self._say_all(transaction, events)
        return further

    async def _say_all(self, transaction: Transaction, events: Sequence[Event]) -> None:
        say = self._say()
        tell(events, say)
        await OutboxTable(transaction).add(say.calls, self._clock.now())

    def _say(self) -> Say:
        bot = self._bot
        return Say(self._texts, self._association, bot_id=bot.id, bot_name=bot.name, now=self._clock.now())

    async def clean(self) -> None:
        """Forget what has been kept for its term."""
        await repeated(self._database, self._clean)

    async def _clean(self, transaction: Transaction) -> None:
        use_cases = UseCases(transaction, self._clock, self._config, self._association, self._texts)
        await use_cases.operations.clean()
        await use_cases.watching.forget()
        await use_cases.chats.forget()
        self._alarm.administrators = await use_cases.roles.administrators()
