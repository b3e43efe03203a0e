"""Hold rounds of introductions and ask about their outcomes, by the clock. Each happens once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from domain.consent import ConsentGateway
from domain.due import due
from domain.groups.gateways import GroupsGateway
from domain.groups.model import Group
from domain.introductions.entities import PURPOSE, Introduction, IntroductionTerms, Participant
from domain.introductions.events import Introduced, LeftOut, LeftOutReason, OutcomeDue, PartnerUnreached
from domain.introductions.gateways import IntroductionsGateway
from domain.introductions.matching import Candidate, Pair, pair_of, pair_up
from domain.introductions.schedule import latest_round, next_round
from domain.people import ContactsGateway, Person
from domain.ports import Clock
from domain.time import DAY, is_night
from domain.use_case import use_case

MOST_ASKED = 50  # introductions, a slice
LATEST_QUESTION = 7 * DAY  # after it was due; nobody is asked about what they have forgotten

Ready = Mapping[int, tuple[Participant, Person, frozenset[str]]]


@use_case
class Rounds:
    """Introduce people to each other."""

    _gateway: IntroductionsGateway
    _consents: ConsentGateway
    _contacts: ContactsGateway
    _groups: GroupsGateway
    _clock: Clock
    _terms: IntroductionTerms

    # Introducing

    @due()
    async def hold_due(self) -> tuple[Introduced | LeftOut, ...]:
        """Hold the round that is due, if any; never at night, and not after half the time to the next one."""
        now, terms = self._clock.now(), self._terms
        planned, following = latest_round(now, terms), next_round(now, terms)
        half = (following - planned) // 2
        last = await self._gateway.last_round()
        if now >= planned + half or (last is not None and planned < last + half) or self._sleeps(now):
            return ()
        everybody = {one[0].person_id: one for one in await self._gateway.taking_part()}
        ready = {number: one for number, one in everybody.items() if not one[0].pausing}
        await self._gateway.open_round(planned, len(ready))
        for participant, *_ in everybody.values():
            if participant.pausing:
                await self._gateway.put(replace(participant, pausing=False))
        known = await self._gateway.known()
        pairs = pair_up([self._candidate(*one) for one in ready.values()], known)
        events: list[Introduced | LeftOut] = []
        groups = {group.id: group for group in await self._groups.open()}
        for pair in pairs:
            events += await self._introduce(planned, pair, ready, groups)
        paired = {person_id for pair in pairs for person_id in pair}
        for number in sorted(ready.keys() - paired):
            participant, person, _ = ready[number]
            why = _why(number, ready, known)
            await self._gateway.put(replace(participant, waited=participant.waited + 1))
            if why is LeftOutReason.ODD or not participant.waited:  # what lasts is told once
                events.append(LeftOut(person, why, planned, following))
        return tuple(events)

    async def _introduce(
        self, planned: int, pair: Pair, ready: Ready, groups: Mapping[str, Group]
    ) -> list[Introduced]:
        terms, now = self._terms, self._clock.now()
        introduction = await self._gateway.introduce(planned, *pair, now)
        both = [ready[number] for number in pair]
        common = terms.named(both[0][0].interests & both[1][0].interests)
        shared = [group for number, group in groups.items() if number in both[0][2] & both[1][2]]
        events = []
        for (mine, person, _), (theirs, partner, _) in (both, both[::-1]):
            await self._gateway.put(replace(mine, waited=0))
            await self._remember(person, introduction, now)
            interests = terms.named(theirs.interests)
            until = now + terms.ask_after
            events.append(Introduced(person, introduction, partner, theirs, interests, common, shared, until))
        return events

    def _candidate(self, participant: Participant, person: Person, groups: frozenset[str]) -> Candidate:
        interests = frozenset(one.id for one in self._terms.named(participant.interests))
        return Candidate(person.id, interests, groups, participant.waited)

    async def unheard(self, introduction_id: int, person_id: int) -> PartnerUnreached | None:
        """Tell the partner of somebody whom an introduction didn't reach not to wait; neither is asked about it."""
        now, introduction = self._clock.now(), await self._gateway.find(introduction_id)
        if introduction is None or introduction.asked_at is not None:
            return None
        await self._gateway.save(replace(introduction, asked_at=now))
        for missed, waiting in introduction.sides:
            partner = await self._agreeing(waiting) if missed == person_id else None
            if partner is None or not partner.reachable:
                continue
            participant = await self._gateway.participant(partner.id)
            if participant is not None:
                await self._gateway.put(replace(participant, waited=participant.waited + 1))
            upcoming = next_round(now, self._terms)
            return PartnerUnreached(partner, introduction, await self._agreeing(person_id), upcoming)
        return None

    # Asking

    @due()
    async def ask_next(self) -> tuple[OutcomeDue, ...]:
        """Ask the next people about the outcome of their introduction; never at night."""
        now, after = self._clock.now(), self._terms.ask_after
        if self._sleeps(now):
            return ()
        due = await self._gateway.to_ask(now - after, MOST_ASKED)
        events: list[OutcomeDue] = []
        for introduction in due:
            asked = replace(introduction, asked_at=now)
            await self._gateway.save(asked)
            until = introduction.made_at + after + LATEST_QUESTION
            if now < until:
                events += await self._ask(asked, until)
        return tuple(events)

    async def _ask(self, introduction: Introduction, until: int) -> list[OutcomeDue]:
        events = []
        for person_id, partner_id in introduction.sides:
            person = await self._agreeing(person_id)
            if person is not None and person.reachable:
                partner = await self._agreeing(partner_id)
                events.append(OutcomeDue(person, introduction, partner, until))
        return events

    async def _agreeing(self, person_id: int | None) -> Person | None:
        """Return the person if they still consent to being introduced."""
        if person_id is None:
            return None
        standing = {consent.purpose for consent in await self._consents.standing(person_id)}
        return await self._contacts.find(person_id) if PURPOSE in standing else None

    def _sleeps(self, now: int) -> bool:
        return is_night(now, self._terms.time_zone, self._terms.quiet)

    async def _remember(self, person: Person, introduction: Introduction, now: int) -> None:
        await self._contacts.record(person.id, "introduced", now, {"introduction": introduction.id})


def _why(number: int, ready: Ready, known: Collection[Pair]) -> LeftOutReason:
    """Return why this person got no partner."""
    others = ready.keys() - {number}
    if not others:
        return LeftOutReason.ALONE
    return (
        LeftOutReason.KNOWN if all(pair_of(number, other) in known for other in others) else LeftOutReason.ODD
    )
