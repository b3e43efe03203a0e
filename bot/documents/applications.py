"""The application for membership, ready to be signed."""

from collections.abc import Mapping
from typing import Any

from bot.documents.compiling import compile_document
from bot.documents.making import makes
from bot.documents.wording import LANGUAGE, day_in_words, day_of, money
from domain.applications.events import ApplicationNotMade
from storage.engine import Transaction
from storage.jobs import Made


@makes("application", failed=ApplicationNotMade)
async def make_application(_reader: Transaction, data: Mapping[str, Any]) -> Made:
    """The application of a person or an organisation (with the membership agreement), ready to be signed.

    Its answers and the association's facts are as they were when it was ordered.
    """
    facts = data["facts"]
    values = {
        "number": str(data["number"]),
        "date": day_of(data["at"], facts["time_zone"]),
        "fee": money(facts["fees"].get(data["kind"], 0)),
        "birth": day_in_words(data["answers"].get("birth-date")),
        "groups": ", ".join(_titles(data["answers"].get("groups"), data["groups"])) or "—",
        "answers": {key: _text(value) for key, value in data["answers"].items()},
        "facts": {key: _text(value) for key, value in facts.items() if isinstance(value, str)},
    }
    name = f"zayavlenie-{data['number']}.pdf"
    return Made(name, compile_document(f"application-{data['kind']}", values))


@makes(
    "application-copy", failed=lambda _person, _job: None
)  # the board has the answers and the signed pages
async def make_copy(reader: Transaction, data: Mapping[str, Any]) -> Made:
    """The application as the board gets it."""
    return await make_application(reader, data)


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
