"""Invoices, and until when members have been invoiced."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import bindparam, func, literal_column, select, update

from domain.dues.entities import Invoice
from domain.dues.gateways import InvoicesGateway
from domain.dues.life import InvoiceStatus
from domain.members.entities import Member, MemberStatus
from storage.gateway import Gateway
from storage.mapping import Mapper, bound, new_id
from storage.members import MEMBER
from storage.tables.dues import invoices
from storage.tables.members import members

_row = invoices.c
_member = members.c

INVOICE = Mapper(Invoice, invoices)
STANDS = _row.status != literal_column(f"'{InvoiceStatus.VOID}'")

NEXT_ORDINAL = select((func.coalesce(func.max(_row.ordinal), 0) + 1).label("ordinal")).where(
    _row.year == bindparam("which_year")
)
ADD = INVOICE.insert().values(bound("year", "ordinal")).returning(_row.id)
SAVE = INVOICE.update(
    *("paid", "status", "version", "next_at", "rechecked_at", "warned_for", "warned_at")
).where(_row.id == bindparam("invoice"))
FIND = INVOICE.select().where(_row.id == bindparam("invoice"))
OF_MEMBER = (
    INVOICE.select()
    .where(_row.member_id == bindparam("member"))
    .order_by(_row.starts_on.desc(), _row.id.desc())
)
STANDING = INVOICE.select().where(
    _row.member_id == bindparam("member"), _row.starts_on == bindparam("first_day"), STANDS
)
DUE = (
    INVOICE.select()
    .where(
        _row.next_at.is_not(None),
        _row.next_at <= bindparam("now"),
        _row.status == literal_column(f"'{InvoiceStatus.OPEN}'"),
    )
    .order_by(_row.next_at, _row.id)
    .limit(bindparam("many"))
    .offset(bindparam("passed"))
)
PACKAGE_OF = select(_member.package, _member.billed_until).where(_member.id == bindparam("member"))
KEEP = (
    update(members)
    .where(_member.id == bindparam("member"))
    .values(package=bindparam("package"), billed_until=bindparam("billed_until"))
)
TO_BILL = (
    MEMBER.select()
    .where(
        _member.status == literal_column(f"'{MemberStatus.ACTIVE}'"),
        _member.billed_until <= bindparam("until"),
    )
    .order_by(_member.billed_until, _member.id)
    .limit(bindparam("many"))
    .offset(bindparam("passed"))
)


class InvoicesTable(Gateway, InvoicesGateway):
    """Invoices, and until when members have been invoiced."""

    async def add(self, draft: Invoice, year: int) -> Invoice:
        """Keep a new invoice, with the next number of the year in place of the draft's id and number."""
        latest = await self._tx.first(NEXT_ORDINAL, which_year=year)
        ordinal = 1 if latest is None else int(latest["ordinal"])
        invoice = replace(draft, number=f"{year}-{ordinal:04}")
        row = await self._tx.first(ADD, year=year, ordinal=ordinal, **INVOICE.values(invoice))
        return replace(invoice, id=new_id(row))

    async def save(self, invoice: Invoice) -> None:
        """Overwrite what can change of an invoice with this."""
        await self._tx.run(SAVE, invoice=invoice.id, **INVOICE.values(invoice))

    async def find(self, invoice_id: int) -> Invoice | None:
        """The invoice, or None."""
        return INVOICE.one(await self._tx.first(FIND, invoice=invoice_id))

    async def of_member(self, member_id: int) -> Sequence[Invoice]:
        """All of a member, the newest period first."""
        return INVOICE.all(await self._tx.all(OF_MEMBER, member=member_id))

    async def standing(self, member_id: int, starts_on: date) -> Invoice | None:
        """The invoice that is not void for a period, or None."""
        return INVOICE.one(await self._tx.first(STANDING, member=member_id, first_day=starts_on.isoformat()))

    async def due(self, now: int, many: int, passed: int = 0) -> Sequence[Invoice]:
        """Open invoices to be looked at by now (microseconds UTC), the longest due first, but for the first `passed`."""
        return INVOICE.all(await self._tx.all(DUE, now=now, many=many, passed=passed))

    async def package_of(self, member_id: int) -> tuple[str, date | None]:
        """A member's package, empty for the first of its kind, and the end of what was invoiced, if anything was."""
        row = await self._tx.first(PACKAGE_OF, member=member_id)
        if row is None:
            return "", None
        until = row["billed_until"]
        return row["package"], date.fromisoformat(until) if until else None

    async def keep(self, member_id: int, package: str, billed_until: date | None) -> None:
        """Keep a member's package and the end of what was invoiced."""
        until = "" if billed_until is None else billed_until.isoformat()
        await self._tx.run(KEEP, member=member_id, package=package, billed_until=until)

    async def to_bill(self, until: date, many: int, passed: int = 0) -> Sequence[Member]:
        """Active members whose next period begins on a day or before, or of whom nothing is known yet, but for the
        first `passed`."""
        rows = await self._tx.all(TO_BILL, until=until.isoformat(), many=many, passed=passed)
        return MEMBER.all(rows)
