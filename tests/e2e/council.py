"""The association's offices from end to end: who votes, who keeps the agendas, who counts the money."""

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from typing import Any

from bot.i18n import FluentTexts
from domain.association import Association
from domain.roles import Role
from tests.e2e.harness import ADMINISTRATOR, Artel, Screen, Visitor
from tests.e2e.webinars import Somebody, people_at_work
from tests.words import Part

OLGA = Somebody(ADMINISTRATOR, "Ольга", role=Role.ADMINISTRATOR)
NONNA = Somebody(402, "Нонна", role=Role.SECRETARY)
TAMARA = Somebody(403, "Тамара", role=Role.TREASURER)
BOARD = tuple(
    Somebody(501 + number, name, role=Role.BOARD_MEMBER)
    for number, name in enumerate(("Архип", "Белла", "Вадим", "Галина", "Давид", "Ева", "Жанна"))
)
OFFICES = (OLGA, NONNA, TAMARA, *BOARD)


@asynccontextmanager
async def offices_at_work(
    url: str,
    texts: FluentTexts,
    association: Association,
    *more: Somebody,
    refusals: Collection[tuple[str, str]] = (),
    **settings: Any,
) -> AsyncIterator[Artel]:
    """The program with a secretary, a treasurer and a board of seven in its books."""
    people = (*OFFICES, *more)
    async with people_at_work(url, texts, association, people, refusals=refusals, **settings) as artel:
        yield artel


async def has(visitor: Visitor, *parts: Part, button: Part | None = None) -> Screen:
    """Wait until some message of the bot, however old, shows all of `parts` and has the button; the newest such."""

    async def find() -> Screen | None:
        there = [one for one in await visitor.chat() if not one.mine]
        fitting = [one for one in there if button is None or one.button(button) is not None]
        return next((one for one in reversed(fitting) if all(map(one.shows, parts))), None)

    found: Screen = await visitor.artel.until(find, f"{parts} [{button}] for {visitor.name}")
    return found


async def opened(nonna: Visitor) -> None:
    """The agenda that the secretary looks at is put to the vote."""
    await nonna.tap("board-vote")
    await nonna.tap("vote-open-sure")


async def vote(voter: Visitor, title: str, choice: str) -> None:
    """Vote on the card about this: one tap."""
    card = await has(voter, title, "vote-card", button=voter.words("vote-abstain"))
    label = next(label for label in card.buttons if label.endswith(voter.words(f"vote-{choice}")))
    answer = await voter.tap_in(card, text=label)
    assert answer.text == voter.words("vote-taken", choice=choice)
