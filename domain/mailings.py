"""Subscriptions to topics of mailings; each topic is a consent of its own."""

from __future__ import annotations

from collections.abc import Collection

from domain.association import Association
from domain.consent import Consent, ConsentGateway, ConsentMissing, ConsentText
from domain.people import ContactsGateway, Person
from domain.ports import Clock
from domain.use_case import use_case

PREFIX = "mailings:"


def purpose(topic: str) -> str:
    """Name the purpose under which the consent to mailings about `topic` is logged and checked."""
    return PREFIX + topic


@use_case
class Mailings:
    """Keep who receives mailings about which topics."""

    _gateway: ConsentGateway
    _contacts: ContactsGateway
    _clock: Clock
    _association: Association

    async def look(self, person: Person) -> tuple[str, ...]:
        """Return the person's topics, for them to choose from all. Raises ConsentMissing."""
        if not person.consented:
            raise ConsentMissing(person)
        return await self.topics_of(person)

    async def topics_of(self, person: Person) -> tuple[str, ...]:
        """Return the topics that a person is subscribed to, in the association's order."""
        standing = {consent.purpose for consent in await self._gateway.standing(person.id)}
        return tuple(topic for topic in self._association.topic_ids() if purpose(topic) in standing)

    async def choose(
        self, person: Person, wanted: Collection[str], text: ConsentText, *, update_id: int | None
    ) -> tuple[str, ...]:
        """Make `wanted` the person's topics and return them; choosing none unsubscribes.

        A topic that the association has given up is left out. Raises ConsentMissing.
        """
        had = await self.look(person)
        topics = tuple(topic for topic in self._association.topic_ids() if topic in wanted)
        if not topics:
            await self.unsubscribe(person)
            return ()
        now = self._clock.now()
        ended = [purpose(topic) for topic in had if topic not in topics]
        await self._gateway.withdraw(person.id, ended, now)
        for topic in topics:
            if topic not in had:
                await self._gateway.give(
                    Consent(person.id, purpose(topic), text.version, text.digest, now, update_id)
                )
        if topics != had:
            kind = "topics-changed" if had else "subscribed"
            await self._contacts.record(person.id, kind, now, {"topics": topics})
        return topics

    async def choose_all(
        self, person: Person, text: ConsentText, *, update_id: int | None
    ) -> tuple[str, ...]:
        """Subscribe to every topic. Raises ConsentMissing."""
        return await self.choose(person, self._association.topic_ids(), text, update_id=update_id)

    async def unsubscribe(self, person: Person) -> tuple[str, ...]:
        """End every mailing at once, also about topics that were given up, and return the topics that ended."""
        had = await self.topics_of(person)
        now = self._clock.now()
        standing = [consent.purpose for consent in await self._gateway.standing(person.id)]
        await self._gateway.withdraw(person.id, [name for name in standing if name.startswith(PREFIX)], now)
        if had:
            await self._contacts.record(person.id, "unsubscribed", now, {"topics": had})
        return had

    async def come_back(self, person: Person, text: ConsentText, *, update_id: int | None) -> tuple[str, ...]:
        """Subscribe again to the topics that ended last, or to all if none of them is left. Raises ConsentMissing."""
        ended = {name.removeprefix(PREFIX) for name in await self._gateway.withdrawn_last(person.id, PREFIX)}
        back = [
            topic for topic in self._association.topic_ids() if topic in ended
        ] or self._association.topic_ids()
        return await self.choose(person, {*back, *await self.topics_of(person)}, text, update_id=update_id)

    async def give_reason(self, person: Person, reason: str) -> None:
        """Record why a person unsubscribed, in their own words or as the id of a ready answer.

        Raises ConsentMissing, because own words are personal data.
        """
        if not person.consented:
            raise ConsentMissing(person)
        await self._contacts.record(person.id, "unsubscribe-reason", self._clock.now(), {"reason": reason})
