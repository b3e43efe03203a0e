"""A year of dues by the sandbox's clock: the real program, killed and started again, with more than a week's stop."""

from tests.faults.conftest import Trial
from tests.faults.dues_program import ProgramYear
from tests.faults.harness import Stage

YEAR = 400  # days
STOP = 8  # days without the program


async def test_a_year_with_the_program(stage: Stage, trial: Trial) -> None:
    """Reliability rows 17, 26 and 27.

    Each notice once unless overtaken, none after payment, none while a receipt waits, lapses on the day; on 29
    February too.
    """
    chance = trial.random
    year = ProgramYear(stage, trial)
    await year.open(trial.of(1_000, 14))
    nobody_pays = {1, *(number for number in year.expected.people if chance.random() < 0.2)}
    day, stop = 0, chance.randrange(40, 360)
    while day < YEAR:
        days = 1 if trial.whole else chance.randrange(1, 18)
        if day >= stop and not year.counts["days without"]:
            await year.kill()
            days = STOP
            year.counts["days without"] += days
        day += days
        await year.day(days, 0.06)
        await year.act(nobody_pays, days, 0.03)
    await year.check()
    counts = year.counts
    trial.report("17, 26, 27", members=len(year.expected.people), days=day, **counts)
    assert counts["kills"]
    assert counts["lapses"]
    assert counts["restored"] or not trial.whole
    assert counts["of 29 February"], "on the 28th where there is no 29th"
    assert counts["notices"]
