"""A look at a database by SQLAlchemy itself, whichever it is."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, create_engine
from sqlalchemy.ext.asyncio import create_async_engine

Look = Callable[[Connection], Any]


async def looked_at(url: str, look: Look) -> Any:
    """What a look at the database by SQLAlchemy itself finds; what it does is committed."""
    if url.startswith("sqlite"):
        engine = create_engine(url.replace("+aiosqlite", ""))
        try:
            with engine.begin() as connection:
                return look(connection)
        finally:
            engine.dispose()
    asynchronous = create_async_engine(url)
    try:
        async with asynchronous.begin() as connection:
            return await connection.run_sync(look)
    finally:
        await asynchronous.dispose()
