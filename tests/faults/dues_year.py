"""A year of dues: the real office and use cases over a real database, members who pay, partly, late or never, a clock
that goes on in leaps and now and then back, and a program that dies in the middle of it."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from aiogram.types import User
from dishka import Container
from sqlalchemy import bindparam, select, update

from bot.alarm import Alarm
from bot.config import Config
from bot.dispatch import QuietBot
from bot.i18n import FluentTexts
from bot.scheduled import Found, ScheduledTasks
from bot.wiring import Wiring
from domain.association import Association
from domain.due import LOOKS, Look
from domain.dues.billing import Billing
from domain.dues.events import DuesReminderDue, InvoiceIssued, LapseAhead, PaymentEntered
from domain.dues.life import InvoiceStatus
from domain.dues.payments import Payments
from domain.events import Event
from domain.files import Scan
from domain.members.events import MembershipChanged
from domain.members.life import MemberAction
from domain.members.use_cases import Members
from domain.outbox import Lane
from domain.people import Person as Somebody
from domain.refusal import Refusal
from domain.roles import Role
from handlers.say import Say
from handlers.tellings import tell
from storage.contacts import ContactsTable
from storage.dues.invoices import InvoicesTable
from storage.dues.money import PaymentsTable
from storage.engine import Database, StorageUnavailable, Transaction, open_database
from storage.members import MembersTable
from storage.outbox import OutboxTable, Settled
from storage.tables.street import Job, Outbox, jobs, outbox
from tests.conftest import StandingClock
from tests.faults.dues_expected import Expected, consenting
from tests.faults.dues_rule import SECOND, Bill, Told, clock, year_on

TREASURER = Somebody(1, "ru", 0, name="Казначей", consented=True)
SECRETARY = Somebody(2, "ru", 0, name="Секретарь", consented=True)
FIRST = 1_000  # the first member's Telegram id
MINUTE = 60 * SECOND

MADE = update(jobs).where(jobs.c.state == Job.WAITING.sql).values(state=Job.DONE.sql)
WAITS = select(outbox.c.key).where(
    outbox.c.state == Outbox.WAITING.sql, outbox.c.key.like(bindparam("pattern"))
)
KEYS = select(outbox.c.key, outbox.c.state).where(outbox.c.key.like("dues:%"))


class Died(StorageUnavailable):
    """The program died before a commit."""


class Mortal:
    """A database whose commits may be the last thing that is never done."""

    def __init__(self, database: Database, chance: random.Random) -> None:
        self._database = database
        self._chance = chance
        self.deaths = 0.0

    def reading(self) -> AbstractAsyncContextManager[Transaction]:
        return self._database.reading()

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        async with self._database.transaction() as transaction:
            yield transaction
            if self._chance.random() < self.deaths:
                raise Died("killed before the commit")


class Recorder(ScheduledTasks):
    """Notes what was told once that is committed."""

    pending: list[object]
    told: list[object]

    async def _try(self, look: Look, start: tuple[Any, ...]) -> Found | None:
        self.pending = []
        found = await super()._try(look, start)
        self.told += self.pending
        return found

    async def _say_all(self, transaction: Transaction, events: Sequence[Event]) -> None:
        await super()._say_all(transaction, events)
        self.pending += events

    async def _tell_failure(self, place: str, _transaction: Transaction) -> None:
        raise AssertionError(place)


class Year:
    """The world of the test."""

    def __init__(
        self, url: str, chance: random.Random, config: Config, association: Association, texts: FluentTexts
    ) -> None:
        self.clock = StandingClock()
        self.counts: Counter[str] = Counter()
        self.expected = Expected()
        self.people, self.bills = self.expected.people, self.expected.bills
        self.told: Counter[Told] = Counter()
        self._url, self._chance = url, chance
        self._config, self._association, self._texts = config, association, texts
        self._wiring = Wiring(config, association, texts, self.clock)
        self._open = AsyncExitStack()
        self._charges = 0

    # The program

    async def start(self) -> None:
        database = await self._open.enter_async_context(open_database(self._url))
        self.database = Mortal(database, self._chance)
        alarm: Any = Alarm(None, self._texts)  # type: ignore[arg-type]
        mortal: Any = self.database
        me = QuietBot(User(id=42, is_bot=True, first_name="Артель", username="artel_bot"))
        # Nothing is cleaned: in the end it is compared what was said in the whole year.
        looks = [look for look in LOOKS if not look.every]
        self.scheduled = Recorder(
            mortal, self.clock, self._config, self._wiring, self._association, self._texts, me, alarm, looks
        )
        self.scheduled.told = []

    async def restart(self) -> None:
        await self._open.aclose()
        self._open = AsyncExitStack()
        self.counts["restarts"] += 1
        await self.start()

    async def stop(self) -> None:
        await self._open.aclose()

    def do(self, transaction: Transaction) -> Container:
        return self._wiring.open(transaction)

    async def act(self, what: Callable[[Container], Awaitable[Any]]) -> Any:
        """What somebody does, told and committed; None where it can't be done."""
        async with self.database.transaction() as transaction:
            try:
                event = await what(self.do(transaction))
            except Refusal:
                return None
            say = Say(self._texts, self._association, bot_id=42, bot_name="artel_bot", now=self.clock.now())
            if event is not None:
                tell(event, say)
            await OutboxTable(transaction).add(say.calls, self.clock.now())
        return event

    # Its members

    async def populate(self, members: int, joining: int) -> None:
        """Members of years past, and some who will be admitted in the course of this one."""
        async with self.database.transaction() as transaction:
            await consenting(transaction, TREASURER, [Role.TREASURER])
            await consenting(transaction, SECRETARY, [Role.SECRETARY])
            for number in range(members + joining):
                somebody = Somebody(FIRST + number, "ru", 0, name=f"Член {number}", consented=True)
                await consenting(transaction, somebody)
            for number in range(members):
                since = self.clock.now() - self._chance.randrange(1, 1_500) * 86_400 * SECOND
                await self.expected.admit(transaction, FIRST + number, since, f"Член {number}")
        self.joining = [*range(members, members + joining)]

    async def join(self) -> None:
        """The next one is admitted, with the first invoice in the same transaction."""
        number = self.joining.pop()

        async def admit(do: Container) -> InvoiceIssued | None:
            since = self.clock.now()
            admitted = await self.expected.admit(do.get(Transaction), FIRST + number, since, f"Член {number}")
            member = await MembersTable(do.get(Transaction)).find(admitted)
            assert member is not None
            return await do.get(Billing).bill_admission(member, SECRETARY)

        issued = await self.act(admit)
        today = clock(self.clock.now()).date()
        invoice = issued.card.invoice
        self.people[invoice.member_id].next_year = year_on(today, 1)
        self._issued(issued, today + timedelta(30))

    def _issued(self, event: InvoiceIssued, due: date) -> None:
        now, invoice = clock(self.clock.now()), event.card.invoice
        assert clock(invoice.due_at).date() == due
        self.expected.issue(invoice.id, invoice.member_id or 0, now.date(), due)
        self.counts["invoices"] += 1

    # The clock

    async def look(self) -> None:
        """The program looks at what is due, and dies at it now and then: what is told is what the rule says."""
        now = clock(self.clock.now())
        expected = self.expected.look(now)
        self.database.deaths = self._chance.choice([0, 0, 0, 0.02, 0.2])
        told: list[object] = []
        while True:
            try:
                await self.scheduled.tick()
            except Died:
                told += self.scheduled.told
                self.counts["deaths"] += 1
                await self.restart()
                continue
            break
        self.database.deaths = 0.0
        told += self.scheduled.told
        self.scheduled.told = []
        found = self._seen(told)
        assert found == expected, (now, found - expected, expected - found)
        self.told += found

    def _seen(self, events: Sequence[object]) -> Counter[Told]:
        seen: Counter[Told] = Counter()
        for event in events:
            if isinstance(event, InvoiceIssued):
                invoice = event.card.invoice
                due = clock(invoice.due_at).date()
                seen["invoice", invoice.member_id or 0, (invoice.starts_on, due)] += 1
                self._issued(event, due)
            elif isinstance(event, DuesReminderDue):
                seen["step", event.card.invoice.id, event.step] += 1
            elif isinstance(event, LapseAhead):
                seen["ahead", event.card.invoice.id, event.lapses_on] += 1
            elif isinstance(event, MembershipChanged):
                assert event.action is MemberAction.LAPSE
                day = self.expected.lapses[event.member.id]
                seen["lapse", event.member.id, day] += 1
                assert clock(self.clock.now()).date() >= day
                self.counts["late lapses"] += clock(self.clock.now()).date() > day
        return seen

    async def send(self) -> None:
        """The sender sends what waits."""
        async with self.database.transaction() as transaction:
            await transaction.run(MADE)
            outbox_table = OutboxTable(transaction)
            while owed := await outbox_table.claim((Lane.REPLIES, Lane.BULK), 500, self.clock.now()):
                await outbox_table.settle(
                    [Settled(one.id, Outbox.SENT, message_id=one.id) for one in owed], self.clock.now()
                )
                self.counts["messages"] += len(owed)

    # What members and treasurers do

    async def live(self, bill: Bill) -> None:
        """Something happens, or not, with an invoice that is owed."""
        ways = {"open": self._pay, "checking": self._decide, "paid": self._regret}
        if way := ways.get(bill.status):
            await way(bill)
            await self._nothing_waits(bill)

    async def _nothing_waits(self, bill: Bill) -> None:
        async with self.database.transaction() as transaction:
            rows = await transaction.all(WAITS, pattern=f"dues:{bill.id}:%")
        waiting = {row["key"] for row in rows if ":issued:" not in row["key"]}
        assert not waiting, f"{bill.status}: {waiting}"

    async def _pay(self, bill: Bill) -> None:
        way = self._chance.choice(["receipt", "receipt", "transfer", "part", "chat"])
        version = (await self._invoice(bill)).version
        person = replace(TREASURER, id=FIRST)
        async with self.database.transaction() as transaction:
            member = await MembersTable(transaction).find(bill.member)
            assert member is not None
            found = await ContactsTable(transaction).find(member.person_id or 0)
            assert found is not None
            person = found
        self.counts[way] += 1
        if way == "receipt":
            scan = Scan(f"file-{self.counts[way]}", "photo")
            await self.act(lambda do: do.get(Payments).send_receipt(person, bill.id, scan))
            bill.status = "checking"
        elif way == "chat":
            self._charges += 1
            rest, charge = (await self._invoice(bill)).rest, f"charge-{self._charges}"

            async def paid(do: Container) -> object:
                return await do.get(Payments).charge(person, bill.id, rest, "RUB", charge)

            self._settled(bill, await self.act(paid))
            assert await self.act(paid) is None, "a charge is counted once"
        else:
            text = "1 000" if way == "part" else ""
            event = await self.act(lambda do: do.get(Payments).enter(TREASURER, bill.id, version, text))
            self._settled(bill, event)

    async def _decide(self, bill: Bill) -> None:
        version, now = (await self._invoice(bill)).version, clock(self.clock.now())
        way = self._chance.choice(["confirm", "confirm", "refuse"])
        self.counts[way] += 1
        if way == "confirm":
            event = await self.act(lambda do: do.get(Payments).confirm(TREASURER, bill.id, version))
            self._settled(bill, event)
        else:
            assert await self.act(
                lambda do: do.get(Payments).refuse(TREASURER, bill.id, version, "не видно суммы")
            )
            self.expected.reopen(bill, now)
        # A second tap, or a second treasurer.
        assert await self.act(lambda do: do.get(Payments).confirm(TREASURER, bill.id, version)) is None

    async def _regret(self, bill: Bill) -> None:
        async with self.database.transaction() as transaction:
            payments = await PaymentsTable(transaction).payments(bill.id)
        entered = [one for one in payments if one.taken_back_at is None]
        assert await self.act(lambda do: do.get(Payments).take_back(TREASURER, entered[-1].id))
        self.expected.reopen(bill, clock(self.clock.now()))
        self.counts["taken back"] += 1

    def _settled(self, bill: Bill, event: PaymentEntered | None) -> None:
        assert event is not None
        now = clock(self.clock.now())
        if event.card.invoice.status is InvoiceStatus.PAID:
            restored = self.expected.settle(bill, now)
            assert (event.restored is not None) == restored
            self.counts["restored"] += restored
        else:
            assert event.card.invoice.status is InvoiceStatus.OPEN
            bill.open(now)

    async def leave(self, bill: Bill) -> None:
        """A member leaves: nothing is owed any more."""

        async def left(do: Container) -> object:
            member = await MembersTable(do.get(Transaction)).find(bill.member)
            assert member is not None
            return await do.get(Members)._change(SECRETARY, member, MemberAction.LEAVE, "")

        assert await self.act(left)
        self.expected.leave(bill.member)
        self.counts["left"] += 1
        await self._nothing_waits(bill)

    async def _invoice(self, bill: Bill) -> Any:
        async with self.database.transaction() as transaction:
            invoice = await InvoicesTable(transaction).find(bill.id)
        assert invoice is not None
        assert invoice.status.value == bill.status
        return invoice

    # In the end

    async def check(self) -> None:
        """Each notice once to each person; and the statuses are those of the rule."""
        assert all(times == 1 for (kind, *_), times in self.told.items() if kind != "lapse")
        async with self.database.transaction() as transaction:
            rows = await transaction.all(KEYS)
            for bill in self.bills.values():
                invoice = await InvoicesTable(transaction).find(bill.id)
                assert invoice is not None
                assert invoice.status.value == bill.status
            for person in self.people.values():
                member = await MembersTable(transaction).find(person.id)
                assert member is not None
                assert member.status.value == person.status
        said = Counter(":".join(row["key"].split(":")[:3]) for row in rows)
        wanted = Counter(f"dues:{number}:{what}" for kind, number, what in self.told if kind == "step")
        steps = {key: times for key, times in said.items() if key.rpartition(":")[2].lstrip("-").isdigit()}
        assert steps == wanted
        ahead = Counter(f"dues:{number}:ahead-{day}" for kind, number, day in self.told if kind == "ahead")
        staff = {key: times for key, times in said.items() if ":ahead-" in key}
        assert staff == dict.fromkeys(ahead, 2)
        self.counts["steps"] = wanted.total()
        self.counts["warnings"] = len(ahead)
        self.counts["dropped while waiting"] = sum(row["state"] == Outbox.DROPPED for row in rows)
