"""The Bot API over HTTP: read a call, apply faults, carry it out, save the effects, respond."""

import asyncio
import json
import math
from http import HTTPStatus
from typing import cast

from aiohttp import web

import sandbox.api  # noqa: F401 - registers the methods
from sandbox.api.registry import Call, Method, execute, find_method
from sandbox.errors import ApiError, too_many_requests
from sandbox.faults import FaultRule
from sandbox.files import MAX_UPLOAD
from sandbox.types import Json
from sandbox.wire import read_request
from sandbox.world import World

WORLD = web.AppKey("world", World)
MAX_REQUEST = MAX_UPLOAD + 1024 * 1024
"""Bytes of a whole request: a form with a file of the largest size."""
_HTML = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n"


def add_routes(app: web.Application) -> None:
    app.router.add_route("*", "/bot{token:[^/]+}/{method:[^/]+}", handle_call)
    app.router.add_route("*", "/bot{rest:.*}", not_found)
    app.router.add_get("/file/bot{token:[^/]+}/{path:.+}", download)


async def handle_call(request: web.Request) -> web.StreamResponse:
    """Carry out one call; its effects and its log row are saved before the response is sent."""
    world = request.app[WORLD]
    name = request.match_info["method"]
    row: Json = {"at": world.clock.now(), "bot_id": 0, "method": name, "params": {}, "files": []}
    try:
        method, call = await _read_call(request, row)
    except ApiError as error:
        rule = world.faults.away
        if rule is None:
            return await _log_and_refuse(world, row, error)
    else:
        rule = world.faults.pick(name.lower(), call.params.get("chat_id"))
    if rule is not None:
        row["fault"] = rule.kind
        if (struck := await _fault_before(request, world, rule, row)) is not None:
            return struck
    try:
        result = await execute(method, call)
    except ApiError as error:
        status, body = error.code, error.body()
        row |= {"ok": False, "error": error.description}
    else:
        status, body = 200, {"ok": True, "result": result}
        row |= {"ok": True, "result": _logged_result(method, result)}
    await _log(world, row | {"status": status})
    if world.faults.away is not None:
        return _cut(request)  # a long poll that waited when the server went away
    return await _fault_after(request, rule, status, body) if rule is not None else _answer(status, body)


async def _read_call(request: web.Request, row: Json) -> tuple[Method, Call]:
    """Return the method and the call, and fill in the log row. Raises ApiError."""
    world = request.app[WORLD]
    bot = world.authorize(request.match_info["token"])
    row["bot_id"] = bot.id
    sent = await read_request(request)
    row["params"] = sent.params
    row["files"] = [{"name": file.name, "size": len(file.content)} for file in sent.uploads.values()]
    method = find_method(request.match_info["method"])
    row["method"] = method.name
    row["params"] = params = method.decode(sent.params, sent.uploads)
    return method, Call(world, bot, params, sent.uploads)


async def _log_and_refuse(world: World, row: Json, error: ApiError) -> web.Response:
    await _log(world, row | {"ok": False, "error": error.description, "status": error.code})
    return _answer(error.code, error.body())


async def _log(world: World, row: Json) -> None:
    world.publish_call(world.calls.append(row))
    await world.store.commit()


def _logged_result(method: Method, result: object) -> object:
    if method.name == "getUpdates":
        return [update["update_id"] for update in cast("list[Json]", result)]
    return result


def _answer(status: int, body: Json) -> web.Response:
    headers = {}
    if retry_after := body.get("parameters", {}).get("retry_after"):
        headers["Retry-After"] = str(retry_after)
    return web.Response(
        body=json.dumps(body).encode(), status=status, headers=headers, content_type="application/json"
    )


def _cut(request: web.Request) -> web.StreamResponse:
    """Close the connection without a response."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


async def _hang(request: web.Request, seconds: float | None) -> None:
    """Wait for `seconds` or, if None, until the client gives up."""
    loop = asyncio.get_running_loop()
    end = loop.time() + (seconds if seconds is not None else math.inf)
    while loop.time() < end and request.transport is not None and not request.transport.is_closing():  # noqa: ASYNC110 - aiohttp doesn't report that a client has gone
        await asyncio.sleep(min(end - loop.time(), 0.2))


async def _fault_before(
    request: web.Request, world: World, rule: FaultRule, row: Json
) -> web.StreamResponse | None:
    """Apply a fault that keeps the call from having an effect; returns None for the other faults."""
    match rule.kind:
        case "delay":
            await asyncio.sleep(rule.seconds if rule.seconds is not None else 1.0)
            return None
        case "429":
            error = too_many_requests(rule.retry_after_seconds())
            response: web.StreamResponse = _answer(error.code, error.body())
        case "5xx":
            error = ApiError(rule.status, HTTPStatus(rule.status).phrase)
            response = _answer(error.code, error.body())
        case "html":
            error = ApiError(502, "Bad Gateway")
            response = web.Response(text=_HTML, status=502, content_type="text/html")
        case "cut_before" | "away":
            error = ApiError(0, "the connection was closed before the call was carried out")
            response = _cut(request)
        case _:
            return None
    await _log(world, row | {"ok": False, "error": error.description, "status": error.code})
    return response


async def _fault_after(request: web.Request, rule: FaultRule, status: int, body: Json) -> web.StreamResponse:
    """Return the response to a call that was carried out, spoilt by the fault."""
    match rule.kind:
        case "timeout_after_accept":
            await _hang(request, rule.seconds)
            return _cut(request)
        case "cut":
            return _cut(request)
        case "truncated":
            content = json.dumps(body).encode()
            return web.Response(
                body=content[: len(content) // 2], status=status, content_type="application/json"
            )
        case _:
            return _answer(status, body)


async def not_found(_request: web.Request) -> web.StreamResponse:
    return _answer(404, ApiError(404, "Not Found").body())


async def download(request: web.Request) -> web.StreamResponse:
    """Serve `/file/bot<token>/<file_path>`."""
    world = request.app[WORLD]
    if world.faults.away is not None:
        return _cut(request)
    try:
        world.authorize(request.match_info["token"])
    except ApiError as error:
        return _answer(error.code, error.body())
    path = request.match_info["path"]
    file = next((file for file in world.files.values() if file.path == path), None)
    if file is None:
        return _answer(404, ApiError(404, "Not Found").body())
    return web.Response(body=world.store.read_bytes(file.stored), content_type="application/octet-stream")
