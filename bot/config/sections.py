"""The configuration's tables: what stands in them, and which values are right."""

import re
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    field_validator,
    model_validator,
)

from bot.forms import SOURCES
from domain.association import Association, Package, Topic, WorkingGroup
from domain.chats import ChatKind
from domain.moderation import FilterTerms, ModerationTerms
from domain.operations import DAY, HOUR, Retention
from domain.publications import PublicationTerms
from domain.webinars import Kind, WebinarTerms

ROOT = Path(__file__).parents[2]
LOCALES = ROOT / "locales"


class Section(BaseModel):
    """A table of the configuration; an unknown key in it is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _web_address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("expected an address like https://api.telegram.org")
    return value.rstrip("/")


def _optional_web_address(value: str) -> str:
    return _web_address(value) if value else value


def _identifier(value: str) -> str:
    if not re.fullmatch(r"[a-z][a-z0-9-]{0,15}", value):
        raise ValueError("expected up to 16 small Latin letters, digits and hyphens, like biodata")
    return value


def _time_zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError):
        raise ValueError("no such time zone; expected one like Europe/Moscow") from None
    return value


WebAddress = Annotated[str, AfterValidator(_web_address)]
OptionalWebAddress = Annotated[str, AfterValidator(_optional_web_address)]
Identifier = Annotated[str, AfterValidator(_identifier)]
Text = dict[str, Annotated[str, Field(min_length=1)]]
Days = Annotated[int, Field(ge=1, le=3650)]


class Telegram(Section):
    """How the Bot API is reached."""

    token: SecretStr | None = None
    api_base: WebAddress = "https://api.telegram.org"
    proxy: OptionalWebAddress = ""
    mode: Literal["polling", "webhook"] = "polling"
    poll_seconds: Annotated[int, Field(ge=0, le=50)] = 25
    conflict_seconds: Annotated[float, Field(ge=0)] = 30
    timeout_seconds: Annotated[float, Field(gt=0)] = 30
    bulk_per_second: Annotated[float, Field(gt=0, le=1000)] = 25
    chat_per_second: Annotated[float, Field(gt=0, le=1000)] = 1

    @field_validator("token")
    @classmethod
    def _is_token(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not re.fullmatch(r"\d+:[A-Za-z0-9_-]+", value.get_secret_value()):
            raise ValueError("expected the form 123456:ABC-DEF… that @BotFather gives")
        return value


class Webhook(Section):
    """Where Telegram brings updates, in the mode «webhook»."""

    url: OptionalWebAddress = ""
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65535)] = 8080
    secret: SecretStr | None = None

    @field_validator("secret")
    @classmethod
    def _is_secret(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not re.fullmatch(r"[A-Za-z0-9_-]{16,256}", value.get_secret_value()):
            raise ValueError("expected 16 to 256 Latin letters, digits, _ and -")
        return value


class DatabaseConfig(Section):
    """Where everything is kept."""

    url: str = "sqlite+aiosqlite:///var/artel.db"

    @field_validator("url")
    @classmethod
    def _is_known(cls, value: str) -> str:
        if not re.match(r"sqlite\+aiosqlite:///.|postgresql\+asyncpg://.", value):
            raise ValueError("expected sqlite+aiosqlite:///file or postgresql+asyncpg://user@host/database")
        return value


class RetentionConfig(Section):
    """How many days what is kept."""

    asides_days: Days = 30
    outbox_days: Days = 30
    files_days: Days = 7
    guests_days: Days = 7
    drafts_days: Days = 180
    refusals_days: Days = 180

    def periods(self) -> Retention:
        """The same in microseconds."""
        return Retention(
            asides=self.asides_days * DAY,
            outbox=self.outbox_days * DAY,
            files=self.files_days * DAY,
            guests=self.guests_days * DAY,
            drafts=self.drafts_days * DAY,
            refusals=self.refusals_days * DAY,
        )


FORMS = (
    "forms/questionnaire-person.toml",
    "forms/questionnaire-organisation.toml",
    "forms/application-person.toml",
    "forms/application-organisation.toml",
    "forms/webinar.toml",
)


class FormsConfig(Section):
    """The forms that people fill in, and what holds for all of them."""

    files: tuple[str, ...] = FORMS
    phone_region: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] = "RU"
    nudge_hours: Annotated[int, Field(ge=1, le=8760)] = 24


class GroupsConfig(Section):
    """How members are spread over the working groups."""

    balance: Annotated[float, Field(ge=1, le=100)] = 1.5


class ApplicationsConfig(Section):
    """How people apply for membership, and what stands in the documents they sign."""

    confirm_in_chat: bool = False
    most_pages: Annotated[int, Field(ge=1, le=100)] = 20
    payment: dict[str, Annotated[str, Field(min_length=1, max_length=400)]] = Field(default_factory=dict)
    city: str = ""
    signatory: str = ""
    signer: str = ""
    requisites: str = ""


Hour = Annotated[int, Field(ge=0, le=23)]


class WebinarsConfig(Section):
    """How people hear of webinars and meetings, are reminded, and get a place that comes free."""

    reminders_minutes: Annotated[tuple[Annotated[int, Field(ge=0, le=43_200)], ...], Field(max_length=5)] = (
        1440,
        60,
        0,
    )
    offer_hours: Annotated[int, Field(ge=1, le=336)] = 24
    quiet_from: Hour = 22
    quiet_until: Hour = 8
    topic: str = ""
    planning_day: Annotated[int, Field(ge=1, le=28)] = 20
    chats: dict[str, Annotated[int, Field(lt=0)] | Annotated[str, Field(pattern=r"^@\w{4,32}$")]] = Field(
        default_factory=dict
    )
    certificates: tuple[Kind, ...] = ()
    code_words: tuple[Annotated[str, Field(pattern=r"^[^\W\d_]{2,24}$")], ...] = ()

    def terms(self, time_zone: str, facts: dict[str, Any]) -> WebinarTerms:
        """The same as the domain knows it."""
        return WebinarTerms(
            reminders=self.reminders_minutes,
            offer=self.offer_hours * HOUR,
            quiet=(self.quiet_from, self.quiet_until),
            chats=self.chats,
            planning_day=self.planning_day,
            topic=self.topic,
            code_words=self.code_words,
            certificates=frozenset(self.certificates),
            time_zone=time_zone,
            facts=facts,
        )


Rule = dict[str, Annotated[str, Field(min_length=1, max_length=300)]]


class FilterConfig(Section):
    """Which messages of newcomers wait for a moderator; by default none."""

    newcomer_hours: Annotated[int, Field(ge=1, le=720)] = 24
    links: bool = False
    forwards: bool = False
    per_minute: Annotated[int, Field(ge=0, le=100)] = 0
    stop_words: tuple[Annotated[str, Field(min_length=2, max_length=60)], ...] = ()

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
            self.notice_minutes * (HOUR // 60),
            self.evidence_days * DAY,
            self.reports_per_hour,
            self.filter.terms(),
        )


Weekday = Annotated[int, Field(ge=1, le=7)]
Kinds = tuple[Literal["participants", "channel", "group"], ...]


class PublicationsConfig(Section):
    """News that people propose, marketing's plan of posts, and the weekly summary."""

    most_waiting: Annotated[int, Field(ge=1, le=100)] = 3
    news_to: Annotated[Kinds, Field(min_length=1)] = ("participants",)
    posts_to: Kinds = ("participants",)
    summaries_to: Kinds = ("participants",)
    late_hours: Annotated[int, Field(ge=1, le=168)] = 3
    working_days: tuple[Weekday, ...] = (1, 2, 3, 4, 5)
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


def distinct(value: tuple[Any, ...]) -> tuple[Any, ...]:
    """The same items; raises ValueError where an id stands twice."""
    twice = [name for name, count in Counter(item.id for item in value).items() if count > 1]
    if twice:
        raise ValueError(f"the id {twice[0]} stands twice")
    return value


class TopicConfig(Section):
    """A topic of mailings."""

    id: Identifier
    title: Text


class PackageConfig(Section):
    """A package of participation; `fee` in roubles a year."""

    id: Identifier
    title: Text
    fee: Annotated[Decimal, Field(ge=0, decimal_places=2)]
    gives: tuple[Text, ...] = ()


class WorkingGroupConfig(Section):
    """A working group."""

    id: Identifier
    title: Text


class AssociationConfig(Section):
    """The facts of the association."""

    name: Text
    short_name: Text
    mission: Text
    site: str
    email: str
    channel: str
    group_link: OptionalWebAddress = ""
    time_zone: Annotated[str, AfterValidator(_time_zone)]
    time_zones: tuple[Annotated[str, AfterValidator(_time_zone)], ...] = ()
    languages: Annotated[tuple[str, ...], Field(min_length=1)]
    default_language: str
    consent_version: Annotated[str, Field(min_length=1, max_length=32)]
    topics: Annotated[tuple[TopicConfig, ...], Field(min_length=1)]
    packages: tuple[PackageConfig, ...] = ()
    working_groups: tuple[WorkingGroupConfig, ...] = ()

    @field_validator("languages")
    @classmethod
    def _are_written(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        known = sorted(path.name for path in LOCALES.iterdir() if path.is_dir())
        if unknown := set(value) - set(known):
            raise ValueError(f"no texts in {', '.join(sorted(unknown))}; there are {', '.join(known)}")
        return value

    @field_validator("topics", "packages", "working_groups")
    @classmethod
    def _are_distinct(cls, value: tuple[Any, ...]) -> tuple[Any, ...]:
        return distinct(value)

    @field_validator("working_groups")
    @classmethod
    def _are_no_other_audience(cls, value: tuple[WorkingGroupConfig, ...]) -> tuple[WorkingGroupConfig, ...]:
        if kept := {group.id for group in value} & set(SOURCES["webinar-audiences"]):
            raise ValueError(f"the id {kept.pop()} is kept for an audience of webinars")
        return value

    @model_validator(mode="after")
    def _speaks_its_default(self) -> Self:
        if self.default_language not in self.languages:
            raise ValueError(f"default_language {self.default_language} is not among languages")
        named = (self.name, self.short_name, self.mission)
        topics = [topic.title for topic in self.topics]
        groups = [group.title for group in self.working_groups]
        packages = [package.title for package in self.packages]
        given = [text for package in self.packages for text in package.gives]
        for text in (*named, *topics, *groups, *packages, *given):
            if self.default_language not in text:
                raise ValueError(f"{text} has no text in {self.default_language}")
        return self

    def facts(self) -> Association:
        """The same as the domain knows it."""
        plain = self.model_dump(exclude={"topics", "packages", "working_groups"})
        return Association(
            **plain,
            topics=tuple(Topic(topic.id, topic.title) for topic in self.topics),
            packages=tuple(
                Package(package.id, package.title, int(package.fee * 100), package.gives)
                for package in self.packages
            ),
            working_groups=tuple(WorkingGroup(group.id, group.title) for group in self.working_groups),
        )
