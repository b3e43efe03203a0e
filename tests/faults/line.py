"""The line to the database: a relay that is cut, or falls silent without a word to either end."""

import asyncio
import contextlib
import socket
import struct
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

RESET = struct.pack("ii", 1, 0)  # closed so, a socket says RST instead of FIN


class Line:
    """Carries bytes between a program and its server. What it keeps silent about, neither end learns, an end included."""

    def __init__(self, url: str) -> None:
        self._there = urlsplit(url)
        self._pairs: list[list[asyncio.StreamWriter]] = []
        self._silent: list[list[asyncio.StreamWriter]] = []
        self._pumps: set[asyncio.Task[None]] = set()
        self._dead = False
        self.opened = 0  # connections that were carried

    @property
    def url(self) -> str:
        """The database's address by way of this line."""
        port = self._server.sockets[0].getsockname()[1]
        user = f"{self._there.netloc.rpartition('@')[0]}@" if "@" in self._there.netloc else ""
        return self._there._replace(netloc=f"{user}127.0.0.1:{port}").geturl()

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._carry, "127.0.0.1", 0)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.close()
        self.silence()
        for pair in self._silent:
            _reset(pair)
        for pump in self._pumps:
            pump.cancel()
        await asyncio.gather(*self._pumps, return_exceptions=True)

    def cut(self) -> int:
        """Reset every connection at both ends; returns how many there were."""
        pairs, self._pairs = self._pairs, []
        for pair in pairs:
            _reset(pair)
        return len(pairs)

    def silence(self) -> int:
        """From now on nothing passes on any connection there is; returns how many there are. New ones work."""
        self._silent += self._pairs
        count, self._pairs = len(self._pairs), []
        return count

    def vanish(self) -> None:
        """Nothing passes any more, on new connections neither: a host that is gone."""
        self._dead = True
        self.silence()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        pair = [writer]
        if self._dead:
            self._silent.append(pair)
            return
        try:
            there, onward = await asyncio.open_connection(self._there.hostname, self._there.port)
        except OSError:
            _reset(pair)
            return
        pair.append(onward)
        (self._silent if self._dead else self._pairs).append(pair)
        self.opened += 1
        for source, sink in ((reader, onward), (there, writer)):
            pump = asyncio.create_task(self._pump(pair, source, sink))
            self._pumps.add(pump)
            pump.add_done_callback(self._pumps.discard)

    async def _pump(
        self, pair: list[asyncio.StreamWriter], source: asyncio.StreamReader, sink: asyncio.StreamWriter
    ) -> None:
        with contextlib.suppress(OSError):
            while data := await source.read(2**16):
                if pair in self._pairs:
                    sink.write(data)
                    await sink.drain()
        if pair in self._pairs:
            self._pairs.remove(pair)
            for writer in pair:
                writer.close()


def _reset(pair: list[asyncio.StreamWriter]) -> None:
    for writer in pair:
        end = writer.get_extra_info("socket")
        with contextlib.suppress(OSError):
            end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
        writer.transport.abort()
