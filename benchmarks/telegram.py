"""A very light Bot API, in the process that measures: hands updates out, answers calls, and knows when a step is over.

It keeps only what a bot's next tap depends on: each person's last message with its keyboard. Its own time is
not counted.
"""

import asyncio
import json
import re
import time
from collections.abc import Callable, Iterable, Sequence
from itertools import count
from typing import Any, Self
from urllib.parse import parse_qsl

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
PATH = re.compile(rb"POST /bot([^/ ]+)/(\w+) ")
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
LONGEST = 60.0  # seconds that a batch may take before the bot counts as stuck

Update = dict[str, Any]


def _person(person_id: int) -> dict[str, Any]:
    return {
        "id": person_id,
        "is_bot": False,
        "first_name": "Иван",
        "last_name": f"Петров-{person_id}",
        "username": f"person{person_id}",
        "language_code": "ru",
    }


def _private_chat(person_id: int) -> dict[str, Any]:
    person = _person(person_id)
    return {name: person[name] for name in ("id", "first_name", "last_name", "username")} | {
        "type": "private"
    }


class Account:
    """One bot at this Bot API. `calls` counts what it called, getUpdates aside."""

    def __init__(self, bot_id: int) -> None:
        self.bot_id = bot_id
        self.calls = 0
        self._expected = 0
        self._came = asyncio.Event()
        self._polled = asyncio.Event()
        self._poll: Callable[[Any], None] | None = None
        self._screens: dict[int, dict[str, Any]] = {}
        self._ids = count(1)

    def says(self, person_id: int, text: str) -> Update:
        """A person writes in the private chat."""
        return self._update("message", self._message(_person(person_id), _private_chat(person_id), text))

    def taps(self, person_id: int, label: str) -> Update:
        """A person taps the button on the last screen whose label contains `label`."""
        screen = self._screens[person_id]
        buttons = [button for row in screen["reply_markup"]["inline_keyboard"] for button in row]
        data = next(button["callback_data"] for button in buttons if label in button["text"])
        return self._update(
            "callback_query",
            {
                "id": str(2**40 + next(self._ids)),
                "from": _person(person_id),
                "message": screen,
                "chat_instance": "-3041842710182384911",
                "data": data,
            },
        )

    def chats(self, person_id: int, text: str) -> Update:
        """A person writes in a group."""
        group = {"id": -1001234567890, "title": "Участники", "type": "supergroup"}
        return self._update("message", self._message(_person(person_id), group, text))

    async def polled(self) -> None:
        """Wait until the bot asks for updates."""
        await self._polled.wait()

    async def feed(self, batches: Iterable[Sequence[Update]], calls: int) -> None:
        """Hand out batch after batch, each once the bot polls and has made `calls` calls for each update before."""
        async with asyncio.timeout(LONGEST):
            for batch in batches:
                await self._polled.wait()
                self._expected = self.calls + len(batch) * calls
                self._came.clear()
                self._answer_poll(batch)
                if calls:
                    await self._came.wait()
            await self._polled.wait()

    def _update(self, kind: str, event: dict[str, Any]) -> Update:
        return {"update_id": next(self._ids), kind: event}

    def _message(self, sender: dict[str, Any], chat: dict[str, Any], text: str) -> dict[str, Any]:
        return {
            "message_id": next(self._ids),
            "from": sender,
            "chat": chat,
            "date": int(time.time()),
            "text": text,
        }

    def _answer_poll(self, batch: Sequence[Update]) -> None:
        self._polled.clear()
        answer, self._poll = self._poll, None
        if answer is not None:
            answer(batch)

    def serve(self, method: str, params: dict[str, Any], answer: Callable[[Any], None]) -> None:
        """Answer a call, or keep a poll open until there is something for it."""
        if method == "getupdates":
            self._poll = answer
            self._polled.set()
            wait = float(params.get("timeout", 0))
            asyncio.get_running_loop().call_later(wait, self._end_poll, answer)
            return
        if method in ("sendmessage", "editmessagetext"):
            answer(self._show(params))
        elif method == "getme":
            answer({"id": self.bot_id, "is_bot": True, "first_name": "Bot", "username": "measured_bot"})
        else:
            answer(True)
        self.calls += 1
        if self.calls >= self._expected:
            self._came.set()

    def _end_poll(self, answer: Callable[[Any], None]) -> None:
        if self._poll is answer:
            self._answer_poll(())

    def _show(self, params: dict[str, Any]) -> dict[str, Any]:
        person_id = int(params["chat_id"])
        me = {"id": self.bot_id, "is_bot": True, "first_name": "Bot", "username": "measured_bot"}
        message = self._message(me, _private_chat(person_id), params["text"])
        if "message_id" in params:
            message |= {"message_id": int(params["message_id"]), "edit_date": message["date"]}
        markup = params.get("reply_markup")
        if markup:
            message["reply_markup"] = json.loads(markup) if isinstance(markup, str) else markup
        self._screens[person_id] = message
        return message


class _Connection(asyncio.Protocol):
    """HTTP as far as bots speak it."""

    def __init__(self, accounts: dict[str, Account]) -> None:
        self._accounts = accounts
        self._buffer = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if isinstance(transport, asyncio.Transport):
            self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        while (end := self._buffer.find(b"\r\n\r\n")) >= 0:
            length = LENGTH.search(self._buffer, 0, end)
            whole = end + 4 + (int(length[1]) if length else 0)
            if len(self._buffer) < whole:
                return
            head, body, self._buffer = self._buffer[:end], self._buffer[end + 4 : whole], self._buffer[whole:]
            path = PATH.match(head)
            if path is None:
                raise ValueError(f"not a call of the Bot API: {head!r}")
            token, method = path[1].decode(), path[2].decode().lower()
            self._accounts[token].serve(method, _params(body), self._answer)

    def _answer(self, result: Any) -> None:
        body = json.dumps({"ok": True, "result": result}, ensure_ascii=False).encode()
        self._transport.write(HEAD % len(body) + body)


def _params(body: bytes) -> dict[str, Any]:
    params: dict[str, Any] = json.loads(body) if body.startswith(b"{") else dict(parse_qsl(body.decode()))
    return params


class Server:
    """The Bot API on a free port of 127.0.0.1."""

    def __init__(self) -> None:
        self._accounts: dict[str, Account] = {}

    def account(self, bot_id: int) -> tuple[str, Account]:
        """A new bot's token and its end of the API."""
        token = f"{bot_id}:measured-only-on-this-machine"
        return token, self._accounts.setdefault(token, Account(bot_id))

    async def __aenter__(self) -> Self:
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: _Connection(self._accounts), "127.0.0.1", 0)
        self.address = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
