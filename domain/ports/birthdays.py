"""Birthdays, and which days have been celebrated."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from domain.birthdays import Birthday
from domain.contacts import Person


class BirthdaysGateway(Protocol):
    """Birthdays as people told them. Moments in microseconds UTC."""

    async def find(self, person_id: int) -> Birthday | None: ...

    async def put(self, birthday: Birthday) -> None:
        """Keep a birthday, instead of the one that was told before."""
        ...

    async def remove(self, person_id: int) -> None: ...

    async def born_on(self, month: int, day: int) -> Sequence[tuple[Birthday, Person]]:
        """Who told this birthday, agrees to the processing of their data and can be reached."""
        ...

    async def members_since(self, since: int, until: int) -> Sequence[Person]:
        """People whose membership, which lasts, began from this moment on to before `until`, and can be reached."""
        ...

    async def note_day(self, day: date) -> bool:
        """Note that a day is celebrated; False where it was before."""
        ...

    async def take_back(self, day: date) -> bool:
        """Drop what groups would still be told on a day, so that it can be said anew; whether there was anything."""
        ...
