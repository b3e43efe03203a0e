"""People: how they came, what they are called, whether they can be reached, what happened with them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from domain.events import Event
from domain.people import ContactsGateway, Person
from domain.ports import Clock, Jobs

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
    """Everything about a person was destroyed at their wish."""

    person: Person


class Contacts:
    """What can happen to a person before and beside any membership."""

    def __init__(self, gateway: ContactsGateway, clock: Clock, jobs: Jobs) -> None:
        self._gateway = gateway
        self._clock = clock
        self._jobs = jobs

    async def meet(self, person_id: int, language: str, name: str, username: str | None) -> Person:
        """Return the person, noted down at first sight (id and language only) or with a changed name.

        A name is kept only once its owner has consented.
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
        """The person, or None for somebody who never wrote."""
        return await self._gateway.find(person_id)

    async def start(self, person: Person, payload: str | None) -> Person:
        """Note where the person came from: the first touch stays, the last one is replaced.

        A payload that Telegram could not have sent is not a source.
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
        """Speak with the person in `language` from now on."""
        if person.language != language:
            person = replace(person, language=language)
            await self._gateway.save(person)
            await self._gateway.record(
                person.id, "language-chosen", self._clock.now(), {"language": language}
            )
        return person

    async def choose_time_zone(self, person: Person, time_zone: str) -> Person:
        """Keep the person's nights quiet by the clock of this zone (an IANA name that was checked).

        Nothing is kept of somebody who has not consented.
        """
        if person.consented and person.time_zone != time_zone:
            person = replace(person, time_zone=time_zone)
            await self._gateway.save(person)
            await self._gateway.record(person.id, "time-zone-chosen", self._clock.now(), {"zone": time_zone})
        return person

    async def set_reachable(self, person_id: int, *, reachable: bool, reason: str) -> None:
        """Note that a person blocked or unblocked the bot; repeated news changes nothing."""
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
        """Destroy what is kept about the person, messages that wait included (152-FZ, article 21)."""
        await self._gateway.erase(person.id)
        return Erased(person)
