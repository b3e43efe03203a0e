"""Finding people and members by a part of their name."""

from typing import Any

from sqlalchemy import ColumnElement, bindparam, or_


def is_named(name: ColumnElement[Any]) -> ColumnElement[bool]:
    """Whether a name contains what `spellings` gives.

    SQLite folds only Latin letters: a name is looked for as written, and as names are written.
    """
    return or_(
        name.like(bindparam("written"), escape="\\"),
        name.like(bindparam("titled"), escape="\\"),
    )


def spellings(part: str) -> dict[str, str]:
    """The values by which `is_named` looks for a part of a name, whatever signs are in it."""
    part = part.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
    return {"written": f"%{part}%", "titled": f"%{part.title()}%"}
