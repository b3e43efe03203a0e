"""A small table to try an engine on."""

from sqlalchemy import bindparam, insert, select, update

from storage.engine import Database
from storage.tables.street import bots

ADD = insert(bots).values(id=bindparam("id"), data=bindparam("data"))
ALL = select(bots.c.id).order_by(bots.c.id)


async def stored(database: Database) -> list[int]:
    async with database.transaction() as transaction:
        return [row["id"] for row in await transaction.all(ALL)]


async def add(database: Database, number: int, data: str = "") -> None:
    async with database.transaction() as transaction:
        await transaction.run(ADD, id=number, data=data)


SET = update(bots).where(bots.c.id == bindparam("which")).values(data=bindparam("new"))
