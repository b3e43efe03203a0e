"""Live views: server-sent events for the page and for a program that goes by this clock."""

import asyncio
import json

from aiohttp import web

from sandbox.control.view import file
from sandbox.gateway import WORLD
from sandbox.shapes import Json
from sandbox.world import World

KEEP_ALIVE = 15
"""Seconds after which a silent stream gets a comment, so that a lost reader is noticed."""


def add_routes(app: web.Application) -> None:
    app.router.add_get("/control/events", events)
    app.router.add_get("/clock/stream", clock)
    app.router.add_get("/control/files/{file_id}", file)


async def events(request: web.Request) -> web.StreamResponse:
    """`changed`, `answer`, `call` and `clock`, as far as they concern the viewer."""
    viewer = int(request.query.get("viewer") or 0)
    return await _stream(request, viewer, clock_only=False)


async def clock(request: web.Request) -> web.StreamResponse:
    """The clock at once, and again at each move."""
    return await _stream(request, 0, clock_only=True)


async def _stream(request: web.Request, viewer: int, *, clock_only: bool) -> web.StreamResponse:
    world = request.app[WORLD]
    response = web.StreamResponse(
        headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    )
    queue: asyncio.Queue[tuple[str, Json]] = asyncio.Queue()
    world.listeners.add(queue)
    try:
        await response.prepare(request)
        await response.write(_event("clock", world.clock.as_json()))
        while True:
            try:
                async with asyncio.timeout(KEEP_ALIVE):
                    event, data = await queue.get()
            except TimeoutError:
                await response.write(b": still here\n\n")
                continue
            if clock_only:
                if event == "clock":
                    await response.write(_event("clock", world.clock.as_json()))
            elif (shown := _as_seen(world, event, data, viewer)) is not None:
                await response.write(_event(event, shown))
    except ConnectionResetError:
        return response
    finally:
        world.listeners.discard(queue)


def _event(name: str, data: Json) -> bytes:
    return f"event: {name}\ndata: {json.dumps(data)}\n\n".encode()


def _as_seen(world: World, event: str, data: Json, viewer: int) -> Json | None:
    """An event as this viewer gets it; None for what happens in somebody else's chat."""
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
