"""Leaving the association: a member asks, the secretary confirms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from domain.dues.billing import Billing
from domain.leaving.entities import (
    DEPARTURE,
    LEAVABLE,
    Departure,
    DepartureAction,
    DepartureCard,
    DepartureStatus,
    Leavable,
    Words,
)
from domain.leaving.events import (
    DepartureAsked,
    DepartureConfirmed,
    DepartureDiscussed,
    DepartureStatusConflict,
    DepartureWithdrawn,
    LeavingShown,
)
from domain.leaving.gateways import DeparturesGateway
from domain.members.entities import Membership
from domain.members.use_cases import Members
from domain.people import ContactsGateway, Person
from domain.ports import Clock
from domain.refusal import Gone, InvalidAnswer
from domain.roles import Role, Roles
from domain.use_case import use_case

LONGEST_WORDS = 1000  # characters of a reason, or of what is said about it


@use_case
class Leaving:
    """Ask to leave, discuss it, confirm it."""

    _gateway: DeparturesGateway
    _members: Members
    _contacts: ContactsGateway
    _roles: Roles
    _dues: Billing
    _clock: Clock

    # What a member does

    async def look(self, person: Person) -> LeavingShown:
        """Return the memberships that the person can leave. Raises Gone."""
        leavable = [
            Leavable(membership, await self._open(membership), await self._dues.owed(membership.member))
            for membership in await self._members.memberships_of(person)
            if membership.member.status in LEAVABLE
        ]
        if not leavable:
            raise Gone(person, "leaving-nothing")
        return LeavingShown(person, tuple(leavable))

    async def is_asked(self, membership: Membership) -> bool:
        """Tell whether there is an open application to end this membership."""
        return await self._open(membership) is not None

    async def ask(self, person: Person, member_id: int, reason: str) -> DepartureAsked:
        """Ask to leave, for oneself or the organisation one represents; the reason may be empty.

        Raises Gone, and DepartureStatusConflict if there is an open application already.
        """
        membership = await self._own(person, member_id)
        if membership is None or membership.member.status not in LEAVABLE:
            raise Gone(person, "leaving-nothing")
        if (card := await self._open(membership)) is not None:
            raise DepartureStatusConflict(person, card, staff=False)
        now, reason = self._clock.now(), reason.strip()[:LONGEST_WORDS]
        await self._gateway.end_all(member_id, now)  # of an earlier membership
        departure = await self._gateway.add(member_id, person.id, reason, now)
        await self._contacts.record(person.id, "leaving-asked", now, {"member": member_id})
        return DepartureAsked(
            await self._card(departure, membership),
            person,
            await self._others(person, membership),
            await self.deciders(),
            stand_in=Role.ADMINISTRATOR in await self._needed(),
        )

    async def withdraw(self, person: Person, departure_id: int) -> DepartureWithdrawn:
        """Withdraw the application to leave. Raises Gone, DepartureStatusConflict."""
        departure, membership = await self._of_member(person, departure_id, DepartureAction.WITHDRAW)
        departure = await self._settle(departure, DepartureAction.WITHDRAW, person)
        await self._contacts.record(
            person.id, "leaving-withdrawn", self._clock.now(), {"member": departure.member_id}
        )
        return DepartureWithdrawn(
            await self._card(departure, membership),
            person,
            await self._others(person, membership),
            await self.deciders(),
        )

    async def answer(self, person: Person, departure_id: int, text: str) -> DepartureDiscussed:
        """Answer the secretary. Raises Gone, DepartureStatusConflict, InvalidAnswer."""
        departure, membership = await self._of_member(person, departure_id, DepartureAction.ANSWER)
        text = await self._say(departure, person, text, staff=False)
        deciders = await self.deciders()
        card = await self._card(departure, membership)
        return DepartureDiscussed(card, person, text, staff=False, listeners=deciders, deciders=deciders)

    # What the secretary does

    async def waiting(self, actor: Person) -> int:
        """Return how many applications wait for the actor's confirmation; 0 if they may not confirm."""
        if not await self._roles.may(actor, *await self._needed()):
            return 0
        return len(await self._waiting())

    async def list_waiting(self, actor: Person) -> Sequence[DepartureCard]:
        """Return all open applications to leave, longest waiting first. Raises NotAllowed."""
        await self._roles.require(actor, *await self._needed())
        return await self._waiting()

    async def _waiting(self) -> Sequence[DepartureCard]:
        found = []
        for departure in await self._gateway.asked():
            card = await self._card(departure, await self._membership(departure))
            if card.departure.status is DepartureStatus.ASKED:
                found.append(card)
        return found

    async def open(self, actor: Person, departure_id: int) -> DepartureCard:
        """Return an application to leave to staff. Raises NotAllowed, Gone."""
        await self._roles.require(actor, *await self._needed())
        departure = await self._gateway.find(departure_id)
        if departure is None:
            raise Gone(actor, "leaving-missing")
        return await self._card(departure, await self._membership(departure))

    async def may_speak(self, actor: Person, departure_id: int) -> DepartureCard:
        """Return an open application to leave to staff. Raises NotAllowed, Gone, DepartureStatusConflict."""
        return await self._for_staff(actor, departure_id, DepartureAction.SPEAK)

    async def speak(self, actor: Person, departure_id: int, text: str) -> DepartureDiscussed:
        """Write to the member before deciding.

        Raises NotAllowed, Gone, DepartureStatusConflict, InvalidAnswer.
        """
        card = await self.may_speak(actor, departure_id)
        departure, membership = card.departure, card.membership
        text = await self._say(departure, actor, text, staff=True)
        everybody = await self._members.people_of(membership.member)
        asked = tuple(person for person in everybody if person.id == departure.person_id)
        return DepartureDiscussed(
            await self._card(departure, membership),
            actor,
            text,
            staff=True,
            listeners=asked or everybody,
            deciders=await self.deciders(),
        )

    async def confirm(self, actor: Person, departure_id: int) -> DepartureConfirmed:
        """Confirm that the member leaves; the membership ends at once.

        Raises NotAllowed, Gone, DepartureStatusConflict.
        """
        card = await self._for_staff(actor, departure_id, DepartureAction.CONFIRM)
        changed = await self._members.leave(actor, card.departure.member_id)
        departure = await self._settle(card.departure, DepartureAction.CONFIRM, actor)
        membership = replace(card.membership, member=changed.member)
        return DepartureConfirmed(
            await self._card(departure, membership), actor, changed, await self.deciders()
        )

    async def deciders(self) -> tuple[Person, ...]:
        """Return the secretaries, or the administrators if there is no secretary."""
        secretaries = await self._roles.holders(Role.SECRETARY)
        return tuple(secretaries or await self._roles.administrators())

    async def _needed(self) -> tuple[Role, ...]:
        if await self._roles.holders(Role.SECRETARY):
            return (Role.SECRETARY,)
        return (Role.SECRETARY, Role.ADMINISTRATOR)

    async def _for_staff(self, actor: Person, departure_id: int, action: DepartureAction) -> DepartureCard:
        card = await self.open(actor, departure_id)
        if (card.departure.status, action) not in DEPARTURE:
            raise DepartureStatusConflict(actor, card, staff=True)
        return card

    async def _of_member(
        self, person: Person, departure_id: int, action: DepartureAction
    ) -> tuple[Departure, Membership]:
        departure = await self._gateway.find(departure_id)
        membership = None if departure is None else await self._own(person, departure.member_id)
        if departure is None or membership is None:
            raise Gone(person, "leaving-missing")
        card = await self._card(departure, membership)
        if (card.departure.status, action) not in DEPARTURE:
            raise DepartureStatusConflict(person, card, staff=False)
        return departure, membership

    async def _own(self, person: Person, member_id: int) -> Membership | None:
        memberships = await self._members.memberships_of(person)
        return next((it for it in memberships if it.member.id == member_id), None)

    async def _open(self, membership: Membership) -> DepartureCard | None:
        departure = await self._gateway.asked_of(membership.member.id)
        card = None if departure is None else await self._card(departure, membership)
        return card if card is not None and card.departure.status is DepartureStatus.ASKED else None

    async def _others(self, person: Person, membership: Membership) -> tuple[Person, ...]:
        everybody = await self._members.people_of(membership.member)
        return tuple(other for other in everybody if other.id != person.id)

    async def _membership(self, departure: Departure) -> Membership:
        membership = await self._members.find(departure.member_id)
        if membership is None:
            raise LookupError(f"application to leave {departure.id} has no member")
        return membership

    async def _settle(self, departure: Departure, action: DepartureAction, by: Person) -> Departure:
        status = DEPARTURE[departure.status, action]
        departure = replace(departure, status=status, settled_at=self._clock.now(), settled_by=by.id)
        await self._gateway.save(departure)
        return departure

    async def _say(self, departure: Departure, author: Person, text: str, *, staff: bool) -> str:
        text = text.strip()[:LONGEST_WORDS].strip()
        if not text:
            raise InvalidAnswer(author, "leaving-no-words")
        await self._gateway.say(departure.id, Words(self._clock.now(), author.id, staff, text))
        return text

    async def _card(self, departure: Departure, membership: Membership) -> DepartureCard:
        member = membership.member
        if departure.status is DepartureStatus.ASKED and (
            member.status not in LEAVABLE or member.since > departure.asked_at
        ):
            status = DEPARTURE[departure.status, DepartureAction.END]
            departure = replace(departure, status=status)
        author, by = departure.person_id, departure.settled_by
        return DepartureCard(
            departure,
            membership,
            None if author is None else await self._contacts.find(author),
            None if by is None else await self._contacts.find(by),
            tuple(await self._gateway.words(departure.id)),
            await self._dues.owed(member),
        )
