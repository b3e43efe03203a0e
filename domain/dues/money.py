"""Read sums of money as people type them."""

from __future__ import annotations

import re

MOST = 10_000_000_000  # kopecks: a hundred million roubles
SPACES = re.compile(r"[\s'’_]+")
CURRENCY_WORD = re.compile(r"(?i) ?(?:₽|руб(?:\.|лей|ля|ль)?|р\.?|rub|roubles?|rubles?)$")
# Digits in groups of three, all with the same sign between them, then perhaps kopecks: «5 000», «1.000.000», «5,000.50»
GROUPED = re.compile(
    r"(?P<roubles>[0-9]{1,3}(?:(?P<sign>[ .,])[0-9]{3})(?:(?P=sign)[0-9]{3})*)(?P<kopecks>(?!(?P=sign))[.,][0-9]{1,2})?"
)
PLAIN = re.compile(r"(?P<roubles>[0-9]+)(?P<kopecks>[.,][0-9]{1,2})?")


def read_amount(text: str) -> int | None:
    """Return the kopecks that `text` names in roubles («5 000», «5000,50 ₽», «5,000»); None if it names no
    positive sum, or its digits are in no order.
    """
    text = CURRENCY_WORD.sub("", SPACES.sub(" ", text).strip())
    named = PLAIN.fullmatch(text) or GROUPED.fullmatch(text)
    if named is None:
        return None
    roubles = re.sub(r"[ .,]", "", named["roubles"])
    if len(roubles) > len(str(MOST)):
        return None
    kopecks = (named["kopecks"] or "")[1:].ljust(2, "0")
    amount = int(roubles) * 100 + int(kopecks)
    return amount if 0 < amount <= MOST else None
