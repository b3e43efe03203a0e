"""Reliability row 33: two hundred scenarios of moderation against a table of what is right."""

import os
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from domain.chats.entities import Chat, ChatKind, Inside
from domain.moderation.entities import GivenWarning, Incident, Stage
from domain.roles import Role
from domain.time import DAY, HOUR
from storage.chats import ChatsTable
from storage.moderation.incidents import IncidentsTable
from storage.moderation.measures import MeasuresTable
from storage.roles import RolesTable
from storage.tables.moderation import incidents, sanctions, warnings
from storage.tables.people import audit
from tests.conftest import START
from tests.handlers.harness import BOT, Street
from tests.handlers.rooms import Room

MANY, SEED = 200, int(os.environ.get("ARTEL_TEST_SEED", "20261122"))
CHATS = {
    "participants": ChatKind.PARTICIPANTS,
    "group": ChatKind.GROUP,
    "moderators": ChatKind.MODERATORS,
    "unconnected": None,
}
ACTORS = ("moderator", "leader", "anonymous", "powerless", "administrator", "member")
AUTHORS = (
    *("member", "member", "member", "moderator", "administrator", "leader"),
    *("channel", "anonymous", "linked", "bot", "self", "service"),
)
ACTS = {"warn": "/warn 1 спокойнее", "kick": "/kick", "mute": "/mute 3d", "ban": "/ban 30d", "spam": "/spam"}
HISTORY = ("none", "valid", "valid", "expired", "lifted", "two")
WHEN = ("before", "after", "edited")

# (chat, actor, author, act, history, when, newcomer) -> what happens; * is anything, the first row that fits counts.
TABLE: list[tuple[str, str, str, str, str, str, str, str]] = [
    # Where order isn't kept, nothing happens; who may not is refused, and it is audited.
    ("moderators", "*", "*", "*", "*", "*", "*", "nothing"),
    ("unconnected", "*", "*", "*", "*", "*", "*", "nothing"),
    ("*", "powerless", "*", "*", "*", "*", "*", "not allowed"),
    ("*", "administrator", "*", "*", "*", "*", "*", "not allowed"),
    ("*", "member", "*", "*", "*", "*", "*", "not allowed"),
    # Who is never warned.
    ("*", "*", "anonymous", "*", "*", "*", "*", "refused"),
    ("*", "*", "linked", "*", "*", "*", "*", "refused"),
    ("*", "*", "bot", "*", "*", "*", "*", "refused"),
    ("*", "*", "self", "*", "*", "*", "*", "refused"),
    ("*", "*", "service", "*", "*", "*", "*", "refused"),
    ("*", "*", "moderator", "*", "*", "*", "*", "refused"),
    ("*", "*", "administrator", "*", "*", "*", "*", "refused"),
    ("*", "*", "leader", "*", "*", "*", "*", "refused"),
    # A channel can't be removed, muted or new.
    ("*", "*", "channel", "kick", "*", "*", "*", "refused"),
    ("*", "*", "channel", "mute", "*", "*", "*", "refused"),
    ("*", "*", "channel", "spam", "*", "*", "*", "refused"),
    # A spammer needs no warning, while new.
    ("*", "*", "*", "spam", "*", "*", "yes", "done"),
    ("*", "*", "*", "spam", "*", "*", "no", "refused"),
    # The rule.
    ("*", "*", "*", "warn", "none", "*", "*", "warned"),
    ("*", "*", "*", "warn", "lifted", "*", "*", "warned"),
    ("*", "*", "*", "warn", "expired", "before", "*", "joined"),
    ("*", "*", "*", "warn", "expired", "*", "*", "warned"),
    ("*", "*", "*", "warn", "*", "before", "*", "joined"),
    ("*", "*", "*", "warn", "*", "*", "*", "breach"),
    ("*", "*", "*", "*", "none", "*", "*", "refused"),
    ("*", "*", "*", "*", "lifted", "*", "*", "refused"),
    ("*", "*", "*", "*", "expired", "before", "*", "refused and joined"),
    ("*", "*", "*", "*", "expired", "*", "*", "refused"),
    ("*", "*", "*", "*", "*", "before", "*", "refused and joined"),
    ("*", "*", "*", "*", "*", "*", "*", "done"),
]


# By what has changed in the tables; a refusal may leave the message that was pointed at.
OUTCOMES = {
    "not allowed": {"denied": 1},
    "done": {"sanctions": 1, "stage settled": 1},
    "warned": {"warnings": 1, "stage warned": 1},
    "joined": {"stage joined": 1},
    "breach": {"stage breach": 1},
    "refused": {"stage reported": 1},
}


def right(scenario: tuple[str, ...]) -> str:
    return next(
        row[-1] for row in TABLE if all(mark in ("*", one) for mark, one in zip(row, scenario, strict=False))
    )


def scenarios() -> Iterator[tuple[str, ...]]:
    """Drawn at random, but half of them where the rule itself decides."""
    chance = random.Random(SEED)
    ruled = list(
        product(
            ("participants", "group"),
            ("moderator", "leader", "anonymous"),
            ("member", "channel"),
            ACTS,
            HISTORY,
            WHEN,
            ("yes", "no"),
        )
    )
    whole = list(product(CHATS, ACTORS, AUTHORS, ACTS, HISTORY, WHEN, ("yes", "no")))
    for number in range(MANY):
        yield chance.choice(ruled if number % 2 else whole)


class Scene:
    """One scenario, with people and a chat of its own."""

    def __init__(self, street: Street, number: int, scenario: tuple[str, ...]) -> None:
        self.street = street
        self.kind, self.actor, self.author, self.act, self.history, self.when, self.newcomer = scenario
        self.room = Room(street, id=-1_000_000 - number)
        self.actor_id, self.author_id = 1_000_000 + 2 * number, 1_000_001 + 2 * number
        self.visitor = street.visitor(self.actor_id, "ru", first_name="Модератор")
        self.now = street.clock.now()
        # A warning of a day ago; «after» and «edited» are an hour ago, «before» is two days ago.
        self.warned_at, self.after, self.before = self.now - DAY, self.now - HOUR, self.now - 2 * DAY

    @property
    def subject(self) -> int:
        return -self.author_id if self.author == "channel" else self.author_id

    async def prepare(self) -> None:
        async with self.street.database.transaction() as transaction:
            chats, roles, moderation = (
                ChatsTable(transaction),
                RolesTable(transaction, self.street.association),
                IncidentsTable(transaction),
            )
            measures_table = MeasuresTable(transaction)
            kind = CHATS[self.kind]
            chat = await chats.add(
                Chat(
                    0, self.room.id, "supergroup", "Чат", kind, "one" if kind is ChatKind.GROUP else "", "ru"
                ),
                START,
            )
            self.number = chat.number
            rights = {
                "leader": frozenset({"can_restrict_members"}),
                "anonymous": frozenset({"can_restrict_members"}),
                "powerless": frozenset({"can_pin_messages"}),
            }
            if self.actor in rights:
                await chats.put(
                    Inside(chat.number, self.actor_id, "administrator", rights[self.actor], START)
                )
            if self.actor in ("moderator", "administrator"):
                await roles.give(self.actor_id, Role(self.actor), START)
            if self.author in ("moderator", "administrator"):
                await roles.give(self.author_id, Role(self.author), START)
            status = "administrator" if self.author == "leader" else "member"
            since = self.now - (HOUR if self.newcomer == "yes" else 3 * DAY)
            await chats.put(Inside(chat.number, self.author_id, status, frozenset(), since))
            for given in self.given():
                incident = await moderation.add_incident(
                    Incident(
                        0,
                        chat.number,
                        given.id,
                        (given.id,),
                        self.subject,
                        "",
                        "",
                        given.at,
                        Stage.WARNED,
                        given.at,
                    )
                )
                await measures_table.add_warning(replace(given, incident_id=incident.id))

    def given(self) -> list[GivenWarning]:
        """What they had been warned of before."""

        def one(number: int, at: int, until: int, lifted: int | None = None) -> GivenWarning:
            return GivenWarning(number, 0, self.number, self.subject, 9, 1, "", at, until, lifted)

        later = self.now + 100 * DAY
        return {
            "none": [],
            "valid": [one(1, self.warned_at, later)],
            "expired": [one(1, self.warned_at, self.warned_at + HOUR)],
            "lifted": [one(1, self.warned_at, later, self.now - 2 * HOUR)],
            "two": [one(1, self.now - 100 * DAY, self.now - 50 * DAY), one(2, self.warned_at, later)],
        }[self.history]

    def message(self) -> dict[str, Any]:
        """What the actor replies to."""
        user = {"id": self.author_id, "is_bot": False, "first_name": "Автор"}
        content: dict[str, Any] = {"text": "Слова"}
        match self.author:
            case "channel":
                user = {"id": 136817688, "is_bot": True, "first_name": "Channel"}
                content["sender_chat"] = {"id": self.subject, "type": "channel", "title": "Канал"}
            case "anonymous":
                user = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
                content["sender_chat"] = self.room.chat
            case "linked":
                user = {"id": 777000, "is_bot": False, "first_name": "Telegram"}
                content |= {
                    "sender_chat": {"id": -1009, "type": "channel", "title": "Свой"},
                    "is_automatic_forward": True,
                }
            case "bot":
                user = {"id": 77, "is_bot": True, "first_name": "Другой"}
            case "self":
                user = {"id": BOT, "is_bot": True, "first_name": "Артель"}
            case "service":
                content = {"new_chat_members": [user]}
        written = {"before": self.before, "after": self.after, "edited": self.before}[self.when]
        message = self.room.message(user, **content)
        message["date"] = written // 1_000_000
        if self.when == "edited":
            message["edit_date"] = self.after // 1_000_000
        return message

    async def play(self) -> str:
        """Let the actor command, and see what came of it."""
        before = await self.counts()
        sender = self.visitor.user
        extra = {}
        if self.actor == "anonymous":
            sender = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
            extra = {"sender_chat": self.room.chat}
        command = self.room.message(sender, text=ACTS[self.act], reply_to_message=self.message(), **extra)
        await self.room.do("message", command)
        if self.actor == "anonymous" and self.room.screens and self.room.screen.says("moderation-who"):
            assert await self.counts() == before, "nothing happens before a button says who it is"
            await self.room.press(self.visitor, "moderation-it-is-me")
        after = await self.counts()
        difference = {name: after[name] - before[name] for name in after if after[name] != before[name]}
        return self.outcome(difference)

    async def counts(self) -> Counter[str]:
        stages = [
            row["stage"] for row in await self.street.rows(incidents) if row["chat_number"] == self.number
        ]
        found = Counter({f"stage {name}": count for name, count in Counter(stages).items()})
        found["warnings"] = sum(row["chat_number"] == self.number for row in await self.street.rows(warnings))
        found["sanctions"] = sum(
            row["chat_number"] == self.number for row in await self.street.rows(sanctions)
        )
        found["denied"] = sum(
            row["times"] or 1
            for row in await self.street.rows(audit)
            if row["act"] == "refused" and row["actor_id"] == self.actor_id
        )
        return found

    def outcome(self, difference: dict[str, int]) -> str:
        acted = [owed.method for owed in self.street.sent if owed.params.get("chat_id") == self.room.id]
        harmful = {"banChatMember", "restrictChatMember", "banChatSenderChat"} & set(acted)
        answer = self.street.answers.given[-1].text if self.street.answers.given else None
        said = " ".join(screen.text for screen in (*self.visitor.screens, *self.room.screens)) + (
            answer or ""
        )
        assert bool(harmful) is ("sanctions" in difference)
        for name, what in OUTCOMES.items():
            if difference == what:
                return "refused and joined" if name == "joined" and self.act != "warn" else name
        return f"strange: {difference}" if difference else "refused" if said.strip() else "nothing"


async def test_two_hundred_scenarios(street: Street) -> None:
    wrong, seen = [], Counter[str]()
    for number, scenario in enumerate(scenarios()):
        scene = Scene(street, number, scenario)
        await scene.prepare()
        street.sent.clear()
        street.answers.given.clear()
        outcome = await scene.play()
        seen[outcome] += 1
        if outcome != right(scenario):
            wrong.append((number, scenario, outcome, right(scenario)))
    print(f"\nrow 33: seed {SEED}, {MANY} scenarios, wrong {len(wrong)}; {dict(seen)}")  # noqa: T201 -- the figure
    assert not wrong
    assert set(seen) == {row[-1] for row in TABLE}, "every outcome of the table is met"


@pytest.mark.parametrize("scenario", [row[:-1] for row in TABLE], ids=str)
def test_no_row_of_the_table_is_hidden_by_those_before_it(scenario: tuple[str, ...]) -> None:
    everything = (CHATS, ACTORS, AUTHORS, ACTS, HISTORY, WHEN, ("yes", "no"))
    place = [row[:-1] for row in TABLE].index(scenario)  # type: ignore[arg-type]
    for one in product(*everything):
        first = next(
            number
            for number, row in enumerate(TABLE)
            if all(mark in ("*", part) for mark, part in zip(row, one, strict=False))
        )
        if first == place:
            return
    raise AssertionError(f"never reached: {scenario}")
