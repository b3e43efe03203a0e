"""Invoices, payments and notices, on both databases; the use cases over them; what an erasure keeps."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from dishka import Container
from sqlalchemy import select

from bot.config import Config
from bot.i18n import FluentTexts
from bot.wiring import Wiring
from domain.association import Association
from domain.dues.billing import Billing
from domain.dues.entities import Debts, Method, ReceiptStatus
from domain.dues.events import DuesReminderDue, InvoiceIssued, LapseAhead, notice_key
from domain.dues.ladder import DuesLadder
from domain.dues.ledger import Ledger
from domain.dues.life import InvoiceStatus
from domain.dues.payments import Payments
from domain.dues.periods import at_hour
from domain.files import Scan
from domain.members.entities import Member, MemberStatus
from domain.members.events import MembershipChanged
from domain.outbox import Lane, Outgoing
from domain.parties import PartyKind
from domain.people import Person
from domain.roles import Role
from domain.time import DAY
from storage.contacts import ContactsTable
from storage.dues.books import LedgerTable
from storage.dues.invoices import InvoicesTable
from storage.dues.money import PaymentsTable
from storage.dues.notices import NoticesTable
from storage.engine import Database, Transaction
from storage.jobs import JobsTable
from storage.members import MembersTable
from storage.outbox import OutboxTable
from storage.roles import RolesTable
from storage.tables.dues import dues_notice_people
from storage.tables.street import Outbox, jobs, outbox
from tests.conftest import START, StandingClock
from tests.storage.dues import INVOICE, ZONE

ANNA = Person(1, "ru", START, name="Анна Ильина", consented=True)
BORIS = Person(2, "ru", START, name="Борис Орлов", consented=True)
TREASURER = Person(8, "ru", START, name="Казначей", consented=True)
TODAY = date(2027, 1, 15)  # on which START lies


async def members(transaction: Transaction, *people: Person) -> list[Member]:
    """Members, admitted at START."""
    register, made = MembersTable(transaction), []
    for person in people:
        await ContactsTable(transaction).add(person)
        no_application: Any = None
        made.append(
            await register.add(PartyKind.PERSON, person.id, None, START, no_application, person.name or "")
        )
    return made


async def test_an_invoice_comes_back_as_it_was_kept_with_the_years_next_number(database: Database) -> None:
    async with database.transaction() as transaction:
        dues = InvoicesTable(transaction)
        anna, boris = await members(transaction, ANNA, BORIS)
        first = await dues.add(replace(INVOICE, member_id=anna.id), 2027)
        second = await dues.add(replace(INVOICE, member_id=boris.id, rechecked_at=START), 2027)
        other = await dues.add(replace(INVOICE, member_id=anna.id, starts_on=TODAY), 2028)
        assert [one.number for one in (first, second, other)] == ["2027-0001", "2027-0002", "2028-0001"]
        assert first == replace(INVOICE, id=first.id, number="2027-0001", member_id=anna.id)
        changed = replace(
            first,
            paid=1,
            status=InvoiceStatus.CHECKING,
            version=3,
            next_at=None,
            rechecked_at=START,
            warned_for=TODAY,
            warned_at=START + 1,
        )
        await dues.save(changed)
        assert await dues.find(first.id) == changed
        assert await dues.find(second.id) == second
        assert await dues.find(99) is None
        assert await dues.of_member(anna.id) == [other, changed]
        assert await dues.standing(anna.id, INVOICE.starts_on) == changed
        assert await dues.standing(anna.id, date(2030, 1, 1)) is None


async def test_a_period_is_invoiced_once_unless_the_invoice_is_void(database: Database) -> None:
    async with database.transaction() as transaction:
        dues = InvoicesTable(transaction)
        (anna,) = await members(transaction, ANNA)
        first = await dues.add(replace(INVOICE, member_id=anna.id), 2027)
        with pytest.raises(Exception, match=r"(?i)unique"):
            async with transaction.savepoint():
                await dues.add(replace(INVOICE, member_id=anna.id), 2027)
        await dues.save(replace(first, status=InvoiceStatus.VOID, next_at=None))
        again = await dues.add(replace(INVOICE, member_id=anna.id), 2027)
        assert (again.number, await dues.standing(anna.id, INVOICE.starts_on)) == ("2027-0002", again)


async def test_what_is_due_is_found_in_order_and_in_slices(database: Database) -> None:
    async with database.transaction() as transaction:
        dues = InvoicesTable(transaction)
        (anna,) = await members(transaction, ANNA)
        made = [
            await dues.add(
                replace(INVOICE, member_id=anna.id, starts_on=date(2000 + n, 1, 1), next_at=at), 2027
            )
            for n, at in enumerate([30, 10, 20, None, 40])
        ]
        await dues.save(replace(made[2], status=InvoiceStatus.CHECKING))
        assert [one.id for one in await dues.due(30, 10)] == [made[1].id, made[0].id]
        assert [one.id for one in await dues.due(30, 1)] == [made[1].id]
        assert await dues.due(9, 10) == []


async def test_members_to_be_invoiced(database: Database) -> None:
    async with database.transaction() as transaction:
        dues = InvoicesTable(transaction)
        anna, boris = await members(transaction, ANNA, BORIS)
        assert await dues.package_of(anna.id) == ("", None)
        assert [one.id for one in await dues.to_bill(TODAY, 10)] == [anna.id, boris.id]
        await dues.keep(anna.id, "student", TODAY)
        assert await dues.package_of(anna.id) == ("student", TODAY)
        assert await dues.to_bill(TODAY, 10) == [boris, anna]
        assert await dues.to_bill(date(2027, 1, 14), 10) == [boris]
        await MembersTable(transaction).save(replace(boris, status=MemberStatus.LAPSED))
        assert await dues.to_bill(date(2027, 1, 14), 10) == []


async def test_payments_and_receipts(database: Database) -> None:
    async with database.transaction() as transaction:
        dues = InvoicesTable(transaction)
        payments_table = PaymentsTable(transaction)
        (anna,) = await members(transaction, ANNA)
        invoice = await dues.add(replace(INVOICE, member_id=anna.id), 2027)
        cash = await payments_table.add_payment(invoice.id, 100, START, Method.CASH, 8, None)
        more = await payments_table.add_payment(invoice.id, 2**40, START, Method.TRANSFER, 8, None)
        charged = await payments_table.add_payment(invoice.id, 5, START, Method.TELEGRAM, None, "charge")
        assert cash is not None
        assert await payments_table.add_payment(invoice.id, 7, START, Method.TELEGRAM, None, "charge") is None
        assert await payments_table.payments(invoice.id) == [cash, more, charged]
        await payments_table.take_back(cash.id, START + 1)
        assert await payments_table.payment(cash.id) == replace(cash, taken_back_at=START + 1)
        assert await payments_table.payment(99) is None
        other = await dues.add(replace(INVOICE, member_id=anna.id, starts_on=TODAY), 2027)
        await payments_table.carry(invoice.id, other.id)
        assert await payments_table.payments(invoice.id) == []
        assert [one.amount for one in await payments_table.payments(other.id)] == [100, 2**40, 5]
        receipt = await payments_table.add_receipt(invoice.id, ANNA.id, "file", "photo", "", START)
        await payments_table.settle_receipts(invoice.id, ReceiptStatus.CONFIRMED, 100)
        late = await payments_table.add_receipt(invoice.id, ANNA.id, "file", "document", "чек.pdf", START)
        await payments_table.settle_receipts(invoice.id, ReceiptStatus.REFUSED, None)
        assert await payments_table.receipts(invoice.id) == [
            replace(receipt, status=ReceiptStatus.CONFIRMED, amount=100),
            replace(late, status=ReceiptStatus.REFUSED),
        ]


async def test_notices_that_wait_are_taken_back_and_no_others(database: Database) -> None:
    async with database.transaction() as transaction:
        dues, outbox_table = InvoicesTable(transaction), OutboxTable(transaction)
        notices_table = NoticesTable(transaction)
        anna, boris = await members(transaction, ANNA, BORIS)
        one, eleven = (
            await dues.add(replace(INVOICE, member_id=anna.id), 2027),
            await dues.add(replace(INVOICE, member_id=boris.id), 2027),
        )
        keys = {
            "sent": notice_key(one.id, "-7", ANNA),
            "mine": notice_key(one.id, "0", ANNA),
            "staff": notice_key(one.id, "ahead-2027-03-01", TREASURER),
            "another's": notice_key(eleven.id, "0", BORIS),
        }
        for name, person in (("sent", ANNA), ("mine", ANNA), ("staff", TREASURER), ("another's", BORIS)):
            invoice = eleven if name == "another's" else one
            step = keys[name].split(":")[2]
            await notices_table.note(invoice.id, step, START, [person.id])
            call = Outgoing("sendMessage", {"text": name}, person.id, Lane.NOTICES, key=keys[name])
            await outbox_table.add([call], START)
            if name == "sent":
                assert await outbox_table.claim((Lane.REPLIES, Lane.BULK), 1, START)
        await notices_table.note(one.id, "-30", START, [])
        assert await notices_table.told(one.id) == {"-30", "-7", "0", "ahead-2027-03-01"}
        await notices_table.drop_notices(one.id, START + 1)
        states = {
            row["key"]: (row["state"], row["params"])
            for row in await transaction.all(select(outbox.c.key, outbox.c.state, outbox.c.params))
        }
        assert states[keys["sent"]][0] == Outbox.IN_FLIGHT
        assert states[keys["mine"]] == states[keys["staff"]] == (Outbox.DROPPED, "{}")
        assert states[keys["another's"]][0] == Outbox.WAITING


async def test_lookups_of_dues_use_indexes(sqlite: Database) -> None:
    """However many members and invoices there are, nothing walks through all of them."""
    from storage.dues import books, invoices, money, notices
    from storage.sqlite import STATEMENTS

    indexes = {
        invoices.DUE: "invoices_next",
        invoices.TO_BILL: "members_billed",
        invoices.OF_MEMBER: "invoices_member",
        invoices.STANDING: "invoices_period",
        invoices.NEXT_ORDINAL: "invoices_ordinal",
        money.PAYMENTS: "ix_payments_invoice_id",
        money.RECEIPTS: "ix_receipts_invoice_id",
        notices.DROP_NOTICES: "outbox_key",
        books.LISTS[Debts.ALL]: "invoices_owed",
        books.OWED: "invoices_owed",
        books.COVERING: "invoices_ends",
    }
    async with sqlite.transaction() as transaction:
        connection: Any = transaction
        for statement, index in indexes.items():
            compiled = STATEMENTS[statement]
            values = {**dict.fromkeys(compiled.names, 0), "many": 1}
            rows = connection._connection.execute("EXPLAIN QUERY PLAN " + compiled.sql, values).fetchall()
            plan = " | ".join(row["detail"] for row in rows)
            assert index in plan, plan
            assert "SCAN outbox" not in plan
            assert "SCAN invoices\n" not in plan + "\n"


async def test_the_treasurers_books(database: Database) -> None:
    async with database.transaction() as transaction:
        dues = InvoicesTable(transaction)
        ledger_table = LedgerTable(transaction)
        anna, boris = await members(transaction, ANNA, BORIS)
        await MembersTable(transaction).save(replace(boris, status=MemberStatus.LAPSED))
        year = {"starts_on": TODAY, "ends_on": date(2028, 1, 15)}
        late = await dues.add(replace(INVOICE, member_id=anna.id), 2026)  # of long ago
        owed = await dues.add(replace(INVOICE, member_id=anna.id, due_at=START + DAY, **year), 2027)  # type: ignore[arg-type]
        paid = replace(INVOICE, member_id=boris.id, status=InvoiceStatus.PAID, paid=700_000, next_at=None)
        await dues.add(replace(paid, **year), 2027)  # type: ignore[arg-type]
        lapsed = await dues.add(replace(INVOICE, member_id=boris.id, status=InvoiceStatus.CHECKING), 2026)
        await dues.add(replace(paid, status=InvoiceStatus.VOID, starts_on=date(2027, 1, 1)), 2027)

        seen = await ledger_table.overview(TODAY, START)
        assert (seen.members, seen.billed, seen.settled, seen.share) == (1, 2, 1, 50)
        assert (seen.amount, seen.paid) == (1_200_000, 700_000)
        assert (seen.checking, seen.overdue, seen.lapsed, seen.owed) == (1, 1, 1, 1_800_000)

        async def listed(which: Debts) -> list[int]:
            rows = await ledger_table.owing(which, START, 0, 10)
            count, _ = await ledger_table.owing_totals(which, START)
            assert count == len(rows)
            return [one.invoice.id for one in rows]

        assert await listed(Debts.ALL) == [late.id, lapsed.id, owed.id]
        assert await listed(Debts.CHECKING) == await listed(Debts.LAPSED) == [lapsed.id]
        assert await listed(Debts.OVERDUE) == [late.id]
        assert [one.invoice.id for one in await ledger_table.owing(Debts.ALL, START, 1, 1)] == [lapsed.id]
        assert [one.invoice.id for one in await ledger_table.search("2026-0001", 5)] == [late.id]
        found = await ledger_table.search("ильина", 5)
        assert [one.invoice.id for one in found] == [owed.id, late.id]
        assert found[0].member == anna
        assert await ledger_table.search("100%", 5) == []


# The use cases over them


class Bureau:
    """The use cases over a database, one transaction after another, and a clock that is moved."""

    def __init__(self, database: Database, config: Config, association: Association) -> None:
        self.clock = StandingClock()
        self._database = database
        self._wiring = Wiring(config, association, FluentTexts(association), self.clock)

    def __call__(self, transaction: Transaction) -> Container:
        return self._wiring.open(transaction)

    async def day(self, day: date, hour: int = 12) -> list[object]:
        """What the clock finds on a day."""
        self.clock.moment = at_hour(day, hour, ZONE)
        found: list[object] = []
        more = True
        while more:
            async with self._database.transaction() as transaction:
                do = self(transaction)
                issued, more_bills = await do.get(Billing).issue_next()
                events, more_steps = await do.get(DuesLadder).remind_next()
                found += [*issued, *events]
                more = more_bills or more_steps
        return found


@pytest.fixture
async def bureau(database: Database, config: Config, association: Association) -> Bureau:
    bureau = Bureau(database, config, association)
    async with database.transaction() as transaction:
        await members(transaction, ANNA)
        await ContactsTable(transaction).add(TREASURER)
        await RolesTable(transaction, association).give(TREASURER.id, Role.TREASURER, START)
    return bureau


async def test_from_admission_to_the_lapse_and_back(database: Database, bureau: Bureau) -> None:
    async with database.transaction() as transaction:
        do = bureau(transaction)
        member = await MembersTable(transaction).of_person(ANNA.id)
        assert member is not None
        issued = await do.get(Billing).bill_admission(member, TREASURER)
        assert issued is not None
        assert (issued.card.invoice.amount, issued.card.online) == (500_000, False)
        assert await do.get(Billing).bill_admission(member, TREASURER) is None
    events = [type(event) for day in DAYS for event in await bureau.day(day)]
    assert events == [*[DuesReminderDue] * 4, LapseAhead, MembershipChanged]
    async with database.transaction() as transaction:
        do = bureau(transaction)
        (account,) = await do.get(Billing).own(ANNA)
        assert account.payer.member.status is MemberStatus.LAPSED
        (owed,) = account.owed
        sent = await do.get(Payments).send_receipt(ANNA, owed.id, Scan("file", "photo"))
        entered = await do.get(Payments).confirm(TREASURER, owed.id, sent.card.invoice.version)
        assert entered.restored is not None
        assert entered.restored.member.status is MemberStatus.ACTIVE
        assert (await do.get(Ledger).overview(TREASURER)).share == 100
        kinds = [entry.kind for entry in await ContactsTable(transaction).history(ANNA.id)]
        assert kinds == [
            "invoice-issued",
            "membership-lapse",
            "receipt-sent",
            "payment-entered",
            "membership-restore",
        ]
        ordered = await do.get(Ledger).export(TREASURER, {"sheet": "Взносы", "status-open": "не оплачен"})
        job = await JobsTable(transaction, StandingClock(START)).begin()
        assert job is not None
        assert (job.kind, ordered.person) == ("invoice", TREASURER)
        assert job.data["items"] == [
            {"title": "Членский взнос за год, пакет «Член – физическое лицо»", "amount": 500_000}
        ]
        assert job.data["purpose"].startswith(
            "Членский взнос по счёту № 2027-0001 от 15.01.2027, Анна Ильина"
        )


DAYS = [date(2027, 2, day) for day in (7, 14, 28)] + [date(2027, 3, day) for day in (16, 24, 31)]


async def test_an_old_database_is_invoiced_from_the_next_anniversary(bureau: Bureau) -> None:
    assert await bureau.day(date(2027, 6, 1)) == []
    assert await bureau.day(date(2027, 12, 15)) == []
    (issued,) = await bureau.day(date(2027, 12, 16))
    assert isinstance(issued, InvoiceIssued)
    assert issued.card.invoice.starts_on == date(2028, 1, 15)
    assert await bureau.day(date(2027, 12, 17)) == []


async def test_a_slice_never_stops_what_is_behind_it(
    database: Database, config: Config, association: Association
) -> None:
    bureau = Bureau(database, config, association)
    async with database.transaction() as transaction:
        await members(transaction, *(Person(n, "ru", START, name=f"Член {n}") for n in range(1, 61)))
    events = [*await bureau.day(date(2027, 12, 1)), *await bureau.day(date(2027, 12, 20))]
    numbers = sorted(event.card.invoice.number for event in events if isinstance(event, InvoiceIssued))
    assert numbers == [f"2027-{n:04}" for n in range(1, 61)]
    reminded = await bureau.day(date(2028, 1, 12))
    assert (
        len(reminded)
        == len({one.card.invoice.id for one in reminded if isinstance(one, DuesReminderDue)})
        == 60
    )


async def test_an_erasure_keeps_the_invoice_without_a_name(database: Database, bureau: Bureau) -> None:
    """Reliability row 41.

    What was paid stays in the books; of whose it was nothing is left, and nothing is owed any more.
    """
    async with database.transaction() as transaction:
        do = bureau(transaction)
        member = await MembersTable(transaction).of_person(ANNA.id)
        assert member is not None
        issued = await do.get(Billing).bill_admission(member, TREASURER)
        assert issued is not None
        invoice_id = issued.card.invoice.id
        part = await do.get(Payments).enter(TREASURER, invoice_id, 0, "1000")
        await do.get(Payments).send_receipt(ANNA, invoice_id, Scan("canary", "photo"))
        await do.get(Billing).prepare(TREASURER, invoice_id)
        await NoticesTable(transaction).note(invoice_id, "0", START, [ANNA.id, TREASURER.id])
        await ContactsTable(transaction).erase(ANNA.id)
        kept = await InvoicesTable(transaction).find(invoice_id)
        assert kept is not None
        assert (kept.member_id, kept.status, kept.paid) == (None, InvoiceStatus.VOID, 100_000)
        assert kept.number == issued.card.invoice.number
        assert await PaymentsTable(transaction).payments(invoice_id) == [part.payment]
        assert await PaymentsTable(transaction).receipts(invoice_id) == []
        assert await transaction.all(select(jobs.c.id)) == []
        told = await transaction.all(select(dues_notice_people.c.person_id))
        assert [row["person_id"] for row in told] == [TREASURER.id]
        card = await do.get(Billing).look(TREASURER, invoice_id)
        assert card.payer is None
        await ContactsTable(transaction).erase(TREASURER.id)
        (payment,) = await PaymentsTable(transaction).payments(invoice_id)
        assert payment.entered_by is None
    assert await bureau.day(date(2027, 12, 31)) == []
