"""Sums of money as a language writes them."""

from decimal import Decimal

from babel.numbers import format_currency


def money(kopecks: int, language: str) -> str:
    """A sum in roubles, with kopecks only where there are any."""
    form = "#,##0\xa0¤" if kopecks % 100 == 0 else "#,##0.00\xa0¤"
    return format_currency(Decimal(kopecks).scaleb(-2), "RUB", form, locale=language, currency_digits=False)
