"""The configuration's tables on the association's chats."""

from typing import Annotated

from pydantic import Field

from bot.config.sections import Section
from domain.association import Localized
from domain.entry import EntryTerms
from domain.operations import HOUR

MINUTE = HOUR // 60


class EntryConfig(Section):
    """How people come into the chats; `greeting_minutes` 0 for no greeting."""

    answer_hours: Annotated[int, Field(ge=1, le=720)] = 48
    greeting_minutes: Annotated[int, Field(ge=0, le=2880)] = 10

    def terms(self, rules: tuple[Localized, ...], group_link: str) -> EntryTerms:
        """The same as the domain knows it."""
        return EntryTerms(self.answer_hours * HOUR, self.greeting_minutes * MINUTE, rules, group_link)
