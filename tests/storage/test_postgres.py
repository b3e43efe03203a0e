"""What several processes share on PostgreSQL: leadership, and news of each other's commits."""

import asyncio

import pytest
from sqlalchemy import select

from storage.engine import open_database


@pytest.mark.postgres
async def test_leadership_is_one_and_passes_on(
    postgres_template: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.conftest import own_postgres

    monkeypatch.setattr("storage.postgres.HEARTBEAT", 0.05)
    async with (
        own_postgres(postgres_template) as url,
        open_database(url) as one,
        open_database(url) as other,
        asyncio.timeout(20),
    ):
        leads = asyncio.Event()

        async def follow() -> None:
            async with other.lead("clock"):
                leads.set()

        async with one.lead("clock"):
            following = asyncio.create_task(follow())
            async with other.lead("poller"):
                pass
            assert not leads.is_set()
        await leads.wait()
        await following


@pytest.mark.postgres
async def test_leadership_that_is_lost_is_told(
    postgres_template: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.conftest import own_postgres

    monkeypatch.setattr("storage.postgres.HEARTBEAT", 0.05)
    async with own_postgres(postgres_template) as url, open_database(url) as one, asyncio.timeout(20):
        async with one.lead("clock") as lost:
            async with one.transaction() as transaction:
                from sqlalchemy import text

                await transaction.all(
                    select(text("pg_terminate_backend(pid)"))
                    .select_from(text("pg_locks JOIN pg_database ON pg_database.oid = database"))
                    # The table lists the locks of every database on the server: others' tests hold some.
                    .where(text("locktype = 'advisory' AND datname = current_database()"))
                )
            await lost
        async with one.lead("clock") as again:
            assert not again.done()


@pytest.mark.postgres
async def test_news_reach_another_process(postgres_template: str) -> None:
    from tests.conftest import own_postgres

    async with (
        own_postgres(postgres_template) as url,
        open_database(url) as one,
        open_database(url) as other,
        asyncio.timeout(20),
    ):
        async with other.lead("anything"):  # the other one listens by now
            pass
        async with one.transaction() as transaction:
            transaction.touch("inbox")
        await other.signal("inbox").wait()
