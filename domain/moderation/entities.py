"""Messages at issue, warnings, sanctions, appeals. Moments in microseconds UTC."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.association import Localized
from domain.people import Person
from domain.time import DAY, HOUR


class AuthorKind(StrEnum):
    """The kinds of authors of messages in a group."""

    PERSON = "person"
    CHANNEL = "channel"  # a person who writes as their channel
    BOT = "bot"
    SELF = "self"  # this program
    ANONYMOUS = "anonymous"  # an anonymous administrator
    LINKED = "linked"  # a post of the linked channel
    SERVICE = "service"  # a service message: somebody joined, something was pinned


@dataclass(frozen=True, slots=True)
class Author:
    """The author of a message; `id` is a person's, or a channel's (negative)."""

    kind: AuthorKind
    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Written:
    """A message in a group, as a reply to it shows it; `at` is when it was written or last edited.

    A negative id: the message predates the migration to a supergroup.
    """

    chat_id: int
    message_id: int
    author: Author
    text: str
    at: int
    in_album: bool = False


class ModerationAct(StrEnum):
    """What a moderator can do about a message."""

    WARN = "warn"
    REMOVE = "remove"
    MUTE = "mute"
    BLOCK = "block"
    SPAM = "spam"  # an obvious spammer, banned for ever without a warning


TIMED = frozenset({ModerationAct.MUTE, ModerationAct.BLOCK})


class Stage(StrEnum):
    """The stage of a message at issue."""

    REPORTED = "reported"
    HELD = "held"  # removed by the filter until a moderator decides
    WARNED = "warned"  # a warning was given for it
    JOINED = "joined"  # evidence of a warning given for another message
    BREACH = "breach"  # written after a valid warning: moderators may act
    SETTLED = "settled"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class Incident:
    """A message at issue, with the evidence that is kept; `message_id` is the first of an album.

    A negative id: the message predates the migration to a supergroup.
    """

    id: int
    chat_number: int
    message_id: int
    message_ids: Sequence[int]
    subject_id: int
    name: str
    text: str
    written_at: int
    stage: Stage
    created_at: int
    warning_id: int | None = None
    why: str = ""  # the filter's finding
    shown: bool = False  # whether moderators have a card of it
    failure: str = ""  # Telegram's error where the message was to be deleted and stays


@dataclass(frozen=True, slots=True)
class GivenWarning:
    """A warning to a person in one chat; `rule` is the number of a rule, 0 for none.

    A warning that didn't reach the person is lifted by nobody; `failure` is Telegram's error then.
    """

    id: int
    incident_id: int
    chat_number: int
    subject_id: int
    moderator_id: int
    rule: int
    words: str
    at: int
    expires_at: int
    lifted_at: int | None = None
    lifted_by: int | None = None
    failure: str = ""

    def covers(self, moment: int) -> bool:
        """Whether a message of that moment was written while the warning was valid."""
        return self.lifted_at is None and self.at < moment <= self.expires_at


@dataclass(frozen=True, slots=True)
class Sanction:
    """A sanction; `until` is None for ever. `by_hand`: done in Telegram itself, not by this program.

    `ended_at` is when it expired, `failure` Telegram's error if it could not be carried out.
    """

    id: int
    incident_id: int | None
    chat_number: int
    subject_id: int
    name: str
    moderator_id: int
    act: ModerationAct
    at: int
    until: int | None = None
    by_hand: bool = False
    reason: str = ""
    ended_at: int | None = None
    undone_at: int | None = None
    undone_by: int | None = None
    failure: str = ""

    @property
    def holds(self) -> bool:
        """Whether it was imposed and not undone."""
        return self.ended_at is None and self.undone_at is None and not self.failure


@dataclass(frozen=True, slots=True)
class Appeal:
    """An appeal against a warning or a sanction, decided by another moderator."""

    id: int
    warning_id: int | None
    sanction_id: int | None
    person_id: int
    words: str
    at: int
    decided_at: int | None = None
    decided_by: int | None = None
    upheld: bool = False


@dataclass(frozen=True, slots=True)
class FilterTerms:
    """What the filter holds back of newcomers' messages; nothing by default."""

    hours: int = 24  # how long a person counts as a newcomer
    links: bool = False
    forwards: bool = False
    per_minute: int = 0  # messages; 0 for no limit
    stop_words: frozenset[str] = frozenset()

    @property
    def on(self) -> bool:
        """Whether the filter is on."""
        return self.links or self.forwards or self.per_minute > 0 or bool(self.stop_words)


@dataclass(frozen=True, slots=True)
class ModerationTerms:
    """The association's settings for moderation."""

    rules: Sequence[Localized] = ()
    warning: int = 180 * DAY  # how long one is valid
    delete: bool = True  # whether to delete the message that a warning is for
    newcomer: int = 24 * HOUR  # within this time a spammer needs no warning; 0: never
    notice: int = HOUR  # how long a notice in the group stays
    evidence: int = 365 * DAY  # how long messages at issue are kept
    reports: int = 10  # messages that one person may report within an hour
    filter: FilterTerms = FilterTerms()


@dataclass(frozen=True, slots=True)
class Named:
    """A person on a card, perhaps known only by id."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One entry of the moderation log."""

    at: int
    act: str
    actor: Named
    subject: Named
    chat: str


@dataclass(frozen=True, slots=True)
class Standing:
    """A valid warning, as shown to its receiver or a moderator."""

    warning: GivenWarning
    chat: str


def named(person: Person | None, person_id: int) -> Named:
    """Somebody by the name they agreed to be known by."""
    return Named(person_id, (person.name or "") if person is not None else "")
