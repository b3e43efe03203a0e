"""The board's meetings."""

from sqlalchemy import BigInteger, Column, Index, Table, Text

from storage.tables.base import Identity, metadata

meetings = Table(
    "meetings",
    metadata,
    Column("id", Identity, primary_key=True, autoincrement=True),
    Column("at", BigInteger, nullable=False),
    Column("kind", Text, nullable=False),
    Column("status", Text, nullable=False),
)
Index("meetings_status", meetings.c.status, meetings.c.at)
