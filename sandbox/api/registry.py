"""The methods of the Bot API by name; aiogram's own classes check their arguments."""

import json
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from types import NoneType, UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from aiogram.client.default import Default
from aiogram.methods import TelegramMethod
from aiogram.types import BufferedInputFile, InputFile
from pydantic import ValidationError

from sandbox.bots import Bot
from sandbox.errors import ApiError, bad_request
from sandbox.files import Upload
from sandbox.types import Json
from sandbox.world import World

M = TypeVar("M", bound=TelegramMethod[Any])
ATTACH = "attach://"
_PLACEHOLDER_FILE = BufferedInputFile(b"", "")
"""Stands for an upload where aiogram's classes take nothing but an InputFile."""


@dataclass
class Call:
    """A call of a method: the caller, the decoded parameters and the uploaded files."""

    world: World
    bot: Bot
    params: Json
    uploads: dict[str, Upload] = field(default_factory=dict)

    def upload(self, name: str) -> Upload | None:
        """Return the file that the parameter `name` refers to by `attach://`."""
        return self.attached(self.params.get(name))

    def attached(self, reference: object) -> Upload | None:
        """Return the part that `attach://name` names. Raises 400 if the request has no such part."""
        if not isinstance(reference, str) or not reference.startswith(ATTACH):
            return None
        upload = self.uploads.get(reference.removeprefix(ATTACH))
        if upload is None:
            raise bad_request(f"invalid file HTTP URL specified: Unsupported URL protocol: {reference!r}")
        return upload


class Method:
    """A Bot API method: aiogram's class for its parameters, and the function that carries it out."""

    def __init__(self, model: type[TelegramMethod[Any]], handler: Callable[[Call, Any], object]) -> None:
        self.name: str = model.__api_method__
        self.model = model
        self.handler = handler
        self._kinds: dict[str, str] = {}  # how to read each parameter from the wire; filled at the first call
        self._defaults: Json = {}

    def _inspect(self) -> None:
        for name, info in self.model.model_fields.items():
            self._kinds[name] = _kind(info.annotation)
            if isinstance(info.default, Default):
                self._defaults[name] = None

    def decode(self, sent: Json, parts: Iterable[str]) -> Json:
        """Convert the parameters to the method's types. Raises 400.

        `parts` are the names of the uploads: a file may also be sent under the parameter's own name.
        """
        if not self._kinds:
            self._inspect()
        named = {name: ATTACH + name for name in parts if self._kinds.get(name) in {"file", "upload"}}
        return {
            name: _decoded(name, value, self._kinds.get(name, "")) for name, value in (sent | named).items()
        }

    def parse(self, params: Json) -> TelegramMethod[Any]:
        """Check the parameters by aiogram's class; `keyboards` checks reply markup. Raises 400."""
        values = dict(self._defaults)
        for name, value in params.items():
            kind = self._kinds.get(name)
            if kind == "upload":
                values[name] = _PLACEHOLDER_FILE
            elif kind is not None and value is not None and name != "reply_markup":
                values[name] = _without_thumbnails(value) if kind == "json" else value
        try:
            return self.model.model_validate(values)
        except ValidationError as error:
            raise _as_bad_request(error) from error


METHODS: dict[str, Method] = {}
"""By lower-case name: Telegram ignores the case."""


def implements(model: type[M]) -> Callable[[Callable[[Call, M], object]], Callable[[Call, M], object]]:
    """Register the function that carries out a method; it may be a coroutine function."""

    def register(handler: Callable[[Call, M], object]) -> Callable[[Call, M], object]:
        METHODS[model.__api_method__.lower()] = Method(model, handler)
        return handler

    return register


def find_method(name: str) -> Method:
    """Return the method. Raises 404 if it doesn't exist."""
    method = METHODS.get(name.lower())
    if method is None:
        raise ApiError(404, "Not Found: method not found")
    return method


async def execute(method: Method, call: Call) -> object:
    """Carry out a call and return its result. Raises ApiError."""
    arguments = method.parse(call.params)
    result = method.handler(call, arguments)
    return await result if isinstance(result, Awaitable) else result


def _members(annotation: object) -> set[object]:
    if get_origin(annotation) is Annotated:
        return _members(get_args(annotation)[0])
    if get_origin(annotation) in {Union, UnionType}:
        return {member for part in get_args(annotation) for member in _members(part)}
    return {annotation}


def _kind(annotation: object) -> str:
    """Return how to read a parameter: upload, file, time, id, bool, int, float, str or json."""
    members = _members(annotation) - {NoneType, Default}
    if members == {InputFile}:
        return "upload"
    if InputFile in members:
        return "file"
    if datetime in members:
        return "time"
    if members == {int, str}:
        return "id"
    for simple in (bool, int, float, str):
        if members == {simple}:
            return simple.__name__
    return "json"


def _decoded(name: str, value: object, kind: str) -> object:
    if kind == "json":
        return _json(name, value) if isinstance(value, str) else value
    if isinstance(value, str) and (read := _READERS.get(kind)) is not None:
        return read(value)
    if kind == "bool" and isinstance(value, int):
        return bool(value)
    if kind == "str" and isinstance(value, int | float):
        return json.dumps(value)
    return value


def _integer(text: str) -> int:
    """Parse a number; anything else is 0, as for Telegram."""
    try:
        return int(text)
    except ValueError:
        return 0


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


_READERS: dict[str, Callable[[str], object]] = {
    "bool": lambda text: text.strip().lower() in {"true", "yes", "1"},
    "int": _integer,
    "time": _integer,
    "float": _number,
    "id": lambda text: text if text.startswith("@") or not text else _integer(text),
}


def _json(name: str, text: str) -> object:
    if not text:
        return None
    try:
        return json.loads(text)
    except ValueError:
        what = "reply keyboard markup" if name == "reply_markup" else name.replace("_", " ")
        raise bad_request(f"can't parse {what} JSON object") from None


def _without_thumbnails(value: object) -> object:
    """Drop thumbnails: inside objects aiogram accepts them only as InputFile."""
    if isinstance(value, list):
        return [_without_thumbnails(item) for item in value]
    if isinstance(value, dict) and "thumbnail" in value:
        return {name: item for name, item in value.items() if name != "thumbnail"}
    return value


_MISSING = {
    "chat_id": "chat_id is empty",
    "from_chat_id": "chat_id is empty",
    "text": "message text is empty",
    "message_id": "message identifier is not specified",
    "message_ids": "message identifiers are not specified",
    "user_id": "invalid user_id specified",
    "file_id": "file_id not specified",
    "photo": "there is no photo in the request",
    "document": "there is no document in the request",
    "video": "there is no video in the request",
    "audio": "there is no audio in the request",
    "voice": "there is no voice in the request",
    "animation": "there is no animation in the request",
    "sticker": "there is no sticker in the request",
    "callback_query_id": "query is too old and response timeout expired or query ID is invalid",
    "latitude": "latitude is empty",
    "longitude": "longitude is empty",
    "action": "wrong parameter action in request",
    "commands": "can't parse commands JSON object",
    "media": "can't parse media JSON object",
}


def _as_bad_request(error: ValidationError) -> ApiError:
    first = error.errors(include_url=False)[0]
    where = first["loc"]
    name = str(where[0]) if where else ""
    if first["type"] == "missing" and len(where) == 1:
        return bad_request(_MISSING.get(name, f'parameter "{name}" is required'))
    path = ".".join(str(part) for part in where)
    return bad_request(f"can't parse {name.replace('_', ' ')}: {path}: {first['msg']}")
