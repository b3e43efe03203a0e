"""The configuration's tables for what brings people together."""

from typing import Annotated, Literal

from pydantic import Field

from bot.config.kinds import Hour, Identifier, Section, Title
from domain.birthdays import BirthdayTerms
from domain.introductions.entities import Interest, IntroductionTerms
from domain.time import DAY

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class InterestConfig(Section):
    """Something that people can say they are interested in."""

    id: Annotated[Identifier, Field(min_length=1)]
    title: Title


class IntroductionsConfig(Section):
    """When people who want to know others are introduced, and what they can be interested in."""

    weekday: Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] = "tuesday"
    hour: Hour = 11
    weeks: Annotated[int, Field(ge=1, le=52)] = 2
    ask_after_days: Annotated[int, Field(ge=1, le=60)] = 5
    interests: Annotated[tuple[InterestConfig, ...], Field(max_length=20)] = ()

    def terms(self, time_zone: str, quiet: tuple[int, int]) -> IntroductionTerms:
        """The same as the domain knows it."""
        return IntroductionTerms(
            tuple(Interest(interest.id, interest.title) for interest in self.interests),
            WEEKDAYS.index(self.weekday),
            self.hour,
            self.weeks,
            self.ask_after_days * DAY,
            quiet,
            time_zone,
        )


Years = Annotated[int, Field(ge=1, le=120)]


class BirthdaysConfig(Section):
    """When people are congratulated, and which ages and years of membership are jubilees."""

    hour: Hour = 10
    jubilees: Annotated[tuple[Years, ...], Field(max_length=120)] = ()
    memberships: Annotated[tuple[Years, ...], Field(max_length=120)] = ()

    def terms(self, time_zone: str) -> BirthdayTerms:
        """The same as the domain knows it."""
        return BirthdayTerms(self.hour, frozenset(self.jubilees), self.memberships, time_zone)
