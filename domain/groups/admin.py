"""Open, rename, describe and close working groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from domain.association import Localized, WorkingGroup
from domain.forms.entities import WORKING_GROUPS, Option
from domain.forms.registry import offers
from domain.groups.directory import open_group
from domain.groups.events import GroupClosed, GroupShown, GroupsShown
from domain.groups.gateways import GroupsGateway, WebinarsLookup
from domain.groups.model import Group, GroupWebinar, Placed
from domain.groups.places import Groups
from domain.members.entities import MemberRef
from domain.members.gateways import MembershipLookup
from domain.people import ContactsGateway, Person
from domain.ports import AuditGateway, Clock
from domain.refusal import Gone, InvalidAnswer, Refusal
from domain.roles import Role, Roles
from domain.use_case import use_case

TITLE_LENGTH = 60
FIELD_LENGTH = 500


@use_case
class GroupAdmin:
    """Add, rename, describe, close and show working groups."""

    _gateway: GroupsGateway
    _members: MembershipLookup
    _groups: Groups
    _contacts: ContactsGateway
    _roles: Roles
    _audit: AuditGateway
    _clock: Clock
    _webinars: WebinarsLookup

    async def all(self) -> Sequence[Group]:
        """Return all groups in order, closed ones too."""
        return await self._gateway.all()

    async def open(self) -> Sequence[Group]:
        """Return the open groups in order."""
        return await self._gateway.open()

    @offers(WORKING_GROUPS)
    async def options(self) -> Sequence[Option]:
        """Return the groups that can be chosen in a form."""
        return [Option(group.id, group.titles) for group in await self._gateway.open()]

    async def seed(self, working_groups: Sequence[WorkingGroup]) -> None:
        """Add the configuration's groups if there are none yet."""
        if await self._gateway.all():
            return
        now = self._clock.now()
        for group in working_groups:
            await self._gateway.add(Group(group.id, group.title, {}, "", now))

    async def look(self, person: Person) -> GroupsShown:
        """Return all open groups, with what the person may see of them."""
        secretary = await self._roles.may(person, Role.SECRETARY)
        member = await self._members.member_of(person.id)
        return GroupsShown(
            tuple(await self._gateway.open()),
            await self._gateway.sizes(),
            member,
            tuple(await self._mine(member)),
            await self._roles.scopes(person, Role.GROUP_LEADER),
            secretary,
            len(await self._groups.unplaced(person)) if secretary else 0,
        )

    async def see(self, person: Person, group_id: str) -> GroupShown:
        """Return one open group, with what the person may see of it. Raises Gone."""
        group = await open_group(self._gateway, person, group_id)
        member = await self._members.member_of(person.id)
        here = next((one for one in await self._mine(member) if one.place.group_id == group_id), None)
        secretary = await self._roles.may(person, Role.SECRETARY)
        leads = group_id in await self._roles.scopes(person, Role.GROUP_LEADER)
        return GroupShown(
            group,
            (await self._gateway.sizes())[group_id],
            tuple(await self._roles.holders(Role.GROUP_LEADER, group_id)),
            member,
            here,
            here is not None and not here.place.settled,
            leads,
            secretary,
            await self._gateway.count_open(group_id) if leads or secretary else 0,
            await self._next_webinar(group_id) if here or leads or secretary else None,
        )

    async def _next_webinar(self, group_id: str) -> GroupWebinar | None:
        coming = await self._webinars.coming(self._clock.now())
        return next((one for one in coming if one.group_id == group_id), None)

    async def _mine(self, member: MemberRef | None) -> list[Placed]:
        if member is None:
            return []
        return [
            Placed(
                place,
                member,
                None if place.person_id is None else await self._contacts.find(place.person_id),
            )
            for place in await self._gateway.places_of(member.member_id)
        ]

    async def add(self, actor: Person, titles: Localized) -> Group:
        """Open a new group, for the secretary. Raises NotAllowed, InvalidAnswer."""
        await self._roles.require(actor, Role.SECRETARY)
        known = {group.id for group in await self._gateway.all()}
        number = len(known) + 1
        while f"group-{number}" in known:
            number += 1
        group = Group(f"group-{number}", _checked(actor, titles), {}, "", self._clock.now())
        await self._gateway.add(group)
        await self._note(actor, "group-added", group, {"titles": dict(group.titles)})
        return group

    async def rename(self, actor: Person, group_id: str, titles: Localized) -> Group:
        """Give a group another name, for the secretary. Raises NotAllowed, Gone, InvalidAnswer."""
        await self._roles.require(actor, Role.SECRETARY)
        return await self._change(actor, group_id, "group-renamed", titles=_checked(actor, titles))

    async def describe(self, actor: Person, group_id: str, field: Localized) -> Group:
        """Set what a group works on, for the secretary. Raises NotAllowed, Gone, InvalidAnswer."""
        await self._roles.require(actor, Role.SECRETARY)
        return await self._change(
            actor, group_id, "group-described", field=_checked(actor, field, describing=True)
        )

    async def link(self, actor: Person, group_id: str, address: str) -> Group:
        """Set the link to a group's chat, or remove it with an empty one; for the secretary and its leader.

        Raises NotAllowed, Gone, InvalidAnswer.
        """
        await self._roles.require(actor, Role.SECRETARY, leads=group_id)
        return await self._change(actor, group_id, "group-linked", chat_link=_chat_link(actor, address))

    async def _change(self, actor: Person, group_id: str, act: str, **changes: Any) -> Group:
        group = replace(await open_group(self._gateway, actor, group_id), **changes)
        await self._gateway.save(group)
        await self._note(actor, act, group, changes)
        return group

    async def close(self, actor: Person, group_id: str, into: str = "") -> GroupClosed:
        """Close a group; its members go into the group `into`, or are distributed by the balance rule.

        For the secretary. Raises NotAllowed, Gone, Refusal.
        """
        await self._roles.require(actor, Role.SECRETARY)
        group = await open_group(self._gateway, actor, group_id)
        if len(await self._gateway.open()) == 1:
            raise Refusal(actor, "groups-last")
        target = await open_group(self._gateway, actor, into) if into else None
        if target == group:
            raise Gone(actor, "groups-gone")
        await self._gateway.save(replace(group, closed_at=self._clock.now()))
        ended = await self._roles.end_scope(actor, Role.GROUP_LEADER, group_id)
        places = [place for place, _ in await self._gateway.roster(group_id)]
        moved = [await self._groups.rehouse(actor, place, target) for place in places]
        await self._note(actor, "group-closed", group, {"into": into, "members": len(places)})
        return GroupClosed(actor, group, tuple(moved), ended)

    async def _note(self, actor: Person, act: str, group: Group, changes: Mapping[str, Any]) -> None:
        await self._audit.record(self._clock.now(), actor.id, act, None, {"group": group.id, **changes})


def tidy(actor: Person, text: str, *, describing: bool) -> str:
    """Put a title, or a description, on one line. Raises InvalidAnswer if it is empty or too long."""
    text = " ".join(text.split())
    if not 0 < len(text) <= (FIELD_LENGTH if describing else TITLE_LENGTH):
        raise InvalidAnswer(actor, "groups-bad-field" if describing else "groups-bad-title")
    return text


def _checked(actor: Person, texts: Localized, *, describing: bool = False) -> Localized:
    texts = texts or {"": ""}  # which is refused
    return {language: tidy(actor, text, describing=describing) for language, text in texts.items()}


def _chat_link(actor: Person, address: str) -> str:
    address = address.strip()
    if not address:
        return ""
    if "://" not in address:
        address = "https://" + address.removeprefix("@t.me/")
    try:
        parts = urlsplit(address)
    except ValueError:
        raise InvalidAnswer(actor, "groups-bad-link") from None
    plain = parts.scheme == "https" and parts.netloc in ("t.me", "telegram.me")
    if not plain or len(parts.path) < 2 or len(address) > 200 or not address.isascii() or " " in address:
        raise InvalidAnswer(actor, "groups-bad-link")
    return address
