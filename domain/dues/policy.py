"""The schedule of reminders, and when a membership lapses."""

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
    """What is due for an open invoice now, and when to look again.

    `remind` is the step to tell; `overtaken` are the steps to skip. `warns_of` is the lapse of which staff
    must have been warned; `lapses_on` is its day.
    """

    remind: int | None
    overtaken: tuple[int, ...]
    warn: bool
    lapse: bool
    warns_of: date
    lapses_on: date
    next_at: int | None


def sums(package: Package, kind: InvoiceKind) -> tuple[int, int]:
    """Return the yearly fee and the one-time fee of an invoice of this kind, in kopecks."""
    return package.fee, package.entry_fee if kind is InvoiceKind.ENTRY else 0


def due_day(invoice: Invoice, terms: DuesTerms) -> date:
    """Return the due date of an invoice."""
    return day_of(invoice.due_at, terms.time_zone)


def lapse_day(invoice: Invoice, terms: DuesTerms) -> date:
    """Return the day on which the membership lapses unless somebody pays.

    After the grace period, at least `recheck` whole days after a rejected receipt, and at least a day after
    staff were warned.
    """
    day = lapse_to_warn_of(invoice, terms)
    if invoice.warned_for == day and invoice.warned_at is not None:
        day = max(day, day_of(invoice.warned_at, terms.time_zone) + DAY)
    return day


def lapse_to_warn_of(invoice: Invoice, terms: DuesTerms) -> date:
    """Return the lapse of which staff must have been warned."""
    day = due_day(invoice, terms) + timedelta(terms.grace)
    if invoice.rechecked_at is None:
        return day
    earliest = invoice.rechecked_at + terms.recheck * A_DAY
    rechecked = day_of(earliest, terms.time_zone)
    if at_hour(rechecked, terms.hour, terms.time_zone) < earliest:
        rechecked += DAY
    return max(day, rechecked)


def steps(invoice: Invoice, terms: DuesTerms) -> dict[int, int]:
    """Return the steps of an invoice's reminders with their moments, without those on or before its day of
    issue.
    """
    issued, due = day_of(invoice.issued_at, terms.time_zone), due_day(invoice, terms)
    return {
        step: at_hour(due + timedelta(step), terms.hour, terms.time_zone)
        for step in sorted(set(terms.ladder))
        if due + timedelta(step) > issued
    }


def look(invoice: Invoice, told: Collection[str], now: int, terms: DuesTerms) -> Look:
    """Return what is due now. `told` are the steps told or overtaken before.

    Of several steps only the latest is told. Nothing happens before the day's hour. A lapse overtakes all
    steps.
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
    """Return when to look first at an invoice issued just now."""
    found = look(invoice, (), invoice.issued_at, terms)
    due = found.remind is not None or found.warn or found.next_at is None
    return invoice.issued_at if due or found.next_at is None else found.next_at


def next_hour(now: int, terms: DuesTerms) -> int:
    """Return the next daily hour after a moment, when what waited for a decision goes on."""
    today = day_of(now, terms.time_zone)
    at = at_hour(today, terms.hour, terms.time_zone)
    return at if at > now else at_hour(today + DAY, terms.hour, terms.time_zone)
