"""The ladder of notices, and when a membership lapses: what an unpaid invoice brings about, and when."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from domain.association import Package
from domain.dues.entities import DuesTerms, Invoice, InvoiceKind
from domain.dues.periods import DAY, at_hour, day_of

A_DAY = 24 * 3_600_000_000  # microseconds


@dataclass(frozen=True, slots=True)
class Look:
    """What is due of an open invoice now, and when to look again.

    `remind` is the step to tell; `overtaken` are those that nobody is told of any more. `warns_of` is the lapse of
    which staff have to have been warned; `lapses_on` when it would come.
    """

    remind: int | None
    overtaken: tuple[int, ...]
    warn: bool
    lapse: bool
    warns_of: date
    lapses_on: date
    next_at: int | None


def sums(package: Package, kind: InvoiceKind) -> tuple[int, int]:
    """What an invoice of this kind asks for: the yearly fee, and what is paid once. In kopecks."""
    return package.fee, package.entry_fee if kind is InvoiceKind.ENTRY else 0


def due_day(invoice: Invoice, terms: DuesTerms) -> date:
    """The day by which the invoice is to be paid."""
    return day_of(invoice.due_at, terms.time_zone)


def lapse_day(invoice: Invoice, terms: DuesTerms) -> date:
    """On which day the membership lapses unless somebody pays.

    After the grace period; not sooner than `recheck` whole days after a refused receipt; not before the day after
    the one on which staff were warned of it.
    """
    day = lapse_to_warn_of(invoice, terms)
    if invoice.warned_for == day and invoice.warned_at is not None:
        day = max(day, day_of(invoice.warned_at, terms.time_zone) + DAY)
    return day


def lapse_to_warn_of(invoice: Invoice, terms: DuesTerms) -> date:
    """The lapse that staff have to have been warned of."""
    day = due_day(invoice, terms) + timedelta(terms.grace)
    if invoice.rechecked_at is None:
        return day
    earliest = invoice.rechecked_at + terms.recheck * A_DAY
    rechecked = day_of(earliest, terms.time_zone)
    if at_hour(rechecked, terms.hour, terms.time_zone) < earliest:
        rechecked += DAY
    return max(day, rechecked)


def steps(invoice: Invoice, terms: DuesTerms) -> dict[int, int]:
    """The steps of an invoice's ladder with their moments; what falls on the day of its issue or before, it has said itself."""
    issued, due = day_of(invoice.issued_at, terms.time_zone), due_day(invoice, terms)
    return {
        step: at_hour(due + timedelta(step), terms.hour, terms.time_zone)
        for step in sorted(set(terms.ladder))
        if due + timedelta(step) > issued
    }


def look(invoice: Invoice, told: Collection[str], now: int, terms: DuesTerms) -> Look:
    """What is due now. `told` are the steps that were told or overtaken before.

    Of several steps only the latest is told. Nothing happens before the day's hour. A lapse overtakes all steps.
    """
    today = day_of(now, terms.time_zone)
    hour_today = at_hour(today, terms.hour, terms.time_zone)
    warns_of, lapses_on = lapse_to_warn_of(invoice, terms), lapse_day(invoice, terms)
    if now < hour_today:
        return Look(None, (), False, False, warns_of, lapses_on, hour_today)
    left = {step: at for step, at in steps(invoice, terms).items() if str(step) not in told}
    due = [step for step, at in left.items() if at <= now]
    warned = invoice.warned_for == warns_of
    warning_at = at_hour(warns_of - timedelta(terms.warn), terms.hour, terms.time_zone)
    if warned and at_hour(lapses_on, terms.hour, terms.time_zone) <= now:
        return Look(None, tuple(due), False, True, warns_of, lapses_on, None)
    warn = not warned and warning_at <= now
    if warn:
        lapses_on = max(warns_of, today + DAY)
    coming = [at for at in left.values() if at > now]
    coming.append(at_hour(lapses_on, terms.hour, terms.time_zone) if warn or warned else warning_at)
    return Look(due[-1] if due else None, tuple(due[:-1]), warn, False, warns_of, lapses_on, min(coming))


def first_look(invoice: Invoice, terms: DuesTerms) -> int:
    """When an invoice that is issued just now is looked at first."""
    found = look(invoice, (), invoice.issued_at, terms)
    due = found.remind is not None or found.warn or found.next_at is None
    return invoice.issued_at if due or found.next_at is None else found.next_at


def next_hour(now: int, terms: DuesTerms) -> int:
    """The next of the days' hours after a moment: what waited for a decision goes on then."""
    today = day_of(now, terms.time_zone)
    at = at_hour(today, terms.hour, terms.time_zone)
    return at if at > now else at_hour(today + DAY, terms.hour, terms.time_zone)
