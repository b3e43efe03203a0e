"""News and posts: what is published is what was seen, one decision wins, and what is due goes out once."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from domain.consent import ConsentMissing
from domain.people import Person
from domain.publications.content import Content, Medium, Poll, poll_of, units
from domain.publications.context import QUIET
from domain.publications.entities import (
    Passage,
    Publication,
    PublicationKind,
    PublicationStatus,
    PublicationTerms,
)
from domain.publications.events import (
    AlbumGrown,
    DraftMoved,
    DraftShown,
    NewsApproved,
    NewsMoved,
    NewsProposed,
    NewsPublished,
    PostCard,
    Posting,
    PostMoved,
    PostRefused,
)
from domain.refusal import Gone, InvalidAnswer, Refusal
from domain.roles import NotAllowed, Role
from tests.domain.fakes import Offices
from tests.domain.newsroom import (
    AUTHOR,
    CHANNEL,
    CLOSED,
    KIRA,
    MODERATOR,
    OTHER,
    PARTICIPANTS,
    Room,
)

PHOTO, VIDEO = Medium("photo", "p"), Medium("video", "v")
SMILE = "😀"  # two units long


# Content


def test_formatting_is_counted_in_utf_16() -> None:
    assert units("Ё" + SMILE + "a") == 4
    first = Content(SMILE, ({"type": "bold", "offset": 0, "length": 2},), (PHOTO,))
    second = Content(
        "link", ({"type": "text_link", "offset": 0, "length": 4, "url": "https://x.example"},), (VIDEO,)
    )
    whole = first.joined(second)
    assert whole.text == SMILE + "\n\nlink"
    assert whole.media == (PHOTO, VIDEO)
    assert [entity["offset"] for entity in whole.entities] == [0, 4]
    assert whole.text.encode("utf-16-le")[8:].decode("utf-16-le") == "link"
    assert first.joined(Content(media=(VIDEO,))).text == SMILE
    assert Content(media=(PHOTO,)).joined(second).entities == second.entities


def test_a_name_comes_last_and_moves_no_formatting() -> None:
    content = Content("Жирно", ({"type": "bold", "offset": 0, "length": 5},))
    assert content.signed("") is content
    signed = content.signed("Анна & <b>")
    assert (signed.text, signed.entities) == ("Жирно\n\n— Анна & <b>", content.entities)
    assert Content(media=(PHOTO,)).signed("Анна").text == "— Анна"


@pytest.mark.parametrize(
    ("text", "poll"),
    [
        (
            "Где встретимся?\nОнлайн\n- Офлайн\n\n• Всё равно",
            Poll("Где встретимся?", ("Онлайн", "Офлайн", "Всё равно")),
        ),
        ("Вопрос", Poll("Вопрос", ())),
        ("", Poll("", ())),
        ("Минус?\n-5\n—", Poll("Минус?", ("5",))),
    ],
)
def test_a_poll_is_typed_line_by_line(text: str, poll: Poll) -> None:
    assert poll_of(text) == poll


FINE = ("да", "нет")


@pytest.mark.parametrize(
    ("poll", "why"),
    [
        (Poll("?", FINE), None),
        (Poll("?" * 300, ("о" * 100, *map(str, range(11)))), None),
        (Poll("", FINE), "few"),
        (Poll("?", ("да",)), "few"),
        (Poll("?", tuple(map(str, range(13)))), "many"),
        (Poll("?" * 301, FINE), "question"),
        (Poll("?", ("о" * 101, "нет")), "option"),
        (Poll("?", ("да", "да")), "twice"),
    ],
)
async def test_what_a_poll_may_be(poll: Poll, why: str | None) -> None:
    room = Room()
    if why is None:
        assert isinstance(await room.plan.compose(KIRA, Content(poll=poll), ""), PostCard)
    else:
        with pytest.raises(InvalidAnswer, match="publications-poll-unfit") as unfit:
            await room.plan.compose(KIRA, Content(poll=poll), "")
        assert unfit.value.details["why"] == why


@pytest.mark.parametrize(
    ("content", "fits"),
    [
        (Content("я" * 4096), True),
        (Content("я" * 4097), False),
        (Content(SMILE * 4096), True),  # characters, not units
        (Content("я" * 1024, media=(PHOTO,)), True),
        (Content("я" * 1025, media=(PHOTO,)), False),
    ],
)
async def test_what_is_too_long_is_refused_when_it_is_sent_in(content: Content, fits: bool) -> None:
    room = Room()
    if fits:
        assert isinstance(await room.proposals.offer(AUTHOR, content, ""), DraftShown)
        with pytest.raises(InvalidAnswer, match="publications-too-long") as long:
            await room.proposals.sign(AUTHOR, 1)
        assert (long.value.details["signed"], long.value.details["most"]) == ("yes", content.longest)
        assert room.press.last.signature == ""
    else:
        with pytest.raises(InvalidAnswer, match="publications-too-long") as long:
            await room.proposals.offer(AUTHOR, content, "")
        assert (long.value.details["length"], long.value.details["signed"]) == (len(content.text), "no")
        assert not room.press.kept


# Proposing


async def test_an_album_is_one_draft_and_shown_once_it_is_quiet() -> None:
    room = Room()
    for number in range(10):
        grown = await room.proposals.offer(AUTHOR, Content("да" * (number == 3), media=(PHOTO,)), "77")
        assert isinstance(grown, AlbumGrown)
    assert len(room.press.kept) == 1
    assert (len(room.press.last.content.media), room.press.last.content.text) == (10, "да")
    with pytest.raises(InvalidAnswer, match="publications-too-many-media"):
        await room.proposals.offer(AUTHOR, Content(media=(PHOTO,)), "77")
    room.press.moment += QUIET - 1
    assert await room.proposals.gathered_due() == ()
    room.press.moment += 1
    (shown,) = await room.proposals.gathered_due()
    assert (shown.person, shown.news.gathering) == (AUTHOR, False)
    assert await room.proposals.gathered_due() == ()
    assert await room.plan.gathered_due() == ()
    another = await room.proposals.offer(AUTHOR, Content(media=(VIDEO,)), "78")
    assert another == AlbumGrown(AUTHOR, room.press.last)
    assert room.press.last.content.media == (VIDEO,)
    assert len(room.press.kept) == 1


async def test_what_is_sent_is_what_was_shown() -> None:
    room = Room()
    shown = await room.proposals.offer(AUTHOR, Content("Раз"), "")
    assert isinstance(shown, DraftShown)
    await room.proposals.offer(AUTHOR, Content("Два"), "")
    again = await room.proposals.send(AUTHOR, 1, shown.news.version)
    assert isinstance(again, DraftShown)
    assert (again.moved, again.news.final.text, again.news.status) == (True, "Два", PublicationStatus.DRAFT)
    proposed = await room.proposals.send(AUTHOR, 1, again.news.version)
    assert isinstance(proposed, NewsProposed)
    assert [one.id for one in proposed.places] == [CLOSED.id, KIRA.id]
    assert proposed.stand_ins == ()
    assert room.people.kinds(AUTHOR.id) == ["news-proposed"]


async def test_administrators_hear_where_nobody_decides() -> None:
    room = Room(roles=Offices({(9, Role.ADMINISTRATOR, ""): 0}))
    await room.proposals.offer(AUTHOR, Content("Раз"), "")
    proposed = await room.proposals.send(AUTHOR, 1, 1)
    assert isinstance(proposed, NewsProposed)
    assert ([one.id for one in proposed.places], [one.id for one in proposed.stand_ins]) == ([CLOSED.id], [9])


async def test_without_a_chat_of_their_own_moderators_hear_each_alone() -> None:
    room = Room()
    room.press.chats = [PARTICIPANTS, CHANNEL, replace(CLOSED, inside=False)]
    await room.proposals.offer(AUTHOR, Content("Раз"), "")
    proposed = await room.proposals.send(AUTHOR, 1, 1)
    assert isinstance(proposed, NewsProposed)
    assert [one.id for one in proposed.places] == [MODERATOR.id, OTHER.id, KIRA.id]


async def test_only_so_many_wait() -> None:
    room = Room(PublicationTerms(most_waiting=2))
    for _ in range(2):
        await room.proposed()
    assert (await room.proposals.room(AUTHOR)).full
    with pytest.raises(Refusal, match=r"publications-too-many$"):
        await room.proposals.offer(AUTHOR, Content("Ещё"), "")
    await room.proposals.recall(AUTHOR, 1)
    await room.proposals.offer(AUTHOR, Content("Иначе"), "")
    assert room.press.kept[1].final.text == "Иначе"
    await room.proposals.send(AUTHOR, 1, room.press.kept[1].version)
    await room.proposals.withdraw(AUTHOR, 2)
    assert not (await room.proposals.room(AUTHOR)).full
    with pytest.raises(ConsentMissing):
        await room.proposals.offer(replace(AUTHOR, consented=False), Content("Ещё"), "")


async def test_the_name_below_is_the_one_that_was_seen() -> None:
    room = Room()
    await room.proposals.offer(AUTHOR, Content("Раз"), "")
    shown = await room.proposals.sign(AUTHOR, 1)
    assert (shown.fresh, shown.news.final.text) == (False, "Раз\n\n— Анна Ильина")
    renamed = replace(AUTHOR, name="Кто-то другой")
    await room.proposals.send(renamed, 1, shown.news.version)
    assert room.press.last.final.text == "Раз\n\n— Анна Ильина"


# Deciding


async def test_one_decision_wins_and_what_is_published_is_what_was_seen() -> None:
    room = Room()
    news = await room.proposed()
    events = await room.news_review.publish(MODERATOR, news.id, news.version)
    approved, posting = events
    assert isinstance(approved, NewsApproved)
    assert isinstance(posting, Posting)
    assert [one.chat for one in posting.deliveries] == [PARTICIPANTS]
    with pytest.raises(NewsMoved) as moved:
        await room.news_review.decline(OTHER, news.id, news.version, "нет")
    assert (moved.value.card.news.status, moved.value.card.decider) == (
        PublicationStatus.PUBLISHED,
        MODERATOR,
    )
    with pytest.raises(NewsMoved):
        await room.news_review.publish(OTHER, news.id, news.version)
    assert len(room.press.passages) == 1
    assert [row[1] for row in room.log.rows] == ["news-published"]
    assert room.people.kinds(AUTHOR.id) == ["news-proposed", "news-published"]


async def test_a_button_under_another_text_decides_nothing() -> None:
    room = Room()
    news = await room.proposed()
    revised = await room.news_review.revise(MODERATOR, news.id, news.version, "Правка", (), None)
    for act in (
        room.news_review.publish(OTHER, news.id, news.version),
        room.news_review.decline(OTHER, news.id, news.version, "нет"),
        room.news_review.revise(OTHER, news.id, news.version, "Иначе", (), None),
    ):
        with pytest.raises(NewsMoved) as moved:
            await act
        assert (moved.value.card.news.status, moved.value.card.news.final.text) == (
            PublicationStatus.WAITING,
            "Правка",
        )
    await room.proposals.recall(AUTHOR, news.id)
    with pytest.raises(NewsMoved):
        await room.news_review.publish(MODERATOR, news.id, revised.card.news.version)
    draft = room.press.last
    await room.proposals.send(AUTHOR, news.id, draft.version)
    with pytest.raises(NewsMoved):
        await room.news_review.publish(MODERATOR, news.id, revised.card.news.version)
    assert room.press.last.cards == 2
    await room.news_review.publish(MODERATOR, news.id, room.press.last.version)
    with pytest.raises(DraftMoved):
        await room.proposals.withdraw(AUTHOR, news.id)


async def test_without_a_chat_nothing_is_published() -> None:
    room = Room()
    room.press.chats = [replace(PARTICIPANTS, inside=False), CHANNEL]
    news = await room.proposed()
    with pytest.raises(InvalidAnswer, match="publications-no-chat"):
        await room.news_review.publish(MODERATOR, news.id, news.version)
    assert room.press.last.status is PublicationStatus.WAITING


async def test_the_author_hears_of_the_first_chat_and_staff_of_a_refusal() -> None:
    terms = PublicationTerms(news=frozenset({PARTICIPANTS.kind, CHANNEL.kind}))  # type: ignore[arg-type]
    room = Room(terms)
    news = await room.proposed()
    await room.news_review.publish(MODERATOR, news.id, news.version)
    refused = await room.publishing.settled(0, sent=False, link="", error="not enough rights")
    assert isinstance(refused, PostRefused)
    assert (refused.chat, refused.error) == (PARTICIPANTS, "not enough rights")
    published = await room.publishing.settled(1, sent=True, link="https://t.me/c/2/7", error="")
    assert isinstance(published, NewsPublished)
    assert (published.first, published.card.links) == (True, ("https://t.me/c/2/7",))
    _, again = await room.publishing.send_again(OTHER, news.id, news.version, refused.occurrence)
    assert isinstance(again, Posting)
    assert [(one.chat, one.key[-2:]) for one in again.deliveries] == [(PARTICIPANTS, ":2")]
    with pytest.raises(Refusal, match="publications-nothing-to-send"):
        await room.publishing.send_again(OTHER, news.id, news.version, refused.occurrence)
    late = await room.publishing.settled(0, sent=True, link="", error="")
    assert isinstance(late, NewsPublished)
    assert not late.first
    assert await room.publishing.settled(9, sent=True, link="", error="") is None


# Everybody and everything

OFFICES: list[Role | None] = [None, *Role]
Act = Callable[[Room, Person, int], Awaitable[Any]]
ACTS: dict[str, Act] = {
    "publish": lambda room, who, version: room.news_review.publish(who, 1, version),
    "revise": lambda room, who, version: room.news_review.revise(who, 1, version, "Иначе", (), None),
    "decline": lambda room, who, version: room.news_review.decline(who, 1, version, "нет"),
    "sign": lambda room, who, _: room.proposals.sign(who, 1),
    "send": lambda room, who, version: room.proposals.send(who, 1, version),
    "recall": lambda room, who, _: room.proposals.recall(who, 1),
    "withdraw": lambda room, who, _: room.proposals.withdraw(who, 1),
    "post-change": lambda room, who, _: room.plan.compose(who, Content("Иначе"), "", 1),
    "post-toggle": lambda room, who, _: room.plan.toggle(who, 1, CHANNEL.number),
    "post-repeat": lambda room, who, _: room.plan.repeat(who, 1),
    "post-plan": lambda room, who, _: room.plan.plan(who, 1, "завтра 10:00"),
    "post-publish": lambda room, who, version: room.plan.publish(who, 1, version),
    "post-cancel": lambda room, who, _: room.plan.cancel(who, 1),
}


# Written out once more than in the program: from which state each act leads where.
LEADS: dict[str, dict[PublicationStatus, PublicationStatus]] = {
    "publish": {PublicationStatus.WAITING: PublicationStatus.PUBLISHED},
    "revise": {PublicationStatus.WAITING: PublicationStatus.WAITING},
    "decline": {PublicationStatus.WAITING: PublicationStatus.DECLINED},
    "sign": {PublicationStatus.DRAFT: PublicationStatus.DRAFT},
    "send": {PublicationStatus.DRAFT: PublicationStatus.WAITING},
    "recall": {PublicationStatus.WAITING: PublicationStatus.DRAFT},
    "withdraw": {
        PublicationStatus.DRAFT: PublicationStatus.CANCELLED,
        PublicationStatus.WAITING: PublicationStatus.CANCELLED,
    },
    "post-change": {
        one: one
        for one in (
            PublicationStatus.DRAFT,
            PublicationStatus.WAITING,
            PublicationStatus.PLANNED,
            PublicationStatus.MISSED,
        )
    },
    "post-plan": dict.fromkeys(
        (
            PublicationStatus.DRAFT,
            PublicationStatus.WAITING,
            PublicationStatus.PLANNED,
            PublicationStatus.MISSED,
        ),
        PublicationStatus.PLANNED,
    ),
    "post-publish": dict.fromkeys(
        (
            PublicationStatus.DRAFT,
            PublicationStatus.WAITING,
            PublicationStatus.PLANNED,
            PublicationStatus.MISSED,
        ),
        PublicationStatus.PUBLISHED,
    ),
    "post-cancel": dict.fromkeys(
        (
            PublicationStatus.DRAFT,
            PublicationStatus.WAITING,
            PublicationStatus.PLANNED,
            PublicationStatus.MISSED,
        ),
        PublicationStatus.CANCELLED,
    ),
}
LEADS["post-toggle"] = LEADS["post-repeat"] = LEADS["post-change"]
OF_AUTHOR = ("sign", "send", "recall", "withdraw")


def refusal_of(
    act: str, status: PublicationStatus, *, news: bool, own: bool, role: Role | None
) -> type[Exception] | None:
    moved: type[Exception]
    if act in OF_AUTHOR:
        allowed, mine, moved = True, news and own, DraftMoved
    elif act.startswith("post-"):
        allowed, mine, moved = role is Role.MARKETING, not news, PostMoved
    else:
        allowed, mine, moved = role in (Role.MODERATOR, Role.MARKETING), news, NewsMoved
    if not allowed:
        return NotAllowed
    if not mine:
        return Gone
    return None if status in LEADS[act] else moved


@pytest.mark.parametrize("act", LEADS)
async def test_every_act_in_every_state_by_everybody(act: str) -> None:
    for status, kind, role, own in product(PublicationStatus, PublicationKind, OFFICES, (False, True)):
        about = f"{act}: {status} {kind} by {role}, own: {own}"
        room = Room(roles=Offices({} if role is None else {(7, role, ""): 0}))
        who = room.people.known[7] = replace(AUTHOR, id=7)
        before = room.press.kept[1] = Publication(
            *(1, kind, status, 7 if own else 8, Content("Было")),
            chats=(PARTICIPANTS.number,),
            at=room.press.moment + 5,
            first_at=room.press.moment + 5,
            cards=1,
        )
        refusal = refusal_of(act, status, news=kind is PublicationKind.NEWS, own=own, role=role)
        if refusal is None:
            await ACTS[act](room, who, before.version)
            assert room.press.kept[1].status is LEADS[act][status], about
        else:
            with pytest.raises(refusal):
                await ACTS[act](room, who, before.version)
            assert room.press.kept[1] == before, about
            assert [row[1] for row in room.log.rows] == ["refused"] * (refusal is NotAllowed), about
        assert bool(room.press.passages) is (refusal is None and act in ("publish", "post-publish")), about


async def test_a_draft_that_was_never_sent_is_nobody_elses() -> None:
    room = Room()
    await room.proposals.offer(AUTHOR, Content("Тайна"), "")
    with pytest.raises(Gone, match="publications-missing"):
        await room.news_review.look(MODERATOR, 1)
    for person in (MODERATOR, KIRA):
        with pytest.raises(Gone, match="publications-missing"):
            await room.proposals.look(person, 1)
    assert (await room.proposals.room(MODERATOR)).waiting == ()


async def test_what_is_missed_of_a_post_is_no_moderators() -> None:
    room = Room()
    post = await room.post("01.03.2027 13:00")
    occurrence = post.at or 0
    room.press.moment = occurrence + 100 * 3_600_000_000
    await room.publishing.publish_due()
    version = room.press.last.version
    with pytest.raises(NotAllowed):
        await room.publishing.send_again(MODERATOR, 1, version, occurrence)
    with pytest.raises(Refusal, match="publications-nothing-to-send"):
        await room.publishing.send_again(KIRA, 1, version + 1, occurrence)
    with pytest.raises(Refusal, match="publications-nothing-to-send"):
        await room.publishing.send_again(KIRA, 1, version, occurrence + 1)
    await room.publishing.send_again(KIRA, 1, version, occurrence)
    assert room.press.last.status is PublicationStatus.PUBLISHED
    assert [one.passage for one in room.press.passages.values()] == [Passage.QUEUED]
