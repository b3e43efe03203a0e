"""The treasurer's books: how dues stand, and who owes what."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import BigInteger, and_, bindparam, case, cast, func, literal_column, or_, select

from domain.dues.entities import Debts, Overview, Owing
from domain.dues.gateways import LedgerGateway
from domain.dues.life import OWED as OWED_STATUSES
from domain.dues.life import InvoiceStatus
from domain.members.entities import MemberStatus
from storage.dues.invoices import INVOICE, STANDS
from storage.gateway import Gateway
from storage.mapping import Optional, together
from storage.members import MEMBER
from storage.names import is_named, spellings
from storage.tables.dues import invoices
from storage.tables.members import members

_row = invoices.c
_member = members.c
_whose = invoices.outerjoin(members, _member.id == _row.member_id)
# In the order and the words of the partial index, which never matches bound values.
_is_owed = _row.status.in_([literal_column(f"'{status}'") for status in sorted(OWED_STATUSES)])
_is_active = _member.status == literal_column(f"'{MemberStatus.ACTIVE}'")
_is_paid = _row.status == literal_column(f"'{InvoiceStatus.PAID}'")
_is_checked = _row.status == literal_column(f"'{InvoiceStatus.CHECKING}'")
_is_overdue = and_(_is_active, _row.due_at < bindparam("now", type_=BigInteger))
_has_lapsed = _member.status == literal_column(f"'{MemberStatus.LAPSED}'")
_lacks = _row.amount - _row.paid


def _sum(value: Any) -> Any:
    return cast(func.coalesce(func.sum(value), 0), BigInteger)


def _many(condition: Any) -> Any:
    return _sum(case((condition, 1), else_=0))


MEMBERS = select(func.count().label("members")).select_from(members).where(_is_active)
COVERING = select(
    func.count().label("billed"),
    _many(_is_paid).label("settled"),
    _sum(_row.amount).label("amount"),
    _sum(_row.paid).label("paid"),
).where(STANDS, _row.ends_on > bindparam("today"), _row.starts_on <= bindparam("today"))
OWED = (
    select(
        _many(_is_checked).label("checking"),
        _many(_is_overdue).label("overdue"),
        _many(_has_lapsed).label("lapsed"),
        _sum(_lacks).label("owed"),
    )
    .select_from(_whose)
    .where(_is_owed)
)
WHICH: dict[Debts, Any] = {
    Debts.ALL: _is_owed,
    Debts.CHECKING: and_(_is_owed, _is_checked),
    Debts.OVERDUE: and_(_is_owed, _is_overdue),
    Debts.LAPSED: and_(_is_owed, _has_lapsed),
}
OWING = together(INVOICE, Optional(MEMBER))
_lines = select(*OWING.columns).select_from(_whose)
LISTS = {
    which: _lines.where(condition)
    .order_by(_row.due_at, _row.id)
    .limit(bindparam("many"))
    .offset(bindparam("skipped"))
    for which, condition in WHICH.items()
}
TOTALS = {
    which: select(func.count().label("count"), _sum(_lacks).label("owed"))
    .select_from(_whose)
    .where(condition)
    for which, condition in WHICH.items()
}
SEARCH = (
    _lines.where(or_(_row.number == bindparam("number"), is_named(_member.name)))
    .order_by(_row.id.desc())
    .limit(bindparam("many"))
)


class LedgerTable(Gateway, LedgerGateway):
    """The treasurer's books."""

    async def overview(self, today: date, now: int) -> Overview:
        """How dues stand on a day; `now` in microseconds UTC."""
        (active,) = await self._tx.all(MEMBERS)
        (covering,) = await self._tx.all(COVERING, today=today.isoformat())
        (owed,) = await self._tx.all(OWED, now=now)
        return Overview(
            active["members"],
            covering["billed"],
            covering["settled"],
            covering["amount"],
            covering["paid"],
            owed["checking"],
            owed["overdue"],
            owed["lapsed"],
            owed["owed"],
        )

    async def owing(self, which: Debts, now: int, offset: int, limit: int) -> Sequence[Owing]:
        """Unpaid invoices with whose they are, the longest due first."""
        rows = await self._tx.all(LISTS[which], now=now, skipped=offset, many=limit)
        return [Owing(*pair) for pair in OWING.all(rows)]

    async def owing_totals(self, which: Debts, now: int) -> tuple[int, int]:
        """How many invoices these are, and what is still to be paid on them."""
        (row,) = await self._tx.all(TOTALS[which], now=now)
        return row["count"], row["owed"]

    async def search(self, text: str, limit: int) -> Sequence[Owing]:
        """Invoices by their number or a part of the member's name, the newest first."""
        rows = await self._tx.all(SEARCH, number=text, many=limit, **spellings(text))
        return [Owing(*pair) for pair in OWING.all(rows)]
