"""What came of a call: what an answer of the Bot API, or none, means for the call that was made.

Moments are the loop's seconds, which no clock that is put back can stretch.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import structlog

from bot.api import Refused
from domain.outbox import REFUSED, Lane
from storage.outbox import Owed
from storage.tables.street import Outbox

log = structlog.get_logger("send")

MOST_TRIES = 40  # of a call that Telegram itself fails to carry out, and of an act
LONGEST_WAIT = 60  # seconds between two tries
# Seconds between the tries of a message or an edit of which nobody knows whether they arrived: a person may see each,
# so three at most within ten minutes, and then no more (docs/decisions/0004).
DOUBTS = (5, 120, 600, 600, 600, 600, 600)
REST = 5.0  # seconds that the chat gets no other message after a try
UNREACHABLE = {
    "Forbidden: bot was blocked by the user": "blocked",
    "Forbidden: user is deactivated": "deactivated",
    "Forbidden: bot can't initiate conversation with a user": "never started",
}
NOTHING_TO_EDIT = ("message to edit not found", "message can't be edited")


@dataclass(frozen=True, slots=True)
class Attempt:
    """What came of one try, and what follows from it."""

    owed: Owed
    state: Outbox
    message_id: int | None = None
    error: str | None = None
    free_at: float = 0.0  # when it may be tried again
    rests: bool = False  # whether its whole chat gets nothing before
    unreachable: str | None = None
    instead: tuple[str, Mapping[str, Any]] | None = None
    result: Any = None
    counts: bool = True
    unanswered: bool = False
    moved_to: int | None = None  # the chat's new id, where it has become a supergroup

    @property
    def is_plain(self) -> bool:
        """Whether nothing follows from it."""
        return self.state is Outbox.SENT and not self.comes_back

    @property
    def comes_back(self) -> bool:
        """Whether somebody in the program waits for it."""
        topic = self.owed.result_topic
        if topic is None or self.state not in (Outbox.SENT, Outbox.FAILED):
            return False
        return self.state is Outbox.FAILED or not topic.startswith(REFUSED)

    @property
    def payload(self) -> dict[str, Any]:
        """What comes back: Telegram's answer; of a refused call also what it was, because the outbox forgets that."""
        owed = self.owed
        told = {
            "row": owed.id,
            "ok": self.state is Outbox.SENT,
            "result": self.result,
            "error": self.error,
        }
        if self.state is Outbox.FAILED:
            told |= {"method": owed.method, "params": owed.params, "key": owed.key}
        return told


def unknown(owed: Owed, error: str, now: float) -> Attempt:
    """Nobody knows whether it arrived: again, or not again, as the call says."""
    log.warning("no answer to a call", row=owed.id, method=owed.method, again=owed.again)
    if owed.lane is Lane.ACTS:
        pause = _pause(owed) if owed.attempts < MOST_TRIES else None
    else:
        pause = DOUBTS[owed.unanswered] if owed.unanswered < len(DOUBTS) else None
    if not owed.again or pause is None:
        return Attempt(owed, Outbox.UNKNOWN, error=error)
    return Attempt(owed, Outbox.WAITING, error=error, free_at=now + pause, unanswered=True)


def refused(owed: Owed, params: Mapping[str, Any], refusal: Refused, now: float) -> Attempt:
    """What an error of the Bot API means for the call."""
    code, text = refusal.code, refusal.description
    if code == 429:
        pause = pause_of(refusal)
        log.warning("too many requests", row=owed.id, method=owed.method, pause=pause)
        return Attempt(owed, Outbox.WAITING, free_at=now + pause, rests=True, counts=False)
    moved_to = refusal.parameters.get("migrate_to_chat_id")
    if code == 401 or moved_to is not None:
        return Attempt(owed, Outbox.WAITING, error=text, counts=False, moved_to=moved_to)
    if code >= 500 and owed.attempts < MOST_TRIES:
        return Attempt(owed, Outbox.WAITING, error=text, free_at=now + _pause(owed))
    if "message is not modified" in text:
        return Attempt(owed, Outbox.SENT, message_id=params.get("message_id"))
    if (
        owed.method == "editMessageText"
        and owed.target is None
        and any(part in text for part in NOTHING_TO_EDIT)
    ):
        message = {name: value for name, value in params.items() if name != "message_id"}
        return Attempt(owed, Outbox.WAITING, instead=("sendMessage", message))
    reason = UNREACHABLE.get(text)
    log.warning("a call was refused", row=owed.id, method=owed.method, code=code, unreachable=reason)
    return Attempt(owed, Outbox.FAILED, error=text, unreachable=reason)


def pause_of(refusal: Refused) -> float:
    """The seconds for which Telegram wants nothing more for the chat."""
    return float(refusal.parameters.get("retry_after", 1))


def _pause(owed: Owed) -> float:
    """The seconds until the next try: each time twice as many."""
    return float(min(2 ** (owed.attempts - 1), LONGEST_WAIT))
