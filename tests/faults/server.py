"""A PostgreSQL of the tests' own, which they may stop and kill."""

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest


class OwnPostgres:
    """A server in a temporary folder, at a port of its own."""

    def __init__(self, binaries: Path, folder: Path, account: dict[str, Any]) -> None:
        self._binaries = binaries
        self._folder = folder
        self._account = account
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self._port = probe.getsockname()[1]
        self._run("initdb", "-D", str(folder / "data"), "-U", "postgres", "-A", "trust", "--no-sync")

    @property
    def url(self) -> str:
        return f"postgresql+asyncpg://postgres@127.0.0.1:{self._port}/postgres"

    def start(self) -> None:
        """Start, and wait until it answers."""
        settings = f"-p {self._port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off"
        data, log = self._folder / "data", self._folder / "log"
        self._run("pg_ctl", "start", "-w", "-D", str(data), "-l", str(log), "-o", settings)

    def stop(self, number: signal.Signals = signal.SIGINT) -> None:
        """Stop: SIGINT breaks off what is under way, SIGQUIT is a crash."""
        mode = {signal.SIGINT: "fast", signal.SIGQUIT: "immediate"}[number]
        self._run("pg_ctl", "stop", "-w", "-m", mode, "-D", str(self._folder / "data"))

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [str(self._binaries / program), *arguments],
            check=True,
            cwd=self._folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            **self._account,
        )


def _missing(what: str) -> None:
    if os.environ.get("CI") == "true":
        pytest.fail(f"CI needs {what}")
    pytest.skip(f"{what} is missing")


def own_postgres() -> Iterator[OwnPostgres]:
    """A server that runs; its tests are skipped where PostgreSQL's binaries are missing, but not in CI."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    binary = found[-1] if found else shutil.which("initdb")
    if binary is None:
        _missing("an initdb of PostgreSQL (/usr/lib/postgresql/*/bin or PATH)")
    account: dict[str, Any] = {}
    folder = Path(tempfile.mkdtemp(prefix="artel-postgres-"))
    if os.getuid() == 0:  # PostgreSQL refuses to run as root
        entry = next((one for one in pwd.getpwall() if one.pw_name in ("postgres", "nobody")), None)
        if entry is None:
            _missing("an account for PostgreSQL")
        assert entry is not None
        account = {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
        os.chown(folder, entry.pw_uid, entry.pw_gid)
    try:
        server = OwnPostgres(Path(str(binary)).parent, folder, account)
        server.start()
        try:
            yield server
        finally:
            with contextlib.suppress(subprocess.CalledProcessError):  # a test may have left it stopped
                server.stop(signal.SIGQUIT)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
