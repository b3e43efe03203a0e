"""Paying in the chat: the question before the money is answered first, the money is counted once."""

from typing import Any

import pytest
from sqlalchemy import select

from bot.config import Config
from handlers.wire import PROVIDER_TOKEN
from storage.tables.street import Inbox, inbox, outbox
from tests.handlers.dues import all_invoices, all_payments, with_provider
from tests.handlers.harness import BOT, Refusal, Street, Visitor
from tests.words import words

SECOND = 1_000_000
DUES = 500_000  # kopecks


@pytest.fixture(scope="session")
def config() -> Config:
    return with_provider()


async def test_the_button_brings_an_invoice_of_telegrams(street: Street, maria: Visitor) -> None:
    assert maria.screen.labels == [
        words("dues-receipt"),
        words("dues-pay"),
        words("dues-open"),
        words("ui-home"),
    ]
    await maria.press("dues-pay")
    owed = street.sent[-1]
    assert (owed.method, owed.chat_id) == ("sendInvoice", maria.id)
    assert owed.params["prices"] == [{"label": words("dues-pay-label"), "amount": DUES}]
    assert (owed.params["currency"], owed.params["payload"]) == ("RUB", "dues:1")
    assert owed.params["provider_token"] == PROVIDER_TOKEN
    assert owed.params["start_parameter"]
    assert 1 <= len(owed.params["title"]) <= 32
    assert 1 <= len(owed.params["description"]) <= 255


async def test_money_is_asked_about_and_counted_once(street: Street, maria: Visitor, vera: Visitor) -> None:
    answer = await maria.check_out("dues:1", DUES)
    assert (answer.ok, answer.error_message) == (True, None)
    assert await all_payments(street) == []
    issued = maria.screen
    await maria.paid("dues:1", DUES, "charge-1")
    assert issued.labels == [words("dues-open")], "what is paid is not offered any more"
    await maria.paid("dues:1", DUES, "charge-1")
    (payment,) = await all_payments(street)
    assert (payment["amount"], payment["method"], payment["charge"]) == (DUES, "telegram", "charge-1")
    assert [row["status"] for row in await all_invoices(street)] == ["paid"]
    assert maria.screen.says("dues-thanks", number="2027-0001", settled="yes")
    assert sum(screen.says("dues-thanks") for screen in maria.screens) == 1
    assert vera.screen.says("treasury-charged", name="Иванова Мария")
    answer = await maria.check_out("dues:1", DUES)
    assert (answer.ok, answer.error_message) == (False, words("dues-checkout", verdict="settled"))


async def test_a_second_charge_is_kept_and_told_to_the_treasurer(
    street: Street, maria: Visitor, vera: Visitor
) -> None:
    await maria.paid("dues:1", DUES, "charge-1")
    await maria.paid("dues:1", DUES, "charge-2")
    assert len(await all_payments(street)) == 2
    assert vera.screen.says("treasury-charged", surplus="5 000 ₽")
    assert maria.screen.says("dues-surplus", amount="5 000 ₽")


@pytest.mark.parametrize(
    ("payload", "amount", "currency", "why"),
    [
        ("dues:1", DUES - 1, "RUB", "other-sum"),
        ("dues:1", DUES, "USD", "other-sum"),
        ("dues:2", DUES, "RUB", "missing"),
        ("dues:", DUES, "RUB", "missing"),
        ("dues:1 ", DUES, "RUB", "missing"),
        ("dues:١", DUES, "RUB", "missing"),
        ("dues:" + "9" * 60, DUES, "RUB", "missing"),
        ("1", DUES, "RUB", "missing"),
        ("", DUES, "RUB", "missing"),
    ],
)
async def test_only_just_what_is_owed_may_be_paid(
    maria: Visitor, payload: str, amount: int, currency: str, why: str
) -> None:
    answer = await maria.check_out(payload, amount, currency)
    assert not answer.ok
    assert answer.error_message == words("dues-checkout", verdict=why)


async def test_nobody_pays_for_others(maria: Visitor, john: Visitor) -> None:
    await john.subscribe()
    answer = await john.check_out("dues:1", DUES)
    assert (answer.ok, answer.error_message) == (False, words("dues-checkout", "en", verdict="missing"))
    assert maria.id


async def test_a_stranger_is_answered_and_nothing_of_them_is_kept(street: Street, maria: Visitor) -> None:
    stranger = street.visitor(99, "ru", first_name="Незнакомка")
    assert not (await stranger.check_out("dues:1", DUES)).ok
    assert await stranger.person() is None
    assert "Незнакомка" not in await street.everything()
    assert maria.id


async def test_money_for_no_invoice_is_said_to_the_payer(street: Street, maria: Visitor) -> None:
    await maria.paid("dues:77", DUES, "charge <b>")
    assert maria.screen.says("refused-dues-charge-lost")
    assert "charge &lt;b&gt;" in maria.screen.text
    await maria.paid("dues:1", DUES, "charge-usd", currency="USD")
    assert maria.screen.says("refused-dues-charge-lost")
    assert await all_payments(street) == []


async def test_money_counts_wherever_it_is_told(street: Street, maria: Visitor) -> None:
    """A forwarded invoice may have been paid in a group."""
    message = maria.message(
        chat={"id": -100, "type": "supergroup", "title": "Группа"},
        successful_payment={
            "currency": "RUB",
            "total_amount": DUES,
            "invoice_payload": "dues:1",
            "telegram_payment_charge_id": "charge-1",
            "provider_payment_charge_id": "p",
        },
    )
    await street.receive("message", message)
    await street.work()
    assert [row["charge"] for row in await all_payments(street)] == ["charge-1"]


async def test_money_that_comes_in_the_middle_of_a_form_is_counted(street: Street, maria: Visitor) -> None:
    await maria.press("dues-receipt")
    await maria.paid("dues:1", DUES, "charge-1")
    assert len(await all_payments(street)) == 1


async def test_the_question_overtakes_a_backlog_of_hundreds(street: Street, maria: Visitor) -> None:
    """A stalled queue: who is about to pay is answered in the first turn of all, though the last to come."""
    crowd = [street.visitor(number, "ru") for number in range(1000, 1100)]
    for visitor in crowd:
        await street.receive("message", *[visitor.message(text="/help") for _ in range(5)])
    about = {"currency": "RUB", "total_amount": DUES, "invoice_payload": "dues:1"}
    for number in range(3):
        await street.receive("pre_checkout_query", {"id": f"q{number}", "from": maria.user, **about})
    assert len(await waiting(street)) == 503
    await street.worker._work()
    assert [answer.pre_checkout_query_id for answer in street.answers.checkouts] == ["q0", "q1", "q2"]
    assert all(answer.ok for answer in street.answers.checkouts)
    left = await waiting(street)
    assert len(left) == 503 - 20
    assert {row["kind"] for row in left} == {"message"}
    await street.work()
    assert await waiting(street) == []
    assert len(street.answers.checkouts) == 3


async def test_the_question_overtakes_after_a_restart_too(street: Street, maria: Visitor) -> None:
    """What waits at a start is tried one by one, and counted; who is about to pay comes first even then."""
    crowd = street.visitor(1000, "ru")
    await street.receive("message", *[crowd.message(text="/help") for _ in range(100)])
    about = {"currency": "RUB", "total_amount": DUES, "invoice_payload": "dues:1"}
    await street.receive("pre_checkout_query", {"id": "q", "from": maria.user, **about})
    street.worker._suspects = 20
    street.worker.prioritize()
    await street.worker._work()
    assert [answer.ok for answer in street.answers.checkouts] == [True]
    assert len(await waiting(street)) == 100


async def test_a_question_in_hand_when_the_database_fails_overtakes_again(
    street: Street, maria: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    from storage.engine import StorageUnavailable
    from storage.inbox import InboxTable

    crowd = street.visitor(1000, "ru")
    await street.receive("message", *[crowd.message(text="/help") for _ in range(100)])
    about = {"currency": "RUB", "total_amount": DUES, "invoice_payload": "dues:1"}
    await street.receive("pre_checkout_query", {"id": "q", "from": maria.user, **about})
    done, failures = InboxTable.done, iter(["SQLITE_FULL"])

    async def fail_once(self: InboxTable, seq: int, now: int) -> None:
        if error := next(failures, None):
            raise StorageUnavailable(error)
        await done(self, seq, now)

    monkeypatch.setattr(InboxTable, "done", fail_once)
    with pytest.raises(StorageUnavailable):
        await street.worker._work()
    assert street.answers.checkouts == []
    street.worker.prioritize()  # as the worker's loop does after such an error
    await street.worker._work()
    assert [answer.ok for answer in street.answers.checkouts] == [True]


@pytest.mark.parametrize(("seconds", "ok"), [(0, True), (7, True), (9, False), (86_400, False)])
async def test_an_answer_that_may_come_too_late_is_a_no(
    street: Street, maria: Visitor, seconds: int, ok: bool
) -> None:
    about = {"currency": "RUB", "total_amount": DUES, "invoice_payload": "dues:1"}
    await street.receive("pre_checkout_query", {"id": "q", "from": maria.user, **about})
    street.clock.advance(seconds * SECOND)
    await street.work()
    (answer,) = street.answers.checkouts
    assert answer.ok is ok
    assert answer.error_message == (None if ok else words("dues-checkout-late"))


async def test_the_answer_is_kept_nowhere(street: Street, maria: Visitor) -> None:
    await maria.check_out("dues:1", DUES)
    async with street.database.transaction() as transaction:
        rows = await transaction.all(select(outbox.c.method).where(outbox.c.method.like("answer%")))
    assert rows == []


async def test_what_telegram_refuses_to_offer_is_said(street: Street, maria: Visitor) -> None:
    def refuse(owed: Any) -> Any:
        return Refusal("Bad Request: CURRENCY_TOTAL_AMOUNT_INVALID") if owed.method == "sendInvoice" else {}

    street.telegram = refuse
    await maria.press("dues-pay")
    assert maria.screen.says("dues-pay-failed")


async def test_what_is_paid_already_is_not_offered(street: Street, maria: Visitor) -> None:
    pay = maria.screen.data_of("dues-pay")
    await maria.paid("dues:1", DUES, "charge-1")
    before = len(street.sent)
    await maria.tap(pay)
    assert maria.answer == words("refused-dues-stale")
    assert not [owed for owed in street.sent[before:] if owed.method == "sendInvoice"]


async def waiting(street: Street) -> list[dict[str, Any]]:
    rows = await street.rows(inbox)
    return [row for row in rows if row["state"] == Inbox.PENDING and row["bot_id"] == BOT]
