"""Connect chats, and follow what Telegram reports about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from domain.association import Association
from domain.chats.entities import (
    CHANNEL,
    NOBODY,
    SUPERGROUP,
    CardPlace,
    Chat,
    ChatKind,
    Inside,
    Seen,
    SeenPerson,
)
from domain.chats.events import (
    ChatConnected,
    ChatFound,
    ChatLeft,
    ChatLost,
    ChatMoved,
    ChatShown,
    RightsChanged,
)
from domain.chats.gateways import ChatsGateway
from domain.due import due
from domain.groups.gateways import GroupsGateway
from domain.people import ContactsGateway, Person
from domain.ports import AuditGateway, Clock
from domain.refusal import Gone
from domain.roles import Role, Roles
from domain.time import DAY, HOUR
from domain.use_case import use_case

HOURS_KEPT = 400 * DAY // HOUR


@use_case
class Chats:
    """The association's chats."""

    _gateway: ChatsGateway
    _groups: GroupsGateway
    _contacts: ContactsGateway
    _roles: Roles
    _audit: AuditGateway
    _clock: Clock
    _association: Association

    # What Telegram reports

    async def follow(self, person: Person, seen: Seen) -> ChatFound | ChatLost | RightsChanged | None:
        """Record the bot's own status in a chat, changed by `person`."""
        chat = await self._gateway.by_id(seen.id)
        if chat is None:
            return await self._find(person, seen) if seen.inside else None
        now = replace(chat, title=seen.title, type=seen.type, rights=seen.rights, inside=seen.inside)
        if chat.kind is None and not seen.inside:
            await self._gateway.remove(chat.number)
            return None
        await self._gateway.save(now)
        if chat.kind is None:
            return None
        administrators = tuple(await self._roles.administrators())
        if chat.inside and not now.inside:
            return ChatLost(now, administrators)
        if now.inside and (now.lacking != chat.lacking or not chat.inside):
            return RightsChanged(now, administrators, self._clock.now())
        return None

    async def _find(self, person: Person, seen: Seen) -> ChatFound:
        chat = await self._gateway.add(
            Chat(
                0,
                seen.id,
                seen.type,
                seen.title,
                language=self._association.default_language,
                rights=seen.rights,
            ),
            self._clock.now(),
        )
        ours = await self._roles.may(person, Role.ADMINISTRATOR)
        return ChatFound(chat, person if ours else None)

    async def follow_person(self, seen: SeenPerson) -> None:
        """Record a person's status in a connected chat; joining and leaving go into their history."""
        chat = await self._gateway.by_id(seen.chat_id)
        if chat is None or chat.kind is None or seen.is_bot or seen.person_id in NOBODY:
            return
        if seen.inside:
            known = await self._gateway.inside(chat.number, seen.person_id)
            since = known.since if known is not None and seen.was_inside else seen.at
            await self._gateway.put(Inside(chat.number, seen.person_id, seen.status, seen.rights, since))
        else:
            await self._gateway.gone(chat.number, seen.person_id)
        person = await self._contacts.find(seen.person_id)
        if person is not None and seen.inside != seen.was_inside:
            kind = "chat-joined" if seen.inside else "chat-left"
            data = {"chat": chat.number, "kind": chat.kind.value}
            await self._contacts.record(person.id, kind, self._clock.now(), data)

    async def moved(self, old_id: int, new_id: int) -> ChatMoved | None:
        """Migrate a group to a supergroup, with everything that waits to be sent there."""
        chat = await self._gateway.by_id(old_id)
        if chat is None:
            return None
        # What Telegram reported about the new chat before it reported the migration.
        early = await self._gateway.by_id(new_id)
        if early is not None:
            await self._gateway.remove(early.number)
        rights = chat.rights if early is None else early.rights
        chat = replace(chat, id=new_id, type=SUPERGROUP, rights=rights, inside=True, link="")
        await self._gateway.move(chat, old_id, self._clock.now())
        if chat.kind is None:
            return None
        administrators = tuple(await self._roles.administrators())
        return ChatMoved(chat, administrators, None if early is None else early.number)

    async def keep_link(self, chat_id: int, link: str) -> None:
        """Save the invite link that Telegram created."""
        chat = await self._gateway.by_id(chat_id)
        if chat is not None:
            await self._gateway.save(replace(chat, link=link))

    async def keep_leaders(self, chat_id: int, leaders: Sequence[tuple[int, str, frozenset[str]]]) -> None:
        """Save a chat's administrators as Telegram listed them: id, status and rights of each."""
        chat = await self._gateway.by_id(chat_id)
        if chat is None:
            return
        now = self._clock.now()
        for person_id, status, rights in leaders:
            known = await self._gateway.inside(chat.number, person_id)
            since = now if known is None else known.since
            await self._gateway.put(Inside(chat.number, person_id, status, rights, since))

    # What administrators do

    async def all(self, actor: Person) -> Sequence[Chat]:
        """Return the chats that the bot is or was in, connected ones first. Raises NotAllowed."""
        await self._roles.require(actor, Role.ADMINISTRATOR)
        return await self._gateway.all()

    async def look(self, actor: Person, number: int) -> ChatShown:
        """Return a chat. Raises NotAllowed, Gone."""
        await self._roles.require(actor, Role.ADMINISTRATOR)
        return await self._shown(actor, await self._find_chat(actor, number))

    async def look_by_id(self, actor: Person, chat_id: int) -> ChatShown:
        """Return a chat by Telegram's id. Raises NotAllowed, Gone."""
        await self._roles.require(actor, Role.ADMINISTRATOR)
        chat = await self._gateway.by_id(chat_id)
        if chat is None:
            raise Gone(actor, "chats-missing")
        return await self._shown(actor, chat)

    async def connect(self, actor: Person, number: int, kind: ChatKind, scope: str = "") -> ChatConnected:
        """Connect a chat, or change what it is used for. Raises NotAllowed, Gone."""
        await self._roles.require(actor, Role.ADMINISTRATOR)
        chat = await self._find_chat(actor, number)
        groups = await self._groups.open()
        known = scope in {group.id for group in groups} if kind is ChatKind.GROUP else not scope
        if not chat.inside or not known or (kind is ChatKind.CHANNEL) != (chat.type == CHANNEL):
            raise Gone(actor, "chats-kind-unfit")
        chat = replace(chat, kind=kind, scope=scope)
        await self._gateway.save(chat)
        await self._note(actor, "chat-connected", chat)
        return ChatConnected(actor, chat, groups)

    async def speak(self, actor: Person, number: int, language: str) -> ChatShown:
        """Choose the bot's language in a chat. Raises NotAllowed, Gone."""
        await self._roles.require(actor, Role.ADMINISTRATOR)
        chat = replace(await self._find_chat(actor, number), language=language)
        await self._gateway.save(chat)
        return await self._shown(actor, chat)

    async def leave(self, actor: Person, number: int) -> ChatLeft:
        """Disconnect a chat and leave it. Raises NotAllowed, Gone."""
        await self._roles.require(actor, Role.ADMINISTRATOR)
        chat = await self._find_chat(actor, number)
        await self._gateway.remove(number)
        await self._note(actor, "chat-disconnected", chat)
        return ChatLeft(actor, chat)

    async def of_kind(self, kind: ChatKind, scope: str = "") -> Sequence[Chat]:
        """Return the connected chats of a kind that the bot is in, oldest first."""
        return [chat for chat in await self._gateway.of_kind(kind) if chat.inside and chat.scope == scope]

    async def moderators(self) -> tuple[CardPlace, ...]:
        """Return where moderators get cards: in their chats, else each in private, else the administrators."""
        if chats := await self.of_kind(ChatKind.MODERATORS):
            return tuple(CardPlace(chat.id, chat.language) for chat in chats)
        people = await self._roles.holders(Role.MODERATOR) or await self._roles.administrators()
        return tuple(CardPlace(person.id, person.language) for person in people)

    @due(every=HOUR)
    async def forget(self) -> None:
        """Delete message counts that are more than a year old."""
        await self._gateway.forget(self._clock.now() // HOUR - HOURS_KEPT)

    async def _shown(self, actor: Person, chat: Chat) -> ChatShown:
        now = self._clock.now() // HOUR
        lively = (
            await self._gateway.messages(chat.number, now - DAY // HOUR),
            await self._gateway.messages(chat.number, now - 7 * DAY // HOUR),
        )
        return ChatShown(actor, chat, await self._groups.open(), lively)

    async def _find_chat(self, actor: Person, number: int) -> Chat:
        chat = await self._gateway.find(number)
        if chat is None:
            raise Gone(actor, "chats-missing")
        return chat

    async def _note(self, actor: Person, act: str, chat: Chat) -> None:
        data = {"chat": chat.number, "kind": chat.kind, "scope": chat.scope}
        await self._audit.record(self._clock.now(), actor.id, act, None, data)
