"""Bots and their settings."""

import re
import zlib
from dataclasses import dataclass, field

from sandbox.types import Json

TOKEN = re.compile(r"(\d{1,15}):([A-Za-z0-9_-]{20,})")


@dataclass
class Webhook:
    """A webhook as setWebhook describes it, and its last delivery error."""

    url: str
    secret_token: str | None = None
    max_connections: int = 40
    last_error_date: int = 0
    last_error_message: str = ""


@dataclass
class Bot:
    """An account with a token. Texts are by language code, under "" for all other languages."""

    id: int
    secret: str
    username: str
    name: str
    revoked: bool = False
    privacy: bool = False
    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    commands: dict[str, list[Json]] = field(default_factory=dict)
    menu_buttons: dict[int, Json] = field(default_factory=dict)
    default_rights: dict[str, Json] = field(default_factory=dict)
    allowed_updates: list[str] = field(default_factory=list)
    webhook: Webhook | None = None

    def user(self) -> Json:
        return {"id": self.id, "is_bot": True, "first_name": self.name, "username": self.username}

    def me(self) -> Json:
        """Return the result of getMe: User with the fields of bots."""
        return self.user() | {
            "can_join_groups": True,
            "can_read_all_group_messages": not self.privacy,
            "supports_inline_queries": False,
            "can_connect_to_business": False,
            "has_main_web_app": False,
            "has_topics_enabled": False,
            "allows_users_to_create_topics": False,
            "can_manage_bots": False,
        }

    def first_block(self) -> int:
        """Return where this token's update ids start; it differs from token to token."""
        return zlib.crc32(f"{self.id}:{self.secret}".encode())
