"""The configuration's tables: what stands in them, and which values are right."""

import re
from collections import Counter
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    field_validator,
)

from domain.operations import Retention
from domain.time import DAY, HOUR
from domain.webinars.entities import WebinarKind, WebinarTerms

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


def time_zone_of(value: str) -> str:
    """The name of a time zone; raises ValueError where there is none of that name."""
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
            dead_letters=self.asides_days * DAY,
            outbox=self.outbox_days * DAY,
            files=self.files_days * DAY,
            guests=self.guests_days * DAY,
            drafts=self.drafts_days * DAY,
            refusals=self.refusals_days * DAY,
        )


class FormsConfig(Section):
    """The forms that people fill in (without `files` all that there are), and what holds for all of them."""

    files: tuple[str, ...] = ()
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
    certificates: tuple[WebinarKind, ...] = ()
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


def distinct(value: tuple[Any, ...]) -> tuple[Any, ...]:
    """The same items; raises ValueError where an id stands twice."""
    twice = [name for name, count in Counter(item.id for item in value).items() if count > 1]
    if twice:
        raise ValueError(f"the id {twice[0]} stands twice")
    return value
