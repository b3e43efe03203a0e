"""Calls of the Bot API over HTTP: JSON out, JSON in, and an exact word on what is known when one fails."""

import asyncio
import json
from collections.abc import Mapping
from typing import Any

import aiohttp

JSON_TYPE = "application/json"


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
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=0, keepalive_timeout=60),
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
        if file is None:
            body: Any = json.dumps(params, ensure_ascii=False).encode()
            headers = {"Content-Type": JSON_TYPE}
        else:
            body = _form(params, *file)
            headers = {}
        limit = aiohttp.ClientTimeout(total=timeout or self._timeout, sock_connect=10)
        accepted = False
        try:
            async with self._session.post(
                self._prefix + method, data=body, headers=headers, timeout=limit, proxy=self._proxy
            ) as response:
                accepted = response.status == 200 and response.content_type == JSON_TYPE
                status, content = response.status, await response.read()
        except (
            aiohttp.ClientConnectorError,
            aiohttp.ConnectionTimeoutError,
            aiohttp.ClientProxyConnectionError,
        ) as error:
            raise NotSent(type(error).__name__) from None
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
            raise (Garbled if accepted else Uncertain)(type(error).__name__) from None
        return _result(status, content, accepted=accepted)

    async def close(self) -> None:
        """Close the connections."""
        await self._session.close()
        await asyncio.sleep(0)  # lets transports close before the loop does


def _form(params: Mapping[str, Any], field: str, name: str, data: bytes) -> aiohttp.FormData:
    form = aiohttp.FormData()
    for key, value in params.items():
        if key != field:
            form.add_field(key, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
    form.add_field(field, "attach://file")
    form.add_field("file", data, filename=name, content_type="application/octet-stream")
    return form


def _result(status: int, content: bytes, *, accepted: bool) -> Any:
    try:
        answer = json.loads(content)
        if answer["ok"] is True:
            return answer["result"]
        refusal = Refused(
            int(answer.get("error_code", status)),
            str(answer.get("description", ""))[:300],
            answer.get("parameters") or {},
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        if accepted:
            raise Garbled(f"an unreadable answer of {len(content)} bytes") from None
        raise Uncertain(f"HTTP {status} with an unreadable answer") from None
    raise refusal
