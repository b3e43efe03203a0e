"""Reliability row 49: the files of a SQLite database are private, and hold nothing of what was erased."""

import asyncio
import json
import random
import shutil
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import bindparam, update

from domain.people import Person
from storage.contacts import ContactsTable
from storage.engine import Database, Transaction, open_database
from storage.errors import Unusable
from storage.migrate import migrate
from storage.sqlite_files import FILES, is_owed
from storage.tables.people import history

CANARY = "kanareika"
PEOPLE = 60
CHANGE = update(history).where(history.c.person_id == bindparam("person")).values(data=bindparam("words"))


def url_of(path: Path) -> str:
    return f"sqlite+aiosqlite:///{path}"


def modes(path: Path) -> dict[str, int]:
    return {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}


def files(path: Path) -> Iterator[tuple[str, bytes]]:
    for ending in FILES:
        file = path.with_name(path.name + ending)
        if file.exists():
            yield ending, file.read_bytes()


def canaries(path: Path) -> dict[str, int]:
    """How often the canary stands in each file that has it."""
    return {ending: count for ending, content in files(path) if (count := content.count(CANARY.encode()))}


async def wiped(path: Path) -> None:
    """Wait until nothing is owed to anybody who was erased."""
    async with asyncio.timeout(20):
        while True:
            with closing(sqlite3.connect(path)) as connection:
                if not is_owed(connection):
                    return
            await asyncio.sleep(0.01)


async def live(database: Database, seed: int) -> list[int]:
    """Many people come, write and change what they wrote; returns which of them the canary names."""
    chance = random.Random(seed)
    named = [person for person in range(1, PEOPLE) if chance.random() < 0.1]

    def words(person: int, longest: int) -> str:
        name = f"{CANARY} {person} " if person in named else ""
        return name + "".join(chance.choices("абвгдежз ", k=chance.randint(1, longest)))

    async def act(transaction: Transaction) -> None:
        people = ContactsTable(transaction)
        for _ in range(20):
            number = chance.randrange(1, PEOPLE)
            person = Person(number, "ru", 0, name=words(number, 60), username=f"u{number}", consented=True)
            if await people.find(number) is None:
                await people.add(person)
            else:
                await people.save(person)
            said = {"words": words(number, chance.choice([9, 300, 3000]))}
            await people.record(number, "said", chance.randrange(10**9), said)
            changed = json.dumps({"words": words(number, chance.choice([9, 300, 3000]))}, ensure_ascii=False)
            await transaction.run(CHANGE, person=number, words=changed)

    for _ in range(25):
        async with database.transaction() as transaction:
            await act(transaction)
    return named


async def erase(database: Database, people: list[int]) -> None:
    async with database.transaction() as transaction:
        for person in people:
            await ContactsTable(transaction).erase(person)


@pytest.mark.parametrize("seed", [1, 7, 11, 12])  # without VACUUM a copy stays in each
async def test_nothing_of_an_erased_person_stays_in_the_files(
    sqlite: Database, tmp_path: Path, seed: int
) -> None:
    path = tmp_path / "artel.db"
    named = await live(sqlite, seed)
    assert canaries(path).keys() >= {"-wal"}
    await erase(sqlite, named)
    await wiped(path)
    assert canaries(path) == {}
    async with sqlite.reading() as snapshot:
        others = [await ContactsTable(snapshot).find(person) for person in range(1, PEOPLE)]
    assert not {person.id for person in others if person} & set(named)
    assert modes(path).keys() == {"artel.db", "artel.db-wal", "artel.db-shm", "artel.db.lock"}
    assert set(modes(path).values()) == {0o600}


async def test_a_reader_only_delays_the_wiping(sqlite: Database, tmp_path: Path) -> None:
    path = tmp_path / "artel.db"
    named = await live(sqlite, 1)
    others = sorted(set(range(1, PEOPLE)) - set(named))
    async with sqlite.reading() as snapshot:
        assert await ContactsTable(snapshot).find(named[0]) is not None
        await erase(sqlite, named)
        for _ in range(3):  # and everybody else goes on meanwhile
            async with sqlite.transaction() as transaction:
                await ContactsTable(transaction).record(others[0], "said", 1, {})
        assert canaries(path)
        assert await ContactsTable(snapshot).find(named[0]) is not None
    await wiped(path)
    assert canaries(path) == {}


async def test_what_a_kill_left_is_wiped_at_the_next_start(
    sqlite: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The files as they are at the moment of the erasure's commit, before anything was wiped."""
    monkeypatch.setattr("storage.sqlite_files.Wiper._try", lambda _: False)
    await erase(sqlite, await live(sqlite, 2))
    left = tmp_path / "left" / "artel.db"
    left.parent.mkdir(mode=0o700)
    for ending, content in files(tmp_path / "artel.db"):
        left.with_name(left.name + ending).write_bytes(content)
    monkeypatch.undo()
    assert canaries(left)
    async with open_database(url_of(left)):
        await wiped(left)
        assert canaries(left) == {}


async def test_an_upgrade_leaves_no_copy_of_a_table_that_it_rebuilt(tmp_path: Path) -> None:
    path = tmp_path / "artel.db"
    await migrate(url_of(path), "0018")
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA secure_delete=OFF")
        connection.execute("INSERT INTO bots (id, data) VALUES (1, ?)", [json.dumps({"name": CANARY})])
        connection.commit()
        connection.execute("DELETE FROM bots")  # by a connection that doesn't overwrite it
        connection.commit()
    assert canaries(path)
    await migrate(url_of(path))
    async with open_database(url_of(path)):
        await wiped(path)
        assert canaries(path) == {}


@pytest.mark.parametrize("mode", [0o666, 0o644, 0o640])
async def test_files_that_others_could_read_become_private_at_the_start(
    sqlite_template: Path, tmp_path: Path, mode: int
) -> None:
    path = tmp_path / "artel.db"
    shutil.copyfile(sqlite_template, path)
    with closing(sqlite3.connect(path)) as connection:  # leaves a log and its index behind, as a kill does
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("UPDATE alembic_version SET version_num = version_num")
        connection.commit()
        kept = dict(files(path))
    for ending, content in kept.items():
        path.with_name(path.name + ending).write_bytes(content)
    path.with_name("artel.db.lock").touch()
    for name in modes(path):
        path.with_name(name).chmod(mode)
    assert len(modes(path)) == 4
    async with open_database(url_of(path)):
        assert set(modes(path).values()) == {0o600}


@pytest.mark.parametrize("mode", [0o777, 0o775, 0o757, 0o1777])
async def test_a_folder_to_which_others_can_write_is_refused(tmp_path: Path, mode: int) -> None:
    folder = tmp_path / "open"
    folder.mkdir()
    folder.chmod(mode)
    with pytest.raises(Unusable, match=f"run chmod go-w {folder}"):
        await migrate(url_of(folder / "artel.db"))
    folder.chmod(0o755)
    await migrate(url_of(folder / "artel.db"))
    assert set(modes(folder / "artel.db").values()) == {0o600}


@pytest.mark.parametrize("below", ["file/artel.db", "file/deep/artel.db", "/proc/none/artel.db", "folder"])
async def test_a_file_that_can_not_be_made_is_named(tmp_path: Path, below: str) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir(mode=0o700)
    with pytest.raises(Unusable, match=r"/(file|file/deep|proc/none|folder): "):
        await migrate(url_of(tmp_path / below))
