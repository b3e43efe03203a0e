"""What Telegram refused to deliver or to do: who hears of it instead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from domain.chats.entities import Chat
from domain.chats.gateways import ChatsGateway
from domain.events import Event
from domain.people import ContactsGateway, Person
from domain.ports import Clock
from domain.roles import Role, Roles
from domain.time import DAY
from domain.use_case import use_case


@dataclass(frozen=True, slots=True)
class RefusedCall:
    """A call that Telegram refused: the outbox's `row`, what the call was, the name of its message, Telegram's `error`."""

    row: int
    chat_id: int
    method: str
    params: Mapping[str, Any]
    key: str
    error: str


@dataclass(frozen=True, slots=True)
class Undelivered(Event):
    """Somebody waits in vain for what a call was to bring or to do.

    `whose` is the person or the chat, as far as they are known. `open`: those who hear of it may read what it said.
    `final`: nobody else could hear of it. Of what has the same `number` each hears once.
    """

    call: RefusedCall
    whose: Person | Chat | None
    hearers: tuple[Person, ...]
    open: bool
    final: bool
    number: int


@dataclass(frozen=True, slots=True)
class CardElsewhere(Event):
    """A chat of moderators refused a card on the day of `day` (days since 1970): it goes to these people in private."""

    call: RefusedCall
    people: tuple[Person, ...]
    chat: Chat | None
    administrators: tuple[Person, ...]
    day: int


@use_case
class Deliveries:
    """Find who hears of what was refused."""

    _roles: Roles
    _contacts: ContactsGateway
    _chats: ChatsGateway
    _clock: Clock

    async def refused(self, call: RefusedCall, role: Role) -> Undelivered | None:
        """Tell those who hold the role, or else the administrators, who don't read what it said."""
        return await self._undelivered(call, role, call.row)

    async def card_refused(self, call: RefusedCall) -> CardElsewhere | Undelivered | None:
        """Put a card for moderators before each of them, where their chat refuses it; else before the administrators.

        Where a moderator gets cards in private, the others have the same card.
        """
        moderators = await self._others(Role.MODERATOR, call)
        administrators = await self._others(Role.ADMINISTRATOR, call)
        day = self._clock.now() // DAY
        if call.chat_id < 0:
            chat = await self._chats.by_id(call.chat_id)
            return CardElsewhere(call, moderators or administrators, chat, administrators, day)
        if Role.MODERATOR not in await self._roles.of(Person(call.chat_id, "", 0)):
            return await self._undelivered(call, Role.ADMINISTRATOR, day)
        return None if moderators else CardElsewhere(call, administrators, None, (), day)

    async def _undelivered(self, call: RefusedCall, role: Role, number: int) -> Undelivered | None:
        hearers = await self._others(role, call)
        entitled = bool(hearers)
        if not hearers:
            hearers = await self._others(Role.ADMINISTRATOR, call)
        if not hearers:
            return None
        whose = await self._whose(call.chat_id)
        final = role is Role.ADMINISTRATOR or not entitled
        return Undelivered(call, whose, hearers, entitled and whose is not None, final, number)

    async def _others(self, role: Role, call: RefusedCall) -> tuple[Person, ...]:
        """Return those who hold the role and can be reached, without the one whom the call didn't reach."""
        holders = await self._roles.holders(role)
        return tuple(person for person in holders if person.reachable and person.id != call.chat_id)

    async def _whose(self, chat_id: int) -> Person | Chat | None:
        return await (self._contacts.find(chat_id) if chat_id > 0 else self._chats.by_id(chat_id))
