"""The sender against the sandbox: what each answer of the Bot API means for a call that is owed."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiogram.methods import SendInvoice
from aiogram.types import LabeledPrice
from pydantic import SecretStr
from sqlalchemy import select

from bot.api import Refused, TelegramApi, Uncertain
from bot.clock import SystemClock
from bot.config import Telegram
from bot.send import IN_FLIGHT, Sender
from bot.stop import Fatal
from domain.outbox import Lane, Outgoing
from domain.people import Person
from handlers.wire import PROVIDER_TOKEN, to_wire
from sandbox.client import Control
from storage.contacts import ContactsTable
from storage.engine import Database, StorageUnavailable, Transaction
from storage.outbox import OutboxTable
from storage.tables.street import Outbox, inbox, outbox

Owe = Callable[..., Awaitable[None]]
PROVIDERS = "381764678:TEST:canary-of-the-provider"


class NoAlarm:
    """Nothing rings here."""

    async def ring(self, error: Exception) -> None:
        raise error


@pytest.fixture
async def owe(sqlite: Database) -> Owe:
    async def add(*calls: Outgoing) -> None:
        async with sqlite.transaction() as transaction:
            await OutboxTable(transaction).add(calls, SystemClock().now())

    return add


@pytest.fixture
def provider_token() -> SecretStr | None:
    return SecretStr(PROVIDERS)


@pytest.fixture
async def sending(
    sqlite: Database, api: TelegramApi, provider_token: SecretStr | None
) -> AsyncIterator[asyncio.Task[None]]:
    """The sender at work."""
    stopping = asyncio.Event()
    alarm: Any = NoAlarm()
    sender = Sender(sqlite, api, SystemClock(), Telegram(), stopping, alarm, provider_token)
    running = asyncio.create_task(sender.run())
    yield running
    stopping.set()
    sqlite.signal("outbox").set()
    await asyncio.wait([running])


async def rows(database: Database) -> list[dict[str, Any]]:
    async with database.transaction() as transaction:
        return [dict(row) for row in await transaction.all(select(outbox).order_by(outbox.c.id))]


async def settled(database: Database, control: Control) -> list[dict[str, Any]]:
    """The outbox once nothing in it is open any more."""
    seen = 0
    async with asyncio.timeout(20):
        while any(row["state"] < Outbox.SENT for row in await rows(database)):
            for call in await control.wait_calls(after=seen, seconds=0.2):
                seen = call["seq"]
    return await rows(database)


def message(chat: int, text: str = "Привет", **how: Any) -> Outgoing:
    return Outgoing("sendMessage", {"chat_id": chat, "text": text}, chat, **how)


@pytest.mark.usefixtures("sending")
async def test_calls_go_in_order_and_their_messages_are_noted(
    sqlite: Database, control: Control, owe: Owe, anna: int
) -> None:
    await owe(message(anna, "1", key="first"), message(anna, "2"))
    await owe(Outgoing("editMessageText", {"chat_id": anna, "text": "1 again"}, anna, edits="first"))
    first, second, edit = await settled(sqlite, control)
    assert [row["state"] for row in (first, second, edit)] == [Outbox.SENT] * 3
    texts = {message["message_id"]: message["text"] for message in await control.messages(anna)}
    assert texts[first["message_id"]] == "1 again"
    assert texts[second["message_id"]] == "2"


class Forgetful:
    """A database of which one commit is never heard, although it was made."""

    def __init__(self, database: Database, unheard: int) -> None:
        self._database = database
        self._unheard = unheard

    def __getattr__(self, name: str) -> Any:
        return getattr(self._database, name)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        async with self._database.transaction() as transaction:
            yield transaction
        self._unheard -= 1
        if self._unheard == 0:
            raise StorageUnavailable("ConnectionDoesNotExistError")


class Deaf:
    """An alarm that nobody hears."""

    async def ring(self, error: Exception) -> None:
        """Nothing happens."""


@pytest.mark.parametrize("unheard", range(1, 9))
async def test_a_commit_that_is_not_heard_of_neither_loses_nor_doubles(
    sqlite: Database, api: TelegramApi, control: Control, owe: Owe, anna: int, unheard: int
) -> None:
    """Reliability row 44: a connection that is lost at the commit leaves open whether it was made."""
    stopping = asyncio.Event()
    database: Any = Forgetful(sqlite, unheard)
    alarm: Any = Deaf()
    calls = [
        message(anna, str(number), again=number % 2 == 0, result_topic="job-failed") for number in range(3)
    ]
    await owe(*calls, Outgoing("sendMessage", {"chat_id": 5, "text": "to nobody"}, 5))
    running = asyncio.create_task(Sender(database, api, SystemClock(), Telegram(), stopping, alarm).run())
    found = await settled(sqlite, control)
    stopping.set()
    sqlite.signal("outbox").set()
    await asyncio.wait([running])
    assert [row["state"] for row in found] == [Outbox.SENT] * 3 + [Outbox.FAILED]
    texts = [message["text"] for message in await control.messages(anna) if message["from"]["is_bot"]]
    assert texts == ["0", "1", "2"]
    async with sqlite.transaction() as transaction:
        results = await transaction.all(select(inbox.c.seq))
    assert len(results) == 3
    assert [row["attempts"] for row in found] == [1] * 4


@pytest.mark.usefixtures("sending")
@pytest.mark.parametrize("kind", ["5xx", "429", "cut_before", "html"])
async def test_a_passing_fault_is_got_over(
    sqlite: Database, control: Control, owe: Owe, anna: int, kind: str
) -> None:
    """Reliability rows 11, 14: nothing is lost, and what comes later in the chat waits for its turn."""
    await control.faults({"kind": kind, "methods": ["sendMessage"], "count": 1, "retry_after": 1})
    await owe(message(anna, "1"), message(anna, "2"))
    assert [row["state"] for row in await settled(sqlite, control)] == [Outbox.SENT] * 2
    texts = [message["text"] for message in await control.messages(anna) if message["from"]["is_bot"]]
    assert texts == ["1", "2"]


class FallingClock:
    """The machine's clock, which can be put back by a day."""

    def __init__(self) -> None:
        self.back = 0

    def now(self) -> int:
        return SystemClock().now() - self.back

    def fall(self) -> None:
        self.back = 86_400_000_000


class FloodedApi:
    """Refuses the first call with 429; its clock is put back after that, before anything is noted."""

    bot_id = 1

    def __init__(self, clock: FallingClock) -> None:
        self.calls = 0
        self.again = asyncio.Event()
        self._clock = clock

    async def call(self, _method: str, _params: object, **_how: object) -> dict[str, int]:
        self.calls += 1
        if self.calls == 1:
            asyncio.get_running_loop().call_soon(self._clock.fall)
            raise Refused(429, "Too Many Requests", {"retry_after": 1})
        self.again.set()
        return {"message_id": self.calls}


async def test_a_clock_put_back_while_a_pause_begins_does_not_stretch_it(sqlite: Database) -> None:
    """Reliability row 26: the pause lasts as long as Telegram said, by whatever clock it is noted."""
    clock, stopping = FallingClock(), asyncio.Event()
    async with sqlite.transaction() as transaction:
        await OutboxTable(transaction).add([message(7)], clock.now())
    flooded = FloodedApi(clock)
    sender = Sender(sqlite, flooded, clock, Telegram(), stopping, NoAlarm())  # type: ignore[arg-type]
    running = asyncio.create_task(sender.run())
    async with asyncio.timeout(20):
        await flooded.again.wait()
    stopping.set()
    sqlite.signal("outbox").set()
    await running
    assert clock.back
    assert [row["state"] for row in await rows(sqlite)] == [Outbox.SENT]
    assert flooded.calls == 2


class StuckApi:
    """Answers no message."""

    bot_id = 1

    def __init__(self) -> None:
        self.methods: Counter[str] = Counter()
        self.more = asyncio.Event()

    async def call(self, method: str, _params: object, **_how: object) -> bool:
        self.methods[method] += 1
        self.more.set()
        while method == "sendMessage":
            await asyncio.Event().wait()
        return True

    async def until(self, method: str, count: int) -> None:
        while self.methods[method] < count:
            self.more.clear()
            await self.more.wait()


async def test_messages_in_flight_everywhere_leave_places_for_acts(sqlite: Database, owe: Owe) -> None:
    """Reliability row 42: Telegram answers no message, and all places for them are taken."""
    stuck, stopping = StuckApi(), asyncio.Event()
    sender = Sender(sqlite, stuck, SystemClock(), Telegram(), stopping, NoAlarm())  # type: ignore[arg-type]
    running = asyncio.create_task(sender.run())
    await owe(*(message(-chat) for chat in range(1, 2 * IN_FLIGHT)))
    async with asyncio.timeout(20):
        await stuck.until("sendMessage", IN_FLIGHT)
        for count in range(1, 5):
            await owe(Outgoing("banChatMember", {"chat_id": -count, "user_id": count}, -count))
            await stuck.until("banChatMember", count)
    assert stuck.methods["sendMessage"] == IN_FLIGHT
    running.cancel()
    await asyncio.wait([running])


async def test_a_chat_rests_after_a_message_without_an_answer(sqlite: Database, owe: Owe) -> None:
    """Reliability row 46: the next copy is not at once, and neither is anything else that is said there."""
    stopping = asyncio.Event()

    class LateApi(StuckApi):
        async def call(self, method: str, _params: object, **_how: object) -> bool:
            self.methods[method] += 1
            self.more.set()
            raise Uncertain("TimeoutError")

    late = LateApi()
    sender = Sender(sqlite, late, SystemClock(), Telegram(), stopping, NoAlarm())  # type: ignore[arg-type]
    running = asyncio.create_task(sender.run())
    await owe(message(7, "1"), message(7, "2"))
    async with asyncio.timeout(20):
        await late.until("sendMessage", 1)
        await owe(message(8))
        await late.until("sendMessage", 2)  # another chat's
    now = asyncio.get_running_loop().time()
    assert sender._pacer.resting(now)[7] > now
    assert [row["attempts"] for row in await rows(sqlite)] == [1, 0, 1]
    stopping.set()
    sqlite.signal("outbox").set()
    await running


@pytest.mark.usefixtures("sending")
async def test_nobody_knows_whether_it_arrived(
    sqlite: Database, control: Control, owe: Owe, anna: int
) -> None:
    """Reliability row 13: again, or not again, as the call says."""
    other = int((await control.person("Иван"))["id"])
    await control.start(other)
    await control.faults({"kind": "cut", "methods": ["sendMessage"], "chats": [anna, other], "count": 2})
    await owe(message(anna, "again"), message(other, "not again", again=False))
    again, once = await settled(sqlite, control)
    assert again["state"] == Outbox.SENT
    assert once["state"] in (Outbox.UNKNOWN, Outbox.SENT)
    arrived = [message["text"] for message in await control.messages(other) if message["from"]["is_bot"]]
    assert arrived == ["not again"]


@pytest.mark.usefixtures("sending")
async def test_who_can_not_be_reached_is_marked_and_not_tried_again(
    sqlite: Database, control: Control, owe: Owe, anna: int
) -> None:
    """Reliability row 15; who never pressed Start didn't block anybody."""
    stranger = int((await control.person("Чужой"))["id"])
    async with sqlite.transaction() as transaction:
        for person in (anna, stranger):
            await ContactsTable(transaction).add(Person(person, "ru", 0))
    await control.block(anna)
    await owe(message(anna), message(stranger))
    assert [(row["state"], row["attempts"]) for row in await settled(sqlite, control)] == [
        (Outbox.FAILED, 1)
    ] * 2
    async with sqlite.transaction() as transaction:
        people = ContactsTable(transaction)
        for person, reason in ((anna, "blocked"), (stranger, "never started")):
            found = await people.find(person)
            assert found is not None
            assert not found.reachable
            assert [entry.data for entry in await people.history(person)] == [{"reason": reason}]


@pytest.mark.usefixtures("sending")
async def test_an_edit_of_nothing_is_sent_anew_and_an_equal_one_is_done(
    sqlite: Database, control: Control, owe: Owe, anna: int
) -> None:
    await owe(message(anna, "same"))
    (sent,) = await settled(sqlite, control)
    await owe(
        Outgoing(
            "editMessageText", {"chat_id": anna, "message_id": sent["message_id"], "text": "same"}, anna
        ),
        Outgoing("editMessageText", {"chat_id": anna, "message_id": 999_999, "text": "gone"}, anna),
    )
    _, equal, gone = await settled(sqlite, control)
    assert (equal["state"], gone["state"]) == (Outbox.SENT, Outbox.SENT)
    assert gone["method"] == "sendMessage"
    texts = [message["text"] for message in await control.messages(anna) if message["from"]["is_bot"]]
    assert texts == ["same", "gone"]


@pytest.mark.usefixtures("sending")
async def test_a_result_that_is_waited_for_comes_back_through_the_inbox(
    sqlite: Database, control: Control, owe: Owe, anna: int
) -> None:
    await owe(
        Outgoing("getChat", {"chat_id": anna}, anna, result_topic="chat"),
        Outgoing("getChat", {"chat_id": 9}, 9, result_topic="chat"),
    )
    await settled(sqlite, control)
    async with sqlite.transaction() as transaction:
        found = [dict(row) for row in await transaction.all(select(inbox).order_by(inbox.c.chat_id))]
    assert [(row["kind"], row["chat_id"], row["update_id"]) for row in found] == [
        ("chat", 9, None),
        ("chat", anna, None),
    ]
    assert '"ok": false' in found[0]["payload"]
    assert '"first_name": "Анна"' in found[1]["payload"]


async def test_a_revoked_token_ends_the_sender_and_loses_nothing(
    sqlite: Database, control: Control, owe: Owe, anna: int, api: TelegramApi, sending: asyncio.Task[None]
) -> None:
    """Reliability row 16."""
    await control.strict_bots()
    await control.revoke(api.bot_id)
    await owe(message(anna))
    async with asyncio.timeout(10):
        with pytest.raises(Fatal, match=r"refuses the token \(401\)"):
            await sending
    assert [row["state"] for row in await rows(sqlite)] == [Outbox.WAITING]


@pytest.mark.usefixtures("sending")
async def test_mailings_go_too(sqlite: Database, control: Control, owe: Owe, anna: int) -> None:
    await owe(*(message(anna, str(number), lane=Lane.BULK) for number in range(3)))
    assert [row["state"] for row in await settled(sqlite, control)] == [Outbox.SENT] * 3


def invoice(chat: int) -> Outgoing:
    method = SendInvoice(
        chat_id=chat,
        title="Взнос",
        description="За год",
        payload="dues:1:2",
        currency="RUB",
        prices=[LabeledPrice(label="Взнос", amount=500_000)],
        provider_token=PROVIDER_TOKEN,
    )
    return Outgoing(*to_wire(method), chat)


@pytest.mark.usefixtures("sending")
async def test_the_providers_token_is_put_in_at_the_call_and_kept_nowhere(
    sqlite: Database, control: Control, owe: Owe, anna: int, capfd: pytest.CaptureFixture[str]
) -> None:
    """Reliability row 40: the token is in no row and no log, whether the call goes well or not."""
    await control.faults({"kind": "5xx", "methods": ["sendInvoice"], "count": 1})
    await owe(invoice(anna))
    assert PROVIDERS not in str(await rows(sqlite))
    (row,) = await settled(sqlite, control)
    assert row["state"] == Outbox.SENT
    calls = [call for call in await control.calls(method="sendInvoice") if call["ok"]]
    assert [call["params"]["provider_token"] for call in calls] == [PROVIDERS]
    await owe(invoice(anna + 1))
    assert [row["state"] for row in await settled(sqlite, control)] == [Outbox.SENT, Outbox.FAILED]
    assert "canary" not in str(await rows(sqlite)) + str(capfd.readouterr())


@pytest.mark.usefixtures("sending")
@pytest.mark.parametrize("provider_token", [None])
async def test_without_a_providers_token_no_invoice_goes_out(
    sqlite: Database, control: Control, owe: Owe, anna: int
) -> None:
    await owe(invoice(anna), message(anna))
    refused, sent = await settled(sqlite, control)
    assert (refused["state"], sent["state"]) == (Outbox.FAILED, Outbox.SENT)
    assert "no provider" in refused["error"]
    assert not await control.calls(method="sendInvoice")
