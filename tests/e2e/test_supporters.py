"""Supporters, over HTTP: subscribing, topics, leaving, coming back, and what is kept about them."""

import json
import socket

import pytest
from sqlalchemy import select

from bot.i18n import FluentTexts
from domain.association import Association
from storage.tables.street import Inbox, inbox
from tests.conftest import ENGINES
from tests.e2e.harness import Artel, running

LANGUAGES = pytest.mark.parametrize("language", ["ru", "en"])


@LANGUAGES
@pytest.mark.parametrize("engine", ENGINES)
async def test_a_person_subscribes_in_three_taps_without_typing(
    artel: Artel, language: str, association: Association
) -> None:
    anna = await artel.visitor(language, first_name="Анна", last_name="Ильина", username="anna")
    await anna.start()
    greeting = await anna.sees("contact-greeting")
    assert len(greeting.text.splitlines()) == 2

    await anna.tap("contact-subscribe")
    asked = await anna.sees(anna.words("consent-short", purpose="subscribe"), anna.words("consent-read"))
    assert asked.message == greeting.message, "a tap shows the next screen in place"
    assert (await anna.record() or {})["name"] is None, "no name before the consent"

    await anna.tap("consent-agree")
    topics = await anna.sees(anna.words("mailing-topics"), anna.words("mailing-done"))
    assert topics.buttons[:4] == ["☐ " + title for title in anna.topics()], "none is ticked beforehand"

    await anna.tap("mailing-all")
    await anna.sees_home(*anna.topics())
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
    await anna.tap("contact-subscribe")
    await anna.tap("consent-read")
    full = anna.words("consent-full", version=artel.texts.consent(language, "consent-full").version)
    await anna.sees(full, anna.words("consent-agree"))
    await anna.tap("ui-back")
    await anna.sees(anna.words("consent-short", purpose="subscribe"))
    await anna.tap("ui-home")
    await anna.sees("contact-greeting")
    assert await anna.consents() == [], "looking is not agreeing"


@LANGUAGES
async def test_topics_are_ticked_one_by_one_and_changed_later(artel: Artel, language: str) -> None:
    anna = await artel.visitor(language)
    news, digest, events, discounts = anna.topics()
    await anna.start()
    await anna.tap("contact-subscribe")
    await anna.tap("consent-agree")

    refusal = await anna.tap("mailing-done")
    assert refusal.alert
    assert refusal.text == anna.words("refused-mailings-none-ticked")

    await anna.tap("☐ " + events)
    await anna.sees("☑ " + events, "☐ " + news)
    await anna.tap("☐ " + news)
    await anna.sees("☑ " + events, "☑ " + news)
    saved = await anna.tap("mailing-done")
    assert saved.text == anna.words("mailing-saved")
    await anna.sees_home(news, events)

    await anna.tap("contact-topics")
    await anna.sees("☑ " + news, "☐ " + digest, "☑ " + events, "☐ " + discounts)
    await anna.tap("☑ " + news)
    await anna.sees("☐ " + news)
    await anna.tap("ui-home")
    await anna.sees_home(news, events)  # what was not saved has not changed

    await anna.write("/topics")
    await anna.sees("☑ " + news, "☑ " + events)
    await anna.tap("☑ " + news)
    await anna.sees("☐ " + news)
    await anna.tap("mailing-done")
    await anna.sees_home(events)

    standing = [consent["purpose"] for consent in await anna.consents() if not consent["withdrawn_at"]]
    assert standing == ["personal-data", "mailings:events"]
    assert [kind for kind, _ in await anna.history()][-2:] == ["subscribed", "topics-changed"]


@LANGUAGES
async def test_unticking_everything_ends_the_mailings(artel: Artel, language: str) -> None:
    anna = await artel.visitor(language)
    await anna.subscribe()
    await anna.tap("contact-topics")
    for title in anna.topics():
        await anna.tap("☑ " + title)
        await anna.sees("☐ " + title)
    await anna.tap("mailing-done")
    await anna.sees(anna.words("mailing-unsubscribed"), anna.words("mailing-come-back"))


@LANGUAGES
async def test_one_message_unsubscribes_and_one_tap_brings_back(artel: Artel, language: str) -> None:
    anna = await artel.visitor(language)
    await anna.subscribe()
    before = anna.taps, anna.typed
    await anna.write("/unsubscribe")
    await anna.sees("mailing-unsubscribed")
    assert (anna.taps - before[0], anna.typed - before[1]) == (0, 1)
    assert [kind for kind, _ in await anna.history()][-1] == "unsubscribed"

    await anna.tap("mailing-reason-often")
    await anna.sees("mailing-reason-thanks")
    assert (await anna.history())[-1] == ("unsubscribe-reason", {"reason": "often"})
    await anna.tap("mailing-come-back")
    await anna.sees_home(*anna.topics())

    await anna.write("/unsubscribe")
    await anna.sees("mailing-unsubscribed")
    await anna.tap("ui-home")
    await anna.sees("contact-home-unsubscribed")
    await anna.write("/unsubscribe")
    await anna.sees(anna.words("mailing-not-subscribed"), anna.words("ui-home"))


@LANGUAGES
async def test_a_reason_in_own_words_is_kept(artel: Artel, language: str) -> None:
    anna = await artel.visitor(language)
    await anna.subscribe()
    await anna.write("/unsubscribe")
    await anna.tap("mailing-reason-else")
    await anna.sees("mailing-reason-ask")
    await anna.write("Ухожу на <пенсию> & отдыхать")
    await anna.sees("mailing-reason-thanks")
    assert (await anna.history())[-1] == ("unsubscribe-reason", {"reason": "Ухожу на <пенсию> & отдыхать"})
    await anna.write("И ещё")
    await anna.sees("contact-not-understood")


async def test_what_was_ended_last_comes_back(artel: Artel) -> None:
    anna = await artel.visitor()
    news = anna.topics()[0]
    await anna.subscribe()
    await anna.tap("contact-topics")
    await anna.tap("☑ " + news)
    await anna.tap("mailing-done")
    await anna.sees_home(*anna.topics()[1:])
    await anna.write("/unsubscribe")
    await anna.tap("mailing-come-back")
    await anna.sees_home(*anna.topics()[1:])


@LANGUAGES
async def test_privacy_shows_the_consents_and_brings_the_data_as_a_file(artel: Artel, language: str) -> None:
    other = await artel.visitor(language, first_name="Борис")
    await other.subscribe("elsewhere")
    anna = await artel.visitor(language, username="anna")
    await anna.write("/privacy")
    await anna.sees(anna.words("consent-privacy", count=0))
    await anna.subscribe("conference")
    await anna.write("/privacy")
    shown = await anna.sees(anna.words("consent-privacy", count=5), anna.words("contact-erase-button"))
    assert anna.words("consent-purpose-personal-data") in shown.text
    assert all(title in shown.text for title in anna.topics())
    assert "+0" not in shown.text  # the time zone is named, not an offset

    answer = await anna.tap("contact-data-button")
    assert answer.text == anna.words("contact-data-coming")
    sent = await anna.sees("contact-data")
    assert sent.document is not None
    assert sent.document["file_name"] == "artel-my-data.json"
    data = json.loads(await artel.download(sent.document["file_id"]))
    (person,) = data["person"]
    assert (person["id"], person["username"], person["first_source"]) == (anna.id, "anna", "conference")
    assert len(data["consents"]) == 5
    assert [entry["kind"] for entry in data["history"]][:2] == ["started", "consent-given"]
    assert "Борис" not in json.dumps(data, ensure_ascii=False)
    assert {row["person_id"] for rows in data.values() for row in rows if "person_id" in row} == {anna.id}


@LANGUAGES
async def test_erasure_leaves_nothing_and_a_new_start_is_a_first_one(artel: Artel, language: str) -> None:
    anna = await artel.visitor(language, first_name="Канарейкина")
    await anna.subscribe("first")
    await anna.write("/privacy")
    await anna.tap("contact-erase-button")
    await anna.sees("contact-erase-ask")
    await anna.tap("ui-home")
    await anna.sees_home(*anna.topics())

    await anna.write("/privacy")
    await anna.tap("contact-erase-button")
    await anna.tap("contact-erase-sure")
    await anna.sees("contact-erased")
    await artel.settled()
    assert (await anna.record(), await anna.history(), await anna.consents()) == (None, [], [])

    await anna.start("second")
    await anna.sees("contact-greeting")
    record = await anna.record() or {}
    assert (record["first_source"], record["name"], record["consented"]) == ("second", None, 0)


async def test_by_webhook_as_by_polling(database_url: str, texts: FluentTexts) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    webhook = {"url": f"http://127.0.0.1:{port}/telegram", "port": port, "secret": "a-secret-of-the-tests"}
    async with running(database_url, texts, telegram={"mode": "webhook"}, webhook=webhook) as artel:
        anna = await artel.visitor()
        await anna.subscribe()
        await anna.write("/privacy")
        await anna.sees(anna.words("consent-privacy", count=5))
        await artel.settled()
        assert await artel.refused() == []
        assert {call["method"] for call in await artel.control.calls()} & {"getUpdates"} == set()
        rows = await artel.rows(select(inbox.c.state))
        assert {row["state"] for row in rows} == {Inbox.DONE}
