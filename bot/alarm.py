"""Telling administrators that the database can't be written: straight to Telegram, past the outbox."""

import asyncio
from collections.abc import Sequence

import structlog

from bot.api import Garbled, NotSent, Refused, TelegramApi, Uncertain
from domain.people import Person
from handlers.say import Texts
from storage.engine import StorageConflict, StorageUnavailable

log = structlog.get_logger("alarm")

SILENCE = 600.0  # seconds between two alarms


class Alarm:
    """Rings at most once in ten minutes; `administrators` are kept fresh while the database can be read."""

    def __init__(self, api: TelegramApi, texts: Texts) -> None:
        self._api = api
        self._texts = texts
        self.administrators: Sequence[Person] = ()
        self._silent_until = 0.0

    async def ring(self, error: StorageUnavailable) -> None:
        """Tell the administrators why nothing can be kept at present; that another process was quicker is no reason."""
        now = asyncio.get_running_loop().time()
        if now < self._silent_until or isinstance(error, StorageConflict):
            return
        self._silent_until = now + SILENCE
        for person in self.administrators:
            text = self._texts.plain(person.language, "operations-storage", reason=str(error))
            try:
                await self._api.call("sendMessage", {"chat_id": person.id, "text": text}, timeout=5)
            except (Refused, NotSent, Uncertain, Garbled) as failure:
                log.warning("an alarm was not sent", error=type(failure).__name__)
