"""Updates that were delivered: kept before Telegram is told so, done with once their effects are committed."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, bindparam, case, func, literal_column, select, update
from sqlalchemy.dialects.postgresql import insert

from storage.gateway import Gateway
from storage.tables.street import Inbox, albums, inbox

_row = inbox.c
PRIORITY_KIND = "pre_checkout_query"  # Telegram waits ten seconds for the answer to it
LOOKED_AT = 5_000  # updates among which chats take turns
PRIORITY_TOPIC = "checkouts"  # touched when one is added


@dataclass(frozen=True, slots=True)
class Received:
    """An update as it stands in the inbox. `chat_id` is what its order is kept within."""

    seq: int
    bot_id: int
    update_id: int | None
    kind: str
    chat_id: int
    payload: Mapping[str, Any]
    attempts: int
    received_at: int


ADD = (
    insert(inbox)
    .values(
        {
            name: bindparam(name)
            for name in ("bot_id", "update_id", "kind", "chat_id", "payload", "received_at")
        }
    )
    .on_conflict_do_nothing(index_elements=["bot_id", "update_id"])
)
ALBUM = (
    insert(albums)
    .values({name: bindparam(name) for name in ("chat_id", "message_id", "album", "seen_at")})
    .on_conflict_do_nothing(index_elements=["chat_id", "message_id"])
)
_pending = select(
    _row.seq,
    _row.bot_id,
    _row.update_id,
    _row.kind,
    _row.chat_id,
    _row.payload,
    _row.attempts,
    _row.received_at,
).where(_row.state == Inbox.PENDING.sql)
NEXT = _pending.order_by(_row.seq).limit(bindparam("many"))
# Whoever sends a thousand updates at once doesn't make others wait for all of them: first the first of each chat.
_oldest = (
    select(_row.seq, _row.chat_id)
    .where(_row.state == Inbox.PENDING.sql)
    .order_by(_row.seq)
    .limit(literal_column(str(LOOKED_AT)))
    .subquery("oldest")
)
_turns = select(
    _oldest.c.seq,
    func.row_number().over(partition_by=_oldest.c.chat_id, order_by=_oldest.c.seq).label("turn"),
).subquery("turns")
_first_turns = select(_turns.c.seq).order_by(_turns.c.turn, _turns.c.seq).limit(bindparam("many"))
IN_TURN = _pending.where(_row.seq.in_(_first_turns)).order_by(_row.seq)
# This looks through all that waits, so it runs only when something may go first.
PRIORITY_FIRST = _pending.order_by(
    case((_row.kind == literal_column(f"'{PRIORITY_KIND}'"), 0), else_=1), _row.seq
).limit(bindparam("many"))
# An update that another process was done with first can neither fail nor be set aside any more.
_waits = and_(_row.seq == bindparam("row"), _row.state == Inbox.PENDING.sql)
COUNT = update(inbox).where(_waits).values(attempts=_row.attempts + 1).returning(_row.attempts)
DONE = (
    update(inbox)
    .where(_row.seq == bindparam("row"))
    .values(state=Inbox.DONE.sql, payload=None, done_at=bindparam("at"))
)
ASIDE = (
    update(inbox)
    .where(_waits)
    .values(state=Inbox.ASIDE.sql, error=bindparam("reason"), done_at=bindparam("at"))
)
ALBUM_OF = (
    select(albums.c.message_id)
    .where(
        albums.c.chat_id == bindparam("chat_id"),
        albums.c.album
        == select(albums.c.album)
        .where(albums.c.chat_id == bindparam("chat_id"), albums.c.message_id == bindparam("message_id"))
        .scalar_subquery(),
    )
    .order_by(albums.c.message_id)
)


class InboxTable(Gateway):
    """The inbox within one transaction."""

    async def add(self, rows: Sequence[dict[str, Any]]) -> None:
        """Keep updates in the order given; one that is known already is passed over."""
        await self._tx.run_many(ADD, rows)
        self._tx.touch("inbox")
        for row in rows:
            if row["kind"] == PRIORITY_KIND:
                self._tx.touch(PRIORITY_TOPIC)

    async def add_result(
        self, bot_id: int, kind: str, chat_id: int, payload: Mapping[str, Any], now: int
    ) -> None:
        """Keep an outcome of our own doing (a call's result, a job's end) as if it were an update."""
        await self.add(
            [
                {
                    "bot_id": bot_id,
                    "update_id": None,
                    "kind": kind,
                    "chat_id": chat_id,
                    "payload": json.dumps(payload, ensure_ascii=False),
                    "received_at": now,
                }
            ]
        )

    async def remember_albums(self, rows: Iterable[dict[str, Any]]) -> None:
        """Note which messages make an album."""
        await self._tx.run_many(ALBUM, rows)

    async def album_of(self, chat_id: int, message_id: int) -> list[int]:
        """The messages of the album that a message belongs to; empty where it stands alone or is over 48 h old."""
        return [
            row["message_id"] for row in await self._tx.all(ALBUM_OF, chat_id=chat_id, message_id=message_id)
        ]

    async def next(self, many: int, *, priority: bool = False, in_turn: bool = False) -> Sequence[Received]:
        """The next updates in order, as far as no other process is at work on their chats.

        `priority`: updates whose answer Telegram waits for come before all others. `in_turn`: chats take turns, each in
        its own order.
        """
        free: list[Received] = []
        claims: dict[int, bool] = {}
        statement = PRIORITY_FIRST if priority else IN_TURN if in_turn else NEXT
        for row in await self._tx.all(statement, many=many):
            chat_id = row["chat_id"]
            if chat_id not in claims:
                claims[chat_id] = await self._tx.claim_chat(chat_id)
            if claims[chat_id]:
                seq, bot_id, update_id, kind, chat_id, payload, attempts, received_at = row
                free.append(
                    Received(
                        seq, bot_id, update_id, kind, chat_id, json.loads(payload), attempts, received_at
                    )
                )
        return free

    async def count_attempt(self, seq: int) -> int | None:
        """Count one more try; returns how many that makes, None for an update that waits no more."""
        row = await self._tx.first(COUNT, row=seq)
        return None if row is None else int(row["attempts"])

    async def done(self, seq: int, now: int) -> None:
        """The update has had its effect: forget what it said."""
        await self._tx.run(DONE, row=seq, at=now)

    async def set_aside(self, seq: int, reason: str, now: int) -> bool:
        """Take an update that can't be handled out of the way, with what it said; whether it still waited."""
        return await self._tx.run(ASIDE, row=seq, reason=reason, at=now) > 0
