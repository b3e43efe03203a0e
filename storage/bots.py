"""The bot's own identity, kept so that a start needs no network."""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.dialects.postgresql import insert

from storage.gateway import Gateway
from storage.mapping import dumps
from storage.tables.street import bots

READ = select(bots.c.data).where(bots.c.id == bindparam("bot_id"))
_keep = insert(bots).values(id=bindparam("id"), data=bindparam("data"))
KEEP = _keep.on_conflict_do_update(index_elements=["id"], set_={"data": _keep.excluded.data})
MENUS = select(bots.c.menus).where(bots.c.id == bindparam("bot_id"))
KEEP_MENUS = update(bots).where(bots.c.id == bindparam("bot_id")).values(menus=bindparam("digest"))


class BotsTable(Gateway):
    """What getMe answered last, and which commands' menus were set last."""

    async def find(self, bot_id: int) -> dict[str, Any] | None:
        """The bot as Telegram described it, or None before the first answer."""
        row = await self._tx.first(READ, bot_id=bot_id)
        if row is None:
            return None
        described: dict[str, Any] = json.loads(row["data"])
        return described

    async def keep(self, described: Mapping[str, Any]) -> None:
        """Keep what getMe answered."""
        await self._tx.run(KEEP, id=described["id"], data=dumps(described))

    async def menus(self, bot_id: int) -> str | None:
        """The digest of the menus that were set last, or None before the first."""
        row = await self._tx.first(MENUS, bot_id=bot_id)
        return None if row is None else row["menus"]

    async def keep_menus(self, bot_id: int, digest: str) -> None:
        """Keep which menus are set from now on."""
        await self._tx.run(KEEP_MENUS, bot_id=bot_id, digest=digest)
