"""Updates that nobody can handle: they go aside, all others go on, and whoever is concerned is told."""

import asyncio
import time
from collections import Counter

from tests.faults.conftest import Trial
from tests.faults.harness import ADMINISTRATOR, Stage
from tests.words import has

TRIES = 3  # `bot.work.MOST_TRIES`
DEATHS = 10  # `bot.work.MOST_DEATHS`


def _apologies(stage: Stage, person: int) -> int:
    texts = stage.texts(person)  # English, or the default language where the update doesn't say
    return sum(has(text, "operations-apology") for text in texts)


def _alerts(stage: Stage) -> list[str]:
    return [text for text in stage.texts(ADMINISTRATOR) if has(text, "operations-alert")]


async def test_a_poisoned_update_in_every_batch(stage: Stage, trial: Trial) -> None:
    """Reliability row 3.

    A poisoned update in every batch → 100 % of the others handled; it is set aside; alert ≤ 60 s.
    """
    batches = trial.of(50, 6)
    program = stage.start()
    counting: list[int] = []
    poisoned: dict[int, int] = {}
    began = time.monotonic()
    alerted_after = 0.0
    for batch in range(batches):
        people = await stage.people(12)
        updates = [stage.message(person, "/count") for person in people]
        victim, strange = await stage.people(2)
        places = sorted(trial.random.sample(range(len(updates) + 2), 2))
        updates.insert(places[0], stage.message(victim, "/fail" if batch % 2 else "/generated"))
        chat = {"id": strange, "type": "private"}
        # A shape that no version of the library knows: what should be an object is a number, and there is more.
        updates.insert(places[1], {"message": {"chat": chat, "from": 7, "date": "soon", "new": [{}]}})
        ids = await stage.control.inject_all(updates)
        poisoned |= {ids[places[0]]: victim, ids[places[1]]: strange}
        counting += [one for index, one in enumerate(ids) if index not in places]
        if batch == 0:
            await stage.until(lambda: _alerts(stage), 60, "the alert to the administrators")
            alerted_after = time.monotonic() - began
    await stage.until_settled(120)

    async def asides() -> int:
        return await stage.books.number("SELECT count(*) FROM inbox WHERE state = 2")

    effects = Counter(await stage.books.updates("counted"))
    handled = sum(effects[update] == 1 for update in counting)
    halves = await stage.books.updates("half")
    untold = [person for person in poisoned.values() if _apologies(stage, person) != 1]
    trial.report(
        "3",
        batches=batches,
        others=len(counting),
        handled=handled,
        poisoned=len(poisoned),
        aside=await asides(),
        alert_after_seconds=round(alerted_after, 1),
        without_apology=len(untold),
    )
    assert handled == len(counting)
    assert await asides() == len(poisoned)
    assert halves == []
    assert untold == []
    assert not any(text.startswith("half") for text in stage.texts())
    assert 0 < alerted_after <= 60
    assert await program.stop() == 0


async def test_a_handler_that_fails(any_stage: Stage, trial: Trial) -> None:
    """Reliability row 8.

    A handler that fails → at most N tries, set aside, the person told; one that recovers has one effect.
    """
    stage = any_stage
    victims, fussy = await stage.people(3), await stage.people(3)
    broken = await stage.say(*[(person, "/fail") for person in victims])
    recovering = await stage.say(*[(person, "/flaky") for person in fussy])
    program = stage.start()
    await stage.until_settled(60)
    rows = await stage.books.rows("SELECT update_id, state, attempts, error FROM inbox ORDER BY seq")
    tries = {row[0]: row[2] for row in rows if row[1] == 2}
    trial.report(f"8 ({stage.books.url.split(':')[0]})", failing=len(broken), tries=sorted(tries.values()))
    assert tries == dict.fromkeys(broken, TRIES)
    assert all("RuntimeError at faults/handlers.py" in row[3] for row in rows if row[1] == 2)
    assert [_apologies(stage, person) for person in victims] == [1, 1, 1]
    assert len(_alerts(stage)) == 1, "one alert in ten minutes, however many fail"
    assert sorted(await stage.books.updates("flaky")) == recovering
    assert [text for person in fussy for text in stage.texts(person)] == [
        f"flaky {one}" for one in recovering
    ]
    assert await program.stop() == 0


async def test_an_update_that_kills_the_program(any_stage: Stage, trial: Trial) -> None:
    """Reliability row 8.

    An update at which the process dies is tried a bounded number of times, alone; the queue goes on.
    """
    stage = any_stage
    (victim,) = await stage.people(1)
    people = await stage.people(5)
    before = await stage.say(*[(person, "/count") for person in people])
    (deadly,) = await stage.say((victim, "/die"))
    after = await stage.say(*[(person, "/count") for person in people])
    deaths = 0
    stage.deaths_expected = True
    while True:
        program = stage.start()
        ending = asyncio.ensure_future(program.end(60))
        settling = asyncio.ensure_future(stage.until_settled(60))
        done, _ = await asyncio.wait({ending, settling}, return_when=asyncio.FIRST_COMPLETED)
        if settling in done:
            ending.cancel()
            settling.result()
            break
        settling.cancel()
        assert ending.result() == -9
        deaths += 1
        assert deaths <= DEATHS + 1, "it keeps killing the program"
    trial.report(f"8 ({stage.books.url.split(':')[0]}, a deadly update)", deaths=deaths)
    assert sorted(await stage.books.updates("counted")) == sorted(before + after)
    assert await stage.books.rows("SELECT update_id FROM inbox WHERE state = 2") == [(deadly,)]
    assert _apologies(stage, victim) == 1
    assert deaths >= 2, "a kill can be somebody else's fault: once is not enough to give an update up"
