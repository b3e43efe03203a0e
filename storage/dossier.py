"""Everything that is kept about one person, for that person (152-FZ, article 14)."""

import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import bindparam, select

from storage import tables as t
from storage.engine import Transaction

PARTS = {
    "person": select(t.people).where(t.people.c.id == bindparam("person_id")),
    "consents": select(t.consents)
    .where(t.consents.c.person_id == bindparam("person_id"))
    .order_by(t.consents.c.id),
    "roles": select(t.roles).where(t.roles.c.person_id == bindparam("person_id")),
    "history": select(t.history)
    .where(t.history.c.person_id == bindparam("person_id"))
    .order_by(t.history.c.id),
    "conversation": select(t.conversations).where(t.conversations.c.person_id == bindparam("person_id")),
    "messages_of_the_bot": select(
        t.outbox.c.method, t.outbox.c.params, t.outbox.c.created_at, t.outbox.c.settled_at
    )
    .where(t.outbox.c.chat_id == bindparam("person_id"))
    .order_by(t.outbox.c.id),
    "updates_set_aside": select(t.inbox.c.kind, t.inbox.c.payload, t.inbox.c.received_at).where(
        t.inbox.c.chat_id == bindparam("person_id"), t.inbox.c.state == t.Inbox.ASIDE.sql
    ),
}
MOMENTS = {
    "first_seen_at",
    "given_at",
    "withdrawn_at",
    "since",
    "at",
    "created_at",
    "settled_at",
    "received_at",
}
JSON_TEXTS = {"data", "params", "payload"}


async def dossier(transaction: Transaction, person_id: int) -> dict[str, list[dict[str, Any]]]:
    """All rows about the person by part; moments as ISO 8601 in UTC."""
    return {
        part: [_readable(dict(row)) for row in await transaction.all(statement, person_id=person_id)]
        for part, statement in PARTS.items()
    }


def _readable(row: dict[str, Any]) -> dict[str, Any]:
    for name, value in row.items():
        if name in MOMENTS and value is not None:
            row[name] = datetime.fromtimestamp(value / 1_000_000, UTC).isoformat()
        elif name in JSON_TEXTS and isinstance(value, str):
            row[name] = json.loads(value)
    return row
