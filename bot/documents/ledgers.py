"""Making a spreadsheet of who owes what; runs in the maker's child process."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from bot.documents.making import makes
from bot.documents.sheets import DAY, MONEY, Cell, Column, workbook
from domain.dues.events import LedgerNotMade
from domain.dues.ledger import JOB
from storage.engine import Transaction
from storage.jobs import Made

COLUMNS = {
    "member": (40, ""),
    "package": (24, ""),
    "number": (14, ""),
    "from": (12, DAY),
    "until": (12, DAY),
    "due": (12, DAY),
    "amount": (14, MONEY),
    "paid": (14, MONEY),
    "owed": (14, MONEY),
    "status": (20, ""),
}


@makes(JOB, failed=lambda person, _job: LedgerNotMade(person))
async def make_ledger(_reader: Transaction, data: Mapping[str, Any]) -> Made:
    """The invoices as they stood when the file was ordered.

    A row has a cell for each column: the period's first day and the first day after it in ISO form, the due date in
    microseconds UTC, sums in kopecks, all else worded.
    """
    labels = data["labels"]
    columns = [Column(labels["heading-" + name], width, form) for name, (width, form) in COLUMNS.items()]
    rows = [[_cell(name, value) for name, value in zip(COLUMNS, row, strict=True)] for row in data["rows"]]
    return Made(labels["file"], workbook(labels["sheet"], columns, rows, labels["zone"]))


def _cell(name: str, value: Any) -> Cell:
    if name == "from" and value:
        return date.fromisoformat(value)
    if name == "until" and value:
        return date.fromisoformat(value) - timedelta(days=1)
    return value  # type: ignore[no-any-return]  # strings and numbers, as JSON brought them
