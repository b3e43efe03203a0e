# ruff: noqa: S608 -- the numbers are the test's own
"""Coming into a chat under SIGKILL: between the agreement to the rules and what follows from it."""

from functools import partial

from domain.chats.entities import Chat, ChatKind
from domain.entry.entities import RequestStatus
from storage.chats import ChatsTable
from storage.engine import open_database
from storage.migrate import migrate
from tests.faults.conftest import Trial
from tests.faults.harness import ADMINISTRATOR, Stage

LINK = "https://t.me/+people"
RIGHTS = frozenset({"can_invite_users", "can_restrict_members", "can_delete_messages"})


async def connected(stage: Stage) -> int:
    """A participants' group in Telegram and in the books of a program that doesn't run yet; its id."""
    made = await stage.control.chat("supergroup", "People", ADMINISTRATOR, bot_admin=True)
    chat_id = int(made["id"])
    await migrate(stage.books.url)
    async with open_database(stage.books.url) as database, database.transaction() as transaction:
        chat = Chat(0, chat_id, "supergroup", "People", ChatKind.PARTICIPANTS, "", "en", RIGHTS, link=LINK)
        await ChatsTable(transaction).add(chat, 0)
    return chat_id


async def _holds(stage: Stage, sql: str, number: int = 1) -> bool:
    return await stage.books.number(sql) == number


def approvals(stage: Stage, person: int) -> list[int]:
    """Where in the log of calls the person was let in."""
    return [
        place
        for place, row in enumerate(stage.calls)
        if row["method"] == "approveChatJoinRequest" and row["ok"] and row["params"]["user_id"] == person
    ]


def greetings(stage: Stage, person: int) -> list[int]:
    """Where in the log of calls the person was greeted, in a message of their own or in one that others share."""
    mention = f'"tg://user?id={person}"'
    return [
        place
        for place, row in enumerate(stage.calls)
        if row["method"] in ("sendMessage", "editMessageText")
        and row["ok"]
        and mention in row["params"]["text"]
    ]


async def test_a_kill_between_the_agreement_and_the_way_in(any_stage: Stage, trial: Trial) -> None:
    """Reliability row 17.

    SIGKILL between the agreement's commit and the approval → always let in, once, and greeted only then.
    """
    stage = any_stage
    stage.deaths_expected = True
    stage.environment["ARTEL_ENTRY__GREETING_MINUTES"] = "2880"
    rounds = trial.of(100, 5)
    chat_id = await connected(stage)
    people = await stage.people(rounds)
    later = 0
    for person in people:
        program = stage.start(ARTEL_CLOCK=stage.sandbox.url)
        assert await stage.control.join(person, chat=chat_id, request=True) == "requested"
        message, accept = await stage.button(person, "entry:accept:")
        kind = trial.random.choice(("cut_before", "delay", "429", "timeout_after_accept", "5xx"))
        method = trial.random.choice(("editMessageText", "approveChatJoinRequest"))
        await stage.control.faults({"kind": kind, "methods": [method], "seconds": 60})
        await stage.control.tap(person, message, accept)
        agreed = f"SELECT count(*) FROM join_requests WHERE person_id = {person} AND status = {RequestStatus.ADMITTED.value}"
        await stage.until(partial(_holds, stage, agreed), about="the agreement's commit")
        await program.kill()
        later += not approvals(stage, person)
        await stage.control.faults()
    members = stage.world.chats[chat_id].members
    seen = f"SELECT count(*) FROM chat_people WHERE person_id IN ({', '.join(map(str, people))})"

    def outside() -> list[int]:
        return [person for person in people if person not in members or not members[person].inside]

    stage.start(ARTEL_CLOCK=stage.sandbox.url)
    async with stage.clock_runs():
        # One thing follows from another here, by way of Telegram: for a moment all may seem settled.
        await stage.until(lambda: not outside(), 120, about="everybody is let in")
        await stage.until(partial(_holds, stage, seen, rounds), about="everybody is seen to come")
        await stage.until_settled(120)
    let_in = {person: approvals(stage, person) for person in people}
    greeted = {person: greetings(stage, person) for person in people}
    twice = [person for person in people if len(greeted[person]) > 1 or len(let_in[person]) > 1]
    early = [person for person in people if any(place < let_in[person][0] for place in greeted[person])]
    trial.report(
        f"17, entry ({stage.books.url.split(':')[0]})",
        rounds=rounds,
        approved_only_after_the_kill=later,
        outside=len(outside()),
        greeted=sum(map(len, greeted.values())),
        twice=len(twice),
        greeted_early=len(early),
    )
    assert (outside(), twice, early) == ([], [], [])
    assert later >= rounds // 2, "too few kills came before the approval"
    assert any(greeted.values()), (
        "those who came close together share a greeting, which names the last of them"
    )
