"""The webhook: Telegram brings updates; they are answered with 200 once they stand in the inbox."""

import asyncio
import hmac
import json

import structlog
from aiohttp import web

from bot.api import Garbled, NotSent, Refused, TelegramApi, Uncertain
from bot.config import Webhook
from bot.receive import Receiver, is_update
from bot.stop import Fatal, wait_for
from handlers.routing import WANTED
from storage.engine import StorageUnavailable

log = structlog.get_logger("webhook")

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 -- the header's name
LARGEST = 4 * 2**20  # bytes; far more than an update has


class WebhookServer:
    """Listens for Telegram; what doesn't know the secret is turned away."""

    def __init__(
        self, receiver: Receiver, api: TelegramApi, config: Webhook, stopping: asyncio.Event
    ) -> None:
        if config.secret is None:
            raise Fatal("The webhook needs a secret: set ARTEL_WEBHOOK__SECRET.")
        self._receiver = receiver
        self._api = api
        self._config = config
        self._secret = config.secret.get_secret_value()
        self._stopping = stopping

    async def run(self) -> None:
        """Serve until the program stops."""
        app = web.Application(client_max_size=LARGEST)
        app.router.add_post("/{path:.*}", self._take)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=5)
        await runner.setup()
        try:
            await web.TCPSite(runner, self._config.host, self._config.port).start()
            await self._announce()
            await self._stopping.wait()
        finally:
            await runner.cleanup()

    async def _announce(self) -> None:
        params = {
            "url": self._config.url,
            "secret_token": self._secret,
            "allowed_updates": list(WANTED),
            "max_connections": 40,
        }
        while not self._stopping.is_set():
            try:
                await self._api.call("setWebhook", params)
            except Garbled:
                return  # it was carried out, only the answer can't be read
            except (NotSent, Uncertain, Refused) as error:
                if isinstance(error, Refused) and error.code != 429 and error.code < 500:
                    raise Fatal(f"Telegram refuses the webhook: {error}") from None
                log.warning("webhook not set yet", error=type(error).__name__)
                await wait_for(self._stopping, 5)
            else:
                return

    async def _take(self, request: web.Request) -> web.Response:
        given = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(given, self._secret.encode()):
            return web.Response(status=403)
        try:
            update = json.loads(await request.read())
        except (ValueError, RecursionError):
            return web.Response(status=400)
        if not is_update(update):
            return web.Response(status=400)
        try:
            await self._receiver.keep([update])
        except StorageUnavailable:
            return web.Response(status=503)  # Telegram brings it again
        return web.Response()
