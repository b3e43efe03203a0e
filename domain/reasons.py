"""The reason of a decision, or a question to somebody: a text that can't be empty."""

from __future__ import annotations

from domain.people import Person
from domain.refusal import Refusal

LONGEST_TEXT = 2000  # characters of a reason, a question or an answer to it


def said(person: Person, text: str) -> str:
    """A text that is worth keeping, at most LONGEST_TEXT characters. Raises ReasonMissing for an empty one."""
    text = text.strip()[:LONGEST_TEXT].strip()
    if not text:
        raise ReasonMissing(person)
    return text


class ReasonMissing(Refusal):
    """The decision has to have a reason, or the question a text."""
