"""The configuration's table on the association itself."""

from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, field_validator, model_validator

from bot.config.sections import LOCALES, Identifier, OptionalWebAddress, Section, Text, distinct, time_zone_of
from bot.forms import SOURCES
from domain.association import Association, Package, Topic, WorkingGroup


class TopicConfig(Section):
    """A topic of mailings."""

    id: Identifier
    title: Text


Roubles = Annotated[Decimal, Field(ge=0, le=10_000_000, decimal_places=2)]


class PackageConfig(Section):
    """A package of participation; `fee` in roubles a year, `entry_fee` once. `kind` is who can have it: by its id, if not said."""

    id: Identifier
    title: Text
    fee: Roubles
    entry_fee: Roubles = Decimal(0)
    kind: Literal["person", "organisation"] | None = None
    gives: tuple[Text, ...] = ()

    def package(self) -> Package:
        """The same as the domain knows it."""
        kind = self.kind or self.id
        return Package(self.id, self.title, int(self.fee * 100), self.gives, int(self.entry_fee * 100), kind)


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
    time_zone: Annotated[str, AfterValidator(time_zone_of)]
    time_zones: tuple[Annotated[str, AfterValidator(time_zone_of)], ...] = ()
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
            packages=tuple(package.package() for package in self.packages),
            working_groups=tuple(WorkingGroup(group.id, group.title) for group in self.working_groups),
        )
