"""What every room's tests share: a clock that stands, the configuration, and a database on either engine."""

import asyncio
import gc
import os
import shutil
from collections.abc import AsyncIterator, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path
from secrets import token_hex
from typing import Any, TypeVar

import asyncpg
import pytest

from bot.config import Config, load
from bot.i18n import FluentTexts
from domain.association import Association
from storage.engine import Database, open_database
from storage.migrate import migrate
from storage.sqlite import PRAGMAS
from storage.tables.base import complete_metadata

POSTGRES = os.environ.get(
    "ARTEL_TEST_POSTGRES_URL", "postgresql+asyncpg://postgres@127.0.0.1:5432/postgres"
).replace("postgresql+asyncpg://", "postgresql://", 1)
OTHERS = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
# Emptying a database takes a tenth of the time in which another is made.
EMPTY = "; ".join(
    [
        OTHERS,
        *(f"DELETE FROM {table.name}" for table in reversed(complete_metadata().sorted_tables)),  # noqa: S608
        "SELECT setval(seqrelid, seqstart, false) FROM pg_sequence",
    ]
)
START = 1_800_000_000_000_000  # a moment in microseconds UTC at which tests begin

Result = TypeVar("Result")

# The settings of whoever runs the tests are no part of them, and neither is what is delivered.
for _name in list(os.environ):
    if _name.startswith("ARTEL_") and not _name.startswith(("ARTEL_TEST_", "ARTEL_SCREENSHOTS")):
        del os.environ[_name]
os.environ["ARTEL_CONFIG"] = str(Path(__file__).parent / "config.toml")


def pytest_collection_finish() -> None:
    """What is imported and collected by now stays until the end: as in the program itself (bot/app.py), the
    collector need not walk it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


class StandingClock:
    """A clock that moves when a test moves it."""

    def __init__(self, now: int = START) -> None:
        self.moment = now

    def now(self) -> int:
        return self.moment

    def advance(self, microseconds: int) -> None:
        self.moment += microseconds


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture(autouse=True, scope="session")
def _quick_commits() -> Iterator[None]:
    """No commit waits for the disk: the power stays on here. What the tests of faults kill is the program itself."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("storage.sqlite.PRAGMAS", (*PRAGMAS, "PRAGMA synchronous=OFF"))
        yield


@pytest.fixture(scope="session")
def config() -> Config:
    """The tests' own configuration."""
    return load(needs_token=False, admins=[])


@pytest.fixture
def delivered(monkeypatch: pytest.MonkeyPatch) -> Config:
    """The configuration as it is delivered."""
    monkeypatch.delenv("ARTEL_CONFIG")
    return load(needs_token=False, admins=[])


@pytest.fixture(scope="session")
def association(config: Config) -> Association:
    return config.association.facts()


@pytest.fixture(scope="session")
def texts(association: Association) -> FluentTexts:
    return FluentTexts(association)


# Databases


def aside(work: Coroutine[Any, Any, Result]) -> Result:
    """Run to the end in a thread of its own: a session's fixture has no event loop."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


async def _on_server(*statements: str, server: str = POSTGRES) -> None:
    connection = await asyncpg.connect(server, timeout=5)
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()


def _address(name: str) -> str:
    return POSTGRES.replace("postgresql://", "postgresql+asyncpg://", 1).rpartition("/")[0] + f"/{name}"


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file at the newest revision, to be copied."""
    path = tmp_path_factory.mktemp("template") / "artel.db"
    aside(migrate(f"sqlite+aiosqlite:///{path}"))
    return path


@pytest.fixture(scope="session")
def postgres_server() -> None:
    """A PostgreSQL server that answers; without one its tests are skipped, but not in CI."""
    try:
        aside(_on_server("SELECT 1"))
    except (OSError, asyncpg.PostgresError) as error:
        if os.environ.get("CI"):
            pytest.fail(f"CI needs PostgreSQL: {error}")
        pytest.skip("no PostgreSQL server answers (ARTEL_TEST_POSTGRES_URL names another)")


@pytest.fixture(scope="session")
def postgres_template(request: pytest.FixtureRequest) -> Iterator[str]:
    """The name of a database at the newest revision, to be copied."""
    request.getfixturevalue("postgres_server")
    name = f"artel_test_{token_hex(6)}"
    aside(_on_server(f"CREATE DATABASE {name}"))
    try:
        aside(migrate(_address(name)))
        yield name
    finally:
        aside(_on_server(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))


@pytest.fixture(scope="session")
def postgres_for_all(postgres_template: str) -> Iterator[str]:
    """The name of a database that one test after another empties and uses."""
    name = f"artel_test_{token_hex(6)}"
    aside(_on_server(f"CREATE DATABASE {name} TEMPLATE {postgres_template}"))
    try:
        yield name
    finally:
        aside(_on_server(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))


@asynccontextmanager
async def own_postgres(template: str = "template1") -> AsyncIterator[str]:
    """The address of a database that is dropped in the end."""
    name = f"artel_test_{token_hex(6)}"
    await _on_server(f"CREATE DATABASE {name} TEMPLATE {template}")
    try:
        yield _address(name)
    finally:
        await _on_server(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


ENGINES = [
    pytest.param("sqlite", id="sqlite"),
    pytest.param("postgres", id="postgres", marks=pytest.mark.postgres),
]


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """Which database the test runs on: once on each."""
    return str(request.param)


@pytest.fixture
async def database_url(
    engine: str, request: pytest.FixtureRequest, tmp_path: Path, sqlite_template: Path
) -> AsyncIterator[str]:
    """The address of the test's own database, migrated and empty."""
    if engine == "sqlite":
        path = tmp_path / "artel.db"
        shutil.copyfile(sqlite_template, path)
        yield f"sqlite+aiosqlite:///{path}"
    else:
        url = _address(request.getfixturevalue("postgres_for_all"))
        await _on_server(EMPTY, server=url.replace("+asyncpg", ""))
        yield url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """The test's own database, open."""
    async with open_database(database_url) as opened:
        yield opened


@pytest.fixture
async def sqlite(tmp_path: Path, sqlite_template: Path) -> AsyncIterator[Database]:
    """A database for what doesn't depend on the engine."""
    path = tmp_path / "artel.db"
    shutil.copyfile(sqlite_template, path)
    async with open_database(f"sqlite+aiosqlite:///{path}") as opened:
        yield opened
