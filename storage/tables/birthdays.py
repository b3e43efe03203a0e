"""Birthdays, and the days that have been celebrated."""

from sqlalchemy import Column, ForeignKey, Index, SmallInteger, Table

from storage.tables.base import Day, PersonId, metadata
from storage.tables.personal import about, own_data

birthdays = Table(
    "birthdays",
    metadata,
    Column(
        "person_id",
        PersonId,
        ForeignKey("people.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
        info=about(),
    ),
    Column("month", SmallInteger, nullable=False),
    Column("day", SmallInteger, nullable=False),
    Column("year", SmallInteger),
)
Index("birthdays_day", birthdays.c.month, birthdays.c.day)

birthday_days = Table("birthday_days", metadata, Column("day", Day, primary_key=True))

own_data("birthday", birthdays)
