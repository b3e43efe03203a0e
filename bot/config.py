"""The configuration: config.toml, overridden by the environment; a bad value stops the start."""

import os
import re
from collections import Counter
from decimal import Decimal
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from domain.association import Association, Package, Topic, WorkingGroup
from domain.operations import DAY, Retention

LOCALES = Path(__file__).parent.parent / "locales"


class ConfigError(Exception):
    """The configuration can't be used; the text names each key, its value and the reason."""


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

    def periods(self) -> Retention:
        """The same in microseconds."""
        return Retention(
            asides=self.asides_days * DAY,
            outbox=self.outbox_days * DAY,
            files=self.files_days * DAY,
            guests=self.guests_days * DAY,
        )


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
        twice = [name for name, count in Counter(item.id for item in value).items() if count > 1]
        if twice:
            raise ValueError(f"the id {twice[0]} stands twice")
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


def _ids(value: object) -> object:
    return [part for part in value.replace(" ", "").split(",") if part] if isinstance(value, str) else value


class Config(BaseSettings):
    """Everything that is configured."""

    model_config = SettingsConfigDict(
        env_prefix="ARTEL_",
        env_nested_delimiter="__",
        env_file=".env",
        extra="forbid",
        frozen=True,
        nested_model_default_partial_update=True,
    )
    file: ClassVar[Path]

    telegram: Telegram = Telegram()
    webhook: Webhook = Webhook()
    database: DatabaseConfig = DatabaseConfig()
    retention: RetentionConfig = RetentionConfig()
    association: AssociationConfig
    admins: Annotated[tuple[int, ...], NoDecode, BeforeValidator(_ids)] = ()
    clock: OptionalWebAddress = ""

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 -- the name is pydantic's
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        if isinstance(dotenv_settings, DotEnvSettingsSource):  # other programs keep their own settings there
            dotenv_settings.env_vars = {
                name: value
                for name, value in dotenv_settings.env_vars.items()
                if name.lower().startswith("artel_")
            }
        toml = TomlConfigSettingsSource(settings_cls, toml_file=config_file())
        return init_settings, env_settings, dotenv_settings, toml

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if self.clock and not _is_loopback(self.telegram.api_base):
            raise ValueError(
                f"clock = {self.clock}: another clock is only for a sandbox, and telegram.api_base is not on this machine"
            )
        if self.telegram.mode == "webhook" and (not self.webhook.url or self.webhook.secret is None):
            raise ValueError("telegram.mode = webhook needs webhook.url and ARTEL_WEBHOOK__SECRET")
        return self


def config_file() -> Path:
    """The file that ARTEL_CONFIG names, else config.toml beside the program."""
    return Path(os.environ.get("ARTEL_CONFIG") or Path(__file__).parent.parent / "config.toml")


def load(*, needs_token: bool = True, **overrides: Any) -> Config:
    """Read and check the configuration; `overrides` win over file and environment. Raises ConfigError."""
    path = config_file()
    if not path.is_file():
        raise ConfigError(f"{path}: no such file (ARTEL_CONFIG names the configuration)")
    try:
        _refuse_secrets(path)
        config = Config(**overrides)
    except ValidationError as error:
        raise ConfigError("\n".join(_explain(path, part) for part in error.errors())) from None
    except (ValueError, OSError) as error:  # a broken TOML file, an undecodable list in the environment
        raise ConfigError(f"{path.name} or the environment: {error}") from None
    if needs_token and config.telegram.token is None:
        raise ConfigError(
            "telegram.token is missing: set ARTEL_TELEGRAM__TOKEN (or put it into .env) to the token that @BotFather gave"
        )
    return config


def _refuse_secrets(path: Path) -> None:
    import tomllib  # noqa: PLC0415 -- pydantic-settings loads it too, and only here

    content = tomllib.loads(path.read_text("utf-8"))
    for section, key in (
        ("telegram", "token"),
        ("webhook", "secret"),
        ("telegram", "proxy"),
        ("database", "url"),
    ):
        table = content.get(section, {})
        if not isinstance(table, dict):
            raise ConfigError(f"{section}: expected a table, [{section}] (in {path.name})")
        name = f"ARTEL_{section}__{key}".upper()
        if key in ("token", "secret") and key in table:
            raise ValueError(f"{section}.{key} is a secret and can't stand in a file: set {name}")
        if _mask_password(str(table.get(key, ""))) != str(table.get(key, "")):
            raise ValueError(f"{section}.{key} has a password, which can't stand in a file: set {name}")


def _explain(path: Path, error: Any) -> str:
    where = [str(part) for part in error["loc"]]
    key = ".".join(where)
    reason = error["msg"].removeprefix("Value error, ")
    if not where:
        return f"{path.name}: {reason}"
    if where[-1] in ("token", "secret"):
        value = "(secret)"
    elif error["type"] in ("missing", "extra_forbidden"):  # what is mistyped may be a secret
        return f"{key}: {reason} (in {path.name}, or as ARTEL_{'__'.join(where).upper()})"
    else:
        value = _mask_password(repr(error["input"]))[:200]
    return f"{key} = {value}: {reason} (in {path.name}, or as ARTEL_{'__'.join(where).upper()})"


def _mask_password(text: str) -> str:
    return re.sub(r"([\w.+-]*):(?!//)\S*@", r"\1:…@", text)  # behind a scheme, or without one


def _is_loopback(address: str) -> bool:
    host = urlsplit(address).hostname or ""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
