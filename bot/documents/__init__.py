"""Documents, made by Typst from templates that lie here. Values are data and never markup."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.numbers import format_currency
from babel.units import format_unit

from storage.engine import Transaction
from storage.jobs import Made

HERE = Path(__file__).parent
LANGUAGE = "ru"  # of the templates: the association's documents are Russian, whoever reads the screens
LONGEST = 20_000  # characters of one answer in a document
# Marks that turn the direction of what follows, or have no shape: they could make a document read as something else.
HIDDEN = dict.fromkeys(
    [
        *range(32),
        *range(0x7F, 0xA0),
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
        0xFEFF,
    ]
)
del HIDDEN[ord("\n")]


async def make_application(_reader: Transaction, data: Mapping[str, Any]) -> Made:
    """The application of a person or an organisation (with the membership agreement), ready to be signed."""
    facts = data["facts"]
    values = {
        "number": str(data["number"]),
        "date": _day(data["at"], facts["time_zone"]),
        "fee": _money(facts["fees"].get(data["kind"], 0)),
        "birth": _birth(data["answers"].get("birth-date")),
        "groups": ", ".join(_titles(data["answers"].get("groups"), data["groups"])) or "—",
        "answers": {key: _text(value) for key, value in data["answers"].items()},
        "facts": {key: _text(value) for key, value in facts.items() if isinstance(value, str)},
    }
    name = f"zayavlenie-{data['number']}.pdf"
    return Made(name, compile_document(f"application-{data['kind']}", _clean(values)))


async def make_certificate(_reader: Transaction, data: Mapping[str, Any]) -> Made:
    """A certificate that somebody took part in a webinar."""
    facts = data["facts"]
    values = {
        "number": str(data["number"]),
        "name": data["name"],
        "title": data["title"],
        "date": _day(data["starts_at"], facts["time_zone"]),
        "length": _length(data["minutes"]),
        "facts": {key: _text(facts[key]) for key in ("name", "signer", "city")},
    }
    return Made(f"sertifikat-{data['number']}.pdf", compile_document("certificate", _clean(values)))


def compile_document(template: str, values: Mapping[str, Any]) -> bytes:
    """A PDF of the template with these values."""
    import typst  # noqa: PLC0415 -- only the process that makes documents loads it

    made = typst.compile(
        str(HERE / f"{template}.typ"),
        root=str(HERE),
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"data": json.dumps(values, ensure_ascii=False)},
        timestamp=0,  # the same order makes the same bytes
    )
    if not isinstance(made, bytes):
        raise TypeError("one PDF was expected")
    return made


def _titles(wishes: Any, titles: Mapping[str, Mapping[str, str]]) -> list[str]:
    """The groups by their names in the documents' language, or in whichever they have."""
    named = []
    for wish in wishes or ():
        title = titles.get(str(wish), {})
        named.append(title.get(LANGUAGE) or next(iter(title.values()), str(wish)))
    return named


def _text(value: Any) -> str | list[str]:
    if isinstance(value, list):
        return [str(part) for part in value]
    return "" if value is None else str(value)


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        # A word longer than a line would run off the page: it may be broken anywhere.
        return re.sub(r"\S{24}(?=\S{8})", "\\g<0>\u200b", value.translate(HIDDEN)[:LONGEST])
    if isinstance(value, dict):
        return {key: _clean(part) for key, part in value.items()}
    return [_clean(part) for part in value] if isinstance(value, list) else value


def _day(at: int, zone: str) -> str:
    moment = datetime.fromtimestamp(at / 1_000_000, UTC).astimezone(ZoneInfo(zone))
    return format_date(moment, "d MMMM y 'г.'", locale=LANGUAGE)


def _length(minutes: int) -> str:
    units = (("hour", minutes // 60), ("minute", minutes % 60))
    return " ".join(format_unit(count, unit, locale=LANGUAGE) for unit, count in units if count)


def _birth(value: Any) -> str:
    try:
        return format_date(date.fromisoformat(str(value)), "d MMMM y 'г.'", locale=LANGUAGE)
    except ValueError:
        return str(value or "—")


def _money(kopecks: int) -> str:
    whole = kopecks % 100 == 0
    return format_currency(
        kopecks / 100,
        "RUB",
        "#,##0\xa0¤" if whole else "#,##0.00\xa0¤",
        locale=LANGUAGE,
        currency_digits=False,
    )
