"""Members of the association as the working groups know them."""

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, case, literal_column, or_, select

from domain.groups.model import PlaceStatus
from domain.members.entities import MemberRef
from domain.members.gateways import MembershipLookup
from domain.people import Person
from storage.contacts import PERSON
from storage.engine import AmongIds
from storage.gateway import Gateway
from storage.mapping import Mapper
from storage.tables.base import written
from storage.tables.groups import group_members
from storage.tables.members import members, representatives
from storage.tables.people import people

_member = members.c
_speaks = representatives.c
_active = _member.status == literal_column("'active'")
REF = Mapper(MemberRef, members, member_id="id")
_own = _member.person_id == bindparam("person")

MEMBER_OF = (
    REF.select()
    .where(
        _active,
        or_(
            _own,
            _member.organisation_id.in_(
                select(_speaks.organisation_id).where(_speaks.person_id == bindparam("person"))
            ),
        ),
    )
    .order_by(case((_own, 0), else_=1), _member.id)
    .limit(1)
)
NAMES = REF.select().where(_active, AmongIds(_member.id, bindparam("ids")))
ACTIVE = REF.select().where(_active).order_by(_member.id)
REPRESENTATIVES = (
    PERSON.select()
    .select_from(
        members.outerjoin(representatives, _speaks.organisation_id == _member.organisation_id).join(
            people, or_(people.c.id == _member.person_id, people.c.id == _speaks.person_id)
        )
    )
    .where(_member.id == bindparam("member"))
    .order_by(_speaks.since, people.c.id)
)


def people_of_group(group: ColumnElement[str]) -> tuple[Select[Any], Select[Any]]:
    """Who belongs to a group, each statement naming some: people in their own settled places and those whom an
    organisation named for the group; and all representatives of organisations that named nobody.
    """
    place = group_members.c
    settled = (_active, place.group_id == group, place.status == written(PlaceStatus.CONFIRMED))
    placed = group_members.join(members, _member.id == place.member_id)
    own_or_named = select(place.person_id).select_from(placed).where(*settled, place.person_id.is_not(None))
    speaking = placed.join(representatives, _speaks.organisation_id == _member.organisation_id)
    nobody_named = select(_speaks.person_id).select_from(speaking).where(*settled, place.person_id.is_(None))
    return own_or_named, nobody_named


class MembershipsTable(Gateway, MembershipLookup):
    """Active memberships."""

    async def member_of(self, person_id: int) -> MemberRef | None:
        """The member that a person is, or else speaks for as an organisation's representative."""
        return REF.one(await self._tx.first(MEMBER_OF, person=person_id))

    async def names(self, member_ids: Collection[int]) -> Mapping[int, MemberRef]:
        """The members among these ids."""
        rows = await self._tx.all(NAMES, ids=json.dumps(list(member_ids)))
        return {ref.member_id: ref for ref in REF.all(rows)}

    async def active(self) -> Sequence[MemberRef]:
        """All members, longest first."""
        return REF.all(await self._tx.all(ACTIVE))

    async def representatives(self, member_id: int) -> Sequence[Person]:
        """Who speaks for a member: the person themself, or an organisation's representatives, longest first."""
        return PERSON.all(await self._tx.all(REPRESENTATIVES, member=member_id))
