"""The pacer against Telegram's limits, with a clock of its own."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.config import Telegram
from bot.pacer import Pacer


def most_within(times: list[float], window: float) -> int:
    """The most moments in any half-open window of this length."""
    return max((sum(start <= time < start + window - 1e-9 for time in times) for start in times), default=0)


def drain(pacer: Pacer, seconds: float, wake: Callable[[float], float]) -> list[float]:
    """Send a mailing that never ends, woken when the pacer says, or later."""
    now, sent = 100.0, []
    while now < 100 + seconds:
        slots = pacer.bulk_slots(now)
        pacer.take_bulk(slots)
        sent += [now] * slots
        now = max(wake(pacer.next_bulk()), now + 1e-6)
    return sent


@pytest.mark.parametrize("rate", [1.0, 25.0, 30.0, 300.0])
def test_a_mailing_takes_its_rate_and_not_more(rate: float) -> None:
    sent = drain(Pacer(Telegram(bulk_per_second=rate)), 20, lambda due: due)
    assert len(sent) >= 0.99 * rate * 20
    assert most_within(sent, 1.0) <= max(1.05 * rate, 2)


@settings(deadline=None, max_examples=30)
@given(st.floats(1, 200), st.lists(st.floats(0, 0.5), min_size=1, max_size=20))
def test_a_late_wake_never_makes_a_burst(rate: float, delays: list[float]) -> None:
    turn = iter(delays * 100_000)
    sent = drain(Pacer(Telegram(bulk_per_second=rate)), 10, lambda due: due + next(turn))
    assert most_within(sent, 1.0) <= 1.04 * rate + 2


def spend_all(chat: int, seconds: float, config: Telegram | None = None) -> list[float]:
    """Messages to one chat, each as soon as the pacer lets it go."""
    pacer, now, sent = Pacer(config or Telegram()), 0.0, []
    while now < seconds:
        free_at = pacer.resting(now).get(chat)
        if free_at is None:
            pacer.spend(chat, "sendMessage", now)
            sent.append(now)
        else:
            assert free_at > now
            now = free_at
    return sent


def test_a_private_chat_has_one_a_second_and_a_burst_of_three() -> None:
    sent = spend_all(7, 30)
    assert sent[:4] == [0, 0, 0, 1]
    assert len(sent) == 32


def test_a_private_chats_rate_is_configured_and_a_groups_is_not() -> None:
    config = Telegram(chat_per_second=10)
    assert spend_all(7, 1, config) == pytest.approx([0, 0, 0, *(n / 10 for n in range(1, 10))])
    assert spend_all(-100, 60, config) == spend_all(-100, 60)


def test_a_group_has_twenty_in_any_minute() -> None:
    sent = spend_all(-100, 600)
    assert most_within(sent, 60) <= 20
    assert len(sent) >= 180


def test_acts_and_edits_spend_nothing() -> None:
    pacer = Pacer(Telegram())
    for method in (
        "editMessageText",
        "deleteMessage",
        "banChatMember",
        "setMyCommands",
        "answerCallbackQuery",
    ):
        for _ in range(20):
            pacer.spend(7, method, 0)
    assert pacer.resting(0) == {}
    for method in ("sendMessage", "copyMessage", "forwardMessage", "sendDocument"):
        pacer.spend(7, method, 0)
    assert pacer.resting(0) == {7: 2.0}


@pytest.mark.parametrize("chat", [7, -7])
def test_a_chat_rests_until_the_moment_that_is_named(chat: int) -> None:
    pacer = Pacer(Telegram())
    pacer.rest(chat, 5.0)
    assert pacer.resting(4.9) == {chat: pytest.approx(5.0)}
    assert pacer.resting(5.1) == {}
    for _ in range(3):
        pacer.spend(chat, "sendMessage", 10.0)
    spent = pacer.resting(10.0)
    pacer.rest(chat, 5.0)  # it shortens no other rest
    assert pacer.resting(10.0) == spent


def test_two_floods_within_a_second_pause_mailings_and_one_does_not() -> None:
    pacer = Pacer(Telegram())
    pacer.flooded(1, 10.0, 30)
    pacer.flooded(1, 10.5, 30)
    pacer.flooded(2, 12.0, 30)
    assert pacer.bulk_slots(12.0) > 0
    pacer.flooded(3, 12.9, 30)
    assert pacer.bulk_slots(42.8) == 0
    assert pacer.next_bulk() == pytest.approx(42.9)
    assert pacer.bulk_slots(42.9) > 0


@pytest.mark.parametrize(("chat", "free_at"), [(7, None), (-7, 2 * 60 / 18)])
def test_an_album_is_as_many_messages_of_a_group_and_one_of_a_person(
    chat: int, free_at: float | None
) -> None:
    pacer = Pacer(Telegram())
    pacer.spend(chat, "sendMediaGroup", 0.0, 4)
    assert pacer.resting(0.0).get(chat) == (None if free_at is None else pytest.approx(free_at))
