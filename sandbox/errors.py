"""Errors: the Bot API's, in its own words, and misuse of the control interface."""

from sandbox.types import Json

TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


class ApiError(Exception):
    """A response `{"ok": false}`; the HTTP status equals `code`."""

    def __init__(self, code: int, description: str, parameters: Json | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def body(self) -> Json:
        body: Json = {"ok": False, "error_code": self.code, "description": self.description}
        return body | {"parameters": self.parameters} if self.parameters else body


class ControlError(Exception):
    """A control request that can't be carried out; the text is sent as `{"error": …}` with status 400."""


def bad_request(text: str, parameters: Json | None = None) -> ApiError:
    return ApiError(400, f"Bad Request: {text}", parameters)


def forbidden(text: str) -> ApiError:
    return ApiError(403, f"Forbidden: {text}")


def too_many_requests(seconds: int) -> ApiError:
    return ApiError(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})
