"""The configuration's table on the association itself."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, field_validator

from bot.config.kinds import (
    LOCALES,
    Channel,
    Email,
    Identifier,
    Language,
    Line,
    Name,
    Paragraph,
    Section,
    ShortName,
    Site,
    TimeZone,
    Title,
    WebAddress,
)
from bot.forms import SOURCES
from domain.association import Association, Package, Topic, WorkingGroup


class TopicConfig(Section):
    """A topic of mailings."""

    id: Annotated[Identifier, Field(min_length=1)]
    title: Title


Roubles = Annotated[Decimal, Field(ge=0, le=10_000_000, decimal_places=2)]


class PackageConfig(Section):
    """A package of participation; `fee` in roubles a year, `entry_fee` once. `kind` is who can have it: by its id, if not said."""

    id: Annotated[Identifier, Field(min_length=1)]
    title: Title
    fee: Roubles
    entry_fee: Roubles = Decimal(0)
    kind: Literal["person", "organisation"] | None = None
    gives: Annotated[tuple[Name, ...], Field(max_length=30)] = ()

    def package(self) -> Package:
        """The same as the domain knows it."""
        kind = self.kind or self.id
        return Package(self.id, self.title, int(self.fee * 100), self.gives, int(self.entry_fee * 100), kind)


class WorkingGroupConfig(Section):
    """A working group."""

    id: Annotated[Identifier, Field(min_length=1)]
    title: Title


class AssociationConfig(Section):
    """The facts of the association."""

    name: Name
    short_name: ShortName
    mission: Paragraph
    site: Site
    email: Email
    channel: Channel
    group_link: WebAddress = ""
    time_zone: TimeZone
    time_zones: Annotated[tuple[TimeZone, ...], Field(max_length=50)] = ()
    languages: Annotated[tuple[Language, ...], Field(min_length=1, max_length=10)]
    default_language: Language
    consent_version: Annotated[Line, Field(min_length=1, max_length=32)]
    topics: Annotated[tuple[TopicConfig, ...], Field(min_length=1, max_length=20)]
    packages: Annotated[tuple[PackageConfig, ...], Field(max_length=20)] = ()
    working_groups: Annotated[tuple[WorkingGroupConfig, ...], Field(max_length=50)] = ()

    @field_validator("languages")
    @classmethod
    def _are_written(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        known = sorted(path.name for path in LOCALES.iterdir() if path.is_dir())
        if unknown := set(value) - set(known):
            raise ValueError(f"no texts in {', '.join(sorted(unknown))}; there are {', '.join(known)}")
        return value

    @field_validator("working_groups")
    @classmethod
    def _are_no_other_audience(cls, value: tuple[WorkingGroupConfig, ...]) -> tuple[WorkingGroupConfig, ...]:
        if kept := {group.id for group in value} & set(SOURCES["webinar-audiences"]):
            raise ValueError(f"the id {kept.pop()} is kept for an audience of webinars")
        return value

    def facts(self) -> Association:
        """The same as the domain knows it."""
        plain = self.model_dump(exclude={"topics", "packages", "working_groups"})
        return Association(
            **plain,
            topics=tuple(Topic(topic.id, topic.title) for topic in self.topics),
            packages=tuple(package.package() for package in self.packages),
            working_groups=tuple(WorkingGroup(group.id, group.title) for group in self.working_groups),
        )
