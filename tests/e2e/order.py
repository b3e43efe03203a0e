"""How order is kept from end to end: who is there, what stands in a chat of many, what is pressed in it."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import pytest
from sqlalchemy import select

from bot.i18n import FluentTexts
from domain.association import Association
from domain.roles import Role
from sandbox.chats import Member
from storage.tables.people import audit
from tests.e2e.harness import ADMINISTRATOR, PATIENCE, Answer, Artel, Screen, Visitor, screen_of
from tests.e2e.webinars import ANNA, BORIS, GLEB, JOHN, SONYA, VERA, Somebody, association_at_work
from tests.words import Part, like

OLGA = Somebody(ADMINISTRATOR, "Ольга", role=Role.ADMINISTRATOR)
MARA, MATVEY = (
    Somebody(number, name, role=Role.MODERATOR) for number, name in ((301, "Мара"), (302, "Матвей"))
)
CROWD = (ANNA, BORIS, VERA, GLEB, SONYA, JOHN)


@asynccontextmanager
async def moderators_at_work(
    url: str,
    texts: FluentTexts,
    association: Association,
    patch: pytest.MonkeyPatch,
    *,
    refusals: Sequence[tuple[str, str]] = (),
) -> AsyncIterator[Artel]:
    """The program with an administrator and two moderators in its books; Telegram may refuse these calls only."""
    patch.setattr("bot.pacer.GROUP_SECONDS", 0.01)  # this Telegram sets no limits, and nobody here reads
    staff = (OLGA, MARA, MATVEY)
    async with association_at_work(url, texts, association, *staff, refusals=refusals) as artel:
        yield artel


class Room:
    """A chat of many: what people do in it, and what they see."""

    def __init__(self, artel: Artel, chat_id: int) -> None:
        self.artel = artel
        self.id = chat_id

    # What people do

    async def write(self, who: Visitor, text: str, **how: Any) -> int:
        """Somebody writes, perhaps in reply (`reply_to`) or in another's name (`as_`); returns the message's id."""
        who.typed += 1
        sent = await self.artel.control.send(who.id, text, chat=self.id, **how)
        return int(sent["message_id"])

    async def answer(self, who: Visitor, message: int, text: str, **how: Any) -> int:
        """The same in reply to a message."""
        return await self.write(who, text, reply_to=message, **how)

    async def tap(self, who: Visitor, label: Part, *parts: Part) -> Answer:
        """Wait for a message of the bot that has this button and shows all of `parts`, and press it."""
        return await self.tap_in(who, await self.finds(*parts, button=label), text=label)

    async def tap_in(self, who: Visitor, screen: Screen, **button: Any) -> Answer:
        """Press a button of a message, perhaps an old one: by `text`, or forged by `data`."""
        who.taps += 1
        if "text" in button:
            button["text"] = screen.button(button["text"]) or button["text"]
        tapped = await self.artel.control.tap(who.id, screen.message, chat=self.id, wait=PATIENCE, **button)
        assert tapped["answer"] is not None, f"a tap on {button} spins for ever"
        return Answer(tapped["answer"].get("text") or "", bool(tapped["answer"].get("show_alert")))

    # What stands there

    async def screens(self) -> list[Screen]:
        """All messages, oldest first."""
        return [screen_of(message) for message in await self.artel.control.messages(self.id)]

    async def finds(self, *parts: Part, button: Part | None = None) -> Screen:
        """Wait until a message of the bot shows all of `parts` and has the button; the newest such."""
        there: list[Screen] = []

        async def find() -> Screen | None:
            there[:] = [screen for screen in await self.screens() if not screen.mine]
            fitting = [screen for screen in there if button is None or screen.button(button) is not None]
            return next((one for one in reversed(fitting) if all(map(one.shows, parts))), None)

        wanted = [*parts, *([f"[{button}]"] if button else [])]
        found: Screen = await self.artel.until(find, lambda: f"{wanted} in {self.id} among {there}")
        return found

    async def loses(self, *messages: int) -> None:
        """Wait until these messages are gone."""

        async def gone() -> bool:
            return not {screen.message for screen in await self.screens()} & set(messages)

        await self.artel.until(gone, f"{messages} gone from {self.id}")

    def member(self, who: Visitor) -> Member:
        """How somebody stands in the chat, as Telegram has it."""
        world = self.artel.sandbox.world
        return world.member(world.chat(self.id), who.id)

    async def becomes(self, who: Visitor, status: str) -> None:
        """Wait until somebody stands so."""

        async def stands() -> bool:
            return self.member(who).status == status

        await self.artel.until(stands, lambda: f"{who.name} {status}, who is {self.member(who)}")


async def connect(olga: Visitor, room: Room, kind: str, *, admin: bool | list[str] = True) -> None:
    """The administrator adds the bot and says what the chat is: two taps."""
    await olga.artel.control.add_bot(olga.id, room.id, admin=admin)
    await olga.finds("chat-found", button=olga.words("chat-look"))
    await olga.tap("chat-look")
    await olga.finds(like("chat-card", kind="none"), button=kind)
    await olga.tap(kind)
    await olga.finds(button="● " + kind)


async def entries(artel: Artel, table: Any, **having: Any) -> Sequence[Any]:
    """The rows of a table where these columns have these values."""
    wanted = [table.c[name] == value for name, value in having.items()]
    return await artel.rows(select(table).where(*wanted).order_by(table.c.id))


async def audited(artel: Artel, act: str) -> int:
    """How often the log says so."""
    return len(await entries(artel, audit, act=act))
