"""The register of partners: who sees it, who keeps it, what a change shows."""

import pytest

from domain.roles import Role
from storage.tables.partners import partners
from tests.handlers.harness import Street, Visitor
from tests.handlers.partners import keep
from tests.handlers.steps import appoint, arrive, dismiss
from tests.words import like, words


async def titles(street: Street) -> list[str]:
    rows = await street.rows(partners)
    return [row["title"] for row in sorted(rows, key=lambda row: row["place"])]


@pytest.fixture
async def mark(street: Street) -> Visitor:
    """Somebody of marketing."""
    visitor = await arrive(street.visitor(70, "ru", first_name="Марк"))
    await appoint(street, visitor.id, Role.MARKETING)
    return visitor


async def test_supporters_read_what_partners_give_and_not_whom_to_call(street: Street, anna: Visitor) -> None:
    await keep(street, id=1, place=1, title="Альфа & <b>")
    await keep(street, id=2, place=2, title="Бета", stage="potential")
    await anna.write("/partners")
    assert anna.screen.taps[0].startswith("consent:")
    await anna.subscribe()
    await anna.write("/partners")
    assert [data for data in anna.screen.taps if data.startswith("partner:open")] == ["partner:open:1:"]
    await anna.tap("partner:open:1:")
    assert "Альфа &amp; &lt;b&gt;" in anna.screen.text
    assert "10 %" in anna.screen.text
    assert "Иван" not in anna.screen.text
    await anna.tap("partner:open:2:")
    assert "Бета" not in anna.screen.text


async def test_marketing_adds_changes_orders_and_ends(street: Street, mark: Visitor) -> None:
    await keep(street, id=1, place=1, title="Альфа")
    await mark.write("/partners")
    await mark.press("partner-add")
    await mark.tap(mark.screen.taps[0])  # a partner already
    for answer in ("Бета", "Разработчики", "https://beta.example", "Пётр", "01.02.2026", "Скидка"):
        await mark.write(answer)
    await mark.press("forms-send")
    assert await titles(street) == ["Альфа", "Бета"]
    assert "Пётр" in mark.screen.text
    await mark.press("partner-up")
    assert await titles(street) == ["Бета", "Альфа"]
    assert street.answers.given[-1].text == words("partner-moved", where="up")
    card = mark.screen
    await mark.tap("partner:up:2:", card)
    assert await titles(street) == ["Бета", "Альфа"]
    await mark.tap("partner:field:2:partner-link", card)
    await mark.write("не ссылка")
    await mark.write("https://gamma.example")
    await mark.tap("partner:field:2:partner-title", card)
    await mark.write("Гамма")
    await mark.tap("partner:set:2:partner-gives", card)
    [row] = [row for row in await street.rows(partners) if row["id"] == 2]
    assert (row["title"], row["link"], row["gives"]) == ("Гамма", "https://gamma.example", "")
    await mark.tap("partner:end:2:", card)
    await mark.press("partner-end-sure")
    await mark.tap("partner:field:2:partner-title", card)
    await mark.write("Дельта")
    assert await titles(street) == ["Гамма", "Альфа"]


@pytest.mark.parametrize("what", ["edit", "field", "set", "up", "down", "end", "end-sure"])
async def test_an_ended_partner_is_refused_before_anything_is_asked(
    street: Street, mark: Visitor, what: str
) -> None:
    await keep(street, id=1, place=1, title="Альфа", stage="ended")
    before = await street.rows(partners)
    field = {"field": "partner-title", "set": "partner-stage.potential"}.get(what, "")
    await mark.tap(f"partner:{what}:1:{field}")
    assert like("refused-partners-ended").search(str(street.answers.given[-1].text))
    assert await street.rows(partners) == before


@pytest.mark.parametrize("verb", ["add", "edit", "field", "set", "up", "down", "end", "end-sure"])
async def test_nobody_else_keeps_the_register(
    street: Street, anna: Visitor, mark: Visitor, verb: str
) -> None:
    """Reliability rows 30 and 31."""
    await arrive(anna)
    await keep(street, id=1, place=1, title="Альфа")
    await keep(street, id=2, place=2, title="Бета")
    await dismiss(street, mark.id, Role.MARKETING)
    before = await street.rows(partners)
    what = {"field": "partner-title", "set": "partner-stage.potential"}.get(verb, "")
    for visitor in (anna, mark):
        await visitor.tap(f"partner:{verb}:1:{what}")
        await visitor.write("Чужое название")
    assert await street.rows(partners) == before
