"""The register of partners: who they are and what they give to members."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Protocol

from domain.answers import Answers
from domain.consent import ConsentMissing
from domain.events import Event
from domain.forms.entities import Form
from domain.forms.registry import receives
from domain.people import Person
from domain.ports import AuditGateway, Clock
from domain.refusal import Gone, Refusal
from domain.roles import Role, Roles
from domain.use_case import use_case

KEEPERS = (Role.MARKETING, Role.ADMINISTRATOR)
FORM = "partner"
# A question of the form -> the field of a partner that its answer is kept in.
FIELDS = {
    f"{FORM}-{field}": field for field in ("stage", "title", "about", "link", "contact", "since", "gives")
}


class PartnerStage(StrEnum):
    """How far it has come with a partner."""

    POTENTIAL = "potential"
    EXISTING = "existing"
    ENDED = "ended"


SEEN_BY_MEMBERS = {PartnerStage.POTENTIAL: False, PartnerStage.EXISTING: True, PartnerStage.ENDED: False}


@dataclass(frozen=True, slots=True)
class Partner:
    """A partner of the association.

    `place` orders the register. `contact` and potential partners are shown to keepers only. `since` is a day in
    ISO 8601; empty texts were not given.
    """

    id: int
    place: int
    stage: PartnerStage
    title: str
    about: str
    link: str
    contact: str
    since: str
    gives: str
    ended_at: int | None = None


@dataclass(frozen=True, slots=True)
class PartnerCard(Event):
    """A partner as it is now, for `person`; keepers can change it."""

    person: Person
    partner: Partner
    keeps: bool


@dataclass(frozen=True, slots=True)
class Register:
    """The partners that a person may see, in the register's order."""

    partners: Sequence[Partner]
    keeps: bool


class PartnersGateway(Protocol):
    """The register in storage."""

    async def add(self, partner: Partner) -> Partner: ...

    async def save(self, partner: Partner) -> None: ...

    async def find(self, partner_id: int) -> Partner | None: ...

    async def all(self) -> Sequence[Partner]: ...


@use_case
class Partners:
    """Reading and keeping the register."""

    _gateway: PartnersGateway
    _roles: Roles
    _audit: AuditGateway
    _clock: Clock

    async def register(self, person: Person) -> Register:
        """Return the partners that the person may see. Raises ConsentMissing for passers-by."""
        keeps = await self._roles.may(person, *KEEPERS)
        if not keeps and not person.consented:
            raise ConsentMissing(person)
        return Register([it for it in await self._gateway.all() if _is_seen(it, keeps=keeps)], keeps)

    async def look(self, person: Person, partner_id: int) -> PartnerCard:
        """Return one partner. Raises Gone, ConsentMissing."""
        register = await self.register(person)
        for partner in register.partners:
            if partner.id == partner_id:
                return PartnerCard(person, partner, register.keeps)
        raise Gone(person, "partners-missing")

    async def may_keep(self, person: Person) -> None:
        """Raise NotAllowed unless the person keeps the register."""
        await self._roles.require(person, *KEEPERS)

    @receives(FORM)
    async def add(self, actor: Person, _form: Form, answers: Answers) -> PartnerCard:
        """Add a partner at the end of the register. Raises NotAllowed."""
        await self.may_keep(actor)
        given: dict[str, Any] = {field: answers.get(question) or "" for question, field in FIELDS.items()}
        given["stage"] = PartnerStage(given["stage"])
        place = max((it.place for it in await self._gateway.all()), default=0) + 1
        partner = await self._gateway.add(Partner(0, place, **given))
        await self._note(actor, "partner-added", partner)
        return PartnerCard(actor, partner, keeps=True)

    async def change(self, actor: Person, partner_id: int, question: str, value: Any) -> PartnerCard:
        """Change one answer of the form; None empties it. Raises NotAllowed, Gone, Refusal for a partner that has ended."""
        partner = await self.may_change(actor, partner_id)
        field = FIELDS[question]
        changed: Any = {field: PartnerStage(value) if field == "stage" else value or ""}
        partner = replace(partner, **changed)
        await self._gateway.save(partner)
        await self._note(actor, "partner-changed", partner)
        return PartnerCard(actor, partner, keeps=True)

    async def move(self, actor: Person, partner_id: int, *, up: bool) -> PartnerCard:
        """Let a partner change places with the one before or after it. Raises NotAllowed, Gone, Refusal."""
        partner = await self.may_change(actor, partner_id)
        others = [it for it in await self._gateway.all() if it.stage is not PartnerStage.ENDED]
        at = [it.id for it in others].index(partner.id)
        to = at - 1 if up else at + 1
        if not 0 <= to < len(others):
            raise Refusal(actor, "partners-at-the-edge")
        await self._gateway.save(replace(others[to], place=partner.place))
        partner = replace(partner, place=others[to].place)
        await self._gateway.save(partner)
        return PartnerCard(actor, partner, keeps=True)

    async def end(self, actor: Person, partner_id: int) -> PartnerCard:
        """End a partnership: members no longer see it. Raises NotAllowed, Gone, Refusal."""
        partner = await self.may_change(actor, partner_id)
        partner = replace(partner, stage=PartnerStage.ENDED, ended_at=self._clock.now())
        await self._gateway.save(partner)
        await self._note(actor, "partner-ended", partner)
        return PartnerCard(actor, partner, keeps=True)

    async def may_change(self, actor: Person, partner_id: int) -> Partner:
        """Return a partner that has not ended. Raises NotAllowed, Gone, Refusal."""
        await self.may_keep(actor)
        partner = await self._gateway.find(partner_id)
        if partner is None:
            raise Gone(actor, "partners-missing")
        if partner.stage is PartnerStage.ENDED:
            raise Refusal(actor, "partners-ended")
        return partner

    async def _note(self, actor: Person, act: str, partner: Partner) -> None:
        await self._audit.record(self._clock.now(), actor.id, act, None, {"partner": partner.id})


def _is_seen(partner: Partner, *, keeps: bool) -> bool:
    return keeps or SEEN_BY_MEMBERS[partner.stage]
