"""Invoices, payments, receipts, and which notices were told."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

IDENTITY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
OWED = sa.text("status IN ('checking', 'open')")
STANDS, WATCHED = sa.text("status != 'void'"), sa.text("next_at IS NOT NULL")


def upgrade() -> None:
    """Apply the step."""
    with op.batch_alter_table("members", schema=None) as batch_op:
        batch_op.add_column(sa.Column("package", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("billed_until", sa.Text(), server_default="", nullable=False))
        batch_op.create_index("members_billed", ["status", "billed_until"], unique=False)

    op.create_table(
        "invoices",
        sa.Column("id", IDENTITY, autoincrement=True, nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("package", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("entry_fee", sa.BigInteger(), nullable=False),
        sa.Column("paid", sa.BigInteger(), nullable=False),
        sa.Column("starts_on", sa.Text(), nullable=False),
        sa.Column("ends_on", sa.Text(), nullable=False),
        sa.Column("issued_at", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), server_default="0", nullable=False),
        sa.Column("next_at", sa.BigInteger(), nullable=True),
        sa.Column("rechecked_at", sa.BigInteger(), nullable=True),
        sa.Column("warned_for", sa.Text(), nullable=True),
        sa.Column("warned_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("invoices_member_id_fkey"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("invoices_pkey")),
        sa.UniqueConstraint("number", name=op.f("invoices_number_key")),
        sqlite_autoincrement=True,
    )
    op.create_index("invoices_ordinal", "invoices", ["year", "ordinal"], unique=True)
    op.create_index("invoices_member", "invoices", ["member_id", "starts_on"], unique=False)
    op.create_index("invoices_ends", "invoices", ["ends_on"], unique=False)
    for name, columns, where in (
        ("period", ["member_id", "starts_on"], STANDS),
        ("next", ["next_at"], WATCHED),
        ("owed", ["due_at"], OWED),
    ):
        op.create_index(
            f"invoices_{name}",
            "invoices",
            columns,
            unique=name == "period",
            sqlite_where=where,
            postgresql_where=where,
        )
    op.create_table(
        "payments",
        sa.Column("id", IDENTITY, autoincrement=True, nullable=False),
        sa.Column("invoice_id", sa.BigInteger(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("entered_by", sa.BigInteger(), nullable=True),
        sa.Column("charge", sa.Text(), nullable=True),
        sa.Column("taken_back_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["invoice_id"], ["invoices.id"], name=op.f("payments_invoice_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("payments_pkey")),
        sa.UniqueConstraint("charge", name=op.f("payments_charge_key")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_payments_invoice_id"), "payments", ["invoice_id"], unique=False)
    op.create_table(
        "receipts",
        sa.Column("id", IDENTITY, autoincrement=True, nullable=False),
        sa.Column("invoice_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("file_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["invoice_id"], ["invoices.id"], name=op.f("receipts_invoice_id_fkey")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("receipts_person_id_fkey"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("receipts_pkey")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_receipts_invoice_id"), "receipts", ["invoice_id"], unique=False)
    op.create_index(op.f("ix_receipts_person_id"), "receipts", ["person_id"], unique=False)
    op.create_table(
        "dues_notices",
        sa.Column("invoice_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["invoice_id"], ["invoices.id"], name=op.f("dues_notices_invoice_id_fkey")),
        sa.PrimaryKeyConstraint("invoice_id", "step", name=op.f("dues_notices_pkey")),
    )
    op.create_table(
        "dues_notice_people",
        sa.Column("invoice_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["invoice_id"], ["invoices.id"], name=op.f("dues_notice_people_invoice_id_fkey")
        ),
        sa.PrimaryKeyConstraint("invoice_id", "step", "person_id", name=op.f("dues_notice_people_pkey")),
    )
    op.create_index(
        op.f("ix_dues_notice_people_person_id"), "dues_notice_people", ["person_id"], unique=False
    )
