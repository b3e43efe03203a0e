"""The register of members, the organisations, and who represents them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import bindparam, case, delete, func, insert, or_, select, update
from sqlalchemy.dialects.postgresql import insert as insert_once

from domain.members.entities import Member, MemberStatus, Organisation
from domain.members.gateways import MembersGateway
from domain.parties import PartyKind
from domain.people import Person
from storage.contacts import PERSON
from storage.gateway import Gateway
from storage.mapping import Mapper, bound, new_id
from storage.tables.members import invitations, members, organisations, representatives
from storage.tables.people import people

_member = members.c
_firm = organisations.c
_speaks = representatives.c
_invitation = invitations.c
MEMBER = Mapper(Member, members)
ORGANISATION = Mapper(Organisation, organisations)

ADD = MEMBER.insert().returning(_member.id)
SAVE = MEMBER.update("status", "since", "application_id", "name").where(_member.id == bindparam("member"))
FIND = MEMBER.select().where(_member.id == bindparam("member"))
OF_PERSON = MEMBER.select().where(_member.person_id == bindparam("person_id"))
OF_ORGANISATION = MEMBER.select().where(_member.organisation_id == bindparam("organisation"))
MEMBERS_OF = (
    MEMBER.select()
    .where(
        or_(
            _member.person_id == bindparam("person_id"),
            _member.organisation_id.in_(
                select(_speaks.organisation_id).where(_speaks.person_id == bindparam("person_id"))
            ),
        )
    )
    .order_by(case((_member.status == bindparam("active"), 0), else_=1), _member.id)
)
MEMBER_OF = MEMBERS_OF.limit(1)
PAGE = MEMBER.select().order_by(_member.id.desc()).limit(bindparam("many")).offset(bindparam("skipped"))
COUNT = select(func.count().label("count")).select_from(members)

FIND_ORGANISATION = ORGANISATION.select().where(_firm.id == bindparam("organisation"))
BY_INN = ORGANISATION.select().where(_firm.inn == bindparam("number"))
ADD_ORGANISATION = ORGANISATION.insert().returning(_firm.id)
SAVE_ORGANISATION = ORGANISATION.update("name", "ogrn", "data").where(_firm.id == bindparam("organisation"))
REPRESENTATIVES = (
    PERSON.select()
    .select_from(people.join(representatives, _speaks.person_id == people.c.id))
    .where(_speaks.organisation_id == bindparam("organisation"))
    .order_by(_speaks.since, _speaks.person_id)
)
ADD_REPRESENTATIVE = (
    insert_once(representatives)
    .values(bound("organisation_id", "person_id", "since"))
    .on_conflict_do_nothing(index_elements=["organisation_id", "person_id"])
)
REMOVE_REPRESENTATIVE = delete(representatives).where(
    _speaks.organisation_id == bindparam("organisation"), _speaks.person_id == bindparam("person_id")
)
ADD_INVITATION = insert(invitations).values(bound("token", "organisation_id", "invited_by", "made_at"))
INVITATION = (
    ORGANISATION.select()
    .select_from(organisations.join(invitations, _invitation.organisation_id == _firm.id))
    .where(
        _invitation.token == bindparam("secret"),
        _invitation.used_at.is_(None),
        _invitation.made_at > bindparam("made_after"),
    )
)
USE_INVITATION = (
    update(invitations)
    .where(_invitation.token == bindparam("secret"))
    .values(used_by=bindparam("person_id"), used_at=bindparam("at"))
)


class MembersTable(Gateway, MembersGateway):
    """The register of members."""

    async def add(
        self,
        kind: PartyKind,
        person_id: int | None,
        organisation_id: int | None,
        since: int,
        application_id: int,
        name: str,
    ) -> Member:
        """Keep a new member; exactly one of the two ids is given."""
        member = Member(0, kind, person_id, organisation_id, MemberStatus.ACTIVE, since, application_id, name)
        return replace(member, id=new_id(await self._tx.first(ADD, **MEMBER.values(member))))

    async def save(self, member: Member) -> None:
        """Overwrite what is kept of the member with this."""
        await self._tx.run(SAVE, member=member.id, **MEMBER.values(member))

    async def find(self, member_id: int) -> Member | None:
        """The member, or None."""
        return MEMBER.one(await self._tx.first(FIND, member=member_id))

    async def of_person(self, person_id: int) -> Member | None:
        """The person's own membership, or None."""
        return MEMBER.one(await self._tx.first(OF_PERSON, person_id=person_id))

    async def of_organisation(self, organisation_id: int) -> Member | None:
        """The organisation's membership, or None."""
        return MEMBER.one(await self._tx.first(OF_ORGANISATION, organisation=organisation_id))

    async def member_of(self, person_id: int) -> Member | None:
        """The membership of a person or of the organisation they represent; an active one first."""
        active = MemberStatus.ACTIVE.value
        return MEMBER.one(await self._tx.first(MEMBER_OF, person_id=person_id, active=active))

    async def members_of(self, person_id: int) -> Sequence[Member]:
        """Whom the person is, and the organisations they represent; active ones first."""
        active = MemberStatus.ACTIVE.value
        return MEMBER.all(await self._tx.all(MEMBERS_OF, person_id=person_id, active=active))

    async def page(self, offset: int, limit: int) -> Sequence[Member]:
        """A part of the register, the newest first."""
        return MEMBER.all(await self._tx.all(PAGE, skipped=offset, many=limit))

    async def count(self) -> int:
        """How many members the register knows, former ones included."""
        row = await self._tx.first(COUNT)
        return 0 if row is None else int(row["count"])

    async def organisation(self, organisation_id: int) -> Organisation | None:
        """The organisation, or None."""
        return ORGANISATION.one(await self._tx.first(FIND_ORGANISATION, organisation=organisation_id))

    async def organisation_by_inn(self, inn: str) -> Organisation | None:
        """The organisation with this ИНН, or None."""
        return ORGANISATION.one(await self._tx.first(BY_INN, number=inn))

    async def add_organisation(self, name: str, inn: str, ogrn: str, data: Mapping[str, Any]) -> Organisation:
        """Keep a new organisation."""
        organisation = Organisation(0, name, inn, ogrn, dict(data))
        row = await self._tx.first(ADD_ORGANISATION, **ORGANISATION.values(organisation))
        return replace(organisation, id=new_id(row))

    async def save_organisation(self, organisation: Organisation) -> None:
        """Overwrite what is kept of the organisation with this; its ИНН stays."""
        values = ORGANISATION.values(organisation)
        await self._tx.run(SAVE_ORGANISATION, organisation=organisation.id, **values)

    async def representatives(self, organisation_id: int) -> Sequence[Person]:
        """Who speaks for the organisation, longest first."""
        return PERSON.all(await self._tx.all(REPRESENTATIVES, organisation=organisation_id))

    async def add_representative(self, organisation_id: int, person_id: int, at: int) -> None:
        """Let the person speak for the organisation from `at` on; who does already goes on."""
        await self._tx.run(ADD_REPRESENTATIVE, organisation_id=organisation_id, person_id=person_id, since=at)

    async def remove_representative(self, organisation_id: int, person_id: int) -> None:
        """Let the person speak for the organisation no longer."""
        await self._tx.run(REMOVE_REPRESENTATIVE, organisation=organisation_id, person_id=person_id)

    async def add_invitation(self, token: str, organisation_id: int, invited_by: int, at: int) -> None:
        """Keep an invitation to represent the organisation."""
        await self._tx.run(
            ADD_INVITATION, token=token, organisation_id=organisation_id, invited_by=invited_by, made_at=at
        )

    async def invitation(self, token: str, made_after: int) -> Organisation | None:
        """The organisation to which an unused invitation leads that was made after `made_after`, or None."""
        return ORGANISATION.one(await self._tx.first(INVITATION, secret=token, made_after=made_after))

    async def use_invitation(self, token: str, person_id: int, at: int) -> None:
        """Note that an invitation was taken up: it works once."""
        await self._tx.run(USE_INVITATION, secret=token, person_id=person_id, at=at)
