"""Subscription to the topics of mailings: each topic is a consent of its own."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from domain.association import Association
from domain.consent import Consent, ConsentGateway, ConsentMissing, ConsentText
from domain.events import Event
from domain.people import ContactsGateway, Person
from domain.ports import Clock

PREFIX = "mailings:"


def purpose(topic: str) -> str:
    """The name under which the consent to mailings about `topic` is logged and checked."""
    return PREFIX + topic


class UnknownTopic(Exception):
    """The topic is not, or no longer, one of the association's."""


@dataclass(frozen=True, slots=True)
class TopicsChosen(Event):
    """A person now receives mailings about exactly these topics (none: unsubscribed)."""

    person: Person
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unsubscribed(Event):
    """A person receives no mailings any more; `had` are the topics that ended just now."""

    person: Person
    had: tuple[str, ...]


class Mailings:
    """Who receives mailings about what."""

    def __init__(
        self,
        gateway: ConsentGateway,
        contacts: ContactsGateway,
        clock: Clock,
        association: Association,
    ) -> None:
        self._gateway = gateway
        self._contacts = contacts
        self._clock = clock
        self._topics = association.topic_ids()

    async def topics_of(self, person: Person) -> tuple[str, ...]:
        """The topics a person is subscribed to, in the association's order."""
        standing = {consent.purpose for consent in await self._gateway.standing(person.id)}
        return tuple(topic for topic in self._topics if purpose(topic) in standing)

    async def choose(
        self, person: Person, wanted: Collection[str], text: ConsentText, *, update_id: int | None
    ) -> TopicsChosen | Unsubscribed:
        """Make `wanted` the person's topics; none at all is the same as unsubscribing.

        Raises ConsentMissing before the consent to the processing of personal data, and UnknownTopic.
        """
        if not person.consented:
            raise ConsentMissing(person)
        if unknown := set(wanted) - set(self._topics):
            raise UnknownTopic(", ".join(sorted(unknown)))
        if not wanted:
            return await self.unsubscribe(person)
        had = await self.topics_of(person)
        now = self._clock.now()
        ended = [purpose(topic) for topic in had if topic not in wanted]
        await self._gateway.withdraw(person.id, ended, now)
        topics = tuple(topic for topic in self._topics if topic in wanted)
        for topic in topics:
            if topic not in had:
                await self._gateway.give(
                    Consent(person.id, purpose(topic), text.version, text.digest, now, update_id)
                )
        if topics != had:
            kind = "topics-changed" if had else "subscribed"
            await self._contacts.record(person.id, kind, now, {"topics": topics})
        return TopicsChosen(person, topics)

    async def choose_all(
        self, person: Person, text: ConsentText, *, update_id: int | None
    ) -> TopicsChosen | Unsubscribed:
        """Subscribe to every topic there is. Raises ConsentMissing."""
        return await self.choose(person, self._topics, text, update_id=update_id)

    async def unsubscribe(self, person: Person) -> Unsubscribed:
        """End every mailing at once, also about topics that the association has given up meanwhile."""
        had = await self.topics_of(person)
        now = self._clock.now()
        standing = [consent.purpose for consent in await self._gateway.standing(person.id)]
        await self._gateway.withdraw(person.id, [name for name in standing if name.startswith(PREFIX)], now)
        if had:
            await self._contacts.record(person.id, "unsubscribed", now, {"topics": had})
        return Unsubscribed(person, had)

    async def come_back(
        self, person: Person, text: ConsentText, *, update_id: int | None
    ) -> TopicsChosen | Unsubscribed:
        """Subscribe again to the topics that were ended last, or to all where none of them is left."""
        ended = {name.removeprefix(PREFIX) for name in await self._gateway.withdrawn_last(person.id, PREFIX)}
        back = [topic for topic in self._topics if topic in ended] or self._topics
        return await self.choose(person, {*back, *await self.topics_of(person)}, text, update_id=update_id)

    async def give_reason(self, person: Person, reason: str) -> None:
        """Keep why a person unsubscribed, in their own words or as the id of a ready answer.

        Raises ConsentMissing: own words are personal data.
        """
        if not person.consented:
            raise ConsentMissing(person)
        await self._contacts.record(person.id, "unsubscribe-reason", self._clock.now(), {"reason": reason})
