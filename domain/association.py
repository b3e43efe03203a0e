"""What the association is: names, links, packages, groups and topics, all from configuration."""

from collections.abc import Mapping
from dataclasses import dataclass

Localized = Mapping[str, str]  # language -> text


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of mailings that a person can subscribe to."""

    id: str
    title: Localized


@dataclass(frozen=True, slots=True)
class Package:
    """A package of participation; `fee` is kopecks a year, `gives` stands in the official order.

    `entry_fee` is paid once, in kopecks; `kind` is who can have it: a person or an organisation.
    """

    id: str
    title: Localized
    fee: int
    gives: tuple[Localized, ...]
    entry_fee: int = 0
    kind: str = ""


@dataclass(frozen=True, slots=True)
class WorkingGroup:
    """One of the groups over which all members are spread."""

    id: str
    title: Localized


@dataclass(frozen=True, slots=True)
class Association:
    """Every fact that texts and rules need to know about the association."""

    name: Localized
    short_name: Localized
    mission: Localized
    site: str
    email: str
    channel: str
    group_link: str
    time_zone: str
    time_zones: tuple[str, ...]
    languages: tuple[str, ...]
    default_language: str
    consent_version: str
    topics: tuple[Topic, ...]
    packages: tuple[Package, ...]
    working_groups: tuple[WorkingGroup, ...]

    def speak(self, text: Localized, language: str) -> str:
        """`text` in `language`, or in the default language where it has none."""
        return text.get(language) or text[self.default_language]

    def guess_language(self, code: str | None) -> str:
        """The language to begin with for somebody whose Telegram speaks `code` (an IETF tag)."""
        primary = (code or "").split("-")[0].lower()
        return primary if primary in self.languages else self.default_language

    def topic_ids(self) -> tuple[str, ...]:
        """The topics' ids in the association's order."""
        return tuple(topic.id for topic in self.topics)
