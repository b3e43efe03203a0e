"""A year of dues with a thousand members, with restarts, deaths, and a week's stop in between."""

import random
from collections.abc import Sequence

import pytest

from bot.config import Config
from bot.i18n import FluentTexts
from domain.association import Association
from domain.dues.events import DuesReminderDue
from domain.events import Event
from handlers.say import Say
from handlers.tellings import tell
from storage.migrate import migrate
from tests.faults.conftest import Trial
from tests.faults.dues_rule import SECOND
from tests.faults.dues_year import Year

HOUR, DAY = 3_600 * SECOND, 86_400 * SECOND
DAYS = 400


async def test_a_year_of_dues(
    any_url: str, trial: Trial, config: Config, association: Association, texts: FluentTexts
) -> None:
    """Reliability rows 26 and 27.

    Each due notice queued exactly once unless overtaken (then the latest only), none after payment, none while a
    receipt waits, lapses on the day; no invoice twice, no charge counted twice.
    """
    await migrate(any_url)
    chance = trial.random
    # The rule is the same on both databases; a server answers each of the many looks more slowly.
    few = any_url.startswith("postgres") and not trial.whole
    members, joining, days = (40, 10, DAYS // 3) if few else (900, 100, trial.of(2 * DAYS, DAYS))
    year = Year(any_url, chance, config, association, texts)
    await year.start()
    try:
        await year.populate(members, joining)
        begun = year.clock.now()
        end = begun + days * DAY
        stops = {
            begun + chance.randrange(days // 10, days - 15) * DAY: 7 * DAY + chance.randrange(2 * DAY)
            for _ in range(3)
        }
        nobody_pays = {number for number in range(1, members) if chance.random() < 0.2}
        while year.clock.now() < end:
            await turn(year, chance, nobody_pays)
            for at in [at for at in stops if at <= year.clock.now()]:
                year.clock.advance(stops.pop(at))
                year.counts["stops"] += 1
        await year.look()
        await year.check()
    finally:
        await year.stop()
    trial.report("26, 27", members=members + joining, days=days, **year.counts)
    assert year.counts["stops"]
    assert year.counts["restarts"]
    assert year.counts["steps"]
    assert few or (year.counts["restored"] and year.counts["deaths"] and year.counts["steps"] > members)


async def turn(year: Year, chance: random.Random, nobody_pays: set[int]) -> None:
    """Some hours of the year: the clock looks, the sender sends or lags behind, people act, the program is restarted."""
    year.clock.advance(chance.randrange(1, 14) * HOUR + chance.randrange(HOUR))
    if chance.random() < 0.02:
        year.clock.advance(-chance.randrange(DAY))
        year.counts["clock back"] += 1
    await year.look()
    if chance.random() < 0.7:
        await year.send()
    if year.joining and chance.random() < 0.2:
        await year.join()
    for bill in list(year.bills.values()):
        standing = year.people[bill.member].status
        if bill.status == "paid":
            likely = 0.0002
        elif bill.status == "checking":
            likely = 0.08
        elif standing == "lapsed":
            likely = 0.01
        else:
            likely = 0.0 if bill.member in nobody_pays else 0.02
        if standing in ("active", "lapsed") and chance.random() < likely:
            await year.live(bill)
        elif bill.status != "void" and standing == "active" and chance.random() < 0.0001:
            await year.leave(bill)
    if chance.random() < 0.02:
        await year.restart()


async def test_what_fails_for_one_member_stops_nobody_elses_notice(
    sqlite_url: str,
    trial: Trial,
    config: Config,
    association: Association,
    texts: FluentTexts,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Reliability row 3.

    For the clock: all others are told at the same look, the administrators hear of it, and it is tried again.
    """
    await migrate(sqlite_url)
    year = Year(sqlite_url, trial.random, config, association, texts)
    await year.start()
    failing, failures = {3, 40}, list[str]()

    def stumble(events: Sequence[Event], say: Say) -> None:
        for event in events:
            if isinstance(event, DuesReminderDue) and event.card.invoice.id in failing:
                raise ZeroDivisionError
        tell(events, say)

    async def fail(place: str, _transaction: object) -> None:
        failures.append(place)

    monkeypatch.setattr("bot.scheduled.tell", stumble)
    monkeypatch.setattr(year.scheduled, "_tell_failure", fail)
    try:
        await year.populate(0, 60)
        for _ in range(60):
            await year.join()
        year.clock.advance(31 * DAY)
        await year.scheduled.tick()
        told = {one.card.invoice.id for one in year.scheduled.told if isinstance(one, DuesReminderDue)}
        assert told == set(range(1, 61)) - failing
        assert len(failures) == 3, "the slice, and each of the two"
        failing.clear()
        await year.scheduled.tick()
        assert len([one for one in year.scheduled.told if isinstance(one, DuesReminderDue)]) == 60
    finally:
        await year.stop()
