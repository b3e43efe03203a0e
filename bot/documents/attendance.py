"""Making a spreadsheet of a webinar's guests; runs in the maker's child process."""

from collections.abc import Mapping
from typing import Any

from bot.documents.making import makes
from bot.documents.sheets import MOMENT, Column, workbook
from domain.webinars.events import FileNotMade
from storage.engine import Transaction
from storage.jobs import Made

COLUMNS = {
    "name": 40,
    "username": 20,
    "standing": 18,
    "registered": 17,
    "attended": 12,
    "score": 10,
    "comment": 60,
}


@makes("webinar-report", failed=lambda person, _job: FileNotMade(person))
async def make_report(_reader: Transaction, data: Mapping[str, Any]) -> Made:
    """The guests as they stood when the file was ordered.

    A row has a cell for each column: when somebody registered is in microseconds UTC or None, the score a number or
    None, all else is worded.
    """
    labels = data["labels"]
    columns = [
        Column(labels["heading-" + name], width, MOMENT if name == "registered" else "")
        for name, width in COLUMNS.items()
    ]
    return Made(labels["file"], workbook(labels["sheet"], columns, data["rows"], labels["zone"]))
