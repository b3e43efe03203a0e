"""Dues over the months, over HTTP: the ladder, the lapse and the way back; a member who leaves owing."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import select

from bot.i18n import FluentTexts
from domain.association import Association
from storage.tables.dues import invoices
from storage.tables.members import members
from tests.e2e.council import NONNA, TAMARA, has, offices_at_work
from tests.e2e.harness import Artel, Visitor
from tests.e2e.joining import applied, plan_meeting, press, stands
from tests.e2e.webinars import DAY, present
from tests.words import like, matching

MARIA = "Иванова Мария Петровна"


@pytest.fixture
async def artel(database_url: str, texts: FluentTexts, association: Association) -> AsyncIterator[Artel]:
    async with offices_at_work(database_url, texts, association) as artel:
        yield artel


async def admitted(artel: Artel, nonna: Visitor) -> Visitor:
    """A member since today, whom the board admitted in the room; the first invoice is due in 30 days."""
    maria = await artel.visitor(first_name="Мария", username="maria")
    await applied(maria)
    await press(nonna, "accept")
    await plan_meeting(nonna, "15.02.2027 15:00")
    await nonna.write("/applications")
    await nonna.tap(
        next(label for label in (await nonna.finds("application-waiting")).buttons if "№ 1" in label)
    )
    await press(nonna, "admit")
    await has(maria, stands(maria, "admitted"))
    await has(maria, like("dues-pay-title", number="2027-0001"), button=maria.words("dues-receipt"))
    return maria


async def status(artel: Artel) -> list[str]:
    return [row["status"] for row in await artel.rows(select(members.c.status))]


async def test_a_membership_lapses_and_comes_back_with_the_payment(artel: Artel) -> None:
    """Each step of the ladder on its day, staff warned before the lapse, the way back by paying the open invoice."""
    nonna, tamara = present(artel, NONNA, TAMARA)
    maria = await admitted(artel, nonna)
    # The first invoice is due on the 10th of February; a step 30 days before is the invoice itself.
    day = 0
    for until, when in (
        (23, "before"),
        (30, "today"),
        (44, "after"),
        (60, "after"),
    ):
        await artel.control.advance((until - day) * DAY)
        day = until
        await maria.finds(
            like("dues-reminder", rest="5 000 ₽", when=when), button=maria.words("dues-receipt")
        )

    async def notices() -> int:
        return sum(screen.shows("dues-reminder") for screen in await maria.chat())

    async def four() -> bool:
        return await notices() == 4

    await artel.until(four, "the last notice reads like the one before")
    await artel.settled()
    assert await notices() == 4
    await artel.control.advance(8 * DAY)
    for one in (nonna, tamara):
        await has(one, MARIA, "treasury-lapse-ahead")
    assert await status(artel) == ["active"]
    await artel.control.advance(8 * DAY)
    await maria.finds(
        like("member-changed", action="lapse"),
        like("member-changed", action="lapse"),
        button=maria.words("dues-show"),
    )
    await has(nonna, MARIA, like("treasury-status", status="lapsed"))
    assert await status(artel) == ["lapsed"]

    # Wherever she looks she reads how to come back, and one payment is all it takes.
    await maria.start()
    await maria.finds(like("dues-home", number="2027-0001", stands="lapsed"))
    await maria.tap("dues-show")
    await maria.tap("dues-receipt")
    await maria.send_files(("чек.pdf", b"%PDF-1.4 receipt"))
    card = await tamara.finds(MARIA, like("treasury-receipts-wait", count=1))
    await tamara.tap(matching(like("treasury-confirm"), card.buttons)[0])
    await maria.finds(like("dues-thanks", settled="back"))
    assert await status(artel) == ["active"]
    await has(nonna, MARIA, like("member-changed-staff", action="restore"))
    await maria.start()
    await maria.finds(
        "contact-home-member", like("dues-home", stands="paid"), button=maria.words("contact-membership")
    )


async def test_a_member_who_leaves_owes_nothing_any_more(artel: Artel) -> None:
    """The secretary sees what they owe, the invoice is void with the confirmation, and nobody is reminded."""
    (nonna,) = present(artel, NONNA)
    maria = await admitted(artel, nonna)
    await maria.write("/leave")
    await maria.finds(like("leaving-ask", owed="5 000 ₽"))
    await maria.tap("leaving-sure")
    await has(nonna, "member-leaves", MARIA, like("leaving-card", owed="5 000 ₽"))
    await nonna.tap("leaving-confirm")
    await maria.finds(like("member-changed", action="leave"), like("member-changed", voided=1))
    await artel.settled()
    assert await status(artel) == ["left"]
    assert [row["status"] for row in await artel.rows(select(invoices.c.status))] == ["void"]
    # The message that brought the invoice offers to pay it no more.
    assert not [one for one in await maria.chat() if maria.words("dues-receipt") in one.buttons]
    seen = len(await maria.chat())
    await artel.control.advance(90 * DAY)
    await nonna.start()
    await artel.settled()
    assert len(await maria.chat()) == seen
