"""HTTP as a bot needs it all day: a small POST and its answer, over connections that are kept.

aiohttp's client takes three times the processor's time for it (docs/performance.md), and it is a third of
a step. Files and proxies are aiohttp's all the same (`bot/api.py`).
"""

import asyncio
import ssl
from dataclasses import dataclass
from urllib.parse import urlsplit

from httptools import HttpParserError, HttpResponseParser

IDLE = 60.0  # seconds that an unused connection is kept; servers close theirs after 75
CONNECTING = 10.0  # seconds that a connection may take to come about
MOST = 128  # connections at once; what the program has under way (bot/send.py, bot/answers.py) is fewer
LARGEST_HEAD = 64 * 1024  # bytes before the body of an answer
LARGEST = 32 * 1024 * 1024  # bytes of an answer; a hundred updates are a tenth of it


class NotConnected(Exception):
    """No connection came about."""


class Unanswered(Exception):
    """The request went out and its answer did not come whole; `begun` is what came before the body, if anything."""

    def __init__(self, reason: str, begun: "Answer | None") -> None:
        super().__init__(reason)
        self.begun = begun


@dataclass(slots=True)
class Answer:
    """A response, its body as far as it came."""

    status: int = 0
    content_type: str = ""
    body: bytes = b""


class Connections:
    """Connections to one server, each used by one request at a time."""

    def __init__(self, base: str) -> None:
        parts = urlsplit(base)
        self._host = parts.hostname or ""
        self._tls = ssl.create_default_context() if parts.scheme == "https" else None
        self._port = parts.port or (443 if self._tls else 80)
        self._head = (
            f"Host: {parts.netloc.rpartition('@')[2]}\r\nContent-Type: application/json\r\nContent-Length: "
        )
        self._idle: list[tuple[float, _Connection]] = []  # the longest idle first
        self._closing: asyncio.TimerHandle | None = None
        self._turns = asyncio.Semaphore(MOST)

    async def post(self, path: str, body: bytes, seconds: float) -> Answer:
        """Post a JSON body and wait `seconds` at most for the answer. Raises NotConnected, Unanswered."""
        loop = asyncio.get_running_loop()
        request = f"POST {path} HTTP/1.1\r\n{self._head}{len(body)}\r\n\r\n".encode() + body
        async with self._turns:
            connection = self._kept() or await self._connect(loop)
            answer = await connection.exchange(request, loop, seconds)
            if connection.is_open():
                self._idle.append((loop.time(), connection))
                if self._closing is None:
                    self._closing = loop.call_later(IDLE, self._close_idle, loop)
        return answer

    def _kept(self) -> "_Connection | None":
        while self._idle:
            _, connection = self._idle.pop()
            if connection.is_open():
                return connection
        return None

    def _close_idle(self, loop: asyncio.AbstractEventLoop) -> None:
        """Close what has been idle for too long, and come back when the next one will have been."""
        self._closing = None
        while self._idle and self._idle[0][0] <= loop.time() - IDLE:
            self._idle.pop(0)[1].close()
        if self._idle:
            self._closing = loop.call_at(self._idle[0][0] + IDLE, self._close_idle, loop)

    async def _connect(self, loop: asyncio.AbstractEventLoop) -> "_Connection":
        try:
            async with asyncio.timeout(CONNECTING):
                _, connection = await loop.create_connection(
                    _Connection, self._host, self._port, ssl=self._tls, happy_eyeballs_delay=0.25
                )
        except (OSError, TimeoutError) as error:  # what TLS says is an OSError too
            raise NotConnected(type(error).__name__) from None
        return connection

    def close(self) -> None:
        """Close what is kept."""
        if self._closing is not None:
            self._closing.cancel()
        for _, connection in self._idle:
            connection.close()
        self._idle.clear()


class _Connection(asyncio.Protocol):
    """One connection and what is under way on it."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._parser = HttpResponseParser(self)
        self._waiter: asyncio.Future[Answer] | None = None
        self._answer: Answer | None = None
        self._has_length = False
        self._parts: list[bytes] = []
        self._size = 0  # bytes that have come since the request
        self._most = LARGEST_HEAD

    async def exchange(self, request: bytes, loop: asyncio.AbstractEventLoop, seconds: float) -> Answer:
        """Send a request and wait for its answer. Raises Unanswered, and closes itself, if it doesn't come whole."""
        waiter: asyncio.Future[Answer] = loop.create_future()
        self._waiter = waiter
        self._answer = None  # what the last request got says nothing about this one
        self._size, self._most = 0, LARGEST_HEAD
        deadline = loop.call_later(seconds, self._fail, "TimeoutError")
        try:
            if self._transport is not None:
                self._transport.write(request)
            return await waiter
        finally:
            deadline.cancel()
            if self._waiter is not None:  # cancelled: the answer would be taken for the next request's
                self._fail("CancelledError")

    def is_open(self) -> bool:
        """Whether another request may be sent."""
        return self._transport is not None and not self._transport.is_closing()

    def close(self) -> None:
        """Close, at once."""
        if self._transport is not None:
            self._transport.abort()

    def _fail(self, reason: str) -> None:
        waiter, self._waiter = self._waiter, None
        if waiter is not None and not waiter.done():
            waiter.set_exception(Unanswered(reason, self._answer))
        self.close()

    # asyncio calls these
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if isinstance(transport, asyncio.Transport):
            self._transport = transport

    def data_received(self, data: bytes) -> None:
        if self._waiter is None:
            self.close()  # nobody asked for this
            return
        self._size += len(data)
        try:
            self._parser.feed_data(data)
        except HttpParserError:
            self._fail("HttpParserError")
        else:
            if self._size > self._most and self._waiter is not None:
                self._fail("TooLarge")

    def connection_lost(self, error: Exception | None) -> None:
        if error is None and self._answer is not None and not self._has_length:
            self.on_message_complete()  # its end is the connection's
        self._fail(type(error).__name__ if error is not None else "ServerDisconnected")

    # The parser calls these
    def on_message_begin(self) -> None:
        self._answer, self._has_length, self._parts = None, False, []

    def on_header(self, name: bytes, value: bytes) -> None:
        if self._answer is None:
            self._answer = Answer(self._parser.get_status_code())
        name = name.lower()
        if name in (b"content-length", b"transfer-encoding"):
            self._has_length = True
        elif name == b"content-type":
            self._answer.content_type = value.partition(b";")[0].strip().decode("latin-1").lower()

    def on_headers_complete(self) -> None:
        self._most = LARGEST

    def on_body(self, body: bytes) -> None:
        self._parts.append(body)

    def on_message_complete(self) -> None:
        waiter, self._waiter = self._waiter, None
        answer = self._answer or Answer(self._parser.get_status_code())
        answer.body = b"".join(self._parts)
        if waiter is not None and not waiter.done():
            waiter.set_result(answer)
        if not self._parser.should_keep_alive():
            self.close()
