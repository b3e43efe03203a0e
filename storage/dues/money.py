"""Payments and receipts."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import BigInteger, bindparam, insert, literal_column, select, update
from sqlalchemy.dialects.postgresql import insert as insert_once

from domain.dues.entities import Method, Payment, Receipt, ReceiptStatus
from domain.dues.gateways import PaymentsGateway
from storage.engine import Transaction
from storage.tables.dues import payments, receipts

_paid = payments.c
_row = receipts.c

ADD_PAYMENT = (
    insert_once(payments)
    .values(
        {name: bindparam(name) for name in ("invoice_id", "amount", "at", "method", "entered_by", "charge")}
    )
    .on_conflict_do_nothing(index_elements=["charge"])
    .returning(_paid.id)
)
PAYMENTS = select(payments).where(_paid.invoice_id == bindparam("invoice")).order_by(_paid.id)
PAYMENT = select(payments).where(_paid.id == bindparam("payment"))
TAKE_BACK = update(payments).where(_paid.id == bindparam("payment")).values(taken_back_at=bindparam("moment"))
CARRY = update(payments).where(_paid.invoice_id == bindparam("invoice")).values(invoice_id=bindparam("other"))
ADD_RECEIPT = (
    insert(receipts)
    .values(
        {
            name: bindparam(name)
            for name in ("invoice_id", "person_id", "file_id", "kind", "name", "at", "status")
        }
    )
    .returning(_row.id)
)
RECEIPTS = select(receipts).where(_row.invoice_id == bindparam("invoice")).order_by(_row.id)
SETTLE_RECEIPTS = (
    update(receipts)
    .where(
        _row.invoice_id == bindparam("invoice"),
        _row.status == literal_column(f"'{ReceiptStatus.WAITING}'"),
    )
    .values(status=bindparam("new_status"), amount=bindparam("confirmed", type_=BigInteger))
)


def _payment(row: Any) -> Payment:
    return Payment(
        row["id"],
        row["invoice_id"],
        row["amount"],
        row["at"],
        Method(row["method"]),
        row["entered_by"],
        row["charge"],
        row["taken_back_at"],
    )


def _receipt(row: Any) -> Receipt:
    return Receipt(
        row["id"],
        row["invoice_id"],
        row["person_id"],
        row["file_id"],
        row["kind"],
        row["name"],
        row["at"],
        ReceiptStatus(row["status"]),
        row["amount"],
    )


class PaymentsTable(PaymentsGateway):
    """Payments and receipts."""

    def __init__(self, transaction: Transaction) -> None:
        self._tx = transaction

    async def add_payment(
        self,
        invoice_id: int,
        amount: int,
        at: int,
        method: Method,
        entered_by: int | None,
        charge: str | None,
    ) -> Payment | None:
        """Keep a payment; None where its charge is known already."""
        row = await self._tx.first(
            ADD_PAYMENT,
            invoice_id=invoice_id,
            amount=amount,
            at=at,
            method=method.value,
            entered_by=entered_by,
            charge=charge,
        )
        return None if row is None else Payment(row["id"], invoice_id, amount, at, method, entered_by, charge)

    async def payments(self, invoice_id: int) -> Sequence[Payment]:
        """What came for an invoice, in the order entered, those taken back included."""
        return [_payment(row) for row in await self._tx.all(PAYMENTS, invoice=invoice_id)]

    async def payment(self, payment_id: int) -> Payment | None:
        """The payment, or None."""
        row = await self._tx.first(PAYMENT, payment=payment_id)
        return None if row is None else _payment(row)

    async def take_back(self, payment_id: int, at: int) -> None:
        """Note that a payment was entered by mistake."""
        await self._tx.run(TAKE_BACK, payment=payment_id, moment=at)

    async def carry(self, invoice_id: int, to_id: int) -> None:
        """Let the payments of one invoice be those of another."""
        await self._tx.run(CARRY, invoice=invoice_id, other=to_id)

    async def add_receipt(
        self, invoice_id: int, person_id: int, file_id: str, kind: str, name: str, at: int
    ) -> Receipt:
        """Keep a receipt, which waits."""
        waiting = ReceiptStatus.WAITING
        row = await self._tx.first(
            ADD_RECEIPT,
            invoice_id=invoice_id,
            person_id=person_id,
            file_id=file_id,
            kind=kind,
            name=name,
            at=at,
            status=waiting.value,
        )
        if row is None:
            raise LookupError("the receipt was not kept")
        return Receipt(row["id"], invoice_id, person_id, file_id, kind, name, at, waiting)

    async def receipts(self, invoice_id: int) -> Sequence[Receipt]:
        """What members sent for an invoice, in the order that it came."""
        return [_receipt(row) for row in await self._tx.all(RECEIPTS, invoice=invoice_id)]

    async def settle_receipts(self, invoice_id: int, status: ReceiptStatus, amount: int | None) -> None:
        """Decide on all receipts of an invoice that wait."""
        await self._tx.run(SETTLE_RECEIPTS, invoice=invoice_id, new_status=status.value, confirmed=amount)
