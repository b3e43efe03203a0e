"""What moderators deal with: messages at issue, warnings, sanctions, appeals. Moments in microseconds UTC."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.association import Localized
from domain.people import Person
from domain.time import DAY, HOUR


class AuthorKind(StrEnum):
    """Who a message in a group can be from."""

    PERSON = "person"
    CHANNEL = "channel"  # somebody who writes as a channel of theirs
    BOT = "bot"
    SELF = "self"  # this program
    ANONYMOUS = "anonymous"  # an administrator who hides behind the group
    LINKED = "linked"  # a post that the linked channel brought
    SERVICE = "service"  # nobody's words: somebody came, something was pinned


@dataclass(frozen=True, slots=True)
class Author:
    """Whoever wrote a message; `id` is a person's, or a channel's (negative)."""

    kind: AuthorKind
    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Written:
    """A message in a group, as the one who points at it shows it; `at` is when it was written or last edited.

    Below zero is the id of one that stayed behind when the group became a supergroup.
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
    SPAM = "spam"  # an unmistakable spammer, for ever and without a warning


TIMED = frozenset({ModerationAct.MUTE, ModerationAct.BLOCK})


class Stage(StrEnum):
    """Where a message at issue stands."""

    REPORTED = "reported"
    HELD = "held"  # the filter took it away until a moderator has looked
    WARNED = "warned"  # for it a warning was given
    JOINED = "joined"  # it belongs to the evidence of a warning given for another
    BREACH = "breach"  # written after a valid warning: moderators may act
    SETTLED = "settled"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class Incident:
    """A message at issue, and the evidence that is kept of it; `message_id` is the first of an album.

    Below zero is the id of one that stayed behind when the group became a supergroup: nobody points at it any more.
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
    why: str = ""  # what the filter found
    shown: bool = False  # whether moderators have a card of it


@dataclass(frozen=True, slots=True)
class GivenWarning:
    """One warning to somebody in one chat; `rule` is a number of the rules, 0 for none."""

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

    def covers(self, moment: int) -> bool:
        """Whether a message of that moment was written while the warning was valid."""
        return self.lifted_at is None and self.at < moment <= self.expires_at


@dataclass(frozen=True, slots=True)
class Sanction:
    """What was done to somebody; `until` is None for ever. `by_hand`: in Telegram itself, past the program.

    `ended_at` is when it ended by itself, `failure` what Telegram said where it refused to carry it out.
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
        """Whether it is in force, or was and nothing more is to be done about it."""
        return self.ended_at is None and self.undone_at is None and not self.failure


@dataclass(frozen=True, slots=True)
class Appeal:
    """Somebody's answer to a warning or a sanction, which another moderator decides."""

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
    """What the filter holds of newcomers' messages; nothing by default."""

    hours: int = 24  # for which somebody is a newcomer
    links: bool = False
    forwards: bool = False
    per_minute: int = 0  # messages; 0 for no limit
    stop_words: frozenset[str] = frozenset()

    @property
    def on(self) -> bool:
        """Whether it looks for anything at all."""
        return self.links or self.forwards or self.per_minute > 0 or bool(self.stop_words)


@dataclass(frozen=True, slots=True)
class ModerationTerms:
    """The association's rules of moderation."""

    rules: Sequence[Localized] = ()
    warning: int = 180 * DAY  # how long one is valid
    delete: bool = True  # whether what a warning is for goes
    newcomer: int = 24 * HOUR  # within which a spammer needs no warning; 0: never
    notice: int = HOUR  # how long a notice in the group stays
    evidence: int = 365 * DAY  # how long messages at issue are kept
    reports: int = 10  # messages that one person may report within an hour
    filter: FilterTerms = FilterTerms()


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody in a card: a person of whom perhaps only the id is known."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One line of what moderators did."""

    at: int
    act: str
    actor: Named
    subject: Named
    chat: str


@dataclass(frozen=True, slots=True)
class Standing:
    """A valid warning as its receiver or a moderator reads of it."""

    warning: GivenWarning
    chat: str


def named(person: Person | None, person_id: int) -> Named:
    """Somebody by the name they agreed to be known by."""
    return Named(person_id, (person.name or "") if person is not None else "")
