"""Taking back what moderators did."""

from __future__ import annotations

from dataclasses import replace

from domain.chats.entities import Chat
from domain.moderation.desk import ModerationDesk, in_force
from domain.moderation.entities import Author, GivenWarning, Sanction
from domain.moderation.events import (
    Acted,
    Events,
    NothingToUndo,
    SanctionUndone,
    WarningLifted,
)
from domain.people import Person


class Undoing:
    """Lifting warnings and taking sanctions back."""

    def __init__(self, desk: ModerationDesk) -> None:
        self._desk = desk

    async def unwarn(self, actor: Person, chat_id: int, author: Author) -> Events:
        """Lift somebody's latest valid warning in a chat. Raises NotAllowed, NothingToUndo."""
        desk = self._desk
        chat = await desk.chat_at(chat_id)
        if chat is None:
            return ()
        await desk.require(actor, chat)
        warning = in_force(await desk.measures.warnings(chat.number, author.id), desk.clock.now())
        if warning is None:
            raise NothingToUndo(actor)
        return await self.lift(actor, warning.id)

    async def lift(self, actor: Person, warning_id: int) -> Events:
        """Let a warning count no more. Raises NotAllowed, NothingToUndo."""
        desk = self._desk
        warning = await desk.measures.warning(warning_id)
        chat = None if warning is None else await desk.chats.find(warning.chat_number)
        if warning is None or chat is None:
            raise NothingToUndo(actor)
        await desk.require(actor, chat)
        if warning.lifted_at is not None:
            raise NothingToUndo(actor)
        return await self.take_back_warning(actor, warning, chat)

    async def take_back_warning(self, actor: Person, warning: GivenWarning, chat: Chat) -> Events:
        """The same where who decides has been checked."""
        desk, now = self._desk, self._desk.clock.now()
        warning = replace(warning, lifted_at=now, lifted_by=actor.id)
        await desk.measures.save_warning(warning)
        await desk.note(actor.id, "lifted", warning.subject_id, chat, warning=warning.id)
        person = await desk.subject(warning.subject_id, chat)
        incident = await desk.incidents.incident(warning.incident_id)
        cards = () if incident is None else (await desk.card(incident, chat),)
        return (WarningLifted(warning, chat, person), Acted(actor, "lifted"), *cards)

    async def undo(self, actor: Person, sanction_id: int) -> Events:
        """Take a sanction back. Raises NotAllowed, NothingToUndo."""
        desk = self._desk
        sanction = await desk.measures.sanction(sanction_id)
        chat = None if sanction is None else await desk.chats.find(sanction.chat_number)
        if sanction is None or chat is None:
            raise NothingToUndo(actor)
        await desk.require(actor, chat)
        if not sanction.holds:
            raise NothingToUndo(actor)
        return await self.take_back_sanction(actor, sanction, chat)

    async def take_back_sanction(self, actor: Person, sanction: Sanction, chat: Chat) -> Events:
        """The same where who decides has been checked."""
        desk = self._desk
        sanction = replace(sanction, undone_at=desk.clock.now(), undone_by=actor.id)
        await desk.measures.save_sanction(sanction)
        await desk.note(actor.id, "undone", sanction.subject_id, chat, sanction=sanction.id)
        person = await desk.subject(sanction.subject_id, chat)
        card = await desk.card_of(sanction, chat)
        return (SanctionUndone(sanction, chat, person), Acted(actor, "undone"), card)
