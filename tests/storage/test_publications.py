"""Publications, what became of them in each chat, and what happened in a week, on both databases."""

import json
from dataclasses import fields, replace
from typing import Any

import pytest
from sqlalchemy import insert, select, update

from domain.groups.model import Group
from domain.operations import Retention
from domain.outbox import Outgoing
from domain.people import Person
from domain.publications.content import Content, Medium, Poll
from domain.publications.entities import (
    Happening,
    Passage,
    Publication,
    PublicationKind,
    PublicationStatus,
    Sending,
    Week,
)
from domain.publications.recurring import Repeat
from domain.time import DAY, HOUR
from domain.webinars.entities import Audience, WebinarKind, WebinarStatus
from storage.contacts import ContactsTable
from storage.dossier import dossier
from storage.engine import Database, Transaction
from storage.groups import GroupsTable
from storage.operations import OperationsTable
from storage.outbox import OutboxTable
from storage.publications.drafts import PublicationsTable
from storage.publications.sendings import SendingsTable
from storage.publications.weeks import WeeksTable
from storage.tables.members import members, organisations
from storage.tables.publications import publication_marks, publications
from storage.tables.street import Outbox, outbox
from storage.webinars.plans import WebinarsTable
from tests.storage.webinars import NOW, WEBINAR, somebody

NEWS = Publication(0, PublicationKind.NEWS, PublicationStatus.DRAFT, 1, Content("Новость «&» 😀"))
WHOLE = Publication(
    0,
    PublicationKind.POST,
    PublicationStatus.PLANNED,
    2**40,
    Content(
        "Жирно",
        (
            {"type": "bold", "offset": 0, "length": 5},
            {"type": "text_link", "offset": 1, "length": 1, "url": "u"},
        ),
        (Medium("photo", "p"), Medium("video", "v")),
        Poll("Да?", ("да", "нет"), anonymous=False, several=True, correct=(1,), explanation="так"),
        {"is_disabled": True},
    ),
    signature="Анна Ильина",
    chats=(2, 1),
    at=NOW,
    first_at=NOW - 5,
    repeat=Repeat.MONTHLY,
    version=7,
    shown=2,
    cards=3,
    album="77",
    gathering=True,
    reason="потому",
    decided_by=2**41,
    updated_at=NOW - 7,
)


async def test_a_publication_comes_back_as_it_was_kept(database: Database) -> None:
    async with database.transaction() as transaction:
        books = PublicationsTable(transaction)
        assert await books.find(1) is None
        first, second = await books.add(replace(NEWS, id=99)), await books.add(NEWS)
        assert first == replace(NEWS, id=first.id)
        assert 99 not in {first.id, second.id}
        changed = replace(WHOLE, id=first.id)
        assert all(getattr(changed, one.name) != getattr(second, one.name) for one in fields(Publication))
        await books.save(changed)
        assert await books.find(first.id) == changed
        assert await books.find(second.id) == second


async def test_who_finds_which(database: Database) -> None:
    async with database.transaction() as transaction:
        books = PublicationsTable(transaction)
        kept: dict[tuple[PublicationKind, PublicationStatus], int] = {}
        for number, (kind, status) in enumerate(
            (kind, status) for kind in PublicationKind for status in PublicationStatus
        ):
            made = replace(
                NEWS, kind=kind, status=status, at=number, updated_at=number, gathering=number % 2 == 0
            )
            kept[kind, status] = (await books.add(made)).id
            await books.add(
                replace(made, author_id=2, at=None, gathering=False, status=PublicationStatus.DECLINED)
            )

        def ids(found: Any) -> list[int]:
            return [one.id for one in found]

        def of(*which: tuple[PublicationKind, PublicationStatus]) -> list[int]:
            return [kept[one] for one in which]

        assert ids(await books.news_of(1)) == of(
            (PublicationKind.NEWS, PublicationStatus.DRAFT), (PublicationKind.NEWS, PublicationStatus.WAITING)
        )
        assert ids(await books.news_of(2)) == []
        assert ids(await books.news_waiting()) == of((PublicationKind.NEWS, PublicationStatus.WAITING))
        open_ones = [
            (kind, status)
            for kind in (PublicationKind.SUMMARY, PublicationKind.POST)
            for status in (PublicationStatus.MISSED, PublicationStatus.WAITING, PublicationStatus.DRAFT)
        ]
        assert ids(await books.posts_open()) == of(*open_ones)
        assert ids(await books.summaries_waiting()) == of(
            (PublicationKind.SUMMARY, PublicationStatus.WAITING)
        )
        planned = [(kind, PublicationStatus.PLANNED) for kind in PublicationKind]
        assert ids(await books.planned(10**6)) == of(*planned)
        due = next(
            number
            for number, which in enumerate(kept)
            if which == (PublicationKind.POST, PublicationStatus.PLANNED)
        )
        assert ids(await books.planned(due)) == of(planned[0])
        assert ids(await books.gathering(4)) == [kept[which] for which in list(kept)[:5:2]]


async def test_an_occurrence_is_kept_once_for_each_chat(database: Database) -> None:
    async with database.transaction() as transaction:
        books = PublicationsTable(transaction)
        sendings_table = SendingsTable(transaction)
        post = await books.add(WHOLE)
        sending = Sending(post.id, NOW, 1, Passage.QUEUED, NOW + HOUR)
        other = replace(sending, chat=2)
        assert await sendings_table.queue(sending)
        assert await sendings_table.queue(other)
        assert not await sendings_table.queue(replace(sending, passage=Passage.MISSED))
        assert await sendings_table.sendings(post.id) == [sending, other]
        again = replace(sending, passage=Passage.SENT, until=5, tries=2, link="https://t.me/c/1/2")
        await sendings_table.put(again)
        earlier = replace(sending, occurrence=NOW - 1, passage=Passage.FAILED)
        await sendings_table.put(earlier)
        assert await sendings_table.sendings(post.id) == [earlier, again, other]
        assert await sendings_table.came_out(NOW, NOW + 1) == [(post, again), (post, other)]
        assert await sendings_table.came_out(NOW + 1, NOW + 2) == []
        assert await sendings_table.sendings(post.id + 1) == []


async def test_a_sending_is_found_by_its_call_and_known_to_be_given_up(database: Database) -> None:
    async with database.transaction() as transaction:
        books, outbox_table = PublicationsTable(transaction), OutboxTable(transaction)
        sendings_table = SendingsTable(transaction)
        post = await books.add(WHOLE)
        sendings = [Sending(post.id, NOW, chat, Passage.QUEUED, NOW + chat) for chat in (1, 2, 3)]
        for sending in sendings:
            await sendings_table.queue(sending)
            await outbox_table.add([Outgoing("sendMessage", {}, -sending.chat, key=sending.key)], NOW)
        rows = {row["key"]: row["id"] for row in await transaction.all(select(outbox))}
        for sending in sendings:
            assert await sendings_table.sent_by(rows[sending.key]) == sending
        assert await sendings_table.sent_by(10**6) is None
        assert await sendings_table.dropped(NOW + 10) == []
        await transaction.run(update(outbox).where(outbox.c.chat_id > -3).values(state=Outbox.DROPPED.value))
        assert await sendings_table.dropped(NOW + 1) == sendings[:1]
        await sendings_table.put(replace(sendings[0], passage=Passage.MISSED))
        assert await sendings_table.dropped(NOW + 10) == sendings[1:2]


async def test_a_mark_is_made_once(database: Database) -> None:
    async with database.transaction() as transaction:
        books = PublicationsTable(transaction)
        assert not await books.marked("empty:2027-01-01")
        assert await books.mark("empty:2027-01-01", NOW)
        assert not await books.mark("empty:2027-01-01", NOW + 1)
        assert await books.marked("empty:2027-01-01")


async def test_what_was_undone_is_forgotten_after_its_term(database: Database) -> None:
    async with database.transaction() as transaction:
        books = PublicationsTable(transaction)
        sendings_table = SendingsTable(transaction)
        kept = {}
        for status in PublicationStatus:
            kept[status] = await books.add(replace(NEWS, status=status, updated_at=NOW - 10 * DAY))
        fresh = await books.add(replace(NEWS, updated_at=NOW - DAY))
        was_out = await books.add(
            replace(WHOLE, status=PublicationStatus.CANCELLED, updated_at=NOW - 10 * DAY)
        )
        await sendings_table.queue(Sending(was_out.id, NOW, 1, Passage.SENT, NOW))
        missed = Sending(kept[PublicationStatus.MISSED].id, NOW, 1, Passage.MISSED, NOW)
        await sendings_table.queue(missed)
        await books.mark("old", NOW - 10 * DAY)
        await books.mark("new", NOW - DAY)
        await OperationsTable(transaction).clean(Retention(drafts=5 * DAY), NOW)
        left = {row["id"] for row in await transaction.all(select(publications.c.id))}
        gone = {
            PublicationStatus.DRAFT,
            PublicationStatus.CANCELLED,
            PublicationStatus.DECLINED,
            PublicationStatus.MISSED,
        }
        assert left == {fresh.id, was_out.id, *(one.id for status, one in kept.items() if status not in gone)}
        assert [row["name"] for row in await transaction.all(select(publication_marks))] == ["new"]


@pytest.mark.parametrize("status", [PublicationStatus.WAITING, PublicationStatus.PUBLISHED])
async def test_an_erasure_takes_news_and_what_is_still_to_be_said_of_them(
    database: Database, status: PublicationStatus
) -> None:
    async with database.transaction() as transaction:
        books, outbox_table = PublicationsTable(transaction), OutboxTable(transaction)
        sendings_table = SendingsTable(transaction)
        for number in (1, 2):
            await ContactsTable(transaction).add(somebody(number))
        news = await books.add(replace(NEWS, status=status, signature="Имя 1"))
        others = await books.add(replace(NEWS, author_id=2, decided_by=1))
        post = await books.add(replace(WHOLE, author_id=1, decided_by=1))
        await sendings_table.queue(Sending(news.id, NOW, 1, Passage.QUEUED, NOW))
        said = [
            Outgoing("sendMessage", {"text": "x"}, -1, key=f"publication:{news.id}:5:1:1"),
            Outgoing("editMessageText", {"text": "x"}, 2, edits=f"publication:{news.id}:card:1:2"),
            Outgoing("sendMessage", {"text": "x"}, 2, key=f"publication:{others.id}:card:1:2"),
            Outgoing(
                "sendMessage",
                {"text": "Имя 1 и ещё", "entities": [{"type": "bold", "offset": 8, "length": 3}]},
                2,
                key="else",
            ),
        ]
        await outbox_table.add(said, NOW)
        about = await dossier(transaction, 1)
        assert [row["id"] for row in about["publications"]] == [news.id, post.id]
        assert about["publications"][0]["content"]["text"] == NEWS.content.text
        await ContactsTable(transaction).erase(1)
        assert await books.find(news.id) is None
        assert await sendings_table.sendings(news.id) == []
        assert await books.find(others.id) == replace(others, decided_by=None)
        assert await books.find(post.id) == replace(post, author_id=0, decided_by=None)
        left = {row["key"]: json.loads(row["params"]) for row in await transaction.all(select(outbox))}
        assert left == {f"publication:{others.id}:card:1:2": {"text": "x"}, "else": {"text": "— и ещё"}}


# The week

WEEK = (NOW, NOW + 7 * DAY, NOW + 14 * DAY)


async def _member(
    transaction: Transaction, number: int, since: int, firm: str = "", status: str = "active"
) -> None:
    values: dict[str, Any] = {"id": number, "kind": "organisation" if firm else "person", "status": status}
    if firm:
        organisation = {"id": number, "name": firm, "inn": str(number), "ogrn": ""}
        await transaction.run(insert(organisations).values(**organisation))
        values |= {"organisation_id": number}
    else:
        await ContactsTable(transaction).add(Person(number, "ru", 1, name="Имя", consented=True))
        values |= {"person_id": number}
    await transaction.run(insert(members).values(**values, since=since, name=firm or "Имя Фамилия"))


async def test_a_week_tells_what_everybody_may_know(database: Database) -> None:
    async with database.transaction() as transaction:
        assert (await WeeksTable(transaction).week(*WEEK)).empty
        await _member(transaction, 1, NOW)
        await _member(transaction, 2, NOW - 1)
        await _member(transaction, 3, NOW + 7 * DAY)
        await _member(transaction, 4, NOW + 5, "ООО «Клиника»")
        await _member(transaction, 5, NOW + 6, "ООО «Ушла»", "left")
        webinars = WebinarsTable(transaction)
        told: dict[str, dict[str, Any]] = {
            "Открытый": {},
            "Ещё идёт": {"starts_at": NOW + 7 * DAY - 60_000_000},
            "Впереди": {"starts_at": NOW + 8 * DAY},
            "Нескоро": {"starts_at": NOW + 14 * DAY},
            "Группы": {"kind": WebinarKind.GROUP, "audience": Audience.GROUP},
            "Членам": {"audience": Audience.MEMBERS},
            "Группы, впереди": {
                "kind": WebinarKind.GROUP,
                "audience": Audience.GROUP,
                "starts_at": NOW + 8 * DAY,
            },
            "Черновик": {"status": WebinarStatus.DRAFT},
            "Отменён": {"status": WebinarStatus.CANCELLED, "starts_at": NOW + 8 * DAY},
        }
        for title, changes in told.items():
            public = {"kind": WebinarKind.PUBLIC, "audience": Audience.SUPPORTERS, "group_id": ""}
            wanted: dict[str, Any] = {**public, "title": title, "recording": "https://v.example", **changes}
            await webinars.add(replace(WEBINAR, **wanted))
        begun = {"one": NOW + 1, "two": NOW + 1, "later": NOW + 2, "after": NOW + 7 * DAY}
        for group, created_at in begun.items():
            await GroupsTable(transaction).add(Group(group, {"ru": group}, {}, "", created_at))
        await _news(transaction)
        assert await WeeksTable(transaction).week(*WEEK) == Week(
            *WEEK[:2],
            people=1,
            organisations=("ООО «Клиника»",),
            held=(Happening("Открытый", NOW, "https://v.example"),),
            held_in_groups=1,
            coming=(Happening("Впереди", NOW + 8 * DAY),),
            news=(("Вышла", "https://t.me/a/1"), ("Вышла без ссылки", "")),
            groups=({"ru": "later"},),
        )


async def _news(transaction: Transaction) -> None:
    books = PublicationsTable(transaction)
    sendings_table = SendingsTable(transaction)
    for text, kind, occurrence, passages in (
        ("Вышла\nи вторая строка", PublicationKind.NEWS, NOW + 1, (Passage.SENT, Passage.SENT)),
        ("Вышла без ссылки", PublicationKind.NEWS, NOW + 2, (Passage.FAILED, Passage.SENT)),
        ("Не вышла", PublicationKind.NEWS, NOW + 3, (Passage.FAILED,)),
        ("Вышла до того", PublicationKind.NEWS, NOW - 1, (Passage.SENT,)),
        ("Пост", PublicationKind.POST, NOW + 4, (Passage.SENT,)),
    ):
        made = await books.add(
            replace(NEWS, kind=kind, status=PublicationStatus.PUBLISHED, content=Content(text))
        )
        for chat, passage in enumerate(passages, 1):
            link = f"https://t.me/a/{chat}" if len(passages) == 2 and passages[0] is Passage.SENT else ""
            await sendings_table.queue(Sending(made.id, occurrence, chat, passage, occurrence, link=link))
