"""Invoices, payments, receipts, and which notices of dues were told. Sums in kopecks, days as ISO texts."""

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    Table,
    Text,
    cast,
    literal_column,
    null,
    text,
    update,
)

from domain.dues.entities import InvoiceKind, Method, ReceiptStatus
from domain.dues.life import OWED, InvoiceStatus
from storage.tables.base import (
    Day,
    Enumerated,
    Identity,
    Kopecks,
    Moment,
    Number,
    PersonId,
    Token,
    Words,
    metadata,
)
from storage.tables.personal import Erasure, about, calls_about, erased_by, is_about, mentions, own_data

# An invoice and what was paid on it outlive the data of whose they were: accounting asks for them, not for a name.
invoices = Table(
    "invoices",
    metadata,
    Column("id", Identity, primary_key=True, autoincrement=True),
    Column("number", Token, nullable=False, unique=True),
    Column("year", SmallInteger, nullable=False),
    Column("ordinal", Integer, nullable=False),  # within the year
    Column("member_id", Number, ForeignKey("members.id", ondelete="SET NULL"), info=about()),
    Column("kind", Enumerated(InvoiceKind), nullable=False),
    Column("package", Token, nullable=False),
    Column("amount", Kopecks, nullable=False),
    Column("entry_fee", Kopecks, nullable=False),
    Column("paid", Kopecks, nullable=False),
    Column("starts_on", Day, nullable=False),
    Column("ends_on", Day, nullable=False),
    Column("issued_at", Moment, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("status", Enumerated(InvoiceStatus), nullable=False),
    Column("version", Integer, nullable=False, server_default="0"),
    Column("next_at", Moment),
    Column("rechecked_at", Moment),
    Column("warned_for", Day),
    Column("warned_at", Moment),
    sqlite_autoincrement=True,
)
# Written out, because a partial index never matches bound values.
is_owed = text("status IN ({})".format(", ".join(f"'{status}'" for status in sorted(OWED))))
stands = text("status != 'void'")
is_watched = text("next_at IS NOT NULL")
Index("invoices_ordinal", invoices.c.year, invoices.c.ordinal, unique=True)
Index("invoices_member", invoices.c.member_id, invoices.c.starts_on)
Index(
    "invoices_period",
    invoices.c.member_id,
    invoices.c.starts_on,
    unique=True,
    sqlite_where=stands,
    postgresql_where=stands,
)
Index("invoices_next", invoices.c.next_at, sqlite_where=is_watched, postgresql_where=is_watched)
Index("invoices_owed", invoices.c.due_at, sqlite_where=is_owed, postgresql_where=is_owed)
Index("invoices_ends", invoices.c.ends_on)

payments = Table(
    "payments",
    metadata,
    Column("id", Identity, primary_key=True, autoincrement=True),
    Column(
        "invoice_id",
        Number,
        ForeignKey("invoices.id"),
        nullable=False,
        index=True,
        info=about(Erasure.KEEP, "accounting asks for payments, not for a name"),
    ),
    Column("amount", Kopecks, nullable=False),
    Column("at", Moment, nullable=False),
    Column("method", Enumerated(Method), nullable=False),
    Column("entered_by", PersonId, info=mentions()),
    Column("charge", Token, unique=True),  # Telegram's, counted once
    Column("taken_back_at", Moment),
    sqlite_autoincrement=True,
)

receipts = Table(
    "receipts",
    metadata,
    Column("id", Identity, primary_key=True, autoincrement=True),
    Column("invoice_id", Number, ForeignKey("invoices.id"), nullable=False, index=True),
    Column(
        "person_id",
        PersonId,
        ForeignKey("people.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
        info=about(),
    ),
    Column("file_id", Token, nullable=False),
    Column("kind", Token, nullable=False),
    Column("name", Words, nullable=False),
    Column("at", Moment, nullable=False),
    Column("status", Enumerated(ReceiptStatus), nullable=False),
    Column("amount", Kopecks),
    sqlite_autoincrement=True,
)

dues_notices = Table(
    "dues_notices",
    metadata,
    Column("invoice_id", Number, ForeignKey("invoices.id"), primary_key=True, autoincrement=False),
    Column("step", Token, primary_key=True),
    Column("at", Moment, nullable=False),
)

# To whom a notice went: by that it is found in the outbox while it waits.
dues_notice_people = Table(
    "dues_notice_people",
    metadata,
    Column("invoice_id", Number, ForeignKey("invoices.id"), primary_key=True, autoincrement=False),
    Column("step", Token, primary_key=True),
    Column("person_id", PersonId, primary_key=True, autoincrement=False, index=True, info=about(Erasure.ROW)),
)

# Cards on which treasurers decide, and files that the person sent for them.
calls_about(invoices, "dues-card")
calls_about(
    receipts,
    "dues-card",
    number=receipts.c.invoice_id,
    rest=literal_column("':file:'", Text) + cast(receipts.c.id, Text) + literal_column("':%'", Text),
    edits=False,
)
# Invoices and payments are accounting documents: they stay, without a name and owed no more.
erased_by(
    invoices,
    lambda: (
        update(invoices)
        .where(is_about(invoices), is_owed)
        .values(
            status=literal_column(f"'{InvoiceStatus.VOID}'"), next_at=null(), version=invoices.c.version + 1
        )
    ),
)
own_data("invoices", invoices)
# Who of the staff entered a payment is not the member's.
own_data("payments", payments, without=("entered_by",))
own_data("receipts", receipts)
own_data("notices_of_dues", dues_notice_people)
