"""Losing a working group's chat with one's place in the group, and coming back."""

from __future__ import annotations

from collections.abc import Sequence

from domain.chats.gateways import ChatsGateway
from domain.due import due
from domain.entry.entities import EntryTerms, Standing, link_of
from domain.entry.events import Parted, WayBack
from domain.entry.gateways import PartingGateway
from domain.groups.gateways import GroupsGateway
from domain.members.entities import Member, MemberStatus
from domain.members.gateways import MembersGateway
from domain.ports import AuditGateway, Clock
from domain.use_case import use_case


def standing_of(member: Member | None) -> Standing:
    """The standing of a person outside a group, by their membership."""
    match None if member is None else member.status:
        case MemberStatus.ACTIVE:
            return Standing.ELSEWHERE
        case MemberStatus.LAPSED:
            return Standing.LAPSED
        case _:
            return Standing.STRANGER


@use_case
class Parting:
    """Who loses and regains working groups' chats, found by the clock."""

    _gateway: PartingGateway
    _chats: ChatsGateway
    _groups: GroupsGateway
    _members: MembersGateway
    _audit: AuditGateway
    _clock: Clock
    _terms: EntryTerms

    @due(first=True)
    async def part_due(self, many: int = 50) -> Sequence[Parted]:
        """Return those who must leave a chat; each once."""
        await self._gateway.note_belonging()
        events = []
        for person, chat in await self._gateway.to_part(many):
            now = self._clock.now()
            await self._gateway.parted(chat.number, person.id, now)
            standing = standing_of(await self._members.member_of(person.id))
            data = {"chat": chat.number, "standing": standing}
            await self._audit.record(now, None, "chat-parted", person.id, data)
            group = await self._groups.find(chat.scope)
            events.append(Parted(person, chat, group, standing, now))
        return events

    @due()
    async def return_due(self, many: int = 50) -> Sequence[WayBack]:
        """Return those who may come back to a chat that they lost; each once."""
        events = []
        for person, chat in await self._gateway.returning(many):
            await self._gateway.returned(chat.number, person.id)
            if await self._chats.inside(chat.number, person.id) is None:
                group = await self._groups.find(chat.scope)
                events.append(WayBack(person, chat, group, link_of(chat, self._terms)))
        return events
