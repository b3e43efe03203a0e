"""Birthdays and jubilees: told by their owners, congratulated on the day, in the group by a consent of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from domain.answers import Wrong
from domain.chats.entities import Chat, ChatKind
from domain.chats.gateways import ChatsGateway
from domain.consent import BIRTHDAY, Consent, ConsentGateway, ConsentMissing, ConsentText
from domain.due import due
from domain.events import Event
from domain.moments import read_anniversary
from domain.people import ContactsGateway, Person
from domain.ports import Clock
from domain.time import local, microseconds

PURPOSE = "birthdays"  # of the consent to being congratulated in the group
OLDEST = 120  # years
DAY = timedelta(1)


@dataclass(frozen=True, slots=True)
class Birthday:
    """When somebody was born; the year where they told it."""

    person_id: int
    month: int
    day: int
    year: int | None = None


@dataclass(frozen=True, slots=True)
class BirthdayTerms:
    """What the association set: from which hour of the day people are congratulated, at which ages a birthday is a
    jubilee, and after how many years of membership there is one."""

    hour: int = 10
    jubilees: frozenset[int] = frozenset()
    memberships: tuple[int, ...] = ()
    time_zone: str = "Europe/Moscow"


@dataclass(frozen=True, slots=True)
class BirthdayShown(Event):
    """What is known of somebody's birthday; `in_group`: the group is told, `offered`: it could be."""

    person: Person
    birthday: Birthday | None
    in_group: bool
    offered: bool


@dataclass(frozen=True, slots=True)
class Celebrant:
    """Somebody with something to celebrate: a birthday, with the age where it is a jubilee, or years of membership."""

    person: Person
    birthday: bool = False
    age: int = 0
    years: int = 0


@dataclass(frozen=True, slots=True)
class Congratulation(Event):
    """Somebody is congratulated in private, on `day` and not after `until` (microseconds UTC)."""

    person: Person
    celebrant: Celebrant
    day: date
    until: int


@dataclass(frozen=True, slots=True)
class GroupCongratulation(Event):
    """All of a day are congratulated in one chat, not after `until` (microseconds UTC)."""

    chat: Chat
    celebrants: Sequence[Celebrant]
    day: date
    until: int


class Birthdays:
    """Telling one's birthday, and congratulating."""

    def __init__(
        self,
        gateway: BirthdaysGateway,
        consents: ConsentGateway,
        contacts: ContactsGateway,
        chats: ChatsGateway,
        clock: Clock,
        terms: BirthdayTerms,
    ) -> None:
        self._gateway = gateway
        self._consents = consents
        self._contacts = contacts
        self._chats = chats
        self._clock = clock
        self._terms = terms

    # What people do

    async def look(self, person: Person) -> BirthdayShown:
        """What is known of the person's birthday. Raises ConsentMissing."""
        if not person.consented:
            raise ConsentMissing(person, BIRTHDAY)
        in_group = await self._agrees(person)
        offered = in_group or bool(await self._rooms())
        return BirthdayShown(person, await self._gateway.find(person.id), in_group, offered)

    async def tell(self, person: Person, text: str) -> BirthdayShown:
        """Keep the birthday that `text` names, with or without a year. Raises ConsentMissing, Wrong."""
        shown = await self.look(person)
        month, day, year = read_anniversary(text)
        today = self._today()
        if year is not None:
            if date(year, month, day) > today:
                raise Wrong("date-late")
            if today.year - year > OLDEST:
                raise Wrong("date-early")
        birthday = Birthday(person.id, month, day, year)
        await self._gateway.put(birthday)
        await self._contacts.record(person.id, "birthday-told", self._clock.now(), {})
        return BirthdayShown(person, birthday, shown.in_group, shown.offered)

    async def agree(self, person: Person, text: ConsentText, *, update_id: int | None) -> BirthdayShown:
        """Let the group be told, by a consent of its own; for who told their birthday. Raises ConsentMissing."""
        shown = await self.look(person)
        if shown.birthday is None or shown.in_group or not shown.offered:
            return shown
        now = self._clock.now()
        consent = Consent(person.id, PURPOSE, text.version, text.digest, now, update_id)
        await self._consents.give(consent)
        await self._contacts.record(person.id, "birthday-public", now, {"version": text.version})
        return BirthdayShown(person, shown.birthday, in_group=True, offered=True)

    async def disagree(self, person: Person) -> tuple[BirthdayShown | GroupCongratulation, ...]:
        """Don't let the group be told any more; what is not posted yet is posted without them. Raises ConsentMissing."""
        posts = await self._withdraw(person)
        return (await self.look(person), *posts)

    async def remove(self, person: Person) -> tuple[BirthdayShown | GroupCongratulation, ...]:
        """Forget the birthday, and that the group may be told. Raises ConsentMissing."""
        if await self._gateway.find(person.id) is not None:
            await self._gateway.remove(person.id)
            await self._contacts.record(person.id, "birthday-removed", self._clock.now(), {})
        return await self.disagree(person)

    async def _withdraw(self, person: Person) -> tuple[GroupCongratulation, ...]:
        if not await self._agrees(person):
            return ()
        await self._consents.withdraw(person.id, [PURPOSE], self._clock.now())
        today = self._today()
        if not await self._gateway.take_back(today):
            return ()
        return await self._posts(today, await self._celebrants(today))

    # What the clock does

    @due()
    async def congratulate_due(self) -> tuple[Congratulation | GroupCongratulation, ...]:
        """Congratulate all who celebrate today, once, from the hour on; after the day nobody is any more."""
        today = self._today()
        if local(self._clock.now(), self._terms.time_zone).hour < self._terms.hour:
            return ()
        if not await self._gateway.note_day(today):
            return ()
        celebrants, until = await self._celebrants(today), self._midnight(today + DAY)
        private = [Congratulation(one.person, one, today, until) for one in celebrants]
        return (*private, *await self._posts(today, celebrants))

    async def _posts(self, today: date, celebrants: Sequence[Celebrant]) -> tuple[GroupCongratulation, ...]:
        public = [one for one in celebrants if await self._agrees(one.person)]
        posts = []
        for chat in await self._rooms():
            there = [one for one in public if not await self._left(one.person, chat)]
            if there:
                posts.append(GroupCongratulation(chat, there, today, self._midnight(today + DAY)))
        return tuple(posts)

    async def _celebrants(self, today: date) -> Sequence[Celebrant]:
        """All who celebrate on a day and can be reached, by name."""
        found: dict[int, Celebrant] = {}
        for month, day in celebrated_on(today):
            for birthday, person in await self._gateway.born_on(month, day):
                age = 0 if birthday.year is None else today.year - birthday.year
                jubilee = age if age in self._terms.jubilees else 0
                found[person.id] = Celebrant(person, birthday=True, age=jubilee)
        for years in self._terms.memberships:
            since, until = (self._midnight(years_before(one, years)) for one in (today, today + DAY))
            for person in await self._gateway.members_since(since, until):
                found[person.id] = replace(found.get(person.id, Celebrant(person)), years=years)
        return sorted(found.values(), key=lambda one: (one.person.name or "", one.person.id))

    async def _agrees(self, person: Person) -> bool:
        return PURPOSE in {consent.purpose for consent in await self._consents.standing(person.id)}

    async def _rooms(self) -> Sequence[Chat]:
        """The participants' groups in which the bot is."""
        return [chat for chat in await self._chats.of_kind(ChatKind.PARTICIPANTS) if chat.inside]

    async def _left(self, person: Person, chat: Chat) -> bool:
        """Whether the last that was seen of the person in the chat is that they left it."""
        seen = [
            entry.kind
            for entry in await self._contacts.history(person.id)
            if entry.kind in ("chat-joined", "chat-left") and entry.data.get("chat") == chat.number
        ]
        return seen[-1:] == ["chat-left"]

    def _today(self) -> date:
        return local(self._clock.now(), self._terms.time_zone).date()

    def _midnight(self, day: date) -> int:
        return microseconds(datetime.combine(day, time(), ZoneInfo(self._terms.time_zone)))


def celebrated_on(day: date) -> tuple[tuple[int, int], ...]:
    """The birthdays (month, day) that are celebrated on a day: on 28 February of a common year also the 29th."""
    last = (day.month, day.day) == (2, 28) and (day + DAY).month == 3
    return ((2, 28), (2, 29)) if last else ((day.month, day.day),)


def years_before(day: date, years: int) -> date:
    """The same day so many years before; where that year has no 29 February, the day after the 28th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 3, 1)


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
