"""Options chosen by a tap, by name or by number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from domain.answers import Wrong
from domain.forms.circumstances import Circumstances
from domain.forms.entities import NO, YES, Option, Question, QuestionKind


def _folded(text: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in text.casefold().replace("ё", "е")).split())


def known_options(question: Question, options: tuple[Option, ...]) -> tuple[Option, ...]:
    """Return the options; yes and no are options as well."""
    return (Option(YES), Option(NO)) if question.kind is QuestionKind.YES_NO else options


def read_options(question: Question, text: str, now: Circumstances) -> Any:
    options = known_options(question, now.options)
    named: dict[str, str] = {}
    for place, option in enumerate(options, 1):
        calls = [option.id, *(now.names(question, option) if now.names else ())]
        if question.kind is not QuestionKind.YES_NO:
            calls.append(str(place))
        for call in calls:
            named.setdefault(_folded(call), option.id)
    if question.kind in (QuestionKind.CHOICE, QuestionKind.YES_NO):
        chosen = [_option(text, named, 0 if question.kind is QuestionKind.YES_NO else len(options))]
    elif (whole := named.get(_folded(text))) is not None:
        chosen = [whole]  # a name may have a comma in it
    else:
        pieces = [piece for piece in _pieces(text, named) if _folded(piece)]
        chosen = list(dict.fromkeys(_option(piece, named, len(options)) for piece in pieces))
    return choose(question, chosen, now)


def _pieces(text: str, named: Mapping[str, str]) -> list[str]:
    pieces = text.replace(";", ",").replace("\n", ",").split(",")
    if len(pieces) == 1 and all(word in named or word.isdecimal() for word in _folded(text).split()):
        return text.split()  # «2 1 3»
    return pieces


def _option(text: str, named: Mapping[str, str], many: int) -> str:
    wanted = _folded(text)
    if wanted in named:
        return named[wanted]
    if len(wanted) >= 4:
        alike = {option for name, option in named.items() if name.startswith(wanted)}
        if len(alike) == 1:
            return alike.pop()
    if many and wanted.isdecimal():
        raise Wrong("choose-number", number=wanted[:20], most=many)
    raise Wrong("choose")


def choose(question: Question, chosen: Sequence[str], now: Circumstances) -> Any:
    """Make an answer of these options. Raises Wrong for an unknown one, for too few or too many."""
    options = [option.id for option in known_options(question, now.options)]
    if not chosen or any(option not in options for option in chosen):
        raise Wrong("choose")
    if question.kind is QuestionKind.YES_NO:
        return chosen[0] == YES
    if question.kind is QuestionKind.CHOICE:
        return chosen[0]
    if len(chosen) < question.least:
        raise Wrong("few", least=question.least)
    if len(chosen) > question.most:
        raise Wrong("many", most=question.most)
    return (
        list(chosen) if question.kind is QuestionKind.RANKING else [one for one in options if one in chosen]
    )
