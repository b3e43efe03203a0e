"""The ladder of dues under SIGKILL and through stops, in the real program: nothing lost, nothing twice, nothing early."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial

from bot.config import Config
from bot.i18n import FluentTexts
from bot.wiring import Wiring
from domain.association import Association
from domain.dues.entities import Invoice, InvoiceKind
from domain.dues.life import InvoiceStatus
from domain.dues.payments import Payments
from domain.dues.periods import at_hour, end_of
from domain.files import Scan
from domain.people import Person
from domain.roles import Role
from storage.contacts import ContactsTable
from storage.dues.invoices import InvoicesTable
from storage.engine import open_database
from storage.migrate import migrate
from tests.conftest import StandingClock
from tests.faults.conftest import Trial
from tests.faults.dues_expected import Expected, consenting
from tests.faults.harness import ADMINISTRATOR, Stage

MINUTE, DAY = 60, 86_400
SECOND = 1_000_000
ZONE = "Europe/Moscow"
DUE = date(2027, 3, 1)
TREASURER = Person(ADMINISTRATOR, "en", 0, name="Admin", consented=True)
KEPT = {"ARTEL_RETENTION__OUTBOX_DAYS": "3650"}  # so that in the end it is known what was ever said
# When the clock looks, in seconds from ten o'clock of the due day, and what is told then of what is still owed.
LOOKS: list[tuple[int, Sequence[str]]] = [
    (-7 * DAY, ["-7"]),
    (0, ["0"]),
    (14 * DAY + MINUTE, ["14"]),
    (38 * DAY, ["30", "ahead-2027-04-15"]),  # the program stood still for eight days
    (45 * DAY, []),  # the lapse
]


class Bureau:
    """What members and the treasurer do while no program runs."""

    def __init__(self, stage: Stage, config: Config, association: Association) -> None:
        self._stage = stage
        self.clock = StandingClock()
        self._wiring = Wiring(config, association, FluentTexts(association), self.clock)

    async def open(self, people: Sequence[int]) -> None:
        """Members with an invoice each."""
        await migrate(self._stage.books.url)
        async with open_database(self._stage.books.url) as database, database.transaction() as transaction:
            await consenting(transaction, TREASURER, [Role.TREASURER, Role.SECRETARY])
            for number in people:
                await consenting(transaction, Person(number, "en", 0, name=f"N{number}", consented=True))
                member = await Expected().admit(transaction, number, 1, f"N{number}")
                invoice = Invoice(
                    0, "", member, InvoiceKind.YEARLY, "person", 500_000, 0, 0,
                    DUE, DUE.replace(year=2028), at_hour(DUE - timedelta(30), 10, ZONE), end_of(DUE, ZONE),
                    InvoiceStatus.OPEN, next_at=at_hour(DUE - timedelta(7), 10, ZONE),
                )  # fmt: skip
                await InvoicesTable(transaction).add(invoice, 2027)
                await InvoicesTable(transaction).keep(member, "", DUE.replace(year=2028))

    async def pay(self, numbers: Sequence[int]) -> None:
        async with open_database(self._stage.books.url) as database, database.transaction() as transaction:
            do = self._wiring.open(transaction)
            for number in numbers:
                invoice = await InvoicesTable(transaction).find(number)
                assert invoice is not None
                await do.get(Payments).enter(TREASURER, number, invoice.version, "")

    async def send_receipts(self, people: Sequence[int], numbers: Sequence[int]) -> None:
        async with open_database(self._stage.books.url) as database, database.transaction() as transaction:
            do = self._wiring.open(transaction)
            for person_id, number in zip(people, numbers, strict=True):
                person = await ContactsTable(transaction).find(person_id)
                assert person is not None
                await do.get(Payments).send_receipt(person, number, Scan(f"file-{number}", "photo"))


async def looked(stage: Stage, now: int) -> bool:
    """Whether nothing is due any more."""
    due = f"SELECT count(*) FROM invoices WHERE status = 'open' AND next_at <= {now * SECOND}"  # noqa: S608
    return not await stage.books.number(due)


async def test_the_ladder_through_kills_and_stops(
    stage: Stage, trial: Trial, config: Config, association: Association
) -> None:
    """Reliability rows 17, 26 and 27.

    Each notice once, of overtaken ones the latest only; none after a payment or while a receipt waits; the lapse on
    its day; what is said twice was in flight at a kill.
    """
    stage.deaths_expected = True
    stage.environment.update(KEPT)
    people = await stage.people(trial.of(60, 12))
    await stage.control.freeze()
    bureau = Bureau(stage, config, association)
    await bureau.open(people)
    invoices = list(range(1, len(people) + 1))
    third = len(people) // 3
    ten = at_hour(DUE, 10, ZONE) // SECOND
    wanted: Counter[str] = Counter()
    kills = flying = 0
    for number, (offset, steps) in enumerate(LOOKS):
        bureau.clock.moment = (ten + offset - MINUTE) * SECOND
        if number == 1:
            await bureau.pay(invoices[:third])
        if number == 2:
            await bureau.send_receipts(people[third : 2 * third], invoices[third : 2 * third])
        owing = invoices if number == 0 else invoices[third:] if number == 1 else invoices[2 * third :]
        await stage.control.set_clock(ten + offset)
        for _ in range(trial.of(6, 2)):
            program = stage.start(ARTEL_CLOCK=stage.sandbox.url)
            await asyncio.sleep(trial.random.uniform(0.05, 0.5))  # the instant is the fault itself
            await program.kill()
            kills += 1
            flying += await stage.books.number("SELECT count(*) FROM outbox WHERE state = 1")
        program = stage.start(ARTEL_CLOCK=stage.sandbox.url)

        await stage.until(partial(looked, stage, ten + offset), about=f"the look {number}")
        await stage.until_settled()
        await program.kill()
        kills += 1
        for step in steps:
            whose = (
                [ADMINISTRATOR] * len(owing) if step.startswith("ahead") else [people[n - 1] for n in owing]
            )
            wanted.update(f"dues:{n}:{step}:{who}" for n, who in zip(owing, whose, strict=True))
    keys = await stage.books.rows("SELECT key, state FROM outbox WHERE key LIKE 'dues:%'")
    status = Counter(dict(await stage.books.rows("SELECT status, count(*) FROM members GROUP BY status")))
    said = Counter(
        int(row["params"]["chat_id"]) for row in stage.calls if row["method"] == "sendMessage" and row["ok"]
    )
    lapsed = set(people[2 * third :])
    owed = {one: sum(key.endswith(f":{one}") for key in wanted) + (one in lapsed) for one in people}
    extra = sum(said[one] - owed[one] for one in people)
    trial.report(
        "17, 26, 27",
        members=len(people),
        kills=kills,
        notices=len(wanted),
        in_flight=flying,
        said_twice=extra,
    )
    assert Counter(key for key, _ in keys) == wanted
    assert {state for _, state in keys} == {2}, "all of them were sent"
    assert all(said[one] >= owed[one] for one in people), "nothing is lost"
    assert extra <= flying, "twice only what was in flight"
    assert status == {"lapsed": len(lapsed), "active": len(people) - len(lapsed)}
