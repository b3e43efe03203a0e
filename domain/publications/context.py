"""Find and check publications, those who decide on them, and the chats that they go to."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from domain.chats.entities import CardPlace, Chat, ChatKind
from domain.chats.gateways import ChatsGateway
from domain.people import ContactsGateway, Person
from domain.ports import AuditGateway, Clock
from domain.publications.content import FEWEST_OPTIONS, MOST_MEDIA, MOST_OPTIONS, Content, fault_of
from domain.publications.entities import (
    PUBLIC,
    Passage,
    Publication,
    PublicationTerms,
    Sending,
)
from domain.publications.events import (
    Delivery,
    NewsCard,
    PostCard,
    Posting,
    PostRefused,
)
from domain.publications.gateways import PublicationsGateway, SendingsGateway
from domain.refusal import Gone, InvalidAnswer
from domain.roles import Role, Roles
from domain.use_case import use_case

DECIDE = (Role.MODERATOR, Role.MARKETING)  # on news
EDIT = (Role.MARKETING,)  # the plan
QUIET = 3_000_000  # microseconds without another part of an album, until it is taken for whole


@use_case
class PublicationContext:
    """The gateways of publications, and the checks that every use case begins with."""

    publications: PublicationsGateway
    sendings: SendingsGateway
    _chats: ChatsGateway
    contacts: ContactsGateway
    roles: Roles
    _audit: AuditGateway
    clock: Clock
    terms: PublicationTerms

    async def find(self, person: Person, publication_id: int) -> Publication:
        """Find a publication. Raises Gone."""
        found = await self.publications.find(publication_id)
        if found is None:
            raise Gone(person, "publications-missing")
        return found

    async def gathered(self) -> Sequence[Publication]:
        """Return the drafts whose album is complete: no part has come for a while."""
        return await self.publications.gathering(self.clock.now() - QUIET)

    async def save(self, publication: Publication, **changes: Any) -> Publication:
        """Save a publication with these changes."""
        changed = replace(publication, updated_at=self.clock.now(), **changes)
        await self.publications.save(changed)
        return changed

    async def take(self, person: Person, before: Publication, content: Content, album: str) -> Publication:
        """Return the publication with this content as one more part of its album, or in place of the old; not
        saved yet.

        Raises InvalidAnswer.
        """
        grows = bool(album) and before.album == album
        taken = before.content.joined(content) if grows else content
        self.check(person, taken, before.signature)
        return replace(
            before,
            content=taken,
            album=album,
            gathering=bool(album),
            version=before.version + 1,
            updated_at=self.clock.now(),
        )

    @staticmethod
    def check(person: Person, content: Content, signature: str = "") -> None:
        """Check that the messenger takes this content. Raises InvalidAnswer."""
        if content.poll is not None and (why := fault_of(content.poll)) is not None:
            raise InvalidAnswer(
                person, "publications-poll-unfit", why=why, least=FEWEST_OPTIONS, most=MOST_OPTIONS
            )
        if len(content.media) > MOST_MEDIA:
            raise InvalidAnswer(person, "publications-too-many-media", most=MOST_MEDIA)
        length = len(content.signed(signature).text)
        if length > content.longest:
            raise InvalidAnswer(
                person,
                "publications-too-long",
                length=length,
                most=content.longest,
                signed="yes" if signature else "no",
            )

    # People

    async def deciders(self) -> tuple[Person, ...]:
        """Return those who can decide on news, each once."""
        everybody = [person for role in DECIDE for person in await self.roles.holders(role)]
        return tuple({person.id: person for person in everybody}.values())

    async def places(self) -> tuple[CardPlace, ...]:
        """Return where deciders hear of news: the moderators' chats and marketing, or each in private if
        there is no chat.
        """
        chats = [
            CardPlace(chat.id, chat.language)
            for chat in await self._chats.all()
            if chat.kind is ChatKind.MODERATORS and chat.inside
        ]
        people = await self.editors() if chats else await self.deciders()
        return (*chats, *map(_place_of, people))

    async def editors(self) -> tuple[Person, ...]:
        """Return those who keep the plan."""
        return tuple(await self.roles.holders(Role.MARKETING))

    async def person(self, person_id: int | None) -> Person | None:
        """Find a person named in a publication, unless they were erased."""
        return await self.contacts.find(person_id) if person_id else None

    # Chats

    async def public_chats(self) -> tuple[Chat, ...]:
        """Return the chats with an audience in which the bot is."""
        return tuple(chat for chat in await self._chats.all() if chat.kind in PUBLIC and chat.inside)

    async def chats_of(self, kinds: Collection[ChatKind]) -> tuple[Chat, ...]:
        """Return the public chats of these kinds."""
        return tuple(chat for chat in await self.public_chats() if chat.kind in kinds)

    async def goes_to(self, publication: Publication) -> tuple[Chat, ...]:
        """Return the existing chats into which a publication goes or went."""
        found = [await self._chats.find(number) for number in publication.chats]
        return tuple(chat for chat in found if chat is not None)

    async def queue(self, publication: Publication, occurrence: int) -> tuple[Posting | PostRefused, ...]:
        """Queue an occurrence for all its chats, once for each chat."""
        until = occurrence + self.terms.late
        sendings = [
            Sending(publication.id, occurrence, number, Passage.QUEUED, until) for number in publication.chats
        ]
        return await self._send(publication, [one for one in sendings if await self.sendings.queue(one)])

    async def queue_again(
        self, publication: Publication, sendings: Collection[Sending]
    ) -> tuple[Posting | PostRefused, ...]:
        """Queue missed or refused sendings again."""
        until = self.clock.now() + self.terms.late
        again = [
            replace(one, passage=Passage.QUEUED, until=until, tries=one.tries + 1, link="")
            for one in sendings
        ]
        for sending in again:
            await self.sendings.put(sending)
        return await self._send(publication, again)

    async def _send(
        self, publication: Publication, sendings: Collection[Sending]
    ) -> tuple[Posting | PostRefused, ...]:
        deliveries: list[Delivery] = []
        refused: list[PostRefused] = []
        for sending in sendings:
            chat = await self._chats.find(sending.chat)
            if chat is None or not chat.inside:
                await self.sendings.put(replace(sending, passage=Passage.FAILED))
                places = await self.concerned(publication)
                refused.append(PostRefused(publication, sending.occurrence, sending.tries, chat, "", places))
            else:
                deliveries.append(Delivery(chat, sending.key, sending.until))
        return (*([Posting(publication, tuple(deliveries))] if deliveries else []), *refused)

    async def concerned(self, publication: Publication) -> tuple[CardPlace, ...]:
        """Return where the outcome of a publication is told: where it could be decided on, else to administrators."""
        places = await self.places() if publication.is_news else tuple(map(_place_of, await self.editors()))
        return places or tuple(map(_place_of, await self.roles.administrators()))

    # What is shown

    async def links(self, publication: Publication) -> tuple[str, ...]:
        """Return the links to a publication, latest occurrence first."""
        sendings = await self.sendings.sendings(publication.id)
        return tuple(sending.link for sending in reversed(sendings) if sending.link)[:10]

    async def news_card(self, news: Publication) -> NewsCard:
        """Return news as deciders see them."""
        author, decider = await self.person(news.author_id), await self.person(news.decided_by)
        chats = await self.goes_to(news) if news.chats else await self.chats_of(self.terms.news)
        return NewsCard(news, author, decider, chats, await self.links(news))

    async def post_card(self, person: Person, post: Publication, *, fresh: bool = False) -> PostCard:
        """Return a post as marketing sees it."""
        return PostCard(person, post, await self.public_chats(), await self.links(post), fresh)

    # What is kept

    async def note(self, actor: Person | None, act: str, publication: Publication, **data: Any) -> None:
        """Write an act into the audit log."""
        kept: Mapping[str, Any] = {"publication": publication.id, **data}
        subject = publication.author_id if publication.is_news else None
        await self._audit.record(self.clock.now(), actor.id if actor else None, act, subject, kept)

    async def remember(self, news: Publication, kind: str) -> None:
        """Write an event into the author's history."""
        if await self.person(news.author_id) is not None:
            await self.contacts.record(news.author_id, kind, self.clock.now(), {"publication": news.id})


def _place_of(person: Person) -> CardPlace:
    return CardPlace(person.id, person.language)
