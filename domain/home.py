"""Where a person stands: what the home screen shows, gathered from every noun that has a say in it."""

from __future__ import annotations

from dataclasses import dataclass

from domain.applications.entities import Card
from domain.applications.use_cases import Applications
from domain.association import Association
from domain.chats.entities import ChatKind
from domain.chats.use_cases import Chats
from domain.dues.billing import Billing
from domain.dues.entities import Account
from domain.forms.events import Unfinished
from domain.forms.use_cases import Forms
from domain.mailings import Mailings
from domain.members.entities import Membership
from domain.members.use_cases import Members
from domain.people import Person
from domain.roles import Role, Roles


@dataclass(frozen=True, slots=True)
class Home:
    """What holds for a person now. `application` is the latest one, unless a membership has come of it.

    `dues` are their own and those of organisations they speak for. `group_link` leads to the participants' group;
    empty where there is none.
    """

    topics: tuple[str, ...] = ()
    application: Card | None = None
    membership: Membership | None = None
    drafts: tuple[Unfinished, ...] = ()
    roles: frozenset[Role] = frozenset()
    group_link: str = ""
    dues: tuple[Account, ...] = ()


class HomeScreen:
    """Looking up where people stand."""

    def __init__(
        self,
        mailings: Mailings,
        applications: Applications,
        members: Members,
        forms: Forms,
        roles: Roles,
        chats: Chats,
        association: Association,
        dues: Billing,
    ) -> None:
        self._dues = dues
        self._chats = chats
        self._group_link = association.group_link
        self._roles = roles
        self._mailings = mailings
        self._forms = forms
        self._applications = applications
        self._members = members

    async def of(self, person: Person) -> Home:
        """Where the person stands now."""
        if not person.consented:
            return Home()
        return Home(
            await self._mailings.topics_of(person),
            await self._applications.standing(person),
            await self._members.membership_of(person),
            await self._forms.progress(person),
            await self._roles.of(person),
            self._group_link or await self._participants_link(),
            tuple(await self._dues.own(person)),
        )

    async def _participants_link(self) -> str:
        groups = await self._chats.of_kind(ChatKind.PARTICIPANTS)
        return next((group.link for group in groups if group.link), "")
