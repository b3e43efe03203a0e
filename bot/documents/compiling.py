"""Compiling a template of this folder; its values are data and never markup."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
LONGEST = 20_000  # characters of one answer in a document
# Marks that turn the direction of what follows, or have no shape: they could make a document read as something else.
HIDDEN = dict.fromkeys(
    [
        *range(32),
        *range(0x7F, 0xA0),
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
        0xFEFF,
    ]
)
del HIDDEN[ord("\n")]


def compile_document(
    template: str, values: Mapping[str, Any], pictures: Mapping[str, str] | None = None
) -> bytes:
    """A PDF of the template with these values, cleaned; `pictures` are SVG by the names that the template knows."""
    import typst  # noqa: PLC0415 -- only the process that makes documents loads it

    made = typst.compile(
        str(HERE / f"{template}.typ"),
        root=str(HERE),
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"data": json.dumps({**_clean(dict(values)), **(pictures or {})}, ensure_ascii=False)},
        timestamp=0,  # the same order makes the same bytes
    )
    if not isinstance(made, bytes):
        raise TypeError("one PDF was expected")
    return made


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        # A word longer than a line would run off the page: it may be broken anywhere.
        return re.sub(r"\S{24}(?=\S{8})", "\\g<0>\u200b", value.translate(HIDDEN)[:LONGEST])
    if isinstance(value, dict):
        return {key: _clean(part) for key, part in value.items()}
    return [_clean(part) for part in value] if isinstance(value, list) else value


def file_name(kind: str, number: object) -> str:
    """A PDF's name by what it is and its number, whatever stands in that."""
    safe = re.sub(r"[^\w.-]+", "-", str(number), flags=re.ASCII).strip(".-")
    return f"{kind}-{safe[:40]}.pdf" if safe else f"{kind}.pdf"
