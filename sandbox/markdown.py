"""Parses Telegram's MarkdownV2, and the legacy `Markdown` mode by the same, stricter rules."""

from sandbox.errors import bad_request
from sandbox.html import link_entity
from sandbox.types import Json

_RESERVED = frozenset("_*[]()~`>#+-=|{}.!")
_TYPES = {"*": "bold", "_": "italic", "__": "underline", "~": "strikethrough", "||": "spoiler"}


def parse_markdown(source: str) -> tuple[str, list[Json]]:
    """Return the text without its marks, and the entities. Raises 400 `can't parse entities: …`."""
    return _Parser(source).parse()


class _Parser:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.text: list[str] = []
        self.length = 0
        self.entities: list[Json] = []
        self.opened: list[tuple[str, int, int]] = []
        self.quote: int | None = None

    def add(self, part: str) -> None:
        self.text.append(part)
        self.length += len(part.encode("utf-16-le")) // 2

    def parse(self) -> tuple[str, list[Json]]:
        source = self.source
        while self.at < len(source):
            char = source[self.at]
            starts_line = self.at == 0 or source[self.at - 1] == "\n"
            if starts_line and char == ">" and not self.opened:
                self.quote = self.length if self.quote is None else self.quote
                self.at += 1
                continue
            if starts_line and self.quote is not None:
                self._end_quote(expandable=False)
            if char == "\\" and self.at + 1 < len(source) and source[self.at + 1].isascii():
                self.add(source[self.at + 1])
                self.at += 2
            elif char == "`":
                self._code()
            elif char in "*_~|" and self._mark():
                continue
            elif char == "[":
                self.opened.append(("[", self.length, self._byte()))
                self.at += 1
            elif char == "]" and self.opened and self.opened[-1][0] == "[":
                self._link()
            elif char in _RESERVED:
                raise bad_request(
                    f"can't parse entities: Character '{char}' is reserved and must be escaped with the preceding '\\'"
                )
            else:
                self.add(char)
                self.at += 1
        if self.opened:
            mark, _, byte = self.opened[-1]
            kind = "text_link" if mark == "[" else _TYPES[mark]
            name = {"text_link": "TextUrl"}.get(kind, kind.capitalize())
            raise bad_request(f"can't parse entities: Can't find end of {name} entity at byte offset {byte}")
        if self.quote is not None:
            self._end_quote(expandable=False)
        return "".join(self.text), self.entities

    def _byte(self) -> int:
        return len(self.source[: self.at].encode())

    def _mark(self) -> bool:
        """Read a mark of one or two characters; returns False for a single `|`."""
        char = self.source[self.at]
        double = self.source[self.at : self.at + 2]
        mark = double if double in {"__", "||"} else char
        if mark == "|":
            return False
        if mark == "||" and self.quote is not None and not any(opened == "||" for opened, *_ in self.opened):
            rest = self.source[self.at + 2 : self.at + 3]
            if rest in {"", "\n"}:
                self.at += 2
                self._end_quote(expandable=True)
                return True
        if self.opened and self.opened[-1][0] == mark:
            _, offset, _ = self.opened.pop()
            if self.length > offset:
                self.entities.append({"type": _TYPES[mark], "offset": offset, "length": self.length - offset})
        else:
            self.opened.append((mark, self.length, self._byte()))
        self.at += len(mark)
        return True

    def _code(self) -> None:
        fence = "```" if self.source.startswith("```", self.at) else "`"
        byte = self._byte()
        begin = self.at + len(fence)
        end = begin
        while end < len(self.source) and not self.source.startswith(fence, end):
            end += 2 if self.source[end] == "\\" else 1
        if end >= len(self.source):
            name = "Pre" if fence == "```" else "Code"
            raise bad_request(f"can't parse entities: Can't find end of {name} entity at byte offset {byte}")
        content = self.source[begin:end]
        language = ""
        if fence == "```" and "\n" in content:
            first, rest = content.split("\n", 1)
            if first and not any(char.isspace() or char == "`" for char in first):
                language, content = first, rest
            elif not first:
                content = rest
        offset = self.length
        self.add(content.replace("\\`", "`").replace("\\\\", "\\"))
        if self.length > offset:
            entity: Json = {
                "type": "pre" if fence == "```" else "code",
                "offset": offset,
                "length": self.length - offset,
            }
            self.entities.append(entity | ({"language": language} if language else {}))
        self.at = end + len(fence)

    def _link(self) -> None:
        _, offset, byte = self.opened.pop()
        if not self.source.startswith("(", self.at + 1):
            self.at += 1
            return
        end = self.at + 2
        while end < len(self.source) and self.source[end] != ")":
            end += 2 if self.source[end] == "\\" else 1
        if end >= len(self.source):
            raise bad_request(f"can't parse entities: Can't find end of a URL at byte offset {byte}")
        url = self.source[self.at + 2 : end].replace("\\)", ")").replace("\\\\", "\\")
        if self.length > offset and (linked := link_entity(url)):
            self.entities.append({"offset": offset, "length": self.length - offset} | linked)
        self.at = end + 1

    def _end_quote(self, *, expandable: bool) -> None:
        if self.quote is not None and self.length > self.quote:
            kind = "expandable_blockquote" if expandable else "blockquote"
            self.entities.append({"type": kind, "offset": self.quote, "length": self.length - self.quote})
        self.quote = None
