"""The certificate of somebody who took part."""

from collections.abc import Mapping
from typing import Any

from bot.documents.compiling import compile_document
from bot.documents.making import makes
from bot.documents.wording import day_of, length_of
from domain.webinars.events import FileNotMade
from storage.engine import Transaction
from storage.jobs import Made


@makes("certificate", failed=lambda person, _job: FileNotMade(person))
async def make_certificate(_reader: Transaction, data: Mapping[str, Any]) -> Made:
    """A certificate that somebody took part in a webinar."""
    facts = data["facts"]
    values = {
        "number": str(data["number"]),
        "name": data["name"],
        "title": data["title"],
        "date": day_of(data["starts_at"], facts["time_zone"]),
        "length": length_of(data["minutes"]),
        "facts": {key: str(facts[key]) for key in ("name", "signer", "city")},
    }
    return Made(f"sertifikat-{data['number']}.pdf", compile_document("certificate", values))
