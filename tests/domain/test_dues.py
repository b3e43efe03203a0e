"""Invoices, receipts and payments: every act in every state by everybody, sums, and what follows for memberships."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.dues.entities import InvoiceKind, ReceiptStatus
from domain.dues.events import InvoiceIssued, InvoiceVoided, notice_key
from domain.dues.life import INVOICE, OWED, InvoiceAction, InvoiceStatus
from domain.dues.payments import Checkout
from domain.dues.periods import day_of
from domain.dues.refusals import InvoiceStatusConflict, ReceiptWaits
from domain.files import Scan
from domain.members.entities import MemberStatus
from domain.members.life import MemberAction
from domain.people import Person
from domain.refusal import Gone, InvalidAnswer, Refusal
from domain.roles import NotAllowed, Role
from tests.domain.till import ANNA, BORIS, DAY, SECRETARY, TREASURER, ZONE, Till

SCAN = Scan("file", "photo", "")
Way = Callable[[Till, Person], Awaitable[object]]


async def put(till: Till, status: InvoiceStatus) -> None:
    """An invoice of Anna's that stands so, with version 5."""
    await till.billed()
    if status is InvoiceStatus.CHECKING:
        await till.payments.send_receipt(ANNA, 1, SCAN)
    elif status is InvoiceStatus.PAID:
        await till.payments.enter(TREASURER, 1, 0, "")
    elif status is InvoiceStatus.VOID:
        await till.billing.void(TREASURER, 1, 0, "ошибка")
    till.book.invoices[1] = replace(till.invoice(), version=5)
    till.log.rows.clear()


# How each act is done, and the roles that may do it; None: the member.
WAYS: dict[InvoiceAction, tuple[Way, frozenset[Role] | None]] = {
    InvoiceAction.SEND_RECEIPT: (
        lambda till, actor: till.payments.send_receipt(actor, 1, Scan("another", "photo")),
        None,
    ),
    InvoiceAction.CONFIRM: (
        lambda till, actor: till.payments.confirm(actor, 1, 5),
        frozenset({Role.TREASURER}),
    ),
    InvoiceAction.CONFIRM_PART: (
        lambda till, actor: till.payments.confirm(actor, 1, 5, "1 000"),
        frozenset({Role.TREASURER}),
    ),
    InvoiceAction.REFUSE_RECEIPT: (
        lambda till, actor: till.payments.refuse(actor, 1, 5, "не видно суммы"),
        frozenset({Role.TREASURER}),
    ),
    InvoiceAction.PAY: (
        lambda till, actor: till.payments.enter(actor, 1, 5, "6000"),
        frozenset({Role.TREASURER}),
    ),
    InvoiceAction.PAY_PART: (
        lambda till, actor: till.payments.enter(actor, 1, 5, "5999,99"),
        frozenset({Role.TREASURER}),
    ),
    InvoiceAction.VOID: (
        lambda till, actor: till.billing.void(actor, 1, 5, "ошибка"),
        frozenset({Role.TREASURER}),
    ),
    InvoiceAction.REISSUE: (
        lambda till, actor: till.billing.reissue(actor, 1, 5),
        frozenset({Role.TREASURER}),
    ),
}


@pytest.mark.parametrize("who", ["owner", "another", *Role])
@pytest.mark.parametrize("action", WAYS)
@pytest.mark.parametrize("status", InvoiceStatus)
async def test_every_act_in_every_state_by_everybody(
    status: InvoiceStatus, action: InvoiceAction, who: Role | str
) -> None:
    """Reliability rows 30 and 32: an act leads where the table says, or changes nothing."""
    till = Till()
    await put(till, status)
    before, paid = till.invoice(), len(till.book.paid)
    actor = {"owner": ANNA, "another": BORIS}.get(str(who), Person(50, "ru", 0))
    if isinstance(who, Role):
        till.offices.rows[actor.id, who, ""] = 0
    way, roles = WAYS[action]
    allowed = who == "owner" if roles is None else who in roles
    if allowed and (status, action) in INVOICE:
        await way(till, actor)
        assert till.invoice().status is INVOICE[status, action]
        assert till.invoice().version == 6
        assert len(till.log.rows) == (0 if (status, action) == FURTHER else 1)
        assert till.book.dropped[-1] == 1, "notices that wait speak of the old state"
        if roles is not None:
            with pytest.raises(InvoiceStatusConflict):  # a double tap
                await way(till, actor)
            assert len(till.log.rows) == 1
    else:
        with pytest.raises(Refusal):
            await way(till, actor)
        assert till.invoice() == before
        assert len(till.book.paid) == paid
        assert {row[1] for row in till.log.rows} <= {"refused"}


FURTHER = (InvoiceStatus.CHECKING, InvoiceAction.SEND_RECEIPT)


@pytest.mark.parametrize("status", InvoiceStatus)
async def test_money_that_telegram_took_is_counted_in_every_state(status: InvoiceStatus) -> None:
    till = Till()
    await put(till, status)
    before = till.invoice()
    entered = await till.payments.charge(ANNA, 1, 600_000, "RUB", "charge-1")
    assert entered is not None
    action = InvoiceAction.PAY if status in OWED else InvoiceAction.OVERPAY
    assert till.invoice().status is INVOICE[status, action]
    assert till.invoice().paid == before.paid + 600_000
    assert till.invoice().surplus == (0 if status in OWED else before.paid + 600_000 - _kept(status))
    assert entered.treasurers == (TREASURER,) or [one.id for one in entered.treasurers] == [TREASURER.id]
    after = till.invoice()
    assert await till.payments.charge(ANNA, 1, 600_000, "RUB", "charge-1") is None
    assert till.invoice() == after
    with pytest.raises(Refusal, match="dues-charge-lost"):
        await till.payments.charge(ANNA, 99, 600_000, "RUB", "charge-2")
    with pytest.raises(Refusal, match="dues-charge-lost"):
        await till.payments.charge(ANNA, 1, 600_000, "USD", "charge-3")


def _kept(status: InvoiceStatus) -> int:
    return 600_000 if status is InvoiceStatus.PAID else 0


def test_the_table_is_whole() -> None:
    assert {status for status, _ in INVOICE} == set(InvoiceStatus)
    assert {action for _, action in INVOICE} == set(InvoiceAction)
    assert set(INVOICE.values()) == set(InvoiceStatus)
    # What is void stays so, and nothing leads back to it being owed.
    assert {status for (before, _), status in INVOICE.items() if before is InvoiceStatus.VOID} == {
        InvoiceStatus.VOID
    }


async def test_two_treasurers_at_once_make_one_decision() -> None:
    """Reliability row 32."""
    till = Till()
    await put(till, InvoiceStatus.CHECKING)
    await till.payments.confirm(TREASURER, 1, 5)
    for second in (
        till.payments.confirm(TREASURER, 1, 5),
        till.payments.refuse(TREASURER, 1, 5, "нет"),
        till.payments.enter(TREASURER, 1, 5, "10"),
        till.payments.enter(TREASURER, 1, 6, "10"),  # paid already: by hand that is a mistake
    ):
        with pytest.raises(InvoiceStatusConflict) as told:
            await second
        assert told.value.card.invoice.status is InvoiceStatus.PAID
    assert till.log.rows == [(TREASURER.id, "payment-entered", ANNA.id)]
    assert [one.amount for one in till.book.paid.values()] == [600_000]


async def test_a_demoted_treasurer_decides_nothing() -> None:
    """Reliability row 31."""
    till = Till()
    await put(till, InvoiceStatus.CHECKING)
    del till.offices.rows[TREASURER.id, Role.TREASURER, ""]
    with pytest.raises(NotAllowed):
        await till.payments.confirm(TREASURER, 1, 5)
    assert till.invoice().status is InvoiceStatus.CHECKING


async def test_the_first_invoice_is_the_entry_fee_and_a_year() -> None:
    till = Till("2027-01-15")
    issued = await till.billing.bill_admission(till.join(), SECRETARY)
    assert issued is not None
    invoice = issued.card.invoice
    assert (invoice.kind, invoice.amount, invoice.entry_fee) == (InvoiceKind.ENTRY, 600_000, 100_000)
    assert (invoice.starts_on, invoice.ends_on) == (date(2027, 1, 15), date(2028, 1, 15))
    assert day_of(invoice.due_at, ZONE) == date(2027, 2, 14)
    assert invoice.number == "2027-0001"
    assert till.book.accounts[1] == ("", date(2028, 1, 15))
    assert issued.key(ANNA) == notice_key(1, "issued", ANNA) == "dues:1:issued:1"
    kind, whose, data = till.orders.ordered[0]
    assert (kind, whose) == ("invoice", ANNA.id)
    assert [item["amount"] for item in data["items"]] == [100_000, 500_000]
    assert data["purpose"] == "По счёту 2027-0001 от 15.01.2027, Анна"
    # An application of somebody who is a member already bills nothing.
    assert await till.billing.bill_admission(till.roll.members[1], SECRETARY) is None
    till.clock.advance(2 * DAY)
    assert await till.billing.bill_admission(till.roll.members[1], SECRETARY) is None


async def test_no_fee_no_invoice() -> None:
    till = Till()
    member = till.join()
    till.book.accounts[member.id] = ("honorary", None)
    assert await till.billing.bill_admission(member, SECRETARY) is None
    till.at("2028-01-15")
    assert await till.look() == []
    assert till.book.accounts[member.id][1] == date(2029, 1, 15)


async def test_receipts() -> None:
    till = Till()
    invoice = await till.billed()
    with pytest.raises(InvalidAnswer, match="dues-receipt-wrong"):
        await till.payments.send_receipt(ANNA, 1, Scan("f", "document", "virus.exe"))
    with pytest.raises(Gone, match="dues-missing"):
        await till.payments.send_receipt(BORIS, 1, SCAN)
    first = await till.payments.send_receipt(ANNA, 1, SCAN)
    again = await till.payments.send_receipt(ANNA, 1, SCAN)
    assert (first.further, first.again, again.again) == (False, False, True)
    more = await till.payments.send_receipt(ANNA, 1, Scan("g", "document", "чек.pdf"))
    assert more.further
    assert len(more.card.waiting) == 2
    waiting = await till.payments.awaits_receipt(ANNA)
    assert waiting is not None
    assert waiting.invoice.id == invoice.id
    assert await till.payments.awaits_receipt(BORIS) is None
    refused = await till.payments.refuse(TREASURER, 1, till.invoice().version, "не видно суммы")
    assert [one.status for one in refused.refused] == [ReceiptStatus.REFUSED] * 2
    assert till.invoice().status is InvoiceStatus.OPEN
    for number in range(10):
        await till.payments.send_receipt(ANNA, 1, Scan(str(number), "photo"))
    with pytest.raises(Gone, match="dues-receipts-many"):
        await till.payments.send_receipt(ANNA, 1, Scan("too many", "photo"))
    with pytest.raises(InvalidAnswer, match="dues-amount-wrong"):
        await till.payments.confirm(TREASURER, 1, till.invoice().version, "много")
    part = await till.payments.confirm(TREASURER, 1, till.invoice().version, "1000")
    assert (part.card.invoice.rest, part.card.invoice.status) == (500_000, InvoiceStatus.OPEN)
    assert till.people.kinds(ANNA.id) == [
        "invoice-issued",
        "receipt-sent",
        "receipt-refused",
        "receipt-sent",
        "payment-entered",
    ]


async def test_somebody_who_speaks_for_an_organisation_sends_its_receipts() -> None:
    till = Till()
    await till.billed()
    till.roll.speaking[1] = (ANNA, BORIS)
    sent = await till.payments.send_receipt(BORIS, 1, SCAN)
    assert sent.card.invoice.status is InvoiceStatus.CHECKING
    till.roll.speaking[1] = (ANNA,)  # and no longer
    with pytest.raises(Gone, match="dues-missing"):
        await till.payments.send_receipt(BORIS, 1, Scan("x", "photo"))
    with pytest.raises(Gone, match="dues-missing"):
        await till.billing.look(BORIS, 1)
    assert (await till.billing.look(SECRETARY, 1)).invoice.id == 1


async def test_what_telegram_is_answered_before_it_takes_money() -> None:
    till = Till()
    await till.billed()
    ask = till.payments.may_pay
    assert await ask(ANNA, 1, 600_000, "RUB") is Checkout.YES
    assert await ask(ANNA, 1, 600_000, "USD") is Checkout.OTHER_SUM
    assert await ask(ANNA, 1, 1, "RUB") is Checkout.OTHER_SUM
    assert await ask(BORIS, 1, 600_000, "RUB") is Checkout.MISSING
    assert await ask(ANNA, 2, 600_000, "RUB") is Checkout.MISSING
    await till.payments.enter(TREASURER, 1, 0, "1 000")
    assert await ask(ANNA, 1, 600_000, "RUB") is Checkout.OTHER_SUM
    assert await ask(ANNA, 1, 500_000, "RUB") is Checkout.YES
    await till.payments.enter(TREASURER, 1, 1, "")
    assert await ask(ANNA, 1, 500_000, "RUB") is Checkout.SETTLED


async def test_a_payment_entered_by_mistake_is_taken_back_once() -> None:
    till = Till()
    await till.billed()
    entered = await till.payments.enter(TREASURER, 1, 0, "9 000")
    assert entered.card.invoice.surplus == 300_000
    with pytest.raises(NotAllowed):
        await till.payments.take_back(SECRETARY, entered.payment.id)
    taken = await till.payments.take_back(TREASURER, entered.payment.id)
    assert (taken.card.invoice.status, taken.card.invoice.rest) == (InvoiceStatus.OPEN, 600_000)
    assert till.invoice().rechecked_at is not None
    with pytest.raises(Gone, match="dues-payment-missing"):
        await till.payments.take_back(TREASURER, entered.payment.id)
    with pytest.raises(Gone, match="dues-payment-missing"):
        await till.payments.take_back(TREASURER, 99)
    # Of two payments the one too many: the invoice stays paid.
    await till.payments.enter(TREASURER, 1, till.invoice().version, "")
    assert await till.payments.charge(ANNA, 1, 600_000, "RUB", "c") is not None
    await till.payments.take_back(TREASURER, 2)
    assert till.invoice().status is InvoiceStatus.PAID


async def test_another_package_holds_from_the_next_period_and_replaces_its_invoice() -> None:
    till = Till("2027-01-15")
    await till.billed()
    await till.payments.enter(TREASURER, 1, 0, "")
    with pytest.raises(Gone, match="dues-package-unfit"):
        await till.billing.change_package(TREASURER, 1, "organisation")
    with pytest.raises(NotAllowed):
        await till.billing.change_package(ANNA, 1, "student")
    same = await till.billing.change_package(SECRETARY, 1, "student")
    assert (same.from_on, same.issued, same.replaced) == (date(2028, 1, 15), None, None)
    assert not (await till.billing.change_package(SECRETARY, 1, "student")).fresh
    till.at("2027-12-16")
    (issued,) = await till.look()
    assert isinstance(issued, InvoiceIssued)
    assert (issued.card.invoice.kind, issued.card.invoice.amount) == (InvoiceKind.YEARLY, 123_457)
    await till.payments.enter(TREASURER, 2, 0, "1 000")
    await till.payments.send_receipt(ANNA, 2, SCAN)
    with pytest.raises(ReceiptWaits):
        await till.billing.change_package(TREASURER, 1, "person")
    await till.payments.refuse(TREASURER, 2, till.invoice(2).version, "нет")
    changed = await till.billing.change_package(TREASURER, 1, "person")
    assert changed.issued is not None
    new = changed.issued.card.invoice
    assert (new.amount, new.paid, new.rest) == (500_000, 100_000, 400_000)
    assert (new.starts_on, new.due_at) == (issued.card.invoice.starts_on, issued.card.invoice.due_at)
    assert (till.invoice(2).status, till.invoice(2).paid) == (InvoiceStatus.VOID, 0)
    # Back to a cheaper one: what was paid is enough.
    await till.payments.enter(TREASURER, 3, new.version, "1 000")
    back = await till.billing.change_package(TREASURER, 1, "student")
    assert back.issued is not None
    assert (back.issued.card.invoice.status, back.issued.card.invoice.surplus) == (
        InvoiceStatus.PAID,
        200_000 - 123_457,
    )
    # What is paid stands: another package is for the year after it.
    later = await till.billing.change_package(TREASURER, 1, "person")
    assert (later.from_on, later.issued) == (date(2029, 1, 15), None)


async def test_a_void_invoice_is_issued_anew_with_what_was_paid_on_it() -> None:
    till = Till("2027-01-15")
    await till.billed()
    await till.payments.enter(TREASURER, 1, 0, "1 000")
    await till.billing.void(TREASURER, 1, 1, "не тот пакет")
    await till.billing.change_package(SECRETARY, 1, "student")
    till.at("2027-03-01")
    issued = await till.billing.reissue(TREASURER, 1, 2)
    new = issued.card.invoice
    assert (new.kind, new.package, new.starts_on, new.ends_on) == (
        InvoiceKind.ENTRY,
        "student",
        date(2027, 1, 15),
        date(2028, 1, 15),
    )
    assert (new.paid, till.invoice(1).paid) == (100_000, 0)
    assert day_of(new.due_at, ZONE) == date(2027, 3, 31)
    assert till.book.accounts[1][1] == date(2028, 1, 15), "the next year comes in its turn"


@pytest.mark.parametrize(
    ("status", "day", "may"),
    [
        (MemberStatus.ACTIVE, "2028-01-14", True),
        (MemberStatus.ACTIVE, "2028-01-15", False),
        (MemberStatus.LAPSED, "2027-06-01", True),
        (MemberStatus.LEFT, "2027-06-01", False),
        (MemberStatus.EXPELLED, "2027-06-01", False),
    ],
)
async def test_a_void_invoice_is_issued_anew_to_members_while_its_period_goes_on(
    status: MemberStatus, day: str, may: bool
) -> None:
    till = Till("2027-01-15")
    await till.billed()
    await till.billing.void(TREASURER, 1, 0, "ошибка")
    till.roll.members[1] = replace(till.roll.members[1], status=status)
    till.at(day)
    assert (await till.ledger.card(TREASURER, 1)).reissuable is may
    if not may:
        with pytest.raises(InvoiceStatusConflict):
            await till.billing.reissue(TREASURER, 1, 1)
        return
    issued = await till.billing.reissue(TREASURER, 1, 1)
    entered = await till.payments.enter(TREASURER, issued.card.invoice.id, 0, "")
    assert entered.card.invoice.status is InvoiceStatus.PAID
    assert till.standing() is MemberStatus.ACTIVE
    assert not (await till.ledger.card(TREASURER, 1)).reissuable


async def test_nothing_is_issued_anew_where_it_was_free_or_of_an_earlier_membership() -> None:
    till = Till("2027-01-15")
    await till.billed()
    await till.billing.void(TREASURER, 1, 0, "льгота")
    await till.billing.change_package(TREASURER, 1, "honorary")
    assert not (await till.ledger.card(TREASURER, 1)).reissuable
    await till.billing.change_package(TREASURER, 1, "person")
    assert (await till.ledger.card(TREASURER, 1)).reissuable
    till.at("2027-06-01")
    till.roll.members[1] = replace(till.roll.members[1], since=till.clock.now())
    assert not (await till.ledger.card(TREASURER, 1)).reissuable


@pytest.mark.parametrize("action", [MemberAction.LEAVE, MemberAction.EXPEL])
async def test_who_is_no_member_any_more_owes_nothing(action: MemberAction) -> None:
    till = Till()
    await till.billed()
    await till.payments.send_receipt(ANNA, 1, SCAN)
    member = till.roll.members[1]
    changed = await till.register._change(SECRETARY, member, action, "")
    voided = [one.card.invoice.status for one in changed.voided if isinstance(one, InvoiceVoided)]
    assert voided == [InvoiceStatus.VOID]
    assert till.invoice().status is InvoiceStatus.VOID
    assert await till.look() == []


async def test_who_comes_back_by_a_new_application_gets_a_first_invoice_again() -> None:
    till = Till("2027-01-15")
    await till.billed()
    await till.payments.enter(TREASURER, 1, 0, "1 000")
    till.at("2027-06-01")
    await till.look()
    till.roll.members[1] = replace(till.roll.members[1], status=MemberStatus.ACTIVE, since=till.clock.now())
    issued = await till.billing.bill_admission(till.roll.members[1], SECRETARY)
    assert issued is not None
    assert [one.id for one in issued.replaces] == [1]
    assert (issued.card.invoice.amount, issued.card.invoice.rest) == (600_000, 500_000)
    assert till.invoice(1).status is InvoiceStatus.VOID
    assert till.book.accounts[1][1] == date(2028, 6, 1)


async def test_who_was_a_member_before_dues_were_kept_is_invoiced_from_the_next_anniversary() -> None:
    till = Till("2027-01-20")
    since = till.clock.now()
    till.at("2030-06-05", 11)
    till.join(since=since)
    assert await till.look() == []
    assert till.book.accounts[1] == ("", date(2031, 1, 20))
    till.at("2030-12-20")
    assert await till.look() == []
    till.at("2030-12-21", 9)
    assert await till.look() == []
    till.at("2030-12-21", 10)
    (issued,) = await till.look()
    assert isinstance(issued, InvoiceIssued)
    assert (issued.card.invoice.starts_on, issued.card.invoice.amount) == (date(2031, 1, 20), 500_000)
    assert day_of(issued.card.invoice.due_at, ZONE) == date(2031, 1, 20)


ACTS = st.lists(
    st.tuples(
        st.sampled_from(
            ["enter", "confirm", "refuse", "receipt", "charge", "take-back", "package", "void", "reissue"]
        ),
        st.integers(1, 900_000),
    ),
    max_size=25,
)


@settings(max_examples=150, deadline=None)
@given(ACTS)
def test_sums_fit_together_whatever_happens(acts: list[tuple[str, int]]) -> None:
    """Part payments, overpayments, packages changed, mistakes taken back: nothing is lost, to the kopeck."""
    asyncio.run(play(acts))


async def do(till: Till, act: str, amount: int) -> None:
    """An act upon the newest invoice, if it can be done."""
    number = max(till.book.invoices)
    version, text = till.invoice(number).version, f"{amount // 100},{amount % 100:02}"
    package = ["person", "student", "honorary"][amount % 3]
    ways: dict[str, Callable[[], Awaitable[Any]]] = {
        "enter": lambda: till.payments.enter(TREASURER, number, version, text),
        "confirm": lambda: till.payments.confirm(TREASURER, number, version, text if amount % 2 else ""),
        "refuse": lambda: till.payments.refuse(TREASURER, number, version, "нет"),
        "receipt": lambda: till.payments.send_receipt(ANNA, number, Scan(text, "photo")),
        "charge": lambda: till.payments.charge(ANNA, number, amount, "RUB", f"c{amount % 7}"),
        "take-back": lambda: till.payments.take_back(TREASURER, 1 + amount % len(till.book.paid)),
        "package": lambda: till.billing.change_package(TREASURER, 1, package),
        "void": lambda: till.billing.void(TREASURER, number, version, "ошибка"),
        "reissue": lambda: till.billing.reissue(TREASURER, number, version),
    }
    with suppress(Refusal):
        await ways[act]()


async def play(acts: list[tuple[str, int]]) -> None:
    till = Till("2027-01-15")
    await till.billed()
    await till.payments.enter(TREASURER, 1, 0, "")
    till.at("2027-12-16")
    await till.look()
    for act, amount in acts:
        await do(till, act, amount)
        for invoice in till.book.invoices.values():
            came = sum(
                one.amount
                for one in till.book.paid.values()
                if one.invoice_id == invoice.id and one.taken_back_at is None
            )
            assert invoice.paid == came
            assert (invoice.status is InvoiceStatus.PAID) == (
                came >= invoice.amount and invoice.status is not InvoiceStatus.VOID
            )
            waits = any(
                one.status is ReceiptStatus.WAITING and one.invoice_id == invoice.id
                for one in till.book.sent.values()
            )
            assert (invoice.status is InvoiceStatus.CHECKING) <= waits
            assert (invoice.next_at is not None) == (invoice.status is InvoiceStatus.OPEN)
    standing = [one for one in till.book.invoices.values() if one.status is not InvoiceStatus.VOID]
    assert len({one.starts_on for one in standing}) == len(standing), "a period is invoiced once"
