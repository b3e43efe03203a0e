"""Invoices, payments, receipts, and which notices of dues were told. Sums in kopecks, days as ISO texts."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, SmallInteger, Table, Text, text

from domain.dues.life import OWED
from storage.tables.base import Identity, metadata

# An invoice and what was paid on it outlive the data of whose they were: accounting asks for them, not for a name.
invoices = Table(
    "invoices",
    metadata,
    Column("id", Identity, primary_key=True, autoincrement=True),
    Column("number", Text, nullable=False, unique=True),
    Column("year", SmallInteger, nullable=False),
    Column("ordinal", Integer, nullable=False),  # within the year
    Column("member_id", BigInteger, ForeignKey("members.id", ondelete="SET NULL")),
    Column("kind", Text, nullable=False),
    Column("package", Text, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("entry_fee", BigInteger, nullable=False),
    Column("paid", BigInteger, nullable=False),
    Column("starts_on", Text, nullable=False),
    Column("ends_on", Text, nullable=False),
    Column("issued_at", BigInteger, nullable=False),
    Column("due_at", BigInteger, nullable=False),
    Column("status", Text, nullable=False),
    Column("version", Integer, nullable=False, server_default="0"),
    Column("next_at", BigInteger),
    Column("rechecked_at", BigInteger),
    Column("warned_for", Text),
    Column("warned_at", BigInteger),
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
    Column("invoice_id", BigInteger, ForeignKey("invoices.id"), nullable=False, index=True),
    Column("amount", BigInteger, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("method", Text, nullable=False),
    Column("entered_by", BigInteger),
    Column("charge", Text, unique=True),  # Telegram's, counted once
    Column("taken_back_at", BigInteger),
    sqlite_autoincrement=True,
)

receipts = Table(
    "receipts",
    metadata,
    Column("id", Identity, primary_key=True, autoincrement=True),
    Column("invoice_id", BigInteger, ForeignKey("invoices.id"), nullable=False, index=True),
    Column("person_id", BigInteger, ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("file_id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("status", Text, nullable=False),
    Column("amount", BigInteger),
    sqlite_autoincrement=True,
)

dues_notices = Table(
    "dues_notices",
    metadata,
    Column("invoice_id", BigInteger, ForeignKey("invoices.id"), primary_key=True, autoincrement=False),
    Column("step", Text, primary_key=True),
    Column("at", BigInteger, nullable=False),
)

# To whom a notice went: by that it is found in the outbox while it waits.
dues_notice_people = Table(
    "dues_notice_people",
    metadata,
    Column("invoice_id", BigInteger, ForeignKey("invoices.id"), primary_key=True, autoincrement=False),
    Column("step", Text, primary_key=True),
    Column("person_id", BigInteger, primary_key=True, autoincrement=False, index=True),
)
