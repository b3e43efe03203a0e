"""Making a spreadsheet of who owes what; runs in the maker's child process."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from bot.documents.making import makes
from bot.documents.sheets import DAY, MONEY, Cell, Column, workbook
from domain.dues.entities import Debts, Owing
from domain.dues.events import LedgerNotMade
from domain.dues.ledger import JOB, state_of
from storage.dues.books import LedgerTable
from storage.engine import Transaction
from storage.jobs import Made

MOST_ROWS = 20_000
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
async def make_ledger(reader: Transaction, data: Mapping[str, Any]) -> Made:
    """The invoices that are owed when the file is made; overdue is what was so when it was ordered.

    Whoever ordered it was allowed to then.
    """
    owed = await LedgerTable(reader).owing(Debts.ALL, data["at"], 0, MOST_ROWS)
    return written([_cells(one, data) for one in owed], data["labels"])


def written(rows: Sequence[Sequence[Cell]], labels: Mapping[str, str]) -> Made:
    """The spreadsheet. A row has a cell for each column: the due date in microseconds UTC, sums in kopecks, days as
    such, all else worded.
    """
    columns = [Column(labels["heading-" + name], width, form) for name, (width, form) in COLUMNS.items()]
    return Made(labels["file"], workbook(labels["sheet"], columns, rows, labels["zone"]))


def _cells(owing: Owing, data: Mapping[str, Any]) -> list[Cell]:
    invoice, member = owing.invoice, owing.member
    return [
        "" if member is None else member.name,
        data["titles"].get(invoice.package, invoice.package),
        invoice.number,
        invoice.starts_on,
        invoice.ends_on - timedelta(days=1),
        invoice.due_at,
        invoice.amount,
        invoice.paid,
        invoice.rest,
        data["labels"]["status-" + state_of(owing, data["at"])],
    ]
