"""The spreadsheet of a webinar's guests: texts stay texts, moments and scores can be reckoned with."""

import pytest

from bot.documents.attendance import COLUMNS, written
from bot.documents.sheets import Cell
from tests.handlers.spreadsheet import cells

LABELS = {f"heading-{name}": name.upper() for name in COLUMNS} | {
    "sheet": "Вебинар: кто пришёл и кто нет"[:31].replace(":", ""),
    "file": "webinar-7.xlsx",
    "zone": "Europe/Moscow",
}


def report(*rows: list[Cell]) -> tuple[int, list[list[str]]]:
    made = written(rows, LABELS)
    assert made.name == "webinar-7.xlsx"
    return cells(made.data)


def test_the_guests_with_moments_and_scores() -> None:
    formulas, (headings, came, missed) = report(
        ["Анна", "@anna", "записан", 1_800_000_000_000_000, "да", 9, "Спасибо"],
        ["Пётр", "", "в очереди", None, "нет", None, ""],
    )
    assert formulas == 0
    assert headings == [name.upper() for name in COLUMNS]
    assert came[:3] + came[4:] == ["Анна", "@anna", "записан", "да", "9", "Спасибо"]
    assert float(came[3]) == pytest.approx(46402 + 11 / 24)  # 15 January 2027, 11:00 in Moscow
    assert [value for value in missed if value] == ["Пётр", "в очереди", "нет"]


@pytest.mark.parametrize(
    "words",
    [
        *("=1+1", "+7", "-1", "@SUM(A1)", "\t=1", "\r=1", "\x00=1", "{=1}", "'=1", "007", "1e5", "_x0041_"),
        *("http://a.ru", "internal:A1", "<b>&amp;", "я" * 4096, "a\nb", "\u202eназад", "🙂"),
    ],
)
def test_whatever_a_guest_is_called_it_is_a_text(words: str) -> None:
    formulas, (_, row) = report([words, words, words, None, words, None, words])
    assert formulas == 0
    assert {value for value in row if value} == {words}


def test_a_report_without_guests() -> None:
    assert report() == (0, [[name.upper() for name in COLUMNS]])
