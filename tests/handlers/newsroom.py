"""What the handlers' tests of publications have in common: chats that are connected, staff, and what people send."""

from dataclasses import dataclass, field
from typing import Any

from domain.chats.entities import Chat, ChatKind
from domain.roles import Role
from storage.chats import ChatsTable
from storage.outbox import Owed
from tests.handlers.harness import Audience, Refusal, Street, Visitor
from tests.handlers.steps import appoint, arrive, tick

GROUP, CHANNEL = -1001, -1002
NO_RIGHTS = "Bad Request: not enough rights to send text messages to the chat"


@dataclass
class Telegram:
    """Answers calls; `refuses` are the chats where the bot may not write."""

    street: Street
    refuses: set[int] = field(default_factory=set)

    def __call__(self, owed: Owed) -> Any:
        if owed.chat_id in self.refuses:
            return Refusal(NO_RIGHTS)
        message = {
            "message_id": self.street._message_id + 1,
            "chat": {"id": owed.chat_id, "type": "supergroup"},
        }
        return [message] if owed.method == "sendMediaGroup" else message


@dataclass
class Newsroom:
    """A participants' group and a channel; Mila moderates, Kira keeps the plan, Anna writes."""

    street: Street
    telegram: Telegram
    group: Audience
    channel: Audience
    anna: Visitor
    mila: Visitor
    kira: Visitor

    def sent_to(self, chat: int) -> list[Any]:
        """The calls that a chat got, those aside that it refused."""
        return [owed for owed in self.street.sent if owed.chat_id == chat]


async def newsroom(street: Street) -> Newsroom:
    async with street.database.transaction() as transaction:
        for chat in (
            Chat(0, GROUP, "supergroup", "Участники", ChatKind.PARTICIPANTS, language="ru"),
            Chat(0, CHANNEL, "channel", "Канал", ChatKind.CHANNEL, language="ru"),
            Chat(0, -1003, "supergroup", "Чужой", None, language="ru"),
        ):
            await ChatsTable(transaction).add(chat, street.clock.now())
    street.rooms |= {GROUP: Audience(), CHANNEL: Audience()}
    people = {1: "Анна", 2: "Мила", 3: "Кира"}
    anna, mila, kira = [
        await arrive(street.visitor(number, "ru", first_name=name, username=f"user{number}"))
        for number, name in people.items()
    ]
    await appoint(street, mila.id, Role.MODERATOR)
    await appoint(street, kira.id, Role.MARKETING)
    telegram = street.telegram = Telegram(street)
    return Newsroom(street, telegram, street.rooms[GROUP], street.rooms[CHANNEL], anna, mila, kira)


async def look(street: Street) -> None:
    """The clock is looked at; what is due goes out, and what comes of it comes back."""
    await tick(street)
    await street.work()


def photo(name: str = "p", **more: Any) -> dict[str, Any]:
    """A picture as a message brings it."""
    return {"photo": [{"file_id": name, "file_unique_id": f"u{name}", "width": 9, "height": 9}], **more}


def video(name: str = "v", **more: Any) -> dict[str, Any]:
    file = {"file_id": name, "file_unique_id": f"u{name}", "width": 9, "height": 9, "duration": 1}
    return {"video": file, **more}


async def send_album(visitor: Visitor, *parts: dict[str, Any], album: str = "77") -> None:
    """An album arrives, each part as an update of its own."""
    for part in parts:
        await visitor.street.receive("message", visitor.message(media_group_id=album, **part))
    await visitor.street.work()


def bold(text: str, words: str) -> dict[str, Any]:
    """A text in which some words are bold, with offsets as Telegram counts them."""
    before = text[: text.index(words)]
    entity = {"type": "bold", "offset": _units(before), "length": _units(words)}
    return {"text": text, "entities": [entity]}


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


async def propose(author: Visitor, *, sign: bool = False, **content: Any) -> None:
    await author.write("/news")
    await author.send(**content)
    if sign:
        await author.press("publication-sign")
    await author.press("publication-send")
