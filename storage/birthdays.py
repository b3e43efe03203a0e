"""Birthdays, and the days that have been celebrated."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import and_, bindparam, delete, literal_column, select
from sqlalchemy.dialects.postgresql import insert as insert_once

from domain.birthdays import Birthday, BirthdaysGateway
from domain.members.entities import MemberStatus
from domain.people import Person
from storage.contacts import COLUMNS as PERSON
from storage.contacts import person_of
from storage.engine import Transaction
from storage.tables.base import written
from storage.tables.birthdays import birthday_days, birthdays
from storage.tables.members import members
from storage.tables.people import people
from storage.tables.street import Outbox, outbox

_row = birthdays.c
_member = members.c
BIRTHDAY = (_row.person_id, _row.month, _row.day, _row.year)
_can_be_told = and_(people.c.consented == written(1), people.c.reachable == written(1))

FIND = select(*BIRTHDAY).where(_row.person_id == bindparam("person"))
_put = insert_once(birthdays).values({column.name: bindparam(column.name) for column in BIRTHDAY})
PUT = _put.on_conflict_do_update(
    index_elements=["person_id"],
    set_={name: _put.excluded[name] for name in ("month", "day", "year")},
)
REMOVE = delete(birthdays).where(_row.person_id == bindparam("person"))
BORN_ON = (
    select(*PERSON, *BIRTHDAY)
    .select_from(birthdays.join(people, people.c.id == _row.person_id))
    .where(_row.month == bindparam("which_month"), _row.day == bindparam("which_day"), _can_be_told)
    .order_by(_row.person_id)
)
MEMBERS_SINCE = (
    select(*PERSON)
    .select_from(members.join(people, people.c.id == _member.person_id))
    .where(
        _member.status == literal_column(f"'{MemberStatus.ACTIVE}'"),
        _member.since >= bindparam("first"),
        _member.since < bindparam("until"),
        _can_be_told,
    )
    .order_by(people.c.id)
)
NOTE_DAY = (
    insert_once(birthday_days).values(day=bindparam("day")).on_conflict_do_nothing(index_elements=["day"])
)
TAKE_BACK = delete(outbox).where(outbox.c.state == Outbox.WAITING.sql, outbox.c.key.like(bindparam("posts")))


class BirthdaysTable(BirthdaysGateway):
    """Birthdays, and the days that were celebrated."""

    def __init__(self, transaction: Transaction) -> None:
        self._tx = transaction

    async def find(self, person_id: int) -> Birthday | None:
        """The birthday that somebody told, or None."""
        row = await self._tx.first(FIND, person=person_id)
        return None if row is None else Birthday(*row)

    async def put(self, birthday: Birthday) -> None:
        """Keep a birthday, instead of the one that was told before."""
        values = {column.name: getattr(birthday, column.name) for column in BIRTHDAY}
        await self._tx.run(PUT, **values)

    async def remove(self, person_id: int) -> None:
        """Forget somebody's birthday."""
        await self._tx.run(REMOVE, person=person_id)

    async def born_on(self, month: int, day: int) -> Sequence[tuple[Birthday, Person]]:
        """Who told this birthday, agrees to the processing of their data and can be reached."""
        rows = await self._tx.all(BORN_ON, which_month=month, which_day=day)
        return [(Birthday(*row[len(PERSON) :]), person_of(row)) for row in rows]

    async def members_since(self, since: int, until: int) -> Sequence[Person]:
        """People whose membership, which lasts, began from this moment on to before `until`, and can be reached."""
        rows = await self._tx.all(MEMBERS_SINCE, first=since, until=until)
        return [person_of(row) for row in rows]

    async def note_day(self, day: date) -> bool:
        """Note that a day is celebrated; False where it was before."""
        return await self._tx.run(NOTE_DAY, day=day.isoformat()) == 1

    async def take_back(self, day: date) -> bool:
        """Drop what groups would still be told on a day, so that it can be said anew; whether there was anything."""
        return await self._tx.run(TAKE_BACK, posts=f"birthdays:{day.isoformat()}:chat:%") > 0
