"""What anybody may point at and look up: reports, rules, warnings; and the log."""

from __future__ import annotations

from collections.abc import Sequence

from domain.association import Localized
from domain.chats.entities import Chat, ChatKind
from domain.moderation.desk import ModerationDesk
from domain.moderation.entities import Author, ModerationAct, Standing, Written
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
from domain.time import HOUR

SHOWN = 15  # lines of the log


class Reporting:
    """What members of a chat can do themselves, and what is looked up."""

    def __init__(self, desk: ModerationDesk, log: ModerationLogGateway) -> None:
        self._desk = desk
        self._log = log

    @property
    def rules(self) -> Sequence[Localized]:
        """The rules of communication, in order."""
        return self._desk.terms.rules

    def rule(self, number: int) -> Localized | None:
        """A rule by its number, from 1; None where there is none."""
        return self._desk.rule(number)

    async def kept(self, chat_id: int) -> Chat | None:
        """The chat by Telegram's id, if order is kept in it."""
        return await self._desk.chat_at(chat_id)

    async def is_moderators_chat(self, chat_id: int) -> bool:
        """Whether it is where moderators work."""
        chat = await self._desk.chats.by_id(chat_id)
        return chat is not None and chat.kind is ChatKind.MODERATORS

    async def report(self, person: Person, written: Written) -> Events:
        """Point moderators at a message; several who do so make one card."""
        desk = self._desk
        chat = await desk.chat_at(written.chat_id)
        if chat is None:
            return ()
        if (why := NEVER.get(written.author.kind)) is not None:
            return (await desk.refused(person, chat, ModerationAct.WARN, why),)
        before = await desk.incidents.reports_by(person.id, desk.clock.now() - HOUR)
        if before >= desk.terms.reports:
            return (await desk.refused(person, chat, ModerationAct.WARN, RejectionReason.TOO_MANY),)
        incident = await desk.incident_of(chat, written)
        first = not await desk.incidents.count_reports(incident.id)
        if not await desk.incidents.add_report(incident.id, person.id):
            return (MessageReported(person, chat, incident, fresh=False),)
        return (
            MessageReported(person, chat, incident, fresh=first),
            await desk.card(incident, chat),
        )

    async def warnings(self, person: Person) -> WarningsShown:
        """Somebody's own valid warnings."""
        return WarningsShown(person, await self._standing(person.id), self._desk.terms.rules)

    async def warnings_of(self, actor: Person, chat_id: int, author: Author) -> WarningsShown | None:
        """Another's valid warnings, for a moderator. Raises NotAllowed."""
        desk = self._desk
        chat = await desk.chat_at(chat_id)
        if chat is None:
            return None
        await desk.require(actor, chat)
        people = await desk.named(author.id)
        return WarningsShown(actor, await self._standing(author.id), desk.terms.rules, people[author.id])

    async def _standing(self, subject_id: int) -> list[Standing]:
        desk = self._desk
        found = []
        for warning in await desk.measures.warnings_of(subject_id, desk.clock.now()):
            chat = await desk.chats.find(warning.chat_number)
            found.append(Standing(warning, "" if chat is None else chat.title))
        return found

    async def log(self, actor: Person, chat_id: int) -> LogShown:
        """What moderators did last; in the moderators' chat, or to a moderator in private. Raises NotAllowed."""
        await self._desk.roles.require(actor, Role.MODERATOR, Role.ADMINISTRATOR)
        return LogShown(actor, await self._log.log(SHOWN), chat_id)
