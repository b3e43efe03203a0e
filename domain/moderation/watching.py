"""What happens without a moderator's command: expiry, acts by hand, failed calls, newcomers' messages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from domain.chats.entities import NOBODY, Chat, SeenPerson
from domain.due import due
from domain.events import Event
from domain.moderation.context import ModerationContext, prior_covers
from domain.moderation.entities import GivenWarning, Incident, ModerationAct, Sanction, Stage, Written
from domain.moderation.events import (
    Events,
    MessageHeld,
    MessageReleased,
    MessagesTakenAway,
    SanctionEnded,
    SanctionUndone,
    WarningIssued,
)
from domain.moderation.filter import suspicion
from domain.moderation.gateways import ModerationLogGateway
from domain.people import Person
from domain.refusal import Refusal
from domain.time import HOUR
from domain.use_case import use_case

MANY = 50  # sanctions in one commit
HANDS = {
    "kicked": ModerationAct.BLOCK,
    "restricted": ModerationAct.MUTE,
}  # a member's status -> the act


@use_case
class Watching:
    """Follows events that moderators did not ask the program for."""

    _context: ModerationContext
    _log: ModerationLogGateway

    @due()
    async def end_due(self) -> Events:
        """End blocks and mutes that have expired, each once."""
        context, now = self._context, self._context.clock.now()
        events: list[Event] = []
        for sanction in await context.measures.ending(now, MANY):
            ended = replace(sanction, ended_at=now)
            await context.measures.save_sanction(ended)
            chat = await context.chats.find(ended.chat_number)
            if chat is not None and not ended.failure:
                events += [
                    SanctionEnded(ended, chat, await context.subject(ended.subject_id, chat)),
                    await context.card_of(ended, chat),
                ]
        return tuple(events)

    async def failed(self, sanction_id: int, error: str) -> Events:
        """Record Telegram's refusal to carry out a sanction, so that it can be tried again."""
        context = self._context
        sanction = await context.measures.sanction(sanction_id)
        chat = None if sanction is None else await context.chats.find(sanction.chat_number)
        if sanction is None or chat is None or sanction.ended_at is not None or sanction.failure:
            return ()
        sanction = replace(sanction, failure=error)
        await context.measures.save_sanction(sanction)
        incident = await context.incident_behind(sanction)
        if incident is not None and incident.stage is Stage.SETTLED:
            warnings = await context.measures.warnings(chat.number, incident.subject_id)
            breach = prior_covers(warnings, incident.written_at)
            stage = Stage.BREACH if breach else Stage.REPORTED
            await context.incidents.save_incident(replace(incident, stage=stage))
        await context.note(None, "failed", sanction.subject_id, chat, sanction=sanction.id)
        return (await context.card_of(sanction, chat),)

    async def not_taken_back(self, sanction_id: int, error: str) -> Events:
        """Record Telegram's refusal to undo a sanction, which stays in force."""
        context = self._context
        sanction = await context.measures.sanction(sanction_id)
        chat = None if sanction is None else await context.chats.find(sanction.chat_number)
        if sanction is None or chat is None or sanction.failure:
            return ()
        sanction = replace(sanction, undone_at=None, undone_by=None)
        await context.measures.save_sanction(sanction)
        await context.note(None, "failed", sanction.subject_id, chat, sanction=sanction.id)
        return (replace(await context.card_of(sanction, chat), trouble=error),)

    async def _standing(self, warning_id: int) -> tuple[GivenWarning, Incident, Chat] | None:
        """Return a warning that was not lifted, with what it was given for and where; None if any of it is gone."""
        context = self._context
        warning = await context.measures.warning(warning_id)
        if warning is None or warning.lifted_at is not None:
            return None
        incident = await context.incidents.incident(warning.incident_id)
        chat = await context.chats.find(warning.chat_number)
        return None if incident is None or chat is None else (warning, incident, chat)

    async def untold(self, warning_id: int) -> Events:
        """Tell a warning in the group that could not be told in private."""
        context = self._context
        standing = await self._standing(warning_id)
        if standing is None:
            return ()
        warning, incident, chat = standing
        person = await context.subject(warning.subject_id, chat)
        rule = context.rule(warning.rule)
        return (WarningIssued(warning, chat, incident, person, rule, context.terms.notice, in_group=True),)

    async def unheard(self, warning_id: int, error: str) -> Events:
        """Take back a warning that reached its person neither in private nor in the group: it was never given."""
        context = self._context
        standing = await self._standing(warning_id)
        if standing is None:
            return ()
        warning, incident, chat = standing
        warning = replace(warning, lifted_at=context.clock.now(), failure=error)
        await context.measures.save_warning(warning)
        if incident.stage is Stage.WARNED:
            incident = replace(incident, stage=Stage.REPORTED)
            await context.incidents.save_incident(incident)
        await context.note(None, "failed", warning.subject_id, chat, warning=warning.id)
        return (await context.card(incident, chat),)

    async def not_taken_away(self, incident_id: int, error: str) -> Events:
        """Note on the card that a message stays in the chat, because Telegram refused to delete it."""
        context = self._context
        incident = await context.incidents.incident(incident_id)
        chat = None if incident is None else await context.chats.find(incident.chat_number)
        if incident is None or chat is None:
            return ()
        incident = replace(incident, failure=error)
        await context.incidents.save_incident(incident)
        return (await context.card(incident, chat),)

    @due(every=HOUR)
    async def forget(self) -> None:
        """Delete incidents whose retention period is over and that bind nobody."""
        now = self._context.clock.now()
        await self._log.forget(now - self._context.terms.evidence, now)

    # By hand in Telegram

    async def follow(self, seen: SeenPerson, *, ours: bool) -> Events:
        """Record a ban, a restriction or their end, done in Telegram itself; `ours`: by the bot."""
        context = self._context
        chat = await context.chat_at(seen.chat_id)
        if chat is None or ours or seen.is_bot or seen.by == seen.person_id or seen.status == seen.was:
            return ()
        standing = await context.measures.standing(chat.number, seen.person_id)
        events: list[Event] = []
        if seen.was in HANDS:
            for sanction in standing:
                if sanction.act is HANDS[seen.was] or (
                    seen.was == "kicked" and sanction.act is ModerationAct.SPAM
                ):
                    undone = replace(sanction, undone_at=seen.at, undone_by=_somebody(seen.by))
                    await context.measures.save_sanction(undone)
                    await context.note(_somebody(seen.by), "undone-by-hand", seen.person_id, chat)
                    if not undone.by_hand and seen.status not in HANDS:
                        person = await context.subject(seen.person_id, chat)
                        events.append(SanctionUndone(undone, chat, person, by_hand=True))
                    events.append(await context.card_of(undone, chat))
        if seen.status in HANDS:
            act = HANDS[seen.status]
            sanction = await context.measures.add_sanction(
                Sanction(
                    *(0, None, chat.number, seen.person_id, seen.name),
                    *(_somebody(seen.by) or 0, act, seen.at, seen.until),
                    by_hand=True,
                )
            )
            await context.note(
                _somebody(seen.by), f"{act}-by-hand", seen.person_id, chat, sanction=sanction.id
            )
            events.append(await context.hand_card(sanction, chat, fresh=True))
        return tuple(events)

    async def give_reason(self, actor: Person, sanction_id: int, rule: int) -> Events:
        """Name the rule behind an act by hand; 0 for another reason. Raises Refusal, NotAllowed."""
        context = self._context
        sanction = await context.measures.sanction(sanction_id)
        chat = None if sanction is None else await context.chats.find(sanction.chat_number)
        if sanction is None or chat is None or not sanction.by_hand:
            raise Refusal(actor, "moderation-nothing-to-undo")
        await context.require(actor, chat)
        if not sanction.reason:
            sanction = replace(sanction, reason=str(rule) if context.rule(rule) is not None else "other")
            await context.measures.save_sanction(sanction)
            await context.note(actor.id, "reason-given", sanction.subject_id, chat, rule=rule)
        return (await context.hand_card(sanction, chat),)

    # The filter for newcomers

    def suspicion(self, text: str, entities: Sequence[str], *, forwarded: bool) -> str:
        """Return the filter's finding in a message, or an empty text."""
        return suspicion(self._context.terms.filter, text, entities, forwarded=forwarded)

    async def hold(self, written: Written, why: str) -> Events:
        """Remove a newcomer's message until a moderator decides; `why` is the filter's finding."""
        context, now = self._context, self._context.clock.now()
        chat = await context.chat_at(written.chat_id)
        author = written.author
        if chat is None or author.id <= 0 or author.id in NOBODY or await context.protected(author.id, chat):
            return ()
        inside = await context.chats.inside(chat.number, author.id)
        if (
            not context.terms.filter.on
            or inside is None
            or now - inside.since >= context.terms.filter.hours * HOUR
        ):
            return ()
        incident = await context.incident_of(chat, written)
        if incident.stage is not Stage.REPORTED or await context.incidents.count_reports(incident.id):
            return ()
        incident = replace(incident, stage=Stage.HELD, why=why)
        await context.incidents.save_incident(incident)
        person = await context.subject(author.id, chat)
        told = () if person is None else (MessageHeld(chat, incident, person, context.terms.notice),)
        return (MessagesTakenAway(chat, incident), *told, await context.card(incident, chat))

    async def release(self, actor: Person, incident_id: int) -> Events:
        """Release a held message. Raises Refusal, NotAllowed."""
        context = self._context
        incident, chat = await context.found(actor, incident_id)
        await context.require(actor, chat)
        if incident.stage is not Stage.HELD:
            return (await context.card(incident, chat),)
        incident = replace(incident, stage=Stage.DISMISSED)
        await context.incidents.save_incident(incident)
        await context.note(actor.id, "released", incident.subject_id, chat, incident=incident.id)
        return (MessageReleased(chat, incident), await context.card(incident, chat))


def _somebody(person_id: int) -> int | None:
    """The person, if Telegram says who it was: not for anonymous administrators."""
    return None if person_id in NOBODY else person_id
