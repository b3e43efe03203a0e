# ruff: noqa: T201 -- printing is what it is for
"""A migration that is killed at a chosen statement, inside of a forked process."""

import asyncio
import os
import signal
import sys
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

import storage.migrate


def main() -> int:
    """Migrate to a revision, and die before the statement or commit of the given number."""
    die_at = int(os.environ["FAULTS_DIE_AT"])
    if directory := os.environ.get("FAULTS_MIGRATIONS"):
        storage.migrate.MIGRATIONS = Path(directory)
    count = 0

    def step(*_: Any) -> None:
        nonlocal count
        count += 1
        if count == die_at:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "before_cursor_execute", step)
    event.listen(Engine, "after_cursor_execute", step)
    event.listen(Engine, "commit", step)
    asyncio.run(storage.migrate.migrate(os.environ["ARTEL_DATABASE__URL"], os.environ["FAULTS_TARGET"]))
    print(f"steps: {count}", file=sys.stderr)
    return 0
