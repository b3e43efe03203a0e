"""Control of the server: clock, bots, updates, calls, faults and limits."""

import asyncio
from collections import deque

from sandbox.control.request import ControlRequest, route, whole_number
from sandbox.errors import ControlError
from sandbox.types import Json


@route("GET", "/clock")
@route("GET", "/control/clock")
async def show_clock(request: ControlRequest) -> Json:
    return request.world.clock.as_json()


@route("POST", "/control/clock")
async def set_clock(request: ControlRequest) -> Json:
    clock = request.world.clock
    if (seconds := request.get("advance")) is not None:
        clock.advance(float(seconds))
    if (moment := request.get("set")) is not None:
        clock.set(float(moment))
    if (frozen := request.get("freeze")) is not None:
        clock.freeze(frozen=bool(frozen))
    request.world.save_clock()
    request.world.publish("clock", {"now": clock.now()})
    request.world.publish_change("clock")
    return clock.as_json()


@route("POST", "/control/bots")
async def add_bot(request: ControlRequest) -> Json:
    """Add or change a bot: secret, names, `privacy` mode. `strict` refuses unknown tokens."""
    world = request.world
    if (strict := request.get("strict")) is not None:
        world.strict_bots = bool(strict)
    if request.get("token") is None and strict is not None:
        return {"strict": world.strict_bots}
    token = str(request.need("token"))
    bot_id = whole_number("token", token.partition(":")[0])
    bot = world.bots.get(bot_id)
    if bot is None:
        bot = world.add_bot(token, request.get("username"), request.get("name"))
    bot.secret, bot.revoked = token.partition(":")[2], False
    bot.username = request.get("username") or bot.username
    bot.name = request.get("name") or bot.name
    bot.privacy = bool(request.get("privacy"))
    world.save(bot)
    return bot.me()


@route("GET", "/control/bots")
async def list_bots(request: ControlRequest) -> list[Json]:
    return [bot.user() | {"name": bot.name, "revoked": bot.revoked} for bot in request.world.bots.values()]


@route("POST", "/control/bots/{id}/revoke")
async def revoke_bot(request: ControlRequest) -> Json:
    bot = request.world.bot(request.number("id"))
    bot.revoked = True
    request.world.save(bot)
    return {"revoked": True}


@route("GET", "/control/updates")
async def show_updates(request: ControlRequest) -> Json:
    bot_id = request.get("bot")
    return request.world.updates[
        request.world.bot(whole_number("bot", bot_id) if bot_id else None).id
    ].status()


@route("POST", "/control/update")
async def inject_update(request: ControlRequest) -> Json:
    return _inject(request, request.given)


@route("POST", "/control/updates")
async def inject_updates(request: ControlRequest) -> list[Json]:
    updates = request.get("list") or request.need("updates")
    return [_inject(request, given) for given in updates]


def _inject(request: ControlRequest, given: Json) -> Json:
    update = given.get("update")
    if not isinstance(update, dict):
        raise ControlError("'update' must be an object")
    bot = request.world.bot(given.get("bot"))
    body = {name: value for name, value in update.items() if name != "update_id"}
    update_id = request.world.updates[bot.id].inject(body, update.get("update_id", given.get("update_id")))
    return {"update_id": update_id}


@route("GET", "/control/calls")
async def show_calls(request: ControlRequest) -> list[Json]:
    """Return the first `limit` rows later than `after`; with `last`, the last ones."""
    limit = whole_number("limit", request.get("limit") or 1000)
    rows = request.world.calls.after(
        whole_number("after", request.get("after") or 0), request.get("method"), request.get("chat")
    )
    if request.get("last"):
        return list(deque(rows, limit))
    return [row for _, row in zip(range(limit), rows, strict=False)]


@route("GET", "/control/calls/wait")
async def wait_for_calls(request: ControlRequest) -> list[Json]:
    """Return the matching calls once there are any, or none after `timeout` real seconds."""
    calls = request.world.calls
    after, seconds = whole_number("after", request.get("after") or 0), float(request.get("timeout") or 10)
    until = asyncio.get_running_loop().time() + seconds
    while True:
        looked_at = len(calls.rows)
        rows = list(calls.after(after, request.get("method"), request.get("chat")))
        left = max(until - asyncio.get_running_loop().time(), 0)
        if rows or not await calls.appended.wait(left):
            return rows
        after = max(after, looked_at)  # one notification can stand for several calls


@route("GET", "/control/faults")
async def show_faults(request: ControlRequest) -> Json:
    return {"rules": [rule.as_json() for rule in request.world.faults.rules]}


@route("POST", "/control/faults")
async def set_faults(request: ControlRequest) -> Json:
    request.world.faults.replace(request.need("rules"))
    return await show_faults(request)


@route("DELETE", "/control/faults")
async def clear_faults(request: ControlRequest) -> Json:
    request.world.faults.replace([])
    return {"rules": []}


@route("GET", "/control/limits")
async def show_limits(request: ControlRequest) -> Json:
    return request.world.limits.as_json()


@route("POST", "/control/limits")
async def set_limits(request: ControlRequest) -> Json:
    request.world.limits.configure(request.given)
    return request.world.limits.as_json()
