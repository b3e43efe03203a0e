"""Take part in introductions: join by consent, choose interests, pause, leave, answer."""

from __future__ import annotations

from dataclasses import replace

from domain.answers import clean
from domain.consent import MEET, Consent, ConsentGateway, ConsentMissing, ConsentText
from domain.introductions.entities import (
    ABOUT_LENGTH,
    PURPOSE,
    Introduction,
    IntroductionTerms,
    Outcome,
    Participant,
)
from domain.introductions.events import OutcomeNoted, Participation, RoundsReport, Stopped
from domain.introductions.gateways import IntroductionsGateway
from domain.introductions.schedule import next_round
from domain.people import ContactsGateway, Person
from domain.ports import Clock
from domain.refusal import Gone, InvalidAnswer
from domain.roles import Role, Roles
from domain.use_case import use_case

ROUNDS_SHOWN = 6


@use_case
class Introductions:
    """Let people take part in introductions."""

    _gateway: IntroductionsGateway
    _consents: ConsentGateway
    _contacts: ContactsGateway
    _roles: Roles
    _clock: Clock
    _terms: IntroductionTerms

    async def look(self, person: Person) -> Participation:
        """Return the person's participation. Raises ConsentMissing."""
        if not person.consented:
            raise ConsentMissing(person, MEET)
        return await self._shown(person, await self._gateway.participant(person.id))

    async def join(self, person: Person, text: ConsentText, *, update_id: int | None) -> Participation:
        """Take part from now on, by a separate consent; a second tap changes nothing. Raises ConsentMissing."""
        if not person.consented:
            raise ConsentMissing(person, MEET)
        participant = await self._gateway.participant(person.id)
        if participant is None:
            now = self._clock.now()
            await self._consents.give(Consent(person.id, PURPOSE, text.version, text.digest, now, update_id))
            participant = Participant(person.id)
            await self._gateway.put(participant)
            await self._contacts.record(person.id, "introductions-joined", now, {"version": text.version})
        return await self._shown(person, participant)

    async def toggle(self, person: Person, interest: str) -> Participation:
        """Toggle an interest; no-op for non-participants. Raises ConsentMissing."""
        shown = await self.look(person)
        known = frozenset(one.id for one in self._terms.interests)
        if shown.participant is None or interest not in known:
            return shown
        interests = shown.participant.interests & known ^ {interest}
        return await self._changed(shown, replace(shown.participant, interests=interests))

    async def say_about(self, person: Person, text: str) -> Participation:
        """Set the line about oneself; no-op for non-participants. Raises ConsentMissing, InvalidAnswer."""
        shown = await self.look(person)
        about = clean(text)
        if not about or len(about) > ABOUT_LENGTH:
            raise InvalidAnswer(person, "introductions-about-unfit", most=ABOUT_LENGTH, length=len(about))
        if shown.participant is None:
            return shown
        return await self._changed(shown, replace(shown.participant, about=about))

    async def unsay_about(self, person: Person) -> Participation:
        """Remove the line about oneself. Raises ConsentMissing."""
        shown = await self.look(person)
        if shown.participant is None:
            return shown
        return await self._changed(shown, replace(shown.participant, about=""))

    async def pause(self, person: Person, *, pausing: bool) -> Participation:
        """Skip the next round, or take part in it after all. Raises ConsentMissing."""
        shown = await self.look(person)
        if shown.participant is None or shown.participant.pausing is pausing:
            return shown
        return await self._changed(shown, replace(shown.participant, pausing=pausing))

    async def stop(self, person: Person) -> Stopped:
        """Withdraw the consent, and forget the interests and the line about oneself."""
        now = self._clock.now()
        taking_part = await self._gateway.participant(person.id) is not None
        if taking_part:
            await self._consents.withdraw(person.id, [PURPOSE], now)
            await self._gateway.leave(person.id, now)
            await self._contacts.record(person.id, "introductions-left", now, {})
        return Stopped(person, taking_part)

    async def answer(self, person: Person, introduction_id: int, outcome: Outcome) -> OutcomeNoted:
        """Note the outcome of an introduction that the person was asked about; a later answer replaces it. Raises Gone."""
        found = await self._gateway.find(introduction_id)
        said: Introduction | None = None
        if found is not None and found.asked_at is not None:
            said = found.said_by(person.id, outcome)
        if said is None:
            raise Gone(person, "introductions-missing")
        await self._gateway.save(said)
        now = self._clock.now()
        note = {"introduction": said.id, "outcome": outcome.name.lower()}
        await self._contacts.record(person.id, "introduction-answered", now, note)
        takes_part = await self._gateway.participant(person.id) is not None
        return OutcomeNoted(person, said, outcome, next_round(now, self._terms), takes_part)

    async def report(self, actor: Person) -> RoundsReport:
        """Return how many take part and how the last rounds went, without names. Raises NotAllowed."""
        await self._roles.require(actor, Role.MARKETING)
        taking_part = len(await self._gateway.taking_part())
        return RoundsReport(actor, taking_part, await self._gateway.results(ROUNDS_SHOWN))

    async def _changed(self, shown: Participation, participant: Participant) -> Participation:
        await self._gateway.put(participant)
        return replace(shown, participant=participant)

    async def _shown(self, person: Person, participant: Participant | None) -> Participation:
        terms = self._terms
        reports = await self._roles.may(person, Role.MARKETING)
        due = next_round(self._clock.now(), terms)
        return Participation(person, participant, terms.interests, terms.weeks, due, reports)
