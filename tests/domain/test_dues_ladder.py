"""The ladder: what is told when, what is overtaken, what holds it, and when a membership lapses."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.dues.entities import DuesTerms, Invoice, InvoiceKind
from domain.dues.events import DuesReminderDue, InvoiceIssued, LapseAhead
from domain.dues.life import InvoiceStatus
from domain.dues.periods import at_hour, end_of
from domain.dues.policy import lapse_day, look, steps
from domain.files import Scan
from domain.members.entities import MemberStatus
from domain.members.events import MembershipChanged
from domain.members.life import MemberAction
from domain.time import local
from tests.domain.till import ANNA, DAY, HOUR, SECRETARY, TERMS, TREASURER, ZONE, Till, moment

SCAN = Scan("file", "photo", "")


def words(events: list[object]) -> list[str]:
    """What happened, in short."""
    told = []
    for event in events:
        if isinstance(event, DuesReminderDue):
            told.append(f"{event.step:+}")
        elif isinstance(event, LapseAhead):
            told.append(f"ahead {event.lapses_on}")
        elif isinstance(event, MembershipChanged):
            told.append(event.action.value)
        else:
            told.append("invoice" if isinstance(event, InvoiceIssued) else type(event).__name__)
    return told


async def days(till: Till, first: str, last: str) -> dict[str, list[str]]:
    """What the clock finds, looking every hour of these days and the ones between."""
    found: dict[str, list[str]] = {}
    now, end = moment(first, 0), moment(last, 23)
    while now <= end:
        till.clock.moment = now
        if events := await till.look():
            found[_name(now)] = words(events)
        now += HOUR
    return found


def _name(now: int) -> str:
    return f"{local(now, ZONE):%Y-%m-%d %H}"


async def test_a_year_of_a_member_who_pays_the_first_and_not_the_second() -> None:
    till = Till("2027-01-15")
    await till.billed()
    assert await days(till, "2027-01-15", "2027-02-13") == {"2027-02-07 10": ["-7"]}
    await till.payments.enter(TREASURER, 1, 0, "")
    assert await days(till, "2027-02-14", "2028-04-30") == {
        "2027-12-16 10": ["invoice"],
        "2028-01-08 10": ["-7"],
        "2028-01-15 10": ["+0"],
        "2028-01-29 10": ["+14"],
        "2028-02-14 10": ["+30"],
        "2028-02-22 10": ["ahead 2028-02-29"],
        "2028-02-29 10": ["lapse"],
    }
    assert till.standing() is MemberStatus.LAPSED
    assert await days(till, "2029-01-01", "2029-03-01") == {}, "who has lapsed is not invoiced"


async def test_paying_the_open_invoice_brings_back_who_has_lapsed() -> None:
    till = Till("2027-01-15")
    await till.billed()
    await days(till, "2027-01-16", "2027-04-02")
    assert till.standing() is MemberStatus.LAPSED
    await till.payments.send_receipt(ANNA, 1, SCAN)
    part = await till.payments.confirm(TREASURER, 1, till.invoice().version, "1 000")
    assert part.restored is None
    whole = await till.payments.enter(TREASURER, 1, till.invoice().version, "")
    assert whole.restored is not None
    assert (whole.restored.action, whole.restored.actor) == (MemberAction.RESTORE, None)
    assert till.standing() is MemberStatus.ACTIVE
    assert (TREASURER.id, "membership-restore", ANNA.id) in till.log.rows
    # Taken back as a mistake: there is again time before a lapse, and staff hear of it.
    await till.payments.take_back(TREASURER, whole.payment.id)
    assert await days(till, "2027-04-03", "2027-04-20") == {
        "2027-04-03 10": ["ahead 2027-04-10"],
        "2027-04-10 10": ["lapse"],
    }
    assert till.standing() is MemberStatus.LAPSED


async def test_years_that_went_by_while_lapsed_are_not_invoiced() -> None:
    till = Till("2027-01-15")
    await till.billed()
    await days(till, "2027-03-20", "2027-04-02")
    till.at("2029-06-01")
    assert await till.look() == []
    await till.payments.enter(TREASURER, 1, till.invoice().version, "")
    (issued,) = await till.look()
    assert isinstance(issued, InvoiceIssued)
    invoice = issued.card.invoice
    assert (invoice.starts_on, invoice.ends_on) == (date(2029, 1, 15), date(2030, 1, 15))
    assert invoice.due_at == end_of(date(2029, 7, 1), ZONE)


async def test_who_owes_more_than_one_overdue_invoice_comes_back_with_the_last() -> None:
    till = Till("2027-01-15")
    await till.billed()
    await days(till, "2027-03-20", "2027-04-02")
    await till.register.act(SECRETARY, 1, MemberAction.RESTORE)
    first = till.invoice()
    older = replace(first, id=2, number="2", starts_on=date(2026, 1, 15))
    till.book.invoices[2] = older
    await till.register.act(SECRETARY, 1, MemberAction.LAPSE)
    one = await till.payments.enter(TREASURER, 1, till.invoice().version, "")
    assert one.restored is None
    two = await till.payments.enter(TREASURER, 2, older.version, "")
    assert two.restored is not None


async def test_no_day_is_invoiced_twice_where_the_anniversary_moved() -> None:
    """As when the association moves to another time zone."""
    till = Till("2027-01-15")
    await till.billed()
    await till.payments.enter(TREASURER, 1, 0, "")
    till.roll.members[1] = replace(till.roll.members[1], since=moment("2027-01-16"))
    till.at("2027-12-20")
    (issued,) = await till.look()
    assert isinstance(issued, InvoiceIssued)
    assert (issued.card.invoice.starts_on, issued.card.invoice.ends_on) == (
        date(2028, 1, 15),
        date(2029, 1, 16),
    )


async def test_nothing_is_told_while_a_receipt_waits_and_afterwards_the_latest_only() -> None:
    till = Till("2027-01-15")
    await till.billed()
    await days(till, "2027-01-16", "2027-02-13")
    await till.payments.send_receipt(ANNA, 1, SCAN)
    assert await days(till, "2027-02-14", "2027-04-10") == {}
    await till.payments.refuse(TREASURER, 1, till.invoice().version, "не видно суммы")
    # Refused on 10 April at 23: from the next day on, and no lapse before seven whole days are over.
    assert await days(till, "2027-04-11", "2027-04-30") == {
        "2027-04-11 10": ["+30", "ahead 2027-04-18"],
        "2027-04-18 10": ["lapse"],
    }
    assert till.book.steps[1]["0"] == till.book.steps[1]["14"] == ()


async def test_a_week_in_which_the_program_stood_still() -> None:
    """Reliability row 27.

    Of what was overtaken the latest only; staff hear of a lapse before it comes, in any case.
    """
    till = Till("2027-01-15")
    await till.billed()
    till.at("2027-02-15", 3)
    assert await till.look() == [], "not before the day's hour"
    till.at("2027-02-15", 10)
    assert words(await till.look()) == ["+0"]
    assert await till.look() == []
    # A stop over the warning and the day of the lapse.
    till.at("2027-04-03")
    assert words(await till.look()) == ["+30", "ahead 2027-04-04"]
    till.at("2027-04-04", 9)
    assert await till.look() == []
    till.at("2027-04-04", 10)
    assert words(await till.look()) == ["lapse"]


async def test_a_clock_that_goes_back_tells_nothing_twice() -> None:
    """Reliability row 26."""
    till = Till("2027-01-15")
    await till.billed()
    till.at("2027-02-14", 10)
    assert words(await till.look()) == ["+0"]
    for day in ("2027-02-13", "2027-02-07", "2027-02-14", "2027-01-16", "2027-02-15"):
        till.at(day)
        assert await till.look() == []


async def test_a_part_payment_stops_what_waits_and_the_ladder_goes_on_for_the_rest() -> None:
    till = Till("2027-01-15")
    await till.billed()
    await till.payments.enter(TREASURER, 1, 0, "5 999,99")
    assert till.book.dropped == [1]
    assert await days(till, "2027-01-16", "2027-02-14") == {
        "2027-02-07 10": ["-7"],
        "2027-02-14 10": ["+0"],
    }
    await till.payments.enter(TREASURER, 1, till.invoice().version, "0,01")
    assert await days(till, "2027-02-15", "2027-06-01") == {}
    assert till.standing() is MemberStatus.ACTIVE


async def test_who_is_lapsed_by_staff_hears_nothing_and_who_is_brought_back_has_time() -> None:
    till = Till("2027-01-15")
    await till.billed()
    till.at("2027-03-25")
    await till.look()
    await till.register.act(TREASURER, 1, MemberAction.LAPSE)
    assert await days(till, "2027-03-26", "2027-04-20") == {}
    till.at("2027-04-20")
    await till.register.act(SECRETARY, 1, MemberAction.RESTORE)
    assert await days(till, "2027-04-20", "2027-05-10") == {
        "2027-04-21 10": ["ahead 2027-04-28"],
        "2027-04-28 10": ["lapse"],
    }


def drawn_invoice(issued: date, term: int) -> Invoice:
    due = issued + timedelta(term)
    return Invoice(
        1, "1", 1, InvoiceKind.YEARLY, "person", 1, 0, 0, due, due + timedelta(365),
        at_hour(issued, 12, ZONE), end_of(due, ZONE), InvoiceStatus.OPEN,
    )  # fmt: skip


LADDERS = st.lists(st.integers(-60, 60), max_size=6, unique=True).map(tuple)


@given(
    issued=st.dates(date(2023, 1, 1), date(2030, 1, 1)),
    term=st.integers(1, 60),
    ladder=LADDERS,
    grace=st.integers(2, 90),
    looks=st.lists(st.integers(0, 200 * 24), max_size=40),
    rechecked=st.none() | st.integers(0, 150 * 24),
)
def test_however_the_clock_looks(
    issued: date, term: int, ladder: tuple[int, ...], grace: int, looks: list[int], rechecked: int | None
) -> None:
    """Reliability row 26.

    Each step once or overtaken, none early; the lapse on the day where the clock looked on it, never before, never
    unannounced, never sooner than the days after a refusal.
    """
    terms: DuesTerms = replace(TERMS, ladder=ladder, grace=grace, warn=1)
    invoice = drawn_invoice(issued, term)
    if rechecked is not None:
        invoice = replace(invoice, rechecked_at=invoice.issued_at + rechecked * HOUR)
    moments, told = steps(invoice, terms), dict[str, bool]()
    day = lapse_day(invoice, terms)
    for hours in sorted(looks):
        now = invoice.issued_at + hours * HOUR
        found = look(invoice, told, now, terms)
        for step in found.overtaken:
            assert str(step) not in told
            told[str(step)] = False
        if found.lapse:
            assert invoice.warned_at is not None
            assert now >= at_hour(day, terms.hour, ZONE)
            assert now - invoice.warned_at > HOUR
            assert invoice.rechecked_at is None or now - invoice.rechecked_at >= terms.recheck * DAY
            break
        if found.remind is not None:
            assert moments[found.remind] <= now
            assert found.remind == max(step for step, at in moments.items() if at <= now)
            assert str(found.remind) not in told
            told[str(found.remind)] = True
        if found.warn:
            assert invoice.warned_for is None
            invoice = replace(invoice, warned_for=found.warns_of, warned_at=now)
            day = found.lapses_on
        assert found.next_at is not None
        assert found.next_at > now
        # Nothing happens before it says to look again.
        quiet = look(invoice, told, found.next_at - 1, terms)
        assert (quiet.remind, quiet.warn, quiet.lapse) == (None, False, False)


@pytest.mark.parametrize("hour", [0, 9, 10, 23])
def test_no_lapse_sooner_than_the_days_after_a_refusal(hour: int) -> None:
    invoice = replace(drawn_invoice(date(2027, 1, 1), 10), rechecked_at=moment("2027-03-01", hour, 30))
    day = lapse_day(invoice, TERMS)
    assert day == (date(2027, 3, 8) if hour < 10 else date(2027, 3, 9))
