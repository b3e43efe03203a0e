"""Reading the configuration, and saying what is wrong with it."""

import os
import re
from collections.abc import Iterable
from functools import cached_property
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any, ClassVar, Self
from urllib.parse import urlsplit

from pydantic import BeforeValidator, ValidationError, model_validator
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from bot.config.association import AssociationConfig
from bot.config.board import BoardConfig
from bot.config.chats import EntryConfig, ModerationConfig, PublicationsConfig
from bot.config.community import BirthdaysConfig, IntroductionsConfig
from bot.config.dues import DuesConfig
from bot.config.sections import (
    LOCALES,
    ROOT,
    ApplicationsConfig,
    DatabaseConfig,
    FormsConfig,
    GroupsConfig,
    OptionalWebAddress,
    RetentionConfig,
    Telegram,
    Webhook,
    WebinarsConfig,
)
from bot.forms import FormMistake, load_forms
from domain.applications.context import ApplicationTerms
from domain.birthdays import BirthdayTerms
from domain.board.ballots import BoardTerms
from domain.dues.entities import DuesTerms
from domain.entry.entities import EntryTerms
from domain.forms.drafts import FormTerms
from domain.forms.entities import Form
from domain.groups.model import Balance
from domain.introductions.entities import IntroductionTerms
from domain.time import HOUR
from domain.webinars.entities import WebinarTerms

DOCUMENTS = "ru"  # the language of the documents that are signed
SECRETS = ("token", "secret", "provider_token")


class ConfigError(Exception):
    """The configuration can't be used; the text names each key, its value and the reason."""


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
    forms: FormsConfig = FormsConfig()
    groups: GroupsConfig = GroupsConfig()
    applications: ApplicationsConfig = ApplicationsConfig()
    board: BoardConfig = BoardConfig()
    webinars: WebinarsConfig = WebinarsConfig()
    moderation: ModerationConfig = ModerationConfig()
    entry: EntryConfig = EntryConfig()
    publications: PublicationsConfig = PublicationsConfig()
    introductions: IntroductionsConfig = IntroductionsConfig()
    birthdays: BirthdaysConfig = BirthdaysConfig()
    dues: DuesConfig = DuesConfig()
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
        known = [topic.id for topic in self.association.topics]
        if self.webinars.topic and self.webinars.topic not in known:
            raise ValueError(
                f"webinars.topic = {self.webinars.topic}: no such topic; there are {', '.join(known)}"
            )
        for number, rule in enumerate(self.moderation.rules, 1):
            if self.association.default_language not in rule:
                raise ValueError(
                    f"moderation.rules, number {number}: no text in {self.association.default_language}"
                )
        for interest in self.introductions.interests:
            if self.association.default_language not in interest.title:
                raise ValueError(
                    f"introductions.interests: {interest.id} has no title in {self.association.default_language}"
                )
        if mistake := self.dues.mistake():
            raise ValueError(mistake)
        if self.introductions.ask_after_days > self.retention.outbox_days:
            raise ValueError(
                "retention.outbox_days is shorter than introductions.ask_after_days: "
                "nobody would know any more who got an introduction"
            )
        return self

    @cached_property
    def questionnaires(self) -> dict[str, Form]:
        """The forms by their ids. Raises FormMistake."""
        files = [_beside_configuration(name) for name in self.forms.files or _all_forms()]
        return load_forms(files, LOCALES, self.association.languages)

    def terms(self) -> Iterable[object]:
        """The terms by which the use cases work, each of a type of its own."""
        return (
            self.application_terms,
            self.birthday_terms,
            self.board_terms,
            self.dues_terms,
            self.entry_terms,
            self.form_terms,
            Balance(self.groups.balance),
            self.introduction_terms,
            self.moderation.terms(),
            self.publications.terms(self.association.time_zone),
            self.retention.periods(),
            self.webinar_terms,
        )

    @cached_property
    def application_terms(self) -> ApplicationTerms:
        """What the domain needs to know about applications, and what documents say of the association."""
        facts, terms, payment = self.association, self.applications, self.applications.payment
        return ApplicationTerms(
            terms.confirm_in_chat,
            terms.most_pages,
            {
                **self._document_facts(),
                "fees": {package.id: int(package.fee * 100) for package in facts.packages},
                "payment": payment.get(DOCUMENTS, payment.get(facts.default_language, "")),
                "requisites": terms.requisites or f"{facts.site}, {facts.email}",
            },
            payment,
        )

    @cached_property
    def board_terms(self) -> BoardTerms:
        """What the domain needs to know about the board's votes; minutes say of the association what applications do."""
        return self.board.terms(self.association.time_zone, dict(self.application_terms.facts or {}))

    @cached_property
    def webinar_terms(self) -> WebinarTerms:
        """What the domain needs to know about webinars."""
        return self.webinars.terms(self.association.time_zone, self._document_facts())

    @cached_property
    def entry_terms(self) -> EntryTerms:
        """What the domain needs to know about coming into the chats."""
        return self.entry.terms(self.moderation.rules, self.association.group_link)

    @cached_property
    def introduction_terms(self) -> IntroductionTerms:
        """What the domain needs to know about introductions; nights are the same as those of webinars' reminders."""
        quiet = (self.webinars.quiet_from, self.webinars.quiet_until)
        return self.introductions.terms(self.association.time_zone, quiet)

    @cached_property
    def birthday_terms(self) -> BirthdayTerms:
        """What the domain needs to know about birthdays."""
        return self.birthdays.terms(self.association.time_zone)

    @cached_property
    def dues_terms(self) -> DuesTerms:
        """What the domain needs to know about dues, and what invoices say."""
        association = self.association
        titles = {
            package.id: package.title.get(DOCUMENTS, package.title[association.default_language])
            for package in association.packages
        }
        packages = tuple(package.package() for package in association.packages)
        return self.dues.terms(association.time_zone, packages, titles, self._document_facts())

    def _document_facts(self) -> dict[str, Any]:
        """What every document says of the association."""
        facts, terms = self.association, self.applications
        return {
            "name": f"«{facts.name.get(DOCUMENTS, facts.name[facts.default_language])}»",
            "time_zone": facts.time_zone,
            "city": terms.city,
            "signatory": terms.signatory,
            "signer": terms.signer,
        }

    @cached_property
    def form_terms(self) -> FormTerms:
        """What the domain needs to know about all forms."""
        return FormTerms(
            forms=self.questionnaires,
            region=self.forms.phone_region,
            time_zone=self.association.time_zone,
            nudge_after=self.forms.nudge_hours * HOUR,
        )


def _beside_configuration(name: str) -> Path:
    """A file that the configuration names: beside it, else beside the program."""
    near = config_file().parent / name
    return near if near.is_file() else ROOT / name


def _all_forms() -> set[str]:
    """The forms that there are, beside the configuration or beside the program."""
    places = (config_file().parent, ROOT)
    return {f"forms/{path.name}" for place in places for path in (place / "forms").glob("*.toml")}


def config_file() -> Path:
    """The file that ARTEL_CONFIG names, else config.toml beside the program."""
    return Path(os.environ.get("ARTEL_CONFIG") or ROOT / "config.toml")


def load(*, needs_token: bool = True, **overrides: Any) -> Config:
    """Read and check the configuration; `overrides` win over file and environment. Raises ConfigError."""
    path = config_file()
    if not path.is_file():
        raise ConfigError(f"{path}: no such file (ARTEL_CONFIG names the configuration)")
    try:
        _refuse_secrets(path)
        config = Config(**overrides)
        _ = config.questionnaires  # a mistake in a form stops the start too
    except FormMistake as error:
        raise ConfigError(str(error)) from None
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
        ("dues", "provider_token"),
        ("telegram", "proxy"),
        ("database", "url"),
    ):
        table = content.get(section, {})
        if not isinstance(table, dict):
            raise ConfigError(f"{section}: expected a table, [{section}] (in {path.name})")
        name = f"ARTEL_{section}__{key}".upper()
        if key in SECRETS and key in table:
            raise ValueError(f"{section}.{key} is a secret and can't stand in a file: set {name}")
        if _mask_password(str(table.get(key, ""))) != str(table.get(key, "")):
            raise ValueError(f"{section}.{key} has a password, which can't stand in a file: set {name}")


def _explain(path: Path, error: Any) -> str:
    where = [str(part) for part in error["loc"]]
    key = ".".join(where)
    reason = error["msg"].removeprefix("Value error, ")
    if not where:
        return f"{path.name}: {reason}"
    if where[-1] in SECRETS:
        value = "(secret)"
    elif isinstance(error["input"], dict) or error["type"] in ("missing", "extra_forbidden"):
        # What is mistyped, or stands in the same table, may be a secret.
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
