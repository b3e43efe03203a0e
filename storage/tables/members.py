"""The register of members, the organisations, and who represents them."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Table, Text

from storage.tables.base import EMPTY, Identity, metadata

organisations = Table(
    "organisations",
    metadata,
    Column("id", Identity, primary_key=True, autoincrement=True),
    Column("name", Text, nullable=False),
    Column("inn", Text, nullable=False, unique=True),
    Column("ogrn", Text, nullable=False),
    Column("data", Text, nullable=False, server_default="{}"),
)

members = Table(
    "members",
    metadata,
    Column("id", Identity, primary_key=True, autoincrement=True),
    Column("kind", Text, nullable=False),
    Column("person_id", BigInteger, ForeignKey("people.id", ondelete="CASCADE"), unique=True),
    Column("organisation_id", BigInteger, ForeignKey("organisations.id"), unique=True),
    Column("status", Text, nullable=False),
    Column("since", BigInteger, nullable=False),
    Column("application_id", BigInteger, ForeignKey("applications.id", ondelete="SET NULL")),
    Column("name", Text, nullable=False),
    Column("package", Text, nullable=False, server_default=EMPTY),  # empty: the first of the kind
    Column("billed_until", Text, nullable=False, server_default=EMPTY),  # a day; empty: not looked at yet
    sqlite_autoincrement=True,
)
Index("members_status", members.c.status, members.c.id)
Index("members_billed", members.c.status, members.c.billed_until)
Index("members_application", members.c.application_id)

representatives = Table(
    "representatives",
    metadata,
    Column("organisation_id", BigInteger, ForeignKey("organisations.id"), primary_key=True),
    Column(
        "person_id",
        BigInteger,
        ForeignKey("people.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("since", BigInteger, nullable=False),
)
Index("representatives_person", representatives.c.person_id)

invitations = Table(
    "invitations",
    metadata,
    Column("token", Text, primary_key=True),
    Column("organisation_id", BigInteger, ForeignKey("organisations.id"), nullable=False),
    Column("invited_by", BigInteger, ForeignKey("people.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("made_at", BigInteger, nullable=False),
    Column("used_by", BigInteger),
    Column("used_at", BigInteger),
)
