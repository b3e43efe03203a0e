"""What an applicant meets on the way: answers without a tap, words on what arrived, screens that turn into what is next."""

import json
from typing import Any

import pytest

from storage.tables.applications import applications
from tests.handlers.applying import (
    PERSON,
    REST_OF_PERSON,
    acts,
    application,
    apply_as_person,
    card_of,
    hand_in,
    photo,
)
from tests.handlers.harness import Street, Visitor
from tests.handlers.steps import make_files
from tests.words import has, like, words

pytestmark = pytest.mark.usefixtures("groups")


def pages_of(row: dict[str, Any]) -> list[str]:
    return [page[0] for page in json.loads(row["files"])]


async def cards_of(street: Street) -> int:
    return int((await application(street))["cards"])


async def ask(secretary: Visitor, text: str) -> None:
    await secretary.tap(card_of(secretary).data_of("application-card-ask"), card_of(secretary))
    await secretary.write(text)


async def test_a_text_or_a_file_answers_the_question_that_stands_open(
    street: Street, anna: Visitor, secretary: Visitor
) -> None:
    """One message, no tap; each question is closed by its answer."""
    await apply_as_person(anna)
    await hand_in(anna)
    await anna.write("Есть кто живой?")
    assert anna.screen.says("contact-not-understood")
    assert await cards_of(street) == 1
    await ask(secretary, "Какая у вас степень?")
    await anna.write("/help")  # a command is a command
    assert await cards_of(street) == 1
    await anna.write("Кандидат наук")
    assert anna.screen.says("application-written")
    assert "Кандидат наук" in card_of(secretary).text
    assert await cards_of(street) == 2
    await anna.tap("join:show:")
    assert not anna.screen.says("application-asked-you")
    await anna.write("И ещё")
    assert anna.screen.says("contact-not-understood")

    await ask(secretary, "Пришлите диплом")
    shown = len(secretary.screens)
    for number, caption in enumerate(["Вот он", None, None]):
        content = {"photo": [photo(f"diploma-{number}")], "media_group_id": "9"}
        await street.receive("message", anna.message(**content, **({"caption": caption} if caption else {})))
    await street.work()
    assert pages_of(await application(street))[1:] == ["diploma-0", "diploma-1", "diploma-2"]
    assert len(secretary.screens) == shown + 1
    assert "Вот он" in card_of(secretary).text
    assert card_of(secretary).says("application-card-status", confirmed="no", pages=4)
    await secretary.tap(
        card_of(secretary).data_of("application-card-accept"), card_of(secretary)
    )  # the card is not out of date
    assert (await application(street))["status"] == "complete"
    await ask(secretary, "И справку")
    await anna.send(document={"file_id": "paper", "file_unique_id": "u", "file_name": "справка.pdf"})
    assert words("application-answer-file") in card_of(secretary).text
    assert pages_of(await application(street))[-1] == "paper"
    await anna.send(photo=[photo("late")])
    assert anna.screen.says("contact-not-understood")
    assert "late" not in pages_of(await application(street))


async def test_what_is_no_page_is_refused_and_done_can_be_typed(street: Street, anna: Visitor) -> None:
    await apply_as_person(anna)
    await anna.write(words("application-submit").lower())
    assert anna.screen.says("refused-applications-nothing-signed")
    await anna.send(document={"file_id": "bad", "file_unique_id": "u", "file_name": "invoice.pdf.exe"})
    assert anna.screen.says("refused-applications-not-a-page")
    await anna.send(document={"file_id": "good", "file_unique_id": "u", "file_name": "Скан.PDF"})
    await anna.send(document={"file_id": "nameless", "file_unique_id": "u"})
    assert pages_of(await application(street)) == ["good", "nameless"]
    await anna.write(words("application-submit") + "!")
    assert (await application(street))["status"] == "submitted"


async def test_what_answers_the_secretary_is_a_document(
    street: Street, anna: Visitor, secretary: Visitor
) -> None:
    await apply_as_person(anna)
    await hand_in(anna)
    await ask(secretary, "Пришлите устав")
    await anna.send(document={"file_id": "bad", "file_unique_id": "u", "file_name": "устав.exe"})
    assert anna.screen.says("refused-applications-not-a-page")
    assert "bad" not in pages_of(await application(street))
    await anna.send(document={"file_id": "charter", "file_unique_id": "u", "file_name": "устав.docx"})
    assert "charter" in pages_of(await application(street))


async def test_a_remark_is_answered_by_a_text_while_files_are_pages(
    street: Street, anna: Visitor, secretary: Visitor
) -> None:
    await apply_as_person(anna)
    await hand_in(anna)
    await secretary.tap(card_of(secretary).data_of("application-card-return"), card_of(secretary))
    await secretary.write("Нет подписи?")
    await anna.write("Подпись на второй странице")
    assert anna.screen.says("application-written")
    assert "Подпись на второй странице" in card_of(secretary).text
    await anna.press("application-correct")  # what was told last has what can be done
    await anna.write("/start")
    await anna.write("Ещё слово")
    assert anna.screen.says("contact-not-understood")
    await ask(secretary, "Точно?")
    await anna.send(photo=[photo("signed")], caption="Теперь подписано")
    assert pages_of(await application(street)) == ["signed"]
    assert "Теперь подписано" in card_of(secretary).text
    await anna.tap("join:submit:")
    assert (await application(street))["status"] == "submitted"


async def test_a_form_and_another_conversation_come_before_the_secretary_s_question(
    street: Street, anna: Visitor, secretary: Visitor
) -> None:
    await apply_as_person(anna)
    await hand_in(anna)
    await secretary.tap(card_of(secretary).data_of("application-card-return"), card_of(secretary))
    await secretary.write("Поправьте имя")
    await anna.press("application-correct", "question-full-name-short")
    await anna.write("Иванова Анна Петровна")
    assert await cards_of(street) == 1
    assert "Иванова Анна Петровна" in anna.screen.text
    await anna.tap("contact:home:")
    await anna.tap("contact:topics:")
    await anna.tap(anna.offered("topic:all:"))
    await anna.write("/unsubscribe")
    await anna.write("слишком часто пишете")
    assert (await anna.history())[-1][0] == "unsubscribe-reason"
    await anna.send(photo=[photo("signed")])  # a page, not an answer
    assert await cards_of(street) == 1
    await anna.write("Поправила")
    assert await cards_of(street) == 2
    await anna.tap("join:write:")
    await anna.send(document={"file_id": "letter", "file_unique_id": "u"}, caption="Письмо")
    assert await cards_of(street) == 3
    assert "Письмо" in card_of(secretary).text


async def test_the_first_screen_after_sending_says_what_arrived_and_what_is_next(
    street: Street, anna: Visitor
) -> None:
    """In the screen that comes anyway."""
    await anna.write("/start")
    for beginning in ("contact:join:", "join:choose:person", "agree:give:person:"):
        await anna.tap(anna.offered(beginning))
    for answer in PERSON.values():
        await anna.write(answer)
    shown = len(anna.screens)
    await anna.press("forms-send")
    assert len(anna.screens) == shown
    assert anna.screen.says("application-arrived", left=2)
    assert anna.screen.says("forms-head", number=1, total=2)
    await anna.write(REST_OF_PERSON[0])
    assert not anna.screen.says("application-arrived")
    await anna.write(REST_OF_PERSON[1])
    await anna.press("forms-send")
    assert anna.screen.says("application-preparing", number="1")
    assert len(await street.rows(applications)) == 1


async def test_what_is_being_prepared_becomes_what_is_next(street: Street, anna: Visitor) -> None:
    await apply_as_person(anna)
    assert not anna.told("application-preparing")
    assert anna.screen.says("application-stands", confirm="no", pages=0, status="signing")
    first = next(screen for screen in anna.screens if screen.says("application-document", kind="person"))
    assert first.labels == [words("application-correct"), words("application-show")]
    await anna.press("ui-home")
    await anna.press(like("contact-application", number="1"))
    await anna.press("application-again")
    await make_files(street)
    documents = [screen for screen in anna.screens if screen.says("application-document", kind="person")]
    assert [bool(screen.buttons) for screen in documents] == [False, True]
    assert not [screen for screen in anna.screens if screen.says("application-preparing")]


async def test_a_document_that_is_not_made_is_not_promised_any_more(street: Street, anna: Visitor) -> None:
    from storage.inbox import InboxTable
    from storage.jobs import JobsTable
    from tests.handlers.harness import BOT

    await apply_as_person(anna)
    await anna.tap("join:again:", anna.screens[0])
    assert [screen for screen in anna.screens if screen.says("application-preparing")]
    async with street.database.transaction() as transaction:
        jobs = JobsTable(transaction, street.clock)
        job = await jobs.begin()
        assert job is not None
        await jobs.fail(job.id)
        failed = {"job": job.id, "kind": job.kind}
        await InboxTable(transaction).add_result(BOT, "job-failed", job.person_id, failed, 0)
    await street.work()
    assert not [screen for screen in anna.screens if screen.says("application-preparing")]
    assert anna.screen.says("application-not-made")


def live(visitor: Visitor) -> list[str]:
    """The beginnings of the screens that have buttons about an application."""
    return [
        screen.text
        for screen in visitor.screens
        if any(data.startswith(("join:", "card:")) for data in screen.taps)
    ]


async def test_what_has_moved_on_has_no_buttons_that_can_not_act(
    street: Street, anna: Visitor, secretary: Visitor
) -> None:
    """Of the applicant's notices only the latest can be tapped; each card shows how things stand."""
    await apply_as_person(anna)
    for album in ("a", "b"):
        await anna.send(photo=[photo(album)], media_group_id=album)
        assert sum(has(text, like("application-pages")) for text in live(anna)) == 1
    await anna.tap("join:submit:")
    assert len(live(anna)) == 1
    await ask(secretary, "Где печать?")
    assert [text for text in live(anna) if "Где печать?" in text] == live(anna)
    await anna.write("Её нет")
    assert [text for text in live(anna) if has(text, "application-written")] == live(anna)
    await secretary.tap(card_of(secretary).data_of("application-card-return"), card_of(secretary))
    await secretary.write("Поставьте печать")
    assert [text for text in live(anna) if "Поставьте печать" in text] == live(anna)
    # What the applicant does meanwhile doesn't leave the card behind.
    await anna.send(photo=[photo("c")])
    card = next(
        screen
        for screen in reversed(secretary.screens)
        if screen.says("application-card-status", status="returned")
    )
    await secretary.tap(card.data_of("application-card-decline"), card)
    assert secretary.answer is None
    await secretary.tap("card:open:1:0:")
    await anna.tap("join:correct:")
    await anna.press("forms-send")
    await make_files(street)
    latest = next(
        screen
        for screen in reversed(secretary.screens)
        if screen.says("application-card-status", status="signing")
    )
    assert not [
        label
        for label in latest.labels
        if label in ("application-card-ask", "application-card-decline", "application-card-return")
    ]
    await anna.tap("join:withdraw-sure:")
    assert live(anna) == []


@pytest.fixture
def confirming(street: Street) -> Street:
    """The association takes a tap for a signature."""
    terms = street.config.applications.model_copy(update={"confirm_in_chat": True})
    street.config = street.config.model_copy(update={"applications": terms})
    vars(street.config).pop("application_terms", None)  # a copy takes along what was worked out before
    street.rewire()
    return street


async def test_a_tap_takes_the_place_of_a_signature_where_the_association_says_so(
    confirming: Street, anna: Visitor, secretary: Visitor
) -> None:
    street = confirming
    await apply_as_person(anna)
    assert anna.screen.says("application-stands", confirm="yes", pages=0, status="signing")
    document = next(screen for screen in anna.screens if screen.says("application-document", kind="person"))
    assert document.says("application-document", confirm="yes")
    await anna.tap(document.data_of("application-confirm"), document)
    row = await application(street)
    assert (row["status"], json.loads(row["files"])) == ("submitted", [])
    assert row["confirmed_at"] is not None
    assert document.buttons == []
    assert card_of(secretary).says("application-card-status", confirmed="15 января 2027, 11:00 (Москва)")
    assert card_of(secretary).says(
        "application-card-status", confirmed="15 января 2027, 11:00 (Москва)", pages=0
    )
    assert words("application-card-files") not in card_of(secretary).labels
    # Returned, the confirmation holds no more: it takes another, or a scan.
    await secretary.tap(card_of(secretary).data_of("application-card-return"), card_of(secretary))
    await secretary.write("Проверьте город")
    assert anna.screen.says("application-stands", confirm="yes", pages=0, status="returned")
    assert (await application(street))["confirmed_at"] is None
    await anna.tap("join:submit:")
    assert anna.heard("refused-applications-nothing-signed")
    assert (await application(street))["status"] == "returned"
    await anna.press("application-correct", "forms-send")
    await make_files(street)
    for _ in range(2):
        await anna.tap("join:confirm:")
    row = await application(street)
    assert (row["status"], row["cards"]) == ("submitted", 2)
    await secretary.tap(card_of(secretary).data_of("application-card-history"), card_of(secretary))
    assert secretary.screen.count("application-history-line", step="confirmed") == 2
    await secretary.press("ui-back")
    await secretary.press("application-card-accept")
    assert (await application(street))["status"] == "complete"
    assert await acts(street) == ["application-return", "application-accept"]
