"""Reports, rules, warnings and the log."""

from __future__ import annotations

from collections.abc import Sequence

from domain.association import Localized
from domain.chats.entities import Chat, ChatKind
from domain.moderation.context import ModerationContext
from domain.moderation.entities import Author, Standing, Written
from domain.moderation.events import (
    Events,
    LogShown,
    MessageReported,
    WarningsShown,
)
from domain.moderation.gateways import ModerationLogGateway
from domain.moderation.policy import NEVER, RejectionReason
from domain.people import Person
from domain.roles import Role
from domain.time import HOUR, MINUTE
from domain.use_case import use_case

SHOWN = 15  # lines of the log
THANKS_STAY = MINUTE


@use_case
class Reporting:
    """What members of a chat can do themselves, and what can be looked up."""

    _context: ModerationContext
    _log: ModerationLogGateway

    @property
    def rules(self) -> Sequence[Localized]:
        """The rules of communication, in order."""
        return self._context.terms.rules

    def rule(self, number: int) -> Localized | None:
        """Return a rule by its number, from 1, or None."""
        return self._context.rule(number)

    async def kept(self, chat_id: int) -> Chat | None:
        """Return the chat by Telegram's id, if it is moderated."""
        return await self._context.chat_at(chat_id)

    async def is_moderators_chat(self, chat_id: int) -> bool:
        """Whether it is the moderators' chat."""
        chat = await self._context.chats.by_id(chat_id)
        return chat is not None and chat.kind is ChatKind.MODERATORS

    async def report(self, person: Person, written: Written) -> Events:
        """Report a message to the moderators; several reports share one card."""
        context = self._context
        chat = await context.chat_at(written.chat_id)
        if chat is None:
            return ()
        if (why := NEVER.get(written.author.kind)) is not None:
            return (await context.rejected(person, chat, why),)
        before = await context.incidents.reports_by(person.id, context.clock.now() - HOUR)
        if before >= context.terms.reports:
            return (await context.rejected(person, chat, RejectionReason.TOO_MANY),)
        incident = await context.incident_of(chat, written)
        first = not await context.incidents.count_reports(incident.id)
        if not await context.incidents.add_report(incident.id, person.id):
            return (MessageReported(person, chat, incident, recent=0),)
        since = context.clock.now() - THANKS_STAY
        recent = await context.incidents.reported(chat.number, since) if first else 0
        return (
            MessageReported(person, chat, incident, recent),
            await context.card(incident, chat),
        )

    async def warnings(self, person: Person) -> WarningsShown:
        """Return the person's own valid warnings."""
        return WarningsShown(person, await self._standing(person.id), self._context.terms.rules)

    async def warnings_of(self, actor: Person, chat_id: int, author: Author) -> WarningsShown | None:
        """Return another person's valid warnings, for a moderator. Raises NotAllowed."""
        context = self._context
        chat = await context.chat_at(chat_id)
        if chat is None:
            return None
        await context.require(actor, chat)
        people = await context.named(author.id)
        return WarningsShown(actor, await self._standing(author.id), context.terms.rules, people[author.id])

    async def _standing(self, subject_id: int) -> list[Standing]:
        context = self._context
        found = []
        for warning in await context.measures.warnings_of(subject_id, context.clock.now()):
            chat = await context.chats.find(warning.chat_number)
            found.append(Standing(warning, "" if chat is None else chat.title))
        return found

    async def log(self, actor: Person, chat_id: int) -> LogShown:
        """Return the latest log entries, in the moderators' chat or to a moderator. Raises NotAllowed."""
        await self._context.roles.require(actor, Role.MODERATOR, Role.ADMINISTRATOR)
        return LogShown(actor, await self._log.log(SHOWN), chat_id)
