"""Hostile input: texts, names of files, sizes and shapes that are made to block the program or to get out of it."""

import asyncio
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from domain.forms.entities import TYPED
from domain.parties import PartyKind
from domain.roles import Role
from handlers.commands import OF_LEADERS, OF_MEMBERS, commands_of
from sandbox.server import Sandbox
from tests.faults.conftest import Trial
from tests.faults.filling import DELIVERED, FORMS, is_open, open_questionnaire
from tests.faults.harness import BOT, TOKEN, Stage
from tests.faults.looping import longest
from tests.hostile import LONGEST, TEXTS

BATCH = 100  # updates that arrive at once
NAMES = (
    *("../../../../tmp/artel-was-here.pdf", "..\\..\\artel.pdf", "/tmp/artel-was-here.pdf", "a\x00b.pdf"),  # noqa: S108
    *("%2e%2e%2fartel.pdf", ".", "..", "", "CON.pdf", "я" * 4096 + ".pdf", "x.pdf/../../y", "\u202efdp.exe"),
    *("<b>.pdf", "-rf.pdf", "$(touch x).pdf", "a\nb.pdf", "file:///etc/passwd"),
)
SIZES = (0, 1, 2**31, 2**53, 2**62)


def uploads(stage: Stage, person: int) -> list[dict[str, Any]]:
    """Documents and pictures with names and sizes of all kinds."""
    found = []
    for name in NAMES:
        for size in SIZES:
            file = {"file_id": "f" * 60, "file_unique_id": "u" * 15, "file_size": size}
            message = stage.message(person, "")["message"]
            del message["text"]
            document = {**file, "file_name": name, "mime_type": name}
            found.append({"message": {**message, "document": document, "caption": name}})
            photo = [{**file, "width": size, "height": size}]
            found.append({"message": {**message, "photo": photo, "media_group_id": name}})
    return found


def shapes(stage: Stage, person: int) -> list[dict[str, Any]]:
    """Messages that are deep, broad or huge."""
    deep: Any = 1
    for _ in range(400):
        deep = {"reply_to_message": deep}
    bold = [{"type": "bold", "offset": place, "length": 1} for place in range(5000)]
    more: tuple[dict[str, Any], ...] = (
        {"reply_to_message": deep},
        {"entities": bold},
        {"text": "я" * 500_000},
        {"unknown": {str(number): [number] * 10 for number in range(20_000)}},
        {"from": {"id": person, "is_bot": False, "first_name": "я" * 100_000, "username": "x" * 100_000}},
    )
    return [{"message": stage.message(person, "hello")["message"] | change} for change in more]


async def test_hostile_input_blocks_nothing(stage: Stage, trial: Trial, tmp_path: Path) -> None:
    """Reliability row 38: the program goes on answering, its event loop is never busy for over 100 ms, no file appears."""
    texts = trial.random.sample(TEXTS, trial.of(len(TEXTS), 12))
    stage.start(FAULTS_BUSY=str(tmp_path / "busy"))
    await stage.until(stage.polled)
    form, supporter, guest, probe = await stage.people(4)
    await stage.subscribe(supporter)
    await stage.until_settled()
    before = names_in(tmp_path)
    (tmp_path / "busy").write_text("")  # what the start and the first updates load is no stranger's doing
    sent = 0

    async def meet(updates: list[dict[str, Any]]) -> None:
        nonlocal sent
        for start in range(0, len(updates), BATCH):
            for update in updates[start : start + BATCH]:
                stage.world.updates[BOT].inject(update)
                sent += 1
            after = len(stage.calls)
            await stage.control.start(probe)
            await stage.until(partial(stage.texts, probe, after), about="an answer for others")

    async def handled() -> bool:
        waiting = await stage.books.number("SELECT count(*) FROM inbox WHERE state = 0")
        return not waiting and not stage.world.updates[BOT].pending

    commands = [*commands_of(frozenset(Role)), *OF_MEMBERS, *OF_LEADERS]
    words = [*texts, *(f"/{name} {text}"[:4096] for name in commands for text in texts[:: trial.of(1, 4)])]
    for person in (guest, supporter):
        await meet([stage.message(person, text) for text in words])
    await meet([in_group(stage.message(supporter, text)) for text in words])
    await meet(uploads(stage, supporter))
    for shape in shapes(stage, supporter):
        await meet([shape])
    await open_questionnaire(stage, form, PartyKind.PERSON)
    for question, (typed, _) in FORMS["questionnaire-person"].items():
        await stage.until(partial(is_open, stage, form, "questionnaire-person", question), about=question)
        asked = DELIVERED["questionnaire-person"].find(question)
        wrong = [] if asked is None or asked.kind in TYPED else texts
        await meet([stage.message(form, text) for text in wrong if len(text) > 200])
        await meet(uploads(stage, form)[:: trial.of(1, 10)])
        await stage.say((form, typed))
    await stage.until(handled, about="an empty inbox")
    taken, what = longest(tmp_path / "busy")
    trial.report("38", updates=sent, texts=len(texts), busy_at_most=f"{taken * 1000:.0f} ms ({what[:120]})")
    assert taken < trial.of(1, 3) * LONGEST, what  # beside other tests a processor's time is dearer
    assert names_in(tmp_path) == before


def names_in(directory: Path) -> set[str]:
    """Return the files there, and those to which the names lead."""
    return {path.name for path in (*directory.iterdir(), *Path("/tmp").glob("artel-was-here*"))}  # noqa: S108


def in_group(update: dict[str, Any]) -> dict[str, Any]:
    update["message"]["chat"] = {"id": -1001, "type": "supergroup", "title": "Ёжи"}
    return update


@pytest.mark.parametrize("prefix", ["/", "/page/", f"/file/bot{TOKEN}/", "/control/files/", f"/bot{TOKEN}/"])
async def test_no_address_leads_out_of_the_sandbox(prefix: str) -> None:
    """Reliability row 38: paths with «..», encoded or not, name nothing outside of what is served."""
    ways = ("../", "..%2f", "%2e%2e/", "%2e%2e%2f", "..%5c", "..%255c", "....//", "/", "./../")
    targets = ("etc/passwd", "page.py", "sandbox/page.py", "pyproject.toml")
    async with Sandbox() as sandbox:
        sandbox.world.authorize(TOKEN)
        host, _, port = sandbox.url.removeprefix("http://").partition(":")
        for way in ways:
            for target in targets:
                for times in (1, 2, 8):
                    reader, writer = await asyncio.open_connection(host, int(port))
                    path = prefix + way * times + target
                    writer.write(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
                    answer = await reader.read()
                    writer.close()
                    head, _, body = answer.partition(b"\r\n\r\n")
                    assert head.split()[1] in (b"400", b"404", b"405"), path
                    assert b"root:" not in body, path
                    assert b"import" not in body, path
