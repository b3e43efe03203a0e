"""A request to join a chat: how it stands, and what can happen to it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from domain.association import Localized
from domain.chats.entities import CardPlace, Chat, ChatKind

MINUTE = 60_000_000  # microseconds
HOUR = 60 * MINUTE
OPENS = 5 * MINUTE  # for which a request lets the bot write to somebody who never wrote to it


class RequestStatus(IntEnum):
    """How a request stands; from ADMITTED on it is settled."""

    WAITING = 0  # for the person, who was sent the rules
    UNREACHED = 1  # nobody can write to the person: moderators decide
    STUCK = 2  # Telegram did not let in whoever was admitted: moderators try again
    REFUSED = 3  # the chat is not for the person: declined as soon as they could be told
    ADMITTED = 4
    DECLINED = 5
    EXPIRED = 6
    GONE = 7  # taken back, or decided by hand in Telegram

    @property
    def settled(self) -> bool:
        """Whether nothing is waited for any more."""
        return self >= RequestStatus.ADMITTED


class RequestAct(StrEnum):
    """What can happen to a request."""

    ACCEPT = "accept"  # the person agrees to the rules
    REFUSE = "refuse"  # the chat is not for the person
    MISS = "miss"  # the person could not be written to
    TOLD = "told"  # whoever was refused could be told, or could not
    ADMIT = "admit"  # a moderator
    DECLINE = "decline"  # a moderator
    JAM = "jam"  # Telegram did not let the person in
    EXPIRE = "expire"
    COME = "come"  # the person is in the chat, whoever let them in
    VANISH = "vanish"  # there is no such request in Telegram any more


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
    """Somebody asked at `asked_at` to join a chat; moments in microseconds UTC.

    Nothing is decided by itself before `answer_by`. `decided_by` is a moderator, `cards` are where moderators see it.
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


class Standing(StrEnum):
    """What somebody is to the association whom a working group's chat is not for."""

    ELSEWHERE = "elsewhere"  # a member, but not in this group
    LAPSED = "lapsed"
    STRANGER = "stranger"


@dataclass(frozen=True, slots=True)
class EntryTerms:
    """What is configured: how long a request waits and a greeting stays (microseconds; 0 for no greeting), the rules.

    `group_link` leads to the participants' group that the configuration names; empty for none.
    """

    answer: int
    greeting: int
    rules: tuple[Localized, ...]
    group_link: str = ""


def link_of(chat: Chat, terms: EntryTerms) -> str:
    """Where to ask to join the chat; empty where nobody knows."""
    return chat.link or (terms.group_link if chat.kind is ChatKind.PARTICIPANTS else "")
