"""What all refusals have in common: whoever wanted something is told why not, and nothing has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from domain.people import Person


class Refusal(Exception):
    """A use case did nothing; `person` is told why. Raised only before anything is changed."""

    def __init__(self, person: Person) -> None:
        super().__init__(type(self).__name__)
        self.person = person
