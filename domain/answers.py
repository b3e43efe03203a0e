"""What somebody typed: cleaned, or found wrong with a reason."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any

# question -> what JSON allows: a text, a number, a list of options, a bool, a list of files
Answers = Mapping[str, Any]

JOINERS = "\u200c\u200d"
LAST_ALPHABET_WITHOUT_JOINERS = "\u052f"


class Wrong(Exception):
    """The answer can't be taken. `reason` has a text with an example (`wrong-<reason>`); `details` go into it."""

    def __init__(self, reason: str, **details: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.details = details


def clean(text: str, *, lines: bool = False) -> str:
    """`text` without what can't be seen (controls, direction marks, zero width) and without needless spaces."""
    kept: list[str] = []
    for character in unicodedata.normalize("NFC", text):
        if character in "\n\t\r\v\f\u2028\u2029":
            kept.append("\n" if character in "\n\u2028\u2029" else " ")
        elif character in JOINERS:
            # Some scripts are misspelt without them; after Latin or Cyrillic they only hide.
            if kept and kept[-1] > LAST_ALPHABET_WITHOUT_JOINERS:
                kept.append(character)
        elif unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Cn"):
            kept.append(character)
    rows = [" ".join(row.split()) for row in "".join(kept).strip().split("\n")]
    if not lines:
        return " ".join(row for row in rows if row)
    return "\n".join(row for place, row in enumerate(rows) if row or rows[place - 1]).strip()
