"""Groups with moderators who decide, and what has to come of each decision."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any

from domain.chats.entities import Chat, ChatKind
from domain.moderation.entities import GivenWarning, Incident, ModerationAct, Sanction
from domain.moderation.entities import Stage as Issue
from domain.outbox import EDITS, MESSAGES
from domain.people import Person
from domain.roles import Role
from domain.time import DAY, HOUR
from sandbox.chats import Member
from storage.chats import ChatsTable
from storage.contacts import ContactsTable
from storage.engine import Transaction, open_database
from storage.migrate import migrate
from storage.moderation.incidents import IncidentsTable
from storage.moderation.measures import MeasuresTable
from storage.roles import GIVE
from storage.tables.street import Outbox
from tests.faults.conftest import Trial
from tests.faults.harness import BOT, Stage
from tests.faults.processes import Program
from tests.words import has, like

MODERATOR, WITNESS = 2, 3
SECOND = 1_000_000
KINDS = ("block", "remove", "warn", "undo", "report", "mute", "lift")
IN_BASIC_GROUPS = ("block", "warn", "report", "lift")  # they know no restriction, and no end of a ban
LOGGED = {
    "warn": "warned",
    "block": "blocked",
    "remove": "removed",
    "mute": "muted",
    "lift": "lifted",
    "undo": "undone",
}
BAN, UNBAN, RESTRICT = "banChatMember", "unbanChatMember", "restrictChatMember"
ACTS = {"block": [BAN], "remove": [BAN, UNBAN], "mute": [RESTRICT], "undo": [UNBAN]}
STANDS = {"block": "kicked", "remove": "left", "mute": "restricted", "undo": "left"}
MOST = 3  # messages that one person may report
RIGHTS = frozenset({"can_invite_users", "can_restrict_members", "can_delete_messages"})


@dataclass
class Group:
    """A chat, by our number and by Telegram's; one that grows is a basic group until it has become a supergroup."""

    number: int
    id: int
    grows: bool
    people: list[int]
    before: int = 0  # its id as a basic group

    @property
    def kinds(self) -> Sequence[str]:
        return IN_BASIC_GROUPS if self.grows else KINDS


@dataclass
class Case:
    """Something is decided about somebody, about whom nothing else ever is."""

    kind: str
    group: Group
    person: int
    message: int
    happened: list[tuple[int, str]] = field(default_factory=list)  # calls about them that were carried out


@dataclass
class Scene:
    """Groups with people in them, and the program's books; while it is written in, the program does not run."""

    stage: Stage
    trial: Trial
    groups: list[Group] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    turns: dict[int, Iterator[str]] = field(
        default_factory=dict
    )  # by the group, so that a quick run has each kind

    disorder: list[str] = field(default_factory=list)  # what was owed and what came, where that differs

    @property
    def now(self) -> int:
        return int(self.stage.world.clock.now() * SECOND)

    async def open(self, groups: int, people: int) -> None:
        """Every other group is a basic one."""
        stage = self.stage
        await migrate(stage.books.url)
        for name, number in (("Moderator", MODERATOR), ("Witness", WITNESS)):
            await stage.control.person(name, id=number, language_code="en")
            stage.world.dialog(BOT, number).started = True
        async with open_database(stage.books.url) as database, database.transaction() as transaction:
            for number in (MODERATOR, WITNESS):
                await ContactsTable(transaction).add(Person(number, "en", 0, name="M", consented=True))
            await transaction.run(GIVE, person_id=MODERATOR, role=Role.MODERATOR.value, scope="", since=0)
            for count in range(groups):
                kind = "group" if count % 2 else "supergroup"
                ids = await stage.people(people)
                made = await stage.control.chat(
                    kind, "Group", MODERATOR, members=[WITNESS, *ids], bot_admin=True
                )
                chat = Chat(0, made["id"], kind, "Group", ChatKind.PARTICIPANTS, language="en", rights=RIGHTS)
                kept = await ChatsTable(transaction).add(chat, 0)
                self.groups.append(Group(kept.number, made["id"], kind == "group", ids))
                self.turns[kept.number] = cycle(self.groups[-1].kinds)

    async def decide(self, count: int) -> None:
        """So many decisions are on their way to the program."""
        cases = []
        async with open_database(self.stage.books.url) as database, database.transaction() as transaction:
            for _ in range(count):
                group = self.groups[len(self.cases) % len(self.groups)]
                kind = next(self.turns[group.number])
                person = group.people.pop()
                sent = await self.stage.control.send(person, "Something rude", chat=group.id)
                case = Case(kind, group, person, sent["message_id"])
                cases.append((case, await self._prepare(transaction, case)))
                self.cases.append(case)
        for case, data in cases:
            if data.startswith("/"):
                about = {"chat": case.group.id, "reply_to": case.message}
                who = WITNESS if case.kind == "report" else MODERATOR
                await self.stage.control.send(who, data, **about)
            else:
                await self.stage.control.tap(MODERATOR, 1, data, forge=True)

    async def _prepare(self, transaction: Transaction, case: Case) -> str:
        """What came before, and the command or the button's data that decides now."""
        books, now = IncidentsTable(transaction), self.now
        measures_table = MeasuresTable(transaction)
        number, person = case.group.number, case.person
        if case.kind in ("warn", "report"):
            return "/warn 1 be kind" if case.kind == "warn" else "/report"
        first = await books.add_incident(
            Incident(
                0, number, 10_000_000 + person, (), person, "N", "Rude", now - 2 * HOUR, Issue.WARNED, now
            )
        )
        warning = await measures_table.add_warning(
            GivenWarning(0, first.id, number, person, MODERATOR, 1, "", now - HOUR, now + 90 * DAY)
        )
        if case.kind == "mute":
            return "/mute 3d"
        if case.kind == "lift":
            return f"mod:lift:{warning.id}:0"
        stage = Issue.SETTLED if case.kind == "undo" else Issue.BREACH
        ids, at = (case.message,), now - HOUR // 2
        breach = await books.add_incident(
            Incident(0, number, case.message, ids, person, "N", "Rude", at, stage, now, warning.id)
        )
        if case.kind != "undo":
            return f"mod:{case.kind}:{breach.id}:{24 * (case.kind == 'block')}"
        held = Sanction(0, breach.id, number, person, "N", MODERATOR, ModerationAct.BLOCK, at, now + DAY)
        sanction = await measures_table.add_sanction(held)
        self.stage.world.chat(case.group.id).members[person] = Member(person, "kicked")
        return f"mod:undo:{sanction.id}:0"

    async def grow(self) -> None:
        """The basic groups become supergroups, whatever is on its way there; the program dies as it has heard of it."""
        for group in self.groups:
            if group.grows:
                group.before, group.id = group.id, await self.stage.control.migrate(group.id)
                group.grows = False
                self.turns[group.number] = cycle(group.kinds)
        program = self.start()

        async def heard() -> bool:
            known = {chat for (chat,) in await self.stage.books.rows("SELECT id FROM chats")}
            # Telegram may tell of the new chat before it tells that it is the old one.
            return known == {group.id for group in self.groups}

        await self.stage.until(heard, about="every group is known by its new id")
        await program.kill()

    async def flood(self) -> None:
        """Telegram has had too much of the groups, many times."""
        rule = {"kind": "429", "share": 0.3, "seed": self.trial.seed, "retry_after": [1, 5]}
        chats = [chat for group in self.groups for chat in (group.id, group.before) if chat]
        await self.stage.control.faults({**rule, "chats": chats, "count": self.trial.of(150, 5)})

    def start(self, moment: str = "", most: int = 1000) -> Program:
        """Start the program; it dies at the moment. `most` messages may one person report."""
        return self.stage.start(
            FAULTS_DIE_COMMITTED=moment,
            ARTEL_CLOCK=self.stage.sandbox.url,
            ARTEL_TELEGRAM__CHAT_PER_SECOND="1000",
            ARTEL_MODERATION__REPORTS_PER_HOUR=str(most),
        )

    # What came of it

    async def wrong(self) -> Counter[str]:
        """How often what was decided did not happen, happened twice, or in another order."""
        wrong: Counter[str] = Counter()
        about = {case.person: case for case in self.cases}
        for row in self.stage.calls:
            params = row["params"]
            person = params.get("user_id") or params.get("chat_id")
            if row["ok"] and row["method"] in (BAN, UNBAN, RESTRICT, "sendMessage") and person in about:
                about[person].happened.append((row["seq"], row["method"]))
        decided = Counter(
            await self.stage.books.rows("SELECT act, subject_id FROM audit WHERE subject_id IS NOT NULL")
        )
        owed = dict(
            await self.stage.books.rows(
                "SELECT chat_id, max(attempts) FROM outbox WHERE chat_id > 0 GROUP BY chat_id HAVING count(*) = 1"
            )
        )
        for case in self.cases:
            wrong.update(self._wrong(case, decided[LOGGED.get(case.kind, ""), case.person], owed))
        for group in self.groups:
            wrong["out of order"] += not await self._in_order(group)
        reports = [case for case in self.cases if case.kind == "report"]
        kept = await self.stage.books.number("SELECT count(*) FROM incident_reports")
        thanks = [
            call
            for call in self.stage.calls
            if call["ok"] and has(call["params"].get("text", ""), like("moderation-reported"))
        ]
        wrong["reports"] += kept != len(reports)
        wrong["thanked twice"] += max(0, len(thanks) - len(reports))
        cards = "SELECT count(*) FROM outbox WHERE key LIKE 'incident:%' AND state = 2"
        wrong["cards"] += await self.stage.books.number(cards) != len(self.cases)
        return wrong

    def _wrong(self, case: Case, decided: int, owed: dict[int, int]) -> list[str]:
        if case.kind == "report":
            return []
        wrong = [] if decided == 1 else [f"{case.kind} decided {decided} times"]
        acts = [(seq, method) for seq, method in case.happened if method != "sendMessage"]
        told = [seq for seq, method in case.happened if method == "sendMessage"]
        in_turn = [
            method for (_, method), before in zip(acts, [(0, ""), *acts], strict=False) if method != before[1]
        ]
        if in_turn != ACTS.get(case.kind, []):
            wrong.append(f"{case.kind} was {in_turn}")
        if not told or (acts and told[0] < acts[0][0]):
            wrong.append(f"{case.kind} not told of" if not told else f"{case.kind} told of before")
        if len(told) > owed.get(case.person, 0):
            wrong.append(f"{case.kind} told of {len(told)} times")
        chat = self.stage.world.chat(case.group.id)
        stands = self.stage.world.member(chat, case.person).status
        if stands != STANDS.get(case.kind, "member"):
            wrong.append(f"{case.kind}, and they are {stands}")
        return wrong

    async def _in_order(self, group: Group) -> bool:
        """Whether the messages that a chat got are those owed to it, in the order in which they were said.

        Acts pass them, and their own order is looked at case by case; those that were sent have come.
        Of what was given up nobody knows whether it came. One call may have come twice in a row. What was on its way
        to a basic group may have come there, or to the supergroup, or to both. Where Telegram tells of the supergroup
        first, that is greeted as a new chat before anything has followed to it.
        """
        rows = await self.stage.books.rows(
            "SELECT method, state, coalesce(key, edits, ''), message_id FROM outbox "  # noqa: S608 -- numbers
            f"WHERE chat_id IN ({group.before}, {group.id}) ORDER BY id"
        )
        greetings = {message for *_, key, message in rows if key.startswith("chat-hello:")}
        sent = [(method, state == Outbox.SENT) for method, state, key, _ in rows if "chat-hello:" not in key]
        owed = [(method, must and not group.before) for method, must in sent if says(method)]
        came = Counter(row["method"] for row in self.stage.calls if row["ok"] and not says(row["method"]))
        if Counter(method for method, must in sent if must and not says(method)) - came:
            self.disorder += ["", *map(str, sent), str(came)]
            return False
        for chat in {group.before or group.id, group.id}:
            calls = [
                (row["method"], row["params"])
                for row in self.stage.calls
                if row["ok"]
                and says(row["method"])
                and row["params"].get("chat_id") == chat
                and not _greets(row, greetings)
            ]
            places = {0}
            for call, before in zip(calls, [None, *calls], strict=False):
                if call != before:
                    places = {after for place in places for after in _next(owed, place, call[0])}
            if not any(all(not must for _, must in owed[place:]) for place in places):
                self.disorder += ["", *map(str, owed), *map(str, calls)]
                return False
        return True

    @property
    def extra(self) -> int:
        """How many notices came twice."""
        told = [[seq for seq, method in case.happened if method == "sendMessage"] for case in self.cases]
        return sum(len(seqs) - 1 for seqs in told if seqs)


def says(method: str) -> bool:
    return method.startswith(MESSAGES + EDITS)


def _greets(row: Mapping[str, Any], greetings: Collection[int | None]) -> bool:
    """Whether a call says how a new chat is connected, or takes that away again."""
    params = row["params"]
    return has(params.get("text", ""), "chat-hello") or (
        row["method"] == "deleteMessage" and params["message_id"] in greetings
    )


def _next(owed: Sequence[tuple[str, bool]], place: int, method: str) -> list[int]:
    """The places after each row that a call can be, from this one on; it passes none over that must have come."""
    found = []
    for after, (name, must) in enumerate(owed[place:], place + 1):
        if name == method:
            found.append(after)
        if must:
            break
    return found
