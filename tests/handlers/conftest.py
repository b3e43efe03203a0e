"""The street of every handlers' test, and people on it."""

import pytest

from bot.config import Config
from bot.i18n import FluentTexts
from domain.association import Association
from domain.roles import Role
from storage.engine import Database
from storage.roles import RolesTable
from tests.conftest import StandingClock
from tests.handlers.dues import admit
from tests.handlers.harness import Street, Visitor
from tests.handlers.steps import appoint, found_groups
from tests.handlers.webinars import GROUP, member


@pytest.fixture
def street(
    sqlite: Database, clock: StandingClock, config: Config, association: Association, texts: FluentTexts
) -> Street:
    return Street(sqlite, clock, config, association, texts)


@pytest.fixture
def anna(street: Street) -> Visitor:
    """Somebody whose Telegram speaks Russian."""
    return street.visitor(1, "ru")


@pytest.fixture
def john(street: Street) -> Visitor:
    """Somebody whose Telegram speaks English."""
    return street.visitor(2, "en-GB", first_name="John", username="john")


@pytest.fixture
async def olga(street: Street) -> Visitor:
    """An administrator."""
    async with street.database.transaction() as transaction:
        await RolesTable(transaction, street.association).give(3, Role.ADMINISTRATOR, street.clock.now())
    return street.visitor(3, "ru", first_name="Ольга", username="olga")


@pytest.fixture
async def maria(street: Street) -> Visitor:
    """A member with her first invoice."""
    visitor = street.visitor(10, "ru", first_name="Мария")
    await visitor.subscribe()
    await admit(street, visitor)
    return visitor


@pytest.fixture
async def vera(street: Street) -> Visitor:
    """The treasurer."""
    visitor = street.visitor(4, "ru", first_name="Вера")
    await visitor.subscribe()
    await appoint(street, visitor.id, Role.TREASURER)
    return visitor


@pytest.fixture
async def groups(street: Street) -> None:
    """The configuration's groups."""
    await found_groups(street)


@pytest.fixture
async def lev(street: Street) -> Visitor:
    """The leader of a working group."""
    await found_groups(street)
    visitor = await member(street, 50, "Лев")
    await appoint(street, visitor.id, Role.GROUP_LEADER, GROUP)
    return visitor


@pytest.fixture
async def secretary(street: Street) -> Visitor:
    """The corporate secretary."""
    visitor = street.visitor(4, "ru", first_name="Вера", username="vera")
    await visitor.subscribe()
    await appoint(street, visitor.id, Role.SECRETARY)
    return visitor
