"""Ending what runs, although a driver swallows cancellations."""

import asyncio

from bot.stop import end
from storage.engine import Signals
from storage.postgres import Keeper


async def deaf(begun: asyncio.Event) -> None:
    """Run on after the first cancellation, as after one that asyncio's or a driver's waiting has lost."""
    try:
        begun.set()
        await asyncio.Event().wait()
    except asyncio.CancelledError:
        await asyncio.Event().wait()


async def test_a_task_ends_although_it_swallows_a_cancellation() -> None:
    begun = asyncio.Event()
    task = asyncio.create_task(deaf(begun))
    await begun.wait()
    async with asyncio.timeout(10):
        await end(task)
    assert task.cancelled()
    await end(task)


async def test_the_keeper_of_leases_ends_although_its_driver_swallows_a_cancellation() -> None:
    keeper = Keeper("postgresql://127.0.0.1:1/nowhere", Signals())
    keeper._keeping.cancel()
    begun = asyncio.Event()
    keeper._keeping = asyncio.create_task(deaf(begun))
    await begun.wait()
    async with asyncio.timeout(10):
        await keeper.close()
