"""The outbox, on both databases: what goes first, what waits, what is never sent."""

import pytest

from domain.consent import Consent
from domain.outbox import Lane, Outgoing
from domain.people import Person
from storage.consent import ConsentTable
from storage.contacts import ContactsTable
from storage.engine import Database
from storage.jobs import JobsTable, Made
from storage.operations import OperationsTable
from storage.outbox import OutboxTable, Settled
from storage.tables.street import Outbox
from tests.conftest import StandingClock
from tests.storage.books import NOW, Books, message


@pytest.fixture
def books(database: Database) -> Books:
    return Books(database)


async def test_a_call_is_kept_as_the_wire_gets_it(books: Books) -> None:
    params = {"chat_id": 1, "text": "Привет 👋 <b>\\", "reply_markup": {"inline_keyboard": [[]]}, "n": None}
    await books.add(Outgoing("sendMessage", params, 1, result_topic="result"))
    (owed,) = await books.claim()
    assert (owed.method, owed.params, owed.chat_id, owed.result_topic) == ("sendMessage", params, 1, "result")
    assert (owed.lane, owed.again, owed.attempts, owed.target, owed.job_id) == (
        Lane.REPLIES,
        True,
        1,
        None,
        None,
    )
    assert await books.claim() == []


async def test_lanes_go_first_to_last_and_only_those_asked_for(books: Books) -> None:
    await books.add(
        message("bulk", 1, lane=Lane.BULK),
        message("notice", 2, lane=Lane.NOTICES),
        Outgoing("banChatMember", {"chat_id": -3, "user_id": 1}, -3),
        message("reply", 4),
        message("reply too", 5),
    )
    assert await books.send(lanes=(Lane.REPLIES, Lane.NOTICES), many=3) == [
        "reply",
        "reply too",
        "banChatMember",
    ]
    assert await books.send(lanes=(Lane.REPLIES, Lane.NOTICES)) == ["notice"]
    assert await books.send(lanes=(Lane.REPLIES, Lane.NOTICES)) == []
    assert await books.send(lanes=(Lane.BULK, Lane.BULK)) == ["bulk"]


async def test_a_chat_gets_everything_in_the_order_said_one_at_a_time(books: Books) -> None:
    await books.add(
        message("1", lane=Lane.NOTICES), message("2"), message("other chat", 2), message("3", lane=Lane.ACTS)
    )
    assert await books.said() == ["other chat", "1"]
    assert await books.said() == []
    first, *_ = await books.rows()
    await books.settle(Settled(first["id"], Outbox.SENT))
    assert await books.send() == ["2"]
    assert await books.send() == ["3"]


async def test_what_names_no_chat_waits_for_nobody(books: Books) -> None:
    await books.add(message("a", None), message("b", None), message("c", None))
    assert await books.said() == ["a", "b", "c"]


async def test_a_mailing_lets_replies_pass_but_keeps_its_own_order(books: Books) -> None:
    await books.add(message("bulk 1", lane=Lane.BULK), message("bulk 2", lane=Lane.BULK), message("reply"))
    assert await books.said(lanes=(Lane.REPLIES, Lane.NOTICES)) == ["reply"]
    assert await books.said(lanes=(Lane.BULK, Lane.BULK)) == []  # one in flight a chat
    reply = (await books.rows())[2]
    await books.settle(Settled(reply["id"], Outbox.SENT))
    assert await books.send(lanes=(Lane.BULK, Lane.BULK)) == ["bulk 1"]
    assert await books.send(lanes=(Lane.BULK, Lane.BULK)) == ["bulk 2"]


async def test_a_key_is_said_often_and_sent_once(books: Books) -> None:
    await books.add(message("once", key="k"), message("once", key="k"), message("other"))
    assert await books.send_all() == ["once", "other"]
    await books.add(message("once", key="k"))
    assert await books.send_all() == []


async def test_an_edit_waits_for_its_message_and_only_the_newest_goes(books: Books) -> None:
    def edit(text: str) -> Outgoing:
        return Outgoing("editMessageText", {"chat_id": 1, "text": text}, 1, edits="card")

    await books.add(message("card", key="card"), edit("1"), message("later"))
    await books.add(edit("2"), edit("3"))
    assert await books.send() == ["card"]
    sent = next(row for row in await books.rows() if row["key"] == "card")
    assert await books.send() == ["later"]
    (owed,) = await books.claim()
    assert (owed.params["text"], owed.target) == ("3", sent["message_id"])
    await books.add(edit("4"))  # the one in flight is no longer waiting
    assert await books.said() == []
    await books.settle(Settled(owed.id, Outbox.SENT))
    assert await books.send_all() == ["4"]
    assert [row["error"] for row in await books.rows() if row["state"] == Outbox.DROPPED] == ["overtaken"]


async def test_what_comes_after_another_call_waits_for_its_success(books: Books) -> None:
    await books.add(message("first", 1, key="first"), message("then", 2, after="first"), message("later", 2))
    # What can't go yet is not in the way of what can.
    assert await books.said() == ["first", "later"]
    await books.settle(*(Settled(row["id"], Outbox.SENT) for row in await books.rows() if row["state"] == 1))
    assert await books.send_all() == ["then"]


@pytest.mark.parametrize("end", [Outbox.FAILED, Outbox.UNKNOWN, Outbox.DROPPED])
async def test_what_depends_on_a_call_that_failed_is_dropped(books: Books, end: Outbox) -> None:
    await books.add(
        message("a", 1, key="a"),
        message("b", 2, key="b", after="a"),
        message("c", 3, after="b"),
        Outgoing("editMessageText", {"text": "d"}, 1, edits="a"),
        message("e", 3),
    )
    (a, *_) = await books.claim(many=1)
    await books.settle(Settled(a.id, end))
    assert await books.send_all() == ["e"]
    assert await books.states() == [end, Outbox.DROPPED, Outbox.DROPPED, Outbox.DROPPED, Outbox.SENT]


async def test_a_card_is_sent_anew_where_none_stands(books: Books) -> None:
    def card(text: str) -> Outgoing:
        return Outgoing(
            "editMessageText", {"chat_id": 1, "text": text}, 1, edits="card", resend_if_missing=True
        )

    await books.add(card("first"), card("second"))
    assert [owed["method"] for owed in await books.rows()] == ["sendMessage", "editMessageText"]
    assert await books.send_all() == ["first", "second"]
    await books.add(card("third"))
    (owed,) = await books.claim()
    assert (owed.method, owed.target) == ("editMessageText", 10)
    await books.settle(Settled(owed.id, Outbox.SENT, 10))
    # What could not be shown doesn't stand in the way of the next try.
    await books.add(message("lost", key="other"))
    (lost,) = await books.claim()
    await books.settle(Settled(lost.id, Outbox.FAILED))
    await books.add(Outgoing("editMessageText", {"text": "again"}, 1, edits="other", resend_if_missing=True))
    (owed,) = await books.claim()
    assert (owed.method, owed.target) == ("sendMessage", None)


async def test_what_is_taken_away_by_hand_does_not_fade(books: Books, database: Database) -> None:
    await books.add(message("who?", key="question", fades_at=NOW + 5))
    await books.send_all()
    await books.add(Outgoing("deleteMessage", {"chat_id": 1, "message_id": 0}, 1, edits="question"))
    (owed,) = await books.claim()
    assert owed.target == 10
    async with database.transaction() as transaction:
        assert await OperationsTable(transaction).faded(NOW + 10) == []


@pytest.mark.parametrize("field", ["after", "edits"])
async def test_what_depends_on_a_call_that_is_forgotten_does_not_stop_its_chat(
    books: Books, field: str
) -> None:
    """After its retention the row of a sent message is gone; what names it can't go, and must not stay in the way."""
    await books.add(message("lost", 1, **{field: "forgotten"}), message("next", 1))
    assert await books.send_all() == ["next"]
    assert await books.states() == [Outbox.DROPPED, Outbox.SENT]


async def test_an_expired_call_is_dropped_at_the_claim(books: Books) -> None:
    await books.add(message("old", 1, expires_at=NOW), message("new", 2, expires_at=NOW + 1))
    assert await books.send_all() == ["new"]
    assert (await books.states())[0] == Outbox.DROPPED
    assert all(row["settled_at"] == NOW for row in await books.rows() if row["state"] == Outbox.DROPPED)


async def test_what_is_dropped_takes_no_place_from_what_may_go(books: Books) -> None:
    await books.add(*(message(f"old {chat}", chat, lane=Lane.BULK, expires_at=NOW) for chat in range(1, 6)))
    await books.add(*(message(f"new {chat}", chat + 10, lane=Lane.BULK) for chat in range(1, 6)))
    assert await books.send(many=3) == ["new 1", "new 2", "new 3"]


async def test_consent_is_checked_when_the_call_goes(books: Books) -> None:
    """Withdrawal stops the next message, even one that was said long before."""
    async with books.database.transaction() as transaction:
        for person in (1, 2):
            await ContactsTable(transaction).add(Person(person, "ru", NOW))
        consents = ConsentTable(transaction)
        await consents.give(Consent(1, "mailings:news", "1", "d", NOW))
        await consents.give(Consent(1, "mailings:other", "1", "d", NOW))
        await consents.give(Consent(2, "mailings:other", "1", "d", NOW))
    await books.add(
        message("news to 1", 1, consent="mailings:news", lane=Lane.BULK),
        message("more to 1", 1, consent="mailings:news", lane=Lane.BULK),
        message("news to 2", 2, consent="mailings:news", lane=Lane.BULK),
        message("news to 3", 3, consent="mailings:news", lane=Lane.BULK),
    )
    assert await books.send() == ["news to 1"]
    async with books.database.transaction() as transaction:
        await ConsentTable(transaction).withdraw(1, ["mailings:news"], NOW)
    assert await books.send_all() == []
    assert await books.states() == [Outbox.SENT, *[Outbox.DROPPED] * 3]


async def test_a_pause_holds_a_whole_chat_and_nobody_else(books: Books) -> None:
    await books.add(message("1"), message("2"), message("other", 2))
    async with books.database.transaction() as transaction:
        await OutboxTable(transaction).pause(1, NOW + 50, acts=False)
    await books.add(message("said meanwhile"))
    assert await books.send(now=NOW + 49) == ["other"]
    assert await books.send_all(now=NOW + 50) == ["1", "2", "said meanwhile"]


async def test_a_call_to_be_tried_later_keeps_its_place(books: Books) -> None:
    await books.add(message("1"), message("2"))
    (owed,) = await books.claim()
    await books.settle(Settled(owed.id, Outbox.WAITING, error="502", due_at=NOW + 10))
    assert await books.send(now=NOW + 9) == []
    (again,) = await books.claim(now=NOW + 10)
    assert (again.id, again.attempts) == (owed.id, 2)
    assert (await books.rows())[0]["settled_at"] is None


async def test_a_try_that_never_left_the_house_is_not_counted(books: Books) -> None:
    await books.add(message("1"))
    for _ in range(30):
        (owed,) = await books.claim()
        assert owed.attempts == 1
        await books.settle(Settled(owed.id, Outbox.WAITING, due_at=NOW, counts=False))
    (owed,) = await books.claim()
    assert owed.attempts == 1


async def test_a_resting_chat_is_passed_over(books: Books) -> None:
    await books.add(message("rests", 1), message("goes", -100), message("no chat", None))
    assert await books.send(resting=[1, 7]) == ["goes", "no chat"]
    assert await books.send(resting=[]) == ["rests"]


async def test_after_an_abnormal_stop_calls_in_flight_are_repeated_or_given_up(books: Books) -> None:
    await books.add(
        message("again", 1),
        message("not again", 2, again=False, key="greeting"),
        message("depends", 3, after="greeting"),
        message("waiting", 1),
    )
    assert await books.said() == ["again", "not again"]
    async with books.database.transaction() as transaction:
        assert await OutboxTable(transaction).recover(NOW + 5) == 2
    assert (await books.states())[:2] == [Outbox.WAITING, Outbox.UNKNOWN]
    assert [row["settled_at"] for row in await books.rows()][:2] == [None, NOW + 5]
    assert await books.send_all() == ["again", "waiting"]
    assert (await books.states())[2] == Outbox.DROPPED
    async with books.database.transaction() as transaction:
        assert await OutboxTable(transaction).recover(NOW + 6) == 0


async def test_a_file_is_waited_for_and_holds_nobody_up(books: Books) -> None:
    async with books.database.transaction() as transaction:
        job = await JobsTable(transaction, StandingClock(NOW)).order("my-data", 1, {"person": 1})
    document = Outgoing("sendDocument", {"chat_id": 1, "document": f"job:{job}"}, 1, job=job)
    await books.add(document, message("a reply meanwhile"))
    assert await books.send() == ["a reply meanwhile"]
    assert await books.send() == []
    async with books.database.transaction() as transaction:
        await JobsTable(transaction, StandingClock(NOW)).finish(job, Made("data.json", b"{}"))
    (owed,) = await books.claim()
    assert owed.job_id == job


async def test_a_file_that_was_not_made_leaves_its_chat_open(books: Books) -> None:
    async with books.database.transaction() as transaction:
        job = await JobsTable(transaction, StandingClock(NOW)).order("my-data", 1, {"person": 1})
    await books.add(Outgoing("sendDocument", {"chat_id": 1, "document": f"job:{job}"}, 1, job=job))
    async with books.database.transaction() as transaction:
        await JobsTable(transaction, StandingClock(NOW)).fail(job)
    await books.add(message("it could not be made"))
    assert await books.send_all() == ["it could not be made"]
    assert await books.states() == [Outbox.DROPPED, Outbox.SENT]


@pytest.mark.parametrize("made", [True, False], ids=["made", "given up"])
async def test_a_text_that_names_a_job_comes_after_its_file_and_in_any_case(
    books: Books, *, made: bool
) -> None:
    async with books.database.transaction() as transaction:
        job = await JobsTable(transaction, StandingClock(NOW)).order("my-data", 1, {"person": 1})
    document = Outgoing("sendDocument", {"chat_id": 1, "document": f"job:{job}"}, 1, job=job)
    after = Outgoing("sendMessage", {"chat_id": 1, "text": "after it"}, 1, job=job)
    await books.add(document, after, message("meanwhile"))
    assert await books.send() == ["meanwhile"]
    assert await books.send() == []
    async with books.database.transaction() as transaction:
        jobs = JobsTable(transaction, StandingClock(NOW))
        await (jobs.finish(job, Made("data.json", b"{}")) if made else jobs.fail(job))
    if made:
        (owed,) = await books.claim()
        assert (owed.method, owed.job_id) == ("sendDocument", job)
        async with books.database.transaction() as transaction:
            await OutboxTable(transaction).settle([Settled(owed.id, Outbox.SENT, 5)], NOW)
    (owed,) = await books.claim()
    assert (owed.params["text"], owed.job_id) == ("after it", None)
    assert (await books.states())[0] == (Outbox.SENT if made else Outbox.DROPPED)


async def test_a_call_can_be_made_in_another_way(books: Books) -> None:
    await books.add(Outgoing("editMessageText", {"chat_id": 1, "message_id": 5, "text": "т"}, 1))
    (owed,) = await books.claim()
    async with books.database.transaction() as transaction:
        outbox_table = OutboxTable(transaction)
        await outbox_table.settle([Settled(owed.id, Outbox.WAITING, due_at=NOW)], NOW)
        await outbox_table.replace(owed.id, "sendMessage", {"chat_id": 1, "text": "т"})
    (moved,) = await books.claim()
    assert (moved.id, moved.method, moved.params) == (owed.id, "sendMessage", {"chat_id": 1, "text": "т"})


async def test_news_are_told_to_the_sender(books: Books) -> None:
    outbox_table, bulk = books.database.signal("outbox"), books.database.signal("bulk")
    await books.add()
    assert not outbox_table.is_set()
    await books.add(message("1"))
    assert outbox_table.is_set()
    assert not bulk.is_set()
    await books.add(message("2", lane=Lane.BULK))
    assert bulk.is_set()


async def test_what_was_said_is_kept_until_it_is_sent_and_no_longer(books: Books) -> None:
    """Sent, refused, given up, overtaken, expired: only the key and the message's number stay."""
    await books.add(message("canary", key="card"), message("canary", 2), message("canary", 3, again=False))
    sent, refused, unknown = await books.claim()
    await books.settle(Settled(sent.id, Outbox.SENT, 70), Settled(refused.id, Outbox.FAILED))
    async with books.database.transaction() as transaction:
        await OutboxTable(transaction).recover(NOW)
    await books.add(Outgoing("editMessageText", {"text": "canary"}, 1, edits="card"))
    await books.add(Outgoing("editMessageText", {"text": "newer"}, 1, edits="card"))
    await books.add(message("canary", 4, expires_at=NOW))
    (edit,) = await books.claim()
    assert (edit.params["text"], edit.target) == ("newer", 70)
    rows = await books.rows()
    assert [Outbox(row["state"]) for row in rows] == [
        Outbox.SENT,
        Outbox.FAILED,
        Outbox.UNKNOWN,
        Outbox.DROPPED,
        Outbox.IN_FLIGHT,
        Outbox.DROPPED,
    ]
    assert {row["params"] for row in rows if row["state"] != Outbox.IN_FLIGHT} == {"{}"}
    assert unknown.params["text"] == "canary"
    await books.settle(Settled(edit.id, Outbox.WAITING, due_at=NOW))
    assert (await books.claim())[0].params == edit.params
