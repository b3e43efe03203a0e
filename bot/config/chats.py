"""The configuration's tables on the association's chats."""

from typing import Annotated, Literal

from pydantic import Field

from bot.config.kinds import Days, Hour, Rule, Section
from domain.association import Localized
from domain.chats.entities import ChatKind
from domain.entry.entities import EntryTerms
from domain.moderation.entities import FilterTerms, ModerationTerms
from domain.publications.entities import PublicationTerms
from domain.time import DAY, HOUR

MINUTE = HOUR // 60


class EntryConfig(Section):
    """How people come into the chats; `greeting_minutes` 0 for no greeting."""

    answer_hours: Annotated[int, Field(ge=1, le=720)] = 48
    greeting_minutes: Annotated[int, Field(ge=0, le=2880)] = 10

    def terms(self, rules: tuple[Localized, ...], group_link: str) -> EntryTerms:
        """The same as the domain knows it."""
        return EntryTerms(self.answer_hours * HOUR, self.greeting_minutes * MINUTE, rules, group_link)


StopWord = Annotated[str, Field(min_length=2, max_length=60)]


class FilterConfig(Section):
    """Which messages of newcomers wait for a moderator; by default none."""

    newcomer_hours: Annotated[int, Field(ge=1, le=720)] = 24
    links: bool = False
    forwards: bool = False
    per_minute: Annotated[int, Field(ge=0, le=100)] = 0
    stop_words: Annotated[tuple[StopWord, ...], Field(max_length=1000)] = ()

    def terms(self) -> FilterTerms:
        """The same as the domain knows it."""
        words = frozenset(word.casefold() for word in self.stop_words)
        return FilterTerms(self.newcomer_hours, self.links, self.forwards, self.per_minute, words)


class ModerationConfig(Section):
    """How order is kept in the chats; `rules` are shown numbered from 1."""

    rules: Annotated[tuple[Rule, ...], Field(max_length=10)] = ()
    warning_days: Days = 180
    delete_message: bool = True
    newcomer_hours: Annotated[int, Field(ge=0, le=720)] = 24
    notice_minutes: Annotated[int, Field(ge=1, le=2880)] = 60
    evidence_days: Days = 365
    reports_per_hour: Annotated[int, Field(ge=1, le=1000)] = 10
    filter: FilterConfig = FilterConfig()

    def terms(self) -> ModerationTerms:
        """The same as the domain knows it."""
        return ModerationTerms(
            self.rules,
            self.warning_days * DAY,
            self.delete_message,
            self.newcomer_hours * HOUR,
            self.notice_minutes * MINUTE,
            self.evidence_days * DAY,
            self.reports_per_hour,
            self.filter.terms(),
        )


Weekday = Annotated[int, Field(ge=1, le=7)]
Kinds = Annotated[tuple[Literal["participants", "channel", "group"], ...], Field(max_length=3)]


class PublicationsConfig(Section):
    """News that people propose, marketing's plan of posts, and the weekly summary."""

    most_waiting: Annotated[int, Field(ge=1, le=100)] = 3
    news_to: Annotated[Kinds, Field(min_length=1)] = ("participants",)
    posts_to: Kinds = ("participants",)
    summaries_to: Kinds = ("participants",)
    late_hours: Annotated[int, Field(ge=1, le=168)] = 3
    working_days: Annotated[tuple[Weekday, ...], Field(max_length=7)] = (1, 2, 3, 4, 5)
    remind_hour: Hour = 16
    summary_day: Annotated[int, Field(ge=0, le=7)] = 5
    summary_hour: Hour = 15

    def terms(self, time_zone: str) -> PublicationTerms:
        """The same as the domain knows it."""
        return PublicationTerms(
            most_waiting=self.most_waiting,
            news=frozenset(map(ChatKind, self.news_to)),
            posts=frozenset(map(ChatKind, self.posts_to)),
            summaries=frozenset(map(ChatKind, self.summaries_to)),
            late=self.late_hours * HOUR,
            remind_hour=self.remind_hour,
            working_days=frozenset(self.working_days),
            summary=(self.summary_day, self.summary_hour) if self.summary_day else None,
            time_zone=time_zone,
        )
