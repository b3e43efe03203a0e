"""A partner's event: who names the partner, what its announcement says then, and what becomes of it with the partner."""

from typing import Any

import pytest
from sqlalchemy import update

from domain.roles import Role
from storage.tables.partners import partners
from storage.tables.webinars import webinars
from tests.handlers.harness import Street, Visitor
from tests.handlers.partners import keep
from tests.handlers.steps import appoint, arrive, found_groups, tick
from tests.handlers.webinars import member, plan
from tests.words import Part, like, plain, words

GIVES = "скидка 15 % на <конференцию>"
PARTNER = "question-webinar-partner"
DISCOUNT = "question-webinar-discount"


@pytest.fixture
async def mark(street: Street) -> Visitor:
    """Somebody of marketing."""
    visitor = await arrive(street.visitor(70, "ru", first_name="Марк"))
    await appoint(street, visitor.id, Role.MARKETING)
    return visitor


@pytest.fixture
async def vera(street: Street) -> Visitor:
    """A supporter."""
    return await arrive(street.visitor(71, "ru", first_name="Вера"))


async def begin(mark: Visitor, title: str = "Регистры данных", text: str = "О регистрах.") -> None:
    """From /webinars to the first question that only a partner's event has, or to the summary."""
    await mark.write("/webinars")
    await mark.press(like("webinar-plan-kind", kind="partner"))
    await mark.press("option-webinar-for-supporters")
    await mark.write(title)
    await mark.write(text)
    await mark.press("forms-skip")  # speakers
    await mark.write("20.01.2027 19:00")
    await mark.press("option-webinar-length-m60")
    for _ in ("places", "link", "picture"):
        await mark.press("forms-skip")


async def draft(mark: Visitor, partner: Part) -> None:
    """A draft of a partner's event, with the partner that this button names."""
    await begin(mark)
    await mark.press(partner)
    await mark.press("forms-skip")  # the discount for those registered
    await mark.press("forms-send")


async def published(mark: Visitor, partner: Part = "Альфа") -> None:
    await draft(mark, partner)
    await mark.press("webinar-publish")
    await tick(mark.street)


async def look(visitor: Visitor) -> str:
    """The webinar as it is shown to them now."""
    await visitor.tap("webinar:look:1:0")
    return plain(visitor.screen.text)


async def change(street: Street, **values: Any) -> None:
    async with street.database.transaction() as transaction:
        await transaction.run(update(partners).where(partners.c.id == 1).values(**values))


async def named(street: Street) -> list[int | None]:
    return [row["partner_id"] for row in await street.rows(webinars)]


async def test_everybody_invited_reads_whose_event_it_is_and_what_it_gives(
    street: Street, mark: Visitor, vera: Visitor
) -> None:
    await keep(street, id=1, place=2, title="Альфа & <b>", gives=GIVES)
    john = await arrive(street.visitor(72, "en", first_name="John"))
    await found_groups(street)
    anna = await member(street, 1, "Анна")
    await published(mark)
    assert anna.screen.says("webinar-about", kind="partner", gives=GIVES), "the announcement"
    for visitor, language in ((vera, "ru"), (anna, "ru"), (john, "en")):
        await look(visitor)
        assert visitor.screen.says(
            "webinar-about", language, kind="partner", partner="Альфа & <b>", gives=GIVES
        )
        assert "Альфа &amp; &lt;b&gt;" in visitor.screen.text
        assert "Иван" not in visitor.screen.text, "whom to call is for keepers"
    await vera.press("webinar-partner")
    assert vera.screen.says("partner-card", title="Альфа & <b>", contact="none")


async def test_one_tap_names_no_partner(street: Street, mark: Visitor, vera: Visitor) -> None:
    await keep(street, id=1, place=1, title="Альфа")
    await begin(mark)
    assert mark.screen.says(PARTNER)
    await mark.press("forms-skip")
    assert mark.screen.says(DISCOUNT)
    await mark.press("forms-skip", "forms-send", "webinar-publish")
    assert "Альфа" not in await look(vera)
    assert vera.screen.says("webinar-about", kind="partner", partner="none", gives="none")
    assert words("webinar-partner") not in vera.screen.labels


async def test_where_there_is_no_partner_nothing_is_asked(street: Street, mark: Visitor) -> None:
    await keep(street, id=1, place=1, title="Альфа", stage="potential")
    await keep(street, id=2, place=2, title="Бета", stage="ended")
    await begin(mark)
    assert mark.screen.says(DISCOUNT)
    await mark.press("forms-skip")
    assert "Альфа" not in mark.screen.text
    assert words(f"{PARTNER}-short") not in mark.screen.labels
    await mark.press("forms-send", "webinar-edit")
    assert words(f"{DISCOUNT}-short") in mark.screen.labels
    assert words(f"{PARTNER}-short") not in mark.screen.labels
    for verb in ("field:1:webinar-partner", "set:1:webinar-partner.p1", "set:1:webinar-partner"):
        await mark.tap(f"webplan:{verb}:0:0")
        assert mark.heard("contact-stale-button")
    assert await named(street) == [None]


async def test_a_number_that_is_typed_is_the_place_in_the_list(street: Street, mark: Visitor) -> None:
    for number, (title, place) in enumerate((("Альфа", 3), ("Бета", 2), ("Гамма", 1)), 1):
        await keep(street, id=number, place=place, title=title)
    await begin(mark)
    assert mark.screen.labels[:3] == ["Гамма", "Бета", "Альфа"]
    await mark.write("1")
    await mark.press("forms-skip", "forms-send")
    assert await named(street) == [3]


async def test_the_card_changes_and_clears_the_partner(street: Street, mark: Visitor) -> None:
    await keep(street, id=1, place=1, title="Альфа")
    await keep(street, id=2, place=2, title="Бета" * 30)
    await draft(mark, "Альфа")
    await mark.press("webinar-edit", f"{PARTNER}-short")
    assert mark.screen.says(PARTNER)
    question = mark.screen
    await mark.write("Гамма")
    assert mark.screen.says("wrong-choose", example="Альфа")
    assert await named(street) == [1]
    await mark.tap(question.data_of("Бета"), question)
    assert await named(street) == [2]
    assert mark.screen.says("webinar-about", partner="Бета" * 30)
    await mark.press("webinar-edit", f"{PARTNER}-short", "forms-empty")
    assert await named(street) == [None]
    assert mark.screen.says("webinar-about", partner="none", gives="none")


@pytest.mark.parametrize("stage", ["potential", "ended"])
async def test_a_partner_that_is_one_no_longer_is_named_no_longer(
    street: Street, mark: Visitor, vera: Visitor, stage: str
) -> None:
    await keep(street, id=1, place=1, title="Альфа", gives=GIVES)
    await published(mark)
    assert GIVES in await look(vera)
    await change(street, stage=stage)
    await look(vera)
    await mark.tap("webplan:open:1::0:0")
    for visitor in (vera, mark):
        assert visitor.screen.says("webinar-about", kind="partner", partner="none", gives="none")
        assert words("webinar-partner") not in visitor.screen.labels
    await mark.press("webinar-edit")
    assert words(f"{PARTNER}-short") not in mark.screen.labels
    if stage == "potential":
        await change(street, stage="existing")
        assert GIVES in await look(vera), "a partner once more"


async def test_a_partner_that_ends_while_the_form_is_filled_in_is_not_named(
    street: Street, mark: Visitor
) -> None:
    await keep(street, id=1, place=1, title="Альфа")
    await begin(mark)
    question = mark.screen
    await change(street, stage="ended")
    await mark.tap(question.data_of("Альфа"), question)
    assert mark.heard("contact-stale-button")
    assert mark.screen.says(DISCOUNT)
    await mark.press("forms-skip", "forms-send")
    assert await named(street) == [None]


async def test_a_partner_that_changes_is_shown_as_it_is_now(
    street: Street, mark: Visitor, vera: Visitor
) -> None:
    await keep(street, id=1, place=1, title="Альфа", gives=GIVES)
    await published(mark)
    await change(street, title="Омега", gives="")
    assert GIVES not in await look(vera)
    assert vera.screen.says("webinar-about", kind="partner", partner="Омега", gives="none")


async def test_a_webinar_of_another_kind_names_no_partner(street: Street, mark: Visitor) -> None:
    await keep(street, id=1, place=1, title="Альфа")
    await begin(mark)
    await mark.press("Альфа", "forms-skip", "question-webinar-kind-short", "option-webinar-kind-public")
    assert "Альфа" not in mark.screen.text
    await mark.press("forms-send")
    assert await named(street) == [None]
    assert "Альфа" not in mark.screen.text


async def test_only_a_partner_that_is_shown_can_be_named(street: Street, mark: Visitor, lev: Visitor) -> None:
    await keep(street, id=1, place=1, title="Альфа")
    await keep(street, id=2, place=2, title="Бета", stage="potential")
    await draft(mark, "Альфа")
    before = await street.rows(webinars)
    for forged in ("p2", "p99", "p", "1", "p1 ", "p-1", "x1", "p" + "9" * 18):
        await mark.tap(f"webplan:set:1:webinar-partner.{forged}:0:0")
        assert mark.heard("contact-stale-button")
    for organiser, webinar in ((lev, 1), (lev, 2)):
        await organiser.tap(f"webplan:set:{webinar}:webinar-partner.p1:0:0")
        await organiser.tap(f"webplan:set:{webinar}:webinar-partner:0:0")
    assert await street.rows(webinars) == before
    await plan(lev)
    for verb in ("field:2:webinar-partner", "set:2:webinar-partner.p1", "set:2:webinar-discount"):
        await lev.tap(f"webplan:{verb}:0:0")
        assert lev.heard("contact-stale-button")
    assert await named(street) == [1, None]


async def test_the_longest_announcement_is_a_caption(street: Street, mark: Visitor) -> None:
    await keep(street, id=1, place=1, title="А" * 120, gives="Д" * 500)
    await begin(mark, "Н" * 120, "О" * 1500)
    await mark.press("А" * 59 + "…")
    await mark.press("forms-skip", "forms-send")
    assert mark.screen.says("webinar-about", gives="Д" * 500, text="О" * 1500)
    async with street.database.transaction() as transaction:
        await transaction.run(update(webinars).values(picture="photo", speakers="С" * 300))
    await mark.tap("webplan:preview:1::0:0")
    shown = plain(mark.screen.text)
    assert len(shown) <= 1024
    assert shown.count("А" * 120) == 1
    assert "Д" * 199 + "…" in shown
