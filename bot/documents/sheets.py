"""Spreadsheets of what people typed: whatever a text looks like, it stays a text."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

LONGEST = 32_767  # characters a cell can hold
DAY, MOMENT = "dd.mm.yyyy", "dd.mm.yyyy hh:mm"
MONEY = "#,##0.00"

Cell = str | int | date | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column. Its numbers are plain, or with a `form` moments in microseconds UTC (DAY, MOMENT), kopecks (MONEY)."""

    heading: str
    width: int
    form: str = ""


def workbook(title: str, columns: Sequence[Column], rows: Sequence[Sequence[Cell]], zone: str) -> bytes:
    """An XLSX of one sheet; its moments are by the clock of `zone`."""
    import xlsxwriter  # noqa: PLC0415 -- only the process that makes spreadsheets loads it

    buffer = io.BytesIO()
    safe = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, {**safe, "strings_to_numbers": False}) as book:
        sheet = book.add_worksheet(title[:31])
        bold = book.add_format({"bold": True})
        forms = {form: book.add_format({"num_format": form}) for form in (DAY, MOMENT, MONEY)}
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width)
            sheet.write_string(0, place, column.heading, bold)
        for number, row in enumerate(rows, start=1):
            for place, (column, value) in enumerate(zip(columns, row, strict=True)):
                if isinstance(value, str):
                    sheet.write_string(number, place, value[:LONGEST])
                elif isinstance(value, date):
                    sheet.write_datetime(number, place, datetime.combine(value, time()), forms[DAY])
                elif value is not None and column.form == MONEY:
                    sheet.write_number(number, place, Decimal(value).scaleb(-2), forms[MONEY])
                elif value is not None and column.form:
                    sheet.write_datetime(number, place, _local(value, zone), forms[column.form])
                elif value is not None:
                    sheet.write_number(number, place, value)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(rows), len(columns) - 1)
    return buffer.getvalue()


def _local(at: int, zone: str) -> datetime:
    moment = datetime.fromtimestamp(at / 1_000_000, UTC).astimezone(ZoneInfo(zone))
    return moment.replace(tzinfo=None)  # a spreadsheet knows no zones
