"""Saying what is wrong with the configuration: the key, its value and the reason, and never a secret."""

import re
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

SECRETS = ("token", "secret", "provider_token")
OF_OTHERS = ("artel_config", "artel_test_", "artel_screenshots")  # variables that are no keys
# What pydantic adds to a place: the branch of a union, and that a key is meant and not its value.
BRANCH = re.compile(r"^(constrained-|function-|literal\[|\[key\]$|int$|str$)")
WORDING = (
    (r"Value error, ", ""),
    (r"(?:Input should be|String should have|Tuple should have|Dictionary should have) ", "expected "),
    (r"Value should have (at \w+ \d+) items? after validation", r"expected \1 characters"),
    (r" after validation", ""),
)
SHOWN = 200  # characters of a value


class ConfigError(Exception):
    """The configuration can't be used; the text names each key, its value and the reason."""


def line(
    path: Path, where: Sequence[object], reason: str, value: object = None, *, shows: bool = True
) -> str:
    """One mistake as it is told; `value` is left out if it may be a secret, or is none."""
    key = ".".join(map(str, where))
    variable = [str(part) for part in where]
    for place, part in enumerate(where):
        if isinstance(part, int) or str(part).isdigit():
            variable = variable[:place]  # a list is given as a whole
            break
    source = f"(in {path.name}, or as ARTEL_{'__'.join(variable).upper()})"
    if where and where[-1] in SECRETS:
        return f"{key} = (secret): {reason} {source}"
    if not shows:
        return f"{key}: {reason} {source}"
    return f"{key} = {mask_password(repr(value))[:SHOWN]}: {reason} {source}"


def explain(path: Path, errors: Iterable[Any], model: type[BaseModel]) -> list[str]:
    """The errors of a validation, one line for each key."""
    lines: dict[tuple[object, ...], str] = {}
    reasons: dict[tuple[object, ...], str] = {}
    for error in errors:
        where = tuple(part for part in error["loc"] if not BRANCH.match(str(part)))
        reason = error["msg"]
        for old, new in WORDING:
            reason = re.sub(old, new, reason)
        shows = error["type"] not in ("missing", "extra_forbidden", "model_type") and not isinstance(
            error["input"], Mapping
        )
        if error["type"] == "missing":
            reason = "is missing"
        elif error["type"] == "extra_forbidden":
            reason = f"there is no such key; {nearest(str(where[-1]), _keys_at(model, where[:-1]))}"
        elif error["type"] == "model_type":
            reason = f"expected a table, [{where[0]}]"
        if where in reasons:  # of another branch of a union
            reason = f"{reasons[where]}, or {reason}"
        reasons[where] = reason
        lines[where] = line(path, where, reason, error["input"], shows=shows)
    return list(lines.values())


def nearest(name: str, known: Iterable[str]) -> str:
    """What somebody who mistyped a name may have meant."""
    names = list(known)
    close = get_close_matches(name, names, 1)
    return (f"did you mean {close[0]}? " if close else "") + f"There are {', '.join(names)}"


def unknown_variables(names: Iterable[str], model: type[BaseModel]) -> list[str]:
    """Variables of the environment that begin with ARTEL_ and set nothing."""
    lines = []
    for name in names:
        lower = name.lower()
        if not lower.startswith("artel_") or lower.startswith(OF_OTHERS):
            continue
        section, _, key = lower.removeprefix("artel_").partition("__")
        if section not in model.model_fields:
            paths = _paths(model)
            # One underscore between section and key, where there must be two, is the likeliest slip.
            meant = next((path for path in paths if "_".join(path) == section), None)
            close = get_close_matches(section, list(model.model_fields), 1)
            hint = meant or (
                (close[0], *key.split("__")) if close and key else (close[0],) if close else None
            )
            mean = f"did you mean ARTEL_{'__'.join(hint).upper()}? " if hint else ""
            lines.append(f"{name}: there is no such key; {mean}There are {', '.join(model.model_fields)}")
    return lines


def mask_password(text: str) -> str:
    """The text without a password that stands in an address."""
    return re.sub(r"([\w.+-]*):(?!//)\S*@", r"\1:…@", text)  # behind a scheme, or without one


def _paths(model: type[BaseModel]) -> list[tuple[str, str]]:
    return [
        (section, key)
        for section, field in model.model_fields.items()
        if (table := _model_in(field.annotation)) is not None
        for key in table.model_fields
    ]


def _keys_at(model: type[BaseModel], where: Sequence[object]) -> Iterable[str]:
    found: type[BaseModel] | None = model
    for part in where:
        if found is not None and isinstance(part, str):
            field = found.model_fields.get(part)
            found = None if field is None else _model_in(field.annotation)
    return () if found is None else found.model_fields


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The model in `Model`, `tuple[Model, ...]` or `Model | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (tuple, Union, UnionType, Annotated):
        return next((model for part in get_args(annotation) if (model := _model_in(part)) is not None), None)
    return None
