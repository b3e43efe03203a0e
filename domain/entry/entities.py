"""A request to join a chat: its states and transitions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from domain.association import Localized
from domain.chats.entities import CardPlace, Chat, ChatKind

MINUTE = 60_000_000  # microseconds
HOUR = 60 * MINUTE
OPENS = 5 * MINUTE  # how long after a request the bot may write to a person who never wrote to it


class RequestStatus(IntEnum):
    """How a request stands; from ADMITTED on it is settled."""

    WAITING = 0  # waits for the person, who was sent the rules
    UNREACHED = 1  # the person can't be written to: moderators decide
    STUCK = 2  # Telegram did not let the person in: moderators try again
    REFUSED = 3  # the chat is not for the person: declined once they are told
    ADMITTED = 4
    DECLINED = 5
    EXPIRED = 6
    GONE = 7  # withdrawn, or decided by hand in Telegram

    @property
    def settled(self) -> bool:
        """Whether the request is final."""
        return self >= RequestStatus.ADMITTED


class RequestAct(StrEnum):
    """What can happen to a request."""

    ACCEPT = "accept"  # the person agrees to the rules
    REFUSE = "refuse"  # the chat is not for the person
    MISS = "miss"  # the person could not be written to
    TOLD = "told"  # the refused person was told, or could not be
    ADMIT = "admit"  # a moderator
    DECLINE = "decline"  # a moderator
    JAM = "jam"  # Telegram did not let the person in
    EXPIRE = "expire"
    COME = "come"  # the person is in the chat, by anyone's hand
    VANISH = "vanish"  # Telegram no longer has the request


_BEFORE_MODERATORS = {
    RequestAct.ADMIT: RequestStatus.ADMITTED,
    RequestAct.DECLINE: RequestStatus.DECLINED,
    RequestAct.EXPIRE: RequestStatus.EXPIRED,
    RequestAct.COME: RequestStatus.ADMITTED,
    RequestAct.VANISH: RequestStatus.GONE,
}
TRANSITIONS: dict[tuple[RequestStatus, RequestAct], RequestStatus] = {
    (RequestStatus.WAITING, RequestAct.ACCEPT): RequestStatus.ADMITTED,
    (RequestStatus.WAITING, RequestAct.REFUSE): RequestStatus.REFUSED,
    (RequestStatus.WAITING, RequestAct.MISS): RequestStatus.UNREACHED,
    (RequestStatus.WAITING, RequestAct.EXPIRE): RequestStatus.EXPIRED,
    (RequestStatus.WAITING, RequestAct.COME): RequestStatus.ADMITTED,
    (RequestStatus.WAITING, RequestAct.VANISH): RequestStatus.GONE,
    **{(RequestStatus.UNREACHED, act): status for act, status in _BEFORE_MODERATORS.items()},
    **{(RequestStatus.STUCK, act): status for act, status in _BEFORE_MODERATORS.items()},
    (RequestStatus.REFUSED, RequestAct.TOLD): RequestStatus.DECLINED,
    (RequestStatus.REFUSED, RequestAct.EXPIRE): RequestStatus.DECLINED,
    (RequestStatus.REFUSED, RequestAct.COME): RequestStatus.ADMITTED,
    (RequestStatus.REFUSED, RequestAct.VANISH): RequestStatus.GONE,
    (RequestStatus.ADMITTED, RequestAct.JAM): RequestStatus.STUCK,
    (RequestStatus.ADMITTED, RequestAct.VANISH): RequestStatus.GONE,
}


@dataclass(frozen=True, slots=True)
class JoinRequest:
    """A request to join a chat, made at `asked_at`; moments in microseconds UTC.

    It expires at `answer_by`. `decided_by` is a moderator, `cards` are where moderators see it. `failure` is Telegram's
    error when it didn't let the person in.
    """

    number: int
    chat_number: int
    person_id: int
    language: str
    asked_at: int
    answer_by: int
    status: RequestStatus = RequestStatus.WAITING
    settled_at: int | None = None
    decided_by: int | None = None
    cards: tuple[CardPlace, ...] = ()
    failure: str = ""


class Standing(StrEnum):
    """The standing of a person who is not in a working group."""

    ELSEWHERE = "elsewhere"  # a member, but not in this group
    LAPSED = "lapsed"
    STRANGER = "stranger"


@dataclass(frozen=True, slots=True)
class EntryTerms:
    """Settings: how long a request waits and a greeting stays (microseconds; 0 for none), and the rules.

    `group_link` leads to the participants' group that the configuration names; empty for none.
    """

    answer: int
    greeting: int
    rules: tuple[Localized, ...]
    group_link: str = ""


def link_of(chat: Chat, terms: EntryTerms) -> str:
    """The link to ask to join the chat; empty if unknown."""
    return chat.link or (terms.group_link if chat.kind is ChatKind.PARTICIPANTS else "")
