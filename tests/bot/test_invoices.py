"""Invoices: what stands on them, and what a bank's application reads off them."""

import re
from typing import Any, cast

import pytest

from bot.documents.invoices import make_invoice
from bot.documents.making import makers
from bot.documents.payment_code import payment_fields, payment_text
from bot.documents.wording import money_in_words
from storage.engine import Transaction
from tests.bot.pages import bare, codes, count_pages, text_of

NOBODY = cast("Transaction", None)  # the job reads nothing: its data is frozen
HOSTILE = '#import "x": * $x^2$ *b* _i_ `c` <b>HTML</b> &amp; #sys.inputs \\ @ref <label> // = + - #panic("!") #{1/0} ]]'
PAYEE = {
    "name": "Ассоциация «Национальная база медицинских знаний»",
    "inn": "7707083893",
    "kpp": "770701001",
    "account": "40703810900000000001",
    "bank": "ПАО «Банк», г. Москва",
    "bik": "044525225",
    "correspondent_account": "30101810400000000225",
}
PURPOSE = "Членский взнос по счёту № 2027-0017, Иванова М. П. НДС не облагается"
ORDER: dict[str, Any] = {
    "number": "2027-0017",
    "at": 1_800_000_000_000_000,
    "due_at": 1_802_638_799_000_000,  # the last second of 14 February in Moscow
    "member_name": "Иванова Мария Петровна",
    "kind": "entry",
    "inn": "",
    "kpp": "",
    "items": [
        {"title": "Вступительный взнос", "amount": 100_050},
        {"title": "Годовой взнос", "amount": 500_000},
    ],
    "amount": 600_050,
    "paid": 0,
    "period": ["2027-01-15", "2028-01-15"],
    "purpose": PURPOSE,
    "payee": PAYEE,
    "facts": {"name": "«НБМЗ»", "time_zone": "Europe/Moscow", "signer": "Генеральный директор"},
}


async def make(**changed: Any) -> bytes:
    made = await makers()["invoice"].make(NOBODY, ORDER | changed)
    return made.data


def fields_of(code: str) -> list[tuple[str, str]]:
    """The fields of a payment code as a bank reads them: the sign behind the format parts them."""
    assert re.match(r"ST00012[^\w\s]", code)
    parted = [field.partition("=") for field in code[8:].split(code[7])]
    return [(name, value) for name, _, value in parted]


async def test_an_invoice_says_who_pays_what_to_whom_and_until_when() -> None:
    made = await make_invoice(NOBODY, ORDER)
    assert made.name == "schet-2027-0017.pdf"
    text = text_of(made.data)
    for part in (
        "Счёт на оплату № 2027-0017 от 15 января 2027 г.",
        *PAYEE.values(),
        "Иванова Мария Петровна",
        PURPOSE,
        "с 15 января 2027 г. по 14 января 2028 г.",
        "14 февраля 2027 г. (включительно)",
        "Вступительный взнос 1 000,50",
        "Годовой взнос 5 000",
        "К оплате: 6 000,50",
        "Шесть тысяч рублей 50 копеек",
        "стр. 1 из 1",
    ):
        assert part in text


async def test_the_code_on_the_page_gives_exactly_the_right_fields() -> None:
    (code,) = codes(await make())
    assert code.startswith("ST00012|Name=")
    assert fields_of(code) == [
        ("Name", PAYEE["name"]),
        ("PersonalAcc", "40703810900000000001"),
        ("BankName", PAYEE["bank"]),
        ("BIC", "044525225"),
        ("CorrespAcc", "30101810400000000225"),
        ("PayeeINN", "7707083893"),
        ("KPP", "770701001"),
        ("Purpose", PURPOSE),
        ("Sum", "600050"),
    ]


async def test_an_organisation_is_named_with_its_numbers() -> None:
    text = text_of(await make(member_name="ООО «Ромашка»", inn="7707083893", kpp="770701002"))
    assert "ООО «Ромашка», ИНН 7707083893, КПП 770701002" in text


async def test_what_is_paid_in_part_is_asked_for_no_more() -> None:
    data = await make(paid=100_049)
    text = text_of(data)
    assert "Уже оплачено: 1 000,49" in text
    assert "К оплате: 5 000,01" in text
    assert "Пять тысяч рублей 01 копейка" in text
    assert dict(fields_of(codes(data)[0]))["Sum"] == "500001"


async def test_nothing_is_asked_for_where_all_is_paid_or_the_payee_is_unknown() -> None:
    assert codes(await make(paid=600_050)) == []
    assert "К оплате: 0" in text_of(await make(paid=700_000))
    for missing in ("name", "account", "bank", "bik", "correspondent_account"):
        data = await make(payee=PAYEE | {missing: ""})
        assert codes(data) == []
        assert "камеру" not in text_of(data)


@pytest.mark.parametrize(
    "words", ["a|b", "a|b~c_d#e", "x=y|z=|", HOSTILE, "строка\nвторая\tтретья\u202e|", "Ж" * 400, "a\u0000b|"]
)
async def test_whatever_was_typed_stands_in_the_code_as_one_field(words: str) -> None:
    """Nothing that a person typed makes a field of its own, or changes the sum or the account."""
    data = await make(purpose=words, member_name=words, payee=PAYEE | {"name": words, "bank": words})
    (code,) = codes(data)
    fields = fields_of(code)
    assert [name for name, _ in fields] == [name for name, _ in fields_of(codes(await make())[0])]
    line = " ".join("".join(mark if mark.isprintable() else " " for mark in words).split())
    found = dict(fields)
    assert (found["Name"], found["BankName"]) == (line[:160].strip(), line[:45].strip())
    assert found["Purpose"] == line[:210].strip()
    assert (found["Sum"], found["PersonalAcc"]) == ("600050", PAYEE["account"])


def test_the_fields_are_parted_by_a_sign_that_none_of_them_contains() -> None:
    fields = payment_fields(PAYEE, "a|b", 1)
    assert payment_text(fields).startswith("ST00012~Name=")
    assert payment_text(payment_fields(PAYEE, "a|b~_#", 1)).startswith("ST00012$Name=")
    every = payment_text(payment_fields(PAYEE, "a|b~_#$^&*/@%c|", 1))
    assert every.startswith("ST00012|Name=")
    assert "|Purpose=a b~_#$^&*/@%c |Sum=1" in every


@pytest.mark.parametrize("field", ["number", "member_name", "purpose", "inn", "title", "payee", "signer"])
async def test_hostile_values_stand_as_they_were_typed(field: str) -> None:
    """Reliability row 37: nothing is evaluated, the text is intact."""
    changed: dict[str, Any] = {field: HOSTILE}
    if field == "title":
        changed = {"items": [{"title": HOSTILE, "amount": 600_050}]}
    elif field == "payee":
        changed = {"payee": dict.fromkeys(PAYEE, HOSTILE)}
    elif field == "signer":
        changed = {"facts": ORDER["facts"] | {"signer": HOSTILE, "name": HOSTILE}}
    text = text_of(await make(**changed))
    assert bare(HOSTILE) in bare(text)


async def test_long_values_go_on_to_another_page() -> None:
    data = await make(
        member_name="Ы" * 4096,
        purpose="Слово за словом. " * 100,
        items=[{"title": "Ж" * 999, "amount": 1}] * 9,
    )
    assert count_pages(data) > 1
    assert len(codes(data)) == 1


async def test_an_invoices_number_makes_no_path() -> None:
    for number, name in (
        ("../../etc/passwd", "schet-etc-passwd.pdf"),
        ("Ж/1", "schet-1.pdf"),
        ("", "schet.pdf"),
        ("9" * 99, f"schet-{'9' * 40}.pdf"),
    ):
        assert (await makers()["invoice"].make(NOBODY, ORDER | {"number": number})).name == name


async def test_the_same_order_makes_the_same_bytes() -> None:
    assert await make() == await make()


@pytest.mark.parametrize(
    ("kopecks", "words"),
    [
        (0, "Ноль рублей 00 копеек"),
        (101, "Один рубль 01 копейка"),
        (202, "Два рубля 02 копейки"),
        (1_111, "Одиннадцать рублей 11 копеек"),
        (2_199, "Двадцать один рубль 99 копеек"),
        (100_000, "Одна тысяча рублей 00 копеек"),
        (212_345_000, "Два миллиона сто двадцать три тысячи четыреста пятьдесят рублей 00 копеек"),
        (1_200_050, "Двенадцать тысяч рублей 50 копеек"),
        (4_200_000, "Сорок две тысячи рублей 00 копеек"),
        (10_001_900, "Сто тысяч девятнадцать рублей 00 копеек"),
    ],
)
def test_sums_are_spelled_in_russian(kopecks: int, words: str) -> None:
    assert money_in_words(kopecks) == words
