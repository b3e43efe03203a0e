"""News in the chat: proposed, seen, decided by one of several, published just as it was seen."""

import html
import json
from typing import Any

import pytest

from domain.chats.entities import Chat, ChatKind
from domain.roles import Role
from storage.chats import ChatsTable
from storage.tables.chats import chats
from storage.tables.people import audit
from storage.tables.publications import publications
from tests.handlers.harness import Street, Visitor
from tests.handlers.newsroom import (
    CHANNEL,
    GROUP,
    Newsroom,
    bold,
    look,
    newsroom,
    photo,
    propose,
    send_album,
    video,
)
from tests.handlers.rooms import Room
from tests.handlers.steps import appoint, dismiss
from tests.words import Part, has, like, words

TEXT = bold("😀 Открыли регистр данных", "регистр")


@pytest.fixture
async def room(street: Street) -> Newsroom:
    return await newsroom(street)


async def row(street: Street, number: int = 1) -> dict[str, Any]:
    return next(one for one in await street.rows(publications) if one["id"] == number)


async def test_what_was_seen_is_what_is_published(room: Newsroom) -> None:
    street, anna, mila = room.street, room.anna, room.mila
    await anna.write("/start")
    await anna.press("contact-news")
    assert anna.screen.says("publication-room-screen", full="no")
    await anna.send(**TEXT)
    preview = anna.screens[-2]
    assert preview.text == TEXT["text"]
    assert anna.screen.says("publication-draft", signed="no", status="draft")
    assert "Участники" in anna.screen.text
    assert "Канал" not in anna.screen.text
    await anna.press("publication-sign")
    signed = TEXT["text"] + "\n\n— Анна"
    assert [one.text for one in anna.screens if one.message_id == preview.message_id] == [signed]
    assert "☑ " + words("publication-sign") in anna.screen.labels
    await anna.press("publication-send")
    assert anna.screen.says("publication-draft", status="waiting")
    for staff in (mila, room.kira):
        assert staff.screens[-2].text == signed
        assert staff.screen.says("publication-card", username="user1", who="Анна")
    await mila.press("publication-publish")
    (post,) = room.sent_to(GROUP)
    assert (post.method, post.params["text"], post.params["entities"]) == (
        "sendMessage",
        signed,
        TEXT["entities"],
    )
    assert "parse_mode" not in post.params
    assert room.sent_to(CHANNEL) == []
    link = f"https://t.me/c/1/{room.group.screen.message_id}"
    for staff in (mila, room.kira):
        assert staff.screen.says("publication-card", status="published")
        assert link in str(staff.screen.buttons)
    assert anna.screen.says("publication-yours-published")
    assert link in str(anna.screen.buttons)
    assert [kind for kind, _ in await anna.history()][-2:] == ["news-proposed", "news-published"]
    assert (await row(street))["status"] == "published"


async def test_two_moderators_at_once_are_one_decision(room: Newsroom) -> None:
    await propose(room.anna, **TEXT)
    publish, decline = (
        room.mila.screen.data_of("publication-publish"),
        room.kira.screen.data_of("publication-decline"),
    )
    await room.street.receive("callback_query", room.mila.query(publish))
    await room.street.receive("callback_query", room.kira.query(publish))
    await room.street.work()
    assert len(room.sent_to(GROUP)) == 1
    texts = [answer.text for answer in room.street.answers.given[-2:]]
    assert texts == [words("publication-approved"), words("publication-card-moved", waits="no")]
    await room.kira.tap(decline)
    assert room.kira.screen.says("publication-card", status="published")
    assert room.kira.screen.says("publication-card", decider="Мила", status="published")


async def test_a_button_under_an_old_text_is_refused_with_a_fresh_preview(room: Newsroom) -> None:
    anna, mila, kira = room.anna, room.mila, room.kira
    await propose(anna, **photo(caption="Было 😀", caption_entities=[]))
    stale = kira.screen.data_of("publication-publish")
    await mila.press("publication-edit")
    new = bold("😀😀 Стало лучше", "Стало")
    await mila.send(**new)
    assert mila.screens[-2].text == new["text"]
    shown = [owed for owed in room.sent_to(mila.id) if owed.method == "sendPhoto"][-1]
    assert (shown.params["photo"], shown.params["caption_entities"]) == ("p", new["entities"])
    assert kira.screen.says("publication-revised", who="Мила")
    await kira.tap(stale)
    assert kira.answer == words("publication-card-moved", waits="yes")
    assert room.sent_to(GROUP) == []
    assert kira.screens[-2].text == new["text"]
    await kira.press("publication-publish")
    (post,) = room.sent_to(GROUP)
    assert (post.method, post.params["caption"], post.params["caption_entities"]) == (
        "sendPhoto",
        new["text"],
        new["entities"],
    )


async def test_the_author_takes_news_back_and_sends_them_corrected(room: Newsroom) -> None:
    anna, mila = room.anna, room.mila
    await propose(anna, text="С ошипкой")
    stale = mila.screen.data_of("publication-publish")
    await anna.press("publication-recall")
    assert mila.screen.says("publication-card", status="draft")
    await mila.tap(stale)
    assert mila.heard("publication-card-moved", waits="no")
    await anna.write("Без ошибки")
    assert anna.screens[-2].text == "Без ошибки"
    await anna.press("publication-send")
    await mila.tap(stale)
    assert mila.heard("publication-card-moved", waits="yes")
    assert room.sent_to(GROUP) == []
    await mila.press("publication-publish")
    assert room.group.screen.text == "Без ошибки"
    assert len(await room.street.rows(publications)) == 1


@pytest.mark.parametrize("ready", [True, False])
async def test_declined_news_are_told_with_the_reason(room: Newsroom, *, ready: bool) -> None:
    await propose(room.anna, text="Купите у нас")
    await room.mila.press("publication-decline")
    assert room.mila.screen.says("publication-decline-ask")
    if ready:
        await room.mila.press("publication-reason-advertising")
    else:
        await room.mila.write("Это <b>реклама</b> & только")
    reason = words("publication-reason-advertising") if ready else "Это <b>реклама</b> & только"
    assert html.escape(reason) in room.anna.screen.text
    assert room.anna.screen.says("publication-yours-declined", reason=reason)
    assert room.kira.screen.says("publication-card", reason=reason)
    assert room.sent_to(GROUP) == []
    await room.anna.press("publication-room")
    assert room.anna.screen.says("publication-room-screen", full="no")


async def test_an_album_is_shown_whole_and_published_whole(room: Newsroom) -> None:
    anna, mila = room.anna, room.mila
    await anna.write("/news")
    caption = bold("😀 Как это было", "было")
    marked = {"caption": caption["text"], "caption_entities": caption["entities"]}
    await send_album(anna, photo("1", **marked), video("2"), photo("3"))
    assert anna.screen.says("publication-album", count=3)
    await anna.press("publication-preview")
    (shown,) = [owed for owed in room.sent_to(anna.id) if owed.method == "sendMediaGroup"]
    await anna.press("publication-sign", "publication-send")
    edit = next(owed for owed in room.sent_to(anna.id) if owed.method == "editMessageCaption")
    assert edit.params["caption"] == caption["text"] + "\n\n— Анна"
    assert edit.target is not None
    await mila.press("publication-publish")
    (post,) = room.sent_to(GROUP)
    assert post.method == shown.method
    media = post.params["media"]
    assert [(one["type"], one["media"]) for one in media] == [("photo", "1"), ("video", "2"), ("photo", "3")]
    assert media[0]["caption"] == edit.params["caption"]
    assert media[0]["caption_entities"] == caption["entities"]
    assert "caption" not in media[1]


async def test_the_count_of_an_album_goes_once(room: Newsroom) -> None:
    await room.anna.write("/news")
    await send_album(room.anna, photo("1"), photo("2"))
    for _ in range(2):
        await room.anna.tap("news:look:1:0")
    await room.kira.write("/plan")
    await room.kira.press("publication-new")
    await send_album(room.kira, photo("1"), photo("2"))
    for _ in range(2):
        await room.kira.tap("plan:preview:2:0:0")
    gone = [owed.chat_id for owed in room.street.sent if owed.method == "deleteMessage"]
    assert gone == [room.anna.id, room.kira.id]


async def test_an_album_shows_itself_after_a_short_quiet(room: Newsroom) -> None:
    await room.anna.write("/news")
    await send_album(room.anna, photo("1"), photo("2"))
    before = len(room.anna.screens)
    room.street.clock.advance(3_000_000)
    await look(room.street)
    assert len(room.anna.screens) == before + 1, "the count goes, the album and what can be done come"
    assert words("publication-send") in room.anna.screen.labels
    await look(room.street)
    assert len(room.anna.screens) == before + 1


async def test_a_part_that_comes_late_is_seen_before_it_is_sent(room: Newsroom) -> None:
    await room.anna.write("/news")
    await send_album(room.anna, photo("1"), photo("2"))
    await room.anna.press("publication-preview")
    send = room.anna.screen.data_of("publication-send")
    await send_album(room.anna, photo("3"))
    await room.anna.tap(send)
    assert room.anna.answer == words("publication-moved")
    assert (await row(room.street))["status"] == "draft"
    await room.anna.press("publication-send")
    assert len(json.loads((await row(room.street))["content"])["media"]) == 3
    assert (await row(room.street))["status"] == "waiting"


@pytest.mark.parametrize(
    ("content", "answer"),
    [
        ({"text": "я" * 4097}, like("refused-publications-too-long", length=4097, most=4096, signed="no")),
        (
            photo(caption="я" * 1025),
            like("refused-publications-too-long", length=1025, most=1024, signed="no"),
        ),
        (
            {"voice": {"file_id": "v", "file_unique_id": "u", "duration": 1}},
            like("refused-publications-unfit", text="no"),
        ),
        ({"location": {"latitude": 1.0, "longitude": 2.0}}, like("refused-publications-unfit", text="no")),
    ],
)
async def test_what_does_not_fit_gets_an_answer_and_another_try(
    room: Newsroom, content: dict[str, Any], answer: Part
) -> None:
    await room.anna.write("/news")
    await room.anna.send(**content)
    assert has(room.anna.screen.text, answer)
    assert await room.street.rows(publications) == []
    await room.anna.write("Короче")
    assert words("publication-send") in room.anna.screen.labels


async def test_of_an_album_that_does_not_fit_nothing_is_taken(room: Newsroom) -> None:
    await room.anna.write("/news")
    before = len(room.anna.screens)
    await send_album(room.anna, photo("1", caption="я" * 1025), photo("2"), photo("3"))
    assert len(room.anna.screens) == before + 1
    assert await room.street.rows(publications) == []
    await send_album(room.anna, photo("1", caption="Короче"), photo("2"), album="78")
    assert len(json.loads((await row(room.street))["content"])["media"]) == 2


async def test_an_album_of_documents_hears_once_that_it_does_not_fit(room: Newsroom) -> None:
    await room.anna.write("/news")
    before = len(room.anna.screens)
    file = {"document": {"file_id": "d", "file_unique_id": "u", "file_name": "x.pdf"}}
    await send_album(room.anna, file, file, file)
    assert len(room.anna.screens) == before + 1


async def test_a_name_that_does_not_fit_is_refused_and_the_draft_stays(room: Newsroom) -> None:
    await room.anna.write("/news")
    await room.anna.write("я" * 4096)
    await room.anna.press("publication-sign")
    assert room.anna.heard("refused-publications-too-long", length=4104, signed="yes")
    assert (await row(room.street))["signature"] == ""
    await room.anna.press("publication-send")
    assert (await row(room.street))["status"] == "waiting"


async def test_a_moderators_text_that_is_too_long_can_be_sent_again(room: Newsroom) -> None:
    await propose(room.anna, sign=True, **photo(caption="Раз"))
    await room.mila.press("publication-edit")
    await room.mila.write("я" * 1020)
    assert room.mila.screen.says("refused-publications-too-long", length=1028, most=1024, signed="yes")
    await room.mila.send(**photo("другая"))
    assert room.mila.screen.says("refused-publications-unfit", text="yes")
    await room.mila.write("Два")
    assert room.mila.screens[-2].text == "Два\n\n— Анна"


async def test_only_so_many_wait_for_one_person(room: Newsroom) -> None:
    for number in range(3):
        await propose(room.anna, text=f"Новость {number}")
    await room.anna.write("/news")
    assert room.anna.screen.says("publication-room-screen", full="yes", most=3)
    await room.anna.write("Ещё одна")
    assert room.anna.screen.says("contact-not-understood")
    await room.anna.write("/news")
    await room.anna.press("Новость 1")
    await room.anna.press("publication-withdraw")
    assert room.anna.screen.says("publication-draft", status="cancelled")
    await propose(room.anna, text="Ещё одна")
    assert room.anna.screen.says("publication-draft", status="waiting")


async def test_a_mention_that_tells_a_number_is_only_text(room: Newsroom) -> None:
    person = {"id": 777_555, "is_bot": False, "first_name": "Пётр"}
    entities = [
        {"type": "text_mention", "offset": 0, "length": 4, "user": person},
        {"type": "text_link", "offset": 5, "length": 4, "url": "https://nbmz.ru"},
    ]
    await propose(room.anna, text="Пётр пишет", entities=entities)
    assert "777555" not in json.dumps(await room.street.rows(publications))
    await room.mila.press("publication-publish")
    (post,) = room.sent_to(GROUP)
    assert post.params["entities"] == entities[1:]


async def test_how_a_link_is_previewed_is_the_authors_choice(room: Newsroom) -> None:
    wish = {"is_disabled": True, "url": "https://nbmz.ru"}
    await propose(room.anna, text="nbmz.ru", link_preview_options=wish)
    await room.mila.press("publication-publish")
    assert room.sent_to(GROUP)[0].params["link_preview_options"] == wish


async def test_guests_read_how_to_propose(street: Street, room: Newsroom) -> None:
    guest = street.visitor(9, "ru", first_name="Глеб")
    await guest.write("/news")
    assert guest.screen.says("publication-room-guest")
    await guest.write("Новость")
    assert await street.rows(publications) == []
    assert room.mila.screens == []


async def test_whoever_is_no_moderator_any_more_decides_nothing(room: Newsroom) -> None:
    await propose(room.anna, text="Новость")
    publish = room.mila.screen.data_of("publication-publish")
    await room.mila.press("publication-edit")
    await dismiss(room.street, room.mila.id, Role.MODERATOR)
    await room.mila.write("Иначе")
    assert json.loads((await row(room.street))["content"])["text"] == "Новость"
    await room.mila.tap(publish)
    assert room.sent_to(GROUP) == []
    assert [one["act"] for one in await room.street.rows(audit)] == ["refused", "refused"]


async def test_a_refusal_of_telegram_is_told_and_tried_again(room: Newsroom) -> None:
    room.telegram.refuses = {GROUP}
    await propose(room.anna, text="Новость")
    await room.mila.press("publication-publish")
    assert not room.anna.screen.says("publication-yours-published")
    for staff in (room.mila, room.kira):
        assert staff.screen.says("publication-refused", chat="Участники")
        assert "not enough rights" in staff.screen.text
    room.telegram.refuses = set()
    await room.mila.press("publication-send-now")
    assert room.mila.told("publication-sent-again")
    assert room.group.screen.text == "Новость"
    assert room.anna.screen.says("publication-yours-published")
    await room.kira.tap(
        room.kira.screen.data_of("publication-send-now")
        if words("publication-send-now") in room.kira.screen.labels
        else "sending:again:1:1:1"
    )
    assert room.kira.heard("refused-publications-nothing-to-send")
    assert len(room.group.screens) == 1


async def test_where_nobody_decides_administrators_hear_of_it(room: Newsroom, olga: Visitor) -> None:
    del olga
    street = room.street
    for person, role in ((room.mila, Role.MODERATOR), (room.kira, Role.MARKETING)):
        await dismiss(street, person.id, role)
    boss = street.visitor(8, "ru")
    await appoint(street, boss.id, Role.ADMINISTRATOR)
    await propose(room.anna, text="Новость")
    assert boss.screen.says("publication-nobody")


async def test_without_a_chat_moderators_read_what_to_do(room: Newsroom) -> None:
    from sqlalchemy import delete

    async with room.street.database.transaction() as transaction:
        await transaction.run(delete(chats))
    await propose(room.anna, text="Новость")
    assert words("publication-nowhere") in room.mila.screen.text
    await room.mila.press("publication-publish")
    assert room.mila.heard("refused-publications-no-chat")
    assert (await row(room.street))["status"] == "waiting"


async def test_after_an_erasure_nothing_of_it_goes_out(room: Newsroom) -> None:
    await propose(room.anna, sign=True, text="Канарейка поёт")
    room.street.cut_off = True
    await room.mila.press("publication-publish")
    assert "Канарейка поёт" in await room.street.everything()
    await room.anna.tap("contact:erase-sure:")
    everything = await room.street.everything()
    assert "Канарейка" not in everything
    assert "Анна" not in everything
    room.street.cut_off = False
    await room.street.deliver()
    assert room.sent_to(GROUP) == []
    await room.mila.tap("newsdesk:publish:1:2:")
    assert room.mila.heard("refused-publications-missing")


async def test_in_a_moderators_chat_there_is_one_card_and_texts_are_typed_in_private(room: Newsroom) -> None:
    street, mila = room.street, room.mila
    desk = Room(street, id=-1009, title="Модераторы")
    async with street.database.transaction() as transaction:
        chat = Chat(0, desk.id, "supergroup", desk.title, ChatKind.MODERATORS, language="ru")
        await ChatsTable(transaction).add(chat, 1)
    await propose(room.anna, text="Новость")
    assert mila.screens == []
    assert desk.screens[-2].text == room.kira.screens[-2].text == "Новость"
    publish = desk.screen.data_of("publication-publish")
    [address] = [button["url"] for row in desk.screen.buttons for button in row if "url" in button]
    await mila.write("/start " + address.partition("?start=")[2])
    assert mila.screens[-2].text == "Новость"
    await mila.press("publication-edit")
    await mila.write("Правка")
    assert desk.screen.says("publication-revised", who="Мила")
    assert await desk.tap(room.anna, publish) == words("role-not-allowed-short")
    assert await desk.tap(mila, publish) == words("publication-card-moved", waits="yes")
    assert room.sent_to(GROUP) == []
    assert desk.screens[-2].text == "Правка", "a fresh preview where the stale button was tapped"
    await desk.press(mila, "publication-publish")
    assert room.group.screen.text == "Правка"
    cards = [screen for screen in desk.screens if screen.says("publication-card")]
    assert all(card.says("publication-card", status="published") for card in cards)
