"""Making a spreadsheet of members; runs in the maker's child process."""

from collections.abc import Mapping
from typing import Any

from bot.documents.making import makes
from bot.documents.sheets import DAY, Column, workbook
from domain.groups.events import RosterNotMade
from storage.engine import Transaction
from storage.jobs import Made

COLUMNS = {"group": 34, "member": 40, "kind": 18, "contact": 30, "username": 20, "status": 16, "since": 12}


@makes("group-roster", failed=lambda person, _job: RosterNotMade(person))
async def make_roster(_reader: Transaction, data: Mapping[str, Any]) -> Made:
    """The members of a group or of all, as they were when the file was ordered."""
    labels = data["labels"]
    columns = [
        Column(labels["heading-" + name], width, DAY if name == "since" else "")
        for name, width in COLUMNS.items()
    ]
    return Made(labels["file"], workbook(labels["sheet"], columns, data["rows"], labels["zone"]))
