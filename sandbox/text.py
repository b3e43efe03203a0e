"""Texts and their entities, with offsets in UTF-16 units as Telegram counts them."""

import re

from sandbox.errors import bad_request
from sandbox.html import parse_html
from sandbox.markdown import parse_markdown
from sandbox.types import Json

MAX_TEXT, MAX_CAPTION = 4096, 1024

_AUTO_ENTITY = re.compile(
    r"(?P<url>https?://[^\s<>\"«»]*[^\s<>\"«».,:;!?)\]}']"
    r"|(?<![\w@.])(?:www\.|t\.me/)[^\s<>\"«»]*[^\s<>\"«».,:;!?)\]}'])"
    r"|(?P<email>(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
    r"|(?P<mention>(?<![\w@/])@[A-Za-z][A-Za-z0-9_]{3,31}\b)"
    r"|(?P<hashtag>(?<![\w#/&])#(?=\w*[^\W\d])\w{1,256})"
    r"|(?P<cashtag>(?<![\w$])\$[A-Z]{3,8}\b)"
    r"|(?P<bot_command>(?<![\w/<>@.])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/]))"
    r"|(?P<phone_number>(?<![\w+])\+\d[\d\s()-]{8,16}\d\b)"
)
_STYLES = ("bold", "italic", "underline", "strikethrough", "spoiler")
_ORDER = (*_STYLES, "custom_emoji")
"""Of entities with the same range these come last, in this order."""
_MAY_CONTAIN_ENTITY = re.compile(r"[@#/$+]|www\.")


def utf16_length(text: str) -> int:
    return len(text) + sum(char > "\uffff" for char in text) if not text.isascii() else len(text)


def find_entities(text: str) -> list[Json]:
    """Return the entities that need no markup: links, mentions, hashtags, commands and the like."""
    if not _MAY_CONTAIN_ENTITY.search(text):
        return []
    return [
        {
            "type": match.lastgroup,
            "offset": utf16_length(text[: match.start()]),
            "length": utf16_length(match.group()),
        }
        for match in _AUTO_ENTITY.finditer(text)
    ]


def parse_text(text: str, parse_mode: str | None, entities: list[Json] | None) -> tuple[str, list[Json]]:
    """Return the displayed text and its entities. Raises 400 for markup that can't be parsed."""
    mode = (parse_mode or "none").lower()
    marked: list[Json]
    if mode == "none":
        marked = _explicit_entities(text, entities or [])
    elif mode == "html":
        text, marked = parse_html(text)
    elif mode in {"markdownv2", "markdown"}:
        text, marked = parse_markdown(text)
    else:
        raise bad_request("unsupported parse_mode")
    text, marked = _trimmed(text.replace("\r", ""), marked)
    found = [one for one in find_entities(text) if not any(_overlap(one, other) for other in marked)]
    return text, sorted(marked + found, key=_outer_first)


def _outer_first(entity: Json) -> tuple[int, int, int]:
    kind = entity["type"]
    return entity["offset"], -entity["length"], _ORDER.index(kind) if kind in _ORDER else -1


def _explicit_entities(text: str, entities: list[Json]) -> list[Json]:
    """Clip entities to the text, and ignore the kinds that Telegram finds by itself."""
    end = utf16_length(text)
    kept = []
    for entity in entities:
        offset, length = entity["offset"], min(entity["length"], end - entity["offset"])
        if entity["type"] in {"url", "mention", "hashtag", "cashtag", "bot_command", "email", "phone_number"}:
            continue
        if offset >= 0 and length > 0:
            kept.append(entity | {"length": length})
    return kept


def _trimmed(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    stripped = text.strip()
    if len(stripped) == len(text):
        return text, entities
    lead, end = utf16_length(text[: len(text) - len(text.lstrip())]), utf16_length(stripped)
    moved = []
    for entity in entities:
        first = max(entity["offset"] - lead, 0)
        last = min(entity["offset"] + entity["length"] - lead, end)
        if last > first:
            moved.append(entity | {"offset": first, "length": last - first})
    return stripped, moved


def _overlap(one: Json, other: Json) -> bool:
    if other["type"] in {*_STYLES, "blockquote", "expandable_blockquote"}:
        return False
    first, last = (
        max(one["offset"], other["offset"]),
        min(one["offset"] + one["length"], other["offset"] + other["length"]),
    )
    return bool(first < last)


def message_text(text: str | None, parse_mode: str | None, entities: list[Json] | None) -> Json:
    """Return `text` and `entities` for a body. Raises 400 if empty, too long or malformed."""
    if not text:
        raise bad_request("message text is empty")
    shown, marked = parse_text(text, parse_mode, entities)
    if not shown:
        raise bad_request("message text is empty" if parse_mode is None else "text must be non-empty")
    if len(shown) > MAX_TEXT:
        raise bad_request("message is too long")
    return {"text": shown, "entities": marked} if marked else {"text": shown}


def message_caption(caption: str | None, parse_mode: str | None, entities: list[Json] | None) -> Json:
    """Return `caption` and `caption_entities` for a body, if any. Raises 400 if too long or malformed."""
    if not caption:
        return {}
    shown, marked = parse_text(caption, parse_mode, entities)
    if len(shown) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    if not shown:
        return {}
    return {"caption": shown, "caption_entities": marked} if marked else {"caption": shown}
