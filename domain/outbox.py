"""What shall be sent: said by handlers, kept by storage, sent by `bot.send`."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any


class Lane(IntEnum):
    """What goes first when not everything can go at once."""

    REPLIES = 0
    ACTS = 1
    NOTICES = 2
    BULK = 3


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One call of the Bot API that is owed.

    `params` are what the wire gets. `again` says what happens when nobody knows whether the call arrived:
    it is repeated, or rather left out. `key` makes a thing that is said often be sent once; `edits` is the
    key of the message that this call edits or deletes; `anew`: where none stands under it, a text is said as a new
    message under that key. `after` is the key of the call that has to succeed
    first. `consent` is the purpose that must stand when the call goes out; `expires_at` is in microseconds
    UTC. `job` is the job whose file stands in `params` as `job:<id>`; a text that names one
    goes when the job is done or given up. `wants` is the name under which the result comes
    back through the inbox. At `fades_at` (microseconds UTC) the message is taken away again.
    """

    method: str
    params: Mapping[str, Any]
    chat_id: int | None = None
    lane: Lane = Lane.REPLIES
    again: bool = True
    key: str | None = None
    edits: str | None = None
    anew: bool = False
    after: str | None = None
    consent: str | None = None
    expires_at: int | None = None
    job: int | None = None
    wants: str | None = None
    fades_at: int | None = None
