"""The manners of the conversation, over HTTP: languages, menus, what is not understood, old buttons, roles."""

import re
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from handlers.commands import EVERYONE
from tests.e2e.harness import BOT, Artel
from tests.words import words

LANGUAGES = pytest.mark.parametrize("language", ["ru", "en"])
MENU = list(EVERYONE)
IN_BOTH_LANGUAGES = ("command-language", "contact-language", "contact-language-button")


async def test_the_language_follows_telegram_and_then_the_person(artel: Artel) -> None:
    german = await artel.visitor("ru", first_name="Hans", language_code="de")
    await german.start()
    await german.sees("contact-greeting")  # the association's own language

    john = await artel.visitor("en", first_name="John", language_code="en-GB")
    await john.start()
    await john.sees("contact-greeting")
    answer = await john.tap(words("language-name", "ru"))
    john.language = "ru"
    assert answer.text == john.words("contact-language-chosen")
    await john.sees("contact-greeting")

    await john.subscribe()
    await john.write("/language")
    offered = await john.sees("contact-language")
    assert offered.buttons[:2] == [f"● {words('language-name')}", words("language-name", "en")]
    await john.tap(words("language-name", "en"))
    john.language = "en"
    await john.sees_home(*john.topics())
    await john.tap("contact-language-button")
    await john.sees(john.words("contact-language"), f"● {words('language-name', 'en')}")
    assert [kind for kind, _ in await john.history()].count("language-chosen") == 2


async def test_english_screens_have_no_russian_words(artel: Artel) -> None:
    for command in MENU:
        john = await artel.visitor("en", first_name="John")
        await john.subscribe()
        await john.write(f"/{command}")
        seen = await john.screen()
        shown = " ".join([seen.text, *seen.buttons])
        for text in (words("language-name"), *(words(key, "en") for key in IN_BOTH_LANGUAGES)):
            shown = shown.replace(text, "")
        assert re.findall(r"[а-яё]+", shown, re.IGNORECASE) == [], command


@LANGUAGES
async def test_help_names_every_command_of_the_menu(artel: Artel, language: str) -> None:
    anna = await artel.visitor(language)
    await anna.write("/help")
    helped = await anna.sees("command-start")
    assert re.findall(r"^/(\w+)", helped.text, re.MULTILINE) == MENU
    await anna.tap("ui-home")
    await anna.sees("contact-greeting")


@LANGUAGES
async def test_cancel_ends_what_was_begun(artel: Artel, language: str) -> None:
    anna, boris = await artel.visitor(language), await artel.visitor(language, first_name="Борис")
    await boris.write("/cancel")
    await boris.sees("contact-greeting")
    assert (await boris.chat())[-2].text == boris.words("contact-nothing-to-cancel")

    await anna.subscribe()
    await anna.write("/unsubscribe")
    await anna.sees("mailing-unsubscribed")
    await anna.write("/cancel")
    await anna.sees("contact-home-unsubscribed")
    assert (await anna.chat())[-2].text == anna.words("contact-cancelled")
    await anna.write("Это уже не причина")
    await anna.sees("contact-not-understood")


@LANGUAGES
async def test_whatever_is_not_understood_gets_a_helpful_answer(artel: Artel, language: str) -> None:
    control = artel.control
    png, pdf, ogg = ("cat.png", b"\x89PNG" + bytes(32)), ("act.pdf", b"%PDF"), ("hi.ogg", b"OggS")
    acts: list[Callable[[int], Awaitable[Any]]] = [
        lambda person: control.send(person, "Сколько стоит членство?"),
        lambda person: control.send(person, "/nonsense"),
        lambda person: control.send(person, "👍"),
        lambda person: control.send_files(person, png, kind="photo"),
        lambda person: control.send_files(person, pdf, kind="document", caption="Акт"),
        lambda person: control.send_files(person, ogg, kind="voice"),
        lambda person: control.send(person, contact=True),
        lambda person: control.send(person, location={"latitude": 55.75, "longitude": 37.62}),
        lambda person: control.inject(sticker_from(person, language)),
    ]
    for act in acts:
        anna = await artel.visitor(language)
        await anna.start()
        await anna.sees("contact-greeting")
        await act(anna.id)
        await anna.sees(anna.words("contact-not-understood"), anna.words("ui-home"))
        await anna.tap("ui-home")
        await anna.sees("contact-greeting")


def sticker_from(person: int, language: str) -> dict[str, Any]:
    """A sticker, which the sandbox's people have none of."""
    sender = {"id": person, "is_bot": False, "first_name": "Анна", "language_code": language}
    size = {"width": 512, "height": 512, "is_animated": False, "is_video": False}
    sticker = {"file_id": "sticker", "file_unique_id": "its-own", "type": "regular", **size}
    chat = {"id": person, "type": "private", "first_name": "Анна"}
    message = {"message_id": 10_000, "date": 1_800_000_000, "chat": chat, "from": sender, "sticker": sticker}
    return {"message": message}


async def test_a_group_hears_nothing(artel: Artel) -> None:
    owner = await artel.visitor(first_name="Олег")
    group = await artel.control.chat("supergroup", "Участники", owner.id, bot_admin=True)
    await artel.settled()
    before = await artel.control.calls(chat=group["id"])
    for text in ("/start", "/help@artel_bot", "Всем привет"):
        await artel.control.send(owner.id, text, chat=group["id"])
    await artel.settled()
    assert await artel.control.calls(chat=group["id"]) == before
    assert await owner.record() is None, "whoever only talks in a group is not noted down"


@LANGUAGES
async def test_old_and_forged_buttons_get_an_answer_and_the_way_on(artel: Artel, language: str) -> None:
    anna = await artel.visitor(language)
    await anna.start()
    old = await anna.sees("contact-greeting")
    await anna.subscribe()
    for data in ("survey:7", "topic:fly:away", "consent:", ":", "contact:language:xx", "topic:toggle:none"):
        await anna.tap_in(old, data=data, forge=True)
    stale = await anna.tap_in(old, data="gone:by", forge=True)
    assert stale.text == anna.words("contact-stale-button")
    await artel.settled()
    record = await anna.record() or {}
    assert record["language"] == language
    standing = [consent for consent in await anna.consents() if not consent["withdrawn_at"]]
    assert len(standing) == 5, "no forged tap has changed anything"


async def test_a_button_under_a_message_that_telegram_no_longer_shows_still_works(artel: Artel) -> None:
    anna = await artel.visitor()
    await anna.start()
    old = await anna.sees("contact-greeting")
    await anna.tap_in(old, text=anna.words("contact-subscribe"), inaccessible=True)
    fresh = await anna.sees(anna.words("consent-short", purpose="subscribe"))
    assert fresh.message != old.message


async def test_forged_taps_before_the_consent_subscribe_nobody(artel: Artel) -> None:
    anna = await artel.visitor()
    await anna.start()
    screen = await anna.sees("contact-greeting")
    for data in ("topic:all:", "topic:done:", "topic:toggle:news", "topic:back:", "topic:done:"):
        await anna.tap_in(screen, data=data, forge=True)
    await artel.settled()
    assert await anna.consents() == []


async def test_where_a_person_came_from_is_kept_first_and_last(artel: Artel) -> None:
    anna = await artel.visitor()
    for payload in ("site-footer", None, "conference_2026"):
        await anna.start(payload)
        await anna.sees("contact-greeting")
    await anna.start("x" * 64)
    await anna.write("/start с-кириллицей")
    await anna.screen()
    record = await anna.record() or {}
    assert (record["first_source"], record["last_source"]) == ("site-footer", "x" * 64)
    sources = [data["source"] for kind, data in await anna.history() if kind == "started"]
    assert sources == ["site-footer", None, "conference_2026", "x" * 64, None]


async def test_blocking_makes_unreachable_and_unblocking_reachable(artel: Artel) -> None:
    anna = await artel.visitor()
    await anna.subscribe()
    await artel.control.block(anna.id)
    await artel.settled()
    assert (await anna.record() or {})["reachable"] == 0
    await artel.control.unblock(anna.id)
    await artel.settled()
    assert (await anna.record() or {})["reachable"] == 1
    assert [kind for kind, _ in await anna.history()][-2:] == ["unreachable", "reachable"]

    await artel.control.block(anna.id)
    await anna.start()  # unblocks
    await anna.sees_home(*anna.topics())
    assert (await anna.record() or {})["reachable"] == 1


async def test_menus_by_language_and_role(artel: Artel) -> None:
    anna, john = await artel.visitor("ru"), await artel.visitor("en", first_name="John")
    german = await artel.visitor("ru", first_name="Hans", language_code="de")
    await artel.settled()
    for person in (anna, john, german):
        view = await artel.control.view(person.id, BOT)
        assert [command["command"] for command in view["commands"]] == MENU
        texts = [person.words(f"command-{command}") for command in MENU]
        assert [command["description"] for command in view["commands"]] == texts

    olga = await artel.administrator()
    assert await olga.commands() == MENU
    await olga.start()
    await artel.settled()
    assert await olga.commands() == [*MENU, "status", "roles", "chats"]
    assert await anna.commands() == MENU

    await john.start()
    await john.tap(words("language-name", "ru"))
    await artel.settled()
    view = await artel.control.view(john.id, BOT)
    assert view["commands"][0]["description"] == anna.words("command-start"), (
        "the menu speaks the new language"
    )


@LANGUAGES
async def test_status_is_for_administrators_only(artel: Artel, language: str) -> None:
    anna, olga = await artel.visitor(language), await artel.administrator(language)
    await anna.subscribe()
    await anna.write("/status")
    refused = anna.words("role-not-allowed", needed=anna.words("role-administrator"))
    await anna.sees(refused)
    await anna.start()
    home = await anna.sees_home(*anna.topics())
    answer = await anna.tap_in(home, data="operations:retry", forge=True)
    assert answer.text == anna.words("role-not-allowed-short")
    await anna.sees(refused)

    await olga.start()
    await olga.write("/status")
    counts = {"people": 2, "supporters": 1, "unreachable": 0, "pending": 0, "failed": 0, "aside": 0}
    status = await olga.sees("operations-refresh")
    expected = olga.words("operations-status", waiting=0, **counts)
    assert re.sub(r": \d+,", ": 0,", status.text.splitlines()[3]) == expected.splitlines()[3]
    assert status.text.splitlines()[:3] == expected.splitlines()[:3]
    await artel.control.block(anna.id)
    await artel.settled()
    await olga.tap("operations-refresh")
    await olga.sees(olga.words("operations-status", waiting=0, **{**counts, "unreachable": 1}))
