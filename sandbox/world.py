"""The state of one sandbox, and how everything in it is found and saved."""

import asyncio
import secrets
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from sandbox.bots import TOKEN, Bot
from sandbox.calls import CallLog
from sandbox.chats import Chat, Member
from sandbox.clock import Clock
from sandbox.errors import ApiError, ControlError
from sandbox.faults import Faults
from sandbox.files import File
from sandbox.limits import RateLimits
from sandbox.messages import Message, Poll
from sandbox.notifier import Notifier
from sandbox.people import SPECIAL_USERS, Person
from sandbox.queries import CallbackQuery, PreCheckoutQuery, Query
from sandbox.store import Store
from sandbox.types import Json
from sandbox.updates import BLOCK, BLOCKS, PendingUpdate, UpdateCounter, UpdateQueue

_KINDS: dict[str, type] = {
    "person": Person,
    "bot": Bot,
    "chat": Chat,
    "message": Message,
    "file": File,
    "poll": Poll,
    "callback": CallbackQuery,
    "checkout": PreCheckoutQuery,
    "pending": PendingUpdate,
    "counter": UpdateCounter,
}
"""What the journal calls each kind of entity."""
_KIND_OF = {model: kind for kind, model in _KINDS.items()}


class World:
    """Everything that exists in one sandbox. Call `save(entity)` after every change to an entity."""

    def __init__(self, directory: Path | None = None) -> None:
        self.clock = Clock()
        self.store = Store(directory)
        self.calls = CallLog(self.store)
        self.faults = Faults()
        self.limits = RateLimits(self.clock)
        self.people: dict[int, Person] = {}
        self.bots: dict[int, Bot] = {}
        self.chats: dict[int, Chat] = {}
        self.dialogs: dict[tuple[int, int], Chat] = {}
        """Private chats by bot and person."""
        self.messages: dict[str, dict[int, Message]] = {}
        """By the key of their chat."""
        self.files: dict[str, File] = {}
        self.polls: dict[str, Poll] = {}
        self.callbacks: dict[str, CallbackQuery] = {}
        self.checkouts: dict[str, PreCheckoutQuery] = {}
        self.updates: dict[int, UpdateQueue] = {}
        self.strict_bots = False
        """Refuse tokens that were not registered, instead of making a bot for each."""
        self.answered = Notifier()
        """A bot has answered a callback query or a pre-checkout query."""
        self.poll_sent = Notifier()
        self.on_webhook_change: Callable[[Bot], None] = lambda _bot: None
        self.listeners: set[asyncio.Queue[tuple[str, Json]]] = set()
        self._counters: dict[str, int] = {}
        self._update_counters: dict[int, UpdateCounter] = {}
        self._restore()

    def _restore(self) -> None:
        adapters = {kind: TypeAdapter[Any](model) for kind, model in _KINDS.items()}
        pending: list[tuple[int, int, PendingUpdate]] = []
        for kind, key, value in self.store.load():
            entity = adapters[kind].validate_python(value) if kind in adapters else value
            match entity:
                case PendingUpdate():
                    bot_id, serial = map(int, key.split(":"))
                    pending.append((bot_id, serial, entity))
                case UpdateCounter():
                    self._update_counters[int(key)] = entity
                case _ if kind == "call":
                    self.calls.restore(value)
                case _ if kind == "number":
                    self._counters[key] = value["last"]
                case _ if kind == "clock":
                    self.clock.restore(value)
                case _:
                    self._index(entity)
        for bot in self.bots.values():
            self._add_queue(bot)
        for bot_id, serial, update in pending:
            self.updates[bot_id].restore(serial, update)

    def _index(self, entity: object) -> object:
        """Make an entity findable; returns its key in the store."""
        match entity:
            case Message():
                self.messages.setdefault(entity.chat_key, {})[entity.id] = entity
                return f"{entity.chat_key}:{entity.id}"
            case Chat(type="private"):
                self.dialogs[entity.bot_id, entity.id] = entity
                return entity.key
            case Chat():
                self.chats[entity.id] = entity
            case Person():
                self.people[entity.id] = entity
            case Bot():
                self.bots[entity.id] = entity
            case File():
                self.files[entity.id] = entity
            case Poll():
                self.polls[entity.id] = entity
            case CallbackQuery():
                self.callbacks[entity.id] = entity
            case PreCheckoutQuery():
                self.checkouts[entity.id] = entity
            case _:
                raise TypeError(type(entity))
        return entity.id

    def save(self, entity: object) -> None:
        """Add or update an entity, here and in the store."""
        self.store.put(_KIND_OF[type(entity)], self._index(entity), entity)

    def remove_message(self, message: Message) -> None:
        del self.messages[message.chat_key][message.id]
        self.store.drop("message", f"{message.chat_key}:{message.id}")

    def save_clock(self) -> None:
        self.store.put("clock", "", self.clock.as_json())

    def next_number(self, name: str, first: int = 1) -> int:
        """Return the next number of the sequence `name`; none is ever returned twice."""
        number = self._counters.get(name, first - 1) + 1
        self._counters[name] = number
        self.store.put("number", name, {"last": number})
        return number

    # Bots

    def authorize(self, token: str) -> Bot:
        """Return the bot with this token, created on first use. Raises 401."""
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
        self.save(bot)
        self._add_queue(bot)
        self.publish_change("people")
        return bot

    def _add_queue(self, bot: Bot) -> None:
        counter = self._update_counters.setdefault(
            bot.id, UpdateCounter(bot.first_block() % BLOCKS * BLOCK + 1)
        )
        self.updates[bot.id] = UpdateQueue(bot, counter, self.clock, self.store, self.publish_change)

    def bot(self, bot_id: int | None = None) -> Bot:
        """Return the bot with this id; without one, the only bot."""
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
        """Return the Bot API's User for a person, a bot or one of Telegram's own accounts."""
        if (account := self.people.get(user_id) or self.bots.get(user_id)) is not None:
            return account.user()
        return SPECIAL_USERS.get(user_id, {"id": user_id, "is_bot": False, "first_name": ""})

    def is_known(self, user_id: int) -> bool:
        return user_id in self.people or user_id in self.bots

    def dialog(self, bot_id: int, person_id: int) -> Chat:
        """Return the private chat of a person with a bot, created empty if need be."""
        chat = self.dialogs.get((bot_id, person_id))
        if chat is None:
            self.person(person_id)
            chat = Chat(id=person_id, type="private", bot_id=bot_id)
            self.save(chat)
        return chat

    def chat(self, chat_id: object) -> Chat:
        """Return a group, supergroup or channel."""
        chat = self.chats.get(chat_id) if isinstance(chat_id, int) else None
        if chat is None:
            raise ControlError(f"there is no chat {chat_id}")
        return chat

    def chat_json(self, chat: Chat) -> Json:
        """Return the Bot API's Chat, the short form that messages contain."""
        if chat.type == "private":
            return self.people[chat.id].as_chat()
        described: Json = {"id": chat.id, "title": chat.title, "type": chat.type}
        if chat.username:
            described["username"] = chat.username
        if chat.type == "group":
            described["all_members_are_administrators"] = False
        return described

    def member(self, chat: Chat, user_id: int) -> Member:
        """Return a user's membership of a chat as of now."""
        member = chat.members.get(user_id)
        return member.expire(self.clock.now()) if member else Member(user_id)

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

    # Events for the page

    def publish_change(self, what: str, chat: Chat | None = None) -> None:
        if self.listeners:
            changed = {"chat": chat.id if chat else None, "bot": chat.bot_id if chat else 0, "what": what}
            self.publish("changed", changed)

    def publish(self, event: str, data: Json) -> None:
        for listener in self.listeners:
            listener.put_nowait((event, data))

    def publish_call(self, row: Json) -> None:
        """Publish a row of the call log; of a message in the result only its id."""
        if self.listeners:
            result = row.get("result")
            shown = {"message_id": result.get("message_id")} if isinstance(result, dict) else result
            self.publish("call", row | {"result": shown})
