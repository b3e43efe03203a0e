"""Warn, remove, mute and block under the one-warning rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from domain.chats.entities import Chat
from domain.moderation.context import ModerationContext, about
from domain.moderation.entities import (
    TIMED,
    Author,
    AuthorKind,
    GivenWarning,
    Incident,
    ModerationAct,
    Sanction,
    Stage,
    Written,
)
from domain.moderation.events import (
    Acted,
    ConfirmationNeeded,
    Events,
    MessagesTakenAway,
    SanctionImposed,
    WarningIssued,
)
from domain.moderation.gateways import WishesGateway
from domain.moderation.policy import MINUTE, NEVER, RejectionReason, Verdict, decide, prior
from domain.people import Person
from domain.refusal import Refusal
from domain.use_case import use_case

CONFIRMED_WITHIN = 10 * MINUTE  # an anonymous administrator's command
LOGGED = {
    ModerationAct.REMOVE: "removed",
    ModerationAct.MUTE: "muted",
    ModerationAct.BLOCK: "blocked",
    ModerationAct.SPAM: "spam-blocked",
}


@use_case
class Moderation:
    """What moderators do about a message."""

    _context: ModerationContext
    _wishes: WishesGateway

    # By command, in the chat

    async def act(
        self,
        actor: Person,
        act: ModerationAct,
        written: Written,
        *,
        rule: int = 0,
        words: str = "",
        lasting: int = 0,
    ) -> Events:
        """Act on a message that a command replies to; `lasting` is the duration in microseconds.

        Does nothing in a chat that is not connected. Raises NotAllowed.
        """
        context = self._context
        chat = await context.chat_at(written.chat_id)
        if chat is None:
            return ()
        await context.require(actor, chat)
        return await self._about(actor, act, chat, written, rule, words, lasting)

    async def ask_who(
        self, act: ModerationAct, written: Written, *, rule: int = 0, words: str = "", lasting: int = 0
    ) -> ConfirmationNeeded | None:
        """Save an anonymous administrator's command until a button says who it is."""
        context = self._context
        chat = await context.chat_at(written.chat_id)
        if chat is None:
            return None
        wish = {"act": act, "written": asdict(written), "rule": rule, "words": words, "lasting": lasting}
        now = context.clock.now()
        return ConfirmationNeeded(chat, await self._wishes.put_off(chat.number, wish, now), now)

    async def confirm(self, actor: Person, pending: int) -> Events:
        """Carry out an anonymous administrator's command, as `actor`. Raises Refusal, NotAllowed."""
        context = self._context
        found = await self._wishes.wish(pending, context.clock.now() - CONFIRMED_WITHIN)
        chat = None if found is None else await context.chats.find(found[0])
        if found is None or chat is None:
            raise Refusal(actor, "moderation-nothing-to-undo")
        await context.require(actor, chat)
        await self._wishes.fulfil(pending)
        wish = found[1]
        written = _written(wish["written"], chat.id)
        return await self._about(
            actor, ModerationAct(wish["act"]), chat, written, wish["rule"], wish["words"], wish["lasting"]
        )

    async def _about(
        self,
        actor: Person,
        act: ModerationAct,
        chat: Chat,
        written: Written,
        rule: int,
        words: str,
        lasting: int,
    ) -> Events:
        context = self._context
        if (why := NEVER.get(written.author.kind)) is not None:
            return (await context.rejected(actor, chat, why),)
        if await context.protected(written.author.id, chat):
            return (await context.rejected(actor, chat, RejectionReason.PROTECTED),)
        incident = await context.incident_of(chat, written)
        return await self._decide(actor, act, chat, incident, rule, words, lasting)

    # By a button on a card

    async def act_on(
        self, actor: Person, incident_id: int, act: ModerationAct, *, rule: int = 0, lasting: int = 0
    ) -> Events:
        """Act on a message by its card. Raises Refusal, NotAllowed."""
        context = self._context
        incident, chat = await context.found(actor, incident_id)
        await context.require(actor, chat)
        return await self._decide(actor, act, chat, incident, rule, "", lasting)

    async def dismiss(self, actor: Person, incident_id: int) -> Events:
        """Dismiss a message, or a breach. Raises Refusal, NotAllowed."""
        context = self._context
        incident, chat = await context.found(actor, incident_id)
        await context.require(actor, chat)
        if incident.stage not in (Stage.REPORTED, Stage.BREACH, Stage.HELD):
            return (await context.card(incident, chat),)
        incident = replace(incident, stage=Stage.DISMISSED)
        await context.incidents.save_incident(incident)
        await context.note(actor.id, "dismissed", incident.subject_id, chat, incident=incident.id)
        return (await context.card(incident, chat),)

    async def card(self, actor: Person, incident_id: int) -> Events:
        """Return the card of a message. Raises Refusal, NotAllowed."""
        incident, chat = await self._context.found(actor, incident_id)
        await self._context.require(actor, chat)
        return (await self._context.card(incident, chat),)

    # Outcomes

    async def _decide(
        self,
        actor: Person,
        act: ModerationAct,
        chat: Chat,
        incident: Incident,
        rule: int,
        words: str,
        lasting: int,
    ) -> Events:
        context, now = self._context, self._context.clock.now()
        case = await context.case(chat, about(incident), incident.written_at, incident.stage)
        if act in TIMED and lasting <= 0:
            raise ValueError("a mute and a block last for a time")
        match decide(act, case, now, context.terms.newcomer):
            case RejectionReason.OLDER:
                joined = await self._under(actor, chat, incident, case.warnings, Stage.JOINED)
                card = await context.card(joined, chat)
                return (await context.rejected(actor, chat, RejectionReason.OLDER), card)
            case RejectionReason() as why:
                return (await context.rejected(actor, chat, why),)
            case Verdict.WARNED:
                return await self._warn(actor, chat, incident, rule, words)
            case Verdict.JOINED:
                joined = await self._under(actor, chat, incident, case.warnings, Stage.JOINED)
                return (
                    *self._take_away(chat, joined),
                    Acted(actor, "joined"),
                    await context.card(joined, chat),
                )
            case Verdict.BREACH:
                breach = await self._under(actor, chat, incident, case.warnings, Stage.BREACH)
                return (
                    *self._take_away(chat, breach),
                    Acted(actor, "breach"),
                    await context.card(breach, chat),
                )
            case Verdict.DONE:
                return await self._impose(actor, act, chat, incident, lasting)

    async def _warn(self, actor: Person, chat: Chat, incident: Incident, rule: int, words: str) -> Events:
        context, now = self._context, self._context.clock.now()
        known = context.rule(rule)
        warning = await context.measures.add_warning(
            GivenWarning(
                0,
                incident.id,
                chat.number,
                incident.subject_id,
                actor.id,
                rule if known is not None else 0,
                words,
                now,
                context.warning_until(now),
            )
        )
        incident = replace(incident, stage=Stage.WARNED, warning_id=warning.id)
        await context.incidents.save_incident(incident)
        await context.note(
            actor.id, "warned", incident.subject_id, chat, warning=warning.id, rule=warning.rule
        )
        person = await context.subject(incident.subject_id, chat)
        if person is not None:
            await self._remember(person, "warned", {"chat": chat.number, "rule": warning.rule})
        return (
            *self._take_away(chat, incident),
            WarningIssued(warning, chat, incident, person, known, context.terms.notice),
            Acted(actor, "warned"),
            await context.card(incident, chat),
        )

    def _take_away(self, chat: Chat, incident: Incident) -> tuple[MessagesTakenAway, ...]:
        return (MessagesTakenAway(chat, incident),) if self._context.terms.delete else ()

    async def _under(
        self, actor: Person, chat: Chat, incident: Incident, warnings: tuple[GivenWarning, ...], stage: Stage
    ) -> Incident:
        """Add a message to the evidence of the warning that covers it."""
        if incident.stage in (Stage.WARNED, stage):
            return incident
        warning = prior(warnings, incident.written_at)
        incident = replace(incident, stage=stage, warning_id=None if warning is None else warning.id)
        await self._context.incidents.save_incident(incident)
        await self._context.note(actor.id, stage.value, incident.subject_id, chat, incident=incident.id)
        return incident

    async def _impose(
        self, actor: Person, act: ModerationAct, chat: Chat, incident: Incident, lasting: int
    ) -> Events:
        context, now = self._context, self._context.clock.now()
        warning = prior(
            await context.measures.warnings(chat.number, incident.subject_id), incident.written_at
        )
        sanction = await context.measures.add_sanction(
            Sanction(
                0,
                incident.id,
                chat.number,
                incident.subject_id,
                incident.name,
                actor.id,
                act,
                now,
                now + lasting if act in TIMED else None,
            )
        )
        incident = replace(
            incident, stage=Stage.SETTLED, warning_id=warning.id if warning else incident.warning_id
        )
        await context.incidents.save_incident(incident)
        await context.note(
            actor.id, LOGGED[act], incident.subject_id, chat, sanction=sanction.id, until=sanction.until
        )
        person = await context.subject(incident.subject_id, chat)
        if person is not None:
            await self._remember(person, LOGGED[act], {"chat": chat.number, "until": sanction.until})
        return (
            SanctionImposed(sanction, chat, person),
            *self._take_away(chat, incident),
            Acted(actor, LOGGED[act]),
            await context.card(incident, chat),
        )

    async def _remember(self, person: Person, kind: str, data: Mapping[str, Any]) -> None:
        """Record it in the history of a known person."""
        if await self._context.contacts.find(person.id) is not None:
            await self._context.contacts.record(person.id, kind, self._context.clock.now(), data)


def _written(kept: Mapping[str, Any], chat_id: int) -> Written:
    author, message_id = kept["author"], kept["message_id"]
    return Written(
        chat_id,
        message_id if kept["chat_id"] == chat_id else -message_id,  # the chat has migrated to a supergroup
        Author(AuthorKind(author["kind"]), author["id"], author["name"]),
        kept["text"],
        kept["at"],
        kept["in_album"],
    )
