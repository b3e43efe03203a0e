# ruff: noqa: S608 -- the numbers are the test's own
"""A year of dues with the real program: what members and the treasurer do goes through the sandbox, the program is
killed and started again, and after each look its tables are compared with the rule."""

import asyncio
import re
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta

from domain.people import Person
from domain.roles import Role
from sandbox.types import Json
from storage.engine import open_database
from storage.migrate import migrate
from storage.tables.street import Outbox
from tests.faults.conftest import Trial
from tests.faults.dues_expected import Expected, consenting
from tests.faults.dues_rule import BEFORE, HOUR, SECOND, ZONE, Bill, Told, clock
from tests.faults.harness import ADMINISTRATOR, BOT, Stage
from tests.faults.webinars import tap
from tests.words import has, like, plain

BEGUN = date(2027, 1, 10)
LEAP = date(2024, 2, 29)
TREASURER = Person(ADMINISTRATOR, "en", 0, name="Admin", consented=True)
SETTINGS = {
    "ARTEL_RETENTION__OUTBOX_DAYS": "3650",  # so that in the end it is known what was ever said
    "ARTEL_TELEGRAM__CHAT_PER_SECOND": "1000",  # the treasurer hears of everybody, at the pace of this clock
}
NOTICES = "SELECT key, state FROM outbox WHERE key LIKE 'dues:%' AND key NOT LIKE '%:issued:%'"
PART = 100_000  # kopecks
STEPS = {-7: "before", 0: "today", 14: "after", 30: "after"}
REMINDERS = {when: like("dues-reminder", "en", when=when) for when in STEPS.values()}
NUMBER = re.compile(r"\d{4}-\d{4,}")  # of an invoice
# A file of an invoice takes its time, and what is said below it waits for it: nothing else does.
WAITING = """
SELECT count(*) FROM outbox AS o WHERE state < 2 AND job_id IS NULL AND NOT EXISTS
(SELECT 1 FROM outbox AS n WHERE n.key IN (o.edits, o.after) AND n.state < 2 AND n.job_id IS NOT NULL)
"""


class ProgramYear:
    """The sandbox, the program and the rule, day by day."""

    def __init__(self, stage: Stage, trial: Trial) -> None:
        self.stage, self.chance = stage, trial.random
        self.expected = Expected()
        self.counts: Counter[str] = Counter()
        self.told: Counter[Told] = Counter()
        self.now = datetime.combine(BEGUN, time(12), ZONE)
        self._chats: dict[int, int] = {}  # member -> person
        self._in_flight: set[str] = set()  # notices that were on their way at a kill: they may come once more
        self._taps = 0
        self._file = ""

    @property
    def _seconds(self) -> int:
        return int(self.now.timestamp())

    # The world

    async def open(self, members: int) -> None:
        """Members of the years before, admitted on any day; some of them on 29 February."""
        stage = self.stage
        stage.deaths_expected = True
        stage.environment.update(SETTINGS, ARTEL_CLOCK=stage.sandbox.url)
        people = await stage.people(members)
        (stranger,) = await stage.people(1)
        sent = await stage.control.send_files(stranger, ("receipt.pdf", b"%PDF-1.4 receipt"), kind="document")
        self._file = sent["document"]["file_id"]
        await stage.control.freeze()
        await stage.control.set_clock(self._seconds)
        await migrate(stage.books.url)
        async with open_database(stage.books.url) as database, database.transaction() as transaction:
            await consenting(transaction, TREASURER, [Role.TREASURER, Role.SECRETARY])
            for number, person in enumerate(people):
                since = BEGUN - timedelta(self.chance.randrange(1, 1_500))
                moment = datetime.combine(LEAP if number % 50 == 0 else since, time(15), ZONE)
                name = f"Person{person}"
                await consenting(transaction, Person(person, "en", 0, name=name, consented=True))
                at = int(moment.astimezone(UTC).timestamp()) * SECOND
                self._chats[await self.expected.admit(transaction, person, at, name)] = person
        stage.start()

    async def kill(self) -> None:
        """SIGKILL, whatever it is doing."""
        await self.stage.programs[-1].kill()
        self.counts["kills"] += 1
        flying = f"{NOTICES} AND state = {Outbox.IN_FLIGHT.value}"
        self._in_flight.update(row[0] for row in await self.stage.books.rows(flying))

    async def _perhaps_killed(self, likely: float) -> None:
        if self.chance.random() < likely:
            await asyncio.sleep(self.chance.uniform(0, 0.3))  # the instant is the fault itself
            await self.kill()
            self.stage.start()

    # A look

    async def day(self, days: int, deaths: float) -> None:
        """Some days on, the program looks at what is due, and may be killed at it: then it is as the rule says."""
        early = self.chance.random() < 0.1
        hour = self.chance.randrange(HOUR) if early else self.chance.randrange(HOUR, 21)
        at = time(hour, self.chance.randrange(60))
        self.now = datetime.combine(self.now.date() + timedelta(days), at, ZONE)
        self.counts["looks"] += 1
        known = await self._lapsed()
        await self.stage.control.set_clock(self._seconds)
        if not self.stage.programs[-1].running:
            self.stage.start()
        await self._perhaps_killed(deaths)
        await self._clock_is_known()
        await self.stage.until(self._nothing_is_due, 60, f"the look of {self.now}")
        expected = self.expected.look(self.now)
        found = await self._found(known)
        assert found == expected, (self.now, found - expected, expected - found)
        self.told += found

    async def _clock_is_known(self) -> None:
        """What the administrator says now comes in now by the program's clock."""
        came = f"SELECT count(*) FROM inbox WHERE received_at = {self._seconds * SECOND}"

        async def known() -> bool:
            if await self.stage.books.number(came):
                return True
            if await self._handled():
                await self.stage.say((ADMINISTRATOR, "/count"))
            return False

        await self.stage.until(known, 60, f"the clock at {self.now}")

    async def _nothing_is_due(self) -> bool:
        open_ones = (
            f"SELECT count(*) FROM invoices WHERE status = 'open' AND next_at <= {self._seconds * SECOND}"
        )
        until = (self.now.date() + timedelta(BEFORE)).isoformat()
        years = f"SELECT count(*) FROM members WHERE status = 'active' AND billed_until <= '{until}'"
        if await self.stage.books.number(open_ones):
            return False
        return self.now.hour < HOUR or not await self.stage.books.number(years)

    async def _lapsed(self) -> set[int]:
        return {
            row[0] for row in await self.stage.books.rows("SELECT id FROM members WHERE status = 'lapsed'")
        }

    async def _found(self, known: set[int]) -> Counter[Told]:
        """What the look has written down: invoices, notices with somebody to tell, memberships that lapsed."""
        rows, at = self.stage.books.rows, self._seconds * SECOND
        found: Counter[Told] = Counter()
        issued = f"SELECT id, member_id, starts_on, due_at FROM invoices WHERE id > {len(self.expected.bills)} ORDER BY id"
        for number, member, starts_on, due_at in await rows(issued):
            due = clock(due_at).date()
            found["invoice", member, (date.fromisoformat(starts_on), due)] += 1
            self.expected.issue(number, member, self.now.date(), due)
        notices = f"""SELECT DISTINCT n.invoice_id, n.step FROM dues_notices AS n
            JOIN dues_notice_people AS p ON p.invoice_id = n.invoice_id AND p.step = n.step WHERE n.at = {at}"""
        for number, step in await rows(notices):
            if step.startswith("ahead-"):
                found["ahead", number, date.fromisoformat(step.removeprefix("ahead-"))] += 1
            elif step.lstrip("-").isdigit():
                found["step", number, int(step)] += 1
        for member in await self._lapsed() - known:
            found["lapse", member, self.expected.lapses[member]] += 1
        return found

    # What members and the treasurer do

    async def act(self, nobody_pays: set[int], days: int, deaths: float) -> None:
        """Everybody who does something today does it at once; then all stands as the rule has it."""
        seen = "SELECT id, version, amount - paid FROM invoices"
        stands = {number: (version, rest) for number, version, rest in await self.stage.books.rows(seen)}
        updates: list[Json] = []
        for bill in list(self.expected.bills.values()):
            standing = self.expected.people[bill.member].status
            never = bill.member in nobody_pays and standing == "active"
            likely = {"open": 0.0 if never else 0.03, "checking": 0.15, "paid": 0.0005}.get(bill.status, 0)
            if self.chance.random() < 1 - (1 - likely) ** days:
                updates += await self._step(bill, *stands[bill.id])
        if updates:
            await self.stage.control.inject_all(updates)
            await self._perhaps_killed(deaths)
        await self.stage.until(self._settled, 120, f"all done on {self.now}")
        await self._compare()

    async def _step(self, bill: Bill, version: int, rest: int) -> list[Json]:
        ways = {
            "open": ["receipt", "receipt", "transfer", "part"],
            "checking": ["confirm", "confirm", "refuse"],
        }
        way = self.chance.choice(ways.get(bill.status, ["taken back"]))
        if way == "part" and rest <= PART:
            way = "transfer"
        self.counts[way] += 1
        person, about = self._chats[bill.member], f"{bill.id}:{version}"
        if way == "receipt":
            bill.status = "checking"
            photo = self.stage.message(person, "")
            del photo["message"]["text"]
            photo["message"]["document"] = {
                "file_id": self._file,
                "file_unique_id": "r",
                "file_name": "receipt.pdf",
            }
            return [self._tap(person, f"dues:receipt:{bill.id}"), photo]
        if way in ("transfer", "confirm"):
            self.counts["restored"] += self.expected.settle(bill, self.now)
            verb = f"whole:{about}:transfer" if way == "transfer" else f"confirm:{about}:"
            return [self._tap(ADMINISTRATOR, f"treasury:{verb}")]
        if way == "part":
            bill.open(self.now)
            asked = self._tap(ADMINISTRATOR, f"treasury:enter:{about}:transfer")
            return [asked, self.stage.message(ADMINISTRATOR, str(PART // 100))]
        self.expected.reopen(bill, self.now)
        if way == "refuse":
            return [self._tap(ADMINISTRATOR, f"treasury:reason:{about}:missing")]
        last = f"SELECT max(id) FROM payments WHERE invoice_id = {bill.id} AND taken_back_at IS NULL"
        payment = await self.stage.books.number(last)
        return [self._tap(ADMINISTRATOR, f"treasury:back-sure:{payment}:0:")]

    def _tap(self, person: int, data: str) -> Json:
        self._taps += 1
        return tap(self.stage, person, self._taps, data)

    async def _handled(self) -> bool:
        waits = await self.stage.books.number("SELECT count(*) FROM inbox WHERE state = 0")
        return not waits and not self.stage.world.updates[BOT].pending

    async def _settled(self) -> bool:
        return await self._handled() and not await self.stage.books.number(WAITING)

    async def _compare(self) -> None:
        """Statuses are those of the rule."""
        for table, kept in (("invoices", self.expected.bills), ("members", self.expected.people)):
            found = dict(await self.stage.books.rows(f"SELECT id, status FROM {table}"))
            wanted = {number: one.status for number, one in kept.items()}
            assert found == wanted, (self.now, dict(found.items() ^ wanted.items()))

    # In the end

    async def check(self) -> None:
        """Each notice was queued once to each person, and reached them: once, but for what was in flight at a kill."""
        assert all(times == 1 for (kind, *_), times in self.told.items() if kind != "lapse")
        wanted = Counter(self._key(*told) for told in self.told if told[0] in ("step", "ahead"))
        rows = await self.stage.books.rows(NOTICES)
        assert Counter(key for key, _ in rows) == wanted
        sent = {key for key, state in rows if state == Outbox.SENT}
        dropped = {key for key, state in rows if state == Outbox.DROPPED}
        assert sent | dropped == set(wanted), "nothing waits, nothing failed"
        numbers = dict(await self.stage.books.rows("SELECT id, number FROM invoices"))
        owed = Counter(self._words(key, numbers) for key in sent if ":ahead-" not in key)
        said: Counter[tuple[int, str, str]] = Counter()
        for row in self.stage.calls:
            text = row["params"].get("text", "") if row["method"] == "sendMessage" and row["ok"] else ""
            if number := NUMBER.search(text):
                for when, reminder in REMINDERS.items():
                    said[int(row["params"]["chat_id"]), when, number[0]] += has(plain(text), reminder)
        assert not owed - said, "nothing is lost"
        twice = said - owed
        assert set(twice) <= {self._words(key, numbers) for key in self._in_flight if ":ahead-" not in key}
        self.counts["of 29 February"] = sum(
            isinstance(what, tuple) and what[0] in (date(2027, 2, 28), date(2028, 2, 29))
            for kind, number, what in self.told
            if kind == "invoice" and self.expected.people[number].since == LEAP
        )
        kinds = Counter(kind for kind, *_ in self.told.elements())
        self.counts.update(
            {"invoices": kinds["invoice"], "notices": kinds["step"], "warnings": kinds["ahead"]}
        )
        self.counts.update({"lapses": kinds["lapse"], "dropped while waiting": len(dropped)})
        self.counts.update({"in flight at kills": len(self._in_flight), "said twice": twice.total()})

    def _key(self, kind: str, number: int, what: object) -> str:
        """The key of a notice in the outbox."""
        ahead = kind == "ahead"
        whom = ADMINISTRATOR if ahead else self._payer(number)
        return f"dues:{number}:{'ahead-' if ahead else ''}{what}:{whom}"

    def _words(self, key: str, numbers: dict[int, str]) -> tuple[int, str, str]:
        """To whom a notice goes, and what it says."""
        _, number, step, person = key.split(":")
        return int(person), STEPS[int(step)], numbers[int(number)]

    def _payer(self, number: int) -> int:
        return self._chats[self.expected.bills[number].member]
