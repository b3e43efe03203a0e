"""Raw updates of all kinds, most as Telegram sends them, the others spoilt in a way of their own each."""

import copy
import random
from collections.abc import Callable
from typing import Any

Json = dict[str, Any]
SURROGATE = "\ud83d"
HOSTILE: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    2**31,
    2**63,
    -(2**63) - 1,
    10**400,
    1.5,
    1e308,
    "",
    " ",
    "7",
    "\x00",
    "a\x00b",
    SURROGATE,
    "я" + SURROGATE + "ё",
    "\u202eолёж\u2066",
    "&lt;<b>&amp;</i>",
    "{ $name } { -term }",
    "/start",
    "/start " + "я" * 64,
    "/count@artel_bot",
    "consent:give",
    "topic:toggle:" + "x" * 60,
    "topic:toggle",
    "contact:language:../../etc",
    "x" * 4096,
    "ж" * 100_000,
    [],
    {},
    [[]],
    [{"id": []}],
    {"id": {"id": {"id": 1}}},
)
DATA = (
    "contact:home:",
    "contact:begin:",
    "contact:topics:",
    "contact:languages:",
    "contact:language:en",
    "consent:ask:",
    "consent:read:",
    "consent:give:",
    "topic:all:",
    "topic:done:",
    "topic:back:",
    "operations:retry",
    "chat:participants:1:",
    "mod:warn:1:1",
    "mod:confirm:1:0",
    "appeal:ask:w:1",
    "gone:button",
)
WORDS = ("/start", "/start channel", "/topics", "/unsubscribe", "/language", "/help", "/cancel", "/privacy")

ORDERS = (
    "/warn 1 слова",
    "/warn 99",
    "/kick",
    "/mute 3d",
    "/ban 1d12h",
    "/ban",
    "/spam",
    "/unwarn",
    "/report",
    "/rules",
    "/log",
)
STATUSES = ("member", "left", "kicked", "administrator", "creator", "restricted")


class Fuzz:
    """`next()` gives one update after another, the same for the same seed."""

    def __init__(self, seed: int, people: list[int]) -> None:
        self._random = random.Random(seed)
        self._people = people
        self._serial = 0
        self._kinds: list[tuple[int, Callable[[], Json]]] = [
            (30, self._text),
            (20, self._tap),
            (10, self._media),
            (6, self._block),
            (4, self._group),
            (6, self._order),
            (4, self._standing),
            (4, self._other),
            (2, self._unknown),
        ]

    def next(self) -> Json:
        weights = [weight for weight, _ in self._kinds]
        update = self._random.choices([make for _, make in self._kinds], weights)[0]()
        for _ in range(self._random.choice((0, 0, 0, 0, 0, 1, 3))):
            update = self._spoil(update)
        return update

    def _user(self) -> Json:
        person = self._random.choice(self._people)
        return {"id": person, "is_bot": False, "first_name": "Ёж", "language_code": "ru"}

    def _message(self, **content: Any) -> Json:
        self._serial += 1
        user = self._user()
        chat = {"id": user["id"], "type": "private", "first_name": "Ёж"}
        head = {"message_id": self._serial, "date": 1_770_000_000, "chat": chat, "from": user}
        return head | content

    def _text(self) -> Json:
        text = self._random.choice((*WORDS, "Привет", "12", "ё" * 4096, "a@b.ru, +7 900 000-00-00"))
        entities = [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}]
        more = {"entities": entities} if text.startswith("/") else {}
        return {"message": self._message(text=text, **more)}

    def _media(self) -> Json:
        file = {"file_id": "a" * 60, "file_unique_id": "b" * 15}
        kinds: tuple[Json, ...] = (
            {"photo": [{**file, "width": 9, "height": 9}], "media_group_id": "77", "caption": "ё"},
            {"document": {**file, "file_name": "../x.pdf"}, "media_group_id": "77"},
            {"contact": {"phone_number": "+79000000000", "first_name": "Ёж"}},
            {"location": {"latitude": 1.0, "longitude": 2.0}},
            {"dice": {"emoji": "🎲", "value": 3}},
            {
                "sticker": {
                    **file,
                    "type": "regular",
                    "width": 1,
                    "height": 1,
                    "is_animated": False,
                    "is_video": False,
                }
            },
            {"pinned_message": self._message(text="x")},
            {"reply_to_message": self._message(text="x"), "text": "y"},
        )
        return {"message": self._message(**self._random.choice(kinds))}

    def _in_group(self, **content: Any) -> Json:
        return self._message(**content) | {"chat": {"id": -1001, "type": "supergroup", "title": "Ёжи"}}

    def _order(self) -> Json:
        """What moderators and others command about a message in a group."""
        replied = self._in_group(text=self._random.choice(("Ёж", "ж" * 4096)))
        about = self._random.choice(({"reply_to_message": replied}, {}))
        kinds: tuple[Json, ...] = (
            *({"text": text, **about} for text in ORDERS),
            {"text": "/warn", "sender_chat": {"id": -1001, "type": "supergroup", "title": "Ёжи"}, **about},
            {"migrate_to_chat_id": -1002},
        )
        kind = self._random.choice(("message", "message", "edited_message"))
        return {kind: self._in_group(**self._random.choice(kinds))}

    def _standing(self) -> Json:
        """Somebody, or the bot itself, comes, goes, rises or falls in a group."""
        who = self._random.choice((self._user(), {"id": 42, "is_bot": True, "first_name": "Бот"}))
        old, new = ({"user": who, "status": self._random.choice(STATUSES), "until_date": 0} for _ in range(2))
        kind = self._random.choice(("chat_member", "my_chat_member"))
        head = {name: value for name, value in self._in_group().items() if name != "message_id"}
        return {kind: {**head, "old_chat_member": old, "new_chat_member": new}}

    def _tap(self) -> Json:
        self._serial += 1
        message = self._message(text="screen")
        return {
            "callback_query": {
                "id": str(self._serial),
                "from": message["from"],
                "message": message,
                "chat_instance": "1",
                "data": self._random.choice(DATA),
            }
        }

    def _block(self) -> Json:
        user = self._user()
        bot = {"id": 4242, "is_bot": True, "first_name": "Artel"}
        new: Json = {"status": self._random.choice(("member", "kicked")), "user": bot}
        if new["status"] == "kicked":
            new["until_date"] = 0
        return {
            "my_chat_member": {
                "chat": {"id": user["id"], "type": "private", "first_name": "Ёж"},
                "from": user,
                "date": 1_770_000_000,
                "old_chat_member": {"status": "member", "user": bot},
                "new_chat_member": new,
            }
        }

    def _group(self) -> Json:
        chat = {"id": -1001234567890, "type": "supergroup", "title": "Группа"}
        return {"message": self._message(text="/start") | {"chat": chat}}

    def _other(self) -> Json:
        kind = self._random.choice(
            (
                "edited_message",
                "channel_post",
                "inline_query",
                "poll",
                "poll_answer",
                "chat_member",
                "chat_join_request",
                "message_reaction",
                "pre_checkout_query",
                "business_message",
            )
        )
        return {kind: self._message(text="x", id="1", query="x")}

    def _unknown(self) -> Json:
        return {"telepathy": {"from": self._user(), "thought": "?"}}

    def _spoil(self, update: Json) -> Json:
        """One change at a random place: another value, a missing or a new key, something far too deep or long."""
        update = copy.deepcopy(update)
        places: list[tuple[Any, Any]] = []

        def walk(node: Any) -> None:
            pairs = node.items() if isinstance(node, dict) else enumerate(node)
            for key, value in pairs:
                if node is not update:
                    places.append((node, key))
                if isinstance(value, dict | list):
                    walk(value)

        walk(update)
        if not places:
            return update
        node, key = self._random.choice(places)
        match self._random.randrange(5):
            case 0 if isinstance(node, dict):
                del node[key]
            case 1:
                deep: Any = 1
                for _ in range(self._random.choice((5, 50, 200))):
                    deep = [deep] if self._random.random() < 0.5 else {"message": deep}
                node[key] = deep
            case 2 if isinstance(node, dict):
                node[self._random.choice(("media_group_id", "new", "from", "chat", "date", SURROGATE))] = (
                    self._random.choice(HOSTILE)
                )
            case _:
                node[key] = copy.deepcopy(self._random.choice(HOSTILE))
        return update
