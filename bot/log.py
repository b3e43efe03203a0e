"""Logs: readable on a terminal, JSON elsewhere; never a token, never what a person wrote.

An exception's text may quote what it choked on, so only its kind and the places it passed are logged.
"""

import logging
import re
import sys
import traceback
from collections.abc import MutableMapping
from types import TracebackType
from typing import Any

import structlog

TOKEN = re.compile(r"\d{5,}:[A-Za-z0-9_-]{20,}")

Event = MutableMapping[str, Any]


def where(error: BaseException) -> str:
    """The kind of an error and the innermost places of ours it passed: no values, no wording."""
    frames = traceback.extract_tb(error.__traceback__)
    # Generated code stands in no directory: its file is called <string> or the like.
    places = [f"{'/'.join(frame.filename.split('/')[-2:])}:{frame.lineno}" for frame in frames[-3:]]
    cause = error.__cause__
    because = f" from {type(cause).__name__}" if cause is not None else ""
    return f"{type(error).__name__}{because} at {' < '.join(reversed(places)) or 'unknown'}"


def _without_values(_logger: Any, _name: str, event: Event) -> Event:
    error = event.pop("exc_info", None)
    if error is True:
        error = sys.exc_info()
    if isinstance(error, tuple):
        error = error[1]
    if isinstance(error, BaseException):
        event["error"] = where(error)
    return event


def _without_tokens(_logger: Any, _name: str, event: Event) -> Event:
    for key, value in event.items():
        if isinstance(value, str) and ":" in value:
            event[key] = TOKEN.sub("(token)", value)
    return event


def _library_record(record: logging.LogRecord) -> str:
    """What a library logs can quote anything: keep the template, not its arguments."""
    return str(record.msg) if record.args else "an event of the library"


class _FromLibraries(logging.Handler):
    """Passes the standard library's records on, without what they quote."""

    def emit(self, record: logging.LogRecord) -> None:
        log = structlog.get_logger(record.name)
        error = record.exc_info[1] if record.exc_info else None
        log.log(
            record.levelno, _library_record(record), place=f"{record.module}:{record.lineno}", exc_info=error
        )


def _innermost(error: BaseException) -> BaseException:
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error


def _log_crash(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """What nobody caught: Python itself would print the error's wording, and with it what it quotes."""
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
    else:
        structlog.get_logger("crash").critical("the program failed", error=where(_innermost(error)))


def set_up(level: int = logging.INFO) -> None:
    """Send all logs to standard error, in the form that fits it, and what ends the program too."""
    sys.excepthook = _log_crash
    terminal = sys.stderr.isatty()
    renderer: Any = (
        structlog.dev.ConsoleRenderer() if terminal else structlog.processors.JSONRenderer(ensure_ascii=False)
    )
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=not terminal),
            _without_values,
            _without_tokens,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.WriteLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(level=logging.WARNING, handlers=[_FromLibraries()], force=True)
    logging.getLogger("aiogram").setLevel(logging.ERROR)
