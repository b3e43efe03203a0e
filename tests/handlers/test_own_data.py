"""What is kept about a person, before and after the consent, and how it is seen and erased."""

import json

import pytest

from bot.make import child
from domain.association import Association
from domain.operations import Operations
from domain.time import DAY
from storage.jobs import JobsTable
from storage.tables.people import people
from tests.handlers.harness import BOT, Screen, Street, Visitor
from tests.words import words

NAME = "Аннабелла"


async def test_before_the_consent_no_name_is_kept_anywhere(street: Street, anna: Visitor) -> None:
    """Reliability row 41: id, language and the start payload only."""
    await anna.write("/start ad")
    for text in (
        "/topics",
        "/help",
        "/privacy",
        "/language",
        "/unsubscribe",
        "/status",
        "/cancel",
        "Я – Аннабелла",
    ):
        await anna.write(text)
    for data in (
        "contact:begin:",
        "consent:read:",
        "topic:toggle:news",
        "topic:reason:else",
        "contact:join:",
        "contact:language:en",
    ):
        await anna.tap(data)
    await anna.write("Меня зовут Аннабелла, annabella")
    await anna.become("kicked")
    content = await street.everything()
    assert NAME not in content
    assert "annabella" not in content
    assert set(await anna.person() or {}) - {
        "id",
        "language",
        "first_seen_at",
        "first_source",
        "time_zone",
        "last_source",
        "reachable",
    } == {
        "name",
        "username",
        "consented",
    }


@pytest.mark.usefixtures("street")
async def test_a_name_follows_its_owner_after_the_consent(anna: Visitor) -> None:
    await anna.subscribe()
    anna.about = {"first_name": "Анна", "last_name": "Ильина", "username": None}
    await anna.write("/start")
    person = await anna.person()
    assert person is not None
    assert (person["name"], person["username"]) == ("Анна Ильина", None)


async def test_privacy_lists_what_holds(anna: Visitor, john: Visitor, association: Association) -> None:
    await anna.write("/privacy")
    assert anna.screen.says("consent-privacy", count=0)
    await anna.subscribe("Скидки")
    await anna.write("/privacy")
    lines = [Screen(1, line) for line in anna.screen.text.splitlines()]
    assert lines[0].says("consent-privacy", count=2)
    assert lines[1].says(
        "consent-line",
        purpose=words("consent-purpose-personal-data"),
        topic="none",
        version=association.consent_version,
    )
    assert " 15 января 2027, " in lines[1].text
    assert lines[2].says(
        "consent-line", purpose=words("consent-purpose-mailings"), topic="Скидки на мероприятия партнёров"
    )
    await john.subscribe()
    await john.write("/privacy")
    assert len(john.screen.text.splitlines()) == 6
    assert f"{words('consent-purpose-mailings', 'en')} “Events and webinars”" in john.screen.text


async def test_ones_own_data_come_as_a_file(street: Street, anna: Visitor) -> None:
    await anna.subscribe("Скидки")
    await anna.write("/privacy")
    await anna.press("contact-data-button")
    assert anna.answer == words("contact-data-coming")
    async with street.database.transaction() as transaction:
        job = await JobsTable(transaction, street.clock).begin()
    assert job is not None
    made = await child({"kind": job.kind, "data": job.data, "url": street.database.url})
    async with street.database.transaction() as transaction:
        await JobsTable(transaction, street.clock).finish(job.id, made)
    await anna.write("/help")
    document = next(owed for owed in street.sent if owed.method == "sendDocument")
    assert document.params["document"] == f"job:{job.id}"
    content = json.loads(made.data)
    assert content["person"][0]["name"] == NAME
    assert {consent["purpose"] for consent in content["consents"]} == {"personal-data", "mailings:discounts"}


async def test_a_file_that_can_not_be_made_is_told(street: Street, anna: Visitor) -> None:
    from storage.inbox import InboxTable

    await anna.subscribe()
    await anna.tap("contact:data:")
    async with street.database.transaction() as transaction:
        jobs = JobsTable(transaction, street.clock)
        job = await jobs.begin()
        assert job is not None
        await jobs.fail(job.id)
        await InboxTable(transaction).add_result(BOT, "job-failed", job.person_id, {"job": job.id}, 0)
    await street.work()
    assert anna.screen.says("contact-data-failed")
    await anna.write("/help")
    assert anna.screen.says("contact-help")


async def test_erasure_is_asked_twice_and_whole(street: Street, anna: Visitor, john: Visitor) -> None:
    await anna.subscribe()
    await john.subscribe()
    await anna.write("/unsubscribe")
    await anna.write("слишком много")
    await anna.write("/privacy")
    await anna.press("contact-erase-button")
    assert await anna.person() is not None
    await anna.press("ui-home")
    assert await anna.person() is not None
    await anna.write("/privacy")
    await anna.press("contact-erase-button", "contact-erase-sure")
    assert anna.screen.says("contact-erased")
    assert await anna.person() is None
    content = await street.everything()
    for trace in (NAME, "annabella", "слишком много"):
        assert trace not in content
    assert [row["id"] for row in await street.rows(people)] == [john.id]
    # The old screens are still there: whoever taps them is a newcomer.
    for data in (
        "topic:back:",
        "topic:reason:often",
        "topic:reason:else",
        "topic:toggle:news",
        "topic:done:",
        "contact:data:",
    ):
        await anna.tap(data)
    await anna.write("Я – Аннабелла, мой телефон +7…")
    assert await anna.topics() == set()
    content = await street.everything()
    assert NAME not in content
    assert "телефон" not in content
    await anna.subscribe()
    assert len(await anna.topics()) == 4


async def test_a_guest_is_forgotten_after_a_week_and_a_supporter_is_not(
    street: Street, anna: Visitor, john: Visitor
) -> None:
    await anna.write("/start ad")
    await john.subscribe()
    street.clock.advance(8 * DAY)
    async with street.database.transaction() as transaction:
        await street.use_cases(transaction).get(Operations).clean()
    assert [row["id"] for row in await street.rows(people)] == [john.id]
    await anna.write("/start")
    person = await anna.person()
    assert person is not None
    assert person["first_source"] is None
