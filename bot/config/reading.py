"""Reading the configuration, and saying what is wrong with it."""

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import Annotated, Any, ClassVar, Self

from dotenv import dotenv_values
from pydantic import (
    BeforeValidator,
    Field,
    ModelWrapValidatorHandler,
    TypeAdapter,
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
    SettingsError,
    TomlConfigSettingsSource,
)

from bot.config.association import AssociationConfig
from bot.config.board import BoardConfig
from bot.config.chats import EntryConfig, ModerationConfig, PublicationsConfig
from bot.config.community import BirthdaysConfig, IntroductionsConfig
from bot.config.dues import DuesConfig
from bot.config.explaining import SECRETS, ConfigError, explain, line, mask_password, unknown_variables
from bot.config.fitting import mistakes
from bot.config.kinds import LOCALES, ROOT, PersonId, WebAddress, distinct
from bot.config.sections import (
    ApplicationsConfig,
    DatabaseConfig,
    FormsConfig,
    GroupsConfig,
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
    admins: Annotated[tuple[PersonId, ...], NoDecode, BeforeValidator(_ids), Field(max_length=100)] = ()
    clock: WebAddress = ""

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
                and name.lower().removeprefix("artel_").partition("__")[0] in settings_cls.model_fields
            }
        toml = TomlConfigSettingsSource(settings_cls, toml_file=config_file())
        return init_settings, env_settings, dotenv_settings, toml

    @field_validator("admins")
    @classmethod
    def _are_distinct(cls, value: tuple[int, ...]) -> tuple[int, ...]:
        return distinct(value)

    @model_validator(mode="wrap")
    @classmethod
    def _whole(cls, given: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        """Name everything that is wrong at once: what is wrong with one table hides nothing in the others."""
        path, lines = config_file(), list[str]()
        tables: dict[str, Any] = {}
        try:
            config = handler(given)
        except ValidationError as error:
            lines += explain(path, error.errors(), cls)
            tables = _right_tables(cls, given, {part["loc"][0] for part in error.errors() if part["loc"]})
        else:
            tables = {name: getattr(config, name) for name in cls.model_fields}
        lines += [line(path, key.split("."), reason, value) for key, value, reason in mistakes(tables)]
        if not lines:
            return config
        if "forms" in tables and "association" in tables:
            try:
                _load_forms(tables["forms"].files, tables["association"].languages)
            except FormMistake as mistake:
                lines.append(str(mistake))
        raise ConfigError("\n".join(lines))

    @cached_property
    def questionnaires(self) -> dict[str, Form]:
        """The forms by their ids. Raises FormMistake."""
        return _load_forms(self.forms.files, self.association.languages)

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


def _load_forms(files: Sequence[str], languages: Sequence[str]) -> dict[str, Form]:
    return load_forms(
        [_beside_configuration(name) for name in files or sorted(_all_forms())], LOCALES, languages
    )


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
    lines = unknown_variables({**os.environ, **dotenv_values(".env")}, Config)
    try:
        lines += _secrets_in_the_file(path)
        config = Config(**overrides)
        _ = config.questionnaires  # a mistake in a form stops the start too
    except (ConfigError, FormMistake) as error:
        lines.append(str(error))
    except SettingsError as error:  # the variable of a table or a list that is no JSON
        named = re.search(r'field "(\w+)"', str(error))
        key = named[1] if named else "the environment"
        lines.append(line(path, [key], "expected JSON", shows=False))
    except (ValueError, OSError) as error:  # a broken TOML file
        lines.append(f"{path.name}: {error}")
    else:
        if needs_token and config.telegram.token is None:
            lines.append(
                "telegram.token is missing: set ARTEL_TELEGRAM__TOKEN (or put it into .env) to the token that @BotFather gave"
            )
        if not lines:
            return config
    raise ConfigError("\n".join(lines))


def _right_tables(model: type[Config], given: Mapping[str, Any], wrong: set[object]) -> dict[str, Any]:
    """The tables in which nothing is wrong."""
    return {
        name: _adapter(model, name).validate_python(given[name])
        if name in given
        else field.get_default(call_default_factory=True)
        for name, field in model.model_fields.items()
        if name not in wrong
    }


@cache
def _adapter(model: type[Config], name: str) -> TypeAdapter[Any]:
    return TypeAdapter(model.model_fields[name].rebuild_annotation())


def _secrets_in_the_file(path: Path) -> list[str]:
    import tomllib  # noqa: PLC0415 -- pydantic-settings loads it too, and only here

    content = tomllib.loads(path.read_text("utf-8"))
    lines = []
    for section, key in (
        ("telegram", "token"),
        ("webhook", "secret"),
        ("dues", "provider_token"),
        ("telegram", "proxy"),
        ("database", "url"),
    ):
        table = content.get(section, {})
        if not isinstance(table, dict):
            continue  # which is wrong anyway
        name = f"ARTEL_{section}__{key}".upper()
        if key in SECRETS and key in table:
            lines.append(f"{path.name}: {section}.{key} is a secret and can't stand in a file: set {name}")
        elif mask_password(str(table.get(key, ""))) != str(table.get(key, "")):
            reason = "has a password, which can't stand in a file"
            lines.append(f"{path.name}: {section}.{key} {reason}: set {name}")
    return lines
