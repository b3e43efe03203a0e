# ruff: noqa: T201 -- printing is what it is for
"""The stage for every test of this room: the scale, the seed, a zygote, a sandbox, a database."""

import os
import random
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

import asyncpg
import pytest

from sandbox.client import Control
from sandbox.server import Sandbox
from tests.faults.harness import ADMINISTRATOR, BOT, TOKEN, Stage
from tests.faults.processes import Zygote

SERVER = os.environ.get(
    "ARTEL_TEST_POSTGRES_URL", "postgresql+asyncpg://postgres@127.0.0.1:5432/postgres"
).replace("+asyncpg", "")


@dataclass(frozen=True)
class Trial:
    """How much is tried, and the randomness of it."""

    whole: bool
    seed: int
    random: random.Random

    def of(self, whole: int, small: int) -> int:
        """Return the count of docs/reliability.md, or a smaller one for a quick run."""
        return whole if self.whole else small

    def report(self, row: str, **figures: object) -> None:
        """Print what was seen; `-s` shows it."""
        told = ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in figures.items())
        print(f"\nrow {row}: seed {self.seed}, {told}")


@pytest.fixture
def trial() -> Trial:
    seed = int(os.environ.get("ARTEL_TEST_SEED") or random.SystemRandom().randrange(2**32))
    print(f"\nARTEL_TEST_SEED={seed}")
    return Trial(os.environ.get("ARTEL_TEST_FAULTS") == "whole", seed, random.Random(seed))


@pytest.fixture(scope="session")
def zygote() -> Iterator[Zygote]:
    made = Zygote()
    yield made
    made.close()


async def postgres_database() -> AsyncIterator[str]:
    """A database of its own, gone afterwards."""
    try:
        server = await asyncpg.connect(SERVER, timeout=5)
    except (OSError, asyncpg.PostgresError):
        if os.environ.get("CI") == "true":
            raise
        pytest.skip("no PostgreSQL server answers (ARTEL_TEST_POSTGRES_URL)")
    name = f"artel_test_{token_hex(6)}"
    await server.execute(f"CREATE DATABASE {name}")
    try:
        yield SERVER.rpartition("/")[0].replace("postgresql://", "postgresql+asyncpg://") + "/" + name
    finally:
        await server.execute(f"DROP DATABASE {name} WITH (FORCE)")
        await server.close()


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite+aiosqlite:///{tmp_path}/artel.db"


@pytest.fixture
async def postgres_url() -> AsyncIterator[str]:
    async for url in postgres_database():
        yield url


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
async def any_url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    if request.param == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path}/artel.db"
    else:
        async for url in postgres_database():
            yield url


async def stage_on(url: str, zygote: Zygote, directory: Path) -> AsyncIterator[Stage]:
    """A stage on the database at `url`."""
    async with Sandbox() as sandbox, Control(sandbox.url) as control:
        await control.bot(TOKEN, username="artel_bot", name="Artel")
        await control.person("Admin", id=ADMINISTRATOR, language_code="en")
        sandbox.world.dialog(BOT, ADMINISTRATOR).started = True
        stage = Stage(sandbox, control, url, zygote, directory)
        try:
            yield stage
        finally:
            await stage.close()


@pytest.fixture
async def stage(sqlite_url: str, zygote: Zygote, tmp_path: Path) -> AsyncIterator[Stage]:
    """On SQLite."""
    async for made in stage_on(sqlite_url, zygote, tmp_path):
        yield made


@pytest.fixture
async def any_stage(any_url: str, zygote: Zygote, tmp_path: Path) -> AsyncIterator[Stage]:
    """On SQLite, then on PostgreSQL."""
    async for made in stage_on(any_url, zygote, tmp_path):
        yield made


@pytest.fixture
async def postgres_stage(postgres_url: str, zygote: Zygote, tmp_path: Path) -> AsyncIterator[Stage]:
    """On PostgreSQL."""
    async for made in stage_on(postgres_url, zygote, tmp_path):
        yield made
