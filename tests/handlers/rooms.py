"""A group or channel as its people and its owner see it: what happens there goes in as Telegram sends it."""

from dataclasses import dataclass
from typing import Any

from tests.handlers.harness import BOT, Audience, Screen, Street, Visitor
from tests.words import Part

ARTEL = {"id": BOT, "is_bot": True, "first_name": "Артель", "username": "artel_bot"}
ALL_RIGHTS = ("can_invite_users", "can_restrict_members", "can_delete_messages")
RIGHTS = (
    *("can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members"),
    *("can_promote_members", "can_change_info", "can_invite_users", "can_post_stories"),
    *("can_edit_stories", "can_delete_stories", "can_post_messages", "can_send_welcome_messages"),
)
PERMISSIONS = (
    *("can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos"),
    *("can_send_video_notes", "can_send_voice_notes", "can_send_polls", "can_send_other_messages"),
    *("can_add_web_page_previews", "can_change_info", "can_invite_users", "can_pin_messages"),
    *("can_manage_topics", "can_react_to_messages", "can_edit_tag"),
)


@dataclass
class Room(Audience):
    """A chat with people in it."""

    street: Street
    id: int = -1001
    type: str = "supergroup"
    title: str = "Участники"

    def __post_init__(self) -> None:
        self.street.rooms[self.id] = self

    @property
    def chat(self) -> dict[str, Any]:
        return {"id": self.id, "type": self.type, "title": self.title}

    @property
    def date(self) -> int:
        """The present moment as Telegram writes it: Unix seconds."""
        return self.street.clock.now() // 1_000_000

    async def bot_becomes(self, by: Visitor, status: str, *rights: str, old: str = "left") -> None:
        """Somebody adds the bot, removes it, or changes its rights."""
        event = self._changed(by.user, member(ARTEL, old), member(ARTEL, status, rights))
        await self.do("my_chat_member", event)

    async def becomes(
        self, who: Visitor, status: str, *rights: str, old: str = "left", by: Any = None, until: int = 0
    ) -> None:
        """Somebody comes, goes, rises or falls, by their own doing or another's."""
        event = self._changed(
            (by or who.user), member(who.user, old), member(who.user, status, rights, until=until)
        )
        await self.do("chat_member", event)

    async def asks(self, who: Visitor, **about: Any) -> None:
        """Somebody asks to join."""
        event = {
            "chat": self.chat,
            "from": who.user,
            "user_chat_id": who.id,
            "date": self.date,
            **about,
        }
        await self.do("chat_join_request", event)

    def _changed(self, by: dict[str, Any], old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
        return {
            "chat": self.chat,
            "from": by,
            "date": self.date,
            "old_chat_member": old,
            "new_chat_member": new,
        }

    def message(self, who: dict[str, Any], **content: Any) -> dict[str, Any]:
        """A message in the chat, raw; `who` is a User."""
        written = {
            "message_id": self.street.message_id(),
            "date": self.date,
            "chat": self.chat,
            "from": who,
            **content,
        }
        text = content.get("text", "")
        if text.startswith("/"):
            written["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}]
        return written

    async def write(self, who: Visitor, text: str, **content: Any) -> dict[str, Any]:
        """Somebody writes; returns the message."""
        written = self.message(who.user, text=text, **content)
        await self.do("message", written)
        return written

    async def answer(self, who: Visitor, to: dict[str, Any], text: str, **content: Any) -> dict[str, Any]:
        """Somebody replies to a message; returns the reply."""
        return await self.write(who, text, reply_to_message=to, **content)

    async def tap(self, who: Visitor, data: str, screen: Screen | None = None) -> str | None:
        """Somebody presses a button that the bot put into the chat; returns what the answer said."""
        screen = screen or self.screen
        query = who.query(data, screen)
        query["message"]["chat"] = self.chat
        answered = len(self.street.answers.given)
        await self.do("callback_query", query)
        assert len(self.street.answers.given) == answered + 1, "a tap was left without an answer"
        return self.street.answers.given[-1].text

    async def press(self, who: Visitor, label: Part) -> str | None:
        """The same by what is written on the button."""
        return await self.tap(who, self.screen.data_of(label))

    async def do(self, kind: str, event: Any) -> None:
        """An update of the chat arrives and is handled."""
        await self.street.receive(kind, event)
        await self.street.work()


def member(
    user: dict[str, Any], status: str, rights: tuple[str, ...] = (), *, until: int = 0
) -> dict[str, Any]:
    """A ChatMember of the Bot API."""
    described: dict[str, Any] = {"user": user, "status": status}
    match status:
        case "administrator":
            described |= {"can_be_edited": False, "is_anonymous": False}
            described |= {name: name in rights for name in (*RIGHTS, *rights)}
        case "creator":
            described["is_anonymous"] = False
        case "restricted":
            described |= {"is_member": True, "until_date": until, **dict.fromkeys(PERMISSIONS, False)}
        case "kicked":
            described["until_date"] = until
    return described


async def connected(
    street: Street, olga: Visitor, kind: str = "chat-kind-participants", **about: Any
) -> Room:
    """A chat to which an administrator has added the bot, with all rights, and which they confirmed."""
    room = Room(street, **about)
    await room.bot_becomes(olga, "administrator", *ALL_RIGHTS)
    await olga.press("chat-look", kind)
    return room
