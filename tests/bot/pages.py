"""A PDF as a person holds it: its pages drawn, and the codes that stand on them read."""

import re
from contextlib import closing

import pypdfium2
import zxingcpp


def codes(data: bytes) -> list[str]:
    """What a scanner reads off the pages of a PDF."""
    with closing(pypdfium2.PdfDocument(data)) as document:
        return [text for number in range(len(document)) for text in _codes_on(document, number)]


def _codes_on(document: pypdfium2.PdfDocument, number: int) -> list[str]:
    with closing(document[number]) as page, closing(page.render(scale=3, grayscale=True)) as drawn:
        grey = memoryview(drawn.buffer).cast("B").cast("B", (drawn.height, drawn.stride))
        return [code.text for code in zxingcpp.read_barcodes(grey)]


def count_pages(data: bytes) -> int:
    """How many pages a PDF has."""
    with closing(pypdfium2.PdfDocument(data)) as document:
        return len(document)


def text_of(data: bytes) -> str:
    """All the text of a PDF in one line, as it is read from top to bottom."""
    told: list[str] = []
    with closing(pypdfium2.PdfDocument(data)) as document:
        for number in range(len(document)):
            with closing(document[number]) as page, closing(page.get_textpage()) as words:
                told.append(words.get_text_bounded())
    whole = " ".join(told).replace("\u200b", "")
    return " ".join(re.sub(r"[\x02\ufffe]\s*", "", whole).split())  # the hyphen of a word that goes on below


def bare(text: str) -> str:
    """A text without what the end of a line changes: spaces and hyphens."""
    return re.sub(r"[\s-]", "", text)
