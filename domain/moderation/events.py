"""What moderators bring about, and why something can't be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.association import Localized
from domain.chats.entities import CardPlace, Chat
from domain.events import Event
from domain.moderation.entities import (
    Appeal,
    GivenWarning,
    Incident,
    LogEntry,
    ModerationAct,
    Named,
    Sanction,
    Standing,
)
from domain.moderation.policy import RejectionReason
from domain.people import Person
from domain.refusal import Refusal


@dataclass(frozen=True, slots=True)
class IncidentCard(Event):
    """A message at issue as moderators see it, at every place where it is shown.

    `people` are the names of whoever stands in it; `fresh`: it is shown for the first time; `trouble` is what
    Telegram said where it refused to take an act back.
    """

    incident: Incident
    chat: Chat
    places: Sequence[CardPlace]
    rules: Sequence[Localized]
    people: Mapping[int, Named]
    reports: int
    warning: GivenWarning | None = None
    sanction: Sanction | None = None
    appeal: Appeal | None = None
    covered: bool = False  # by a warning: it is a breach, whoever has looked at it
    fresh: bool = False
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class HandCard(Event):
    """What somebody did in Telegram itself, past the program, for which a reason is asked; the rest as above."""

    sanction: Sanction
    chat: Chat
    places: Sequence[CardPlace]
    rules: Sequence[Localized]
    people: Mapping[int, Named]
    appeal: Appeal | None = None
    fresh: bool = False
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class WarningIssued(Event):
    """Somebody is warned; `person` is them, perhaps unknown to the program, or None for a channel."""

    warning: GivenWarning
    chat: Chat
    incident: Incident
    person: Person | None
    rule: Localized | None
    stays: int  # how long a notice in the group stays, microseconds
    in_group: bool = False  # they could not be told in private


@dataclass(frozen=True, slots=True)
class MessagesTakenAway(Event):
    """Messages go from a chat."""

    chat: Chat
    incident: Incident


@dataclass(frozen=True, slots=True)
class SanctionImposed(Event):
    """Somebody is removed, muted or blocked; `person` as in WarningIssued."""

    sanction: Sanction
    chat: Chat
    person: Person | None


@dataclass(frozen=True, slots=True)
class SanctionUndone(Event):
    """A moderator took a sanction back; `by_hand`: in Telegram itself."""

    sanction: Sanction
    chat: Chat
    person: Person | None
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class SanctionEnded(Event):
    """A block or a mute is over by itself."""

    sanction: Sanction
    chat: Chat
    person: Person | None


@dataclass(frozen=True, slots=True)
class WarningLifted(Event):
    """A warning counts no more."""

    warning: GivenWarning
    chat: Chat
    person: Person | None


@dataclass(frozen=True, slots=True)
class MessageReported(Event):
    """Somebody reported a message; `fresh`: nobody had before."""

    person: Person
    chat: Chat
    incident: Incident
    fresh: bool


@dataclass(frozen=True, slots=True)
class ConfirmationNeeded(Event):
    """An administrator who hides behind the group wants something done: whoever it is has to say so by a button."""

    chat: Chat
    pending: int
    at: int


@dataclass(frozen=True, slots=True)
class Refused(Event):
    """What a moderator wanted can't be; nothing has happened to anybody."""

    person: Person
    chat: Chat
    act: ModerationAct
    why: RejectionReason
    private: bool  # whether they can be told so in private


@dataclass(frozen=True, slots=True)
class Acted(Event):
    """What the moderator who acts hears of it."""

    person: Person
    verdict: str


@dataclass(frozen=True, slots=True)
class MessageHeld(Event):
    """The filter took a newcomer's message away until a moderator has looked."""

    chat: Chat
    incident: Incident
    person: Person
    stays: int


@dataclass(frozen=True, slots=True)
class MessageReleased(Event):
    """A moderator let a held message through."""

    chat: Chat
    incident: Incident


@dataclass(frozen=True, slots=True)
class AppealMade(Event):
    """Somebody answered a warning or a sanction."""

    person: Person


@dataclass(frozen=True, slots=True)
class AppealDecided(Event):
    """Another moderator decided an appeal."""

    appeal: Appeal
    chat: Chat
    person: Person


@dataclass(frozen=True, slots=True)
class WarningsShown(Event):
    """Somebody's valid warnings; `of` is whose, where a moderator looks at another's."""

    person: Person
    standing: Sequence[Standing]
    rules: Sequence[Localized]
    of: Named | None = None


@dataclass(frozen=True, slots=True)
class LogShown(Event):
    """What moderators did last, newest first."""

    person: Person
    entries: Sequence[LogEntry]
    chat_id: int  # where it was asked for


Events = tuple[Event, ...]


class NothingToUndo(Refusal):
    """There is nothing in force any more that could be taken back."""


class NothingToAppeal(Refusal):
    """The warning or sanction isn't theirs, is over, or was appealed against before."""


class OwnDecision(Refusal):
    """Nobody decides on an appeal against what they did themselves."""


class IncidentGone(Refusal):
    """The message at issue is kept no longer, or the chat is no longer the association's."""
