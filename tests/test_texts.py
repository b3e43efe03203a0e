"""The wording: complete and equal in every language, every text used, every text sendable."""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

import handlers
from bot.i18n import LOCALES, FluentTexts, TextMissing
from domain.association import Association
from domain.consent import PERSONAL_DATA
from handlers.commands import EVERYONE, OF_ROLE
from handlers.mailings import REASONS

ROOMS = [Path(handlers.__file__).parent, Path(handlers.__file__).parent.parent / "bot"]
LANGUAGES = sorted(path.name for path in LOCALES.iterdir() if path.is_dir())
FACTS = {"association", "short", "site", "email", "channel"}  # every text can name them

# Methods that take a key, and which argument it is.
TAKE_KEY = {"text": 0, "label": 0, "answer": 0, "html": 1, "plain": 1, "consent": 1}
# Keys that are put together: their beginning, and all that can follow.
COMPOSED = {
    "command-": {*EVERYONE, *(name for names in OF_ROLE.values() for name in names)},
    "mailing-reason-": set(REASONS),
    "consent-purpose-": {PERSONAL_DATA, "mailings"},
}

# Messages with HTML; all other texts are plain: buttons, answers to taps, menus, alarms.
VALUES: dict[str, object] = {
    "group": "yes",
    "at": "1 января 2027, 12:00 (Европа/Москва)",
    "count": 5,
    "error": "ValueError at <module> & more",
    "failed": 1,
    "kind": "message",
    "people": 1_234_567,
    "pending": 0,
    "purpose": "рассылка",
    "aside": 3,
    "reason": "SQLITE_FULL: database or disk is full",
    "seq": "1234567",
    "supporters": 21,
    "topic": "Главные новости",
    "topics": "А, Б & <i>В</i>",
    "unreachable": 0,
    "version": "2026-11-01",
    "waiting": 2,
}
COUNTS = [0, 1, 2, 3, 5, 11, 21, 22, 101, 1_000_000]


class Variables(Visitor):
    """Collects the variables of a text."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:  # noqa: N802 -- fluent's name
        self.names.add(node.id.name)


def read(language: str) -> dict[str, ftl.Message]:
    """All texts of a language by key; a text that can't be parsed fails."""
    found: dict[str, ftl.Message] = {}
    for path in sorted((LOCALES / language).glob("*.ftl")):
        for entry in FluentParser().parse(path.read_text("utf-8")).body:
            assert not isinstance(entry, ftl.Junk), f"{language}/{path.name}: {entry.content}"
            if isinstance(entry, ftl.Message):
                assert entry.id.name not in found, f"{entry.id.name} stands twice"
                found[entry.id.name] = entry
    return found


def variables(message: ftl.Message) -> set[str]:
    visitor = Variables()
    visitor.visit(message)
    return visitor.names - FACTS


TEXTS = {language: read(language) for language in LANGUAGES}
KEYS = sorted(set().union(*TEXTS.values()))


def calls() -> Iterator[tuple[str, ast.Call, ast.expr]]:
    """Every call in the program that takes the key of a text: where, the call, the key."""
    for room in ROOMS:
        for path in sorted(room.glob("*.py")):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                    continue
                position = TAKE_KEY.get(node.func.attr)
                if position is not None and len(node.args) > position:
                    yield f"{path.name}:{node.lineno}", node, node.args[position]


def beginning(key: ast.expr) -> str | None:
    """The literal with which a composed key begins."""
    if isinstance(key, ast.JoinedStr) and isinstance(key.values[0], ast.Constant):
        return str(key.values[0].value)
    if isinstance(key, ast.BinOp) and isinstance(key.left, ast.Constant):
        return str(key.left.value)
    return None


def keys_of(key: ast.expr) -> set[str]:
    """All keys that an expression can come to; none for what is no key at all."""
    if isinstance(key, ast.Constant):
        return {str(key.value)}
    if isinstance(key, ast.IfExp):
        return keys_of(key.body) | keys_of(key.orelse)
    start = beginning(key)
    if start is not None:
        assert start in COMPOSED, f"say in COMPOSED what can follow {start!r}"
        return {start + rest for rest in COMPOSED[start]}
    return set()


def assigned() -> set[str]:
    """Keys that go through a name: `topics = "a" if subscribed else "b"`."""
    found: set[str] = set()
    for room in ROOMS:
        for path in room.glob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Assign) and isinstance(node.value, ast.IfExp):
                    found |= {
                        part.value
                        for part in (node.value.body, node.value.orelse)
                        if isinstance(part, ast.Constant)
                        and isinstance(part.value, str)
                        and part.value in KEYS
                    }
    return found


USED: dict[str, list[ast.Call]] = {}
PLACES: dict[str, str] = {}
for _place, _call, _key in calls():
    for _name in keys_of(_key):
        USED.setdefault(_name, []).append(_call)
        PLACES.setdefault(_name, _place)
for _name in assigned():
    USED.setdefault(_name, [])


def is_plain(key: str) -> bool:
    """Whether a text goes where there is no markup."""
    methods = {call.func.attr for call in USED[key] if isinstance(call.func, ast.Attribute)}
    return not methods & {"text", "html", "consent"}


def test_there_are_the_languages_that_the_configuration_names(association: Association) -> None:
    assert set(association.languages) <= set(LANGUAGES)
    assert len(KEYS) > 50


def test_every_text_that_the_code_asks_for_exists() -> None:
    missing = {key: PLACES[key] for key in USED if key not in KEYS}
    assert not missing


def test_every_text_is_used() -> None:
    assert set(KEYS) <= set(USED), set(KEYS) - set(USED)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_text(language: str) -> None:
    assert set(KEYS) == set(TEXTS[language])


@pytest.mark.parametrize("key", KEYS)
def test_a_text_has_the_same_variables_in_every_language(key: str) -> None:
    in_each = {language: variables(texts[key]) for language, texts in TEXTS.items()}
    assert len({frozenset(names) for names in in_each.values()}) == 1, in_each
    assert next(iter(in_each.values())) <= set(VALUES)


@pytest.mark.parametrize("key", sorted(USED))
def test_every_call_gives_exactly_the_variables_that_the_text_needs(key: str) -> None:
    for call in USED[key]:
        given = {keyword.arg for keyword in call.keywords if keyword.arg not in ("alert", None)}
        if isinstance(call.func, ast.Attribute) and call.func.attr == "consent":
            given = given | {"version"}
            assert variables(TEXTS["ru"][key]) <= given
        else:
            assert given == variables(TEXTS["ru"][key])


class Markup(HTMLParser):
    """Checks what Telegram's HTML allows: its tags, closed in order."""

    ALLOWED = frozenset({"b", "i", "u", "s", "a", "code", "pre", "blockquote", "tg-spoiler"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.plain = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in self.ALLOWED, f"Telegram knows no <{tag}>"
        assert not attrs or tag == "a"
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


@pytest.mark.parametrize("key", sorted(set(USED) & set(KEYS)))
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_can_be_said(texts: FluentTexts, language: str, key: str) -> None:
    needed = variables(TEXTS[language][key])
    for count in COUNTS if "count" in needed else [5]:
        values = {name: count if name == "count" else VALUES[name] for name in needed}
        plain = texts.plain(language, key, **values)
        html = texts.html(language, key, **values)
        for text in (plain, html):
            assert text.strip() == text != ""
            assert not set(text) & set("\u2066\u2067\u2068\u2069{}"), (
                "an invisible mark, or a placeable left over"
            )
        if is_plain(key):
            assert "<" not in plain
            assert len(plain) <= (
                200 if "answer" in ways(key) else 4096 if key == "operations-storage" else 256
            )
            if ways(key) == {"label"} and key not in PURPOSES:
                assert len(plain) <= 64
        else:
            visible = shown(html)
            assert 0 < len(visible) <= 4096
            assert "<i>В</i>" in visible or "topics" not in needed


PURPOSES = {key for key in KEYS if key.startswith("consent-purpose-")}


def ways(key: str) -> set[str]:
    return {call.func.attr for call in USED[key] if isinstance(call.func, ast.Attribute)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_menus_fit_what_telegram_allows(texts: FluentTexts, language: str) -> None:
    for name in COMPOSED["command-"]:
        assert re.fullmatch(r"[a-z0-9_]{1,32}", name)
        assert 1 <= len(texts.plain(language, f"command-{name}")) <= 256


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_topic_and_button_of_the_configuration_fits(association: Association, language: str) -> None:
    for topic in association.topics:
        assert language in topic.title, f"{topic.id} has no title in {language}"
        assert len("☑ " + topic.title[language]) <= 64


def test_a_missing_text_and_a_missing_variable_are_errors(texts: FluentTexts) -> None:
    with pytest.raises(TextMissing, match="ru: no text contact-nothing"):
        texts.html("ru", "contact-nothing")
    with pytest.raises(TextMissing, match="en: contact-home: FluentReferenceError"):
        texts.html("en", "contact-home", count=1)


def test_what_people_typed_is_never_markup(texts: FluentTexts) -> None:
    said = texts.html("ru", "operations-alert", kind="<a href='x'>", error="a & b </code>")
    assert "&lt;a href='x'&gt;" in said
    assert "a &amp; b &lt;/code&gt;" in said
    assert texts.plain("ru", "operations-storage", reason="<x> & y").count("<x> & y") == 1


def test_numbers_and_moments_are_in_the_persons_language(texts: FluentTexts) -> None:
    values = {
        "people": 1_234_567,
        "supporters": 0,
        "unreachable": 0,
        "pending": 0,
        "waiting": 0,
        "failed": 0,
        "aside": 0,
    }
    assert "1,234,567" in texts.plain("en", "operations-status", **values)
    assert re.search(r"1\s234\s567", texts.plain("ru", "operations-status", **values))
    at = 1_800_000_000_000_000
    assert texts.moment("ru", at).startswith("15 января 2027, 11:00 (")
    assert texts.moment("en", at).startswith("15 January 2027, 11:00 (")
    for count, words in (
        (1, "1 обновление вернулось"),
        (3, "3 обновления вернулись"),
        (11, "11 обновлений вернулись"),
    ):
        assert words in texts.plain("ru", "operations-retried", count=count)


def test_the_digest_is_of_the_text_as_it_was_shown(texts: FluentTexts) -> None:
    russian, english = (texts.consent(language, "consent-full") for language in ("ru", "en"))
    assert russian.version == english.version == "2026-11-01"
    assert russian.digest != english.digest
    assert russian == texts.consent("ru", "consent-full")
