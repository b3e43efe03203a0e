"""The program's commands, as a process."""

import os
import shutil
import socket
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from storage.migrate import head
from tests.bot.configuration import DELIVERED, ROOT, TOKEN, changed


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A configuration file of the test's own, as it is delivered."""
    path = tmp_path / "own.toml"
    path.write_text(DELIVERED, "utf-8")
    return path


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    plain = {name: value for name, value in os.environ.items() if not name.startswith("ARTEL_")}
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=ROOT,
        env=plain | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_check_says_that_all_is_well(own: Path) -> None:
    done = run("check", ARTEL_TELEGRAM__TOKEN=TOKEN, ARTEL_CONFIG=str(own))
    assert done.returncode == 0, done.stderr
    assert (
        "are in order: Национальная база медицинских знаний (НБМЗ), 4 topics, languages ru, en, polling"
        in done.stdout
    )
    assert "canary" not in done.stdout + done.stderr


def test_check_says_what_is_wrong_and_ends_with_an_error(own: Path) -> None:
    own.write_text(changed("poll_seconds = 25", "poll_seconds = 99"), "utf-8")
    done = run("check", ARTEL_TELEGRAM__TOKEN=TOKEN, ARTEL_CONFIG=str(own))
    assert done.returncode == 2
    assert done.stderr.startswith("telegram.poll_seconds = 99: ")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--help"], ["run", "demo", "check", "migrate", "config.toml"]),
        (["demo", "--help"], ["--port", "--fresh", "--data"]),
    ],
)
def test_help_helps(arguments: list[str], words: list[str]) -> None:
    done = run(*arguments)
    assert done.returncode == 0
    for word in words:
        assert word in done.stdout


def test_migrate_makes_the_database_without_a_token(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'new' / 'artel.db'}"
    first = run("migrate", ARTEL_DATABASE__URL=url)
    assert (first.returncode, first.stdout) == (0, f"The database is at revision {head()} (was None).\n"), (
        first.stderr
    )
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700
    for file in (tmp_path / "new").iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file.name
    second = run("migrate", ARTEL_DATABASE__URL=url)
    assert second.stdout == f"The database is at revision {head()}.\n"


def test_migrate_says_why_it_can_not(tmp_path: Path) -> None:
    path = tmp_path / "artel.db"
    path.write_bytes(b"never a database" * 200)
    done = run("migrate", ARTEL_DATABASE__URL=f"sqlite+aiosqlite:///{path}")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "The database can't be used" in done.stderr


@pytest.mark.parametrize("command", ["migrate", "run"])
def test_a_schema_that_differs_stops_the_start(tmp_path: Path, sqlite_template: Path, command: str) -> None:
    """Reliability row 51."""
    path = tmp_path / "artel.db"
    shutil.copyfile(sqlite_template, path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE conversations")
    url = f"sqlite+aiosqlite:///{path}"
    done = run(command, ARTEL_DATABASE__URL=url, ARTEL_TELEGRAM__TOKEN=TOKEN)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert (
        "The database can't be used: its schema differs from the program's: table conversations is missing"
        in (done.stderr)
    )


@pytest.mark.parametrize("command", ["check", "run"])
def test_a_database_that_others_could_replace_is_not_used(tmp_path: Path, command: str) -> None:
    """Reliability row 49."""
    tmp_path.chmod(0o777)
    url = f"sqlite+aiosqlite:///{tmp_path}/artel.db"
    done = run(command, ARTEL_DATABASE__URL=url, ARTEL_TELEGRAM__TOKEN=TOKEN)
    assert done.returncode == 2
    reason = f"others can write to its folder, and so replace it: run chmod go-w {tmp_path}"
    assert done.stderr.startswith(f"database.url = '{url}': {reason} (in config.toml")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["check", "run"])
def test_what_is_not_there_around_the_configuration_is_named(tmp_path: Path, command: str) -> None:
    """Reliability row 50: a folder that can't be made, and a port that is taken; the words are the same."""
    (tmp_path / "file").touch()
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = run(
            command,
            ARTEL_DATABASE__URL=f"sqlite+aiosqlite:///{tmp_path}/file/deep/artel.db",
            ARTEL_TELEGRAM__TOKEN=TOKEN,
            ARTEL_TELEGRAM__MODE="webhook",
            ARTEL_WEBHOOK__URL="https://bot.example.org/hook",
            ARTEL_WEBHOOK__SECRET="x" * 16,
            ARTEL_WEBHOOK__PORT=str(port),
        )
    assert done.returncode == 2
    folder, listening = done.stderr.splitlines()
    assert folder.startswith("database.url = ")
    assert f"{tmp_path}/file/deep: Not a directory" in folder
    assert listening.startswith(
        f"webhook.port = {port}: nobody can listen there on 127.0.0.1: Address already in use"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_check_leaves_nothing_behind(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path}/new/deep/artel.db"
    done = run("check", ARTEL_DATABASE__URL=url, ARTEL_TELEGRAM__TOKEN=TOKEN)
    assert done.returncode == 0, done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("port", ["99999", "-1", "abc"])
def test_a_port_of_the_demo_that_can_not_be_is_named(port: str) -> None:
    done = run("demo", f"--port={port}")
    assert done.returncode == 2
    assert "--port" in done.stderr
    assert "Traceback" not in done.stderr
