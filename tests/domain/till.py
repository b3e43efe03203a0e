"""The use cases of dues over ports in memory."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from domain.association import Package
from domain.dues.billing import Billing
from domain.dues.context import DuesContext
from domain.dues.entities import (
    Debts,
    DuesTerms,
    Invoice,
    Method,
    Overview,
    Owing,
    Payment,
    Receipt,
    ReceiptStatus,
)
from domain.dues.ladder import DuesLadder
from domain.dues.ledger import Ledger
from domain.dues.life import InvoiceStatus
from domain.dues.payments import Payments
from domain.members.entities import Member, MemberStatus
from domain.members.use_cases import Members
from domain.parties import PartyKind
from domain.people import Person
from domain.roles import Role
from domain.time import microseconds
from tests.conftest import StandingClock
from tests.domain.fakes import Log, Offices, Orders, People, SameToken, roles_over

ANNA = Person(1, "ru", 0, name="Анна", consented=True)
BORIS = Person(2, "ru", 0, name="Борис", consented=True)
TREASURER = Person(8, "ru", 0, name="Казначей", consented=True)
SECRETARY = Person(9, "ru", 0, name="Секретарь", consented=True)
ZONE = "Europe/Moscow"
PACKAGES = (
    Package("supporter", {"ru": "Сторонник"}, 0, ()),
    Package("person", {"ru": "Член"}, 500_000, (), 100_000, "person"),
    Package("student", {"ru": "Студент"}, 123_457, (), 0, "person"),
    Package("honorary", {"ru": "Почётный"}, 0, (), 0, "person"),
    Package("organisation", {"ru": "Фирма"}, 5_000_000, (), 0, "organisation"),
)
TERMS = DuesTerms(
    packages=PACKAGES, time_zone=ZONE, purpose="По счёту {number} от {date}, {name}", online=True
)
HOUR, DAY = 3_600_000_000, 24 * 3_600_000_000


def moment(day: str, hour: int = 12, minute: int = 0) -> int:
    """An hour of a day, by the association's clock."""
    return microseconds(datetime.fromisoformat(day).replace(hour=hour, minute=minute, tzinfo=ZoneInfo(ZONE)))


class Roll:
    """Implements what dues need of `MembersGateway`, `MembershipLookup` and `PlaceKeeper`."""

    def __init__(self) -> None:
        self.members: dict[int, Member] = {}
        self.speaking: dict[int, tuple[Person, ...]] = {}

    async def find(self, member_id: int) -> Member | None:
        return self.members.get(member_id)

    async def save(self, member: Member) -> None:
        self.members[member.id] = member

    async def members_of(self, person_id: int) -> Sequence[Member]:
        return [
            self.members[number]
            for number, people in self.speaking.items()
            if any(person.id == person_id for person in people)
        ]

    async def representatives(self, member_id: int) -> Sequence[Person]:
        return self.speaking.get(member_id, ())

    async def release(self, member_id: int) -> None:
        """Places are not what these tests look at."""


class Book:
    """Implements the gateways of dues."""

    def __init__(self, roll: Roll) -> None:
        self.roll = roll
        self.invoices: dict[int, Invoice] = {}
        self.accounts: dict[int, tuple[str, date | None]] = {}
        self.paid: dict[int, Payment] = {}
        self.sent: dict[int, Receipt] = {}
        self.steps: dict[int, dict[str, Sequence[int]]] = {}
        self.dropped: list[int] = []

    async def add(self, draft: Invoice, year: int) -> Invoice:
        number = len(self.invoices) + 1
        clash = await self.standing(draft.member_id or 0, draft.starts_on)
        assert clash is None, "a period is invoiced once"
        self.invoices[number] = replace(draft, id=number, number=f"{year}-{number:04}")
        return self.invoices[number]

    async def save(self, invoice: Invoice) -> None:
        assert invoice.id in self.invoices
        self.invoices[invoice.id] = invoice

    async def find(self, invoice_id: int) -> Invoice | None:
        return self.invoices.get(invoice_id)

    async def of_member(self, member_id: int) -> Sequence[Invoice]:
        mine = [one for one in self.invoices.values() if one.member_id == member_id]
        return sorted(mine, key=lambda one: (one.starts_on, one.id), reverse=True)

    async def standing(self, member_id: int, starts_on: date) -> Invoice | None:
        return next(
            (
                one
                for one in self.invoices.values()
                if (one.member_id, one.starts_on) == (member_id, starts_on)
                and one.status is not InvoiceStatus.VOID
            ),
            None,
        )

    async def due(self, now: int, many: int, passed: int = 0) -> Sequence[Invoice]:
        due = [
            one
            for one in self.invoices.values()
            if one.status is InvoiceStatus.OPEN and one.next_at is not None and one.next_at <= now
        ]
        return sorted(due, key=lambda one: (one.next_at, one.id))[passed : passed + many]

    async def package_of(self, member_id: int) -> tuple[str, date | None]:
        return self.accounts.get(member_id, ("", None))

    async def keep(self, member_id: int, package: str, billed_until: date | None) -> None:
        self.accounts[member_id] = (package, billed_until)

    async def to_bill(self, until: date, many: int, passed: int = 0) -> Sequence[Member]:
        return [
            member
            for member in self.roll.members.values()
            if member.status is MemberStatus.ACTIVE
            and (self.accounts.get(member.id, ("", None))[1] or date.min) <= until
        ][passed : passed + many]

    async def add_payment(
        self,
        invoice_id: int,
        amount: int,
        at: int,
        method: Method,
        entered_by: int | None,
        charge: str | None,
    ) -> Payment | None:
        if charge is not None and any(one.charge == charge for one in self.paid.values()):
            return None
        number = len(self.paid) + 1
        self.paid[number] = Payment(number, invoice_id, amount, at, method, entered_by, charge)
        return self.paid[number]

    async def payments(self, invoice_id: int) -> Sequence[Payment]:
        return [one for one in self.paid.values() if one.invoice_id == invoice_id]

    async def payment(self, payment_id: int) -> Payment | None:
        return self.paid.get(payment_id)

    async def take_back(self, payment_id: int, at: int) -> None:
        self.paid[payment_id] = replace(self.paid[payment_id], taken_back_at=at)

    async def carry(self, invoice_id: int, to_id: int) -> None:
        for number, one in self.paid.items():
            if one.invoice_id == invoice_id:
                self.paid[number] = replace(one, invoice_id=to_id)

    async def add_receipt(
        self, invoice_id: int, person_id: int, file_id: str, kind: str, name: str, at: int
    ) -> Receipt:
        number = len(self.sent) + 1
        waiting = ReceiptStatus.WAITING
        self.sent[number] = Receipt(number, invoice_id, person_id, file_id, kind, name, at, waiting)
        return self.sent[number]

    async def receipts(self, invoice_id: int) -> Sequence[Receipt]:
        return [one for one in self.sent.values() if one.invoice_id == invoice_id]

    async def settle_receipts(self, invoice_id: int, status: ReceiptStatus, amount: int | None) -> None:
        for one in await self.receipts(invoice_id):
            if one.status is ReceiptStatus.WAITING:
                self.sent[one.id] = replace(one, status=status, amount=amount)

    async def told(self, invoice_id: int) -> Collection[str]:
        return self.steps.get(invoice_id, {})

    async def note(self, invoice_id: int, step: str, at: int, people: Sequence[int]) -> None:  # noqa: ARG002
        known = self.steps.setdefault(invoice_id, {})
        assert step not in known, "a step is told once"
        known[step] = tuple(people)

    async def drop_notices(self, invoice_id: int, at: int) -> None:  # noqa: ARG002
        self.dropped.append(invoice_id)

    async def overview(self, today: date, now: int) -> Overview:
        raise NotImplementedError(today, now)

    async def owing(self, which: Debts, now: int, offset: int, limit: int) -> Sequence[Owing]:  # noqa: ARG002
        return [Owing(one, self.roll.members.get(one.member_id or 0)) for one in self.invoices.values()][
            :limit
        ]


class Till:
    """All use cases of dues, and shortcuts for tests."""

    def __init__(self, day: str = "2027-01-15", terms: DuesTerms = TERMS) -> None:
        self.clock = StandingClock(moment(day))
        self.roll = Roll()
        self.book = Book(self.roll)
        self.log, self.people, self.orders = Log(), People(), Orders()
        self.people.known = {person.id: person for person in (ANNA, BORIS, TREASURER, SECRETARY)}
        self.offices = Offices({(TREASURER.id, Role.TREASURER, ""): 0, (SECRETARY.id, Role.SECRETARY, ""): 0})
        book: Any = self.book
        roll: Any = self.roll
        roles = roles_over(self.offices, self.log)
        self.context = DuesContext(
            book, book, book, roll, roll, self.people, roles, self.log, self.orders, self.clock, terms
        )
        self.billing = Billing(self.context)
        self.register = Members(
            roll, self.people, roles, roll, self.log, self.clock, SameToken(), self.billing
        )
        self.payments = Payments(self.context, self.register)
        self.ladder = DuesLadder(self.context, self.register)
        self.ledger = Ledger(self.context, book)

    def join(
        self, person: Person = ANNA, kind: PartyKind = PartyKind.PERSON, since: int | None = None
    ) -> Member:
        """A member admitted now."""
        since = self.clock.now() if since is None else since
        number = len(self.roll.members) + 1
        member = Member(number, kind, person.id, None, MemberStatus.ACTIVE, since, None, person.name or "")
        self.roll.members[number] = member
        self.roll.speaking[number] = (person,)
        return member

    async def billed(self, person: Person = ANNA) -> Invoice:
        """A member admitted now, with the first invoice."""
        issued = await self.billing.bill_admission(self.join(person), SECRETARY)
        assert issued is not None
        return issued.card.invoice

    def invoice(self, number: int = 1) -> Invoice:
        return self.book.invoices[number]

    def standing(self, number: int = 1) -> MemberStatus:
        """How a membership stands."""
        return self.roll.members[number].status

    def at(self, day: str, hour: int = 12) -> None:
        self.clock.moment = moment(day, hour)

    async def look(self) -> list[object]:
        """All that the clock finds due now."""
        found: list[object] = []
        more = True
        while more:
            issued, more = await self.billing.issue_next()
            found += issued
        more = True
        while more:
            events, more = await self.ladder.remind_next()
            found += events
        return found
