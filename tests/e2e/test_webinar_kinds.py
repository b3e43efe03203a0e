"""Webinars of every kind, over HTTP: a partner's, the general meeting, one put off, one more next month, a roll by hand."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from bot.i18n import FluentTexts
from domain.association import Association
from domain.roles import Role
from storage.tables.webinars import webinars
from tests.e2e.harness import Artel, Screen, Visitor
from tests.e2e.joining import PNG, Photo, Tap, fill
from tests.e2e.webinars import (
    ANNA,
    BORIS,
    GLEB,
    HOUR,
    KIRA,
    LATER,
    LEV,
    SONYA,
    START,
    VERA,
    Somebody,
    association_at_work,
    at,
    plan,
    present,
    publish,
    registered,
    told,
)
from tests.words import has, like

RITA = Somebody(209, "Рита", role=Role.SECRETARY)
IGOR = replace(SONYA, id=210, name="Игорь")
CODE = "НБМЗ-15"
TITLE = "Регистры данных"
ALPHA = {
    "partner-stage": Tap("option-partner-stage-existing"),
    "partner-title": "Альфа" + "а" * 115,
    "partner-about": "Клиника.",
    "partner-link": Tap("forms-skip"),
    "partner-contact": "Иван Иванов",
    "partner-since": Tap("forms-skip"),
    "partner-gives": "Скидка" + "а" * 494,
}


@pytest.fixture
async def artel(database_url: str, texts: FluentTexts, association: Association) -> AsyncIterator[Artel]:
    async with association_at_work(database_url, texts, association, RITA, IGOR) as artel:
        yield artel


async def announcement(visitor: Visitor) -> dict[str, Any]:
    """The raw message by which they were told."""
    await visitor.finds(TITLE, button=visitor.words("webinar-come"))
    return next(
        one for one in reversed(await visitor.artel.control.messages(visitor.id)) if TITLE in str(one)
    )


async def test_a_partner_s_event_has_a_picture_and_a_discount_for_members(artel: Artel) -> None:
    kira, anna, sonya = present(artel, KIRA, ANNA, SONYA)
    await kira.write("/partners")
    await kira.tap("partner-add")
    await fill(kira, "partner", ALPHA)
    longest = {"webinar_text": "О" * 1500, "webinar_speakers": "С" * 300, "webinar_title": TITLE + "Р" * 105}
    draft = await plan(
        kira,
        "partner",
        webinar_for=Tap("option-webinar-for-supporters"),
        webinar_picture=Photo(PNG),
        webinar_partner="Альфа",
        webinar_discount=CODE,
        **longest,
    )
    assert draft.shows(like("webinar-about", kind="partner"))
    await kira.tap("webinar-preview")
    shown = await kira.finds(TITLE, button=kira.words("ui-back"))
    await kira.tap_in(shown, text=kira.words("ui-back"))
    await kira.tap("webinar-edit")
    choice = await kira.finds(
        kira.words("webinar-edit-which"), button=kira.words("question-webinar-discount-short")
    )
    await kira.tap_in(choice, text=kira.words("ui-back"))
    await kira.tap("webinar-publish")

    for visitor in (anna, sonya):
        invited = await announcement(visitor)
        assert invited["photo"]
        assert len(invited["caption"]) <= 1024
        assert CODE not in str(invited)
        assert str(ALPHA["partner-title"]) in invited["caption"]
        assert "Скидка" in invited["caption"]
        await visitor.tap("webinar-come")
        await registered(visitor)
    assert anna.words("webinar-discount", code=CODE) in await told(anna)
    read = await told(sonya)
    assert CODE not in read, "the discount is for members"
    assert str(ALPHA["partner-contact"]) not in read
    await sonya.tap("webinar-partner")
    await sonya.finds(like("partner-card", title=ALPHA["partner-title"], contact="none"))


async def test_the_general_meeting_is_told_to_all_members_and_supporters(artel: Artel) -> None:
    rita, kira, anna, gleb, sonya = present(artel, RITA, KIRA, ANNA, GLEB, SONYA)
    agenda = "Повестка: 1. Отчёт за год. 2. Выборы Наблюдательного совета."
    await kira.write("/webinars")
    listed = await kira.finds(kira.words("webinar-plan-kind", kind="partner", group="none"))
    assert kira.words("webinar-plan-kind", kind="general", group="none") not in listed.buttons

    await plan(rita, "general", webinar_text=agenda)
    await rita.tap("webinar-edit")
    choice = await rita.finds("webinar-edit-which")
    assert rita.words("question-webinar-discount-short") not in choice.buttons
    await rita.tap_in(choice, text=rita.words("ui-back"))
    await rita.tap("webinar-publish")
    for visitor in (anna, gleb, sonya):
        notice = await announcement(visitor)
        assert has(notice["text"], like("webinar-about", kind="general"))
        assert agenda in notice["text"]


async def test_what_is_put_off_is_told_when_its_time_has_come(artel: Artel) -> None:
    lev, anna = present(artel, LEV, ANNA)
    await plan(lev)
    await lev.tap("webinar-later")
    await lev.finds(like("webinar-ask", what="later"))
    await lev.write("вчера")
    await lev.finds("wrong-moment")
    await lev.write(LATER)  # behind the start
    await lev.finds("refused-webinars-publish-late", "14 января 2027")
    await lev.write("13.01.2027 10:00")
    await lev.finds(
        like("webinar-card", publish="13 января 2027, 10:00 (Москва)", status="scheduled"),
        button=lev.words("webinar-publish"),
    )
    await artel.control.set_clock(at("13.01.2027 10:00") - 60)
    assert TITLE not in await told(anna)
    await artel.control.set_clock(at("13.01.2027 10:00"))
    await anna.tap("webinar-come")
    await registered(anna)


async def test_the_same_again_next_month_and_a_roll_by_hand(artel: Artel) -> None:
    lev, anna, boris, vera = present(artel, LEV, ANNA, BORIS, VERA)
    await publish(lev)
    for visitor in (anna, boris):
        await visitor.tap("webinar-come")
        await registered(visitor)
    await artel.control.set_clock(at(START) + HOUR)
    await anna.finds("webinar-missed")
    card = await organised(lev)
    assert card.shows(like("webinar-card", status="over"))

    await lev.tap("webinar-roll")
    await lev.tap("– Анна")
    await lev.finds(button="✓ Анна")
    await lev.tap("– Борис")
    await lev.finds(button="✓ Борис")
    await lev.tap("✓ Борис")  # a slip of the finger is taken back
    await lev.finds(button="– Борис")
    await organised(lev)
    await lev.tap("webinar-report-button")
    await lev.finds(like("webinar-report", attended=1, missed=1))

    await organised(lev)
    await lev.tap("webinar-again")
    draft = await lev.finds(like("webinar-card", status="draft"), button=lev.words("webinar-publish"))
    assert "11 февраля 2027" in draft.text, "the second Thursday, as it was in January"
    first, second = await artel.rows(select(webinars).order_by(webinars.c.id))
    assert [second[name] for name in ("title", "text", "speakers", "link", "minutes")] == [
        first[name] for name in ("title", "text", "speakers", "link", "minutes")
    ]
    await lev.tap("webinar-publish")
    await vera.finds("11 февраля 2027", button=vera.words("webinar-come"))


async def organised(leader: Visitor) -> Screen:
    """The card of the only webinar."""
    await leader.write("/webinars")
    await leader.tap("✎ 14 янв., 19:00 · Регистры данных")
    return await leader.finds(button=leader.words("webinar-roll"))
