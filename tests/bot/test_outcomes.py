"""What no answer means: how often a call is made again, and when."""

from itertools import pairwise

import pytest

from bot.outcomes import DOUBTS, MOST_TRIES, unknown
from domain.outbox import Lane
from storage.outbox import Owed
from storage.tables.street import Outbox

WINDOW = 600  # seconds


def owed(lane: Lane, attempts: int, *, unanswered: int = 0, again: bool = True) -> Owed:
    method = "banChatMember" if lane is Lane.ACTS else "sendMessage"
    return Owed(1, method, {}, -100, lane, again, attempts, None, None, None, unanswered)


def copies(lane: Lane, timeout: float) -> list[float]:
    """When a call goes out whose answer never comes in time."""
    now, times, tries = 0.0, [], 0
    while True:
        times.append(now)
        attempt = unknown(owed(lane, tries + 1, unanswered=tries), "TimeoutError", now + timeout)
        tries += 1
        if attempt.state is Outbox.UNKNOWN:
            return times
        assert (attempt.state, attempt.unanswered) == (Outbox.WAITING, True)
        now = attempt.free_at


@pytest.mark.parametrize("timeout", [0.1, 1, 5, 30, 120])
@pytest.mark.parametrize("lane", [Lane.REPLIES, Lane.NOTICES, Lane.BULK])
def test_few_copies_of_a_message_and_growing_pauses(lane: Lane, timeout: float) -> None:
    """Reliability row 46: three within any ten minutes, eight in all."""
    times = copies(lane, timeout)
    assert len(times) == len(DOUBTS) + 1 == 8
    assert all(sum(start <= time <= start + WINDOW for time in times) <= 3 for start in times)
    pauses = [round(later - earlier, 3) for earlier, later in pairwise(times)]
    assert pauses == sorted(pauses)


def test_an_act_is_repeated_soon_and_not_for_ever() -> None:
    times = copies(Lane.ACTS, 1)
    assert times[1] <= 3
    assert len(times) == MOST_TRIES


def test_what_is_not_repeated_is_given_up_at_once() -> None:
    attempt = unknown(owed(Lane.REPLIES, 1, again=False), "TimeoutError", 0)
    assert attempt.state is Outbox.UNKNOWN
