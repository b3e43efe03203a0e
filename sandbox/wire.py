"""Reads Bot API calls from HTTP requests, and from the responses of webhooks."""

import json
from dataclasses import dataclass
from urllib.parse import parse_qsl

import aiohttp
from aiohttp import web
from aiohttp.web_request import FileField

from sandbox.errors import ApiError, bad_request
from sandbox.files import MAX_UPLOAD, Upload, read_upload
from sandbox.types import Json


@dataclass
class RequestBody:
    """Parameters as sent (strings unless the body was JSON), and uploads by the name of their part."""

    params: Json
    uploads: dict[str, Upload]


async def read_reply(response: aiohttp.ClientResponse) -> RequestBody:
    """Read a webhook's response: a call as JSON or as a form (aiogram's are multipart). Raises 400."""
    match response.content_type:
        case "multipart/form-data":
            sent = RequestBody({}, {})
            async for part in aiohttp.MultipartReader.from_response(response):
                if not isinstance(part, aiohttp.BodyPartReader) or part.name is None:
                    continue
                content = bytes(await part.read(decode=True))
                if part.filename is not None:
                    sent.uploads[part.name] = Upload(part.filename, content, part.headers.get("Content-Type"))
                else:
                    sent.params[part.name] = content.decode()
            return sent
        case "application/x-www-form-urlencoded":
            return RequestBody(dict(parse_qsl(await response.text())), {})
        case "application/json":
            try:
                body = await response.json()
            except ValueError:
                raise bad_request("can't parse JSON object") from None
            return RequestBody(body if isinstance(body, dict) else {}, {})
        case _:
            return RequestBody({}, {})


async def read_request(request: web.Request) -> RequestBody:
    """Read a call from the query string and a body of any kind: JSON, urlencoded or multipart. Raises 400."""
    params: Json = dict(request.query) if request.query_string else {}
    uploads: dict[str, Upload] = {}
    if not request.can_read_body:
        return RequestBody(params, uploads)
    match request.content_type:
        case "application/json":
            try:
                body = json.loads(await request.read())
            except ValueError:
                raise bad_request("can't parse JSON object") from None
            if not isinstance(body, dict):
                raise bad_request("object expected as the request")
            params |= body
        case "multipart/form-data":
            try:
                parts = await request.post()
            except web.HTTPRequestEntityTooLarge:
                raise _too_large() from None
            for name, value in parts.items():
                if isinstance(value, FileField):
                    uploads[name] = read_upload(value)
                    if len(uploads[name].content) > MAX_UPLOAD:
                        raise _too_large()
                else:
                    params[name] = value if isinstance(value, str) else bytes(value).decode()
        case _:
            try:
                params |= dict(parse_qsl((await request.read()).decode(), keep_blank_values=True))
            except UnicodeDecodeError:
                raise bad_request("strings must be encoded in UTF-8") from None
    return RequestBody(params, uploads)


def _too_large() -> ApiError:
    return ApiError(413, "Request Entity Too Large")
