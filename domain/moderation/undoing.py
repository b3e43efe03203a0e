"""Undo what moderators did."""

from __future__ import annotations

from dataclasses import replace

from domain.chats.entities import Chat
from domain.moderation.context import ModerationContext, in_force
from domain.moderation.entities import Author, GivenWarning, Sanction
from domain.moderation.events import (
    Acted,
    Events,
    SanctionUndone,
    WarningLifted,
)
from domain.people import Person
from domain.refusal import Refusal
from domain.use_case import use_case


@use_case
class Undoing:
    """Lifts warnings and undoes sanctions."""

    _context: ModerationContext

    async def unwarn(self, actor: Person, chat_id: int, author: Author) -> Events:
        """Lift a person's latest valid warning in a chat. Raises NotAllowed, Refusal."""
        context = self._context
        chat = await context.chat_at(chat_id)
        if chat is None:
            return ()
        await context.require(actor, chat)
        warning = in_force(await context.measures.warnings(chat.number, author.id), context.clock.now())
        if warning is None:
            raise Refusal(actor, "moderation-nothing-to-undo")
        return await self.lift(actor, warning.id)

    async def lift(self, actor: Person, warning_id: int) -> Events:
        """Lift a warning. Raises Refusal, NotAllowed."""
        context = self._context
        warning = await context.measures.warning(warning_id)
        chat = None if warning is None else await context.chats.find(warning.chat_number)
        if warning is None or chat is None:
            raise Refusal(actor, "moderation-nothing-to-undo")
        await context.require(actor, chat)
        if warning.lifted_at is not None:
            raise Refusal(actor, "moderation-nothing-to-undo")
        return await self.take_back_warning(actor, warning, chat)

    async def take_back_warning(self, actor: Person, warning: GivenWarning, chat: Chat) -> Events:
        """Lift a warning once the actor's permission is checked."""
        context, now = self._context, self._context.clock.now()
        warning = replace(warning, lifted_at=now, lifted_by=actor.id)
        await context.measures.save_warning(warning)
        await context.note(actor.id, "lifted", warning.subject_id, chat, warning=warning.id)
        person = await context.subject(warning.subject_id, chat)
        incident = await context.incidents.incident(warning.incident_id)
        cards = () if incident is None else (await context.card(incident, chat),)
        return (WarningLifted(warning, chat, person), Acted(actor, "lifted"), *cards)

    async def undo(self, actor: Person, sanction_id: int) -> Events:
        """Undo a sanction. Raises Refusal, NotAllowed."""
        context = self._context
        sanction = await context.measures.sanction(sanction_id)
        chat = None if sanction is None else await context.chats.find(sanction.chat_number)
        if sanction is None or chat is None:
            raise Refusal(actor, "moderation-nothing-to-undo")
        await context.require(actor, chat)
        if not sanction.holds:
            raise Refusal(actor, "moderation-nothing-to-undo")
        return await self.take_back_sanction(actor, sanction, chat)

    async def take_back_sanction(self, actor: Person, sanction: Sanction, chat: Chat) -> Events:
        """Undo a sanction once the actor's permission is checked."""
        context = self._context
        sanction = replace(sanction, undone_at=context.clock.now(), undone_by=actor.id)
        await context.measures.save_sanction(sanction)
        await context.note(actor.id, "undone", sanction.subject_id, chat, sanction=sanction.id)
        person = await context.subject(sanction.subject_id, chat)
        card = await context.card_of(sanction, chat)
        return (SanctionUndone(sanction, chat, person), Acted(actor, "undone"), card)
