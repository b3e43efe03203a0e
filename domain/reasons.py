"""The reason of a decision, or a question to somebody: a text that can't be empty."""

from __future__ import annotations

from domain.people import Person
from domain.refusal import InvalidAnswer

LONGEST_TEXT = 2000  # characters of a reason, a question or an answer to it


def said(person: Person, text: str) -> str:
    """Trim a text to LONGEST_TEXT characters. Raises InvalidAnswer for an empty one."""
    text = text.strip()[:LONGEST_TEXT].strip()
    if not text:
        raise InvalidAnswer(person, "text-missing")
    return text
