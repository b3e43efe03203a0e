"""The register of members, and the representatives of organisations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from domain.members.entities import Member, Membership, MemberStatus, Organisation
from domain.members.events import (
    MembershipChanged,
    RepresentativeAdded,
    RepresentativeInvited,
    RepresentativeRemoved,
)
from domain.members.gateways import Candidate, DuesKeeper, MembersGateway, PlaceKeeper, Tokens
from domain.members.life import MEMBERSHIP, MEMBERSHIP_ALLOWED, OF_BOARD, MemberAction
from domain.parties import PartyKind
from domain.people import ContactsGateway, Person
from domain.ports import AuditGateway, Clock
from domain.refusal import Gone
from domain.roles import Role, Roles
from domain.use_case import use_case

INVITATION = "rep_"  # begins the start payload of an invitation
INVITATION_TERM = 7 * 24 * 3_600_000_000  # microseconds
MOST_REPRESENTATIVES = 20
REGISTER = (
    "inn",
    "ogrn",
    "kpp",
    "legal-address",
    "legal-name",
    "bik",
    "account",
)  # public facts about a company


@use_case
class Members:
    """The register of members."""

    _gateway: MembersGateway
    _contacts: ContactsGateway
    _roles: Roles
    _places: PlaceKeeper
    _audit: AuditGateway
    _clock: Clock
    _tokens: Tokens
    _dues: DuesKeeper

    async def membership_of(self, person: Person) -> Membership | None:
        """Return the membership of the person or of an organisation they represent; an active one comes first."""
        member = await self._gateway.member_of(person.id)
        return None if member is None else await self._membership(member)

    async def memberships_of(self, person: Person) -> Sequence[Membership]:
        """Return the person's own membership and those of the organisations they represent, active ones first."""
        return [await self._membership(member) for member in await self._gateway.members_of(person.id)]

    async def find(self, member_id: int) -> Membership | None:
        """Return a membership to another use case, which checks who may see it."""
        member = await self._gateway.find(member_id)
        return None if member is None else await self._membership(member)

    async def admit(self, candidate: Candidate) -> Member:
        """Make the applicant a member, or restore their former membership."""
        now = self._clock.now()
        organisation = None
        if candidate.kind is PartyKind.ORGANISATION:
            organisation = await self._organisation(candidate)
            known = await self._gateway.of_organisation(organisation.id)
        else:
            known = await self._gateway.of_person(candidate.person_id)
        if known is None:
            person_id = candidate.person_id if organisation is None else None
            organisation_id = None if organisation is None else organisation.id
            member = await self._gateway.add(
                candidate.kind, person_id, organisation_id, now, candidate.id, candidate.title
            )
        elif known.status is MemberStatus.ACTIVE:
            member = known
        else:
            status = MEMBERSHIP[known.status, MemberAction.READMIT]
            member = replace(
                known, status=status, since=now, application_id=candidate.id, name=candidate.title
            )
            await self._gateway.save(member)
        if organisation is not None:
            await self._gateway.add_representative(organisation.id, candidate.person_id, now)
        return member

    async def _organisation(self, candidate: Candidate) -> Organisation:
        answers = candidate.answers
        inn, name = str(answers.get("inn", "")), candidate.title
        ogrn = str(answers.get("ogrn", ""))
        data = {key: answers[key] for key in REGISTER if answers.get(key)}
        known = await self._gateway.organisation_by_inn(inn) if inn else None
        if known is None:
            return await self._gateway.add_organisation(name, inn, ogrn, data)
        organisation = replace(known, name=name, ogrn=ogrn, data=data)
        await self._gateway.save_organisation(organisation)
        return organisation

    # Representatives of an organisation

    async def invite(self, person: Person) -> RepresentativeInvited:
        """Make a link that lets another person become a representative. Raises Gone."""
        membership = await self._represented(person)
        organisation = membership.organisation
        if organisation is None or not membership.active:
            raise Gone(person, "members-missing")
        if len(membership.representatives) >= MOST_REPRESENTATIVES:
            raise Gone(person, "members-too-many-representatives")
        now, token = self._clock.now(), self._tokens.new()
        await self._gateway.add_invitation(token, organisation.id, person.id, now)
        return RepresentativeInvited(person, organisation, INVITATION + token, now + INVITATION_TERM)

    async def invited(self, person: Person, payload: str) -> Organisation:
        """Return the organisation that an invitation is to. Raises Gone."""
        token = payload.removeprefix(INVITATION)
        organisation = await self._gateway.invitation(token, self._clock.now() - INVITATION_TERM)
        if organisation is None:
            raise Gone(person, "members-invitation-invalid")
        return organisation

    async def take_up(self, person: Person, payload: str) -> RepresentativeAdded:
        """Accept an invitation to represent an organisation. Raises Gone."""
        organisation = await self.invited(person, payload)
        member = await self._gateway.of_organisation(organisation.id)
        if member is None or member.status is not MemberStatus.ACTIVE:
            raise Gone(person, "members-invitation-invalid")
        others = tuple(await self._gateway.representatives(organisation.id))
        if any(other.id == person.id for other in others):
            return RepresentativeAdded(person, await self._membership(member), (), fresh=False)
        if len(others) >= MOST_REPRESENTATIVES:
            raise Gone(person, "members-too-many-representatives")
        now = self._clock.now()
        await self._gateway.use_invitation(payload.removeprefix(INVITATION), person.id, now)
        await self._gateway.add_representative(organisation.id, person.id, now)
        await self._contacts.record(person.id, "representative-added", now, {"organisation": organisation.id})
        await self._audit.record(
            now, person.id, "representative-added", person.id, {"organisation": organisation.id}
        )
        return RepresentativeAdded(person, await self._membership(member), others)

    async def remove_representative(self, actor: Person, person_id: int) -> RepresentativeRemoved:
        """Remove a representative of the actor's organisation. Raises Gone."""
        membership = await self._represented(actor)
        organisation = membership.organisation
        gone = next((other for other in membership.representatives if other.id == person_id), None)
        if organisation is None or gone is None:
            raise Gone(actor, "members-missing")
        if len(membership.representatives) == 1:
            raise Gone(actor, "members-last-representative")
        now = self._clock.now()
        await self._gateway.remove_representative(organisation.id, person_id)
        await self._places.unname(membership.member.id, person_id)
        await self._audit.record(
            now, actor.id, "representative-removed", person_id, {"organisation": organisation.id}
        )
        return RepresentativeRemoved(actor, gone, await self._membership(membership.member))

    # What happens to a membership

    async def leave(self, actor: Person, member_id: int) -> MembershipChanged:
        """End a membership at its member's request; `domain.leaving` has checked that it is theirs. Raises Gone."""
        member = await self._found(actor, member_id)
        return await self._change(actor, member, MemberAction.LEAVE, "")

    async def act(
        self, actor: Person, member_id: int, action: MemberAction, reason: str = ""
    ) -> MembershipChanged:
        """Suspend or restore a membership, for staff; only the board admits and expels.

        Raises Gone, NotAllowed.
        """
        allowed = MEMBERSHIP_ALLOWED[action]
        if not allowed or action in OF_BOARD:
            raise Gone(actor, "members-changed")
        await self._roles.require(actor, *allowed)
        member = await self._found(actor, member_id)
        return await self._change(actor, member, action, reason.strip()[:2000])

    async def expel(self, member_id: int, reason: str, actor: Person | None) -> MembershipChanged | None:
        """Carry out the board's decision to expel a member; None if the membership has ended already.

        `actor` recorded the decision; None if votes were counted.
        """
        member = await self._gateway.find(member_id)
        if member is None or (member.status, MemberAction.EXPEL) not in MEMBERSHIP:
            return None
        return await self._change(actor, member, MemberAction.EXPEL, reason)

    async def by_dues(
        self, member: Member, action: MemberAction, actor: Person | None
    ) -> MembershipChanged | None:
        """Suspend a member whose dues were not paid, or restore one who has paid; None if that changes nothing.

        `actor` recorded the payment; None for the clock and for payments in Telegram. The event names no actor.
        """
        if (member.status, action) not in MEMBERSHIP:
            return None
        return replace(await self._change(actor, member, action, ""), actor=None)

    async def _change(
        self, actor: Person | None, member: Member, action: MemberAction, reason: str
    ) -> MembershipChanged:
        status = MEMBERSHIP.get((member.status, action))
        if status is None:
            if actor is None:
                raise LookupError(f"member {member.id} can't {action}")
            raise Gone(actor, "members-changed")
        member = replace(member, status=status)
        await self._gateway.save(member)
        if status in (MemberStatus.LEFT, MemberStatus.EXPELLED):
            await self._places.release(member.id)
        voided = await self._dues.membership_changed(member, action, actor)
        now, actor_id = self._clock.now(), None if actor is None else actor.id
        await self._audit.record(
            now, actor_id, f"membership-{action}", member.person_id, {"member": member.id}
        )
        concerned = await self.people_of(member)
        for person in concerned:
            await self._contacts.record(person.id, f"membership-{action}", now, {"member": member.id})
        secretaries = tuple(await self._roles.holders(Role.SECRETARY))
        return MembershipChanged(actor, member, action, reason, concerned, secretaries, now, voided)

    # The register, for staff

    async def register(
        self, actor: Person, *, offset: int = 0, limit: int = 10
    ) -> tuple[Sequence[Member], int]:
        """Return a page of the register, newest first, and the number of all members. Raises NotAllowed."""
        await self._roles.require(actor, Role.SECRETARY, Role.TREASURER)
        return await self._gateway.page(offset, limit), await self._gateway.count()

    async def look(self, actor: Person, member_id: int) -> Membership:
        """Return a member to staff. Raises NotAllowed, Gone."""
        await self._roles.require(actor, Role.SECRETARY, Role.TREASURER)
        return await self._membership(await self._found(actor, member_id))

    async def _found(self, actor: Person, member_id: int) -> Member:
        member = await self._gateway.find(member_id)
        if member is None:
            raise Gone(actor, "members-missing")
        return member

    async def _represented(self, person: Person) -> Membership:
        membership = await self.membership_of(person)
        if membership is None:
            raise Gone(person, "members-missing")
        return membership

    async def _membership(self, member: Member) -> Membership:
        if member.organisation_id is None:
            return Membership(member)
        return Membership(
            member,
            await self._gateway.organisation(member.organisation_id),
            tuple(await self._gateway.representatives(member.organisation_id)),
        )

    async def people_of(self, member: Member) -> tuple[Person, ...]:
        """Return the member, or an organisation's representatives, longest first."""
        if member.organisation_id is not None:
            return tuple(await self._gateway.representatives(member.organisation_id))
        person = None if member.person_id is None else await self._contacts.find(member.person_id)
        return () if person is None else (person,)
