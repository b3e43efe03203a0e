"""Markup, and the entities that Telegram finds by itself."""

from typing import Any

import pytest

from sandbox.errors import ApiError
from sandbox.text import find_entities, parse_text, utf16_length


def entities(text: str, mode: str) -> tuple[str, list[tuple[str, str]]]:
    """Return the displayed text, and (type, covered text) of each entity."""
    shown, found = parse_text(text, mode, None)
    wide = shown.encode("utf-16-le")
    return shown, [
        (one["type"], wide[one["offset"] * 2 : (one["offset"] + one["length"]) * 2].decode("utf-16-le"))
        for one in found
    ]


@pytest.mark.parametrize(
    ("source", "shown", "found"),
    [
        ("a & b &amp; &lt;c&gt; &#1103; &nbsp;", "a & b & <c> я &nbsp;", []),
        ("<b>ж<i>ж</i></b> 🎉<u>u</u>", "жж 🎉u", [("bold", "жж"), ("italic", "ж"), ("underline", "u")]),
        ('<a href="https://x.org/?a=1&amp;b=2">тут</a>', "тут", [("text_link", "тут")]),
        ("<a href='tg://user?id=7'>Он</a>", "Он", [("text_mention", "Он")]),
        ("<a>нигде</a>", "нигде", []),
        ('<pre><code class="language-py">x</code></pre>', "x", [("pre", "x")]),
        ('<code class="language-py">x</code>', "x", [("code", "x")]),
        ("<blockquote expandable>q</blockquote>", "q", [("expandable_blockquote", "q")]),
        (
            '<span class="tg-spoiler" whatever="1">s</span><tg-spoiler>t</tg-spoiler>',
            "st",
            [("spoiler", "s"), ("spoiler", "t")],
        ),
        ("<B>x</B><s>y</><b></b>", "xy", [("bold", "x"), ("strikethrough", "y")]),
        ("  <b> края </b>  ", "края", [("bold", "края")]),
    ],
)
def test_html(source: str, shown: str, found: list[tuple[str, str]]) -> None:
    assert entities(source, "HTML") == (shown, found)


@pytest.mark.parametrize(
    ("source", "error"),
    [
        ("<b", "Unclosed start tag at byte offset 0"),
        ("я<b x=", "Unclosed start tag at byte offset 2"),
        ('<a href="x>y</a>', "Unclosed start tag at byte offset 0"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<b =1>x</b>", 'Empty attribute name in the tag "b" at byte offset 0'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
    ],
)
def test_html_errors(source: str, error: str) -> None:
    with pytest.raises(ApiError) as caught:
        parse_text(source, "HTML", None)
    assert caught.value.description == f"Bad Request: can't parse entities: {error}"


@pytest.mark.parametrize(
    ("source", "shown", "found"),
    [
        (
            "*ж* _и_ __п__ ~з~ ||с||",
            "ж и п з с",
            [("bold", "ж"), ("italic", "и"), ("underline", "п"), ("strikethrough", "з"), ("spoiler", "с")],
        ),
        ("1\\.5 \\* `a*b` [т\\.](https://x\\.org/a)", "1.5 * a*b т.", [("code", "a*b"), ("text_link", "т.")]),
        ("```py\nx = 1\n```", "x = 1", [("pre", "x = 1")]),
        (">один\n>два\nтри", "один\nдва\nтри", [("blockquote", "один\nдва\n")]),
        ("*_оба_*", "оба", [("bold", "оба"), ("italic", "оба")]),
    ],
)
def test_markdown(source: str, shown: str, found: list[tuple[str, str]]) -> None:
    assert entities(source, "MarkdownV2") == (shown, found)


@pytest.mark.parametrize(
    ("source", "error"),
    [
        ("x.", "Character '.' is reserved and must be escaped with the preceding '\\'"),
        ("*x", "Can't find end of Bold entity at byte offset 0"),
        ("я `x", "Can't find end of Code entity at byte offset 3"),
    ],
)
def test_markdown_errors(source: str, error: str) -> None:
    with pytest.raises(ApiError) as caught:
        parse_text(source, "MarkdownV2", None)
    assert caught.value.description == f"Bad Request: can't parse entities: {error}"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/start@artel_bot x", [("bot_command", "/start@artel_bot")]),
        ("см. https://x.org/a_(b)?c=1, да", [("url", "https://x.org/a_(b)?c=1")]),
        ("пишите @artel_bot или a.b@x.org", [("mention", "@artel_bot"), ("email", "a.b@x.org")]),
        ("🎉 #взносы2026 #1", [("hashtag", "#взносы2026")]),
        ("+7 900 000-00-01", [("phone_number", "+7 900 000-00-01")]),
        ("1/2 и a/b", []),
    ],
)
def test_entities_without_markup(text: str, found: list[tuple[str, str]]) -> None:
    wide = text.encode("utf-16-le")
    assert [
        (one["type"], wide[one["offset"] * 2 : (one["offset"] + one["length"]) * 2].decode("utf-16-le"))
        for one in find_entities(text)
    ] == found


def test_given_entities_are_clipped_to_the_text() -> None:
    given: list[dict[str, Any]] = [
        {"type": "bold", "offset": 2, "length": 99},
        {"type": "italic", "offset": 50, "length": 1},
        {"type": "mention", "offset": 0, "length": 1},
    ]
    assert parse_text("🎉жирно", None, given) == ("🎉жирно", [{"type": "bold", "offset": 2, "length": 5}])
    assert utf16_length("🎉ж") == 3
