"""Start, home, languages, help, one's own data, and answers to what nobody understands."""

import re
from typing import Any

import pytest

from storage.tables.people import people
from storage.tables.street import conversations, inbox
from tests.handlers.harness import BOT, Street, Visitor
from tests.words import words

NAME = "Аннабелла"


@pytest.mark.parametrize(
    ("language", "spoken"),
    [("ru", "ru"), ("en", "en"), ("en-GB", "en"), ("RU", "ru"), ("de", "ru"), ("", "ru"), (None, "ru")],
)
async def test_the_first_guess_of_the_language_is_telegrams(
    street: Street, language: str | None, spoken: str
) -> None:
    visitor = street.visitor(1, language)
    await visitor.write("/start")
    person = await visitor.person()
    assert person is not None
    assert person["language"] == spoken
    assert visitor.screen.says("contact-greeting", spoken)


async def test_another_language_is_a_tap_away_and_stays(street: Street, anna: Visitor) -> None:
    await anna.write("/start")
    await anna.press("language-name")
    assert anna.answer == words("contact-language-chosen", "en")
    assert anna.screen.says("contact-greeting", "en")
    menu = next(owed for owed in street.sent if owed.method == "setMyCommands")
    assert menu.params["scope"] == {"type": "chat", "chat_id": anna.id}
    assert menu.params["commands"][0] == {"command": "start", "description": words("command-start", "en")}
    await anna.write("/start")  # their Telegram still speaks Russian
    assert anna.screen.says("contact-greeting", "en")


async def test_the_command_for_languages_marks_the_present_one(anna: Visitor) -> None:
    await anna.subscribe()
    await anna.write("/language")
    assert anna.screen.labels == [
        f"● {words('language-name')}",
        words("language-name", "en"),
        words("ui-home"),
    ]
    await anna.press("language-name")
    assert anna.screen.says("contact-home", "en")
    await anna.press("contact-language-button")
    assert anna.screen.labels == [
        words("language-name"),
        f"● {words('language-name', 'en')}",
        words("ui-home", "en"),
    ]


@pytest.mark.usefixtures("street")
async def test_help_names_every_command_that_a_person_can_give(anna: Visitor, john: Visitor) -> None:
    from handlers.commands import EVERYONE

    for visitor in (anna, john):
        await visitor.write("/help")
        assert re.findall(r"^/(\w+)", visitor.screen.text, re.MULTILINE) == list(EVERYONE)
        assert "info@nbmz.ru" in visitor.screen.text
    assert await anna.tap("contact:home:") == [anna.screen]


@pytest.mark.parametrize(
    "before",
    [
        ["/start"],
        ["/start", "contact-subscribe"],
        ["/start", "contact-subscribe", "consent-agree", "Главные новости"],
        ["/unsubscribe"],
        ["/topics"],
        ["/language"],
    ],
)
async def test_cancel_works_anywhere_and_shows_where_one_is(
    street: Street, anna: Visitor, before: list[str]
) -> None:
    for step in before:
        await (anna.write(step) if step.startswith("/") else anna.press(step))
    shown = await anna.write("/cancel")
    assert len(shown) == 2
    assert shown[0].says("contact-nothing-to-cancel") or shown[0].says("contact-cancelled")
    assert shown[1].says("contact-greeting") or shown[1].says("contact-home-unsubscribed")
    assert await street.rows(conversations) == []


async def test_cancel_says_whether_something_was_stopped(anna: Visitor) -> None:
    await anna.subscribe()
    await anna.write("/unsubscribe")
    first, _ = await anna.write("/cancel")
    assert first.text == words("contact-cancelled")
    second, _ = await anna.write("/cancel")
    assert second.text == words("contact-nothing-to-cancel")
    await anna.write("/topics")
    await anna.press("Главные новости")
    third, _ = await anna.write("/cancel")
    assert third.text == words("contact-cancelled")


@pytest.mark.parametrize(
    ("payload", "source"),
    [
        ("ad_2026-11", "ad_2026-11"),
        ("x" * 64, "x" * 64),
        ("", None),
        ("x" * 65, None),
        ("реклама", None),
        ("a b", None),
        ("a=b", None),
        ("<b>", None),
    ],
)
async def test_a_deep_link_says_where_a_person_came_from(
    anna: Visitor, payload: str, source: str | None
) -> None:
    """Reliability row 35: what Telegram could not have sent is no source, and no reason to be silent either."""
    await anna.write(f"/start {payload}".strip())
    person = await anna.person()
    assert person is not None
    assert (person["first_source"], person["last_source"]) == (source, source)
    assert anna.screen.says("contact-greeting")


async def test_the_first_source_stays_and_the_last_is_replaced(anna: Visitor) -> None:
    for text in ("/start", "/start first", "/start second", "/start"):
        await anna.write(text)
    person = await anna.person()
    assert person is not None
    assert (person["first_source"], person["last_source"]) == ("first", "second")
    assert await anna.history() == [
        ("started", {"source": source}) for source in (None, "first", "second", None)
    ]


async def test_blocking_makes_unreachable_and_unblocking_reachable(anna: Visitor) -> None:
    await anna.write("/start")
    for status, reachable in (("kicked", 0), ("kicked", 0), ("member", 1), ("member", 1)):
        await anna.become(status)
        person = await anna.person()
        assert person is not None
        assert person["reachable"] == reachable
    assert [kind for kind, _ in await anna.history()] == ["started", "unreachable", "reachable"]


async def test_somebody_who_only_blocks_is_not_noted_down(street: Street, anna: Visitor) -> None:
    await anna.become("kicked")
    assert await street.rows(people) == []


async def test_start_makes_reachable_again(anna: Visitor) -> None:
    await anna.write("/start")
    await anna.become("kicked")
    await anna.write("/start")
    person = await anna.person()
    assert person is not None
    assert person["reachable"] == 1


CONTENT: list[dict[str, Any]] = [
    {"text": "Добрый день!"},
    {"text": "/unknown"},
    {"text": "/"},
    {"text": "/start@other_bot"},
    {"photo": [{"file_id": "a", "file_unique_id": "a", "width": 1, "height": 1}]},
    {
        "sticker": {
            "file_id": "a",
            "file_unique_id": "a",
            "type": "regular",
            "width": 1,
            "height": 1,
            "is_animated": False,
            "is_video": False,
        }
    },
    {"contact": {"phone_number": "+70000000000", "first_name": NAME}},
    {"location": {"latitude": 55.7, "longitude": 37.6}},
    {"voice": {"file_id": "a", "file_unique_id": "a", "duration": 1}},
    {"something_new": {"of": "a later Bot API"}},
]


@pytest.mark.parametrize("content", CONTENT, ids=lambda content: str(next(iter(content.items())))[:24])
async def test_what_is_not_understood_gets_a_helpful_answer(anna: Visitor, content: dict[str, Any]) -> None:
    (shown,) = await anna.send(**content)
    assert shown.says("contact-not-understood")
    assert shown.labels == [words("ui-home")]
    await anna.press("ui-home")
    assert anna.screen.says("contact-greeting")


@pytest.mark.parametrize(
    "data",
    [
        "",
        "x",
        "contact",
        "contact:",
        "contact:fly",
        "contact:fly:",
        "contact:home",
        "contact:home:a:b",
        "topic:toggle",
        "consent:give:1:2",
        "\x00",
        "я" * 32,
        "gone:1:2",
    ],
)
async def test_a_stale_or_garbled_button_is_answered_with_what_holds(anna: Visitor, data: str) -> None:
    await anna.subscribe("Скидки")
    await anna.tap(data)
    assert anna.answer == words("contact-stale-button")
    assert anna.screen.says("contact-home-topics", count=1, topics="Скидки на мероприятия партнёров")


async def test_a_tap_without_any_data_is_answered(anna: Visitor) -> None:
    await anna.subscribe("Скидки")
    await anna.tap("", game_short_name="chess")
    assert anna.answer == words("contact-stale-button")


@pytest.mark.usefixtures("street")
async def test_a_button_of_a_message_too_old_to_edit_gets_a_new_message(anna: Visitor) -> None:
    await anna.subscribe("Скидки")
    seen = len(anna.screens)
    await anna.tap("contact:home:", message={"message_id": 1, "date": 0, "chat": anna.chat})
    assert len(anna.screens) == seen + 1
    assert anna.screen.says("contact-home-topics", count=1, topics="Скидки на мероприятия партнёров")


async def test_a_button_under_a_file_gets_a_new_message(anna: Visitor) -> None:
    await anna.write("/start")
    document = {"file_id": "a", "file_unique_id": "a"}
    bot = {"id": BOT, "is_bot": True, "first_name": "Артель"}
    await anna.tap(
        "contact:languages:",
        message={"message_id": 999, "date": 1, "chat": anna.chat, "from": bot, "document": document},
    )
    assert anna.screen.message_id != 999
    assert anna.screen.says("contact-language")


async def test_a_button_in_a_group_answers_in_private(street: Street, anna: Visitor) -> None:
    await anna.subscribe("Скидки")
    group = {
        "message_id": 7,
        "date": 1,
        "chat": {"id": -100, "type": "supergroup", "title": "Г"},
        "text": "?",
    }
    await anna.tap("contact:home:", message=group)
    assert anna.screen.says("contact-home-topics", count=1, topics="Скидки на мероприятия партнёров")
    assert all(owed.chat_id == anna.id for owed in street.sent)
    sent = len(street.sent)
    await anna.tap("nonsense", message=group)
    assert len(street.sent) == sent


@pytest.mark.parametrize("kind", ["group", "supergroup", "channel"])
async def test_a_group_hears_nothing(street: Street, anna: Visitor, kind: str) -> None:
    for text in ("/start", "/help", "Добрый день"):
        message = anna.message(text=text) | {"chat": {"id": -100, "type": kind, "title": "Г"}}
        await street.receive("message", message)
    await street.work()
    assert street.sent == []
    assert await street.rows(people) == []
    assert [row["payload"] for row in await street.rows(inbox) if row["payload"] is not None] == []
