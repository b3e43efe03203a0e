"""A person's own data, as a file."""

import json
from collections.abc import Mapping
from typing import Any

from bot.documents.making import makes
from domain.contacts import DataNotMade
from storage.dossier import dossier
from storage.engine import Transaction
from storage.jobs import Made


@makes("my-data", failed=lambda person, _job: DataNotMade(person))
async def make_personal_data(reader: Transaction, data: Mapping[str, Any]) -> Made:
    """Write all that is kept about a person."""
    content = await dossier(reader, data["person"])
    return Made("artel-my-data.json", json.dumps(content, ensure_ascii=False, indent=2).encode())
