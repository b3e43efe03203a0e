"""Read sums of money as people type them."""

from __future__ import annotations

import re

MOST = 10_000_000_000  # kopecks: a hundred million roubles
SPACES = re.compile(r"[\s'’_]+")
CURRENCY_WORD = re.compile(r"(?i)(?:₽|руб(?:\.|лей|ля|ль)?|р\.?|rub|roubles?|rubles?)$")
PLAIN = re.compile(r"[0-9]+(?:[.,][0-9]{1,2})?")
GROUPED = re.compile(r"[0-9]{1,3}(?P<sign>[.,])[0-9]{3}(?:(?P=sign)[0-9]{3})*")  # «5,000», «1.000.000»


def read_amount(text: str) -> int | None:
    """Return the kopecks that `text` names in roubles («5 000», «5000,50 ₽», «5,000»); None if it names no
    positive sum.
    """
    text = CURRENCY_WORD.sub("", SPACES.sub("", text))
    if GROUPED.fullmatch(text):
        text = text.replace(",", "").replace(".", "")
    if not text.isascii() or not PLAIN.fullmatch(text):
        return None
    roubles, _, kopecks = text.replace(",", ".").partition(".")
    if len(roubles) > len(str(MOST)):
        return None
    amount = int(roubles) * 100 + int((kopecks + "00")[:2])
    return amount if 0 < amount <= MOST else None
