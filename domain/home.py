"""What the home screen shows of a person, gathered from all nouns."""

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
from domain.use_case import use_case


@dataclass(frozen=True, slots=True)
class Home:
    """A person's present status. `application` is the latest one.

    `dues` are their own and those of the organisations they represent. `group_link` leads to the participants' group,
    empty if there is none.
    """

    topics: tuple[str, ...] = ()
    application: Card | None = None
    membership: Membership | None = None
    drafts: tuple[Unfinished, ...] = ()
    roles: frozenset[Role] = frozenset()
    group_link: str = ""
    dues: tuple[Account, ...] = ()


@use_case
class HomeScreen:
    """Look up the present status of people."""

    _mailings: Mailings
    _applications: Applications
    _members: Members
    _forms: Forms
    _roles: Roles
    _chats: Chats
    _association: Association
    _dues: Billing

    async def of(self, person: Person) -> Home:
        """Return the person's present status; nothing is known before they consent."""
        if not person.consented:
            return Home()
        return Home(
            await self._mailings.topics_of(person),
            await self._applications.standing(person),
            await self._members.membership_of(person),
            await self._forms.progress(person),
            await self._roles.of(person),
            self._association.group_link or await self._participants_link(),
            tuple(await self._dues.own(person)),
        )

    async def _participants_link(self) -> str:
        groups = await self._chats.of_kind(ChatKind.PARTICIPANTS)
        return next((group.link for group in groups if group.link), "")
