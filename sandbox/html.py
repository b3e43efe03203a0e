"""Parses Telegram's HTML. Errors and their byte offsets are those of TDLib's MessageEntity.cpp."""

import re
from dataclasses import dataclass, field

from sandbox.errors import ApiError, bad_request
from sandbox.types import Json

_TYPES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "u": "underline",
    "ins": "underline",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "tg-emoji": "custom_emoji",
    "a": "text_link",
    "pre": "pre",
    "code": "code",
    "blockquote": "blockquote",
}
_CHARACTER = re.compile(r"&(?:#x([0-9a-fA-F]+)|#(\d+)|(lt|gt|amp|quot));?")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_ATTRIBUTE = re.compile(r"""([^\s=>]*)(?:\s*=\s*(?:"([^"]*)(?:"|$)|'([^']*)(?:'|$)|([^\s>"']*)))?""")


@dataclass
class _Open:
    """A start tag that is still open."""

    tag: str
    offset: int
    start: int
    attributes: dict[str, str] = field(default_factory=dict)


def _failed(text: str) -> ApiError:
    return bad_request(f"can't parse entities: {text}")


def decoded(text: str) -> str:
    """Resolve character references; a bare `&` and invalid references stay."""
    if "&" not in text:
        return text

    def character(match: re.Match[str]) -> str:
        hexadecimal, decimal, name = match.groups()
        if name:
            return _NAMED[name]
        code = int(hexadecimal, 16) if hexadecimal else int(decimal)
        return chr(code) if 0 < code < 0x10FFFF and not 0xD800 <= code < 0xE000 else match.group()

    return _CHARACTER.sub(character, text)


def parse_html(source: str) -> tuple[str, list[Json]]:
    """Return the text without its tags, and the entities. Raises 400 `can't parse entities: …`."""
    if "<" not in source:
        return decoded(source), []
    return _Parser(source).parse()


class _Parser:
    """Reads `source` from `at`; `length` is that of the text so far, in UTF-16 units."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.parts: list[str] = []
        self.length = 0
        self.opened: list[_Open] = []
        self.entities: list[Json] = []

    def parse(self) -> tuple[str, list[Json]]:
        while (tag := self.source.find("<", self.at)) >= 0:
            self._add(self.source[self.at : tag])
            self.at = tag
            if self.source.startswith("</", tag):
                self._end_tag()
            else:
                self._start_tag()
        self._add(self.source[self.at :])
        if self.opened:
            raise _failed(f'Can\'t find end tag corresponding to start tag "{self.opened[-1].tag}"')
        for entity in self.entities:
            if entity["type"] == "code":
                entity.pop("language", None)  # only <pre> has a language, taken from the <code> inside it
        return "".join(self.parts), self.entities

    def _add(self, part: str) -> None:
        part = decoded(part)
        self.parts.append(part)
        self.length += len(part.encode("utf-16-le")) // 2

    def _byte(self) -> int:
        return len(self.source[: self.at].encode())

    def _name_end(self, start: int) -> int:
        """Return where the tag's name ends: at a space, at `>`, or at the end of the text."""
        while start < len(self.source) and not self.source[start].isspace() and self.source[start] != ">":
            start += 1
        return start

    def _after_space(self, start: int) -> int:
        while start < len(self.source) and self.source[start].isspace():
            start += 1
        return start

    def _start_tag(self) -> None:
        byte, end = self._byte(), self._name_end(self.at + 1)
        if end == len(self.source):
            raise _failed(f"Unclosed start tag at byte offset {byte}")
        name = self.source[self.at + 1 : end].lower()
        if name not in _TYPES:
            raise _failed(f'Unsupported start tag "{name}" at byte offset {byte}')
        attributes: dict[str, str] = {}
        while self.source[end] != ">":
            end = self._attribute(end, name, byte, attributes)
            if end >= len(self.source):
                raise _failed(f"Unclosed start tag at byte offset {byte}")
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise _failed(f'Tag "span" must have class "tg-spoiler" at byte offset {byte}')
        if name == "tg-emoji" and not attributes.get("emoji-id", "").isdigit():
            raise _failed("Invalid custom emoji identifier specified")
        self.opened.append(_Open(name, self.length, len(self.parts), attributes))
        self.at = end + 1

    def _attribute(self, start: int, tag: str, byte: int, attributes: dict[str, str]) -> int:
        """Read one attribute, known or not; returns the position after it."""
        start = self._after_space(start)
        if start == len(self.source) or self.source[start] == ">":
            return start
        match = _ATTRIBUTE.match(self.source, start)
        if match is None or not match[1]:
            raise _failed(f'Empty attribute name in the tag "{tag}" at byte offset {byte}')
        value = next((group for group in match.groups()[1:] if group is not None), "")
        attributes[match[1].lower()] = decoded(value)
        return match.end()

    def _end_tag(self) -> None:
        byte, end = self._byte(), self._name_end(self.at + 2)
        if not self.opened:
            raise _failed(f"Unexpected end tag at byte offset {byte}")
        name = self.source[self.at + 2 : end].lower()
        end = self._after_space(end)
        if end == len(self.source) or self.source[end] != ">":
            raise _failed(f"Unclosed end tag at byte offset {byte}")
        tag = self.opened.pop()
        if name and name != tag.tag:
            raise _failed(
                f'Unmatched end tag at byte offset {byte}, expected "</{tag.tag}>", found "</{name}>"'
            )
        if self.length > tag.offset:
            self._close(tag)
        self.at = end + 1

    def _close(self, tag: _Open) -> None:
        entity: Json = {"type": _TYPES[tag.tag], "offset": tag.offset, "length": self.length - tag.offset}
        match tag.tag:
            case "a":
                linked = link_entity(tag.attributes.get("href") or "".join(self.parts[tag.start :]))
                if not linked:
                    return
                entity |= linked
            case "tg-emoji":
                entity["custom_emoji_id"] = tag.attributes["emoji-id"]
            case "blockquote" if "expandable" in tag.attributes:
                entity["type"] = "expandable_blockquote"
            case "code" if tag.attributes.get("class", "").startswith("language-"):
                entity["language"] = tag.attributes["class"].removeprefix("language-")
            case "pre":
                code = next(
                    (one for one in self.entities if one["type"] == "code" and _same_place(one, entity)), None
                )
                if code is not None:
                    self.entities.remove(code)
                    entity |= {"language": code["language"]} if "language" in code else {}
        self.entities.append(entity)


def _same_place(one: Json, other: Json) -> bool:
    return bool(one["offset"] == other["offset"] and one["length"] == other["length"])


def link_entity(url: str) -> Json:
    """Return the fields of a text_link or, for `tg://user?id=`, of a text_mention; {} if it is no link."""
    if match := re.fullmatch(r"tg://user\?id=(\d+)", url):
        return {"type": "text_mention", "user": {"id": int(match[1]), "is_bot": False, "first_name": ""}}
    if re.match(r"(https?|tg|ton|tonsite)://\S", url):
        return {"type": "text_link", "url": url}
    if re.fullmatch(r"[^\s/:]+\.[^\s/:.]{2,}(?::\d+)?(?:/\S*)?", url):
        return {"type": "text_link", "url": f"http://{url}" + ("" if "/" in url else "/")}
    return {}
