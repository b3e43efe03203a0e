"""Supporters, over HTTP: everything that issue 2 promises them, as they see it in their chat."""

import json
import re
import socket
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from sqlalchemy import select

from bot.i18n import FluentTexts
from domain.association import Association
from storage import tables as t
from tests.conftest import ENGINES
from tests.e2e.harness import BOT, Artel, Visitor, running

LANGUAGES = pytest.mark.parametrize("language", ["ru", "en"])
MENU = ["start", "topics", "unsubscribe", "language", "privacy", "help", "cancel"]


async def subscribe(visitor: Visitor, payload: str | None = None) -> None:
    """The whole way from Start to all topics."""
    await visitor.start(payload)
    await visitor.tap(visitor.words("contact-subscribe"))
    await visitor.tap(visitor.words("consent-agree"))
    await visitor.tap(visitor.words("mailing-all"))
    await sees_home(visitor, *titles(visitor))


def titles(visitor: Visitor) -> list[str]:
    """All topics as the visitor reads them."""
    topics = visitor.artel.association.topics
    return [visitor.artel.association.speak(topic.title, visitor.language) for topic in topics]


async def sees_home(visitor: Visitor, *topics: str) -> None:
    home = visitor.words("contact-home", topics=", ".join(topics), count=len(topics))
    await visitor.sees(home, visitor.words("contact-topics"), visitor.words("contact-join"))


@LANGUAGES
@pytest.mark.parametrize("engine", ENGINES)
async def test_a_person_subscribes_in_three_taps_without_typing(
    artel: Artel, language: str, association: Association
) -> None:
    anna = await artel.visitor(language, first_name="Анна", last_name="Ильина", username="anna")
    await anna.start()
    greeting = await anna.sees(anna.words("contact-greeting"))
    assert len(greeting.text.splitlines()) == 2

    await anna.tap(anna.words("contact-subscribe"))
    asked = await anna.sees(anna.words("consent-short"), anna.words("consent-read"))
    assert asked.message == greeting.message, "a tap shows the next screen in place"
    assert (await anna.record() or {})["name"] is None, "no name before the consent"

    await anna.tap(anna.words("consent-agree"))
    topics = await anna.sees(anna.words("mailing-topics"), anna.words("mailing-done"))
    assert topics.buttons[:4] == ["☐ " + title for title in titles(anna)], "none is ticked beforehand"

    await anna.tap(anna.words("mailing-all"))
    await sees_home(anna, *titles(anna))
    assert (anna.taps, anna.typed) == (3, 0)
    assert len(await anna.chat()) == 2, "her /start, and one screen"

    personal, *mailings = await anna.consents()
    proof = artel.texts.consent(language, "consent-full")
    assert (personal["purpose"], personal["version"], personal["digest"]) == (
        "personal-data",
        proof.version,
        proof.digest,
    )
    assert [consent["purpose"] for consent in mailings] == [
        f"mailings:{topic.id}" for topic in association.topics
    ]
    assert all(consent["update_id"] and not consent["withdrawn_at"] for consent in (personal, *mailings))
    record = await anna.record() or {}
    assert (record["name"], record["username"], record["consented"]) == ("Анна Ильина", "anna", 1)
    assert [kind for kind, _ in await anna.history()] == ["started", "consent-given", "subscribed"]


@LANGUAGES
async def test_the_full_text_of_the_consent_is_a_tap_away(artel: Artel, language: str) -> None:
    anna = await artel.visitor(language)
    await anna.start()
    await anna.tap(anna.words("contact-subscribe"))
    await anna.tap(anna.words("consent-read"))
    full = anna.words("consent-full", version=artel.texts.consent(language, "consent-full").version)
    await anna.sees(full, anna.words("consent-agree"))
    await anna.tap(anna.words("ui-back"))
    await anna.sees(anna.words("consent-short"))
    await anna.tap(anna.words("ui-home"))
    await anna.sees(anna.words("contact-greeting"))
    assert await anna.consents() == [], "looking is not agreeing"


@LANGUAGES
async def test_topics_are_ticked_one_by_one_and_changed_later(artel: Artel, language: str) -> None:
    anna = await artel.visitor(language)
    news, digest, events, discounts = titles(anna)
    await anna.start()
    await anna.tap(anna.words("contact-subscribe"))
    await anna.tap(anna.words("consent-agree"))

    refusal = await anna.tap(anna.words("mailing-done"))
    assert refusal.alert
    assert refusal.text == anna.words("mailing-none-ticked")

    await anna.tap("☐ " + events)
    await anna.sees("☑ " + events, "☐ " + news)
    await anna.tap("☐ " + news)
    await anna.sees("☑ " + events, "☑ " + news)
    saved = await anna.tap(anna.words("mailing-done"))
    assert saved.text == anna.words("mailing-saved")
    await sees_home(anna, news, events)

    await anna.tap(anna.words("contact-topics"))
    await anna.sees("☑ " + news, "☐ " + digest, "☑ " + events, "☐ " + discounts)
    await anna.tap("☑ " + news)
    await anna.sees("☐ " + news)
    await anna.tap(anna.words("ui-home"))
    await sees_home(anna, news, events)  # what was not saved has not changed

    await anna.write("/topics")
    await anna.sees("☑ " + news, "☑ " + events)
    await anna.tap("☑ " + news)
    await anna.sees("☐ " + news)
    await anna.tap(anna.words("mailing-done"))
    await sees_home(anna, events)

    standing = [consent["purpose"] for consent in await anna.consents() if not consent["withdrawn_at"]]
    assert standing == ["personal-data", "mailings:events"]
    assert [kind for kind, _ in await anna.history()][-2:] == ["subscribed", "topics-changed"]


@LANGUAGES
async def test_unticking_everything_ends_the_mailings(artel: Artel, language: str) -> None:
    anna = await artel.visitor(language)
    await subscribe(anna)
    await anna.tap(anna.words("contact-topics"))
    for title in titles(anna):
        await anna.tap("☑ " + title)
        await anna.sees("☐ " + title)
    await anna.tap(anna.words("mailing-done"))
    await anna.sees(anna.words("mailing-unsubscribed"), anna.words("mailing-come-back"))


@LANGUAGES
async def test_one_message_unsubscribes_and_one_tap_brings_back(artel: Artel, language: str) -> None:
    anna = await artel.visitor(language)
    await subscribe(anna)
    before = anna.taps, anna.typed
    await anna.write("/unsubscribe")
    await anna.sees(anna.words("mailing-unsubscribed"))
    assert (anna.taps - before[0], anna.typed - before[1]) == (0, 1)
    assert [kind for kind, _ in await anna.history()][-1] == "unsubscribed"

    await anna.tap(anna.words("mailing-reason-often"))
    await anna.sees(anna.words("mailing-reason-thanks"))
    assert (await anna.history())[-1] == ("unsubscribe-reason", {"reason": "often"})
    await anna.tap(anna.words("mailing-come-back"))
    await sees_home(anna, *titles(anna))

    await anna.write("/unsubscribe")
    await anna.sees(anna.words("mailing-unsubscribed"))
    await anna.tap(anna.words("ui-home"))
    await anna.sees(anna.words("contact-home-unsubscribed"))
    await anna.write("/unsubscribe")
    await anna.sees(anna.words("mailing-not-subscribed"), anna.words("ui-home"))


@LANGUAGES
async def test_a_reason_in_own_words_is_kept(artel: Artel, language: str) -> None:
    anna = await artel.visitor(language)
    await subscribe(anna)
    await anna.write("/unsubscribe")
    await anna.tap(anna.words("mailing-reason-else"))
    await anna.sees(anna.words("mailing-reason-ask"))
    await anna.write("Ухожу на <пенсию> & отдыхать")
    await anna.sees(anna.words("mailing-reason-thanks"))
    assert (await anna.history())[-1] == ("unsubscribe-reason", {"reason": "Ухожу на <пенсию> & отдыхать"})
    await anna.write("И ещё")
    await anna.sees(anna.words("contact-not-understood"))


async def test_what_was_ended_last_comes_back(artel: Artel) -> None:
    anna = await artel.visitor()
    news = titles(anna)[0]
    await subscribe(anna)
    await anna.tap(anna.words("contact-topics"))
    await anna.tap("☑ " + news)
    await anna.tap(anna.words("mailing-done"))
    await sees_home(anna, *titles(anna)[1:])
    await anna.write("/unsubscribe")
    await anna.tap(anna.words("mailing-come-back"))
    await sees_home(anna, *titles(anna)[1:])


async def test_the_language_follows_telegram_and_then_the_person(artel: Artel) -> None:
    german = await artel.visitor("ru", first_name="Hans", language_code="de")
    await german.start()
    await german.sees(german.words("contact-greeting"))  # the association's own language

    john = await artel.visitor("en", first_name="John", language_code="en-GB")
    await john.start()
    await john.sees(john.words("contact-greeting"))
    answer = await john.tap("Русский")
    john.language = "ru"
    assert answer.text == john.words("contact-language-chosen")
    await john.sees(john.words("contact-greeting"))

    await subscribe(john)
    await john.write("/language")
    offered = await john.sees(john.words("contact-language"))
    assert offered.buttons[:2] == ["● Русский", "English"]
    await john.tap("English")
    john.language = "en"
    await sees_home(john, *titles(john))
    await john.tap(john.words("contact-language-button"))
    await john.sees(john.words("contact-language"), "● English")
    assert [kind for kind, _ in await john.history()].count("language-chosen") == 2


async def test_english_screens_have_no_russian_words(artel: Artel) -> None:
    for command in MENU:
        john = await artel.visitor("en", first_name="John")
        await subscribe(john)
        await john.write(f"/{command}")
        seen = await john.screen()
        words = re.findall(r"[а-яё]+", " ".join([seen.text, *seen.buttons]), re.IGNORECASE)
        assert set(words) <= {"Язык", "Русский", "На", "каком", "языке", "вам", "удобнее"}, command


@LANGUAGES
async def test_help_names_every_command_of_the_menu(artel: Artel, language: str) -> None:
    anna = await artel.visitor(language)
    await anna.write("/help")
    helped = await anna.sees(anna.words("contact-help"))
    assert {f"/{command}" for command in MENU if command != "help"} == set(
        re.findall(r"^/\w+", helped.text, re.MULTILINE)
    )
    await anna.tap(anna.words("ui-home"))
    await anna.sees(anna.words("contact-greeting"))


@LANGUAGES
async def test_cancel_ends_what_was_begun(artel: Artel, language: str) -> None:
    anna, boris = await artel.visitor(language), await artel.visitor(language, first_name="Борис")
    await boris.write("/cancel")
    await boris.sees(boris.words("contact-greeting"))
    assert (await boris.chat())[-2].text == boris.words("contact-nothing-to-cancel")

    await subscribe(anna)
    await anna.write("/unsubscribe")
    await anna.sees(anna.words("mailing-unsubscribed"))
    await anna.write("/cancel")
    await anna.sees(anna.words("contact-home-unsubscribed"))
    assert (await anna.chat())[-2].text == anna.words("contact-cancelled")
    await anna.write("Это уже не причина")
    await anna.sees(anna.words("contact-not-understood"))


@LANGUAGES
async def test_privacy_shows_the_consents_and_brings_the_data_as_a_file(artel: Artel, language: str) -> None:
    anna = await artel.visitor(language, username="anna")
    await anna.write("/privacy")
    await anna.sees(anna.words("consent-privacy", count=0))
    await subscribe(anna, "conference")
    await anna.write("/privacy")
    shown = await anna.sees(anna.words("consent-privacy", count=5), anna.words("contact-erase-button"))
    assert anna.words("consent-purpose-personal-data") in shown.text
    assert all(title in shown.text for title in titles(anna))
    assert "+0" not in shown.text  # the time zone is named, not an offset

    answer = await anna.tap(anna.words("contact-data-button"))
    assert answer.text == anna.words("contact-data-coming")
    sent = await anna.sees(anna.words("contact-data"))
    assert sent.document is not None
    assert sent.document["file_name"] == "artel-my-data.json"
    data = json.loads(await artel.download(sent.document["file_id"]))
    (person,) = data["person"]
    assert (person["id"], person["username"], person["first_source"]) == (anna.id, "anna", "conference")
    assert len(data["consents"]) == 5
    assert [entry["kind"] for entry in data["history"]][:2] == ["started", "consent-given"]
    other = await artel.visitor(language, first_name="Борис")
    assert str(other.id) not in json.dumps(data)


@LANGUAGES
async def test_erasure_leaves_nothing_and_a_new_start_is_a_first_one(artel: Artel, language: str) -> None:
    anna = await artel.visitor(language, first_name="Канарейкина")
    await subscribe(anna, "first")
    await anna.write("/privacy")
    await anna.tap(anna.words("contact-erase-button"))
    await anna.sees(anna.words("contact-erase-ask"))
    await anna.tap(anna.words("ui-home"))
    await sees_home(anna, *titles(anna))

    await anna.write("/privacy")
    await anna.tap(anna.words("contact-erase-button"))
    await anna.tap(anna.words("contact-erase-sure"))
    await anna.sees(anna.words("contact-erased"))
    await artel.settled()
    assert (await anna.record(), await anna.history(), await anna.consents()) == (None, [], [])

    await anna.start("second")
    await anna.sees(anna.words("contact-greeting"))
    record = await anna.record() or {}
    assert (record["first_source"], record["name"], record["consented"]) == ("second", None, 0)


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
        await anna.sees(anna.words("contact-greeting"))
        await act(anna.id)
        await anna.sees(anna.words("contact-not-understood"), anna.words("ui-home"))
        await anna.tap(anna.words("ui-home"))
        await anna.sees(anna.words("contact-greeting"))


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
    old = await anna.sees(anna.words("contact-greeting"))
    await subscribe(anna)
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
    old = await anna.sees(anna.words("contact-greeting"))
    await anna.tap_in(old, text=anna.words("contact-subscribe"), inaccessible=True)
    fresh = await anna.sees(anna.words("consent-short"))
    assert fresh.message != old.message


async def test_forged_taps_before_the_consent_subscribe_nobody(artel: Artel) -> None:
    anna = await artel.visitor()
    await anna.start()
    screen = await anna.sees(anna.words("contact-greeting"))
    for data in ("topic:all:", "topic:done:", "topic:toggle:news", "topic:back:", "topic:done:"):
        await anna.tap_in(screen, data=data, forge=True)
    await artel.settled()
    assert await anna.consents() == []


async def test_where_a_person_came_from_is_kept_first_and_last(artel: Artel) -> None:
    anna = await artel.visitor()
    for payload in ("site-footer", None, "conference_2026"):
        await anna.start(payload)
        await anna.sees(anna.words("contact-greeting"))
    await anna.start("x" * 64)
    await anna.write("/start с-кириллицей")
    await anna.screen()
    record = await anna.record() or {}
    assert (record["first_source"], record["last_source"]) == ("site-footer", "x" * 64)
    sources = [data["source"] for kind, data in await anna.history() if kind == "started"]
    assert sources == ["site-footer", None, "conference_2026", "x" * 64, None]


async def test_blocking_makes_unreachable_and_unblocking_reachable(artel: Artel) -> None:
    anna = await artel.visitor()
    await subscribe(anna)
    await artel.control.block(anna.id)
    await artel.settled()
    assert (await anna.record() or {})["reachable"] == 0
    await artel.control.unblock(anna.id)
    await artel.settled()
    assert (await anna.record() or {})["reachable"] == 1
    assert [kind for kind, _ in await anna.history()][-2:] == ["unreachable", "reachable"]

    await artel.control.block(anna.id)
    await anna.start()  # unblocks
    await sees_home(anna, *titles(anna))
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
    assert await olga.commands() == [*MENU, "status"]
    assert await anna.commands() == MENU

    await john.start()
    await john.tap("Русский")
    await artel.settled()
    view = await artel.control.view(john.id, BOT)
    assert view["commands"][0]["description"] == anna.words("command-start"), (
        "the menu speaks the new language"
    )


@LANGUAGES
async def test_status_is_for_administrators_only(artel: Artel, language: str) -> None:
    anna, olga = await artel.visitor(language), await artel.administrator(language)
    await subscribe(anna)
    await anna.write("/status")
    await anna.sees(anna.words("operations-not-allowed"))
    await anna.tap_in(await anna.screen(), data="operations:retry", forge=True)
    await anna.sees(anna.words("operations-not-allowed"))

    await olga.start()
    await olga.write("/status")
    counts = {"people": 2, "supporters": 1, "unreachable": 0, "pending": 0, "failed": 0, "aside": 0}
    status = await olga.sees(olga.words("operations-refresh"))
    expected = olga.words("operations-status", waiting=0, **counts)
    assert re.sub(r": \d+,", ": 0,", status.text.splitlines()[3]) == expected.splitlines()[3]
    assert status.text.splitlines()[:3] == expected.splitlines()[:3]
    await artel.control.block(anna.id)
    await artel.settled()
    await olga.tap(olga.words("operations-refresh"))
    await olga.sees(olga.words("operations-status", waiting=0, **{**counts, "unreachable": 1}))


async def test_by_webhook_as_by_polling(database_url: str, texts: FluentTexts) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    webhook = {"url": f"http://127.0.0.1:{port}/telegram", "port": port, "secret": "a-secret-of-the-tests"}
    async with running(database_url, texts, telegram={"mode": "webhook"}, webhook=webhook) as artel:
        anna = await artel.visitor()
        await subscribe(anna)
        await anna.write("/privacy")
        await anna.sees(anna.words("consent-privacy", count=5))
        await artel.settled()
        assert await artel.refused() == []
        assert {call["method"] for call in await artel.control.calls()} & {"getUpdates"} == set()
        rows = await artel.rows(select(t.inbox.c.state))
        assert {row["state"] for row in rows} == {t.Inbox.DONE}
