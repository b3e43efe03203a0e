"""Patterns, and parsers of what people write, under texts that are made to hang them."""

import ast
import inspect
import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from functools import partial
from importlib import import_module
from itertools import combinations_with_replacement
from pathlib import Path
from pkgutil import walk_packages
from typing import Any, get_type_hints
from zoneinfo import ZoneInfo

import pytest

import domain
from domain.answers import Wrong
from domain.forms.checks import READERS, read
from domain.forms.circumstances import Circumstances
from domain.forms.entities import Question
from tests.hostile import LONGEST, MOST, TEXTS

ROOT = Path(__file__).parents[1]
ROOMS = ("bot", "domain", "handlers", "storage", "sandbox")
OPERATORS = ROOT / "bot" / "config"  # nobody else writes what it reads
LENGTHS = (24, 28, 32, MOST)  # what takes ever longer is found before it takes for ever
NOW = datetime(2026, 11, 22, 12, tzinfo=ZoneInfo("Europe/Moscow"))
METHODS = ("search", "match", "fullmatch", "findall", "sub", "split", "finditer")


def patterns() -> Iterator[Any]:
    """Every pattern in the product's source: itself, its flags, and how it is used."""
    trees = {
        path: ast.parse(path.read_text())
        for room in ROOMS
        for path in sorted((ROOT / room).rglob("*.py"))
        if OPERATORS not in path.parents
    }
    uses: dict[str, set[str]] = defaultdict(set)
    for tree in trees.values():
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.attr in METHODS:
                uses[node.value.id].add(node.attr)
    for path, tree in trees.items():
        names = {
            id(node.value): target.id
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for node in ast.walk(tree):
            match node:
                case ast.Call(ast.Attribute(ast.Name("re"), function), [pattern, *given]) if function in (
                    *METHODS,
                    "compile",
                ):
                    given = [*given, *(one.value for one in node.keywords)]
                    named = [ast.unparse(one).removeprefix("re.") for one in given]
                    flags = [re.RegexFlag[name] for name in named if name in re.RegexFlag.__members__]
                    methods = uses.get(names.get(id(node), "")) or {
                        "search" if function == "compile" else function
                    }
                    place = f"{path.relative_to(ROOT)}:{node.lineno}"
                    yield pytest.param(text_of(pattern), sum(flags), methods, id=place)


def text_of(pattern: ast.expr) -> str:
    """Return the pattern; where words are put in, with some words."""
    if isinstance(pattern, ast.JoinedStr):
        parts = [part.value if isinstance(part, ast.Constant) else "ab|a b" for part in pattern.values]
        return "".join(map(str, parts))
    return str(ast.literal_eval(pattern))


def hostile(pattern: str) -> Iterator[Callable[[int], str]]:
    """Yield texts of any length: one or two of the pattern's own characters again and again, with a wrong end."""
    own = {character for character in re.sub(r"\\.|\?P?<\w*>", "", pattern) if not character.isspace()}
    for units in combinations_with_replacement(sorted(own | set("a1 я.")), 2):
        unit = "".join(dict.fromkeys(units))
        for end in ("", "\x00"):
            yield partial(repeated, unit, end)


def repeated(unit: str, end: str, length: int) -> str:
    return (unit * length)[: length - len(end)] + end


def busy(act: Callable[..., object], *given: object) -> float:
    """Return how long the processor works on it, in seconds."""
    before = time.thread_time()
    act(*given)
    return time.thread_time() - before


@pytest.mark.parametrize(("pattern", "flags", "methods"), list(patterns()))
def test_no_pattern_hangs(pattern: str, flags: int, methods: set[str]) -> None:
    """Reliability row 38: whatever is written, a pattern takes no longer than the event loop can wait."""
    compiled = re.compile(pattern, flags)
    looks = [getattr(compiled, "findall" if method in ("sub", "split") else method) for method in methods]
    for make in hostile(pattern):
        for length in LENGTHS:
            text = make(length)
            for look in looks:
                taken = busy(look, text)
                assert taken < LONGEST, f"{taken:.2f} s for {length} × {text[:4]!r}"


def test_what_hangs_is_found() -> None:
    """The texts above are hostile enough."""
    for pattern in (r"(a+)+b", r"(\w+\s?)*;", r"(?:[0-9]+,?)+;"):
        compiled = re.compile(pattern)
        assert any(
            busy(compiled.fullmatch, make(length)) > LONGEST
            for make in hostile(pattern)
            for length in LENGTHS[:2]
        )


# Parsers


KINDS = [Question("asked", kind) for kind in READERS]


def parsers() -> Iterator[Callable[..., Any]]:
    """Yield the domain's functions that read a text: those whose first argument is one and whose name says so."""
    for module in walk_packages(domain.__path__, "domain."):
        for name, found in vars(import_module(module.name)).items():
            if inspect.isfunction(found) and found.__module__ == module.name and not name.startswith("_"):
                (first, *more) = (*inspect.signature(found).parameters.values(),) or (None,)
                if first is not None and get_type_hints(found).get(first.name) is str:
                    needed = [one.name for one in more if one.default is one.empty]
                    if set(needed) <= {"now"}:
                        yield found


@pytest.mark.parametrize("parse", list(parsers()), ids=lambda parse: f"{parse.__module__}.{parse.__name__}")
def test_no_parser_is_hung_or_broken(parse: Callable[..., Any]) -> None:
    """Reliability row 38: a text is read or found wrong, at once, however long it is."""
    given = [NOW] if "now" in inspect.signature(parse).parameters else []
    for text in TEXTS:
        before = time.thread_time()
        with suppress(Wrong):
            parse(text, *given)
        assert time.thread_time() - before < LONGEST, text[:20]


@pytest.mark.parametrize("question", KINDS, ids=lambda question: question.kind.value)
def test_no_answer_hangs_a_form(question: Question) -> None:
    """Reliability row 38, by the kinds of questions."""
    now = Circumstances(NOW)
    for text in TEXTS:
        before = time.thread_time()
        kept = ""
        with suppress(Wrong):
            kept = read(question, text, now)
        assert time.thread_time() - before < LONGEST, text[:20]
        assert len(str(kept)) <= MOST
