"""Saying no: the person is told why, and nothing has changed."""

from __future__ import annotations

from domain.people import Person


class Refusal(Exception):
    """Nothing was done; `person` is told why. Raised before anything is changed.

    `reason` begins with the noun and ends the key of the text, `refused-<noun>-<reason>`; `details` are its variables.
    Derive a class only where more than a text is shown, such as the card as it is now.
    """

    def __init__(self, person: Person, reason: str = "", **details: object) -> None:
        super().__init__(reason or type(self).__name__)
        self.person = person
        self.reason = reason
        self.details = details


class Gone(Refusal):
    """What the person acted on does not exist or has moved on, so the screen that they tapped is replaced."""


class InvalidAnswer(Refusal):
    """What the person typed or sent is no answer to the question, which stays open."""
