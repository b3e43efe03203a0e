"""The register of members, the organisations, and who represents them."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import bindparam, case, delete, func, insert, or_, select, update
from sqlalchemy.dialects.postgresql import insert as insert_once

from domain.members.entities import Member, MemberStatus, Organisation
from domain.members.gateways import MembersGateway
from domain.parties import PartyKind
from domain.people import Person
from storage.contacts import COLUMNS, person_of
from storage.engine import Transaction
from storage.tables.members import invitations, members, organisations, representatives
from storage.tables.people import people

_member = members.c
_firm = organisations.c
_speaks = representatives.c
_invitation = invitations.c
_COLUMNS = ("kind", "person_id", "organisation_id", "status", "since", "application_id", "name")

ADD = insert(members).values({name: bindparam(name) for name in _COLUMNS}).returning(_member.id)
SAVE = (
    update(members)
    .where(_member.id == bindparam("member"))
    .values({name: bindparam(name) for name in ("status", "since", "application_id", "name")})
)
FIND = select(members).where(_member.id == bindparam("member"))
OF_PERSON = select(members).where(_member.person_id == bindparam("person_id"))
OF_ORGANISATION = select(members).where(_member.organisation_id == bindparam("organisation"))
MEMBERS_OF = (
    select(members)
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
PAGE = select(members).order_by(_member.id.desc()).limit(bindparam("many")).offset(bindparam("skipped"))
COUNT = select(func.count().label("count")).select_from(members)

ORGANISATION = select(organisations).where(_firm.id == bindparam("organisation"))
BY_INN = select(organisations).where(_firm.inn == bindparam("number"))
ADD_ORGANISATION = (
    insert(organisations)
    .values({name: bindparam(name) for name in ("name", "inn", "ogrn", "data")})
    .returning(_firm.id)
)
SAVE_ORGANISATION = (
    update(organisations)
    .where(_firm.id == bindparam("organisation"))
    .values({name: bindparam(name) for name in ("name", "ogrn", "data")})
)
REPRESENTATIVES = (
    select(*COLUMNS)
    .select_from(people.join(representatives, _speaks.person_id == people.c.id))
    .where(_speaks.organisation_id == bindparam("organisation"))
    .order_by(_speaks.since, _speaks.person_id)
)
ADD_REPRESENTATIVE = (
    insert_once(representatives)
    .values({name: bindparam(name) for name in ("organisation_id", "person_id", "since")})
    .on_conflict_do_nothing(index_elements=["organisation_id", "person_id"])
)
REMOVE_REPRESENTATIVE = delete(representatives).where(
    _speaks.organisation_id == bindparam("organisation"), _speaks.person_id == bindparam("person_id")
)
ADD_INVITATION = insert(invitations).values(
    {name: bindparam(name) for name in ("token", "organisation_id", "invited_by", "made_at")}
)
INVITATION = (
    select(organisations)
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


def _member_of(row: Any) -> Member:
    return Member(
        row["id"],
        PartyKind(row["kind"]),
        row["person_id"],
        row["organisation_id"],
        MemberStatus(row["status"]),
        row["since"],
        row["application_id"],
        row["name"],
    )


def _organisation(row: Any) -> Organisation:
    return Organisation(row["id"], row["name"], row["inn"], row["ogrn"], json.loads(row["data"]))


class MembersTable(MembersGateway):
    """The register of members."""

    def __init__(self, transaction: Transaction) -> None:
        self._tx = transaction

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
        row = await self._tx.first(
            ADD,
            kind=kind.value,
            person_id=person_id,
            organisation_id=organisation_id,
            status=MemberStatus.ACTIVE.value,
            since=since,
            application_id=application_id,
            name=name,
        )
        if row is None:
            raise LookupError("the member was not kept")
        return Member(
            row["id"], kind, person_id, organisation_id, MemberStatus.ACTIVE, since, application_id, name
        )

    async def save(self, member: Member) -> None:
        """Overwrite what is kept of the member with this."""
        await self._tx.run(
            SAVE,
            member=member.id,
            status=member.status.value,
            since=member.since,
            application_id=member.application_id,
            name=member.name,
        )

    async def find(self, member_id: int) -> Member | None:
        """The member, or None."""
        return self._one(await self._tx.first(FIND, member=member_id))

    async def of_person(self, person_id: int) -> Member | None:
        """The person's own membership, or None."""
        return self._one(await self._tx.first(OF_PERSON, person_id=person_id))

    async def of_organisation(self, organisation_id: int) -> Member | None:
        """The organisation's membership, or None."""
        return self._one(await self._tx.first(OF_ORGANISATION, organisation=organisation_id))

    async def member_of(self, person_id: int) -> Member | None:
        """The membership of a person or of the organisation they represent; an active one first."""
        active = MemberStatus.ACTIVE.value
        return self._one(await self._tx.first(MEMBER_OF, person_id=person_id, active=active))

    async def members_of(self, person_id: int) -> Sequence[Member]:
        """Whom the person is, and the organisations they represent; active ones first."""
        active = MemberStatus.ACTIVE.value
        return [_member_of(row) for row in await self._tx.all(MEMBERS_OF, person_id=person_id, active=active)]

    async def page(self, offset: int, limit: int) -> Sequence[Member]:
        """A part of the register, the newest first."""
        return [_member_of(row) for row in await self._tx.all(PAGE, skipped=offset, many=limit)]

    async def count(self) -> int:
        """How many members the register knows, former ones included."""
        row = await self._tx.first(COUNT)
        return 0 if row is None else int(row["count"])

    async def organisation(self, organisation_id: int) -> Organisation | None:
        """The organisation, or None."""
        row = await self._tx.first(ORGANISATION, organisation=organisation_id)
        return None if row is None else _organisation(row)

    async def organisation_by_inn(self, inn: str) -> Organisation | None:
        """The organisation with this ИНН, or None."""
        row = await self._tx.first(BY_INN, number=inn)
        return None if row is None else _organisation(row)

    async def add_organisation(self, name: str, inn: str, ogrn: str, data: Mapping[str, Any]) -> Organisation:
        """Keep a new organisation."""
        row = await self._tx.first(
            ADD_ORGANISATION, name=name, inn=inn, ogrn=ogrn, data=json.dumps(data, ensure_ascii=False)
        )
        if row is None:
            raise LookupError("the organisation was not kept")
        return Organisation(row["id"], name, inn, ogrn, dict(data))

    async def save_organisation(self, organisation: Organisation) -> None:
        """Overwrite what is kept of the organisation with this; its ИНН stays."""
        await self._tx.run(
            SAVE_ORGANISATION,
            organisation=organisation.id,
            name=organisation.name,
            ogrn=organisation.ogrn,
            data=json.dumps(organisation.data, ensure_ascii=False),
        )

    async def representatives(self, organisation_id: int) -> Sequence[Person]:
        """Who speaks for the organisation, longest first."""
        rows = await self._tx.all(REPRESENTATIVES, organisation=organisation_id)
        return [person_of(row) for row in rows]

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
        row = await self._tx.first(INVITATION, secret=token, made_after=made_after)
        return None if row is None else _organisation(row)

    async def use_invitation(self, token: str, person_id: int, at: int) -> None:
        """Note that an invitation was taken up: it works once."""
        await self._tx.run(USE_INVITATION, secret=token, person_id=person_id, at=at)

    @staticmethod
    def _one(row: Any | None) -> Member | None:
        return None if row is None else _member_of(row)
