"""A person at the bot: what they write and tap goes in as Telegram sends it, what was said comes back as they see it.

The program's own receiver and worker do the work, on a real database; nothing is sent anywhere.
"""

import asyncio
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from aiogram.methods import AnswerCallbackQuery, AnswerPreCheckoutQuery
from aiogram.types import User
from dishka import Container
from sqlalchemy import Select, select

from bot.config import Config
from bot.dispatch import QuietBot
from bot.i18n import FluentTexts
from bot.inbound_filter import InboundFilter
from bot.outcomes import Attempt
from bot.receive import Receiver
from bot.wiring import Wiring
from bot.work import Worker
from domain.association import Association
from domain.outbox import Lane
from storage.engine import Database, Transaction
from storage.inbox import InboxTable
from storage.outbox import OutboxTable, Owed, Settled
from storage.tables.base import complete_metadata
from storage.tables.people import consents, history, people
from storage.tables.street import Inbox, Outbox, inbox
from tests.conftest import StandingClock
from tests.words import Part, like, matching, plain

BOT = 42
SAID = ("text", "caption", "question")
CHANGED = ("editMessageReplyMarkup", "deleteMessage")
SHOWN = (
    *("sendMessage", "editMessageText", "sendDocument"),
    *("sendPhoto", "sendVideo", "sendMediaGroup", "sendPoll", "editMessageCaption"),
)


class Refusal(str):
    """What Telegram says when it refuses a call."""

    __slots__ = ()


@dataclass
class Screen:
    """A message of the bot as a person sees it."""

    message_id: int
    text: str
    buttons: list[list[dict[str, Any]]] = field(default_factory=list)

    @property
    def labels(self) -> list[str]:
        return [button["text"] for row in self.buttons for button in row]

    @property
    def taps(self) -> list[str]:
        """The data of its buttons."""
        return [
            button["callback_data"] for row in self.buttons for button in row if "callback_data" in button
        ]

    def says(self, key: str, language: str = "ru", /, **values: object) -> bool:
        """Whether the text has the text of `key` in it; a variable that has no value here may have any."""
        return like(key, language, **values).search(plain(self.text)) is not None

    def count(self, key: str, language: str = "ru", /, **values: object) -> int:
        """How often the text has the text of `key` in it."""
        return len(like(key, language, **values).findall(plain(self.text)))

    def data_of(self, label: Part) -> str:
        """What the button comes back with that `label` means: a key, or a part of what is written on it."""
        found = matching(label, self.labels)
        assert len(found) == 1, f"{label!r} is not one of {self.labels}"
        return next(
            str(button["callback_data"])
            for row in self.buttons
            for button in row
            if button["text"] == found[0]
        )


class Answers:
    """Stands in for the sender: taps, and who is about to pay, are answered past the outbox."""

    def __init__(self) -> None:
        self.given: list[AnswerCallbackQuery] = []
        self.checkouts: list[AnswerPreCheckoutQuery] = []

    def answer(self, answers: Iterable[tuple[int, AnswerCallbackQuery | AnswerPreCheckoutQuery]]) -> None:
        for _, answer in answers:
            if isinstance(answer, AnswerPreCheckoutQuery):
                self.checkouts.append(answer)
            else:
                self.given.append(answer)

    async def claim(self, _transaction: Transaction) -> list[Any]:
        """Nothing is sent from here: the street does it, when the test says so."""
        return []

    def start(self, claimed: list[Any]) -> None:
        assert claimed == []


class NoAlarm:
    """Nothing rings here: a database that can't be written fails the test."""

    async def ring(self, error: Exception) -> None:
        raise error


@dataclass
class Street:
    """The program between receiving and sending."""

    database: Database
    clock: StandingClock
    config: Config
    association: Association
    texts: FluentTexts
    may_fail: bool = False  # whether an update may be set aside
    cut_off: bool = False  # Telegram can't be reached: what is said waits
    # What Telegram says to a call: its result, or a Refusal. Without it all is done, and no result comes back.
    telegram: Callable[[Owed], Any] | None = None

    def __post_init__(self) -> None:
        self.answers = Answers()
        self.sent: list[Owed] = []
        self._update_id = 1000
        self._message_id = 0
        inbound_filter = InboundFilter(self.config.moderation.terms().filter)
        self._receiver = Receiver(self.database, self.clock, BOT, inbound_filter=inbound_filter)
        me = User(id=BOT, is_bot=True, first_name="Артель", username="artel_bot")
        self.worker = Worker(
            self.database,
            self.clock,
            self.wiring,
            self.association,
            self.texts,
            QuietBot(me),
            self.answers,  # type: ignore[arg-type]  # all of a sender that a worker needs
            NoAlarm(),  # type: ignore[arg-type]
            asyncio.Event(),
        )
        self.worker._suspects = 0
        self.people: dict[int, Visitor] = {}
        self.rooms: dict[int, Audience] = {}

    @property
    def wiring(self) -> Wiring:
        return Wiring(self.config, self.association, self.texts, self.clock)

    def use_cases(self, transaction: Transaction) -> Container:
        """Use cases by their types, within a transaction."""
        return self.wiring.open(transaction)

    def rewire(self) -> None:
        """Let the program go on with the configuration and the association that are set now."""
        self.worker._wiring, self.worker._association = self.wiring, self.association
        self.worker._texts = self.texts = FluentTexts(self.association)

    def message_id(self) -> int:
        self._message_id += 1
        return self._message_id

    async def receive(self, kind: str, *events: Any, update_id: int | None = None) -> int:
        """Updates of Telegram arrive, at once; returns the last one's id."""
        updates = []
        for event in events:
            self._update_id += update_id is None
            updates.append({"update_id": update_id or self._update_id, kind: event})
        await self._receiver.keep(updates)
        return int(updates[-1]["update_id"])

    async def work(self) -> None:
        """Handle everything that waits, and show people what was said; fails where an update did."""
        more = True
        while more:
            while await self.worker._work():
                pass
            for row in [] if self.may_fail else await self.rows(inbox):
                assert row["state"] != Inbox.ASIDE, row["error"]
            more = await self.deliver()

    async def deliver(self) -> bool:
        """Send what may go out, as the sender would on a good day; whether a result has come back."""
        came_back = False
        while not self.cut_off:
            self.clock.advance(1_000_000)
            async with self.database.transaction() as transaction:
                outbox = OutboxTable(transaction)
                claimed = await outbox.claim((Lane.REPLIES, Lane.BULK), 100, self.clock.now())
                if not claimed:
                    return came_back
                outcomes = []
                for owed in claimed:
                    said = None if self.telegram is None else self.telegram(owed)
                    error = str(said) if isinstance(said, Refusal) else None
                    state = Outbox.SENT if error is None else Outbox.FAILED
                    outcomes.append(Settled(owed.id, state, self._show(owed, told=error is None), error))
                    attempt = Attempt(owed, state, error=error, result=None if error else said)
                    if self.telegram is not None and attempt.comes_back:
                        inbox_table = InboxTable(transaction)
                        await inbox_table.add_result(
                            *(BOT, owed.result_topic or "", owed.chat_id or 0),
                            *(attempt.payload, self.clock.now()),
                        )
                        came_back = True
                await outbox.settle(outcomes, self.clock.now())
        return False

    def _show(self, owed: Owed, *, told: bool) -> int | None:
        self.sent.append(owed)
        params = owed.params
        if not told:
            return None
        buttons = (params.get("reply_markup") or {}).get("inline_keyboard", [])
        if owed.method in CHANGED:
            target = owed.target or params.get("message_id")
            self.audience(int(params["chat_id"])).change(target, buttons, gone=owed.method == "deleteMessage")
            return owed.target
        if owed.method not in SHOWN:
            return None
        message_id = params.get("message_id") or owed.target or self.message_id()
        first = (params.get("media") or [params])[0]
        text = next((str(first[name]) for name in SAID if first.get(name)), "")
        buttons = (params.get("reply_markup") or {}).get("inline_keyboard", [])
        self.audience(int(params["chat_id"])).show(Screen(int(message_id), text, buttons))
        return int(message_id)

    def audience(self, chat_id: int) -> "Audience":
        """Whoever sees what is sent to a chat."""
        return self.people.get(chat_id) or self.rooms.get(chat_id) or Audience()

    async def rows(self, table: Any) -> list[dict[str, Any]]:
        async with self.database.transaction() as transaction:
            return [dict(row) for row in await transaction.all(_every_row(table))]

    async def everything(self) -> str:
        """All that the database holds, as text."""
        tables = [await self.rows(table) for table in complete_metadata().sorted_tables]
        return json.dumps(tables, ensure_ascii=False, default=str)

    def visitor(self, person_id: int = 1, language: str | None = "ru", **about: Any) -> "Visitor":
        """Somebody with Telegram in `language`."""
        visitor = Visitor(self, person_id, language, about)
        self.people[person_id] = visitor
        return visitor


@dataclass(kw_only=True)
class Audience:
    """Whoever sees a chat, and what of the bot's is there to be seen."""

    screens: list[Screen] = field(default_factory=list)

    @property
    def screen(self) -> Screen:
        """What the bot showed last."""
        return self.screens[-1]

    def show(self, screen: Screen) -> None:
        self.screens = [seen for seen in self.screens if seen.message_id != screen.message_id] + [screen]

    def told(self, key: str, language: str = "ru", /, **values: object) -> int:
        """How many of the messages have the text of `key` in them."""
        return sum(screen.says(key, language, **values) for screen in self.screens)

    def change(self, message_id: int | None, buttons: list[list[dict[str, Any]]], *, gone: bool) -> None:
        """A message of the bot gets these buttons instead of its own, or goes."""
        for screen in [screen for screen in self.screens if screen.message_id == message_id]:
            screen.buttons = buttons
            if gone:
                self.screens.remove(screen)


@dataclass
class Visitor(Audience):
    """Somebody who writes to the bot."""

    street: Street
    id: int
    language: str | None
    about: dict[str, Any]

    @property
    def user(self) -> dict[str, Any]:
        user = {
            "id": self.id,
            "is_bot": False,
            "first_name": "Аннабелла",
            "username": "annabella",
            **self.about,
        }
        return user if self.language is None else user | {"language_code": self.language}

    @property
    def chat(self) -> dict[str, Any]:
        return {"id": self.id, "type": "private", "first_name": "Аннабелла"}

    @property
    def answer(self) -> str | None:
        """The text of the last answer to a tap."""
        return self.street.answers.given[-1].text

    def heard(self, key: str, language: str = "ru", /, **values: object) -> bool:
        """Whether the last answer to a tap has the text of `key` in it; a variable without a value here may have any."""
        return like(key, language, **values).search(self.answer or "") is not None

    def offered(self, beginning: str) -> str:
        """The data of the button of the present screen that begins so."""
        [data] = [data for data in self.screen.taps if data.startswith(beginning)]
        return data

    def message(self, **content: Any) -> dict[str, Any]:
        """A message of this person in the private chat, raw."""
        message = {
            "message_id": self.street.message_id(),
            "date": self.street.clock.now() // 1_000_000,
            "chat": self.chat,
            "from": self.user,
            **content,
        }
        text = content.get("text", "")
        if text.startswith("/"):
            length = len(text.split()[0])
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        return message

    def query(self, data: str, screen: Screen | None = None, **other: Any) -> dict[str, Any]:
        """A tap on a button with `data` under `screen`, raw."""
        screen = screen or (self.screens[-1] if self.screens else Screen(1, "?"))
        return {
            "id": f"query-{self.street.message_id()}",
            "from": self.user,
            "chat_instance": "1",
            "data": data,
            "message": {
                "message_id": screen.message_id,
                "date": self.street.clock.now() // 1_000_000,
                "chat": self.chat,
                "from": {"id": BOT, "is_bot": True, "first_name": "Артель"},
                "text": screen.text,
            },
            **other,
        }

    async def send(self, **content: Any) -> list[Screen]:
        """Send a message of any kind; returns what the bot showed for it."""
        return await self._do("message", self.message(**content))

    async def write(self, text: str) -> list[Screen]:
        return await self.send(text=text)

    async def tap(self, data: str, screen: Screen | None = None, **other: Any) -> list[Screen]:
        """Tap a button with this data, real or forged; the tap must be answered."""
        answered = len(self.street.answers.given)
        shown = await self._do("callback_query", self.query(data, screen, **other))
        assert len(self.street.answers.given) == answered + 1, "a tap was left without an answer"
        return shown

    async def press(self, *labels: Part) -> None:
        """Tap buttons of the present screen, one after another, by their texts' keys or what is written on them."""
        for label in labels:
            await self.tap(self.screen.data_of(label))

    async def check_out(self, payload: str, amount: int, currency: str = "RUB") -> AnswerPreCheckoutQuery:
        """Be about to pay an invoice; returns what Telegram hears of it."""
        about = {"currency": currency, "total_amount": amount, "invoice_payload": payload}
        query = {"id": f"checkout-{self.street.message_id()}", "from": self.user, **about}
        answered = len(self.street.answers.checkouts)
        await self._do("pre_checkout_query", query)
        assert len(self.street.answers.checkouts) == answered + 1, "a payer was left without an answer"
        return self.street.answers.checkouts[-1]

    async def paid(self, payload: str, amount: int, charge: str, currency: str = "RUB") -> list[Screen]:
        """Telegram says that this person has paid."""
        ids = {"telegram_payment_charge_id": charge, "provider_payment_charge_id": "p-" + charge}
        about = {"currency": currency, "total_amount": amount, "invoice_payload": payload}
        return await self.send(successful_payment={**about, **ids})

    async def subscribe(self, *topics: str) -> None:
        """Go the usual way, to all topics or to those whose titles have `topics` in them."""
        await self.write("/start")
        await self.tap("contact:begin:")
        await self.tap(self.offered("consent:give:"))
        if topics:
            await self.press(*topics)
            await self.tap(self.offered("topic:done:"))
        else:
            await self.tap(self.offered("topic:all:"))

    async def become(self, status: str) -> None:
        """Block the bot (kicked) or let it in again (member)."""
        bot = {"id": BOT, "is_bot": True, "first_name": "Артель"}
        old = "member" if status == "kicked" else "kicked"
        event = {
            "chat": self.chat,
            "from": self.user,
            "date": self.street.clock.now() // 1_000_000,
            "old_chat_member": {"user": bot, "status": old, **_until(old)},
            "new_chat_member": {"user": bot, "status": status, **_until(status)},
        }
        await self._do("my_chat_member", event)

    async def person(self) -> dict[str, Any] | None:
        """What is kept about them."""
        return next((row for row in await self.street.rows(people) if row["id"] == self.id), None)

    async def history(self) -> list[tuple[str, Any]]:
        return [
            (row["kind"], json.loads(row["data"]))
            for row in await self.street.rows(history)
            if row["person_id"] == self.id
        ]

    async def topics(self) -> set[str]:
        """The topics of which mailings would reach them."""
        return {
            row["purpose"].removeprefix("mailings:")
            for row in await self.street.rows(consents)
            if row["person_id"] == self.id
            and row["withdrawn_at"] is None
            and row["purpose"].startswith("mailings:")
        }

    async def _do(self, kind: str, event: dict[str, Any]) -> list[Screen]:
        before = {id(screen) for screen in self.screens}
        await self.street.receive(kind, event)
        await self.street.work()
        return [screen for screen in self.screens if id(screen) not in before]


@cache
def _every_row(table: Any) -> Select[Any]:
    return select(table)


def _until(status: str) -> dict[str, int]:
    return {"until_date": 0} if status == "kicked" else {}
