"""The client for small calls: what it says of each way an answer can come, or not come."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from bot import http
from bot.http import Answer, Connections, NotConnected, Unanswered

JSON = b"HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=utf-8\r\n"
WHOLE = JSON + b"Content-Length: 11\r\n\r\n" + b'{"ok":true}'
CHUNKED = JSON + b'Transfer-Encoding: chunked\r\n\r\n4\r\n{"ok\r\n7\r\n":true}\r\n0\r\n\r\n'
UNTIL_CLOSED = JSON + b'Connection: close\r\n\r\n{"ok":true}'
TRUNCATED = JSON + b'Content-Length: 11\r\n\r\n{"ok"'
SILENCE = b""
ANSWER = Answer(200, "application/json", b'{"ok":true}')


class Server:
    """Answers each request with the next of its script; None closes the connection."""

    def __init__(self, *script: bytes | None) -> None:
        self.script = list(script)
        self.requests: list[bytes] = []
        self.connections = 0
        self.open = 0
        self.asked = asyncio.Event()
        self.gone = asyncio.Event()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        self.open += 1
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
                self.requests.append(head + await reader.readexactly(length))
                self.asked.set()
                answer = self.script.pop(0)
                if answer is not None:
                    writer.write(answer)
                if answer is None or b"close" in answer or answer is TRUNCATED:
                    break
        except asyncio.IncompleteReadError:
            pass
        finally:
            self.open -= 1
            self.gone.set()
            writer.close()


@asynccontextmanager
async def talking_to(server: Server, path: str = "") -> AsyncIterator[Connections]:
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0)
    port = listening.sockets[0].getsockname()[1]
    connections = Connections(f"http://127.0.0.1:{port}{path}")
    try:
        async with asyncio.timeout(10):
            yield connections
    finally:
        connections.close()
        listening.close()
        await listening.wait_closed()


@pytest.mark.parametrize("answer", [WHOLE, CHUNKED, UNTIL_CLOSED], ids=["whole", "chunked", "until closed"])
async def test_an_answer_is_read_however_its_length_is_told(answer: bytes) -> None:
    async with talking_to(Server(answer)) as connections:
        assert await connections.post("/bot1:x/getMe", b"{}", 5) == ANSWER


async def test_an_answer_may_come_byte_by_byte() -> None:
    server = Server(SILENCE)
    written: asyncio.Future[asyncio.StreamWriter] = asyncio.get_running_loop().create_future()
    serve = server.serve

    async def keep_writer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        written.set_result(writer)
        await serve(reader, writer)

    server.serve = keep_writer  # type: ignore[method-assign]  # the test writes for itself
    async with talking_to(server) as connections:
        asking = asyncio.create_task(connections.post("/", b"{}", 5))
        writer = await written
        await server.asked.wait()
        for place in range(len(CHUNKED)):
            writer.write(CHUNKED[place : place + 1])
            await writer.drain()
            await asyncio.sleep(0)
        assert await asking == ANSWER


async def test_a_connection_is_used_again_and_a_request_is_whole() -> None:
    server = Server(WHOLE, WHOLE)
    async with talking_to(server) as connections:
        for body in (b'{"a":1}', '{"б":2}'.encode()):
            await connections.post("/bot1:x/sendMessage", body, 5)
    assert server.connections == 1
    first, second = server.requests
    assert first.startswith(b"POST /bot1:x/sendMessage HTTP/1.1\r\nHost: 127.0.0.1:")
    assert first.endswith(b'Content-Type: application/json\r\nContent-Length: 7\r\n\r\n{"a":1}')
    assert second.endswith('\r\nContent-Length: 8\r\n\r\n{"б":2}'.encode())


async def test_requests_at_the_same_time_have_a_connection_each() -> None:
    server = Server(WHOLE, WHOLE, WHOLE)
    async with talking_to(server) as connections:
        assert await asyncio.gather(*(connections.post("/", b"{}", 5) for _ in range(3))) == [ANSWER] * 3
    assert server.connections == 3


async def test_a_closed_connection_is_replaced() -> None:
    server = Server(WHOLE, UNTIL_CLOSED, WHOLE)
    async with talking_to(server) as connections:
        for _ in range(3):
            assert await connections.post("/", b"{}", 5) == ANSWER
    assert server.connections == 2


async def test_where_nobody_listens_it_is_not_connected() -> None:
    server = Server()
    async with talking_to(server) as connections:
        pass
    with pytest.raises(NotConnected, match="ConnectionRefusedError"):
        await connections.post("/", b"{}", 5)


@pytest.mark.parametrize(
    ("answer", "begun"),
    [
        (None, None),
        (TRUNCATED, Answer(200, "application/json")),
        (b"SMTP ready\r\n\r\n", None),
    ],
    ids=["closed", "truncated", "not HTTP"],
)
async def test_what_does_not_come_whole_is_unanswered(answer: bytes | None, begun: Answer | None) -> None:
    server = Server(answer, WHOLE)
    async with talking_to(server) as connections:
        with pytest.raises(Unanswered) as caught:
            await connections.post("/", b"{}", 5)
        assert caught.value.begun == begun
        assert await connections.post("/", b"{}", 5) == ANSWER
    assert server.connections == 2


async def test_silence_is_unanswered_after_the_given_time() -> None:
    async with talking_to(Server(SILENCE)) as connections:
        with pytest.raises(Unanswered, match="TimeoutError"):
            await connections.post("/", b"{}", 0.05)


async def test_a_cancelled_request_leaves_no_connection_to_the_next() -> None:
    server = Server(SILENCE, WHOLE)
    async with talking_to(server) as connections:
        asking = asyncio.create_task(connections.post("/", b"{}", 5))
        await server.asked.wait()
        asking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asking
        await server.gone.wait()
        assert await connections.post("/", b"{}", 5) == ANSWER
    assert server.connections == 2


async def test_idle_connections_are_closed_by_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reliability row 47: what a burst has opened doesn't stay open."""
    monkeypatch.setattr(http, "IDLE", 0.05)
    server = Server(*[WHOLE] * 20)
    async with talking_to(server) as connections:
        await asyncio.gather(*(connections.post("/", b"{}", 5) for _ in range(20)))
        assert (server.connections, len(connections._idle)) == (20, 20)
        while server.open:
            server.gone.clear()
            await server.gone.wait()
        assert connections._idle == []


async def test_a_connection_in_use_stays_and_the_idle_ones_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "IDLE", 0.1)
    server = Server(*[WHOLE] * 2, *[WHOLE] * 1_000)
    async with talking_to(server) as connections:
        await asyncio.gather(*(connections.post("/", b"{}", 5) for _ in range(2)))
        while server.open > 1:
            await connections.post("/", b"{}", 5)
            server.script.append(WHOLE)
        assert server.connections == 2


async def test_connections_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reliability row 47: a request beyond the bound waits for a connection."""
    monkeypatch.setattr(http, "MOST", 3)
    server = Server(*[WHOLE] * 50)
    async with talking_to(server) as connections:
        assert await asyncio.gather(*(connections.post("/", b"{}", 5) for _ in range(50))) == [ANSWER] * 50
    assert server.connections == 3


ENDLESS_BODY = (JSON + b"Content-Length: 9999999999\r\n\r\n", b"[" * 65_536)
ENDLESS_CHUNKS = (JSON + b"Transfer-Encoding: chunked\r\n\r\n", b"10000\r\n" + b"[" * 65_536 + b"\r\n")
ENDLESS_UNTIL_CLOSED = (JSON + b"\r\n", b"[" * 65_536)
ENDLESS_HEADERS = (b"HTTP/1.1 200 OK\r\n", b"X-Nonsense: more\r\n" * 1_000)
ENDLESS_HEADER = (b"HTTP/1.1 200 OK\r\nX-Nonsense: ", b"more" * 4_000)


@pytest.mark.parametrize(
    ("head", "part"),
    [ENDLESS_BODY, ENDLESS_CHUNKS, ENDLESS_UNTIL_CLOSED, ENDLESS_HEADERS, ENDLESS_HEADER],
    ids=["body", "chunks", "until closed", "headers", "a header"],
)
async def test_an_answer_without_end_is_given_up(
    monkeypatch: pytest.MonkeyPatch, head: bytes, part: bytes
) -> None:
    """Reliability row 47: it fills no memory."""
    monkeypatch.setattr(http, "LARGEST", 2**20)
    written = 0

    async def pour(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal written
        await reader.readuntil(b"{}")
        writer.write(head)
        try:
            while written < 2**26:
                writer.write(part)
                await writer.drain()
                written += len(part)
        except ConnectionError:
            writer.close()

    server = Server()
    server.serve = pour  # type: ignore[method-assign]  # it has no end
    async with talking_to(server) as connections:
        with pytest.raises(Unanswered, match="TooLarge"):
            await connections.post("/", b"{}", 5)
    assert written < 2**24  # what the sockets hold on the way is part of it
