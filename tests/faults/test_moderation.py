# ruff: noqa: S608 -- the numbers are the test's own
"""Moderation under SIGKILL and refusals: between a decision and its act, and the order of acts that belong together."""

from functools import partial

from domain.chats import Inside
from domain.moderation import GivenWarning
from domain.operations import DAY
from storage.chats import ChatsTable
from storage.engine import open_database
from storage.moderation import ModerationTable
from tests.faults.conftest import Trial
from tests.faults.harness import ADMINISTRATOR, Stage
from tests.faults.test_entry import connected

SECOND = 1_000_000
ACTS = {
    "/kick": ("banChatMember", "left"),
    "/ban 30d": ("banChatMember", "kicked"),
    "/mute 30d": ("restrictChatMember", "restricted"),
}


async def warned(stage: Stage, chat_id: int, people: list[int]) -> None:
    """Everybody was warned a day ago, and the chat's owner is known."""
    now = int((await stage.control.clock())["now"]) * SECOND
    async with open_database(stage.books.url) as database, database.transaction() as transaction:
        chats, moderation = ChatsTable(transaction), ModerationTable(transaction)
        chat = await chats.by_id(chat_id)
        assert chat is not None
        await chats.put(Inside(chat.number, ADMINISTRATOR, "creator", frozenset(), 0))
        for person in people:
            await moderation.add_warning(
                GivenWarning(0, 0, chat.number, person, ADMINISTRATOR, 0, "", now - DAY, now + 100 * DAY)
            )


async def decided(stage: Stage, person: int) -> bool:
    sql = f"SELECT count(*) FROM sanctions WHERE subject_id = {person}"
    return await stage.books.number(sql) == 1


def places(stage: Stage, method: str, person: int) -> list[int]:
    """Where in the log of calls this was done to the person."""
    return [
        place
        for place, row in enumerate(stage.calls)
        if row["method"] == method and row["ok"] and row["params"]["user_id"] == person
    ]


async def test_a_kill_between_a_decision_and_its_act(any_stage: Stage, trial: Trial) -> None:
    """Rows 17 and 34: SIGKILL between a decision's commit and its act → the act always happens, and holds once; a removal
    is a ban and then its end, in this order, whatever Telegram answers between."""
    stage = any_stage
    stage.deaths_expected = True
    rounds = trial.of(100, 6)
    chat_id = await connected(stage)
    people = await stage.people(rounds)
    await warned(stage, chat_id, people)
    commands, later = {}, 0
    for person in people:
        await stage.control.join(person, chat=chat_id)
        program = stage.start(ARTEL_CLOCK=stage.sandbox.url)
        commands[person] = command = trial.random.choice(list(ACTS))
        method, _ = ACTS[command]
        written = await stage.control.send(person, "Again", chat=chat_id)
        kind = trial.random.choice(("cut_before", "delay", "429", "timeout_after_accept", "5xx"))
        methods = [method, *trial.random.choice(([], ["deleteMessages"], ["unbanChatMember"]))]
        await stage.control.faults({"kind": kind, "methods": methods, "seconds": 60})
        await stage.control.send(ADMINISTRATOR, command, chat=chat_id, reply_to=written["message_id"])
        await stage.until(partial(decided, stage, person), about="the decision's commit")
        await program.kill()
        later += not places(stage, method, person)
        await stage.control.faults()
    stage.start(ARTEL_CLOCK=stage.sandbox.url)
    async with stage.clock_runs():
        await stage.until_settled(120)
    members = stage.world.chats[chat_id].members
    wrong = [person for person in people if members[person].status != ACTS[commands[person]][1]]
    removed = [person for person in people if commands[person] == "/kick"]
    disorder = [
        person
        for person in removed
        if places(stage, "unbanChatMember", person)[:1] <= places(stage, "banChatMember", person)[:1]
    ]
    again = sum(len(places(stage, ACTS[commands[person]][0], person)) - 1 for person in people)
    sanctions = await stage.books.number("SELECT count(*) FROM sanctions WHERE failure = ''")
    trial.report(
        f"17, moderation ({stage.books.url.split(':')[0]})",
        rounds=rounds,
        acted_only_after_the_kill=later,
        not_as_decided=len(wrong),
        removals=len(removed),
        out_of_order=len(disorder),
        said_again=again,
    )
    assert (wrong, disorder, sanctions) == ([], [], rounds)
    assert later >= rounds // 2, "too few kills came before the act"
