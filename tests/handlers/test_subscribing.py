"""From Start to subscribed, and everything a supporter does with topics, in both languages."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from bot.i18n import LOCALES, FluentTexts
from domain.association import Association
from storage.tables.people import consents
from storage.tables.street import conversations
from tests.handlers.harness import Street, Visitor
from tests.words import words

ALL = {"news", "digest", "events", "discounts"}


async def test_three_taps_and_no_typing_lead_to_a_subscription(anna: Visitor) -> None:
    (greeting,) = await anna.write("/start")
    assert greeting.says("contact-greeting")
    assert len(greeting.text.splitlines()) == 2
    await anna.press("contact-subscribe")
    assert anna.screen.says("consent-short")
    await anna.press("consent-agree")
    assert anna.screen.labels[:4] == [
        "☐ Главные новости отрасли",
        "☐ Что делает ассоциация",
        "☐ Мероприятия и вебинары",
        "☐ Скидки на мероприятия партнёров",
    ]
    assert await anna.topics() == set()
    await anna.press("mailing-all")
    assert anna.screen.says("contact-home")
    assert anna.answer == words("mailing-saved")
    assert await anna.topics() == ALL
    assert len(anna.screens) == 1  # one message of the bot is the screen


async def test_the_same_in_english(john: Visitor) -> None:
    (greeting,) = await john.write("/start")
    assert greeting.says("contact-greeting", "en")
    await john.press("contact-subscribe", "consent-agree", "mailing-all")
    assert john.screen.says("contact-home", "en")
    assert john.answer == words("mailing-saved", "en")
    assert await john.topics() == ALL


async def test_consent_is_logged_with_its_text_and_proof(street: Street, anna: Visitor) -> None:
    await anna.write("/start")
    await anna.press("contact-subscribe")
    update_id = await street.receive("callback_query", anna.query(anna.offered("consent:give:")))
    await street.work()
    (consent,) = await street.rows(consents)
    text = street.texts.consent("ru", "consent-full")
    assert (consent["purpose"], consent["update_id"]) == ("personal-data", update_id)
    assert (consent["version"], consent["digest"]) == (text.version, text.digest)
    person = await anna.person()
    assert person is not None
    assert (person["name"], person["username"], person["consented"]) == ("Аннабелла", "annabella", 1)
    await anna.press("mailing-all")
    given = [row for row in await street.rows(consents) if row["purpose"].startswith("mailings:")]
    assert {row["digest"] for row in given} == {street.texts.consent("ru", "mailing-topics").digest}


async def test_the_full_text_is_a_tap_away_and_back(anna: Visitor, association: Association) -> None:
    await anna.write("/start")
    await anna.press("contact-subscribe", "consent-read")
    assert anna.screen.says("consent-full", version=association.consent_version)
    await anna.press("ui-back")
    assert anna.screen.says("consent-short", purpose="subscribe")
    await anna.press("consent-read", "consent-agree")
    assert anna.screen.says("mailing-topics")


async def test_the_way_out_of_the_consent_leads_home(anna: Visitor) -> None:
    await anna.write("/start")
    await anna.press("contact-subscribe", "ui-home")
    assert anna.screen.says("contact-greeting")


async def test_some_topics_are_ticked_and_unticked_before_done(anna: Visitor) -> None:
    await anna.write("/start")
    await anna.press("contact-subscribe", "consent-agree", "Главные новости", "Мероприятия")
    assert [label[0] for label in anna.screen.labels[:4]] == ["☑", "☐", "☑", "☐"]
    await anna.press("Главные новости", "Скидки")
    assert [label[0] for label in anna.screen.labels[:4]] == ["☐", "☐", "☑", "☑"]
    assert await anna.topics() == set()
    await anna.press("mailing-done")
    assert await anna.topics() == {"events", "discounts"}
    assert anna.screen.says(
        "contact-home-topics", count=2, topics="Мероприятия и вебинары, Скидки на мероприятия партнёров"
    )


async def test_done_with_nothing_ticked_asks_for_a_tick(anna: Visitor) -> None:
    await anna.write("/start")
    await anna.press("contact-subscribe", "consent-agree", "mailing-done")
    assert anna.answer == words("refused-mailings-none-ticked")
    assert anna.screen.says("mailing-topics")
    await anna.press("mailing-all")
    assert await anna.topics() == ALL


async def test_topics_are_changed_from_what_holds(anna: Visitor) -> None:
    await anna.subscribe("Главные новости")
    for opening in ("/topics", None):
        if opening:
            await anna.write(opening)
        else:
            await anna.press("contact-topics")
        assert anna.screen.says("mailing-topics")
        await anna.press("Скидки", "ui-home")  # what was ticked on the way is not saved
        assert await anna.topics() == {"news"}
    await anna.write("/topics")
    assert [label[0] for label in anna.screen.labels[:4]] == ["☑", "☐", "☐", "☐"]
    await anna.press("Скидки", "Главные новости", "mailing-done")
    assert await anna.topics() == {"discounts"}
    assert anna.screen.says("contact-home-topics", count=1, topics="Скидки на мероприятия партнёров")
    assert (await anna.history())[-1] == ("topics-changed", {"topics": ["discounts"]})


async def test_unticking_everything_is_unsubscribing(anna: Visitor) -> None:
    await anna.subscribe("Главные новости")
    await anna.write("/topics")
    await anna.press("Главные новости", "mailing-done")
    assert anna.screen.says("mailing-unsubscribed")
    assert await anna.topics() == set()
    await anna.write("мне хватает новостей")  # «кнопкой или своими словами»
    assert anna.screen.says("mailing-reason-thanks")
    assert (await anna.history())[-1] == ("unsubscribe-reason", {"reason": "мне хватает новостей"})


async def test_one_command_unsubscribes_and_one_tap_comes_back(anna: Visitor) -> None:
    await anna.subscribe("Главные новости", "Скидки")
    await anna.write("/unsubscribe")
    assert await anna.topics() == set()
    assert anna.screen.labels == [
        words("mailing-come-back"),
        words("mailing-reason-often"),
        words("mailing-reason-boring"),
        words("mailing-reason-else"),
        words("ui-home"),
    ]
    await anna.press("mailing-come-back")
    assert await anna.topics() == {"news", "discounts"}
    assert "Главные новости отрасли, Скидки" in anna.screen.text


async def test_a_reason_is_a_tap(anna: Visitor) -> None:
    await anna.subscribe()
    await anna.write("/unsubscribe")
    await anna.press("mailing-reason-often")
    assert (await anna.history())[-1] == ("unsubscribe-reason", {"reason": "often"})
    await anna.write("и ещё")  # the reason was given: this is an ordinary message now
    assert anna.screen.says("contact-not-understood")
    assert (await anna.history())[-1] == ("unsubscribe-reason", {"reason": "often"})


@pytest.mark.parametrize("through_button", [False, True])
async def test_a_reason_can_be_in_ones_own_words(anna: Visitor, through_button: bool) -> None:
    await anna.subscribe()
    await anna.write("/unsubscribe")
    if through_button:
        await anna.press("mailing-reason-else")
        assert anna.screen.says("mailing-reason-ask")
    asked = anna.screen
    await anna.write("Слишком <b>много</b> писем" + "!" * 1000)
    assert asked.buttons == [], "an answered question has no buttons"
    kind, data = (await anna.history())[-1]
    assert kind == "unsubscribe-reason"
    assert data["reason"].startswith("Слишком <b>много</b> писем!!!")
    assert len(data["reason"]) == 500
    await anna.press("mailing-come-back")
    assert await anna.topics() == ALL


async def test_a_command_is_no_reason(anna: Visitor) -> None:
    await anna.subscribe()
    await anna.write("/unsubscribe")
    await anna.write("/nothing_like_that")
    assert anna.screen.says("contact-not-understood")
    assert (await anna.history())[-1][0] == "unsubscribed"


async def test_a_photo_is_no_reason_and_gets_an_answer(anna: Visitor) -> None:
    await anna.subscribe()
    await anna.write("/unsubscribe")
    photo = [{"file_id": "a", "file_unique_id": "a", "width": 1, "height": 1}]
    await anna.send(photo=photo, caption="вот почему")
    assert anna.screen.says("contact-not-understood")
    assert (await anna.history())[-1][0] == "unsubscribed"


async def test_unsubscribing_from_nothing_says_so(anna: Visitor) -> None:
    await anna.write("/unsubscribe")
    assert anna.screen.says("mailing-not-subscribed")
    await anna.subscribe()
    await anna.write("/unsubscribe")
    await anna.write("/unsubscribe")
    assert anna.screen.says("mailing-not-subscribed")
    kinds = [kind for kind, _ in await anna.history()]
    assert kinds.count("unsubscribed") == 1


async def test_home_shows_an_unsubscribed_person_the_way_back(anna: Visitor) -> None:
    await anna.subscribe()
    await anna.write("/unsubscribe")
    await anna.press("ui-home")
    assert anna.screen.says("contact-home-unsubscribed")
    await anna.press("contact-subscribe")
    assert anna.screen.says("mailing-topics")


async def test_topics_before_the_consent_ask_for_it(street: Street, anna: Visitor) -> None:
    await anna.write("/topics")
    assert anna.screen.says("consent-short")
    for data in ("topic:toggle:news", "topic:all:", "topic:done:", "topic:back:", "contact:topics:"):
        await anna.tap(data)
        assert anna.screen.says("consent-short"), data
    assert await anna.topics() == set()
    assert await street.rows(conversations) == []


async def test_a_double_tap_is_one_consent(street: Street, anna: Visitor) -> None:
    """Reliability row 32: taps that come together have one effect, and each gets an answer."""
    await anna.write("/start")
    await anna.press("contact-subscribe")
    agree = anna.offered("consent:give:")
    for _ in range(2):
        await street.receive("callback_query", anna.query(agree))
    await street.work()
    assert len(await street.rows(consents)) == 1
    assert [kind for kind, _ in await anna.history()].count("consent-given") == 1
    assert len(street.answers.given) == 3
    screen = anna.screen
    for _ in range(2):
        await street.receive("callback_query", anna.query(screen.data_of("mailing-all"), screen))
    await street.work()
    assert len(await street.rows(consents)) == 1 + len(ALL)
    assert [kind for kind, _ in await anna.history()].count("subscribed") == 1


async def test_an_old_agreement_button_shows_the_topics_that_hold(anna: Visitor) -> None:
    await anna.subscribe("Главные новости")
    await anna.write("/topics")
    await anna.press("Скидки")
    await anna.tap("consent:give:old")
    assert [label[0] for label in anna.screen.labels[:4]] == ["☑", "☐", "☐", "☐"]
    await anna.press("Мероприятия", "mailing-done")
    assert await anna.topics() == {"news", "events"}


async def test_joining_shows_what_each_package_gives_and_costs(street: Street, anna: Visitor) -> None:
    """To a guest and to a supporter alike; who has not consented is asked for that first."""
    packages = street.association.packages
    for consented in (False, True):
        if consented:
            await anna.subscribe()
        else:
            await anna.write("/start")
        await anna.press("contact-join")
        for package in packages:
            assert package.title["ru"] in anna.screen.text
            assert all(gift["ru"] in anna.screen.text for gift in package.gives)
        assert anna.screen.labels == [
            words("application-choose-person", fee="5\xa0000\xa0₽"),
            words("application-choose-organisation", fee="50\xa0000\xa0₽"),
            words("ui-home"),
        ]
        await anna.press("application-choose-person")
        assert (words("consent-agree") in anna.screen.labels) != consented
        assert (anna.screen.says("question-full-name")) == consented


@pytest.fixture
def edited(street: Street) -> FluentTexts:
    """The texts of the next edition of the configuration."""
    return FluentTexts(replace(street.association, consent_version="2099-01-01"))


@pytest.mark.parametrize("way", ["consent:give:", "agree:give:person:", "agree:give:organisation:"])
async def test_a_text_that_is_no_longer_the_one_that_was_shown_is_not_agreed_to(
    street: Street, anna: Visitor, edited: FluentTexts, way: str
) -> None:
    """Between the screen and the tap the association publishes another text: it is shown, with a word on why."""
    await anna.write("/start")
    if way.startswith("consent"):
        await anna.press("contact-subscribe")
    else:
        await anna.tap("contact:join:")
        await anna.tap(f"join:choose:{way.split(':')[2]}")
    old = anna.offered(way)
    assert len(old.encode()) <= 64
    street.worker._texts = edited
    street.worker._association = replace(street.association, consent_version="2099-01-01")
    for data in (old, way, way + "forged"):
        await anna.tap(data)
        assert await street.rows(consents) == []
        assert anna.heard("consent-changed")
        assert anna.screen.says("consent-changed")
        assert anna.screen.says("consent-full", version="2099-01-01")
    assert (await anna.person() or {})["name"] is None
    await anna.press("consent-agree")
    [consent] = await street.rows(consents)
    assert (consent["version"], consent["digest"]) == (
        "2099-01-01",
        edited.consent("ru", "consent-full").digest,
    )


async def test_a_text_in_another_language_is_another_text(street: Street, anna: Visitor) -> None:
    await anna.write("/start")
    await anna.press("contact-subscribe")
    russian = anna.offered("consent:give:")
    await anna.tap("contact:language:en")
    await anna.tap(russian)
    assert await street.rows(consents) == []
    await anna.press("consent-agree")
    assert (await street.rows(consents))[0]["digest"] == street.texts.consent("en", "consent-full").digest


async def test_terms_of_mailings_that_have_changed_are_shown_before_they_are_agreed_to(
    street: Street, anna: Visitor, tmp_path: Path
) -> None:
    await anna.subscribe("Главные новости")
    await anna.write("/topics")
    await anna.press("Скидки")
    old = anna.screen
    shutil.copytree(LOCALES, tmp_path / "locales")
    wording = tmp_path / "locales" / "ru" / "mailings.ftl"
    terms = re.sub(
        r"(?m)^mailing-topics =.*(\n +.*)*", "mailing-topics = Иные условия", wording.read_text("utf-8")
    )
    wording.write_text(terms, "utf-8")
    street.worker._texts = FluentTexts(street.association, tmp_path / "locales")
    for label in ("mailing-all", "mailing-done"):
        await anna.tap(old.data_of(label))
        assert await anna.topics() == {"news"}
        assert anna.screen.says("mailing-changed")
        assert "Иные условия" in anna.screen.text
        assert [label[0] for label in anna.screen.labels[:4]] == ["☑", "☐", "☐", "☑"]
    await anna.press("mailing-done")
    assert await anna.topics() == {"news", "discounts"}
    # Nobody has to read anything to get less.
    await anna.write("/topics")
    await anna.press("Главные новости", "Скидки")
    await anna.tap(old.data_of("mailing-done"))
    assert await anna.topics() == set()
    await anna.tap("topic:back:")
    assert await anna.topics() == set()
    assert anna.screen.says("mailing-changed")
