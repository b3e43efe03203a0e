"""Making a spreadsheet of members; runs in the maker's child process."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.documents.making import makes
from bot.documents.sheets import DAY, Cell, Column, workbook
from domain.groups.events import RosterNotMade
from domain.groups.model import Placed
from domain.groups.places import members_without_group
from domain.groups.rosters import placed_in
from storage.engine import Transaction
from storage.groups import GroupsTable
from storage.jobs import Made
from storage.memberships import MembershipsTable

COLUMNS = {"group": 34, "member": 40, "kind": 18, "contact": 30, "username": 20, "status": 16, "since": 12}


@makes("group-roster", failed=lambda person, _job: RosterNotMade(person))
async def make_roster(reader: Transaction, data: Mapping[str, Any]) -> Made:
    """The members of a group, or of all groups and of none, as they are when the file is made.

    Whoever ordered it was allowed to then.
    """
    return written(await _rows(reader, data), data["labels"])


def written(rows: Sequence[Sequence[Cell]], labels: Mapping[str, str]) -> Made:
    """The spreadsheet; a row has a cell for each column."""
    columns = [
        Column(labels["heading-" + name], width, DAY if name == "since" else "")
        for name, width in COLUMNS.items()
    ]
    return Made(labels["file"], workbook(labels["sheet"], columns, rows, labels["zone"]))


async def _rows(reader: Transaction, data: Mapping[str, Any]) -> list[list[Cell]]:
    gateway, members = GroupsTable(reader), MembershipsTable(reader)
    one, labels = data["group"], data["labels"]
    rows: list[list[Cell]] = []
    for group in await gateway.open():
        if one in ("", group.id):
            title = group.titles.get(data["language"]) or next(iter(group.titles.values()))
            rows += [
                [title, *_cells(placed, labels)] for placed in await placed_in(group.id, gateway, members)
            ]
    if not one:
        for member in await members_without_group(gateway, members):
            rows.append([labels["none"], member.name, labels[member.kind], "", "", "", None])
    return rows


def _cells(placed: Placed, labels: Mapping[str, str]) -> list[Cell]:
    person = placed.person
    return [
        placed.member.name,
        labels[placed.member.kind],
        (person.name or "") if person else "",
        f"@{person.username}" if person and person.username else "",
        labels["confirmed" if placed.place.settled else "proposed"],
        placed.place.since,
    ]
