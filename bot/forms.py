"""Forms as files: read and checked at the start, so that no mistake in one waits for its first reader."""

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Annotated, Any, Literal

from fluent.syntax.ast import Message
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

import domain
from bot.i18n import resources
from domain.forms.entities import (
    ANSWERED,
    SEVERAL,
    WITH_OPTIONS,
    WORKING_GROUPS,
    Form,
    Question,
    QuestionKind,
)
from domain.forms.registry import RECEIVERS

Id = Annotated[str, Field(max_length=24), StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,23}$")]
OptionalId = Annotated[str, Field(max_length=24)]
Answer = Annotated[str, Field(max_length=64)] | bool
Years = Annotated[int, Field(ge=0, le=200)]
Limit = Annotated[int, Field(ge=-1_000_000_000, le=1_000_000_000)]
FileType = Literal["pdf", "image", "photo", "document", "spreadsheet"]
# What offers options that change, and those of them that are always there and worded in the locales.
SOURCES: dict[str, tuple[str, ...]] = {
    WORKING_GROUPS: (),
    "webinar-audiences": ("members", "supporters"),
    "webinar-partners": (),
}

# What only some kinds of questions take. A limit that has no effect is a mistake of whoever wrote it.
MEANT_FOR: dict[str, frozenset[QuestionKind]] = {
    "options": WITH_OPTIONS,
    "least": SEVERAL | {QuestionKind.FILE},
    "most": SEVERAL | {QuestionKind.FILE},
    "shortest": frozenset({QuestionKind.TEXT, QuestionKind.LONG_TEXT, QuestionKind.CITY}),
    "longest": frozenset({QuestionKind.TEXT, QuestionKind.LONG_TEXT, QuestionKind.CITY}),
    "words": frozenset({QuestionKind.TEXT, QuestionKind.LONG_TEXT}),
    "years_ago": frozenset({QuestionKind.DATE}),
    "future": frozenset({QuestionKind.MOMENT}),
    "lowest": frozenset({QuestionKind.NUMBER}),
    "highest": frozenset({QuestionKind.NUMBER}),
    "holder": frozenset({QuestionKind.INN, QuestionKind.OGRN}),
    "bik": frozenset({QuestionKind.ACCOUNT}),
    "types": frozenset({QuestionKind.FILE}),
    "megabytes": frozenset({QuestionKind.FILE}),
}


class FormMistake(ValueError):
    """A form can't be used; the text names the file, the key, its value and the reason."""


class QuestionFile(BaseModel):
    """A question as it stands in a file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Id
    kind: QuestionKind
    optional: bool = False
    options: Annotated[tuple[Id, ...], Field(max_length=100)] | OptionalId = ()
    when: Annotated[
        dict[OptionalId, Answer | Annotated[tuple[Answer, ...], Field(max_length=100)]], Field(max_length=20)
    ] = Field(default_factory=dict)
    least: Annotated[int, Field(ge=1, le=20)] = 1
    most: Annotated[int, Field(ge=1, le=20)] = 10
    shortest: Annotated[int, Field(ge=1, le=3000)] = 1
    longest: Annotated[int, Field(ge=1, le=3000)] = 200
    words: Annotated[int, Field(ge=1, le=20)] = 1
    years_ago: Annotated[tuple[Years, Years], Field(max_length=2)] | None = None
    future: bool = False
    lowest: Limit = 0
    highest: Limit = 1_000_000_000
    holder: Literal["", "person", "organisation"] = ""
    bik: OptionalId = ""
    types: Annotated[tuple[FileType, ...], Field(max_length=5)] = ()
    megabytes: Annotated[int, Field(ge=1, le=2000)] = 20

    def question(self) -> Question:
        """The same as the domain knows it."""
        source = self.options if isinstance(self.options, str) else ""
        listed = () if isinstance(self.options, str) else self.options
        when = {
            name: wanted if isinstance(wanted, tuple) else (wanted,) for name, wanted in self.when.items()
        }
        plain = self.model_dump(exclude={"options", "when"})
        return Question(**plain, options=listed, source=source, when=when)


class FormFile(BaseModel):
    """A form as it stands in a file; its id is the file's name."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    purpose: Annotated[str, Field(max_length=32)]
    questions: Annotated[tuple[QuestionFile, ...], Field(min_length=1, max_length=50)]


def load_forms(paths: Sequence[Path], locales: Path, languages: Sequence[str]) -> dict[str, Form]:
    """Read and check forms by their ids. Raises FormMistake with every mistake in all of them."""
    for module in walk_packages(domain.__path__, f"{domain.__name__}."):
        import_module(module.name)  # so that every receiver is declared
    wording = {language: _keys(locales / language) for language in languages}
    forms: dict[str, Form] = {}
    lines: list[str] = []
    for path in paths:
        try:
            form = _read(path)
        except FormMistake as mistake:
            lines.append(str(mistake))
            continue
        if form.id in forms:
            lines.append(f"{path.name}: the form {form.id} stands twice among forms.files")
        for key, value, reason in (*_unclaimed(form), *_mistakes(form), *_missing(form, wording)):
            lines.append(f"{path.name}: {key} = {value!r}: {reason}")
        forms[form.id] = form
    if lines:
        raise FormMistake("\n".join(dict.fromkeys(lines)))
    return forms


def _read(path: Path) -> Form:
    try:
        content = tomllib.loads(path.read_text("utf-8"))
        read = FormFile.model_validate(content)
    except OSError:
        raise FormMistake(f"{path}: no such file (forms.files names it)") from None
    except ValidationError as error:
        raise FormMistake("\n".join(_explain(path, part) for part in error.errors())) from None
    except ValueError as error:
        raise FormMistake(f"{path.name}: {error}") from None
    if any(not (character.isalnum() or character == "-") for character in path.stem) or len(path.stem) > 32:
        raise FormMistake(f"{path.name}: a form's file is named by small Latin letters, digits and hyphens")
    for place, question in enumerate(read.questions):
        for name in sorted(question.model_fields_set & MEANT_FOR.keys()):
            if question.kind not in MEANT_FOR[name]:
                kinds = ", ".join(sorted(MEANT_FOR[name]))
                value = getattr(question, name)
                reason = f"a question of the kind {question.kind} takes no {name}; only {kinds} do"
                raise FormMistake(f"{path.name}: questions.{place}.{name} = {value!r}: {reason}")
    return Form(path.stem, read.purpose, tuple(question.question() for question in read.questions))


def _explain(path: Path, error: Any) -> str:
    where = ".".join(str(part) for part in error["loc"])
    if error["type"] == "missing":
        return f"{path.name}: {where}: {error['msg']}"
    return f"{path.name}: {where} = {str(error['input'])[:100]!r}: {error['msg']}"


Mistake = tuple[str, object, str]  # key, value, reason


def _unclaimed(form: Form) -> Iterator[Mistake]:
    """A form whose answers nobody takes."""
    if form.purpose not in RECEIVERS:
        yield "purpose", form.purpose, f"expected one of {', '.join(sorted(RECEIVERS))}"


def _mistakes(form: Form) -> Iterator[Mistake]:
    """What is wrong with a form in itself."""
    ids = [question.id for question in form.questions]
    for question_id, count in Counter(ids).items():
        if count > 1:
            yield "questions.id", question_id, "this id stands twice"
    for place, question in enumerate(form.questions):
        key = f"questions.{place}"
        before = {earlier.id: earlier for earlier in form.questions[:place]}
        if question.kind in WITH_OPTIONS and not (question.options or question.source):
            yield f"{key}.options", list(question.options), "there is nothing to choose"
        if question.source and question.source not in SOURCES:
            yield f"{key}.options", question.source, f"expected a list of ids, or {', '.join(SOURCES)}"
        if len(set(question.options)) != len(question.options):
            yield f"{key}.options", list(question.options), "an option stands twice"
        if question.least > question.most:
            yield f"{key}.least", question.least, f"more than most ({question.most})"
        if question.shortest > question.longest:
            yield f"{key}.shortest", question.shortest, f"more than longest ({question.longest})"
        if question.years_ago and question.years_ago[0] > question.years_ago[1]:
            yield f"{key}.years_ago", list(question.years_ago), "the first is more than the second"
        if question.lowest > question.highest:
            yield f"{key}.lowest", question.lowest, f"more than highest ({question.highest})"
        if question.bik and (question.bik not in before or before[question.bik].kind is not QuestionKind.BIK):
            yield f"{key}.bik", question.bik, "no question before this one asks for a БИК under this id"
        for name, wanted in question.when.items():
            yield from _wrong_condition(f"{key}.when.{name}", before.get(name), wanted, name in ids)


def _wrong_condition(
    key: str, question: Question | None, wanted: tuple[object, ...], known: bool
) -> Iterator[Mistake]:
    if question is None:
        reason = "the question is not asked before this one" if known else "there is no such question"
        yield key, list(wanted), reason
        return
    for value in wanted:
        if value == ANSWERED:
            continue
        if question.kind is QuestionKind.YES_NO:
            right = isinstance(value, bool)
        elif question.kind in WITH_OPTIONS:
            right = value in question.options or bool(question.source)
        else:
            right = False
        if not right:
            yield key, value, f'{question.id} never has this answer ("{ANSWERED}" stands for any)'


def _missing(form: Form, wording: Mapping[str, set[str]]) -> Iterator[Mistake]:
    """The wording that a form needs and a language lacks."""
    needed = [(f"form-{form.id}", "id", form.id)]
    for question in form.questions:
        needed += [
            (f"question-{question.id}", "questions.id", question.id),
            (f"question-{question.id}-short", "questions.id", question.id),
        ]
        needed += [
            (f"option-{question.id}-{option}", "questions.options", option)
            for option in (*question.options, *SOURCES.get(question.source, ()))
        ]
    for language, keys in wording.items():
        for text, key, value in needed:
            if text not in keys:
                yield key, value, f"no text {text} in locales/{language}"


def _keys(directory: Path) -> set[str]:
    return {
        entry.id.name
        for resource in resources(directory)
        for entry in resource.body
        if isinstance(entry, Message)
    }
