"""Birthdays, and the days that have been celebrated."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, SmallInteger, Table, Text

from storage.tables.base import metadata

birthdays = Table(
    "birthdays",
    metadata,
    Column(
        "person_id",
        BigInteger,
        ForeignKey("people.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("month", SmallInteger, nullable=False),
    Column("day", SmallInteger, nullable=False),
    Column("year", SmallInteger),
)
Index("birthdays_day", birthdays.c.month, birthdays.c.day)

birthday_days = Table("birthday_days", metadata, Column("day", Text, primary_key=True))
