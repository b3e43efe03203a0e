"""The program with the tests' own handlers: run cold, or forked from a process that has imported it already.

`python -m tests.faults.program run` is a cold start. `python -m tests.faults.program zygote` imports everything
and then forks the program whenever a line on standard input asks for it: `import aiogram` takes seconds, a fork
milliseconds, and what is killed is a real process all the same.
"""

import gc
import json
import os
import signal
import sys
from typing import Any

import tests.faults.handlers  # noqa: F401 -- joins the tree of routers
from bot.__main__ import main as bot_main
from tests.faults import disk, dying, looping, migrating, reaching


def _preload() -> None:
    """Do once what every start would do again: import, read the texts, and collect what the imports left."""
    import alembic.command  # noqa: F401
    import sqlalchemy.ext.asyncio  # noqa: F401

    import storage.postgres
    import storage.sqlite  # noqa: F401
    from bot.i18n import LOCALES, resources

    for language in LOCALES.iterdir():
        resources(language)
    gc.collect()
    gc.freeze()


def _child(order: dict[str, Any], pipes: tuple[int, ...]) -> int:
    """Become the program, with its own environment and output."""
    for pipe in pipes:
        os.close(pipe)
    signal.set_wakeup_fd(-1)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(os.open(order["out"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), 1)
    os.dup2(os.open(order["err"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), 2)
    sys.argv = ["bot", "run"]
    os.environ.clear()
    os.environ.update(order["env"])
    os.chdir(order["cwd"])
    disk.prepare()
    dying.prepare()
    looping.prepare()
    reaching.prepare()
    try:
        return migrating.main() if "FAULTS_TARGET" in os.environ else bot_main()
    except BaseException:  # noqa: BLE001 -- what Python does with what nobody catches
        sys.excepthook(*sys.exc_info())
        return 1
    finally:
        disk.report()


def zygote() -> None:
    """Fork on demand, and say how a fork ended; when standard input ends, so do all of them."""
    _preload()
    asks, says = os.dup(0), os.dup(1)
    alive: set[int] = set()
    with os.fdopen(asks, "rb", closefd=False) as lines:
        os.write(says, b"{}\n")
        for line in lines:
            order = json.loads(line)
            if "wait" in order:
                _, status = os.waitpid(order["wait"], 0)
                alive.discard(order["wait"])
                answer = {"code": os.waitstatus_to_exitcode(status)}
            else:
                pid = os.fork()
                if pid == 0:
                    code = _child(order, (asks, says))
                    sys.stdout.flush()
                    sys.stderr.flush()
                    os._exit(code)
                alive.add(pid)
                answer = {"pid": pid}
            os.write(says, json.dumps(answer).encode() + b"\n")
    for pid in alive:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)


if __name__ == "__main__":
    if sys.argv[1:] == ["zygote"]:
        zygote()
    else:
        sys.exit(bot_main())
