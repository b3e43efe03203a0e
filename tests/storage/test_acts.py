"""Acts in groups, on both databases: they wait for no message, and for each other only about the same."""

import random
from collections.abc import Sequence
from typing import Any

import pytest

from domain.outbox import EDITS, MESSAGES, Lane, Outgoing
from storage.engine import Database
from storage.outbox import OutboxTable, Owed, Settled
from storage.tables.street import Outbox
from tests.storage.books import Books

NOW = 1_000_000
GROUPS = (-1001, -1002, -1003)
TARGETS: dict[str, tuple[str, ...]] = {
    "banChatMember": ("user_id",),
    "unbanChatMember": ("user_id",),
    "restrictChatMember": ("user_id",),
    "promoteChatMember": ("user_id",),
    "approveChatJoinRequest": ("user_id",),
    "declineChatJoinRequest": ("user_id",),
    "getChatMember": ("user_id",),
    "banChatSenderChat": ("sender_chat_id",),
    "unbanChatSenderChat": ("sender_chat_id",),
    "deleteMessage": ("message_id",),
    "deleteMessages": ("message_ids",),
    "pinChatMessage": ("message_id",),
    "unpinChatMessage": ("message_id",),
    "setChatPermissions": (),
    "getChatAdministrators": (),
    "createChatInviteLink": (),
    "revokeChatInviteLink": (),
    "leaveChat": (),
}
WORDS = (
    "sendMessage",
    "sendPhoto",
    "copyMessage",
    "forwardMessage",
    "editMessageText",
    "editMessageReplyMarkup",
)


@pytest.fixture
def books(database: Database) -> Books:
    return Books(database)


def act(method: str, chat: int = GROUPS[0], about: int = 7, **how: Any) -> Outgoing:
    targets = {name: [about, about + 1] if name == "message_ids" else about for name in TARGETS[method]}
    return Outgoing(method, {"chat_id": chat, **targets}, chat, **how)


def words(text: str, chat: int = GROUPS[0], **how: Any) -> Outgoing:
    return Outgoing("sendMessage", {"chat_id": chat, "text": text}, chat, **how)


def methods(claimed: Sequence[Owed]) -> list[str]:
    return [owed.method for owed in claimed]


async def test_an_act_waits_for_nothing_that_is_said(books: Books) -> None:
    """Reliability row 42: one message is in flight, others wait, the chat rests and is in a pause."""
    await books.add(words("in flight"))
    assert await books.said() == ["in flight"]
    await books.add(*(words(f"{number}") for number in range(5)), words("bulk", lane=Lane.BULK))
    await books.add(Outgoing("editMessageText", {"message_id": 3, "text": "edit"}, GROUPS[0]))
    async with books.database.transaction() as transaction:
        await OutboxTable(transaction).pause(GROUPS[0], NOW + 60, acts=False)
    for method in TARGETS:
        for lane in Lane:
            await books.add(act(method, lane=lane))
            assert methods(await books.send_owed(resting=GROUPS)) == [method]


async def test_messages_wait_for_no_act(books: Books) -> None:
    await books.add(act("banChatMember"))
    assert await books.said() == ["banChatMember"]
    await books.add(words("1"), words("2"))
    assert await books.said() == ["1"]


async def test_a_message_said_in_the_lane_of_acts_is_a_message(books: Books) -> None:
    await books.add(words("1"), words("2", lane=Lane.ACTS))
    assert await books.said() == ["1"]
    assert await books.said() == []


async def test_acts_about_the_same_keep_their_order_and_others_pass(books: Books) -> None:
    await books.add(
        act("banChatMember", about=7),
        act("unbanChatMember", about=7),
        act("banChatMember", about=8),
        act("deleteMessage", about=7),
        act("deleteMessages", about=70),
        act("setChatPermissions"),
        act("setChatPermissions"),
        act("banChatMember", GROUPS[1], about=7),
    )
    first = await books.claim()
    assert [owed.id for owed in first] == [1, 3, 4, 5, 6, 8]
    assert await books.claim() == []
    await books.settle(Settled(1, Outbox.WAITING, error="500", due_at=NOW + 50))
    assert await books.claim() == []  # the repeated one comes first
    assert [owed.id for owed in await books.claim(now=NOW + 50)] == [1]
    await books.settle(Settled(1, Outbox.SENT), Settled(6, Outbox.FAILED))
    assert [owed.id for owed in await books.claim()] == [2, 7]


async def test_an_act_waits_for_the_call_that_it_depends_on(books: Books) -> None:
    await books.add(
        words("question", key="question"),
        Outgoing("deleteMessage", {"chat_id": GROUPS[0], "message_id": 0}, GROUPS[0], edits="question"),
        act("banChatMember", key="ban"),
        act("unbanChatMember", after="ban"),
        act("banChatMember", about=9, after="question"),
        act("restrictChatMember", about=9),
    )
    assert await books.said() == ["question", "banChatMember", "restrictChatMember"]
    await books.settle(Settled(1, Outbox.SENT, 10), Settled(3, Outbox.SENT), Settled(6, Outbox.SENT))
    deletion, unban, ban = await books.claim()
    assert (deletion.method, deletion.target) == ("deleteMessage", 10)
    assert methods([unban, ban]) == ["unbanChatMember", "banChatMember"]


@pytest.mark.parametrize("acts", [True, False])
async def test_a_refusal_for_too_many_calls_holds_its_own_kind_only(books: Books, *, acts: bool) -> None:
    """Reliability rows 11, 42: what is said later in the pause waits too, if it is of the kind that was refused."""
    refused, other = act("banChatMember"), words("hello")
    if not acts:
        refused, other = other, refused
    await books.add(refused)
    (owed,) = await books.claim()
    async with books.database.transaction() as transaction:
        outbox = OutboxTable(transaction)
        await outbox.settle([Settled(owed.id, Outbox.WAITING, due_at=NOW + 50, counts=False)], NOW)
        await outbox.pause(GROUPS[0], NOW + 50, acts=acts)
    await books.add(act("deleteMessage", about=99) if acts else words("later"), other)
    assert methods(await books.send_owed()) == [other.method]
    kept = ["banChatMember", "deleteMessage"] if acts else ["sendMessage", "sendMessage"]
    assert methods(await books.send_owed(now=NOW + 49)) == []
    assert methods(await books.send_owed(now=NOW + 50) + await books.send_owed(now=NOW + 50)) == kept


async def test_in_a_private_chat_a_deletion_keeps_its_place(books: Books) -> None:
    """An edit that comes after it would be sent as a new message."""
    await books.add(
        Outgoing("editMessageText", {"chat_id": 1, "message_id": 5, "text": "edit"}, 1),
        Outgoing("deleteMessage", {"chat_id": 1, "message_id": 5}, 1),
    )
    assert await books.send() == ["edit"]
    assert await books.send() == ["deleteMessage"]


class Queue:
    """A random outbox, and by plain rules which acts must go out."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.acts: dict[int, Outgoing] = {}  # those that are open, by their rows
        self.flying: dict[int, Owed] = {}
        self.now = NOW
        self.rows = 0
        self.sent: list[int] = []

    def call(self) -> Outgoing:
        chat = self.random.choice(GROUPS)
        if self.random.random() < 0.4:
            return act(self.random.choice(list(TARGETS)), chat, self.random.randrange(1, 4))
        method = self.random.choice(WORDS)
        lane = self.random.choice([Lane.REPLIES, Lane.ACTS, Lane.NOTICES, Lane.BULK])
        return Outgoing(method, {"chat_id": chat, "message_id": 3, "text": "x"}, chat, lane=lane)

    async def add(self, books: Books) -> None:
        calls = [self.call() for _ in range(self.random.randrange(6))]
        await books.add(*calls, now=self.now)
        for call in calls:
            self.rows += 1
            if not call.method.startswith(MESSAGES + EDITS):
                self.acts[self.rows] = call

    def due(self) -> set[int]:
        """The acts before which no other one about the same is open."""
        seen: set[tuple[int | None, str]] = set()
        first = set()
        for row, call in sorted(self.acts.items()):
            targets = {name: value for name, value in call.params.items() if name != "chat_id"}
            if (subject := (call.chat_id, str(targets))) not in seen and row not in self.flying:
                first.add(row)
            seen.add(subject)
        return first

    async def claim(self, books: Books) -> None:
        due, resting = self.due(), self.random.sample(GROUPS, self.random.randrange(4))
        claimed = []
        for lanes in ((Lane.REPLIES, Lane.NOTICES), (Lane.BULK, Lane.BULK)):
            claimed += await books.claim(lanes, now=self.now, resting=resting)
        self.flying.update({owed.id: owed for owed in claimed})
        assert {owed.id for owed in claimed if owed.lane is Lane.ACTS} == due
        said = [owed.chat_id for owed in self.flying.values() if owed.lane is not Lane.ACTS]
        assert len(said) == len(set(said)), "two messages of a chat are in flight"

    async def land(self, books: Books) -> None:
        landed = self.random.sample(sorted(self.flying), self.random.randrange(len(self.flying) + 1))
        for row in landed:
            owed = self.flying.pop(row)
            if owed.lane is not Lane.ACTS and self.random.random() < 0.4:  # refused, its chat gets a pause
                until = self.now + self.random.randrange(1_000_000)
                await books.settle(Settled(row, Outbox.WAITING, due_at=until, counts=False), now=self.now)
                async with books.database.transaction() as transaction:
                    await OutboxTable(transaction).pause(int(owed.chat_id or 0), until, acts=False)
            else:
                await books.settle(Settled(row, Outbox.SENT, row), now=self.now)
                self.acts.pop(row, None)
                self.sent.append(row)


@pytest.mark.parametrize("seed", range(8))
async def test_random_queues_hold_no_act(books: Books, seed: int) -> None:
    """Reliability row 42: whatever waits, rests, is in flight or in a pause, an act goes out at the next claim."""
    queue = Queue(seed)
    for _ in range(25):
        await queue.add(books)
        await queue.claim(books)
        await queue.land(books)
        queue.now += queue.random.randrange(300_000)
    assert len(queue.sent) > 20
