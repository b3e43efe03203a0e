"""The state of a sandbox, and the doors through which everything finds and keeps it."""

import asyncio
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from sandbox.bots import TOKEN, Bot
from sandbox.calls import Calls
from sandbox.chats import Chat, Member
from sandbox.clock import Clock
from sandbox.errors import ApiError, ControlError
from sandbox.faults import Faults
from sandbox.files import File
from sandbox.limits import Limits
from sandbox.people import SPECIAL_USERS, Person
from sandbox.queries import Callback, Checkout, Query
from sandbox.records import Message, Poll
from sandbox.shapes import Bell, Json
from sandbox.store import Store
from sandbox.updates import BLOCK, BLOCKS, Counter, Pending, Updates


class World:
    """Everything that exists in one sandbox. Who changes an entity says `keep(entity)` in the same breath."""

    def __init__(self, directory: Path | None = None) -> None:
        self.clock = Clock()
        self.store = Store(directory)
        self.calls = Calls(self.store)
        self.faults = Faults()
        self.limits = Limits(self.clock)
        self.people: dict[int, Person] = {}
        self.bots: dict[int, Bot] = {}
        self.chats: dict[int, Chat] = {}
        self.dialogs: dict[tuple[int, int], Chat] = {}
        self.messages: dict[str, dict[int, Message]] = {}
        self.files: dict[str, File] = {}
        self.polls: dict[str, Poll] = {}
        self.callbacks: dict[str, Callback] = {}
        self.checkouts: dict[str, Checkout] = {}
        self.updates: dict[int, Updates] = {}
        self.strict_bots = False
        self.answered = Bell()
        """A callback query or a pre-checkout query has got its answer."""
        self.poll_sent = Bell()
        self.webhook_set: Callable[[Bot], None] = lambda _bot: None
        """Called when a bot has got another webhook, or none."""
        self.listeners: set[asyncio.Queue[tuple[str, Json]]] = set()
        self._counters: dict[str, int] = {}
        self._update_counters: dict[int, Counter] = {}
        self._restore()

    def _restore(self) -> None:
        adapters = {
            model.__name__.lower(): TypeAdapter[Any](model)
            for model in (Person, Bot, Chat, Message, File, Poll, Callback, Checkout, Pending, Counter)
        }
        pending: list[tuple[int, int, Pending]] = []
        for kind, key, value in self.store.load():
            entity = adapters[kind].validate_python(value) if kind in adapters else value
            match entity:
                case Pending():
                    bot_id, serial = map(int, key.split(":"))
                    pending.append((bot_id, serial, entity))
                case Counter():
                    self._update_counters[int(key)] = entity
                case _ if kind == "call":
                    self.calls.restore(value)
                case _ if kind == "number":
                    self._counters[key] = value["last"]
                case _ if kind == "clock":
                    self.clock.restore(value)
                case _:
                    self._place(entity)
        for bot in self.bots.values():
            self._queue(bot)
        for bot_id, serial, update in pending:
            self.updates[bot_id].restore(serial, update)

    def _place(self, entity: object) -> tuple[str, object]:
        """Put an entity where it is found; returns its kind and key in the store."""
        kind = type(entity).__name__.lower()
        match entity:
            case Message():
                self.messages.setdefault(entity.chat_key, {})[entity.id] = entity
                return kind, f"{entity.chat_key}:{entity.id}"
            case Chat(type="private"):
                self.dialogs[entity.bot_id, entity.id] = entity
                return kind, entity.key
            case Chat() | Person() | Bot() | File() | Poll() | Callback() | Checkout():
                shelves: dict[str, dict[Any, Any]] = {
                    "chat": self.chats,
                    "person": self.people,
                    "bot": self.bots,
                    "file": self.files,
                    "poll": self.polls,
                    "callback": self.callbacks,
                    "checkout": self.checkouts,
                }
                shelves[kind][entity.id] = entity
                return kind, entity.id
        raise TypeError(type(entity))

    def keep(self, entity: object) -> None:
        """Find it from now on, and after a restart."""
        self.store.put(*self._place(entity), entity)

    def forget_message(self, message: Message) -> None:
        del self.messages[message.chat_key][message.id]
        self.store.drop("message", f"{message.chat_key}:{message.id}")

    def keep_clock(self) -> None:
        self.store.put("clock", "", self.clock.as_json())

    def next_number(self, name: str, first: int = 1) -> int:
        """The next of a row of numbers that never repeats in this world."""
        number = self._counters.get(name, first - 1) + 1
        self._counters[name] = number
        self.store.put("number", name, {"last": number})
        return number

    # Bots

    def authorize(self, token: str) -> Bot:
        """The bot of a token, made on first use. Raises the 401s."""
        match = TOKEN.fullmatch(token)
        if match is None:
            raise ApiError(401, "Unauthorized: invalid token specified")
        bot = self.bots.get(int(match[1]))
        if bot is None and not self.strict_bots:
            bot = self.add_bot(token)
        if bot is None or bot.revoked or bot.secret != match[2]:
            raise ApiError(401, "Unauthorized")
        return bot

    def add_bot(self, token: str, username: str | None = None, name: str | None = None) -> Bot:
        match = TOKEN.fullmatch(token)
        if match is None:
            raise ControlError("a token looks like 123456:twenty or more of A-Z a-z 0-9 _ -")
        bot_id = int(match[1])
        if username is None:
            username = f"artel{bot_id}_bot" if self.bots else "artel_bot"
        bot = Bot(id=bot_id, secret=match[2], username=username, name=name or "Artel")
        self.keep(bot)
        self._queue(bot)
        self.changed("people")
        return bot

    def _queue(self, bot: Bot) -> None:
        counter = self._update_counters.setdefault(bot.id, Counter(bot.first_block() % BLOCKS * BLOCK + 1))
        self.updates[bot.id] = Updates(bot, counter, self.clock, self.store, self.changed)

    def bot(self, bot_id: int | None = None) -> Bot:
        """The bot that the control interface means: the given one, or the only one."""
        if bot_id is not None:
            if (bot := self.bots.get(int(bot_id))) is None:
                raise ControlError(f"there is no bot {bot_id}")
            return bot
        alive = [bot for bot in self.bots.values() if not bot.revoked]
        if len(alive) != 1:
            raise ControlError(f"say which bot: there are {len(alive)}")
        return alive[0]

    # People and chats

    def person(self, person_id: object) -> Person:
        person = self.people.get(person_id) if isinstance(person_id, int) else None
        if person is None:
            raise ControlError(f"there is no person {person_id}")
        return person

    def user(self, user_id: int) -> Json:
        """The Bot API's User of a person, a bot or one of Telegram's own accounts."""
        if (somebody := self.people.get(user_id) or self.bots.get(user_id)) is not None:
            return somebody.user()
        return SPECIAL_USERS.get(user_id, {"id": user_id, "is_bot": False, "first_name": ""})

    def knows(self, user_id: int) -> bool:
        return user_id in self.people or user_id in self.bots

    def dialog(self, bot_id: int, person_id: int) -> Chat:
        """The private chat of a person with a bot; it is there from the beginning, empty."""
        chat = self.dialogs.get((bot_id, person_id))
        if chat is None:
            self.person(person_id)
            chat = Chat(id=person_id, type="private", bot_id=bot_id)
            self.keep(chat)
        return chat

    def chat(self, chat_id: object) -> Chat:
        """A group, supergroup or channel."""
        chat = self.chats.get(chat_id) if isinstance(chat_id, int) else None
        if chat is None:
            raise ControlError(f"there is no chat {chat_id}")
        return chat

    def chat_json(self, chat: Chat) -> Json:
        """The Bot API's Chat, as it stands in messages."""
        if chat.type == "private":
            return self.people[chat.id].as_chat()
        described: Json = {"id": chat.id, "title": chat.title, "type": chat.type}
        if chat.username:
            described["username"] = chat.username
        if chat.type == "group":
            described["all_members_are_administrators"] = False
        return described

    def member(self, chat: Chat, user_id: int) -> Member:
        """How somebody stands in a chat now."""
        member = chat.members.get(user_id)
        return chat.ends_by_clock(member, self.clock.now()) if member else Member(user_id)

    def message(self, chat: Chat, message_id: int) -> Message | None:
        return self.messages.get(chat.key, {}).get(message_id)

    def random_id(self) -> str:
        return str(secrets.randbelow(9 * 10**17) + 10**17)

    async def wait_for_answer(self, query: Query, seconds: float) -> None:
        """Return once the bot has answered, or after `seconds` real seconds."""
        await self.store.commit()
        while seconds and query.answer is None:
            if not await self.answered.wait(seconds):
                return

    # Who watches

    def changed(self, what: str, chat: Chat | None = None) -> None:
        """Tell the pages that something is different."""
        if self.listeners:
            self.shout(
                "changed",
                {"chat": chat.id if chat else None, "bot": chat.bot_id if chat else 0, "what": what},
            )

    def shout(self, event: str, data: Json) -> None:
        for listener in self.listeners:
            listener.put_nowait((event, data))

    def shout_call(self, row: Json) -> None:
        """A row of the log for the page, which needs no whole objects of results."""
        if self.listeners:
            result = row.get("result")
            shown = {"message_id": result.get("message_id")} if isinstance(result, dict) else result
            self.shout("call", row | {"result": shown})
