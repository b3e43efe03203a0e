"""The log of decisions and refusals."""

from sqlalchemy import select

from domain.time import DAY
from storage.audit import LISTED, AuditTable
from storage.engine import Database
from storage.tables.people import audit
from tests.conftest import START

FORGER, OTHER = 1, 2
NEEDS = {"needs": ["secretary"]}


async def listed(database: Database) -> list[tuple[int, str, int | None]]:
    """Who did what, and how often."""
    async with database.transaction() as transaction:
        rows = await transaction.all(select(audit).order_by(audit.c.id))
    return [(row["actor_id"], row["act"], row["times"]) for row in rows]


async def test_a_thousand_refusals_are_a_few_rows(database: Database) -> None:
    """Reliability row 39: the first of a day are listed, and one row counts the others."""
    midnight = START - START % DAY
    for second in range(50):
        async with database.transaction() as transaction:
            log = AuditTable(transaction)
            for number in range(20):
                await log.refuse(midnight + second * 20 + number, FORGER, NEEDS)
    assert await listed(database) == [
        *[(FORGER, "refused", None)] * LISTED,
        (FORGER, "refused", 1000 - LISTED),
    ]


async def test_only_what_is_equal_is_counted_together(database: Database) -> None:
    midnight = START - START % DAY
    async with database.transaction() as transaction:
        log = AuditTable(transaction)
        for number in range(LISTED + 2):
            await log.refuse(midnight + number, FORGER, NEEDS)
        await log.record(midnight, FORGER, "role-given", OTHER, {})
        await log.refuse(midnight, OTHER, NEEDS)
        await log.refuse(midnight, FORGER, {"needs": ["treasurer"]})
        await log.refuse(midnight + DAY, FORGER, NEEDS)
    assert (await listed(database))[LISTED:] == [
        (FORGER, "refused", 2),
        (FORGER, "role-given", None),
        (OTHER, "refused", None),
        (FORGER, "refused", None),
        (FORGER, "refused", None),
    ]
