"""Voting in polls and closing them."""

import asyncio
from typing import Any

from sandbox.errors import ControlError
from sandbox.messages import Poll
from sandbox.types import Json
from sandbox.world import World


def vote(world: World, poll: Poll, voter: int, options: list[int]) -> Json:
    """Vote, change the vote or, without options, retract it; returns the Poll. Raises ControlError."""
    settle(world, poll)
    if poll.body["is_closed"]:
        raise ControlError("the poll is closed")
    if not all(0 <= option < len(poll.body["options"]) for option in options):
        raise ControlError("there is no such option")
    if len(options) > 1 and not poll.body["allows_multiple_answers"]:
        raise ControlError("the poll takes one answer")
    if poll.votes.get(voter) and not poll.body.get("allows_revoting"):
        raise ControlError("the poll takes no second vote")
    if options:
        poll.votes[voter] = sorted(set(options))
    else:
        poll.votes.pop(voter, None)
    world.save(poll)
    if not poll.body["is_anonymous"]:
        chosen = poll.votes.get(voter, [])
        answer: Json = {
            "poll_id": poll.id,
            "user": world.user(voter),
            "option_ids": chosen,
            "option_persistent_ids": [poll.body["options"][option]["persistent_id"] for option in chosen],
        }
        world.updates[poll.bot_id].push("poll_answer", answer)
    world.updates[poll.bot_id].push("poll", poll.as_json())
    world.publish_change("edit")
    return poll.as_json()


def close(world: World, poll: Poll) -> None:
    """End the voting; the bot gets the result."""
    poll.body = poll.body | {"is_closed": True}
    world.save(poll)
    world.updates[poll.bot_id].push("poll", poll.as_json())


def settle(world: World, poll: Poll) -> None:
    """Close the poll if its time is over."""
    if poll.close_at and not poll.body["is_closed"] and world.clock.now() >= poll.close_at:
        close(world, poll)


async def close_by_clock(world: World) -> None:
    """Close polls when their time is over, until cancelled."""
    while True:
        for poll in list(world.polls.values()):
            settle(world, poll)
        await world.store.commit()
        ends = [
            poll.close_at for poll in world.polls.values() if poll.close_at and not poll.body["is_closed"]
        ]
        waits: set[asyncio.Future[Any]] = {world.poll_sent.next()}
        if ends:
            waits.add(asyncio.ensure_future(world.clock.sleep(min(ends) - world.clock.now())))
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()
