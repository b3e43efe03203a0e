"""The state of conversations, kept in the transaction of the update that changes it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, StateType, StorageKey
from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.postgresql import insert

from storage.gateway import Gateway
from storage.tables.street import conversations

_row = conversations.c
_here = (_row.chat_id == bindparam("chat_id"), _row.person_id == bindparam("person_id"))

READ = select(_row.state, _row.data).where(*_here)
_keep = insert(conversations).values(
    chat_id=bindparam("chat_id"),
    person_id=bindparam("person_id"),
    state=bindparam("state"),
    data=bindparam("data"),
)
KEEP = _keep.on_conflict_do_update(
    index_elements=["chat_id", "person_id"], set_={"state": _keep.excluded.state, "data": _keep.excluded.data}
)
FORGET = delete(conversations).where(*_here)
NOTHING = "{}"


@dataclass(eq=False)
class ConversationsTable(Gateway, BaseStorage):
    """aiogram's state storage over the open transaction, read once an update."""

    # The data is kept as its text: what a handler does to a list that it was given changes nothing here.
    _read: dict[StorageKey, tuple[str | None, str]] = field(default_factory=dict, init=False)

    async def _get(self, key: StorageKey) -> tuple[str | None, str]:
        if key not in self._read:
            row = await self._tx.first(READ, chat_id=key.chat_id, person_id=key.user_id)
            self._read[key] = (None, NOTHING) if row is None else (row["state"], row["data"])
        return self._read[key]

    async def _put(self, key: StorageKey, state: str | None, data: str) -> None:
        if self._read.get(key) == (state, data):
            return
        self._read[key] = (state, data)
        if state is None and data == NOTHING:
            await self._tx.run(FORGET, chat_id=key.chat_id, person_id=key.user_id)
        else:
            await self._tx.run(KEEP, chat_id=key.chat_id, person_id=key.user_id, state=state, data=data)

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        _, data = await self._get(key)
        await self._put(key, state.state if isinstance(state, State) else state, data)

    async def get_state(self, key: StorageKey) -> str | None:
        return (await self._get(key))[0]

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        state, _ = await self._get(key)
        await self._put(key, state, json.dumps(dict(data), ensure_ascii=False))

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        data: dict[str, Any] = json.loads((await self._get(key))[1])
        return data

    async def close(self) -> None:
        """Nothing of its own to close: the transaction belongs to the worker."""
