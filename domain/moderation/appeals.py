"""Appeals against warnings and sanctions, decided by another moderator."""

from __future__ import annotations

from dataclasses import replace

from domain.chats.entities import Chat
from domain.moderation.context import ModerationContext
from domain.moderation.entities import Appeal, GivenWarning, Sanction
from domain.moderation.events import (
    AppealDecided,
    AppealMade,
    Events,
)
from domain.moderation.undoing import Undoing
from domain.people import Person
from domain.refusal import InvalidAnswer, Refusal
from domain.roles import Role
from domain.use_case import use_case

LONGEST_APPEAL = 1000  # characters


@use_case
class Appeals:
    """Appeals against moderators' decisions."""

    _context: ModerationContext
    _undoing: Undoing

    async def check(self, person: Person, kind: str, number: int) -> None:
        """Raise Refusal unless the person can appeal against warning («w») or sanction («s») `number`."""
        await self._against(person, kind, number)

    async def appeal(self, person: Person, kind: str, number: int, words: str) -> Events:
        """Put an appeal to the moderators. Raises Refusal, InvalidAnswer."""
        if len(words) > LONGEST_APPEAL:
            raise InvalidAnswer(person, "moderation-appeal-long", length=len(words), longest=LONGEST_APPEAL)
        context = self._context
        warning, sanction, chat = await self._against(person, kind, number)
        await context.measures.add_appeal(
            Appeal(
                0,
                None if warning is None else warning.id,
                None if sanction is None else sanction.id,
                person.id,
                words,
                context.clock.now(),
            )
        )
        await context.note(person.id, "appealed", person.id, chat)
        return (AppealMade(person), *await self._cards(warning, sanction, chat))

    async def decide(self, actor: Person, appeal_id: int, *, upheld: bool) -> Events:
        """Uphold an appeal, which undoes the act, or decline it.

        Raises Refusal, NotAllowed; Refusal also for the moderator who acted.
        """
        context = self._context
        appeal = await self._context.measures.appeal(appeal_id)
        if appeal is None:
            raise Refusal(actor, "moderation-nothing-to-undo")
        warning = (
            None if appeal.warning_id is None else await self._context.measures.warning(appeal.warning_id)
        )
        sanction = (
            None if appeal.sanction_id is None else await self._context.measures.sanction(appeal.sanction_id)
        )
        act = warning or sanction
        chat = None if act is None else await context.chats.find(act.chat_number)
        if act is None or chat is None:
            raise Refusal(actor, "moderation-nothing-to-undo")
        await context.require(actor, chat, Role.ADMINISTRATOR)
        if actor.id == act.moderator_id:
            raise Refusal(actor, "moderation-own-decision")
        if appeal.decided_at is not None:
            return await self._cards(warning, sanction, chat)
        appeal = replace(appeal, decided_at=context.clock.now(), decided_by=actor.id, upheld=upheld)
        await self._context.measures.save_appeal(appeal)
        await context.note(actor.id, "appeal-upheld" if upheld else "appeal-declined", appeal.person_id, chat)
        person = await context.subject(appeal.person_id, chat)
        told = () if person is None else (AppealDecided(appeal, chat, person),)
        if upheld and warning is not None and warning.lifted_at is None:
            return (*told, *await self._undoing.take_back_warning(actor, warning, chat))
        if upheld and sanction is not None and sanction.holds:
            return (*told, *await self._undoing.take_back_sanction(actor, sanction, chat))
        return (*told, *await self._cards(warning, sanction, chat))

    async def _against(
        self, person: Person, kind: str, number: int
    ) -> tuple[GivenWarning | None, Sanction | None, Chat]:
        now = self._context.clock.now()
        warning = await self._context.measures.warning(number) if kind == "w" else None
        sanction = await self._context.measures.sanction(number) if kind == "s" else None
        act = warning or sanction
        valid = (warning is not None and warning.lifted_at is None and now <= warning.expires_at) or (
            sanction is not None and sanction.holds
        )
        chat = None if act is None else await self._context.chats.find(act.chat_number)
        if act is None or chat is None or not valid or act.subject_id != person.id:
            raise Refusal(person, "moderation-nothing-to-appeal")
        before = await self._context.measures.appeal_about(
            warning_id=None if warning is None else warning.id,
            sanction_id=None if sanction is None else sanction.id,
        )
        if before is not None:
            raise Refusal(person, "moderation-nothing-to-appeal")
        return warning, sanction, chat

    async def _cards(self, warning: GivenWarning | None, sanction: Sanction | None, chat: Chat) -> Events:
        context = self._context
        if sanction is not None:
            return (await context.card_of(sanction, chat),)
        incident = None if warning is None else await context.incidents.incident(warning.incident_id)
        return () if incident is None else (await context.card(incident, chat),)
