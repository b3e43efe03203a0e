"""The program's texts by their keys, so that no test repeats the wording it meets."""

import html
import re
from collections.abc import Sequence
from functools import cache

from babel import Locale
from fluent.runtime.types import fluent_number
from fluent.syntax import ast as ftl

from bot.config import load
from bot.i18n import LOCALES, FluentTexts, resources

LANGUAGES = ("ru", "en")
TAG = re.compile(r"""<[^>]*>|<[^>]*$|^[^<>]*">""")  # a tag, or the part of one beside a variable in it
ANYTHING = ".*?"

Part = str | re.Pattern[str]
Values = tuple[tuple[str, object], ...]


def words(key: str, language: str = "ru", /, **values: object) -> str:
    """A text as it reads on the screen. Raises TextMissing for an unknown key or a missing variable."""
    return plain(_texts().html(language, key, **values))


def like(key: str, language: str = "ru", /, **values: object) -> re.Pattern[str]:
    """What finds a text on the screen by its key; a variable that has no value here may have any."""
    return _pattern(key, language, tuple(values.items()))


def plain(markup: str) -> str:
    """A message without its markup, as it reads on the screen."""
    return html.unescape(re.sub(r"<[^>]+>", "", markup))


def meant(part: Part, language: str) -> Part:
    """What finds `part`: the key of a text in this language, what `like` gives, or the part itself."""
    return like(part, language) if isinstance(part, str) and part in _messages(language) else part


def has(text: str, part: Part) -> bool:
    """Whether `text` has `part` in it; a key's text in any language."""
    for language in LANGUAGES:
        found = meant(part, language)
        if found in text if isinstance(found, str) else found.search(text):
            return True
    return False


def is_whole(text: str, part: Part) -> bool:
    """Whether `text` is `part` from end to end; a key's text in any language."""
    wanted = [meant(part, language) for language in LANGUAGES]
    return any(text == one if isinstance(one, str) else one.fullmatch(text) for one in wanted)


def matching(part: Part, labels: Sequence[str]) -> list[str]:
    """The labels that are `part`, else those that have it in them."""
    whole = [label for label in labels if is_whole(label, part)]
    return whole or [label for label in labels if has(label, part)]


@cache
def _texts() -> FluentTexts:
    return FluentTexts(load(needs_token=False, admins=[]).association.facts())


@cache
def _messages(language: str) -> dict[str, ftl.Message]:
    entries = [entry for resource in resources(LOCALES / language) for entry in resource.body]
    return {entry.id.name: entry for entry in entries if isinstance(entry, ftl.Message)}


@cache
def _pattern(key: str, language: str, values: Values) -> re.Pattern[str]:
    message = _messages(language)[key]
    assert message.value is not None, key
    return re.compile(_expression(message.value, language, dict(values)), re.DOTALL)


def _expression(part: ftl.SyntaxNode, language: str, values: dict[str, object]) -> str:
    """A regular expression for what a part of a message comes to."""

    def joined(parts: Sequence[ftl.SyntaxNode], between: str = "") -> str:
        return between.join(_expression(one, language, values) for one in parts)

    expression = ANYTHING
    match part:
        case ftl.Pattern(elements=elements):
            expression = joined(elements)
        case ftl.TextElement(value=text):
            expression = _escaped(html.unescape(TAG.sub("", text)))
        case ftl.StringLiteral():
            expression = _escaped(part.parse()["value"])
        case ftl.Placeable(expression=inner):
            expression = joined([inner])
        case ftl.VariableReference(id=ftl.Identifier(name=name)) if name in values:
            expression = _escaped(_formatted(values[name], language))
        case ftl.SelectExpression(selector=ftl.VariableReference(id=ftl.Identifier(name=name))):
            variants = part.variants
            if name in values:
                variants = [_chosen(variants, values[name], language)]
            expression = "(?:" + joined([one.value for one in variants], "|") + ")"
    return expression


def _escaped(text: str) -> str:
    """A text as a regular expression, for the browser too, whatever spaces and line ends it is shown with."""
    return r"\s+".join(re.escape(part).replace("/", r"\/") for part in re.split(r"\s+", text))


def _formatted(value: object, language: str) -> str:
    return str(fluent_number(value).format(Locale(language)) if isinstance(value, int | float) else value)


def _chosen(variants: list[ftl.Variant], value: object, language: str) -> ftl.Variant:
    """The variant that Fluent takes for a value: its own, or that of its plural form, or the default."""
    names = [str(value)]
    if isinstance(value, int):
        names.append(Locale(language).plural_form(value))
    keyed = {one.key.name if isinstance(one.key, ftl.Identifier) else one.key.value: one for one in variants}
    default = next(one for one in variants if one.default)
    return next((keyed[name] for name in names if name in keyed), default)
