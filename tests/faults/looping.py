"""For how long the event loop is busy at one go, inside of the forked program: into the file that `FAULTS_BUSY` names.

It is the processor's time: what else the machine does is not counted.
"""

import asyncio
import os
import time
from pathlib import Path

LONG = 0.02  # seconds


def prepare() -> None:
    """Write down each long go, where the environment names a file."""
    path = os.environ.get("FAULTS_BUSY")
    if not path:
        return
    run = asyncio.Handle._run
    written = Path(path).open("a", buffering=1)  # noqa: SIM115 -- as long as the program runs

    def run_and_measure(handle: asyncio.Handle) -> None:
        before = time.thread_time()
        run(handle)
        taken = time.thread_time() - before
        if taken > LONG:
            written.write(f"{taken:.6f} {handle!r}\n")

    setattr(asyncio.Handle, "_run", run_and_measure)  # noqa: B010 -- mypy knows the signature better


def longest(path: Path) -> tuple[float, str]:
    """Return the longest go in seconds, and what it was."""
    found = [line.partition(" ") for line in path.read_text().splitlines()]
    return max(((float(taken), what) for taken, _, what in found), default=(LONG, "none was long"))
