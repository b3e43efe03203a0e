"""Files that people send, and which kinds of them are taken."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath


@dataclass(frozen=True, slots=True)
class Scan:
    """A page of the signed document, kept as Telegram's file id; `kind` is photo or document.

    `album` is what it came with, or its own message.
    """

    file_id: str
    kind: str
    name: str = ""
    album: str = ""

    def is_of(self, types: Iterable[str]) -> bool:
        """Whether its name is one of such files (the types of a form's files); one without a suffix tells nothing."""
        name = PurePath(self.name)
        return self.kind == "photo" or not name.suffix or fits_types(name.name, types)


SUFFIXES = {
    "pdf": (".pdf",),
    "image": (".jpg", ".jpeg", ".png", ".heic", ".webp", ".tif", ".tiff"),
    "document": (".doc", ".docx", ".odt", ".rtf", ".txt"),
    "spreadsheet": (".xls", ".xlsx", ".ods", ".csv"),
}


def fits_types(name: str, types: Iterable[str]) -> bool:
    """Whether a file's name ends as those of one of these types (pdf, image, document, spreadsheet) do."""
    return name.casefold().endswith(tuple(suffix for kind in types for suffix in SUFFIXES.get(kind, ())))
