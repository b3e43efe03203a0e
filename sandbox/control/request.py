"""A request to the control interface, and the registry of its handlers."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.web_request import FileField

from sandbox.chats import Chat
from sandbox.errors import ApiError, ControlError
from sandbox.files import Upload, read_upload
from sandbox.gateway import WORLD
from sandbox.types import Json
from sandbox.world import World

_TEXTS = frozenset(
    {"text", "caption", "payload", "data", "title", "username", "name", "kind", "link", "phone", "file_name"}
)


@dataclass
class ControlRequest:
    """A request's world, uploads and parameters; those in the path override the body's, which override the query's."""

    world: World
    given: Json
    uploads: list[Upload] = field(default_factory=list)

    def get(self, name: str) -> Any:
        return self.given.get(name)

    def need(self, name: str) -> Any:
        """Return a parameter. Raises ControlError if it is missing."""
        value = self.given.get(name)
        if value is None:
            raise ControlError(f"{name!r} is missing")
        return value

    def number(self, name: str) -> int:
        return whole_number(name, self.need(name))

    def person(self, name: str = "from") -> int:
        """Return the id of a person. Raises ControlError if they don't exist or are deactivated."""
        person = self.world.person(self.number(name))
        if person.deactivated:
            raise ControlError(f"person {person.id} is deactivated")
        return person.id

    def chat(self, person_id: int, name: str = "chat") -> Chat:
        """Return the chat; a bot's id, or no id, means the person's private chat with that bot."""
        given = self.get(name)
        chat_id = whole_number(name, given) if given is not None else None
        if chat_id is None or chat_id in self.world.bots:
            bot_id = chat_id if chat_id is not None else self.get("bot")
            return self.world.dialog(self.world.bot(bot_id).id, person_id)
        return self.world.chat(chat_id)


def whole_number(name: str, value: object) -> int:
    try:
        return int(str(value))
    except ValueError:
        raise ControlError(f"{name!r} must be a whole number, not {value!r}") from None


Handler = Callable[[ControlRequest], Awaitable[object]]
H = TypeVar("H", bound=Handler)
ROUTES: list[tuple[str, str, Handler]] = []


def route(method: str, path: str) -> Callable[[H], H]:
    """Register a handler; its result is sent as JSON after the changes are saved."""

    def register(handler: H) -> H:
        ROUTES.append((method, path, handler))
        return handler

    return register


def as_handler(handler: Handler) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def respond(http_request: web.Request) -> web.StreamResponse:
        if _is_cross_origin(http_request):
            return web.json_response({"error": "only the sandbox's own page may ask"}, status=403)
        try:
            request = await _read(http_request)
            result = await handler(request)
        except ControlError as error:
            return web.json_response({"error": str(error)}, status=400)
        except ApiError as error:
            return web.json_response({"error": error.description}, status=400)
        await request.world.store.commit()
        return web.json_response(result)

    return respond


def _is_cross_origin(http_request: web.Request) -> bool:
    """Whether another site's page in the same browser sent this: it could change the world without reading the response."""
    origin = http_request.headers.get("Origin")
    return origin is not None and urlsplit(origin).netloc != http_request.host


async def _read(http_request: web.Request) -> ControlRequest:
    given: Json = dict(http_request.query)
    uploads: list[Upload] = []
    if http_request.content_type == "multipart/form-data":
        for name, value in (await http_request.post()).items():
            if isinstance(value, FileField):
                uploads.append(read_upload(value))
            elif isinstance(value, str):
                given[name] = value if name in _TEXTS else _json_or_text(value)
    elif http_request.can_read_body:
        try:
            body = await http_request.json()
        except ValueError:
            raise ControlError("the body must be JSON") from None
        given |= body if isinstance(body, dict) else {"list": body}
    return ControlRequest(http_request.app[WORLD], given | http_request.match_info, uploads)


def _json_or_text(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return text
