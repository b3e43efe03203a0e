"""A server before the sandbox that spoils answers in ways of its own."""

import asyncio
import json
import random
from collections import Counter
from types import TracebackType
from typing import Any, Self

import aiohttp
from aiohttp import web

DEEP = b"[" * 100_000


class Spoiler:
    """Passes calls on; a share of the answers is spoilt. A call that is answered as failed was not carried out."""

    def __init__(self, target: str, seed: int, share: float) -> None:
        self.target = target
        self.share = share
        self.spoilt: Counter[str] = Counter()
        self.port = 0
        self._random = random.Random(seed)
        self._spoilt_more = asyncio.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession(auto_decompress=False)
        app = web.Application(client_max_size=2**26)
        app.router.add_route("*", "/{path:.*}", self._pass)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1, handle_signals=False)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.port = self._runner.addresses[0][1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._runner.cleanup()
        await self._session.close()

    async def until(self, count: int) -> None:
        """Wait until so many answers have been spoilt. Raises TimeoutError."""
        async with asyncio.timeout(60):
            while self.spoilt.total() < count:
                self._spoilt_more.clear()
                await self._spoilt_more.wait()

    async def _pass(self, request: web.Request) -> web.Response:
        spoil = request.path.rpartition("/")[2] != "getMe" and self._random.random() < self.share
        if spoil and self._random.random() < 0.5:
            return self._failed()
        body = await request.read()
        try:
            async with self._session.post(
                self.target + request.path, data=body, headers={"Content-Type": request.content_type}
            ) as response:
                status, content = response.status, await response.read()
        except aiohttp.ClientError:
            return web.Response(status=502)
        if spoil and status == 200:
            return self._carried_out(content)
        return web.Response(body=content, status=status, content_type="application/json")

    def _failed(self) -> web.Response:
        def error(code: int, **more: Any) -> bytes:
            return json.dumps({"ok": False, "error_code": code, "description": "x", **more}).encode()

        name, status, kind, body = self._random.choice(
            [
                ("500", 500, "application/json", error(500)),
                ("strange parameters", 500, "application/json", error(500, parameters=[1])),
                ("strange code", 500, "application/json", b'{"ok": false, "error_code": {}}'),
                ("strange pause", 429, "application/json", error(429, parameters={"retry_after": "soon"})),
                ("no pause", 429, "application/json", error(429, parameters={"retry_after": None})),
                ("html", 502, "text/html", b"<html>502 Bad Gateway</html>"),
                ("html as json", 502, "application/json", b"<html>502 Bad Gateway</html>"),
                ("empty", 503, "text/plain", b""),
                ("not unicode", 500, "application/json", b'{"ok": "\xff\xfe"'),
                ("deep", 500, "application/json", DEEP),
            ]
        )
        self.spoilt[name] += 1
        self._spoilt_more.set()
        return web.Response(body=body, status=status, content_type=kind)

    def _carried_out(self, content: bytes) -> web.Response:
        name, kind, body = self._random.choice(
            [
                ("truncated", "application/json", content[: self._random.randrange(len(content))]),
                ("html, carried out", "text/html", b"<html>fine</html>"),
                ("nothing", "application/json", b""),
                ("null", "application/json", b"null"),
                ("list", "application/json", b"[1, 2]"),
                ("text", "application/json", b'"ok"'),
                ("no result", "application/json", b'{"ok": true}'),
                ("ok is a word", "application/json", b'{"ok": "yes", "result": 1}'),
                ("other result", "application/json", b'{"ok": true, "result": {"message_id": "x"}}'),
                ("list as result", "application/json", b'{"ok": true, "result": [{"no": 1}, 7]}'),
                ("not unicode, carried out", "application/json", b'{"ok": true, "result": "\xff'),
                ("deep, carried out", "application/json", DEEP),
                ("refused and fine", "application/json", b'{"ok": false, "error_code": "x"}'),
            ]
        )
        self.spoilt[name] += 1
        self._spoilt_more.set()
        return web.Response(body=body, content_type=kind)
