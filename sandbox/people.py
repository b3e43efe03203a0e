"""People, and the accounts that Telegram shows instead of people."""

from dataclasses import dataclass

from sandbox.types import Json

FIRST_PERSON = 1001
"""The id of the first person made without an id."""
ANONYMOUS_ADMIN = 1087968824
CHANNEL_BOT = 136817688
TELEGRAM = 777000

SPECIAL_USERS: dict[int, Json] = {
    ANONYMOUS_ADMIN: {
        "id": ANONYMOUS_ADMIN,
        "is_bot": True,
        "first_name": "Group",
        "username": "GroupAnonymousBot",
    },
    CHANNEL_BOT: {"id": CHANNEL_BOT, "is_bot": True, "first_name": "Channel", "username": "Channel_Bot"},
    TELEGRAM: {"id": TELEGRAM, "is_bot": False, "first_name": "Telegram"},
}
"""The senders shown for anonymous administrators, for channels, and for posts of linked channels."""


@dataclass
class Person:
    """A user who is a human. `deactivated` means that the account was deleted."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    is_premium: bool = False
    phone: str | None = None
    deactivated: bool = False
    bio: str | None = None

    def user(self) -> Json:
        """Return the Bot API's User."""
        if self.deactivated:
            return {"id": self.id, "is_bot": False, "first_name": ""}
        user: Json = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        for name in ("last_name", "username", "language_code"):
            if value := getattr(self, name):
                user[name] = value
        if self.is_premium:
            user["is_premium"] = True
        return user

    def as_chat(self) -> Json:
        """Return the Bot API's Chat for a private chat with this person."""
        chat: Json = {
            "id": self.id,
            "first_name": "" if self.deactivated else self.first_name,
            "type": "private",
        }
        if not self.deactivated:
            chat |= {
                name: value
                for name in ("last_name", "username")
                if (value := getattr(self, name)) is not None
            }
        return chat
