"""Birthdays, and the days that have been celebrated."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import and_, bindparam, delete, literal_column, select
from sqlalchemy.dialects.postgresql import insert as insert_once

from domain.birthdays import Birthday, BirthdaysGateway
from domain.members.entities import MemberStatus
from domain.people import Person
from storage.contacts import PERSON
from storage.gateway import Gateway
from storage.mapping import Mapper, together
from storage.tables.base import written
from storage.tables.birthdays import birthday_days, birthdays
from storage.tables.members import members
from storage.tables.people import people
from storage.tables.street import Outbox, outbox

_row = birthdays.c
_member = members.c
BIRTHDAY = Mapper(Birthday, birthdays)
CELEBRANT = together(BIRTHDAY, PERSON)
_can_be_told = and_(people.c.consented == written(1), people.c.reachable == written(1))

FIND = BIRTHDAY.select().where(_row.person_id == bindparam("person"))
PUT = BIRTHDAY.upsert()
REMOVE = delete(birthdays).where(_row.person_id == bindparam("person"))
BORN_ON = (
    select(*CELEBRANT.columns)
    .select_from(birthdays.join(people, people.c.id == _row.person_id))
    .where(_row.month == bindparam("which_month"), _row.day == bindparam("which_day"), _can_be_told)
    .order_by(_row.person_id)
)
MEMBERS_SINCE = (
    PERSON.select()
    .select_from(members.join(people, people.c.id == _member.person_id))
    .where(
        _member.status == literal_column(f"'{MemberStatus.ACTIVE}'"),
        _member.since >= bindparam("first"),
        _member.since < bindparam("until"),
        _can_be_told,
    )
    .order_by(people.c.id)
)
NOTED_DAY = select(birthday_days.c.day).where(birthday_days.c.day == bindparam("day"))
NOTE_DAY = (
    insert_once(birthday_days).values(day=bindparam("day")).on_conflict_do_nothing(index_elements=["day"])
)
TAKE_BACK = delete(outbox).where(outbox.c.state == Outbox.WAITING.sql, outbox.c.key.like(bindparam("posts")))


class BirthdaysTable(Gateway, BirthdaysGateway):
    """Birthdays, and the days that were celebrated."""

    async def find(self, person_id: int) -> Birthday | None:
        """The birthday that somebody told, or None."""
        return BIRTHDAY.one(await self._tx.first(FIND, person=person_id))

    async def put(self, birthday: Birthday) -> None:
        """Keep a birthday, instead of the one that was told before."""
        await self._tx.run(PUT, **BIRTHDAY.values(birthday))

    async def remove(self, person_id: int) -> None:
        """Forget somebody's birthday."""
        await self._tx.run(REMOVE, person=person_id)

    async def born_on(self, month: int, day: int) -> Sequence[tuple[Birthday, Person]]:
        """Who told this birthday, agrees to the processing of their data and can be reached."""
        return CELEBRANT.all(await self._tx.all(BORN_ON, which_month=month, which_day=day))

    async def members_since(self, since: int, until: int) -> Sequence[Person]:
        """People whose membership, which lasts, began from this moment on to before `until`, and can be reached."""
        return PERSON.all(await self._tx.all(MEMBERS_SINCE, first=since, until=until))

    async def note_day(self, day: date) -> bool:
        """Note that a day is celebrated; False where it was before."""
        if await self._tx.first(NOTED_DAY, day=day.isoformat()) is not None:
            return False
        return await self._tx.run(NOTE_DAY, day=day.isoformat()) == 1

    async def take_back(self, day: date) -> bool:
        """Drop the announcements of a day that groups have not been sent yet; return whether there were any."""
        return await self._tx.run(TAKE_BACK, posts=f"birthdays:{day.isoformat()}:chat:%") > 0
