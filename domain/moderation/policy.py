"""The one-warning rule, pure; and how long something may last.

The association's rule: moderators may exclude or temporarily block anyone who breaks the rules of communication,
after one warning. A breach is a message written or edited after a valid warning; what is older only joins the
warning's evidence. An unmistakable spammer who has just come in needs no warning.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from domain.moderation.entities import AuthorKind, GivenWarning, ModerationAct, Stage
from domain.time import DAY, HOUR

MINUTE = HOUR // 60
SHORTEST, LONGEST = MINUTE, 365 * DAY  # Telegram takes what is under 30 s or over 366 days for «for ever»
UNITS = {"m": MINUTE, "h": HOUR, "d": DAY, "w": 7 * DAY, "м": MINUTE, "ч": HOUR, "д": DAY, "н": 7 * DAY}
_DURATION = re.compile(r"(?:[0-9]{1,6}[mhdwмчдн]){1,4}")
_PART = re.compile(r"([0-9]{1,6})([mhdwмчдн])")


class RejectionReason(StrEnum):
    """Why a moderator's act is rejected."""

    SELF = "self"
    BOT = "bot"
    ANONYMOUS = "anonymous"
    LINKED = "linked"
    SERVICE = "service"
    PROTECTED = "protected"  # a moderator or an administrator
    NO_WARNING = "no-warning"
    OLDER = "older"  # than the warning
    ALREADY = "already"  # dealt with
    NOT_NEW = "not-new"
    CHANNEL = "channel"  # can only be warned and blocked
    TOO_MANY = "too-many"  # reports by one person


class Verdict(StrEnum):
    """The outcome of a moderator's act."""

    WARNED = "warned"
    JOINED = "joined"
    BREACH = "breach"  # of a warning: moderators choose what follows
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Case:
    """What the rule looks at: the message, its author, and their warnings.

    `protected`: a moderator, or an administrator of the program or of the chat. `since` is when they joined the chat,
    None if unknown. `stage` is the message's, None if it is not at issue yet.
    """

    kind: AuthorKind
    protected: bool
    written_at: int
    warnings: tuple[GivenWarning, ...]
    since: int | None
    stage: Stage | None = None


NEVER = {
    AuthorKind.SELF: RejectionReason.SELF,
    AuthorKind.BOT: RejectionReason.BOT,
    AuthorKind.ANONYMOUS: RejectionReason.ANONYMOUS,
    AuthorKind.LINKED: RejectionReason.LINKED,
    AuthorKind.SERVICE: RejectionReason.SERVICE,
}


FINISHED = (Stage.SETTLED,)


def decide(act: ModerationAct, case: Case, now: int, newcomer: int) -> Verdict | RejectionReason:
    """The outcome of an act about a message, or why it is rejected.

    `now` and `newcomer` (how long a person counts as new) in microseconds.
    """
    if (never := _never(act, case)) is not None:
        return never
    if act is ModerationAct.SPAM:
        fresh = case.since is not None and now - case.since < newcomer
        return Verdict.DONE if fresh else RejectionReason.NOT_NEW
    warned = prior(case.warnings, case.written_at)
    covered = warned is not None and warned.covers(case.written_at)
    if act is not ModerationAct.WARN:
        without = RejectionReason.NO_WARNING if warned is None else RejectionReason.OLDER
        return Verdict.DONE if covered else without
    if warned is None:
        return Verdict.WARNED
    return Verdict.BREACH if covered else Verdict.JOINED


def _never(act: ModerationAct, case: Case) -> RejectionReason | None:
    """Why the message can't be acted on, whatever its author's warnings."""
    if case.kind in NEVER:
        return NEVER[case.kind]
    if case.protected:
        return RejectionReason.PROTECTED
    if case.kind is AuthorKind.CHANNEL and act not in (ModerationAct.WARN, ModerationAct.BLOCK):
        return RejectionReason.CHANNEL
    finished = (
        FINISHED if act is not ModerationAct.WARN else (*FINISHED, Stage.WARNED, Stage.JOINED, Stage.BREACH)
    )
    return RejectionReason.ALREADY if case.stage in finished else None


def prior(warnings: Iterable[GivenWarning], written_at: int) -> GivenWarning | None:
    """The warning that covers a message of that moment: one valid then, or one given later."""
    later: GivenWarning | None = None
    for warning in warnings:
        if warning.covers(written_at):
            return warning
        if warning.lifted_at is None and warning.at >= written_at and (not later or warning.at < later.at):
            later = warning
    return later


def duration(text: str) -> int | None:
    """Microseconds of `90m`, `3d`, `2w`, `1d12h` (also м, ч, д, н).

    None if unparsable or out of Telegram's range.
    """
    text = text.strip().lower()
    if not _DURATION.fullmatch(text):
        return None
    whole = sum(int(number) * UNITS[unit] for number, unit in _PART.findall(text))
    return whole if SHORTEST <= whole <= LONGEST else None
