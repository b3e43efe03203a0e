"""Let people into the association's chats, by their agreement to the rules or a moderator's decision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from domain.chats.entities import NOBODY, Chat, ChatKind, SeenPerson
from domain.chats.gateways import ChatsGateway
from domain.chats.use_cases import Chats
from domain.due import due
from domain.entry.entities import (
    OPENS,
    TRANSITIONS,
    EntryTerms,
    JoinRequest,
    RequestAct,
    RequestStatus,
    link_of,
)
from domain.entry.events import (
    CardDue,
    CardWanted,
    EntryRefused,
    LetIn,
    Newcomer,
    RequestDecided,
    RequestOver,
    RequestSettled,
    RequestShown,
    RulesAccepted,
    RulesDue,
)
from domain.entry.gateways import EntryGateway
from domain.entry.parting import standing_of
from domain.groups.gateways import AudienceLookup, GroupsGateway
from domain.members.gateways import MembersGateway
from domain.people import ContactsGateway, Person
from domain.ports import AuditGateway, Clock
from domain.refusal import Refusal
from domain.roles import SCOPED, Role, Roles
from domain.use_case import use_case

OFFICES = tuple(
    role for role in Role if role not in SCOPED
)  # whose holders any working group's chat is open to


@use_case
class Entry:
    """Requests to join a chat."""

    _gateway: EntryGateway
    _chats: ChatsGateway
    _connected_chats: Chats
    _audience: AudienceLookup
    _members: MembersGateway
    _groups: GroupsGateway
    _contacts: ContactsGateway
    _roles: Roles
    _audit: AuditGateway
    _clock: Clock
    _terms: EntryTerms

    # The person who asks

    async def ask(
        self, person: Person, chat_id: int, asked_at: int
    ) -> Sequence[RequestSettled | RulesDue | EntryRefused]:
        """Receive a request to join, made at `asked_at` (microseconds UTC), if the chat is connected.

        Asking again withdraws the earlier request.
        """
        chat = await self._chats.by_id(chat_id)
        if chat is None or not chat.moderated or person.id in NOBODY:
            return []
        events: list[RequestSettled | RulesDue | EntryRefused] = []
        before = await self._gateway.latest_of(chat.number, person.id)
        if before is not None and not before.status.settled:
            events.append(await self._settle(before, chat, RequestAct.VANISH, reachable=person))
        answer_by = self._clock.now() + self._terms.answer
        request = JoinRequest(0, chat.number, person.id, person.language, asked_at, answer_by)
        if await self._is_for(chat, person):
            request = await self._gateway.add(request)
            link = link_of(chat, self._terms)
            return [*events, RulesDue(person, request, chat, link, self._terms.rules)]
        request = await self._gateway.add(
            replace(request, status=RequestStatus.REFUSED, answer_by=self._clock.now() + OPENS)
        )
        return [*events, await self._refused(person, request, chat)]

    async def accept(self, person: Person, number: int) -> RulesAccepted | EntryRefused:
        """Agree to the rules. Raises Refusal, RequestOver."""
        request = await self._gateway.find(number)
        if request is None or request.person_id != person.id:
            raise Refusal(person, "entry-missing")
        chat = await self._chat(request)
        link = link_of(chat, self._terms)
        if request.status is RequestStatus.ADMITTED:
            return RulesAccepted(person, request, chat, link, fresh=False)
        if (request.status, RequestAct.ACCEPT) not in TRANSITIONS or not (chat.moderated and chat.inside):
            raise RequestOver(person, request, link)
        if not await self._is_for(chat, person):
            request = await self._step(request, RequestAct.REFUSE, answer_by=self._clock.now() + OPENS)
            return await self._refused(person, request, chat)
        request = await self._step(request, RequestAct.ACCEPT)
        if await self._contacts.find(person.id) is not None:
            await self._contacts.record(person.id, "rules-accepted", self._clock.now(), {"chat": chat.number})
        return RulesAccepted(person, request, chat, link)

    async def _is_for(self, chat: Chat, person: Person) -> bool:
        """Whether the person may be in the chat now."""
        if chat.kind is not ChatKind.GROUP:
            return True
        if await self._audience.belongs(person.id, chat.scope):
            return True
        return await self._roles.may(person, *OFFICES, leads=chat.scope)

    async def _refused(self, person: Person, request: JoinRequest, chat: Chat) -> EntryRefused:
        standing = standing_of(await self._members.member_of(person.id))
        group = await self._groups.find(chat.scope)
        return EntryRefused(person, request, chat, link_of(chat, self._terms), group, standing)

    # Results of what was sent

    async def told(self, number: int, *, ok: bool) -> CardWanted | RequestSettled | None:
        """Continue after the rules, or a refusal, reached the person or failed to."""
        request = await self._gateway.find(number)
        if request is None:
            return None
        chat = await self._chat(request)
        if request.status is RequestStatus.REFUSED:
            return await self._settle(request, chat, RequestAct.TOLD)
        if request.status is RequestStatus.WAITING and not ok:
            return await self._put_before_moderators(request, chat, RequestAct.MISS)
        return None

    async def welcomed(self, number: int) -> LetIn | None:
        """Let in a person who has seen the welcome; after that the bot may no longer write to them."""
        request = await self._gateway.find(number)
        if request is None or request.status is not RequestStatus.ADMITTED:
            return None
        return LetIn(request, await self._chat(request))

    async def not_let_in(self, number: int, error: str, *, gone: bool) -> CardWanted | RequestSettled | None:
        """Handle Telegram's refusal to let in an admitted person, its `error`. `gone`: it has no such request."""
        request = await self._gateway.find(number)
        if request is None or request.status is not RequestStatus.ADMITTED:
            return None
        chat = await self._chat(request)
        latest = await self._gateway.latest_of(chat.number, request.person_id)
        if gone or (latest is not None and latest.number != number):
            return await self._settle(request, chat, RequestAct.VANISH)
        request = replace(request, failure=error)
        return await self._put_before_moderators(request, chat, RequestAct.JAM)

    async def _put_before_moderators(self, request: JoinRequest, chat: Chat, act: RequestAct) -> CardWanted:
        before = request
        request = await self._step(request, act, answer_by=self._clock.now() + self._terms.answer)
        return CardWanted(
            request, chat, before, await self._reachable(request) if act is RequestAct.JAM else None
        )

    async def show(self, number: int, name: str, *, inside: bool) -> CardDue | RequestSettled | None:
        """Put a request to the moderators, with what Telegram says about the person."""
        request = await self._gateway.find(number)
        if request is None or request.status not in (RequestStatus.UNREACHED, RequestStatus.STUCK):
            return None
        chat = await self._chat(request)
        if inside:
            return await self._settle(request, chat, RequestAct.COME)
        request = replace(request, cards=await self._connected_chats.moderators())
        await self._gateway.save(request)
        return CardDue(request, chat, name)

    # Moderators

    async def decide(self, actor: Person, number: int, *, admit: bool) -> RequestSettled:
        """Admit or decline a person. Raises NotAllowed, Refusal, RequestDecided."""
        request = await self._look(actor, number)
        act = RequestAct.ADMIT if admit else RequestAct.DECLINE
        if (request.status, act) not in TRANSITIONS:
            raise RequestDecided(await self._shown(actor, request))
        chat = await self._chat(request)
        if admit and not await self._is_for(chat, self._asker(request)):
            raise Refusal(actor, "entry-not-of-group")
        data = {"request": number, "chat": chat.number}
        kind = "entry-admitted" if admit else "entry-declined"
        await self._audit.record(self._clock.now(), actor.id, kind, request.person_id, data)
        return await self._settle(request, chat, act, actor)

    async def look(self, actor: Person, number: int) -> RequestShown:
        """Return the state of a request. Raises NotAllowed, Refusal."""
        return await self._shown(actor, await self._look(actor, number))

    async def _look(self, actor: Person, number: int) -> JoinRequest:
        await self._roles.require(actor, Role.MODERATOR, Role.ADMINISTRATOR)
        request = await self._gateway.find(number)
        if request is None:
            raise Refusal(actor, "entry-missing")
        return request

    async def _shown(self, actor: Person, request: JoinRequest) -> RequestShown:
        decider = None if request.decided_by is None else await self._contacts.find(request.decided_by)
        return RequestShown(actor, request, decider)

    # Telegram and the clock

    async def follow(self, seen: SeenPerson) -> Sequence[RequestSettled | Newcomer]:
        """Settle the request of a person who joined a chat or was banned from it, and greet newcomers."""
        chat = await self._chats.by_id(seen.chat_id)
        if chat is None or not chat.moderated or seen.is_bot:
            return []
        request = await self._gateway.latest_of(chat.number, seen.person_id)
        if request is None:
            return []
        events: list[RequestSettled | Newcomer] = []
        came = seen.inside and not seen.was_inside
        if not request.status.settled and (came or seen.status == "kicked"):
            settled = await self._settle(request, chat, RequestAct.COME if came else RequestAct.VANISH)
            request = settled.request
            events.append(settled)
        if came and request.status is RequestStatus.ADMITTED and self._terms.greeting:
            now, stays = self._clock.now(), self._terms.greeting
            others = await self._gateway.admitted(chat.number, now - stays, but=request.number)
            events.append(Newcomer(request, chat, seen.name, now, stays, others))
        return events

    @due()
    async def expire_due(self, many: int = 50) -> Sequence[RequestSettled]:
        """Decline requests that nobody answered in time."""
        overdue = await self._gateway.overdue(self._clock.now(), many)
        return [
            await self._settle(request, await self._chat(request), RequestAct.EXPIRE) for request in overdue
        ]

    # Steps

    async def _settle(
        self,
        request: JoinRequest,
        chat: Chat,
        act: RequestAct,
        actor: Person | None = None,
        *,
        reachable: Person | None = None,
    ) -> RequestSettled:
        request = await self._step(request, act, decided_by=None if actor is None else actor.id)
        person = reachable or await self._reachable(request)
        return RequestSettled(request, chat, link_of(chat, self._terms), act, person, actor)

    async def _step(
        self, request: JoinRequest, act: RequestAct, *, answer_by: int = 0, decided_by: int | None = None
    ) -> JoinRequest:
        """Save the request after the act, which has been found possible."""
        status = TRANSITIONS[request.status, act]
        request = replace(
            request,
            status=status,
            answer_by=answer_by or request.answer_by,
            settled_at=self._clock.now() if status.settled else None,
            decided_by=decided_by,
        )
        await self._gateway.save(request)
        return request

    async def _chat(self, request: JoinRequest) -> Chat:
        """Return the request's chat. Raises LookupError."""
        chat = await self._chats.find(request.chat_number)
        if chat is None:
            raise LookupError("a request without its chat")
        return chat

    async def _reachable(self, request: JoinRequest) -> Person | None:
        """Return the person who asked, if they are known and can be written to at any time."""
        person = await self._contacts.find(request.person_id)
        return person if person is not None and person.reachable else None

    def _asker(self, request: JoinRequest) -> Person:
        return Person(request.person_id, request.language, request.asked_at)
