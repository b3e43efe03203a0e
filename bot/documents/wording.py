"""Days, lengths and sums as Russian documents write them."""

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date
from babel.units import format_unit

from bot.money import money as money_in

LANGUAGE = "ru"  # of the templates: the association's documents are Russian, whoever reads the screens
DAY = "d MMMM y 'г.'"

_MALE = ["ноль", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять"]
_TEENS = [
    "десять",
    "одиннадцать",
    "двенадцать",
    "тринадцать",
    "четырнадцать",
    "пятнадцать",
    "шестнадцать",
    "семнадцать",
    "восемнадцать",
    "девятнадцать",
]
_TENS = ["двадцать", "тридцать", "сорок", "пятьдесят", "шестьдесят", "семьдесят", "восемьдесят", "девяносто"]
_HUNDREDS = [
    "сто",
    "двести",
    "триста",
    "четыреста",
    "пятьсот",
    "шестьсот",
    "семьсот",
    "восемьсот",
    "девятьсот",
]
_FORMS = {
    "rouble": {"one": "рубль", "few": "рубля", "many": "рублей"},
    "kopeck": {"one": "копейка", "few": "копейки", "many": "копеек"},
}
# Thousands are feminine; from the millions on everything is masculine.
_SCALES = (
    {"one": "тысяча", "few": "тысячи", "many": "тысяч"},
    {"one": "миллион", "few": "миллиона", "many": "миллионов"},
    {"one": "миллиард", "few": "миллиарда", "many": "миллиардов"},
)


def day_of(at: int, zone: str) -> str:
    """The day of a moment (microseconds UTC) by the clock of `zone`."""
    moment = datetime.fromtimestamp(at / 1_000_000, UTC).astimezone(ZoneInfo(zone))
    return format_date(moment, DAY, locale=LANGUAGE)


def day_in_words(value: Any) -> str:
    """A day in ISO form; what is none stands as it is."""
    try:
        return format_date(date.fromisoformat(str(value)), DAY, locale=LANGUAGE)
    except ValueError:
        return str(value or "—")


def length_of(minutes: int) -> str:
    """Hours and minutes."""
    units = (("hour", minutes // 60), ("minute", minutes % 60))
    return " ".join(format_unit(count, unit, locale=LANGUAGE) for unit, count in units if count)


def money(kopecks: int) -> str:
    """A sum in roubles, with kopecks only where there are any."""
    return money_in(kopecks, LANGUAGE)


def money_in_words(kopecks: int) -> str:
    """A sum as invoices spell it: roubles in words, kopecks in two figures."""
    roubles, rest = divmod(kopecks, 100)
    words = [_spelled(roubles), _form("rouble", roubles), f"{rest:02}", _form("kopeck", rest)]
    return " ".join(words).capitalize()


def _form(unit: str, count: int) -> str:
    return _FORMS[unit][str(Locale(LANGUAGE).plural_form(count))]


def _spelled(number: int) -> str:
    if number == 0:
        return _MALE[0]
    words: list[str] = []
    for place in range(len(_SCALES), -1, -1):
        part = number // 1000**place % 1000
        if not part:
            continue
        words += _below_thousand(part, feminine=place == 1)
        if place:
            words.append(_SCALES[place - 1][str(Locale(LANGUAGE).plural_form(part))])
    return " ".join(words)


def _below_thousand(number: int, *, feminine: bool) -> list[str]:
    words = [_HUNDREDS[number // 100 - 1]] if number >= 100 else []
    rest = number % 100
    if 10 <= rest < 20:
        return [*words, _TEENS[rest - 10]]
    if rest >= 20:
        words.append(_TENS[rest // 10 - 2])
    last = rest % 10
    if last:
        words.append({1: "одна", 2: "две"}.get(last, _MALE[last]) if feminine else _MALE[last])
    return words
