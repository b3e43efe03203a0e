"""Events of moderation."""

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
    Named,
    Sanction,
    Standing,
)
from domain.people import Person
from domain.refusal import Refusal


@dataclass(frozen=True, slots=True)
class IncidentCard(Event):
    """A message at issue, at every place where moderators see it.

    `people` are the names on it; `fresh`: it is shown for the first time; `trouble` is Telegram's error when an act
    could not be undone.
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
    covered: bool = False  # by a warning: it is a breach, whatever its stage
    fresh: bool = False
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class HandCard(Event):
    """An act done in Telegram itself, for which a reason is asked; the fields as above."""

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
    """A person is warned; `person` may be unknown to the program, and is None for a channel."""

    warning: GivenWarning
    chat: Chat
    incident: Incident
    person: Person | None
    rule: Localized | None
    stays: int  # how long a notice in the group stays, microseconds
    in_group: bool = False  # the person could not be told in private


@dataclass(frozen=True, slots=True)
class MessagesTakenAway(Event):
    """Messages are deleted from a chat."""

    chat: Chat
    incident: Incident


@dataclass(frozen=True, slots=True)
class SanctionImposed(Event):
    """A person is removed, muted or blocked; `person` as in WarningIssued."""

    sanction: Sanction
    chat: Chat
    person: Person | None


@dataclass(frozen=True, slots=True)
class SanctionUndone(Event):
    """A moderator undid a sanction; `by_hand`: in Telegram itself."""

    sanction: Sanction
    chat: Chat
    person: Person | None
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class SanctionEnded(Event):
    """A block or mute expired."""

    sanction: Sanction
    chat: Chat
    person: Person | None


@dataclass(frozen=True, slots=True)
class WarningLifted(Event):
    """A warning was lifted."""

    warning: GivenWarning
    chat: Chat
    person: Person | None


@dataclass(frozen=True, slots=True)
class MessageReported(Event):
    """A message was reported.

    `recent`: how many of the chat were reported within THANKS_STAY, this one included; 0 if this was no first report.
    """

    person: Person
    chat: Chat
    incident: Incident
    recent: int


@dataclass(frozen=True, slots=True)
class ConfirmationNeeded(Event):
    """An anonymous administrator gave a command, and must confirm by a button who they are."""

    chat: Chat
    pending: int
    at: int


@dataclass(frozen=True, slots=True)
class Acted(Event):
    """The outcome, for the moderator who acted."""

    person: Person
    verdict: str


@dataclass(frozen=True, slots=True)
class MessageHeld(Event):
    """The filter removed a newcomer's message until a moderator decides."""

    chat: Chat
    incident: Incident
    person: Person
    stays: int


@dataclass(frozen=True, slots=True)
class MessageReleased(Event):
    """A moderator released a held message."""

    chat: Chat
    incident: Incident


@dataclass(frozen=True, slots=True)
class AppealMade(Event):
    """A person appealed against a warning or a sanction."""

    person: Person


@dataclass(frozen=True, slots=True)
class AppealDecided(Event):
    """Another moderator decided an appeal."""

    appeal: Appeal
    chat: Chat
    person: Person


@dataclass(frozen=True, slots=True)
class WarningsShown(Event):
    """A person's valid warnings; `of` is whose, if a moderator looks at another's."""

    person: Person
    standing: Sequence[Standing]
    rules: Sequence[Localized]
    of: Named | None = None


@dataclass(frozen=True, slots=True)
class LogShown(Event):
    """The latest entries of the moderation log, newest first."""

    person: Person
    entries: Sequence[LogEntry]
    chat_id: int  # where it was asked for


Events = tuple[Event | Refusal, ...]
