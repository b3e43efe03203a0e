"""Introductions as their tests begin: who takes part, and the days that go by."""

from domain.introductions.schedule import next_round
from domain.time import DAY
from tests.handlers.harness import Street, Visitor
from tests.handlers.steps import arrive, tick


async def join(street: Street, number: int, name: str, username: str | None, *interests: str) -> Visitor:
    visitor = await arrive(street.visitor(number, "ru", first_name=name, username=username))
    await visitor.write("/meet")
    await visitor.press("introduction-agree", *interests)
    return visitor


async def hold(street: Street) -> None:
    """Let the next round come."""
    street.clock.moment = next_round(street.clock.moment, street.config.introduction_terms)
    await tick(street)


async def ask(street: Street) -> None:
    """Let the days go by after which it is asked what came of the round."""
    street.clock.advance(5 * DAY)
    await tick(street)
