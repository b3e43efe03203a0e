"""Reading a spreadsheet back as Excel would: its texts, and how many cells are formulas."""

import io
import re
import zipfile
from xml.etree import ElementTree as ET

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def cells(data: bytes) -> tuple[int, list[list[str]]]:
    """The number of formulas, and the texts of the first sheet by row; a number comes as its digits."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        sheet = ET.fromstring(book.read("xl/worksheets/sheet1.xml"))  # noqa: S314 -- our own file
        shared = ET.fromstring(book.read("xl/sharedStrings.xml"))  # noqa: S314
    texts = [
        "".join(part.text or "" for part in item.iter(SHEET + "t")) for item in shared.iter(SHEET + "si")
    ]
    rows = []
    for row in sheet.iter(SHEET + "row"):
        found = []
        for cell in row.iter(SHEET + "c"):
            value = cell.findtext(SHEET + "v") or ""
            found.append(_unescaped(texts[int(value)]) if cell.get("t") == "s" else value)
        rows.append(found)
    return len(list(sheet.iter(SHEET + "f"))), rows


def _unescaped(text: str) -> str:
    """The format writes what XML can't hold, and such a mark itself, as _xHHHH_."""
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda mark: chr(int(mark[1], 16)), text)
