"""People: where they came from, their name, language and time zone, whether they can be reached, their data."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from domain.events import Event
from domain.people import ContactsGateway, Person
from domain.ports import Clock, Jobs
from domain.use_case import use_case

START_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")  # the alphabet and length that Telegram allows


@dataclass(frozen=True, slots=True)
class DataRequested(Event):
    """A person asked for everything that is kept about them; the job makes the file."""

    person: Person
    job: int


@dataclass(frozen=True, slots=True)
class DataNotMade(Event):
    """The file with a person's data could not be made."""

    person: Person


@dataclass(frozen=True, slots=True)
class Erased(Event):
    """Everything about a person was destroyed at their request."""

    person: Person


@use_case
class Contacts:
    """Keep what is known about people, whether they are members or not."""

    _gateway: ContactsGateway
    _clock: Clock
    _jobs: Jobs

    async def meet(self, person_id: int, language: str, name: str, username: str | None) -> Person:
        """Return the person; record a new one (id and language only) or a changed name.

        A name is kept only after its owner has consented.
        """
        person = await self._gateway.find(person_id)
        if person is None:
            person = Person(person_id, language, self._clock.now())
            await self._gateway.add(person)
        elif person.consented and (person.name, person.username) != (name, username):
            person = replace(person, name=name, username=username)
            await self._gateway.save(person)
        return person

    async def find(self, person_id: int) -> Person | None:
        """Return the person, or None if they never wrote to the bot."""
        return await self._gateway.find(person_id)

    async def start(self, person: Person, payload: str | None) -> Person:
        """Record where the person came from: the first source is kept, the last one is replaced.

        A payload that Telegram could not have sent is ignored.
        """
        source = payload if payload and START_PAYLOAD.fullmatch(payload) else None
        person = replace(
            person,
            first_source=person.first_source or source,
            last_source=source or person.last_source,
            reachable=True,
        )
        await self._gateway.save(person)
        await self._gateway.record(person.id, "started", self._clock.now(), {"source": source})
        return person

    async def choose_language(self, person: Person, language: str) -> Person:
        """Set the language in which the bot writes to the person."""
        if person.language != language:
            person = replace(person, language=language)
            await self._gateway.save(person)
            await self._gateway.record(
                person.id, "language-chosen", self._clock.now(), {"language": language}
            )
        return person

    async def choose_time_zone(self, person: Person, time_zone: str) -> Person:
        """Set the time zone of the person's quiet hours: an IANA name, already checked.

        Changes nothing if the person has not consented.
        """
        if person.consented and person.time_zone != time_zone:
            person = replace(person, time_zone=time_zone)
            await self._gateway.save(person)
            await self._gateway.record(person.id, "time-zone-chosen", self._clock.now(), {"zone": time_zone})
        return person

    async def set_reachable(self, person_id: int, *, reachable: bool, reason: str) -> None:
        """Record that a person blocked or unblocked the bot, if that is new."""
        person = await self._gateway.find(person_id)
        if person is None or person.reachable == reachable:
            return
        await self._gateway.save(replace(person, reachable=reachable))
        kind = "reachable" if reachable else "unreachable"
        await self._gateway.record(person_id, kind, self._clock.now(), {"reason": reason})

    async def request_data(self, person: Person) -> DataRequested:
        """Order a file with everything that is kept about the person (152-FZ, article 14)."""
        job = await self._jobs.order("my-data", person.id, {"person": person.id})
        await self._gateway.record(person.id, "data-requested", self._clock.now(), {})
        return DataRequested(person, job)

    async def erase(self, person: Person) -> Erased:
        """Destroy everything that is kept about the person, including unsent messages (152-FZ, article 21)."""
        await self._gateway.erase(person.id)
        return Erased(person)
