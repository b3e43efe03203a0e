"""Logs: kinds and places, never what a person wrote, never a token."""

import json
import logging
import sys
from collections.abc import Iterator
from io import StringIO

import pytest
import structlog

from bot.log import set_up, where
from tests.bot.conftest import TOKEN


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Iterator[StringIO]:
    """What the program's logs come to, in a file that is no terminal."""
    file, root = StringIO(), logging.getLogger()
    handlers, level, hook = list(root.handlers), root.level, sys.excepthook
    monkeypatch.setattr(sys, "stderr", file)
    root.handlers[:] = []  # setting up closes those that it finds
    set_up()
    structlog.configure(cache_logger_on_first_use=False)
    yield file
    structlog.reset_defaults()
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.getLogger("aiogram").setLevel(logging.NOTSET)
    sys.excepthook = hook


def stumble(words: str) -> ValueError:
    """An error of some depth that quotes `words`."""
    cause = KeyError(words)
    try:
        raise ValueError(words) from cause  # noqa: TRY301 -- a raise of its own place is what is tested
    except ValueError as error:
        return error


def test_where_names_kind_cause_and_places_only() -> None:
    place = where(stumble("canary"))
    assert place.startswith("ValueError from KeyError at bot/test_log.py:")
    assert "canary" not in place
    assert where(ValueError("canary")) == "ValueError at unknown"


def test_a_log_elsewhere_than_on_a_terminal_is_json(heard: StringIO) -> None:
    structlog.get_logger("test").warning("работа отложена", pause=1.5)
    line = json.loads(heard.getvalue())
    assert line["event"] == "работа отложена"
    assert (line["level"], line["pause"]) == ("warning", 1.5)
    assert str(line["timestamp"]).endswith("Z")


def test_no_token_and_no_words_of_an_error_reach_a_log(heard: StringIO) -> None:
    """Reliability row 40."""
    error, log = stumble(f"canary {TOKEN}"), structlog.get_logger("test")
    log.error("failed", exc_info=error, url=f"https://api.telegram.org/bot{TOKEN}/getMe")
    try:
        raise error
    except ValueError:
        log.exception("failed")
    library = logging.getLogger("aiohttp.server")
    library.error("Error handling request from %s", "canary", exc_info=error)
    library.warning("formatted before: %s" % "canary")  # noqa: UP031 -- as a careless library does
    logging.getLogger("asyncio").error("Task exception was never retrieved\n%s", TOKEN)
    sys.excepthook(type(error), error, error.__traceback__)
    text = heard.getvalue()
    assert "canary" not in text
    assert TOKEN not in text
    assert "(token)" in text
    assert text.count("ValueError from KeyError at bot/test_log.py") >= 3
    assert len(text.splitlines()) == 6
