"""Marketing's plan in the chat: composed, planned, repeated, published by the clock, missed, summed up."""

import json
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from domain.chats.entities import Chat, ChatKind
from storage.chats import ChatsTable
from storage.tables.members import members
from storage.tables.people import audit
from storage.tables.publications import publications
from tests.handlers.harness import Street, Visitor
from tests.handlers.newsroom import CHANNEL, GROUP, Newsroom, bold, look, newsroom, photo, propose, send_album
from tests.handlers.steps import enrol
from tests.words import like, words

SECOND = 1_000_000
TEXT = bold("😀 Вебинар в пятницу", "пятницу")


@pytest.fixture
async def room(street: Street) -> Newsroom:
    return await newsroom(street)


async def compose(kira: Visitor, **content: Any) -> None:
    await kira.write("/plan")
    await kira.press("publication-new")
    await kira.send(**content)


async def posts(street: Street) -> list[dict[str, Any]]:
    return await street.rows(publications)


async def wait_until(street: Street, day: int, hour: int, minute: int = 0) -> None:
    """The clock shows this moment of January 2027 in Moscow, and is looked at."""
    moment = datetime(2027, 1, day, hour, minute, tzinfo=ZoneInfo("Europe/Moscow")).timestamp()
    street.clock.moment = max(int(moment) * SECOND, street.clock.moment)
    await look(street)


async def test_a_post_is_planned_and_comes_out_in_time(room: Newsroom) -> None:
    street, kira = room.street, room.kira
    await kira.write("/plan")
    assert "пт, 15 января" in kira.screen.text
    assert "чт, 21 января" in kira.screen.text
    assert kira.screen.count("publication-day", empty="working") == 5
    await kira.press("publication-new")
    await kira.send(**TEXT)
    assert kira.screens[-2].text == TEXT["text"]
    assert kira.screen.says("publication-post", status="draft")
    assert kira.screen.labels[:2] == ["☐ Канал", "☑ Участники"]
    assert "Чужой" not in str(kira.screen.labels)
    await kira.press("Канал")
    assert kira.screen.says("publication-post", chats="Канал, Участники")
    await kira.write("завтра 10:00")
    assert kira.screen.says("publication-post", at="16 января 2027, 10:00 (Москва)", status="planned")
    await wait_until(street, 16, 9, 59)
    assert room.sent_to(GROUP) == room.sent_to(CHANNEL) == []
    await wait_until(street, 16, 10)
    await look(street)
    for chat in (GROUP, CHANNEL):
        (post,) = room.sent_to(chat)
        assert (post.params["text"], post.params["entities"]) == (TEXT["text"], TEXT["entities"])
    await kira.write("/plan")
    assert kira.screen.says("publication-entry", mark="✓ ", time="10:00", title="😀 Вебинар в пятницу")
    await kira.press("✓ 16 янв.")
    assert kira.screen.says("publication-post", at="16 января 2027, 10:00 (Москва)", status="published")
    assert {button.get("url") for row in kira.screen.buttons for button in row} > {
        f"https://t.me/c/1/{room.group.screen.message_id}",
        f"https://t.me/c/2/{room.channel.screen.message_id}",
    }


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("скоро", "wrong-moment"),
        ("15.01 10:00", "wrong-moment-past"),
        ("31.02 10:00", "wrong-moment-none"),
        ("завтра", "wrong-moment"),
    ],
)
async def test_a_wrong_time_gets_an_answer_and_another_try(room: Newsroom, text: str, answer: str) -> None:
    await compose(room.kira, **TEXT)
    await room.kira.write(text)
    assert room.kira.screen.says(answer)
    await room.kira.write("16.01 10:00")
    assert room.kira.screen.says("publication-post", at="16 января 2027, 10:00 (Москва)", status="planned")


async def test_a_repeated_post_goes_on_and_after_a_stop_the_latest_counts(room: Newsroom) -> None:
    street, kira = room.street, room.kira
    await compose(kira, **TEXT)
    await kira.press(
        like("publication-repeat", repeat="never"),
        like("publication-repeat", repeat="daily"),
        like("publication-repeat", repeat="weekly"),
        like("publication-repeat", repeat="monthly"),
    )
    await kira.press(like("publication-repeat", repeat="never"))
    assert kira.screen.says("publication-post", repeat="daily")
    await kira.write("16.01 10:00")
    await wait_until(street, 16, 10)
    await wait_until(street, 17, 10)
    assert len(room.sent_to(GROUP)) == 2
    await wait_until(street, 23, 12)  # six days later, two hours late
    assert len(room.sent_to(GROUP)) == 3
    await wait_until(street, 25, 14)  # four hours late
    assert len(room.sent_to(GROUP)) == 3
    assert kira.screen.says("publication-missed")
    assert "25 января 2027, 10:00" in kira.screen.text
    send = kira.screen.data_of("publication-send-now")
    await kira.tap(send)
    await kira.tap(send)
    assert kira.heard("refused-publications-nothing-to-send")
    assert len(room.sent_to(GROUP)) == 4
    await wait_until(street, 26, 10)
    assert len(room.sent_to(GROUP)) == 5
    await kira.write("/plan")
    assert kira.screen.text.count("↻") == 7
    await kira.press("✓ 26 янв.")
    await kira.press("publication-cancel", "publication-cancel-sure")
    assert kira.screen.says("publication-post", status="cancelled")
    await wait_until(street, 27, 10)
    assert len(room.sent_to(GROUP)) == 5


async def test_what_is_missed_can_be_moved_and_an_old_button_sends_nothing(room: Newsroom) -> None:
    street, kira = room.street, room.kira
    await compose(kira, **TEXT)
    await kira.write("16.01 10:00")
    await wait_until(street, 16, 13, 1)
    assert kira.screen.says("publication-missed")
    send = kira.screen.data_of("publication-send-now")
    await kira.press("publication-open")
    assert kira.screen.says("publication-post", status="missed")
    await kira.press("publication-when")
    await kira.write("завтра 10:00")
    await kira.tap(send)
    assert kira.heard("refused-publications-nothing-to-send")
    assert room.sent_to(GROUP) == []
    await wait_until(street, 17, 10)
    assert len(room.sent_to(GROUP)) == 1


async def test_a_post_goes_out_now_and_once(room: Newsroom) -> None:
    street, kira = room.street, room.kira
    await compose(kira, **photo(caption="Сейчас"))
    now = kira.screen.data_of("publication-now")
    await street.receive("callback_query", kira.query(now))
    await street.receive("callback_query", kira.query(now))
    await street.work()
    (post,) = room.sent_to(GROUP)
    assert (post.method, post.params["caption"]) == ("sendPhoto", "Сейчас")
    assert kira.heard("publication-card-moved", waits="no")


async def test_what_another_changed_is_seen_before_it_goes_out(room: Newsroom) -> None:
    street, kira = room.street, room.kira
    await compose(kira, text="Было")
    now = kira.screen.data_of("publication-now")
    await kira.press("publication-edit")
    await kira.write("Стало")
    await kira.tap(now)
    assert kira.heard("publication-card-moved", waits="yes")
    assert room.sent_to(GROUP) == []
    assert kira.screens[-2].text == "Стало"
    await kira.press("publication-now")
    assert room.group.screen.text == "Стало"
    assert len(await posts(street)) == 1


async def test_an_album_is_a_post_and_words_after_it_say_when(room: Newsroom) -> None:
    street, kira = room.street, room.kira
    await kira.write("/plan")
    await kira.press("publication-new")
    await send_album(kira, photo("1", caption="Альбом"), photo("2"), photo("3"))
    assert kira.screen.says("publication-album", count=3)
    await kira.press("publication-preview")
    assert [owed.method for owed in room.sent_to(kira.id)].count("sendMediaGroup") == 1
    await kira.write("завтра 10:00")
    await wait_until(street, 16, 10)
    (post,) = room.sent_to(GROUP)
    assert [one["media"] for one in post.params["media"]] == ["1", "2", "3"]


POLL = {
    "id": "1",
    "question": "Где встретимся?",
    "options": [{"text": text, "voter_count": 0, "persistent_id": text} for text in ("Онлайн", "В Москве")],
    "total_voter_count": 0,
    "is_closed": False,
    "is_anonymous": False,
    "type": "regular",
    "allows_multiple_answers": True,
    "allows_revoting": True,
    "members_only": False,
}


@pytest.mark.parametrize("content", [{"text": "Где встретимся?\nОнлайн\n- В Москве"}, {"poll": POLL}])
async def test_a_poll_is_typed_or_made_in_telegram(room: Newsroom, content: dict[str, Any]) -> None:
    kira = room.kira
    await kira.write("/plan")
    await kira.press("publication-new-poll")
    await kira.send(**content)
    await kira.press("Канал", "publication-now")
    own = "poll" in content
    for chat, anonymous in ((GROUP, not own), (CHANNEL, True)):
        (post,) = room.sent_to(chat)
        assert post.method == "sendPoll"
        assert post.params["question"] == "Где встретимся?"
        assert [option["text"] for option in post.params["options"]] == ["Онлайн", "В Москве"]
        assert post.params["is_anonymous"] is anonymous
        assert post.params.get("allows_multiple_answers", False) is own


async def test_a_quiz_keeps_its_answer(room: Newsroom) -> None:
    quiz = {
        **POLL,
        "type": "quiz",
        "correct_option_ids": [1],
        "explanation": "Так",
        "allows_multiple_answers": False,
    }
    await compose(room.kira, poll=quiz)
    await room.kira.press("publication-now")
    (post,) = room.sent_to(GROUP)
    assert [post.params[name] for name in ("type", "correct_option_ids", "explanation")] == [
        "quiz",
        [1],
        "Так",
    ]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Вопрос без вариантов", "few"),
        ("?\n" + "\n".join(map(str, range(13))), "many"),
        ("?" * 301 + "\nда\nнет", "question"),
        ("?\n" + "д" * 101 + "\nнет", "option"),
        ("?\nда\nда", "twice"),
    ],
)
async def test_a_wrong_poll_gets_an_answer(room: Newsroom, text: str, answer: str) -> None:
    await room.kira.write("/plan")
    await room.kira.press("publication-new-poll")
    await room.kira.write(text)
    assert room.kira.screen.says("refused-publications-poll-unfit", why=answer)
    assert await posts(room.street) == []
    await room.kira.write("Да?\nда\nнет")
    assert len(await posts(room.street)) == 1


async def test_what_is_too_long_or_no_post_gets_an_answer(room: Newsroom) -> None:
    kira = room.kira
    await compose(kira, text="я" * 4097)
    assert kira.screen.says("refused-publications-too-long", most=4096)
    await kira.send(voice={"file_id": "v", "file_unique_id": "u", "duration": 1})
    assert kira.screen.says("refused-publications-unfit", text="no")
    await kira.write("Короче")
    assert kira.screen.says("publication-post", status="draft")
    await kira.press("Участники")
    assert kira.screen.says("publication-post", chats=words("publication-nowhere"))
    await kira.write("завтра 10:00")
    assert kira.screen.says("refused-publications-no-chat")
    await kira.press("ui-back", "publication-plan")
    assert words("publication-row", status="draft", title="Короче") in kira.screen.labels


async def test_an_empty_working_day_is_told_once_on_its_eve(room: Newsroom) -> None:
    street, kira = room.street, room.kira
    await wait_until(street, 15, 16)  # a Friday
    assert kira.screens == []
    await wait_until(street, 17, 15, 59)
    assert kira.screens == []
    await wait_until(street, 17, 16)
    assert kira.screen.says("publication-day-empty", date="пн, 18 января")
    await wait_until(street, 17, 20)
    assert len(kira.screens) == 1
    await kira.press("publication-new")
    await kira.write("Есть что сказать")
    await kira.write("19.01 10:00")
    seen = len(kira.screens)
    await wait_until(street, 18, 16)
    assert len(kira.screens) == seen
    assert room.mila.screens == []


async def test_the_week_is_summed_up_and_goes_out_when_marketing_says_so(room: Newsroom) -> None:
    street, kira = room.street, room.kira
    await propose(room.anna, text="😀 Новость недели")
    await room.mila.press("publication-publish")
    await enrol(street, 50, 1)
    async with street.database.transaction() as transaction:
        from sqlalchemy import update

        await transaction.run(update(members).values(since=street.clock.now()))
    seen = len(kira.screens)
    await wait_until(street, 15, 15)
    await wait_until(street, 15, 15, 1)
    assert len(kira.screens) == seen + 2
    draft = kira.screens[-2].text
    assert draft.startswith(words("publication-summary", since="пт, 8 января", until="пт, 15 января"))
    assert words("publication-summary-members") in draft
    assert f"• {words('publication-summary-people', count=1)}" in draft
    assert "• 😀 Новость недели" in draft
    assert "Анна" not in draft
    (summary,) = [one for one in await posts(street) if one["kind"] == "summary"]
    entities = json.loads(summary["content"])["entities"]
    units = draft.encode("utf-16-le")

    def marked(entity: dict[str, Any]) -> str:
        first, last = entity["offset"] * 2, (entity["offset"] + entity["length"]) * 2
        return units[first:last].decode("utf-16-le")

    assert [(one["type"], marked(one)) for one in entities][1:] == [
        ("bold", words("publication-summary-members")),
        ("bold", words("publication-summary-news")),
        ("text_link", "😀 Новость недели"),
    ]
    assert len(room.sent_to(GROUP)) == 1
    await wait_until(street, 16, 15)
    assert len(room.sent_to(GROUP)) == 1, "without a word nothing goes out"
    await kira.press("publication-now")
    assert room.sent_to(GROUP)[-1].params["text"] == draft
    assert room.sent_to(GROUP)[-1].params["entities"] == entities


async def test_a_summary_is_changed_or_dropped(room: Newsroom) -> None:
    street, kira = room.street, room.kira
    await propose(room.anna, text="Новость недели")
    await room.mila.press("publication-publish")
    await wait_until(street, 15, 15)
    await kira.press("publication-edit")
    await kira.write("Своими словами")
    assert kira.screen.says("publication-post", kind="summary")
    await kira.press("publication-discard")
    assert kira.screen.says("publication-post", status="cancelled")
    await wait_until(street, 15, 16)
    assert len(room.sent_to(GROUP)) == 1


async def test_an_empty_week_makes_no_draft(room: Newsroom) -> None:
    await wait_until(room.street, 15, 15)
    assert await posts(room.street) == []
    assert room.kira.screens == []


async def test_a_groups_new_number_takes_the_post(room: Newsroom) -> None:
    """A chat's id changes; the plan names it by our own number."""
    street = room.street
    await compose(room.kira, text="Пост")
    await room.kira.write("завтра 10:00")
    async with street.database.transaction() as transaction:
        chats = ChatsTable(transaction)
        found = await chats.by_id(GROUP)
        assert found is not None
        moved = Chat(found.number, -100777, "supergroup", found.title, ChatKind.PARTICIPANTS, language="ru")
        await chats.move(moved, GROUP, street.clock.now())
    await wait_until(street, 16, 10)
    assert len(room.sent_to(-100777)) == 1
    assert room.sent_to(GROUP) == []


async def test_the_plan_is_marketings(room: Newsroom) -> None:
    for visitor in (room.anna, room.mila):
        await visitor.write("/plan")
        assert "/plan" not in visitor.screen.text
        assert not visitor.screen.says("publication-week")
    assert {row["act"] for row in await room.street.rows(audit)} == {"refused"}
    await room.kira.write("/help")
    assert f"/plan – {words('command-plan')}" in room.kira.screen.text
    await room.anna.write("/help")
    assert "/plan" not in room.anna.screen.text
    assert f"/news – {words('command-news')}" in room.anna.screen.text
