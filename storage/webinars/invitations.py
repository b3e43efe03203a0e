"""Who may come to a webinar, and who of them was told."""

from collections.abc import Collection, Sequence

from sqlalchemy import (
    BigInteger,
    Insert,
    Subquery,
    bindparam,
    exists,
    literal_column,
    select,
    union_all,
    update,
)
from sqlalchemy.dialects.postgresql import insert as insert_once

from domain.groups.gateways import AudienceLookup
from domain.mailings import purpose
from domain.members.entities import MemberStatus
from domain.people import Person
from domain.webinars.entities import Audience, Standing, Webinar
from domain.webinars.gateways import InvitationsGateway
from storage.contacts import PERSON
from storage.gateway import Gateway
from storage.memberships import people_of_group
from storage.tables.base import written
from storage.tables.members import members, representatives
from storage.tables.people import consents, people
from storage.tables.webinars import is_untold, webinar_guests, webinars
from storage.webinars.plans import WEBINAR, published

_guest = webinar_guests.c
_member = members.c
_speaks = representatives.c
_active = _member.status == literal_column(f"'{MemberStatus.ACTIVE}'")
_speaking = members.join(representatives, _speaks.organisation_id == _member.organisation_id)

_members = select(_member.person_id).where(_active, _member.person_id.is_not(None))
_representatives = select(_speaks.person_id).select_from(_speaking).where(_active)
_subscribers = select(consents.c.person_id).where(
    consents.c.purpose == bindparam("purpose"), consents.c.withdrawn_at.is_(None)
)
OF_GROUP = union_all(*people_of_group(bindparam("group"))).subquery("of_group")


def _invite(audience: Subquery) -> Insert:
    everybody = select(bindparam("webinar", type_=BigInteger), people.c.id, written(Standing.INVITED)).where(
        people.c.id.in_(select(audience.c.person_id)), people.c.reachable == written(1)
    )
    return (
        insert_once(webinar_guests)
        .from_select(["webinar_id", "person_id", "standing"], everybody)
        .on_conflict_do_nothing(index_elements=["webinar_id", "person_id"])
    )


INVITE = {
    Audience.GROUP: _invite(OF_GROUP),
    Audience.MEMBERS: _invite(union_all(_members, _representatives).subquery("members_all")),
    Audience.SUPPORTERS: _invite(
        union_all(_members, _representatives, _subscribers).subquery("supporters_too")
    ),
}
BELONGS = select(OF_GROUP.c.person_id).where(OF_GROUP.c.person_id == bindparam("person"))
# Two statements: put into one order by one, all who wait would be sorted for every hundred of them.
TO_TELL_OF = (
    WEBINAR.select()
    .where(published, exists().where(_guest.webinar_id == webinars.c.id, is_untold))
    .order_by(webinars.c.id)
)
UNTOLD = (
    PERSON.select()
    .select_from(webinar_guests.join(people, people.c.id == _guest.person_id))
    .where(_guest.webinar_id == bindparam("webinar"), is_untold)
    .order_by(_guest.person_id)
    .limit(bindparam("many"))
)
TOLD = (
    update(webinar_guests)
    .where(_guest.webinar_id == bindparam("webinar"), _guest.person_id == bindparam("person"))
    .values(told=written(1))
)


class InvitationsTable(Gateway, InvitationsGateway, AudienceLookup):
    """Those who may come to a webinar, and who of them was told."""

    async def belongs(self, person_id: int, group_id: str) -> bool:
        """Whether the person has a settled place in the group, or speaks there for an organisation.

        For an organisation speaks the one it named for the group, or any of its representatives where it named nobody.
        """
        return await self._tx.first(BELONGS, person=person_id, group=group_id) is not None

    async def invite(self, webinar: Webinar, topic: str) -> int:
        """Invite everybody in the webinar's audience who can be reached and has no standing yet; returns how many.

        The clock is woken: they are told at once.
        """
        self._tx.touch("due")
        return await self._tx.run(
            INVITE[webinar.audience], webinar=webinar.id, group=webinar.group_id, purpose=purpose(topic)
        )

    async def untold(self, many: int) -> Sequence[tuple[Webinar, Person]]:
        """The next who are INVITED to published webinars and were not told yet, `many` at most."""
        found: list[tuple[Webinar, Person]] = []
        for webinar in WEBINAR.all(await self._tx.all(TO_TELL_OF)):
            rows = await self._tx.all(UNTOLD, webinar=webinar.id, many=many - len(found))
            found += [(webinar, person) for person in PERSON.all(rows)]
            if len(found) >= many:
                break
        return found

    async def told(self, webinar_id: int, person_ids: Collection[int]) -> None:
        """Note that these were told of the webinar."""
        await self._tx.run_many(TOLD, [{"webinar": webinar_id, "person": one} for one in person_ids])
