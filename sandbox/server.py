"""The sandbox's server: the Bot API, the control interface and the page on one local port."""

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Self

from aiohttp import web

from sandbox import control, gateway, page
from sandbox.polls import close_by_clock
from sandbox.webhooks import Webhooks
from sandbox.world import World

HOST = "127.0.0.1"
"""The control interface has no authentication, so only this machine may connect."""


class Sandbox:
    """`async with Sandbox() as sandbox:` serves at `sandbox.url`.

    Port 0 takes a free port. The world is saved in the directory `data`, if given.
    """

    def __init__(self, port: int = 0, data: Path | None = None) -> None:
        self.port = port
        self.world = World(data)

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"

    async def __aenter__(self) -> Self:
        """Start serving. Raises OSError if the port is taken."""
        async with AsyncExitStack() as stack:
            stack.callback(self.world.store.close)
            runner = web.AppRunner(self._app(), access_log=None, shutdown_timeout=0.1, handle_signals=False)
            await runner.setup()
            stack.push_async_callback(runner.cleanup)
            await web.TCPSite(runner, HOST, self.port).start()
            self.port = runner.addresses[0][1]
            webhooks = Webhooks(self.world)
            stack.push_async_callback(webhooks.close)
            self.world.on_webhook_change = webhooks.set
            for bot in self.world.bots.values():
                webhooks.set(bot)
            polls = asyncio.create_task(close_by_clock(self.world))
            stack.callback(polls.cancel)
            self._running = stack.pop_all()
        return self

    async def __aexit__(self, *_error: object) -> None:
        await self._running.aclose()

    def _app(self) -> web.Application:
        app = web.Application(client_max_size=gateway.MAX_REQUEST)
        app[gateway.WORLD] = self.world
        gateway.add_routes(app)
        control.add_routes(app)
        page.add_routes(app)
        return app
