"""The configuration's tables: what stands in them, and which values are right."""

import re
from typing import Annotated, Any, Literal

from pydantic import Field, SecretStr, field_validator

from bot.config.kinds import (
    DatabaseAddress,
    Days,
    Host,
    Hour,
    Identifier,
    Line,
    Paragraph,
    ProxyAddress,
    Region,
    SafeAddress,
    Section,
    WebhookAddress,
    fits,
)
from domain.operations import Retention
from domain.time import DAY, HOUR
from domain.webinars.entities import WebinarKind, WebinarTerms


class Telegram(Section):
    """How the Bot API is reached."""

    token: Annotated[SecretStr, Field(max_length=256)] | None = None
    api_base: Annotated[SafeAddress, Field(min_length=1)] = "https://api.telegram.org"
    proxy: ProxyAddress = ""
    mode: Literal["polling", "webhook"] = "polling"
    poll_seconds: Annotated[int, Field(ge=0, le=50)] = 25
    conflict_seconds: Annotated[float, Field(ge=0, le=3600)] = 30
    timeout_seconds: Annotated[float, Field(gt=0, le=600)] = 30
    bulk_per_second: Annotated[float, Field(ge=0.01, le=1000)] = 25
    chat_per_second: Annotated[float, Field(ge=0.01, le=1000)] = 1

    @field_validator("token")
    @classmethod
    def _is_token(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not re.fullmatch(r"\d+:[A-Za-z0-9_-]+", value.get_secret_value()):
            raise ValueError("expected the form 123456:ABC-DEF… that @BotFather gives")
        return value


class Webhook(Section):
    """Where Telegram brings updates, in the mode «webhook»."""

    url: WebhookAddress = ""
    host: Host = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65535)] = 8080
    secret: Annotated[SecretStr, Field(max_length=256)] | None = None

    @field_validator("secret")
    @classmethod
    def _is_secret(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not re.fullmatch(r"[A-Za-z0-9_-]{16,256}", value.get_secret_value()):
            raise ValueError("expected 16 to 256 Latin letters, digits, _ and -")
        return value


class DatabaseConfig(Section):
    """Where everything is kept."""

    url: DatabaseAddress = "sqlite+aiosqlite:///var/artel.db"


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

    files: Annotated[
        tuple[Annotated[Line, Field(min_length=1, max_length=200)], ...], Field(max_length=50)
    ] = ()
    phone_region: Region = "RU"
    nudge_hours: Annotated[int, Field(ge=1, le=8760)] = 24


class GroupsConfig(Section):
    """How members are spread over the working groups."""

    balance: Annotated[float, Field(ge=1, le=100)] = 1.5


class ApplicationsConfig(Section):
    """How people apply for membership, and what stands in the documents they sign."""

    confirm_in_chat: bool = False
    most_pages: Annotated[int, Field(ge=1, le=100)] = 20
    payment: Paragraph = Field(default_factory=dict)
    city: Annotated[Line, Field(max_length=100)] = ""
    signatory: Annotated[Line, Field(max_length=200)] = ""
    signer: Annotated[Line, Field(max_length=100)] = ""
    requisites: Annotated[str, Field(max_length=1000)] = ""


# A chat's number, or the name of a public one.
ChatAddress = (
    Annotated[int, Field(ge=-(2**52), lt=0)]
    | Annotated[str, Field(max_length=33), fits(r"@\w{4,32}", "a chat's number, or @name")]
)
CodeWord = Annotated[str, Field(max_length=24), fits(r"[^\W\d_]{2,24}", "a word of 2 to 24 letters")]


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
    topic: Identifier = ""
    planning_day: Annotated[int, Field(ge=1, le=28)] = 20
    chats: Annotated[dict[Identifier, ChatAddress], Field(max_length=100)] = Field(default_factory=dict)
    certificates: Annotated[tuple[WebinarKind, ...], Field(max_length=len(WebinarKind))] = ()
    code_words: Annotated[tuple[CodeWord, ...], Field(max_length=200)] = ()

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
