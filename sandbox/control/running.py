"""Control of the server: clock, bots, updates, calls, faults and limits."""

import asyncio
from collections import deque

from sandbox.control.asked import Asked, on, whole
from sandbox.errors import ControlError
from sandbox.shapes import Json


@on("GET", "/clock")
@on("GET", "/control/clock")
async def see_clock(asked: Asked) -> Json:
    return asked.world.clock.as_json()


@on("POST", "/control/clock")
async def move_clock(asked: Asked) -> Json:
    clock = asked.world.clock
    if (seconds := asked.get("advance")) is not None:
        clock.advance(float(seconds))
    if (moment := asked.get("set")) is not None:
        clock.set(float(moment))
    if (frozen := asked.get("freeze")) is not None:
        clock.freeze(frozen=bool(frozen))
    asked.world.keep_clock()
    asked.world.shout("clock", {"now": clock.now()})
    asked.world.changed("clock")
    return clock.as_json()


@on("POST", "/control/bots")
async def add_bot(asked: Asked) -> Json:
    """Add or change a bot: secret, names, `privacy` mode. `strict` refuses unknown tokens."""
    world = asked.world
    if (strict := asked.get("strict")) is not None:
        world.strict_bots = bool(strict)
    if asked.get("token") is None and strict is not None:
        return {"strict": world.strict_bots}
    token = str(asked.need("token"))
    bot_id = whole("token", token.partition(":")[0])
    bot = world.bots.get(bot_id)
    if bot is None:
        bot = world.add_bot(token, asked.get("username"), asked.get("name"))
    bot.secret, bot.revoked = token.partition(":")[2], False
    bot.username = asked.get("username") or bot.username
    bot.name = asked.get("name") or bot.name
    bot.privacy = bool(asked.get("privacy"))
    world.keep(bot)
    return bot.me()


@on("GET", "/control/bots")
async def list_bots(asked: Asked) -> list[Json]:
    return [bot.user() | {"name": bot.name, "revoked": bot.revoked} for bot in asked.world.bots.values()]


@on("POST", "/control/bots/{id}/revoke")
async def revoke_bot(asked: Asked) -> Json:
    bot = asked.world.bot(asked.number("id"))
    bot.revoked = True
    asked.world.keep(bot)
    return {"revoked": True}


@on("GET", "/control/updates")
async def see_updates(asked: Asked) -> Json:
    bot_id = asked.get("bot")
    return asked.world.updates[asked.world.bot(whole("bot", bot_id) if bot_id else None).id].status()


@on("POST", "/control/update")
async def inject_update(asked: Asked) -> Json:
    return _inject(asked, asked.given)


@on("POST", "/control/updates")
async def inject_updates(asked: Asked) -> list[Json]:
    updates = asked.get("list") or asked.need("updates")
    return [_inject(asked, given) for given in updates]


def _inject(asked: Asked, given: Json) -> Json:
    update = given.get("update")
    if not isinstance(update, dict):
        raise ControlError("'update' must be an object")
    bot = asked.world.bot(given.get("bot"))
    body = {name: value for name, value in update.items() if name != "update_id"}
    update_id = asked.world.updates[bot.id].inject(body, update.get("update_id", given.get("update_id")))
    return {"update_id": update_id}


@on("GET", "/control/calls")
async def see_calls(asked: Asked) -> list[Json]:
    """Return the first `limit` rows later than `after`; with `last`, the last ones."""
    limit = whole("limit", asked.get("limit") or 1000)
    rows = asked.world.calls.after(
        whole("after", asked.get("after") or 0), asked.get("method"), asked.get("chat")
    )
    if asked.get("last"):
        return list(deque(rows, limit))
    return [row for _, row in zip(range(limit), rows, strict=False)]


@on("GET", "/control/calls/wait")
async def await_calls(asked: Asked) -> list[Json]:
    """Return the matching calls once there are any, or none after `timeout` real seconds."""
    calls = asked.world.calls
    after, seconds = whole("after", asked.get("after") or 0), float(asked.get("timeout") or 10)
    until = asyncio.get_running_loop().time() + seconds
    while True:
        looked_at = len(calls.rows)
        rows = list(calls.after(after, asked.get("method"), asked.get("chat")))
        left = max(until - asyncio.get_running_loop().time(), 0)
        if rows or not await calls.appended.wait(left):
            return rows
        after = max(after, looked_at)  # one notification can stand for several calls


@on("GET", "/control/faults")
async def see_faults(asked: Asked) -> Json:
    return {"rules": [rule.as_json() for rule in asked.world.faults.rules]}


@on("POST", "/control/faults")
async def set_faults(asked: Asked) -> Json:
    asked.world.faults.replace(asked.need("rules"))
    return await see_faults(asked)


@on("DELETE", "/control/faults")
async def clear_faults(asked: Asked) -> Json:
    asked.world.faults.replace([])
    return {"rules": []}


@on("GET", "/control/limits")
async def see_limits(asked: Asked) -> Json:
    return asked.world.limits.as_json()


@on("POST", "/control/limits")
async def set_limits(asked: Asked) -> Json:
    asked.world.limits.configure(asked.given)
    return asked.world.limits.as_json()
