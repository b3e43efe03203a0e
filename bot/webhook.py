"""The webhook: Telegram brings updates; they are answered with 200 once they stand in the inbox.

Anybody can reach it, so the secret is looked at before a byte of the body, and who doesn't know it is cut off.
"""

import asyncio
import hmac
import json
import logging
from typing import Any

import structlog
from aiohttp import web

from bot.api import Garbled, NotSent, Refused, TelegramApi, Uncertain
from bot.config import Webhook
from bot.receive import Receiver, is_update
from bot.stop import Fatal, wait_for
from bot.surroundings import SERVER
from handlers.routing import WANTED
from storage.engine import StorageUnavailable

log = structlog.get_logger("webhook")

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 -- the header's name
LARGEST = 2**20  # bytes; far more than an update has
BODY_SECONDS = 10.0  # that a body may take
IDLE_SECONDS = 15.0  # that a connection may be without a request
STRANGERS = 100  # connections that have shown no secret; beyond that the oldest of them is closed
ACCEPTED_AT_ONCE = 50  # fewer than STRANGERS, so that a new one can speak before others take its place

# What is broken in a stranger's request is nobody's error; aiohttp would log a traceback of each.
_silent = logging.getLogger("aiohttp.strangers")
_silent.setLevel(logging.CRITICAL + 1)


class _Rejected(Exception):
    """The request is answered with this status, and its connection closed."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class _Door(web.Server):
    """A server that has room for who knows the secret, however many others there are."""

    def __init__(self, handler: Any) -> None:
        super().__init__(
            handler,
            auto_decompress=False,
            lingering_time=0,  # what is left of a rejected body is not read
            keepalive_timeout=IDLE_SECONDS,
            access_log=None,
            logger=_silent,
        )
        self._strangers: dict[web.RequestHandler, asyncio.Transport] = {}

    def connection_made(self, handler: web.RequestHandler, transport: asyncio.Transport) -> None:
        super().connection_made(handler, transport)
        self._strangers[handler] = transport
        if len(self._strangers) > STRANGERS:
            self._strangers.pop(next(iter(self._strangers))).abort()

    def connection_lost(self, handler: web.RequestHandler, exc: BaseException | None = None) -> None:
        super().connection_lost(handler, exc)
        self._strangers.pop(handler, None)

    def let_in(self, handler: web.RequestHandler) -> None:
        """Keep the connection that has shown the secret."""
        self._strangers.pop(handler, None)


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
        self._door = _Door(self._answer)

    async def run(self) -> None:
        """Serve until the program stops."""
        runner = web.ServerRunner(self._door, shutdown_timeout=5)
        await runner.setup()
        site = web.TCPSite(runner, self._config.host, self._config.port, backlog=ACCEPTED_AT_ONCE)
        try:
            try:
                await site.start()
            except OSError as error:
                raise Fatal(
                    f"webhook.port = {self._config.port}: nobody can listen on {self._config.host} there: {error.strerror}"
                ) from None
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

    async def _answer(self, request: web.BaseRequest) -> web.Response:
        try:
            await self._take(request)
        except _Rejected as rejected:
            response = web.Response(status=rejected.status, headers={"Server": SERVER})
            response.force_close()
            return response
        except StorageUnavailable:
            return web.Response(status=503)  # Telegram brings it again
        except ConnectionError:
            raise
        except Exception:
            log.exception("an update could not be kept")
            return web.Response(status=500)
        return web.Response()

    async def _take(self, request: web.BaseRequest) -> None:
        given = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(given, self._secret.encode()):
            raise _Rejected(403)
        self._door.let_in(request.protocol)
        if request.method != "POST":
            raise _Rejected(405)
        if "Content-Encoding" in request.headers:
            raise _Rejected(415)
        try:
            update = json.loads(await _read(request))
        except (ValueError, RecursionError):
            raise _Rejected(400) from None
        if not is_update(update):
            raise _Rejected(400)
        await self._receiver.keep([update])


async def _read(request: web.BaseRequest) -> bytes:
    """The body, if it is small and soon there."""
    if (request.content_length or 0) > LARGEST:
        raise _Rejected(413)
    body = b""
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for part in request.content.iter_any():
                body += part
                if len(body) > LARGEST:
                    raise _Rejected(413)
    except TimeoutError:
        raise _Rejected(408) from None
    except web.RequestPayloadError:
        raise _Rejected(400) from None
    return body
