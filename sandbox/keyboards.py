"""Checks of reply markup, in Telegram's order and words."""

from typing import cast

from pydantic_core import to_json

from sandbox.errors import bad_request
from sandbox.types import Json

MAX_CALLBACK_DATA = 64
MAX_INLINE_BUTTONS, MAX_BUTTONS, MAX_BYTES = 100, 300, 10 * 1024
_ACTIONS = (
    *("url", "callback_data", "callback_game", "pay", "login_url", "web_app", "copy_text"),
    *("switch_inline_query", "switch_inline_query_chosen_chat", "switch_inline_query_current_chat"),
)


def checked(markup: object) -> Json | None:
    """Return the normalised markup, None if it is empty. Raises 400."""
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in markup and not markup.get("keyboard"):
        rows = _rows(
            markup["inline_keyboard"],
            'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
        )
        for row in rows:
            for button in row:
                _check_inline(button)
        _check_size(rows, MAX_INLINE_BUTTONS)
        return {"inline_keyboard": rows} if rows else None
    if markup.get("keyboard"):
        rows = _rows(markup["keyboard"], 'field "keyboard" must be an Array of Arrays')
        for row in rows:
            row[:] = [_checked_button(button) for button in row]
        _check_size(rows, MAX_BUTTONS)
        return cast("Json", markup) | {"keyboard": rows}
    if markup.get("remove_keyboard") or markup.get("force_reply"):
        return cast("Json", markup)
    return None


def _rows(value: object, message: str) -> list[list[Json]]:
    if not isinstance(value, list) or not all(isinstance(row, list) for row in value):
        raise bad_request(message)
    return [list(row) for row in value if row]


def _check_size(rows: list[list[Json]], most: int) -> None:
    if sum(map(len, rows)) > most or len(to_json(rows)) > MAX_BYTES:
        raise bad_request("reply markup is too long")


def _check_inline(button: object) -> None:
    where = "can't parse inline keyboard button: "
    if not isinstance(button, dict):
        raise bad_request(f"{where}InlineKeyboardButton must be an Object")
    text = button.get("text")
    if not isinstance(text, str):
        field = 'Field "text" must be of type String' if text is not None else 'Can\'t find field "text"'
        raise bad_request(where + field)
    if not any(
        button.get(action) not in {None, ""} if action in _ACTIONS[:2] else action in button
        for action in _ACTIONS
    ):
        raise bad_request(f"{where}Text buttons are unallowed in the inline keyboard")
    if not text.strip():
        raise bad_request("inline keyboard button text must be non-empty")
    data, url, copied = button.get("callback_data"), button.get("url"), button.get("copy_text")
    if data is not None and (not isinstance(data, str) or len(data.encode()) > MAX_CALLBACK_DATA):
        raise bad_request("BUTTON_DATA_INVALID")
    if url:
        _check_url(str(url))
    if isinstance(copied, dict) and not 1 <= len(str(copied.get("text", ""))) <= 256:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")


def _check_url(url: str) -> None:
    scheme, separator, rest = url.partition("://")
    if separator and scheme.lower() not in {"http", "https", "tg", "ton", "tonsite"}:
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: unsupported URL protocol")
    host = (rest if separator else url).split("/")[0].split("?")[0]
    if scheme.lower() != "tg" and (" " in url or "." not in host) and host.split(":")[0] != "localhost":
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")


def _checked_button(button: object) -> Json:
    if isinstance(button, str):
        button = {"text": button}
    where = "can't parse keyboard button: "
    if not isinstance(button, dict):
        raise bad_request(f"{where}KeyboardButton must be a String or an Object")
    if not isinstance(button.get("text"), str):
        raise bad_request(f'{where}Can\'t find field "text"')
    if not button["text"].strip():
        raise bad_request("keyboard button text must be non-empty")
    for kind in ("request_users", "request_chat"):
        if kind in button and not isinstance(button[kind], dict):
            raise bad_request(f'{where}Field "{kind}" must be of type Object')
        if kind in button and not isinstance(button[kind].get("request_id"), int):
            raise bad_request(f'{where}Can\'t find field "request_id"')
    return cast("Json", button)


_REQUESTS = {
    "request_contact": "phone number",
    "request_location": "location",
    "request_poll": "poll",
    "request_users": "users",
    "request_chat": "chats",
}


def check_private(markup: Json | None) -> None:
    """Raise 400 for buttons that request something from a person, which only private chats allow."""
    for row in (markup or {}).get("keyboard", []):
        for button in row:
            for kind, what in _REQUESTS.items():
                if button.get(kind):
                    raise bad_request(f"{what} can be requested in private chats only")
