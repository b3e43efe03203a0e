"""Consent to the processing of personal data, and what all consents have in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from domain.events import Event
from domain.people import ContactsGateway, Person
from domain.ports import Clock
from domain.refusal import Refusal
from domain.use_case import use_case

PERSONAL_DATA = "personal-data"
MEET, BIRTHDAY = "meet", "birthday"  # on the way to introductions, or to telling one's birthday


@dataclass(frozen=True, slots=True)
class Consent:
    """One consent of one person for one purpose; times in microseconds UTC.

    `version` and `digest` prove which text was agreed to; `update_id` is Telegram's proof of the tap.
    """

    person_id: int
    purpose: str
    version: str
    digest: str
    given_at: int
    update_id: int | None = None


@dataclass(frozen=True, slots=True)
class ConsentText:
    """The text that a person read when they agreed: its version and the hash of its full wording."""

    version: str
    digest: str

    @property
    def mark(self) -> str:
        """Identify this wording in a button's data, in a few characters."""
        return self.digest[:10]


@dataclass(frozen=True, slots=True)
class ConsentGiven(Event):
    """A person has agreed to the processing of their personal data, now or before.

    `purposes` are all those they agree to now.
    """

    person: Person
    purposes: tuple[str, ...]


class ConsentMissing(Refusal):
    """The person has not agreed to the processing of their personal data.

    `then` is what they were about to do: a kind of applicant, an invitation, a webinar's payload, MEET, BIRTHDAY, or
    empty.
    """

    def __init__(self, person: Person, then: str = "") -> None:
        super().__init__(person)
        self.then = then


class ConsentChanged(Refusal):
    """The text has changed since the person read it; `then` is what they were about to do."""

    def __init__(self, person: Person, then: str = "") -> None:
        super().__init__(person)
        self.then = then


@use_case
class Consents:
    """Give the consent to the processing of personal data, and list the consents that a person has given."""

    _gateway: ConsentGateway
    _contacts: ContactsGateway
    _clock: Clock

    async def give(
        self,
        person: Person,
        text: ConsentText,
        *,
        mark: str,
        then: str = "",
        name: str,
        username: str | None,
        update_id: int | None,
    ) -> ConsentGiven:
        """Log the consent and start keeping the person's name; a second tap changes nothing.

        `mark` is that of the text they read. Raises ConsentChanged if it is not `text`.
        """
        if person.consented:
            return ConsentGiven(person, tuple(consent.purpose for consent in await self.standing(person)))
        if mark != text.mark:
            raise ConsentChanged(person, then)
        now = self._clock.now()
        await self._gateway.give(Consent(person.id, PERSONAL_DATA, text.version, text.digest, now, update_id))
        person = replace(person, consented=True, name=name, username=username)
        await self._contacts.save(person)
        await self._contacts.record(person.id, "consent-given", now, {"version": text.version})
        return ConsentGiven(person, (PERSONAL_DATA,))

    async def standing(self, person: Person) -> list[Consent]:
        """Return the consents that are in force, oldest first."""
        return sorted(await self._gateway.standing(person.id), key=lambda consent: consent.given_at)


class ConsentGateway(Protocol):
    """The log of consents: a row is added or withdrawn, never rewritten."""

    async def give(self, consent: Consent) -> None: ...

    async def withdraw(self, person_id: int, purposes: Sequence[str], at: int) -> None: ...

    async def standing(self, person_id: int) -> Sequence[Consent]: ...

    async def withdrawn_last(self, person_id: int, prefix: str) -> Sequence[str]: ...
