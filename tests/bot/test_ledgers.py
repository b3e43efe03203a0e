"""The spreadsheet of who owes what."""

from collections.abc import Sequence
from datetime import date

from bot.documents.ledgers import COLUMNS, written
from bot.documents.sheets import Cell
from tests.handlers.spreadsheet import cells

LABELS = {"heading-" + name: name for name in COLUMNS} | {
    "sheet": "Взносы",
    "file": "vznosy.xlsx",
    "zone": "Europe/Moscow",
}
FORMULAS = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "\t=1",
    "\n=1",
    '=HYPERLINK("http://x","y")',
    "=cmd|' /C calc'!A0",
]
PAYLOADS = [
    mark + formula + tail
    for mark in ("", " ", "'", "\ufeff", "https://x/")
    for formula in FORMULAS
    for tail in ("", "\n=2", "_x0041_")
]


def row(*texts: str, amount: int = 0, paid: int = 0) -> list[Cell]:
    member, package, number, status = texts
    due = 1_802_638_799_000_000  # the last second of 14 February 2027 in Moscow
    return [
        member, package, number, date(2027, 1, 15), date(2028, 1, 14), due, amount, paid, amount - paid, status,
    ]  # fmt: skip


def ledger(rows: Sequence[Sequence[Cell]]) -> tuple[int, list[list[str]]]:
    made = written(rows, LABELS)
    assert made.name == "vznosy.xlsx"
    return cells(made.data)


def test_texts_are_texts_days_are_days_and_sums_are_exact_numbers() -> None:
    formulas, rows = ledger([row("Иванова", "person", "2027-0017", "open", amount=600_050, paid=1)])
    assert formulas == 0
    assert rows[0] == list(COLUMNS)
    assert rows[1] == [
        "Иванова", "person", "2027-0017", "46402", "46766", "46432.99998842592", "6000.50", "0.01", "6000.49", "open",
    ]  # fmt: skip


def test_every_sum_comes_back_to_the_kopeck() -> None:
    sums = [0, 1, 10, 99, 100, 5_000_000, 123_456_789, 99_999_999_999_99, 7_000_000_000_000_07]
    _, rows = ledger([row("a", "b", "c", "d", amount=kopecks) for kopecks in sums])
    assert [round(float(found[6]) * 100) for found in rows[1:]] == sums


def test_a_period_that_is_none_and_an_empty_ledger() -> None:
    _, rows = ledger([["a", "b", "", "", None, None, 1, 0, 1, "d"]])
    assert rows[1][0] == "a"
    assert ledger([])[1] == [list(COLUMNS)]


def test_formulas_stay_texts() -> None:
    """Reliability row 37: formula payloads in names stay what they are, texts."""
    assert len(PAYLOADS) >= 100
    formulas, rows = ledger([row(payload, payload, payload, payload) for payload in PAYLOADS])
    assert formulas == 0
    for payload, found in zip(PAYLOADS, rows[1:], strict=True):
        assert [found[0], found[1], found[2], found[9]] == [payload] * 4
