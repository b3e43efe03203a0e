"""Forged taps: every button of every kind by everybody, against what each may change."""

from typing import Any, get_args

import pytest
from aiogram.filters.callback_data import CallbackData

from handlers.consent import ConsentAction
from handlers.contacts import ContactAction
from handlers.mailings import TopicAction
from handlers.operations import OperationsAction
from storage import tables as t
from tests.handlers.harness import Street, Visitor

KINDS: list[type[CallbackData]] = [ConsentAction, ContactAction, OperationsAction, TopicAction]
VALUES = ["", "news", "gone", "en", "xx", "often", "else", "1", "administrator", "x" * 40]


def forged() -> list[str]:
    """Every verb of every kind with every value, and verbs that don't exist."""
    taps = []
    for kind in KINDS:
        verbs = [*get_args(kind.model_fields["verb"].annotation), "forged"]
        for verb in verbs:
            values = VALUES if "value" in kind.model_fields else [""]
            for value in values:
                parts = [kind.__prefix__, verb] + ([value] if "value" in kind.model_fields else [])
                taps.append(":".join(parts))
    return taps


def test_all_kinds_of_buttons_are_forged_here() -> None:
    own = {kind for kind in CallbackData.__subclasses__() if kind.__module__.startswith("handlers.")}
    assert own == set(KINDS)


async def of_others(street: Street, *mine: int) -> list[Any]:
    """All rows that are not about these people."""
    tables: list[Any] = []
    for table in (t.people, t.consents, t.history, t.roles, t.conversations, t.jobs):
        for row in await street.rows(table):
            person = row["id"] if table is t.people else row["person_id"]
            if person not in mine:
                tables.append((table.name, row))
    return tables


@pytest.mark.parametrize("who", ["guest", "supporter", "administrator"])
async def test_forged_taps_change_nothing_that_is_not_the_tappers(
    street: Street, anna: Visitor, john: Visitor, olga: Visitor, who: str
) -> None:
    """Scorecard row 30: whatever is tapped, others' data and all roles stay, and there is always an answer."""
    await john.subscribe()
    await olga.write("/start")
    tapper = olga if who == "administrator" else anna
    if who == "supporter":
        await anna.subscribe("Скидки")
    roles = await street.rows(t.roles)
    others = await of_others(street, tapper.id)
    assert others
    for data in forged():
        await tapper.tap(data)
        assert all(
            owed.chat_id in (tapper.id, None)
            for owed in street.sent
            if owed.params.get("chat_id") not in (1, 2, 3)
        )
    assert await street.rows(t.roles) == roles
    assert await of_others(street, tapper.id) == others
    person = await tapper.person()
    assert person is None or person["language"] in street.association.languages


async def test_without_consent_no_tap_but_the_agreement_leads_to_mailings(
    street: Street, anna: Visitor
) -> None:
    await anna.write("/start")
    for data in forged():
        if data != "consent:give" and "erase-sure" not in data:
            await anna.tap(data)
            assert await street.rows(t.consents) == [], data
            assert "Аннабелла" not in await street.everything(), data
    assert [
        kind
        for kind, _ in await anna.history()
        if kind not in ("started", "language-chosen", "data-requested")
    ] == []


@pytest.mark.usefixtures("street")
async def test_a_supporters_forged_topic_is_not_kept(anna: Visitor) -> None:
    await anna.subscribe("Скидки")
    await anna.tap("topic:toggle:gone")
    await anna.tap("topic:toggle:news:x")
    await anna.tap("topic:done:")
    assert await anna.topics() == {"discounts"}
