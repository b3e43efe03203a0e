"""A thousand accounts at once, and one that never stops: others are answered, and what is kept is bounded."""

import time
from collections import Counter
from functools import partial
from typing import Any

from sqlalchemy import func, select

from domain.parties import PartyKind
from domain.roles import Role
from handlers.commands import commands_of
from storage.engine import open_database
from storage.tables.base import PersonId, complete_metadata
from storage.tables.personal import shown_columns
from tests.faults.conftest import Trial
from tests.faults.filling import open_questionnaire
from tests.faults.harness import BOT, Stage

KEPT_WHATEVER = {
    "inbox",
    "outbox",
    "history",
}  # the street's own, with its terms; what happened with a person
ROWS = 60  # that one person can have in all other tables, whatever they do


def tap(stage: Stage, person: int, data: str) -> dict[str, Any]:
    message = stage.message(person, "screen")["message"]
    query = {"id": str(message["message_id"]), "from": message["from"], "chat_instance": "1", "data": data}
    return {"callback_query": {**query, "message": message}}


def file(stage: Stage, person: int, number: int) -> dict[str, Any]:
    message = stage.message(person, "")["message"]
    del message["text"]
    photo = [{"file_id": f"f{number}", "file_unique_id": f"u{number}", "width": 9, "height": 9}]
    return {"message": {**message, "photo": photo, "media_group_id": f"album{number}"}}


async def shown(stage: Stage) -> list[str]:
    """What the buttons carry that people come to on the way to topics and to a questionnaire, in their order."""
    models = await stage.people(2)
    await stage.subscribe(models[0])
    await open_questionnaire(stage, models[1], PartyKind.PERSON)
    await stage.button(models[1], "form:")
    return [data for data in buttons(stage, *models) if not data.startswith("contact:erase")]


def buttons(stage: Stage, *people: int) -> dict[str, None]:
    """What the buttons carry that these people were shown, in their order."""
    lines = [
        line
        for row in stage.calls
        if row["ok"] and str(row["params"].get("chat_id")) in map(str, people)
        for line in (row["params"].get("reply_markup") or {}).get("inline_keyboard", [])
    ]
    return dict.fromkeys(
        button["callback_data"] for line in lines for button in line if "callback_data" in button
    )


async def rows_of(stage: Stage, person: int) -> Counter[str]:
    """How many rows each table has about a person."""
    found: Counter[str] = Counter()
    async with open_database(stage.books.url) as database, database.transaction() as transaction:
        for table in complete_metadata().sorted_tables:
            names = {column.name for column in table.c if isinstance(column.type, PersonId)}
            for name in names & {"person_id", "actor_id", *(column.name for column in shown_columns(table))}:
                row = await transaction.first(
                    select(func.count()).select_from(table).where(table.c[name] == person)
                )
                found[table.name] += 0 if row is None else row[0]
    return found


async def test_a_flood_of_forms_and_commands(stage: Stage, trial: Trial) -> None:
    """Reliability row 39.

    1 000 accounts tap, type, send files and begin forms, wave by wave → others' p95 ≤ 2 s. One of them goes on alone:
    what is kept of it is bounded.
    """
    accounts = trial.of(1000, 40)
    program = stage.start()
    await stage.until(stage.polled)
    datas = await shown(stage)
    people = await stage.people(accounts)
    (other,) = await stage.people(1)
    queue = stage.world.updates[BOT]
    commands = sorted(commands_of(frozenset(Role)))
    forged = [
        f"{prefix}:{verb}:1"
        for prefix in ("role", "dues", "chat", "mod")
        for verb in ("list", "take", "look")
    ]
    acts = [
        *(partial(tap, stage, data=data) for data in datas),
        *(partial(stage.message, text=f"/{name}") for name in commands),
        *(partial(stage.message, text=text) for text in ("x" * 4096, "Иванова Мария", "12")),
        *(partial(file, stage, number=number) for number in range(3)),
        *(partial(tap, stage, data=data) for data in forged),
    ]
    waits = []

    async def ask() -> None:
        began, after = time.monotonic(), len(stage.calls)
        await stage.say((other, "/start"))
        await stage.until(partial(stage.texts, other, after), about="an answer for another")
        waits.append(time.monotonic() - began)

    begin = [
        act
        for act, data in zip(acts, datas, strict=False)
        if data.startswith(("contact:join", "join:", "agree:"))
    ]
    for act in (*begin, *trial.random.sample(acts, trial.of(len(acts), 12))):
        for person in people:
            queue.inject(act(person=person))
        await ask()
    flooder = people[0]
    for number in range(trial.of(3000, 240)):
        act = acts[number % len(acts)]
        queue.inject(act(person=flooder))
        if number % 100 == 0:
            await ask()

    async def handled() -> bool:
        waiting = await stage.books.number("SELECT count(*) FROM inbox WHERE state = 0")
        return not waiting and not queue.pending

    await stage.until(handled, about="an empty inbox")
    payloads = await stage.books.number("SELECT count(*) FROM inbox WHERE state = 1 AND payload IS NOT NULL")
    slowest = sorted(waits)[len(waits) * 95 // 100]
    assert program.running
    assert await program.stop() == 0
    kept = await rows_of(stage, flooder)
    trial.report(
        "39, forms and commands",
        accounts=accounts,
        others_p95=f"{slowest:.2f} s",
        kept_of_one=dict(kept),
        payloads_of_what_is_done=payloads,
    )
    assert slowest <= 2
    assert payloads == 0
    assert any(data.startswith("form:") for data in buttons(stage, *people)), "no form was begun"
    assert kept["drafts"] <= 2
    assert kept["audit"] > 0, "nothing was refused"
    assert sum(rows for table, rows in kept.items() if table not in KEPT_WHATEVER) <= ROWS
