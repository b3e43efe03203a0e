"""Markup as Telegram takes it."""

from html.parser import HTMLParser


class Markup(HTMLParser):
    """Checks what Telegram's HTML allows: its tags, closed in order."""

    ALLOWED = frozenset({"b", "i", "u", "s", "a", "code", "pre", "blockquote", "tg-spoiler"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.plain = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in self.ALLOWED, f"Telegram knows no <{tag}>"
        assert not attrs or tag == "a" or (tag, attrs) == ("blockquote", [("expandable", None)])
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> without its beginning"
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.plain += data


def shown(text: str) -> str:
    """The text as a person sees it; fails where the markup is broken."""
    markup = Markup()
    markup.feed(text)
    markup.close()
    assert not markup.open, f"<{markup.open[-1]}> is never closed"
    return markup.plain
