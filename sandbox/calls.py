"""The log of every Bot API call."""

from collections.abc import Iterator

from sandbox.notifier import Notifier
from sandbox.store import Store
from sandbox.types import Json


class CallLog:
    """Rows `{seq, at, bot_id, method, params, files, ok, result|error, status, fault?}` in the order of responses.

    The result in a getUpdates row is the ids of the updates.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self.rows: list[Json] = []
        self.appended = Notifier()

    def restore(self, row: Json) -> None:
        self.rows.append(row)

    def append(self, row: Json) -> Json:
        row = {"seq": len(self.rows) + 1, **row}
        self.rows.append(row)
        self._store.put("call", row["seq"], row)
        self.appended.notify()
        return row

    def after(self, seq: int, method: str | None, chat: str | None) -> Iterator[Json]:
        """Iterate over the rows later than `seq`; `method` in any case, `chat` as it was sent."""
        wanted = method.lower() if method else None
        for row in self.rows[max(seq, 0) :]:
            if (wanted is None or row["method"].lower() == wanted) and (
                chat is None or str(row["params"].get("chat_id")) == chat
            ):
                yield row
