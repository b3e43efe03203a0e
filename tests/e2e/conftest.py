"""What the tests from end to end share: the program on a database of its own, beside a sandbox of its own."""

from collections.abc import AsyncIterator

import pytest

from bot.i18n import FluentTexts
from tests.e2e.harness import Artel, running


@pytest.fixture
def engine() -> str:
    """SQLite; a test that shall run on both databases says `@pytest.mark.parametrize("engine", ENGINES)`."""
    return "sqlite"


@pytest.fixture
async def artel(database_url: str, texts: FluentTexts) -> AsyncIterator[Artel]:
    """The program; in the end Telegram must have refused nothing of what it asked."""
    async with running(database_url, texts) as artel:
        yield artel
        await artel.settled()
        assert await artel.refused() == []
