"""A program that is killed at a chosen update, inside of the forked process: SIGKILL, from a thread of its own.

`FAULTS_DIE_AT=12:0.004` is 4 ms after the twelfth update of this run came into the worker's hand, wherever the
program then is.
"""

import os
import signal
import threading
from typing import Any

from bot.work import Worker


def prepare() -> None:
    """Set the moment, where the environment names one."""
    update, _, later = os.environ.get("FAULTS_DIE_AT", "").partition(":")
    if not later:
        return
    handle = Worker._handle
    left = int(update)

    async def handle_or_die(worker: Worker, *given: Any) -> Any:
        nonlocal left
        left -= 1
        if left == 0:
            threading.Timer(float(later), os.kill, (os.getpid(), signal.SIGKILL)).start()
        return await handle(worker, *given)

    setattr(Worker, "_handle", handle_or_die)  # noqa: B010 -- mypy knows the signature better
