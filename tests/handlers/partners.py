"""Partners in the register, as tests of several nouns begin with them."""

from typing import Any

from sqlalchemy import insert

from storage.tables.partners import partners
from tests.handlers.harness import Street

ROW = {"about": "Клиника", "link": "", "contact": "Иван", "since": "2026-02-01", "gives": "10 %"}


async def keep(street: Street, **row: Any) -> None:
    async with street.database.transaction() as transaction:
        await transaction.run(insert(partners).values(**ROW | {"stage": "existing"} | row))
