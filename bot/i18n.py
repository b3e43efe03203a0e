"""The wording, by Fluent: strict about keys and variables, and user-given text is never markup."""

import hashlib
import html
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime, get_timezone_location
from fluent.runtime import FluentBundle, FluentResource, resolver
from fluent.syntax.ast import Resource

from bot.money import money
from domain.association import Association
from domain.consent import ConsentText

# Fluent refuses what is longer than 2 500 characters, which an escaped answer of a person easily is.
resolver.MAX_PART_LENGTH = 50_000

Day = date  # a method below has the name
LEAP_YEAR = 2000  # every day of a year is in it
LOCALES = Path(__file__).parent.parent / "locales"


class TextMissing(LookupError):
    """A text has no such key, or a variable it needs was not given."""


class FluentTexts:
    """Implements `handlers.say.Texts` for the association's languages."""

    def __init__(self, association: Association, directory: Path = LOCALES) -> None:
        self._zone = ZoneInfo(association.time_zone)
        self._version = association.consent_version
        self._bundles = {language: _bundle(directory / language) for language in association.languages}
        self._facts = {
            language: {
                "association": association.speak(association.name, language),
                "short": association.speak(association.short_name, language),
                "site": association.site,
                "email": association.email,
                "channel": association.channel,
            }
            for language in association.languages
        }
        self._escaped_facts = {
            language: {name: html.escape(fact, quote=False) for name, fact in facts.items()}
            for language, facts in self._facts.items()
        }
        self._consents: dict[tuple[str, str], ConsentText] = {}
        self._constant: dict[tuple[int, str, str], str] = {}  # texts that only facts go into, as they read

    def html(self, language: str, key: str, /, **values: object) -> str:
        """A message; its markup is ours, `values` are escaped. Raises TextMissing."""
        for name, value in values.items():
            if isinstance(value, str):
                values[name] = html.escape(value, quote=False)
        return self._format(language, key, self._escaped_facts, values)

    def plain(self, language: str, key: str, /, **values: object) -> str:
        """A text without markup. Raises TextMissing."""
        return self._format(language, key, self._facts, values)

    def _format(
        self, language: str, key: str, facts: Mapping[str, Mapping[str, object]], values: Mapping[str, object]
    ) -> str:
        if not values and (known := self._constant.get((id(facts), language, key))) is not None:
            return known
        bundle = self._bundles[language]
        message = bundle.get_message(key) if bundle.has_message(key) else None
        if message is None or message.value is None:
            raise TextMissing(f"{language}: no text {key}")
        text, errors = bundle.format_pattern(message.value, {**facts[language], **values})
        if errors:
            raise TextMissing(f"{language}: {key}: {'; '.join(type(error).__name__ for error in errors)}")
        if not values:
            self._constant[id(facts), language, key] = str(text)
        return str(text)

    def consent(self, language: str, key: str) -> ConsentText:
        """The version and digest of a text that people agree to, as it reads in `language`."""
        if (known := self._consents.get((language, key))) is None:
            wording = self.html(language, key, version=self._version)
            known = ConsentText(self._version, hashlib.sha256(wording.encode()).hexdigest())
            self._consents[language, key] = known
        return known

    def money(self, language: str, kopecks: int) -> str:
        """A sum in roubles as the language writes it, without kopecks where there are none."""
        return money(kopecks, language)

    def moment(self, language: str, at: int) -> str:
        """Date and time of `at` (microseconds UTC) in the association's time zone, which it names."""
        moment = datetime.fromtimestamp(at / 1_000_000, UTC).astimezone(self._zone)
        return format_datetime(moment, "d MMMM y, HH:mm (VVV)", tzinfo=self._zone, locale=language)

    def day(self, language: str, at: int) -> str:
        """The same in short, for buttons: day and time without year and zone."""
        moment = datetime.fromtimestamp(at / 1_000_000, UTC).astimezone(self._zone)
        return format_datetime(moment, "d MMM, HH:mm", tzinfo=self._zone, locale=language)

    def date(self, language: str, at: int) -> str:
        """The day of the week, the day and the month of `at` in the association's time zone."""
        moment = datetime.fromtimestamp(at / 1_000_000, UTC).astimezone(self._zone)
        return format_datetime(moment, "EE, d MMMM", tzinfo=self._zone, locale=language)

    def full_date(self, language: str, day: Day) -> str:
        """A day with its year."""
        return format_date(day, "d MMMM y", locale=language)

    def birthday(self, language: str, month: int, day: int, year: int | None) -> str:
        """A day of every year, with the first year where it is known."""
        form = "d MMMM" if year is None else "d MMMM y"
        return format_date(date(LEAP_YEAR if year is None else year, month, day), form, locale=language)

    def zone(self, language: str, zone: str, at: int) -> str:
        """A time zone by a city in it, with what its clocks show at `at` (microseconds UTC)."""
        there = datetime.fromtimestamp(at / 1_000_000, UTC).astimezone(ZoneInfo(zone))
        return f"{get_timezone_location(zone, locale=language, return_city=True)}, {there:%H:%M}"


def resources(directory: Path) -> list[Resource]:
    """The texts of a language, parsed."""
    return [_parsed(path.read_text("utf-8")) for path in sorted(directory.glob("*.ftl"))]


@cache  # parsing costs more than the rest of the configuration, and a start wants the same texts twice
def _parsed(source: str) -> Resource:
    return FluentResource(source)


def _bundle(directory: Path) -> FluentBundle:
    bundle = FluentBundle([directory.name], use_isolating=False)
    for resource in resources(directory):
        bundle.add_resource(resource)
    return bundle
