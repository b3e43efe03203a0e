"""What the use cases of moderation share: who may act, the chat, the message, and the cards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from domain.association import Localized
from domain.chats.answers import GroupAnswers
from domain.chats.entities import Chat
from domain.chats.gateways import ChatsGateway
from domain.chats.use_cases import Chats
from domain.moderation.entities import (
    Author,
    AuthorKind,
    GivenWarning,
    Incident,
    ModerationTerms,
    Named,
    Sanction,
    Stage,
    Written,
    named,
)
from domain.moderation.events import HandCard, IncidentCard
from domain.moderation.gateways import IncidentsGateway, MeasuresGateway
from domain.moderation.policy import Case, RejectionReason
from domain.moderation.refusals import ModerationRejected
from domain.people import ContactsGateway, Person
from domain.ports import AuditGateway, Clock
from domain.refusal import Refusal
from domain.roles import Role, Roles
from domain.use_case import use_case

LONGEST_EVIDENCE = 2000  # characters of a message that are kept


@use_case
class ModerationContext:
    """The gateways of moderation, with the checks that every use case begins with."""

    incidents: IncidentsGateway
    measures: MeasuresGateway
    chats: ChatsGateway
    contacts: ContactsGateway
    roles: Roles
    audit: AuditGateway
    clock: Clock
    terms: ModerationTerms
    connected_chats: Chats
    answers: GroupAnswers

    # Permissions

    async def moderates(self, person: Person, chat: Chat) -> bool:
        """Whether a person moderates a chat: by role, or by Telegram's right to restrict there."""
        if await self.roles.may(person, Role.MODERATOR):
            return True
        inside = await self.chats.inside(chat.number, person.id)
        return inside is not None and inside.may_restrict

    async def require(self, person: Person, chat: Chat, *or_roles: Role) -> None:
        """Raise NotAllowed, and audit it, unless the person moderates the chat now or holds one of the roles."""
        if not await self.moderates(person, chat):
            await self.roles.require(person, Role.MODERATOR, *or_roles)

    async def protected(self, subject_id: int, chat: Chat) -> bool:
        """Whether a person is a moderator, or an administrator of the program or of the chat."""
        if subject_id < 0:
            return False
        person = Person(subject_id, chat.language, 0)
        if await self.roles.may(person, Role.MODERATOR, Role.ADMINISTRATOR):
            return True
        inside = await self.chats.inside(chat.number, subject_id)
        return inside is not None and inside.leads

    # The chat and the message

    async def chat_at(self, chat_id: int) -> Chat | None:
        """Return the chat by Telegram's id, if it is moderated."""
        chat = await self.chats.by_id(chat_id)
        return chat if chat is not None and chat.moderated else None

    async def found(self, actor: Person, incident_id: int) -> tuple[Incident, Chat]:
        """Return a message at issue and its chat. Raises Refusal."""
        incident = await self.incidents.incident(incident_id)
        chat = None if incident is None else await self.chats.find(incident.chat_number)
        if incident is None or chat is None:
            raise Refusal(actor, "moderation-incident-gone")
        return incident, chat

    async def incident_of(self, chat: Chat, written: Written) -> Incident:
        """Return the incident of a message, saving it as evidence if new and noting later edits."""
        ids = await self.incidents.album_of(chat.id, written.message_id) if written.in_album else ()
        ids = tuple(ids) or (written.message_id,)
        first = ids[0]
        known = await self.incidents.incident_at(chat.number, first)
        if known is not None:
            return await self._edited(known, written) if written.at > known.written_at else known
        return await self.incidents.add_incident(
            Incident(
                0,
                chat.number,
                first,
                ids if first > 0 else (),
                written.author.id,
                written.author.name,
                written.text[:LONGEST_EVIDENCE],
                written.at,
                Stage.REPORTED,
                self.clock.now(),
            )
        )

    async def _edited(self, known: Incident, written: Written) -> Incident:
        """Note an edit: the earlier text stays evidence, and the message is reviewed again."""
        text = known.text if written.text == known.text else f"{known.text}\n✎ {written.text}"
        stage = known.stage if known.stage in (Stage.HELD, Stage.BREACH) else Stage.REPORTED
        known = replace(known, text=text[:LONGEST_EVIDENCE], written_at=written.at, stage=stage)
        await self.incidents.save_incident(known)
        return known

    async def case(self, chat: Chat, author: Author, written_at: int, stage: Stage | None) -> Case:
        """Return what the rule looks at."""
        inside = None if author.id < 0 else await self.chats.inside(chat.number, author.id)
        return Case(
            author.kind,
            author.kind is AuthorKind.PERSON and await self.protected(author.id, chat),
            written_at,
            tuple(await self.measures.warnings(chat.number, author.id)),
            None if inside is None else inside.since,
            stage,
        )

    async def subject(self, subject_id: int, chat: Chat) -> Person | None:
        """Return the person concerned; None for a channel. An unknown person gets the chat's language."""
        if subject_id < 0:
            return None
        known = await self.contacts.find(subject_id)
        return known or Person(subject_id, chat.language, self.clock.now())

    # Cards

    async def card(self, incident: Incident, chat: Chat) -> IncidentCard:
        """Return the card of a message at issue, which counts as shown from then on."""
        fresh = not incident.shown
        if fresh:
            await self.incidents.save_incident(replace(incident, shown=True))
        warning = None if incident.warning_id is None else await self.measures.warning(incident.warning_id)
        sanction = await self.measures.sanction_of(incident.id)
        own = warning if warning is not None and warning.incident_id == incident.id else None
        appeal = None
        if sanction is not None:
            appeal = await self.measures.appeal_about(warning_id=None, sanction_id=sanction.id)
        elif own is not None:
            appeal = await self.measures.appeal_about(warning_id=own.id, sanction_id=None)
        ids = [
            *((warning.moderator_id, warning.lifted_by) if warning else ()),
            *((sanction.moderator_id, sanction.undone_by) if sanction else ()),
            *((appeal.decided_by,) if appeal else ()),
        ]
        return IncidentCard(
            incident,
            chat,
            await self.connected_chats.moderators(),
            self.terms.rules,
            await self.named(*ids),
            await self.incidents.count_reports(incident.id),
            warning,
            sanction,
            appeal,
            prior_covers(await self.measures.warnings(chat.number, incident.subject_id), incident.written_at),
            fresh,
        )

    async def hand_card(self, sanction: Sanction, chat: Chat, *, fresh: bool = False) -> HandCard:
        """Return the card of an act done in Telegram itself."""
        appeal = await self.measures.appeal_about(warning_id=None, sanction_id=sanction.id)
        decided_by = None if appeal is None else appeal.decided_by
        people = await self.named(sanction.moderator_id, sanction.undone_by, decided_by)
        places = await self.connected_chats.moderators()
        return HandCard(sanction, chat, places, self.terms.rules, people, appeal, fresh)

    async def card_of(self, sanction: Sanction, chat: Chat) -> IncidentCard | HandCard:
        """Return the card that shows a sanction."""
        incident = await self.incident_behind(sanction)
        return await self.hand_card(sanction, chat) if incident is None else await self.card(incident, chat)

    async def incident_behind(self, sanction: Sanction) -> Incident | None:
        """Return the incident of a sanction; None for an act done in Telegram itself."""
        return None if sanction.incident_id is None else await self.incidents.incident(sanction.incident_id)

    async def named(self, *person_ids: int | None) -> Mapping[int, Named]:
        """Return these people's names, as far as they consented."""
        names = {}
        for person_id in person_ids:
            if person_id is not None:
                names[person_id] = named(await self.contacts.find(person_id), person_id)
        return names

    async def rejected(self, person: Person, chat: Chat, why: RejectionReason) -> ModerationRejected:
        """Return the refusal of an act, and where it is told."""
        return ModerationRejected(person, chat, why, await self.answers.place(person, chat.id))

    def rule(self, number: int) -> Localized | None:
        """Return a rule by its number, or None."""
        return self.terms.rules[number - 1] if 0 < number <= len(self.terms.rules) else None

    async def note(self, actor_id: int | None, act: str, subject_id: int, chat: Chat, **data: Any) -> None:
        """Record an act in the log."""
        about = {"chat": chat.number, **data}
        await self.audit.record(self.clock.now(), actor_id, act, subject_id, about)

    def warning_until(self, now: int) -> int:
        """When a warning given now expires."""
        return now + self.terms.warning


def about(incident: Incident) -> Author:
    """The author of a message at issue."""
    kind = AuthorKind.CHANNEL if incident.subject_id < 0 else AuthorKind.PERSON
    return Author(kind, incident.subject_id, incident.name)


def prior_covers(warnings: Sequence[GivenWarning], moment: int) -> bool:
    """Whether one of these warnings was valid at that moment."""
    return any(warning.covers(moment) for warning in warnings)


def in_force(warnings: Sequence[GivenWarning], now: int) -> GivenWarning | None:
    """The latest of these warnings that is valid now."""
    valid = [one for one in warnings if one.lifted_at is None and now <= one.expires_at]
    return valid[-1] if valid else None
