"""Making a spreadsheet of a webinar's guests; runs in the maker's child process."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.documents.making import makes
from bot.documents.sheets import MOMENT, Cell, Column, workbook
from domain.people import Person
from domain.webinars.entities import Guest, Standing
from domain.webinars.events import FileNotMade
from storage.engine import Transaction
from storage.jobs import Made
from storage.webinars.guests import GuestsTable

COLUMNS = {
    "name": 40,
    "username": 20,
    "standing": 18,
    "registered": 17,
    "attended": 12,
    "score": 10,
    "comment": 60,
}
SHOWN = (Standing.REGISTERED, Standing.OFFERED, Standing.WAITING)


@makes("webinar-report", failed=lambda person, _job: FileNotMade(person))
async def make_report(reader: Transaction, data: Mapping[str, Any]) -> Made:
    """Everybody registered for a webinar or waiting, as they are when the file is made.

    Whoever ordered it was allowed to then.
    """
    labels = data["labels"]
    guests = await GuestsTable(reader).guests(data["webinar"], [standing.value for standing in SHOWN])
    return written([_cells(guest, person, labels) for guest, person in guests], labels)


def written(rows: Sequence[Sequence[Cell]], labels: Mapping[str, str]) -> Made:
    """The spreadsheet. A row has a cell for each column: when somebody registered is in microseconds UTC or None,
    the score a number or None, all else is worded.
    """
    columns = [
        Column(labels["heading-" + name], width, MOMENT if name == "registered" else "")
        for name, width in COLUMNS.items()
    ]
    return Made(labels["file"], workbook(labels["sheet"], columns, rows, labels["zone"]))


def _cells(guest: Guest, person: Person, labels: Mapping[str, str]) -> list[Cell]:
    return [
        person.name or "",
        f"@{person.username}" if person.username else "",
        labels[guest.standing.name.lower()],
        guest.at,
        labels["came" if guest.attended else "missed"],
        guest.score,
        guest.comment,
    ]
