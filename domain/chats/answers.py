"""Where the bot answers a command in a group: whoever floods it is answered once."""

from __future__ import annotations

from enum import Enum, auto
from typing import Protocol

from domain.people import ContactsGateway, Person
from domain.ports import Clock
from domain.time import MINUTE
from domain.use_case import use_case

CALM = 10 * MINUTE
MOST = 2  # answers in a chat within that time


class Place(Enum):
    """Where a command in a group is answered."""

    PRIVATE = auto()
    GROUP = auto()
    NOWHERE = auto()


@use_case
class GroupAnswers:
    """Answers to commands that anybody can write in a group."""

    _gateway: GroupAnswersGateway
    _contacts: ContactsGateway
    _clock: Clock

    async def place(self, person: Person, chat_id: int) -> Place:
        """Return where to answer the person's command in the chat: in private, if that reaches them."""
        known = await self._contacts.find(person.id)
        if known is not None and known.reachable:
            return Place.PRIVATE
        return Place.GROUP if await self.allow(person, chat_id) else Place.NOWHERE

    async def allow(self, person: Person, chat_id: int) -> bool:
        """Note a command that everybody would see answered, and return whether it may be answered.

        It may if the person has written none there for ten minutes, and the chat got fewer than two answers in that time.
        """
        now = self._clock.now()
        asked, answers = await self._gateway.since(chat_id, person.id, now - CALM)
        allowed = not asked and answers < MOST
        await self._gateway.note(chat_id, person.id, now, answered=allowed)
        return allowed


class GroupAnswersGateway(Protocol):
    """Who wrote commands in which group, by Telegram's ids. Moments in microseconds UTC."""

    async def since(self, chat_id: int, person_id: int, at: int) -> tuple[bool, int]:
        """Return whether the person wrote a command after `at`, and the number of answers in the chat since then."""
        ...

    async def note(self, chat_id: int, person_id: int, at: int, *, answered: bool) -> None: ...
