"""Rows of dues as the domain knows them."""

from datetime import date
from typing import Any

from domain.dues.entities import Invoice, InvoiceKind
from domain.dues.life import InvoiceStatus
from domain.members.entities import Member, MemberStatus
from domain.parties import PartyKind
from storage.tables.members import members

# A member beside an invoice, whose own columns have the plain names.
MEMBER = tuple(
    column.label(f"whose_{column.name}")
    for column in members.c
    if column.name not in ("package", "billed_until")
)


def day(value: str | None) -> date | None:
    """A day as it is stored; None for an empty text too."""
    return date.fromisoformat(value) if value else None


def invoice_of(row: Any) -> Invoice:
    """The invoice in a row of its table."""
    return Invoice(
        row["id"],
        row["number"],
        row["member_id"],
        InvoiceKind(row["kind"]),
        row["package"],
        row["amount"],
        row["entry_fee"],
        row["paid"],
        date.fromisoformat(row["starts_on"]),
        date.fromisoformat(row["ends_on"]),
        row["issued_at"],
        row["due_at"],
        InvoiceStatus(row["status"]),
        row["version"],
        row["next_at"],
        row["rechecked_at"],
        day(row["warned_for"]),
        row["warned_at"],
    )


def member_of(row: Any) -> Member | None:
    """The member in a row with the columns MEMBER, if there is one."""
    if row["whose_id"] is None:
        return None
    return Member(
        row["whose_id"],
        PartyKind(row["whose_kind"]),
        row["whose_person_id"],
        row["whose_organisation_id"],
        MemberStatus(row["whose_status"]),
        row["whose_since"],
        row["whose_application_id"],
        row["whose_name"],
    )
