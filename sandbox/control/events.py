"""Server-sent events for the page, and for programs that follow the sandbox's clock."""

import asyncio
import json

from aiohttp import web

from sandbox.control.view import file
from sandbox.gateway import WORLD
from sandbox.types import Json
from sandbox.world import World

HEARTBEAT = b": still here\n\n"
KEEP_ALIVE = 15
"""Seconds after which a silent stream gets a comment, so that a lost connection is noticed."""


def add_routes(app: web.Application) -> None:
    app.router.add_get("/control/events", events)
    app.router.add_get("/clock/stream", clock)
    app.router.add_get("/control/files/{file_id}", file)


async def events(request: web.Request) -> web.StreamResponse:
    """Stream `changed`, `answer`, `call` and `clock`, as far as they concern the viewer."""
    world = request.app[WORLD]
    viewer = int(request.query.get("viewer") or 0)
    happening: asyncio.Queue[tuple[str, Json]] = asyncio.Queue()
    world.listeners.add(happening)
    response = _stream()
    try:
        await response.prepare(request)
        await response.write(_event("clock", world.clock.as_json()))
        while True:
            try:
                async with asyncio.timeout(KEEP_ALIVE):
                    event, data = await happening.get()
            except TimeoutError:
                await response.write(HEARTBEAT)
                continue
            if (shown := _as_seen(world, event, data, viewer)) is not None:
                await response.write(_event(event, shown))
    except ConnectionResetError:
        return response
    finally:
        world.listeners.discard(happening)


async def clock(request: web.Request) -> web.StreamResponse:
    """Stream the clock, now and whenever it is moved."""
    moving = request.app[WORLD].clock
    response = _stream()
    said: tuple[float, float | None] | None = None
    try:
        await response.prepare(request)
        while True:
            if said != (moving.offset, moving.frozen_at):
                said = moving.offset, moving.frozen_at
                await response.write(_event("clock", moving.as_json()))
            elif not await moving.moved.wait(KEEP_ALIVE):
                await response.write(HEARTBEAT)
    except ConnectionResetError:
        return response


def _stream() -> web.StreamResponse:
    return web.StreamResponse(
        headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    )


def _event(name: str, data: Json) -> bytes:
    return f"event: {name}\ndata: {json.dumps(data)}\n\n".encode()


def _as_seen(world: World, event: str, data: Json, viewer: int) -> Json | None:
    """Return an event as this viewer gets it, None if it is about a chat they can't see."""
    if event == "answer" and viewer and data["from"] != viewer:
        return None
    if event != "changed":
        return data
    chat_id, bot_id = data["chat"], data["bot"]
    if bot_id:
        return {"chat": bot_id, "what": data["what"]} if viewer in {chat_id, 0} else None
    chat = world.chats.get(chat_id) if chat_id is not None else None
    if chat is not None and viewer and data["what"] != "member" and not world.member(chat, viewer).inside:
        return None
    return {"chat": chat_id, "what": data["what"]}
