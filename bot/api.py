"""Calls of the Bot API over HTTP: JSON out, JSON in, and an exact word on what is known when one fails."""

import asyncio
import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from pydantic_core import to_json

from bot.http import LARGEST, MOST, Answer, Connections, NotConnected, Unanswered

JSON_TYPE = "application/json"
LONGEST_PAUSE = 86_400  # seconds; a server that asks for more is not taken at its word


class Refused(Exception):
    """The Bot API answered with an error."""

    def __init__(self, code: int, description: str, parameters: Mapping[str, Any]) -> None:
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description
        self.parameters = parameters


class NotSent(Exception):
    """No connection came about: the call did surely not arrive."""


class Uncertain(Exception):
    """The call went out and no answer came: nobody knows whether it was carried out."""


class Garbled(Exception):
    """The Bot API said that it carried the call out, but the result can't be read."""


class TelegramApi:
    """One bot's calls. No exception carries the token, an address or what was sent."""

    def __init__(self, base: str, token: str, *, proxy: str = "", timeout: float = 30) -> None:
        self.bot_id = int(token.split(":", maxsplit=1)[0])
        self._prefix = f"{base}/bot{token}/"
        self._proxy = proxy or None
        self._timeout = timeout
        self._path = f"{urlsplit(base).path}/bot{token}/"
        self._connections = Connections(base)
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=MOST, keepalive_timeout=60),
            cookie_jar=aiohttp.DummyCookieJar(),
        )

    async def call(
        self,
        method: str,
        params: Mapping[str, Any],
        *,
        file: tuple[str, str, bytes] | None = None,
        timeout: float | None = None,  # noqa: ASYNC109 -- aiohttp measures it, from the connection on
    ) -> Any:
        """Make a call and return its `result`; `file` is (parameter, name, bytes), `timeout` in seconds.

        Raises Refused, NotSent, Uncertain, Garbled.
        """
        seconds = timeout or self._timeout
        if file is not None:
            answer = await self._post_through_aiohttp(method, _form(params, *file), seconds)
        elif self._proxy is not None:
            body = aiohttp.BytesPayload(to_json(params), content_type=JSON_TYPE)
            answer = await self._post_through_aiohttp(method, body, seconds)
        else:
            answer = await self._post(method, to_json(params), seconds)
        return _result(answer)

    async def _post(self, method: str, body: bytes, seconds: float) -> Answer:
        try:
            return await self._connections.post(self._path + method, body, seconds)
        except NotConnected as error:
            raise NotSent(str(error)) from None
        except Unanswered as error:
            accepted = error.begun is not None and _is_accepted(error.begun)
            raise (Garbled if accepted else Uncertain)(str(error)) from None

    async def _post_through_aiohttp(self, method: str, body: Any, seconds: float) -> Answer:
        limit = aiohttp.ClientTimeout(total=seconds, sock_connect=10)
        answer = Answer()
        try:
            async with self._session.post(
                self._prefix + method, data=body, timeout=limit, proxy=self._proxy
            ) as response:
                answer = Answer(response.status, response.content_type)
                answer.body = await _body(response)
        except (
            aiohttp.ClientConnectorError,
            aiohttp.ConnectionTimeoutError,
            aiohttp.ClientProxyConnectionError,
        ) as error:
            raise NotSent(type(error).__name__) from None
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            raise (Garbled if _is_accepted(answer) else Uncertain)(type(error).__name__) from None
        return answer

    async def close(self) -> None:
        """Close the connections."""
        self._connections.close()
        await self._session.close()
        await asyncio.sleep(0)  # lets transports close before the loop does


def _parameters(given: object) -> dict[str, Any]:
    """What an error says besides; a pause that isn't a number of seconds is left out."""
    parameters = dict(given) if isinstance(given, dict) else {}
    pause = parameters.get("retry_after", 0)
    if not isinstance(pause, int | float) or not 0 <= pause <= LONGEST_PAUSE:
        del parameters["retry_after"]
    return parameters


def _is_accepted(answer: Answer) -> bool:
    return answer.status == 200 and answer.content_type == JSON_TYPE


async def _body(response: aiohttp.ClientResponse) -> bytes:
    """The body of an answer. Raises ValueError where it is too large."""
    parts, size = [], 0
    async for part in response.content.iter_any():
        parts.append(part)
        size += len(part)
        if size > LARGEST:
            raise ValueError("too large an answer")
    return b"".join(parts)


def _form(params: Mapping[str, Any], field: str, name: str, data: bytes) -> aiohttp.FormData:
    form = aiohttp.FormData()
    for key, value in params.items():
        if key != field:
            form.add_field(key, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
    form.add_field(field, "attach://file")
    form.add_field("file", data, filename=name, content_type="application/octet-stream")
    return form


def _result(answer: Answer) -> Any:
    try:
        said = json.loads(answer.body)
        if said["ok"] is True:
            return said["result"]
        refusal = Refused(
            int(said.get("error_code", answer.status)),
            str(said.get("description", ""))[:300],
            _parameters(said.get("parameters")),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        if _is_accepted(answer):
            raise Garbled(f"an unreadable answer of {len(answer.body)} bytes") from None
        raise Uncertain(f"HTTP {answer.status} with an unreadable answer") from None
    raise refusal
