"""The transitions of an invoice as a table."""

from __future__ import annotations

from enum import StrEnum


class InvoiceStatus(StrEnum):
    """The status of an invoice."""

    OPEN = "open"  # something is still to be paid
    CHECKING = "checking"  # a receipt waits for the treasurer
    PAID = "paid"
    VOID = "void"  # nothing is owed by it any more


class InvoiceAction(StrEnum):
    """An action on an invoice."""

    SEND_RECEIPT = "send-receipt"
    CONFIRM = "confirm"  # the receipt, for all that was still to be paid
    CONFIRM_PART = "confirm-part"
    REFUSE_RECEIPT = "refuse-receipt"
    PAY = "pay"  # settles it
    PAY_PART = "pay-part"
    OVERPAY = "overpay"  # money that came all the same
    TAKE_BACK = "take-back"  # a payment entered by mistake; something is owed again
    TAKE_BACK_PART = "take-back-part"  # the same, and the invoice stands as before
    VOID = "void"
    REPLACE = "replace"  # by one for another package
    REISSUE = "reissue"  # another one for the period of a void one


INVOICE: dict[tuple[InvoiceStatus, InvoiceAction], InvoiceStatus] = {
    (InvoiceStatus.OPEN, InvoiceAction.SEND_RECEIPT): InvoiceStatus.CHECKING,
    (InvoiceStatus.CHECKING, InvoiceAction.SEND_RECEIPT): InvoiceStatus.CHECKING,
    (InvoiceStatus.CHECKING, InvoiceAction.CONFIRM): InvoiceStatus.PAID,
    (InvoiceStatus.CHECKING, InvoiceAction.CONFIRM_PART): InvoiceStatus.OPEN,
    (InvoiceStatus.CHECKING, InvoiceAction.REFUSE_RECEIPT): InvoiceStatus.OPEN,
    (InvoiceStatus.OPEN, InvoiceAction.PAY): InvoiceStatus.PAID,
    (InvoiceStatus.CHECKING, InvoiceAction.PAY): InvoiceStatus.PAID,
    (InvoiceStatus.OPEN, InvoiceAction.PAY_PART): InvoiceStatus.OPEN,
    (InvoiceStatus.CHECKING, InvoiceAction.PAY_PART): InvoiceStatus.CHECKING,
    (InvoiceStatus.PAID, InvoiceAction.OVERPAY): InvoiceStatus.PAID,
    (InvoiceStatus.VOID, InvoiceAction.OVERPAY): InvoiceStatus.VOID,
    (InvoiceStatus.PAID, InvoiceAction.TAKE_BACK): InvoiceStatus.OPEN,
    **{(status, InvoiceAction.TAKE_BACK_PART): status for status in InvoiceStatus},
    (InvoiceStatus.OPEN, InvoiceAction.VOID): InvoiceStatus.VOID,
    (InvoiceStatus.CHECKING, InvoiceAction.VOID): InvoiceStatus.VOID,
    (InvoiceStatus.OPEN, InvoiceAction.REPLACE): InvoiceStatus.VOID,
    (InvoiceStatus.VOID, InvoiceAction.REISSUE): InvoiceStatus.VOID,
}

OWED = frozenset({InvoiceStatus.OPEN, InvoiceStatus.CHECKING})
