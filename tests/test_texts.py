"""The wording: complete and equal in every language, every text used, every text sendable."""

import ast
import random
import re
import tomllib
from collections.abc import Iterator
from importlib import import_module
from itertools import cycle, islice
from pathlib import Path
from types import ModuleType

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

import handlers
from bot.config import Config
from bot.forms import SOURCES as OFFERED
from bot.i18n import LOCALES, FluentTexts, TextMissing
from domain import forms as asked
from domain.association import Association
from domain.forms.entities import NO, SEVERAL, YES
from handlers.commands import EVERYONE, OF_LEADERS, OF_MEMBERS, OF_ROLE
from sandbox.html import parse_html
from tests.composed import Composed, pattern
from tests.markup import shown

ROOT = Path(handlers.__file__).parent.parent
ROOMS = [ROOT / "handlers", ROOT / "bot"]
LANGUAGES = sorted(path.name for path in LOCALES.iterdir() if path.is_dir())
FACTS = {"association", "short", "site", "email", "channel"}  # every text can name them

# Methods that take a key, and which argument it is.
TAKE_KEY = {"text": 0, "label": 0, "answer": 0, "html": 1, "plain": 1, "consent": 1}


def wrongs() -> dict[str, set[str]]:
    """Why answers can't be taken, with what each reason tells beside the example: as the checks raise it."""
    found: dict[str, set[str]] = {}
    domain = Path(asked.__file__).parent.parent
    for path in (*domain.glob("forms/*.py"), domain / "moments.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Wrong":
                told = {str(keyword.arg) for keyword in node.keywords}
                for reason in _reasons(node.args[0]):
                    assert found.setdefault(reason, told) == told, f"{reason} is told in two ways"
    return found


def refusals() -> dict[str, set[str]]:
    """Why nothing was done, with the variables of each reason's text: as the use cases and handlers raise it."""
    found: dict[str, set[str]] = {}
    for path in [*(ROOT / "domain").rglob("*.py"), *(ROOT / "handlers").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("Refusal", "Gone", "InvalidAnswer"):
                told = {str(keyword.arg) for keyword in node.keywords}
                for reason in _reasons(node.args[1]):
                    assert found.setdefault(reason, told) == told, f"{reason} is told in two ways"
    return found


NUMBERS = ("inn", "ogrn", "bik", "account")  # what is checked digit by digit


def _reasons(reason: ast.expr) -> Iterator[str]:
    if isinstance(reason, ast.IfExp):
        yield from _reasons(reason.body)
        yield from _reasons(reason.orelse)
    elif isinstance(reason, ast.Constant):
        yield str(reason.value)
    else:
        assert isinstance(reason, ast.JoinedStr)
        (_, end) = reason.values
        assert isinstance(end, ast.Constant)
        yield from (number + str(end.value) for number in NUMBERS)


def purposes() -> set[str]:
    """What people can consent to: the purposes of all consents that use cases keep, without a mailing's topic."""
    found: set[str] = set()
    for path in (ROOT / "domain").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Call(ast.Name("Consent"), [_, purpose, *_]):
                    names = vars(module_of(path)) | {"topic": ""}
                    found.add(str(eval(ast.unparse(purpose), names)).partition(":")[0])  # noqa: S307 -- our code
    return found


def module_of(path: Path) -> ModuleType:
    return import_module(".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"))


FORMS = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in (ROOT / "forms").glob("*.toml")}
QUESTIONS = {question["id"]: question for form in FORMS.values() for question in form["questions"]}
WRONGS = wrongs()
REFUSALS = refusals()
COMMANDS = {*EVERYONE, *OF_LEADERS, *OF_MEMBERS, *(name for names in OF_ROLE.values() for name in names)}
# What stands for the * in composed keys where that depends on data; elsewhere the code says it (`Composed`).
BY_DATA: dict[str, set[str]] = {
    "command-*": COMMANDS,
    "consent-purpose-*": purposes(),
    "form-*": set(FORMS),
    "forms-*": {YES, NO},
    "forms-hint-*": {kind.value for kind in SEVERAL},
    "option-*-*": {
        f"{name}-{option}"
        for name, question in QUESTIONS.items()
        if "options" in question
        for option in (
            question["options"] if isinstance(question["options"], list) else OFFERED[question["options"]]
        )
    },
    "question-*": set(QUESTIONS),
    "question-*-short": set(QUESTIONS),
    "wrong-*": set(WRONGS),
    "refused-*": set(REFUSALS),
}

# What goes into the texts: as a person may have typed it, and longer than usual.
VALUES: dict[str, object] = {
    "abstained": 1,
    "act": "block",
    "amount": "5 000,50 ₽",
    "billed": 100,
    "charge": "tg_123456789 & <b>",
    "checking": 2,
    "due": "14 февраля 2027",
    "end": "14 января 2028",
    "files": 2,
    "lapsed": 1,
    "lapses": "31 марта 2027",
    "members": "100",
    "method": "cash",
    "next": "15 января 2028",
    "online": "yes",
    "overdue": 3,
    "owed": "65 000 ₽",
    "package": "Член – физическое лицо & <b>",
    "paid": "1 000 ₽",
    "payer": "ООО «Клиника & <Ко>»",
    "period": "15 января 2027 – 14 января 2028",
    "replaced": "2027-0017",
    "rest": "5 000 ₽",
    "share": "87",
    "start": "15 января 2027",
    "surplus": "1 ₽",
    "verdict": "missing",
    "voided": 1,
    "when": "before",
    "which": "all",
    "choice": "for",
    "decision": "adopt",
    "hours": 24,
    "no": 2,
    "of": 7,
    "over": "no",
    "quorum": "yes",
    "room": "yes",
    "voted": 7,
    "yes": 4,
    "by": "Ольга <b>& Ко</b>",
    "chat": "Участники & <i>гости</i>",
    "command": "mute",
    "rule": "Уважаем <b>друг друга</b>",
    "day": 120,
    "stage": "breach",
    "week": 840,
    "term": "2 недели",
    "upheld": "yes",
    "whose": "mine",
    "chats": "Участники & <b>Канал</b>",
    "date": "пн, 25 ноября",
    "decider": "Ольга",
    "empty": "working",
    "first": "пн, 25 ноября",
    "full": "no",
    "last": "вс, 1 декабря",
    "mark": "✓ ",
    "own": 2,
    "repeat": "weekly",
    "repeated": "yes",
    "signed": "yes",
    "time": "10:00",
    "waits": "yes",
    "about": "Запускаю <b>телемедицину</b> & не только",
    "action": "expel",
    "age": 60,
    "answered": 4,
    "attended": 12,
    "audience": "members",
    "begun": "no",
    "birthday": "yes",
    "cancelled": "no",
    "common": "Телемедицина, группа «Пилоты & <b>»",
    "code": "НБМЗ-10 & <b>",
    "commented": "no",
    "fresh": "yes",
    "interests": "Телемедицина & <i>ИИ</i>",
    "met": 3,
    "named": "yes",
    "others": 0,
    "outcome": "met",
    "pairs": 12,
    "pausing": "no",
    "rounds": 6,
    "takes_part": "yes",
    "user": 7_000_000_000,
    "weeks": 2,
    "run": 1,
    "left": 3,
    "limited": "yes",
    "minutes": 90,
    "missed": 4,
    "note": "registered",
    "nps": -33,
    "offered": 2,
    "places": 100,
    "position": 7,
    "publish": "none",
    "recorded": 1,
    "recording": "yes",
    "registered": 97,
    "score": 9,
    "scored": 6,
    "speakers": "Иванова & <i>партнёры</i>",
    "what": "later",
    "why": "late",
    "word": "маяк",
    "answer": "Иванова & <i>партнёры</i>",
    "application": "17",
    "aside": 3,
    "asked": "yes",
    "at": "1 января 2027, 12:00 (Европа/Москва)",
    "author": "staff",
    "before": "По телемедицине",
    "commands": "/start – Где я и что дальше\n/help – Что умеет бот",
    "bik": "044525225",
    "coming": "yes",
    "confirm": "yes",
    "confirmed": "1 января 2027, 12:00 (Европа/Москва)",
    "count": 5,
    "done": 3,
    "error": "ValueError at <module> & more",
    "example": "Другая организация",
    "failed": 1,
    "fee": "10 000 ₽",
    "field": "Всё о <телемедицине> & не только",
    "gives": "• рассылка\n• группы & <i>чаты</i>",
    "group": "По телемедицине",
    "holder": "person",
    "id": "7000000000",
    "inn": "7707083893",
    "kind": "organisation",
    "language": "Русский",
    "leaders": "Ольга, <b>Пётр</b>",
    "least": 2,
    "led": 2,
    "length": 11,
    "lengths": "10 / 12",
    "link": "https://t.me/artel_bot?start=rep_AbCdEfGhIjKlMnOpQrStUvWx",
    "highest": 100_000,
    "longest": 3000,
    "lowest": 1,
    "meeting": "1 января 2027, 12:00 (Европа/Москва)",
    "megabytes": 20,
    "member": "ООО «Клиника & <Ко>»",
    "most": 20,
    "moved": 2,
    "name": "Анна <b>Ильина</b>",
    "names": "Анна, Пётр",
    "needed": "администратор, корпоративный секретарь",
    "number": 17,
    "pages": 3,
    "paused": 2,
    "payment": "Взнос платится по счёту.",
    "pending": 0,
    "people": 1_234_567,
    "person": "Анна",
    "phone": "+7 916 123-45-67",
    "place": 2,
    "purpose": "рассылка",
    "question": "Кто подпишет?",
    "reason": "SQLITE_FULL: database or disk is full",
    "role": "администратор",
    "rules": "1. Уважаем & <b>слушаем</b>.\n2. По теме.",
    "scope": "По телемедицине",
    "seq": "1234567",
    "settled": "yes",
    "shortest": 10,
    "since": "1 января 2027, 12:00 (Европа/Москва)",
    "size": 25,
    "standing": "mine",
    "stands": "member",
    "status": "postponed",
    "step": "asked",
    "subscribed": "yes",
    "supporters": 21,
    "text": "Здравствуйте & <до свидания>",
    "title": "Анна <b>Ильина</b>",
    "topic": "Главные новости",
    "topics": "А, Б & <i>В</i>",
    "total": 9,
    "types": "pdf",
    "unreachable": 0,
    "until": "8 января 2027, 12:00 (Европа/Москва)",
    "username": "anna",
    "version": "2026-11-01",
    "waiting": 2,
    "who": "Ольга",
    "words": 2,
    "years": 18,
}
ANY_TEXT = "Анна <b>& Ко</b>"  # for variables that VALUES doesn't name
PLURALS = {"zero", "one", "two", "few", "many"}
COUNTS = [0, 1, 2, 3, 5, 11, 21, 22, 101, 1_000_000]


class Variables(Visitor):
    """Collects the variables of a text, and between which of their values it chooses."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        self.choices: dict[str, set[str]] = {}

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:  # noqa: N802 -- fluent's name
        self.names.add(node.id.name)

    def visit_SelectExpression(self, node: ftl.SelectExpression) -> None:  # noqa: N802 -- fluent's name
        if isinstance(node.selector, ftl.VariableReference):
            keys = {
                variant.key.name if isinstance(variant.key, ftl.Identifier) else variant.key.value
                for variant in node.variants
            }
            self.choices.setdefault(node.selector.id.name, set()).update(keys)
        self.generic_visit(node)

    def values(self) -> dict[str, object]:
        """A value for each variable: of VALUES, else one of those between which the text chooses, else any text."""
        found: dict[str, object] = {}
        for name in self.names - FACTS:
            keys = sorted(self.choices.get(name, ()))
            plural = any(key in PLURALS or key.isdigit() for key in keys)
            derived = 5 if plural else keys[0] if keys else ANY_TEXT
            found[name] = VALUES.get(name, derived)
        return found


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


def readings(message: ftl.Message) -> Iterator[dict[str, object]]:
    """Values for a text's variables: usual ones, then all between which it chooses, every number that matters."""
    visitor = Variables()
    visitor.visit(message)
    usual = visitor.values()
    yield usual
    for name, chosen in visitor.choices.items():
        if isinstance(usual[name], int):
            yield from ({**usual, name: count} for count in COUNTS)
        else:
            yield from ({**usual, name: choice} for choice in sorted(chosen))
    if "status" in visitor.choices and "pages" in visitor.choices:  # one chooses inside the other
        for status in visitor.choices["status"]:
            for count in (0, 1, 3):
                yield {**usual, "status": status, "pages": count, "at": "none"}


TEXTS = {language: read(language) for language in LANGUAGES}
KEYS = sorted(set().union(*TEXTS.values()))


SOURCES = {path: ast.parse(path.read_text("utf-8")) for room in ROOMS for path in sorted(room.rglob("*.py"))}


def calls() -> Iterator[tuple[str, ast.Call, ast.expr]]:
    """Every call in the program that takes the key of a text: where, the call, the key."""
    for path, source in SOURCES.items():
        for node in ast.walk(source):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            position = TAKE_KEY.get(node.func.attr)
            if position is not None and len(node.args) > position:
                yield f"{path.relative_to(ROOT)}:{node.lineno}", node, node.args[position]


COMPOSED: dict[str, set[str]] = {}
for _path, _source in SOURCES.items():
    _composed = Composed(vars(module_of(_path)))
    _composed.visit(_source)
    for _pattern, _keys in _composed.found.items():
        COMPOSED.setdefault(_pattern, set()).update(_keys)
for _pattern, _names in BY_DATA.items():
    COMPOSED[_pattern] = {_pattern.replace("*-*", "*").replace("*", name) for name in _names}


def keys_of(key: ast.expr) -> set[str]:
    """All keys that an expression can come to; none for what is no key at all."""
    if isinstance(key, ast.Constant):
        return {str(key.value)}
    if isinstance(key, ast.IfExp):
        return keys_of(key.body) | keys_of(key.orelse)
    if isinstance(key, ast.BoolOp):
        return set().union(*map(keys_of, key.values))
    whole = pattern(key)
    if whole is None:
        return set()
    assert COMPOSED[whole], (
        f"nothing lists what stands for the * of {whole}: no type, no constant, no BY_DATA"
    )
    return COMPOSED[whole]


def named(text: ast.expr) -> set[str]:
    """The keys that an expression names, which may as well be another text."""
    if isinstance(text, ast.IfExp):
        return named(text.body) | named(text.orelse)
    if isinstance(text, ast.Constant) or COMPOSED.get(pattern(text) or ""):
        return keys_of(text) & set(KEYS)
    return set()


def assigned() -> set[str]:
    """Keys that go through a name: `topics = "a" if subscribed else "b"`."""
    found: set[str] = set()
    for source in SOURCES.values():
        for node in ast.walk(source):
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.IfExp):
                found |= named(node.value)
    return found


def passed() -> set[str]:
    """Keys that a function of the same room is given: `_refuse(to, "member-missing")`."""
    found: set[str] = set()
    for source in SOURCES.values():
        for node in ast.walk(source):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                found = found.union(*map(named, node.args))
    return found


def spread(call: ast.Call) -> set[str]:
    """The names in `**values` of a call, from the dictionary that its function writes out."""
    (what,) = (keyword.value for keyword in call.keywords if keyword.arg is None)
    assert isinstance(what, ast.Name), ast.unparse(call)
    for source in SOURCES.values():
        for function in ast.walk(source):
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef) and call in ast.walk(function):
                for node in ast.walk(function):
                    if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == what.id:
                        assert isinstance(node.value, ast.Dict)
                        return {str(key.value) for key in node.value.keys if isinstance(key, ast.Constant)}
    raise AssertionError(f"nobody knows what is in {ast.unparse(call)}")


USED: dict[str, list[ast.Call]] = {}
PLACES: dict[str, str] = {}
for _place, _call, _key in calls():
    for _name in keys_of(_key):
        USED.setdefault(_name, []).append(_call)
        PLACES.setdefault(_name, _place)
for _name in assigned() | passed():
    USED.setdefault(_name, [])


def is_plain(key: str) -> bool:
    """Whether a text goes where there is no markup."""
    methods = {call.func.attr for call in USED[key] if isinstance(call.func, ast.Attribute)}
    return not methods & {"text", "html", "consent"}


def test_there_are_the_languages_that_the_configuration_names(delivered: Config) -> None:
    assert set(delivered.association.languages) <= set(LANGUAGES)
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


@pytest.mark.parametrize("key", sorted(USED))
def test_every_call_gives_exactly_the_variables_that_the_text_needs(key: str) -> None:
    for call in USED[key]:
        given = {keyword.arg for keyword in call.keywords if keyword.arg not in ("alert", None)}
        if key.startswith("wrong-"):
            assert given == {"example"}
            assert variables(TEXTS["ru"][key]) <= given | WRONGS[key.removeprefix("wrong-")]
            continue
        if key.startswith("refused-") and key.removeprefix("refused-") in REFUSALS:
            assert variables(TEXTS["ru"][key]) - FACTS <= given | REFUSALS[key.removeprefix("refused-")]
            continue
        if any(keyword.arg is None for keyword in call.keywords):
            given |= spread(call)
        if isinstance(call.func, ast.Attribute) and call.func.attr == "consent":
            given = given | {"version"}
            assert variables(TEXTS["ru"][key]) <= given
        else:
            assert given == variables(TEXTS["ru"][key])


@pytest.mark.parametrize("key", sorted(USED))
def test_what_chooses_by_a_number_is_given_one(key: str) -> None:
    """`[0]` matches the number and never the text «0»: with that the wrong wording would be told."""
    visitor = Variables()
    visitor.visit(TEXTS["ru"][key])
    numbers = {name for name, chosen in visitor.choices.items() if any(map(str.isdigit, chosen))}
    for call in USED[key]:
        texts = [ast.unparse(one) for one in call.keywords if ast.unparse(one.value).startswith("str(")]
        assert not numbers.intersection(text.partition("=")[0] for text in texts), texts


@pytest.mark.parametrize("key", sorted(set(USED) & set(KEYS)))
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_can_be_said(texts: FluentTexts, language: str, key: str) -> None:
    for values in readings(TEXTS[language][key]):
        plain = texts.plain(language, key, **values)
        html = texts.html(language, key, **values)
        for text in (plain, html):
            assert text.strip() == text != ""
            assert not set(text) & set("\u2066\u2067\u2068\u2069{}"), (
                "an invisible mark, or a placeable left over"
            )
        if is_plain(key):
            bare = {
                name: value.replace("<", "") if isinstance(value, str) else value
                for name, value in values.items()
            }
            assert "<" not in texts.plain(language, key, **bare)
            assert len(plain) <= (
                200 if "answer" in ways(key) else 4096 if key == "operations-storage" else 256
            )
            if ways(key) == {"label"} and key not in PURPOSES:
                assert len(plain) <= 64
        else:
            visible = shown(html)
            assert 0 < len(visible) <= 4096
            assert "<i>В</i>" in visible or "topics" not in values
            if "answer" in ways(key):
                assert len(plain) <= 200


PURPOSES = {key for key in KEYS if key.startswith("consent-purpose-")}


def ways(key: str) -> set[str]:
    return {call.func.attr for call in USED[key] if isinstance(call.func, ast.Attribute)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_menus_fit_what_telegram_allows(texts: FluentTexts, language: str) -> None:
    for name in COMMANDS:
        assert re.fullmatch(r"[a-z0-9_]{1,32}", name)
        assert 1 <= len(texts.plain(language, f"command-{name}")) <= 256


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_topic_and_button_of_the_configuration_fits(delivered: Config, language: str) -> None:
    ticked = [topic.title for topic in delivered.association.facts().topics]
    ticked += [interest.title for interest in delivered.introduction_terms.interests]
    for title in ticked:
        assert language in title, f"{title} is not said in {language}"
        assert len("☑ " + title[language]) <= 64


def test_a_missing_text_and_a_missing_variable_are_errors(texts: FluentTexts) -> None:
    with pytest.raises(TextMissing, match="ru: no text contact-nothing"):
        texts.html("ru", "contact-nothing")
    with pytest.raises(TextMissing, match="en: contact-home-topics: FluentReferenceError"):
        texts.html("en", "contact-home-topics", count=1)


def test_what_people_typed_is_never_markup(texts: FluentTexts) -> None:
    said = texts.html("ru", "operations-alert", kind="<a href='x'>", error="a & b </code>")
    assert "&lt;a href='x'&gt;" in said
    assert "a &amp; b &lt;/code&gt;" in said
    assert texts.plain("ru", "operations-storage", reason="<x> & y").count("<x> & y") == 1


FRAGMENTS = (
    *(
        "<b>",
        "</b>",
        "<a href='https://evil.example'>",
        "</a>",
        "<tg-spoiler>",
        "<pre><code class='x'>",
        "<",
        ">",
    ),
    *(
        "&amp;",
        "&lt;b&gt;",
        "&#60;",
        "&",
        "\u202e",
        "\u2066",
        "\u200b",
        "\u200f",
        "\ufeff",
        "{ $name }",
        "{",
        "}",
    ),
    *(
        "_*[](tg://user?id=1)`~",
        "'",
        '"',
        "Ё",
        "\U0001f600",
        "\u0301" * 20,
        "\n",
        " ",
        "%s",
        "#eval(1)",
        "x" * 300,
    ),
)


def hostile_names() -> list[str]:
    """A thousand names put together from what could be taken for markup, the same at each run."""
    chance = random.Random(36)
    return ["Я" + "".join(chance.choices(FRAGMENTS, k=chance.randint(1, 6))) + "ь" for _ in range(1000)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_thousand_hostile_names_are_never_markup(texts: FluentTexts, language: str) -> None:
    """Reliability row 36.

    Each in ten texts, wherever a text of somebody's can stand: it parses, and adds no entity.
    """
    places = []
    for key in sorted(set(USED) & set(KEYS)):
        visitor = Variables()
        visitor.visit(TEXTS[language][key])
        free = {
            name
            for name in visitor.names - FACTS - set(visitor.choices)
            if isinstance(visitor.values()[name], str)
        }
        if free and not is_plain(key):
            usual = visitor.values()
            places += [(key, {**usual, name: ""}, name) for name in sorted(free)]
    assert len(places) > 100
    place = cycle(places)
    for number, hostile in enumerate(hostile_names()):
        for key, values, name in islice(place, 10):
            harmless, expected = parse_html(texts.html(language, key, **{**values, name: "Harmless"}))
            text, entities = parse_html(texts.html(language, key, **{**values, name: hostile}))
            assert [one["type"] for one in entities] == [one["type"] for one in expected], f"{number}: {key}"
            assert text.count(hostile) == harmless.count("Harmless"), f"{number}: {key}"


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


def test_the_digest_is_of_the_text_as_it_was_shown(texts: FluentTexts, association: Association) -> None:
    russian, english = (texts.consent(language, "consent-full") for language in ("ru", "en"))
    assert russian.version == english.version == association.consent_version
    assert russian.digest != english.digest
    assert russian == texts.consent("ru", "consent-full")
