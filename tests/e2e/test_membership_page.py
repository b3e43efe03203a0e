"""Joining in a browser: the applicant's screens, the secretary's and the board's, by hand on a desktop or on a phone,
by eye in the sizes of both."""

import re
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.e2e.harness import BOT, Artel, Visitor
from tests.e2e.joining import FORMS, SCAN, SHARED, Tap, administrator, appoint
from tests.e2e.test_page import Window, add_person, browser, window
from tests.words import like

__all__ = ["browser", "window"]  # fixtures

pytestmark = pytest.mark.browser

SECRETARY, REPRESENTATIVE = 106, 102
MAKING = 20  # seconds that a document may take on a busy machine
WRONG = {
    "city": ("420012", "wrong-city"),
    "inn": ("7707083894", "wrong-inn-check"),
}


async def become(window: Window, name: str) -> None:
    """Look at the page as this person, in the chat with the bot."""
    page = window.page
    if window.name == "phone":
        await page.get_by_label("Back to the chats").click()
    await window.become(name)
    assert await page.get_by_test_id("toast").count() == 0, "what somebody else was told"


async def write(window: Window, text: str) -> None:
    await window.page.get_by_test_id("composer").fill(text)
    await window.page.get_by_test_id("send").click()


async def prepare(window: Window, artel: Artel) -> Visitor:
    """A secretary, and a person at the page who has not pressed Start."""
    vera = Visitor(artel, {"id": SECRETARY, "first_name": "Вера"}, "ru")
    await vera.subscribe()
    await appoint(await administrator(artel), vera, "secretary")
    await add_person(window)
    window.in_both_sizes()
    return vera


@pytest.mark.parametrize("window", ["phone"], indirect=True)
async def test_a_person_joins_by_eye_and_hand(window: Window, artel: Artel, tmp_path: Path) -> None:
    vera = await prepare(window, artel)
    await apply(window, vera, "person")
    await hand_in(window, tmp_path, "person")
    await become(window, "Вера Лебедева (секретарь)")
    await accept_and_plan(window, "person", "420012, Казань")
    await decide(window, "person")
    await become(window, "Анна Ильина")
    await window.sees("place-yours")
    await window.shoot("member-1-admitted")
    await window.tap("group-to-group")
    await window.sees(like("group-screen", standing="mine"))
    await window.shoot("member-2-group")
    await write(window, "/start")
    await window.sees(like("contact-home-member", kind="person"))
    await window.shoot("member-3-home")
    await window.tap("contact-membership")
    await window.sees(like("member-stands", kind="person"))
    await window.shoot("member-4-membership")
    await window.tap("command-groups")
    await window.sees("group-line-mine")
    await window.shoot("member-5-groups")


@pytest.mark.parametrize("window", ["desktop"], indirect=True)
async def test_an_organisation_joins_and_names_a_representative(
    window: Window, artel: Artel, tmp_path: Path
) -> None:
    vera = await prepare(window, artel)
    await apply(window, vera, "organisation")
    await hand_in(window, tmp_path, "organisation")
    await become(window, "Вера Лебедева (секретарь)")
    await accept_and_plan(window, "organisation", "119991, Москва")
    await decide(window, "organisation")
    await become(window, "Анна Ильина")
    await window.sees("place-yours")
    await write(window, "/start")
    await window.tap("contact-membership")
    await window.sees("ООО «Ромашка»")
    await window.shoot("organisation-member-1-membership")
    await window.tap("member-invite")
    address = await window.chat.get_by_role("link", name=re.compile("start=")).last.inner_text()
    await window.shoot("organisation-member-2-invitation")

    # Whoever gets the link opens it, consents, and represents the organisation.
    await artel.control.start(REPRESENTATIVE, address.partition("start=")[2])
    await become(window, "Иван Петров")
    await window.sees("member-invited")
    await window.shoot("organisation-member-3-invited")
    await window.tap("consent-agree")
    await window.sees("Анна Ильина")
    await window.sees("Иван Петров")
    await window.shoot("organisation-member-4-representative")
    await become(window, "Анна Ильина")
    await window.sees("member-representative-added")
    await write(window, "/groups")
    await window.chat.get_by_role("button", name="★").last.click()
    await window.tap("group-speaker-button")
    await window.chat.get_by_role("button", name="Иван Петров").last.click()
    await window.sees(like("group-speaker", who="Иван Петров"))
    await window.shoot("organisation-member-5-speaker")


async def apply(window: Window, vera: Visitor, kind: str) -> None:
    page = window.page
    await page.get_by_test_id(f"dialog-{BOT}").click()
    await page.get_by_test_id("start").click()
    await window.tap("contact-join")
    await window.sees("application-packages")
    await window.shoot(f"{kind}-join-1-packages")
    await window.chat.get_by_role("button", name=like(f"application-choose-{kind}")).last.click()
    await window.sees(like("consent-short", purpose="join"))
    await window.shoot(f"{kind}-join-2-consent")
    await window.tap("consent-agree")
    for form, answers in FORMS[kind].items():
        for number, (question, answer) in enumerate(answers.items(), 1):
            shot = f"{form}-{number:02}-{question}"
            await window.sees(vera.words(f"question-{question}"))
            await window.shoot(shot)
            if question in WRONG:
                typed, explained = WRONG[question]
                await write(window, typed)
                await window.sees(explained)
                await window.shoot(f"{shot}-wrong")
            if answer is SHARED:
                await page.get_by_test_id("reply-keyboard").get_by_role("button").first.click()
                await page.get_by_role("dialog").get_by_role("button", name="Share").click()
            elif isinstance(answer, Tap):
                await window.tap(vera.words(answer.key))
            elif question == "groups":
                await window.chat.get_by_role("button", name="2. ").last.click()
                await window.chat.get_by_role("button", name="1. ").last.click()
                await expect(window.chat.get_by_role("button", name="② 1. ").last).to_be_visible()
                await window.shoot(f"{shot}-picked")
                await window.tap("forms-done")
            else:
                await write(window, str(answer))
        await window.sees("forms-summary")
        await window.shoot(f"{form}-summary")
        await window.tap("forms-send")


async def hand_in(window: Window, directory: Path, kind: str) -> None:
    page = window.page
    await window.sees(like("application-document", kind=kind), MAKING)
    await window.shoot(f"{kind}-join-3-document")
    paths = []
    for name, content in SCAN:
        path = directory / name
        path.write_bytes(content)
        paths.append(path)
    await page.get_by_test_id("file-input").set_input_files(paths)
    await page.get_by_test_id("send-files-now").click()
    await window.sees(like("application-pages", pages=2))
    await window.shoot(f"{kind}-join-4-pages")
    await window.tap("application-submit")
    await window.sees(like("application-stands", status="submitted"))
    await window.shoot(f"{kind}-join-5-submitted")


async def accept_and_plan(window: Window, kind: str, address: str) -> None:
    await window.sees(like("application-card-status", status="submitted"))
    await window.shoot(f"{kind}-secretary-1-card")
    await window.tap("application-card-answers")
    await window.sees(address)
    await window.shoot(f"{kind}-secretary-2-answers")
    await window.tap("ui-back")
    if kind == "person":
        await look_around(window)
    await window.tap("application-card-accept")
    await window.sees(like("application-card-status", status="complete"))
    await window.shoot(f"{kind}-secretary-5-accepted")
    await write(window, "/board")
    await window.sees(like("board-meetings", count=0))
    await window.tap("board-plan-regular")
    await window.sees("board-date-ask")
    await write(window, "15.12.2030 15:00")
    await window.sees(like("board-agenda", count=1))
    await window.shoot(f"{kind}-board-2-agenda")


async def look_around(window: Window) -> None:
    await window.tap("application-card-history")
    await window.sees("application-history")
    await window.shoot("person-secretary-3-history")
    await window.tap("ui-back")
    await window.tap("application-card-return")
    await window.sees("application-return-words")
    await window.shoot("person-secretary-4-return")
    await window.tap("ui-back")


async def decide(window: Window, kind: str) -> None:
    await window.chat.get_by_role("button", name="1. ").last.click()
    await window.sees(like("application-card-status", status="complete"))
    await window.shoot(f"{kind}-board-3-card")
    await window.tap("application-card-admit")
    await window.sees(like("application-card-status", status="admitted"))
    await window.sees(like("place-proposed", asked="no"))
    await window.shoot(f"{kind}-board-4-decided")
    await window.tap("place-confirm")
    await window.sees("place-settled")
    await window.shoot(f"{kind}-board-5-placed")
    await write(window, "/groups")
    await window.sees("roster-sheet")
    await window.shoot(f"{kind}-secretary-6-groups")
    await write(window, "/members")
    await window.sees("command-members")
    await window.shoot(f"{kind}-secretary-7-members")
