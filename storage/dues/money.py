"""Payments and receipts."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import BigInteger, bindparam, literal_column, update
from sqlalchemy.dialects.postgresql import insert as insert_once

from domain.dues.entities import Method, Payment, Receipt, ReceiptStatus
from domain.dues.gateways import PaymentsGateway
from storage.gateway import Gateway
from storage.mapping import Mapper, bound, new_id
from storage.tables.dues import payments, receipts

_paid = payments.c
_row = receipts.c

PAYMENT = Mapper(Payment, payments)
RECEIPT = Mapper(Receipt, receipts)

ADD_PAYMENT = (
    insert_once(payments)
    .values(bound("invoice_id", "amount", "at", "method", "entered_by", "charge"))
    .on_conflict_do_nothing(index_elements=["charge"])
    .returning(_paid.id)
)
PAYMENTS = PAYMENT.select().where(_paid.invoice_id == bindparam("invoice")).order_by(_paid.id)
FIND_PAYMENT = PAYMENT.select().where(_paid.id == bindparam("payment"))
TAKE_BACK = update(payments).where(_paid.id == bindparam("payment")).values(taken_back_at=bindparam("moment"))
CARRY = update(payments).where(_paid.invoice_id == bindparam("invoice")).values(invoice_id=bindparam("other"))
ADD_RECEIPT = RECEIPT.insert().returning(_row.id)
RECEIPTS = RECEIPT.select().where(_row.invoice_id == bindparam("invoice")).order_by(_row.id)
SETTLE_RECEIPTS = (
    update(receipts)
    .where(
        _row.invoice_id == bindparam("invoice"),
        _row.status == literal_column(f"'{ReceiptStatus.WAITING}'"),
    )
    .values(status=bindparam("new_status"), amount=bindparam("confirmed", type_=BigInteger))
)


class PaymentsTable(Gateway, PaymentsGateway):
    """Payments and receipts."""

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
        payment = Payment(0, invoice_id, amount, at, method, entered_by, charge)
        row = await self._tx.first(ADD_PAYMENT, **PAYMENT.values(payment))
        return None if row is None else replace(payment, id=row["id"])

    async def payments(self, invoice_id: int) -> Sequence[Payment]:
        """What came for an invoice, in the order entered, those taken back included."""
        return PAYMENT.all(await self._tx.all(PAYMENTS, invoice=invoice_id))

    async def payment(self, payment_id: int) -> Payment | None:
        """The payment, or None."""
        return PAYMENT.one(await self._tx.first(FIND_PAYMENT, payment=payment_id))

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
        receipt = Receipt(0, invoice_id, person_id, file_id, kind, name, at, ReceiptStatus.WAITING)
        return replace(receipt, id=new_id(await self._tx.first(ADD_RECEIPT, **RECEIPT.values(receipt))))

    async def receipts(self, invoice_id: int) -> Sequence[Receipt]:
        """What members sent for an invoice, in the order that it came."""
        return RECEIPT.all(await self._tx.all(RECEIPTS, invoice=invoice_id))

    async def settle_receipts(self, invoice_id: int, status: ReceiptStatus, amount: int | None) -> None:
        """Decide on all receipts of an invoice that wait."""
        await self._tx.run(SETTLE_RECEIPTS, invoice=invoice_id, new_status=status.value, confirmed=amount)
