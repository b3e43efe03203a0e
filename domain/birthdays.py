"""Keep birthdays, and congratulate on birthdays and anniversaries; in the group only by a separate consent."""

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
from domain.refusal import InvalidAnswer
from domain.time import local, microseconds
from domain.use_case import use_case

PURPOSE = "birthdays"  # of the consent to being congratulated in the group
OLDEST = 120  # years
DAY = timedelta(1)


@dataclass(frozen=True, slots=True)
class Birthday:
    """A birthday, with the year if the person told it."""

    person_id: int
    month: int
    day: int
    year: int | None = None


@dataclass(frozen=True, slots=True)
class BirthdayTerms:
    """The hour from which people are congratulated, and which ages and years of membership are anniversaries."""

    hour: int = 10
    jubilees: frozenset[int] = frozenset()
    memberships: tuple[int, ...] = ()
    time_zone: str = "Europe/Moscow"


@dataclass(frozen=True, slots=True)
class BirthdayShown:
    """A person's birthday, if told; `in_group`: the group is told of it, `offered`: it could be."""

    person: Person
    birthday: Birthday | None
    in_group: bool
    offered: bool


@dataclass(frozen=True, slots=True)
class Celebrant:
    """A person with a birthday (and the age if it is an anniversary) or an anniversary of membership."""

    person: Person
    birthday: bool = False
    age: int = 0
    years: int = 0


@dataclass(frozen=True, slots=True)
class Congratulation(Event):
    """A person is congratulated in private, on `day` and not after `until` (microseconds UTC)."""

    person: Person
    celebrant: Celebrant
    day: date
    until: int


@dataclass(frozen=True, slots=True)
class GroupCongratulation(Event):
    """All celebrants of a day are congratulated in one chat, not after `until` (microseconds UTC)."""

    chat: Chat
    celebrants: Sequence[Celebrant]
    day: date
    until: int


@use_case
class Birthdays:
    """Keep people's birthdays, and congratulate them."""

    _gateway: BirthdaysGateway
    _consents: ConsentGateway
    _contacts: ContactsGateway
    _chats: ChatsGateway
    _clock: Clock
    _terms: BirthdayTerms

    # What people do

    async def look(self, person: Person) -> BirthdayShown:
        """Return the person's birthday, if told. Raises ConsentMissing."""
        if not person.consented:
            raise ConsentMissing(person, BIRTHDAY)
        in_group = await self._agrees(person)
        offered = in_group or bool(await self._rooms())
        return BirthdayShown(person, await self._gateway.find(person.id), in_group, offered)

    async def tell(self, person: Person, text: str) -> BirthdayShown:
        """Keep the birthday that `text` names, with or without a year. Raises ConsentMissing, InvalidAnswer."""
        shown = await self.look(person)
        try:
            birthday = Birthday(person.id, *self._read(text))
        except Wrong as wrong:
            raise InvalidAnswer(person, "birthdays-wrong", why=wrong.reason) from wrong
        await self._gateway.put(birthday)
        await self._contacts.record(person.id, "birthday-told", self._clock.now(), {})
        return BirthdayShown(person, birthday, shown.in_group, shown.offered)

    def _read(self, text: str) -> tuple[int, int, int | None]:
        month, day, year = read_anniversary(text)
        today = self._today()
        if year is not None:
            if date(year, month, day) > today:
                raise Wrong("date-late")
            if today.year - year > OLDEST:
                raise Wrong("date-early")
        return month, day, year

    async def agree(self, person: Person, text: ConsentText, *, update_id: int | None) -> BirthdayShown:
        """Let the group be told, by a separate consent; no-op if no birthday was told. Raises ConsentMissing."""
        shown = await self.look(person)
        if shown.birthday is None or shown.in_group or not shown.offered:
            return shown
        now = self._clock.now()
        consent = Consent(person.id, PURPOSE, text.version, text.digest, now, update_id)
        await self._consents.give(consent)
        await self._contacts.record(person.id, "birthday-public", now, {"version": text.version})
        return BirthdayShown(person, shown.birthday, in_group=True, offered=True)

    async def disagree(self, person: Person) -> tuple[BirthdayShown, tuple[GroupCongratulation, ...]]:
        """Withdraw that consent; unsent posts are replaced by ones without the person. Raises ConsentMissing."""
        posts = await self._withdraw(person)
        return await self.look(person), posts

    async def remove(self, person: Person) -> tuple[BirthdayShown, tuple[GroupCongratulation, ...]]:
        """Forget the birthday and the consent to tell the group. Raises ConsentMissing."""
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
        """Congratulate today's celebrants once, from the set hour until the end of the day."""
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
        """Return a day's reachable celebrants by name."""
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
        """Return the participants' groups in which the bot is."""
        return [chat for chat in await self._chats.of_kind(ChatKind.PARTICIPANTS) if chat.inside]

    async def _left(self, person: Person, chat: Chat) -> bool:
        """Whether the person was last seen leaving the chat."""
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
    """Return the birthdays (month, day) celebrated on a day: 28 February of a common year includes the 29th."""
    last = (day.month, day.day) == (2, 28) and (day + DAY).month == 3
    return ((2, 28), (2, 29)) if last else ((day.month, day.day),)


def years_before(day: date, years: int) -> date:
    """Return the same day that many years earlier; 29 February becomes 1 March in a common year."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 3, 1)


class BirthdaysGateway(Protocol):
    """The birthdays that people told. Moments in microseconds UTC."""

    async def find(self, person_id: int) -> Birthday | None: ...

    async def put(self, birthday: Birthday) -> None:
        """Keep a birthday in place of the one told before."""
        ...

    async def remove(self, person_id: int) -> None: ...

    async def born_on(self, month: int, day: int) -> Sequence[tuple[Birthday, Person]]:
        """Return the reachable people with this birthday who consent to the processing of their data."""
        ...

    async def members_since(self, since: int, until: int) -> Sequence[Person]:
        """Return reachable people with an active membership that began at or after `since` and before `until`."""
        ...

    async def note_day(self, day: date) -> bool:
        """Note that a day is being celebrated; False if it was noted before."""
        ...

    async def take_back(self, day: date) -> bool:
        """Drop a day's unsent posts to groups so that they can be sent again; whether there were any."""
        ...
