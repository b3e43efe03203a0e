"""Calls to be sent: said by handlers, kept by storage, sent by `bot.send`."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

# The names of methods that put a message into a chat, and of those that change one, begin so.
MESSAGES = ("send", "copy", "forward")
EDITS = ("editMessage",)
# A result under a name that begins so comes back only of a call that was refused, with what the call said.
REFUSED = "refused-"


class Lane(IntEnum):
    """The order in which calls go out when not all can go at once. Each act is in ACTS, and nothing else is."""

    REPLIES = 0
    ACTS = 1
    NOTICES = 2
    BULK = 3


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One call of the Bot API that is owed.

    `params` are sent as they are. `again`: repeat the call if nobody knows whether it arrived. `key`: a call with a
    key that is already known is not sent. `edits`: the key of the message that this call edits or deletes;
    `resend_if_missing`: if there is no such message, a text is sent as a new one under that key. `after`: the key of
    a call that must succeed first. `consent`: the purpose that the person must consent to when the call goes out.
    `expires_at`: the call is dropped then (microseconds UTC). `job`: the job whose file is named in `params` as
    `job:<id>`; a text with a job waits until the job is done or has failed. `result_topic`: the name under which
    the result comes back through the inbox. `fades_at`: the message is deleted then
    (microseconds UTC), and its key may be used again; an edit puts that moment off.
    """

    method: str
    params: Mapping[str, Any]
    chat_id: int | None = None
    lane: Lane = Lane.REPLIES
    again: bool = True
    key: str | None = None
    edits: str | None = None
    resend_if_missing: bool = False
    after: str | None = None
    consent: str | None = None
    expires_at: int | None = None
    job: int | None = None
    result_topic: str | None = None
    fades_at: int | None = None
    screen: bool = False

    @property
    def is_act(self) -> bool:
        """Whether the call does or asks something in a group, and says nothing there: it waits for no message.

        In a private chat only deletions say nothing; they keep their place, because an edit that comes too late is
        sent as a new message.
        """
        in_group = self.chat_id is not None and self.chat_id < 0
        return in_group and not self.method.startswith(MESSAGES + EDITS)
