"""The configuration as it is delivered, and changes of it."""

from pathlib import Path

import bot

ROOT = Path(bot.__file__).parent.parent
DELIVERED = (ROOT / "config.toml").read_text("utf-8")
TOKEN = "123456:canary-AAAAAAAAAAAAAAAAAAAAAAAAAAA"  # noqa: S105 -- of nobody


def changed(old: str, new: str) -> str:
    """The delivered configuration with one line changed."""
    assert old in DELIVERED
    return DELIVERED.replace(old, new, 1)
