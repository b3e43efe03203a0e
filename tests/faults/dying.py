"""A program that is killed at a chosen update, inside of the forked process, by SIGKILL.

`FAULTS_DIE_AT=12:0.004` is 4 ms after the twelfth update of this run came into the worker's hand, wherever the
program then is. `FAULTS_DIE_COMMITTED=3:0` is the moment at which what the third update brought about is committed,
before the first of its calls goes out; `3:0.02` is 20 ms later. `FAULTS_DIE_DUE=1` is the same of the first thing
that the clock brings about.
"""

import os
import signal
import threading
from typing import Any

from bot.scheduled import ScheduledTasks
from bot.work import UnitOfWork, Worker


def prepare() -> None:
    """Set the moment, where the environment names one."""
    update, _, later = os.environ.get("FAULTS_DIE_AT", "").partition(":")
    if later:
        _in_hand(int(update), float(later))
    update, _, later = os.environ.get("FAULTS_DIE_COMMITTED", "").partition(":")
    if later:
        _committed(int(update), float(later))
    if looks := os.environ.get("FAULTS_DIE_DUE"):
        _due(int(looks))


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _in_hand(left: int, later: float) -> None:
    handle = Worker._handle

    async def handle_or_die(worker: Worker, *given: Any) -> Any:
        nonlocal left
        left -= 1
        if left == 0:
            threading.Timer(later, _die).start()
        return await handle(worker, *given)

    setattr(Worker, "_handle", handle_or_die)  # noqa: B010 -- mypy knows the signature better


def _committed(left: int, later: float) -> None:
    finish = Worker.finish

    async def finish_or_die(worker: Worker, unit: UnitOfWork, **how: Any) -> None:
        nonlocal left
        dies = left > 0 >= left - unit.done
        left -= unit.done
        if dies and later:
            threading.Timer(later, _die).start()
        elif dies:
            _die()
        await finish(worker, unit, **how)

    setattr(Worker, "finish", finish_or_die)  # noqa: B010 -- mypy knows the signature better


def _due(left: int) -> None:
    attempt = ScheduledTasks._try

    async def try_or_die(scheduled: ScheduledTasks, *given: Any) -> Any:
        nonlocal left
        done = await attempt(scheduled, *given)
        if done is not None and done[0]:
            left -= 1
            if left == 0:
                _die()
        return done

    setattr(ScheduledTasks, "_try", try_or_die)  # noqa: B010 -- mypy knows the signature better
