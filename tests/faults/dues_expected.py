"""All members and their invoices as the rule has them, and members put into the tables: what the tests of dues share."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from domain.parties import PartyKind
from domain.people import Person as Somebody
from domain.roles import Role
from storage.contacts import ContactsTable
from storage.engine import Transaction
from storage.members import MembersTable
from storage.roles import GIVE
from tests.faults.dues_rule import Bill, Person, Told, clock

OWED = ("open", "checking")


class Expected:
    """What is to be told, and how everything has to stand."""

    def __init__(self) -> None:
        self.people: dict[int, Person] = {}  # by the member's number
        self.bills: dict[int, Bill] = {}
        self.lapses: dict[int, date] = {}  # the day that was announced for a member's last lapse

    def look(self, now: datetime) -> Counter[Told]:
        """What a look tells. Invoices that it issues are to be handed to `issue`."""
        expected: Counter[Told] = Counter()
        for person in self.people.values():
            if period := person.look(now):
                expected["invoice", person.id, period] += 1
        waiting = [
            (since, bill.id)
            for bill in self.bills.values()
            if self.people[bill.member].status == "active" and (since := bill.waits_since(now))
        ]
        # What is due for longer comes first; after a lapse nothing more is told.
        for _, number in sorted(waiting):
            bill = self.bills[number]
            person = self.people[bill.member]
            if person.status == "active":
                expected.update(told := bill.look(now))
                if any(kind == "lapse" for kind, *_ in told) and bill.lapses:
                    person.status = "lapsed"
                    self.lapses[person.id] = bill.lapses
        return expected

    def issue(self, number: int, member: int, issued: date, due: date) -> None:
        assert number not in self.bills
        self.bills[number] = Bill(number, member, issued, due)

    def reopen(self, bill: Bill, now: datetime) -> None:
        """A receipt is refused, or a payment taken back."""
        bill.recheck = now
        bill.open(now)

    def settle(self, bill: Bill, now: datetime) -> bool:
        """All is paid; whether that brings a member back."""
        bill.status = "paid"
        person = self.people[bill.member]
        others = [one for one in self.bills.values() if one.member == bill.member]
        overdue = any(one.status in OWED and one.due < now.date() for one in others)
        if person.status != "lapsed" or overdue:
            return False
        person.status = "active"
        for one in others:
            if one.status == "open":
                self.reopen(one, now)
        return True

    def leave(self, member: int) -> None:
        """Nothing is owed any more."""
        self.people[member].status = "left"
        for bill in self.bills.values():
            if bill.member == member and bill.status in OWED:
                bill.status = "void"

    async def admit(self, transaction: Transaction, person_id: int, since: int, name: str) -> int:
        """A member since then, in the tables and here; returns the number."""
        no_application: Any = None
        member = await MembersTable(transaction).add(
            PartyKind.PERSON, person_id, None, since, no_application, name
        )
        self.people[member.id] = Person(member.id, clock(since).date())
        return member.id


async def consenting(transaction: Transaction, person: Somebody, roles: Iterable[Role] = ()) -> None:
    """Somebody who consented, and what they are entrusted with."""
    await ContactsTable(transaction).add(person)
    for role in roles:
        await transaction.run(GIVE, person_id=person.id, role=role.value, scope="", since=0)
