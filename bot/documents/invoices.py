"""The invoice, with the code by which a bank's application pays it."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from bot.documents.compiling import compile_document, file_name
from bot.documents.making import makes
from bot.documents.payment_code import payment_fields, payment_picture
from bot.documents.wording import day_in_words, day_of, money, money_in_words
from domain.dues.events import InvoiceNotMade
from storage.engine import Transaction
from storage.jobs import Made

PAYEE = ("name", "inn", "kpp", "account", "bank", "bik", "correspondent_account")


@makes("invoice", failed=InvoiceNotMade)
async def make_invoice(_reader: Transaction, data: Mapping[str, Any]) -> Made:
    """An invoice for dues, as it stood when it was ordered; all sums are kopecks.

    The code asks for what is still owed, so an invoice paid in part can be printed again and paid up.
    """
    facts, payee = data["facts"], {key: str(data["payee"].get(key) or "") for key in PAYEE}
    paid = int(data.get("paid") or 0)
    owed = max(int(data["amount"]) - paid, 0)
    values = {
        "number": str(data["number"]),
        "date": day_of(data["at"], facts["time_zone"]),
        "due": day_of(data["due_at"], facts["time_zone"]),
        "member": str(data["member_name"]),
        "numbers": [
            f"{label} {value}"
            for label, value in (("ИНН", data.get("inn")), ("КПП", data.get("kpp")))
            if value
        ],
        "purpose": str(data["purpose"]),
        "period": _period(data["period"]),
        "items": [[str(item["title"]), money(int(item["amount"]))] for item in data["items"]],
        "amount": money(int(data["amount"])),
        "paid": money(paid) if paid else "",
        "owed": money(owed),
        "words": money_in_words(owed),
        "payee": payee,
        "facts": {key: str(facts.get(key) or "") for key in ("name", "signer")},
    }
    code = payment_picture(payment_fields(payee, str(data["purpose"]), owed))
    return Made(file_name("schet", data["number"]), compile_document("invoice", values, {"code": code}))


def _period(period: Any) -> str:
    """From the first day to the last; the second of the two is the first day after it."""
    first, after = period
    try:
        last = (date.fromisoformat(str(after)) - timedelta(days=1)).isoformat()
    except ValueError:
        last = str(after)
    return f"с {day_in_words(first)} по {day_in_words(last)}"
