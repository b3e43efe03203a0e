"""The sandbox as a server: the Bot API, the control interface and the page on one port of this machine."""

import asyncio
import importlib
import importlib.util
from pathlib import Path
from typing import Self

from aiohttp import web

from sandbox import control, gateway
from sandbox.polling import close_by_clock
from sandbox.webhooks import Webhooks
from sandbox.world import World

HOST = "127.0.0.1"
"""Nothing here asks who is calling, so nothing listens for others."""


class Sandbox:
    """`async with Sandbox() as sandbox:` serves at `sandbox.url`; port 0 takes a free one. With `data` the world is kept."""

    def __init__(self, port: int = 0, data: Path | None = None) -> None:
        self.port = port
        self.world = World(data)

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=gateway.MAX_REQUEST)
        app[gateway.WORLD] = self.world
        gateway.add_routes(app)
        control.add_routes(app)
        if importlib.util.find_spec("sandbox.page") is not None:
            page = importlib.import_module("sandbox.page")
            page.add_routes(app)
        self._webhooks = Webhooks(self.world)
        self.world.webhook_set = self._webhooks.set
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1, handle_signals=False)
        await self._runner.setup()
        site = web.TCPSite(self._runner, HOST, self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]
        self._polls = asyncio.create_task(close_by_clock(self.world))
        for bot in self.world.bots.values():
            self._webhooks.set(bot)
        return self

    async def __aexit__(self, *_error: object) -> None:
        self._polls.cancel()
        await asyncio.gather(self._polls, return_exceptions=True)
        await self._webhooks.close()
        await self._runner.cleanup()
        self.world.store.close()
