"""Answers to taps and payers: at once, each person within bounds, none that Telegram would refuse as too old."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Mapping
from typing import Any

import pytest
from aiogram.methods import AnswerCallbackQuery, AnswerPreCheckoutQuery

from bot.answers import ACCEPTED, AT_ONCE, EACH, LATEST, Answerer
from bot.api import Uncertain


class SlowApi:
    """Answers a call when the test lets it."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.timeouts: list[float] = []
        self.open: list[asyncio.Future[None]] = []

    async def call(self, _method: str, params: Mapping[str, Any], *, timeout: float) -> None:  # noqa: ASYNC109
        self.asked.append(str(params.get("callback_query_id") or params["pre_checkout_query_id"]))
        self.timeouts.append(timeout)
        self.open.append(asyncio.get_running_loop().create_future())
        await self.open[-1]

    async def let(self, count: int = 1, error: Exception | None = None) -> None:
        """End the oldest calls."""
        for _ in range(count):
            waiter = self.open.pop(0)
            waiter.set_result(None) if error is None else waiter.set_exception(error)
        await turns()


async def turns() -> None:
    """Let everything that can happen happen."""
    for _ in range(10):
        await asyncio.sleep(0)


@pytest.fixture
def api() -> SlowApi:
    return SlowApi()


@pytest.fixture
async def answerer(api: SlowApi) -> AsyncIterator[Answerer]:
    made = Answerer(api)  # type: ignore[arg-type]  # all of it that an answerer needs
    yield made
    made.close()
    for task in made.flying:
        task.cancel()
    await asyncio.gather(*made.flying, return_exceptions=True)


def tap(query: str) -> AnswerCallbackQuery:
    return AnswerCallbackQuery(callback_query_id=query)


async def test_one_persons_answers_are_bounded_and_the_latest_remain(
    api: SlowApi, answerer: Answerer
) -> None:
    """Reliability row 47."""
    answerer.add((1, tap(f"{number}")) for number in range(3_000))
    answerer.add([(2, tap("other"))])
    await turns()
    assert api.asked == [*map(str, range(EACH)), "other"]
    await api.let(3)
    assert api.asked[3:] == [str(number) for number in range(3_000 - LATEST, 3_000)]
    await api.let(LATEST)
    assert not answerer.flying
    assert not answerer._waiting
    assert not answerer._counts


async def test_all_answers_together_are_bounded_and_each_comes(api: SlowApi, answerer: Answerer) -> None:
    people = range(3 * AT_ONCE)
    answerer.add((person, tap(f"{person}")) for person in people)
    await turns()
    assert len(api.open) == len(answerer.flying) == AT_ONCE
    while api.open:
        await api.let()
        assert len(api.open) <= AT_ONCE
    assert Counter(api.asked) == Counter(map(str, people))


async def test_after_the_stop_no_answer_begins(api: SlowApi, answerer: Answerer) -> None:
    answerer.add((1, tap(f"{number}")) for number in range(EACH + 1))
    await turns()
    answerer.close()
    await api.let(EACH)
    assert len(api.asked) == EACH


async def test_taps_drop_no_answer_to_a_payment(api: SlowApi, answerer: Answerer) -> None:
    answerer.add((1, tap(f"{number}")) for number in range(100))
    answerer.add([(1, AnswerPreCheckoutQuery(pre_checkout_query_id="pay", ok=True))])
    await turns()
    assert api.asked[EACH:] == ["pay"]
    assert api.timeouts == pytest.approx(
        [ACCEPTED["answerCallbackQuery"]] * EACH + [ACCEPTED["answerPreCheckoutQuery"]]
    )


async def test_what_is_too_old_is_dropped_and_a_failure_frees_its_place(
    api: SlowApi, answerer: Answerer, monkeypatch: pytest.MonkeyPatch
) -> None:
    answerer.add((1, tap(f"{number}")) for number in range(EACH + 1))
    await turns()
    loop = asyncio.get_running_loop()
    later = loop.time() + ACCEPTED["answerCallbackQuery"]
    monkeypatch.setattr(loop, "time", lambda: later)
    answerer.add([(1, tap("new"))])
    await api.let(EACH, Uncertain("TimeoutError"))
    assert api.asked[EACH:] == ["new"]
