"""Which updates reached a handler, written down inside of the forked program: into the file that `FAULTS_REACHED` names."""

import os
from pathlib import Path
from typing import Any

from bot.routes import Routes
from domain.refusal import Refusal


def prepare() -> None:
    """Write it down from now on, where the environment names a file."""
    path = os.environ.get("FAULTS_REACHED")
    if not path:
        return
    handle = Routes.handle
    written = Path(path).open("a", buffering=1)  # noqa: SIM115 -- as long as the program runs

    async def handle_and_write(routes: Routes, kind: str, event: Any, given: Any) -> bool:
        try:
            reached = await handle(routes, kind, event, given)
        except Refusal:
            written.write(f"{given['event_update'].update_id}\n")
            raise
        if reached:
            written.write(f"{given['event_update'].update_id}\n")
        return reached

    setattr(Routes, "handle", handle_and_write)  # noqa: B010 -- mypy knows the signature better


def reached(path: Path) -> set[int]:
    """Return the updates that a handler took, at one try or another, and that it may have refused."""
    return {int(line) for line in path.read_text().split()}
