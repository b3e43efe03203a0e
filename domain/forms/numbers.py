"""Registration and bank numbers: ИНН, ОГРН, КПП, БИК, account."""

from __future__ import annotations

from stdnum.exceptions import InvalidChecksum, ValidationError
from stdnum.ru import inn, ogrn

from domain.answers import Wrong
from domain.forms.circumstances import Circumstances
from domain.forms.entities import Question, QuestionKind

BIK_COUNTRIES = ("00", "01", "02", "04")  # the first two digits: Russia's treasury, and its banks
ACCOUNT_WEIGHTS = (7, 1, 3)


def _digits(reason: str, text: str, *lengths: int, holder: str = "") -> str:
    number = text.replace(" ", "").replace("-", "")
    if not (number.isascii() and number.isdigit()):
        raise Wrong(f"{reason}-digits")
    if len(number) not in lengths:
        wanted = " / ".join(map(str, lengths))
        raise Wrong(f"{reason}-length", length=len(number), lengths=wanted, holder=holder or "any")
    return number


LENGTHS = {
    (QuestionKind.INN, ""): (10, 12),
    (QuestionKind.INN, "organisation"): (10,),
    (QuestionKind.INN, "person"): (12,),
    (QuestionKind.OGRN, ""): (13, 15),
    (QuestionKind.OGRN, "organisation"): (13,),
    (QuestionKind.OGRN, "person"): (15,),
}


def read_inn(question: Question, text: str, _now: Circumstances) -> str:
    number = _digits("inn", text, *LENGTHS[QuestionKind.INN, question.holder], holder=question.holder)
    if number.startswith("00"):  # no region has this number, though zeros have a right check digit
        raise Wrong("inn-check")
    try:
        return str(inn.validate(number))
    except ValidationError:
        raise Wrong("inn-check") from None


def read_ogrn(question: Question, text: str, _now: Circumstances) -> str:
    number = _digits("ogrn", text, *LENGTHS[QuestionKind.OGRN, question.holder], holder=question.holder)
    try:
        return str(ogrn.validate(number))
    except InvalidChecksum:
        # The library compares the whole remainder; the rule takes its last digit.
        if len(number) == 15 and str(int(number[:-1]) % 13 % 10) == number[-1]:
            return number
        raise Wrong("ogrn-check") from None
    except ValidationError:
        raise Wrong("ogrn-check") from None


def read_kpp(_question: Question, text: str, _now: Circumstances) -> str:
    number = text.replace(" ", "").upper()
    if len(number) != 9:
        raise Wrong("kpp-length", length=len(number))
    reason = number[4:6]
    if not (
        number.isascii() and (number[:4] + number[6:]).isdigit() and reason.isalnum() and number[:2] != "00"
    ):
        raise Wrong("kpp")
    return number


def read_bik(_question: Question, text: str, _now: Circumstances) -> str:
    number = _digits("bik", text, 9)
    if not number.startswith(BIK_COUNTRIES):
        raise Wrong("bik")
    return number


def read_account(question: Question, text: str, now: Circumstances) -> str:
    number = _digits("account", text, 20)
    bik = (now.answers or {}).get(question.bik)
    if isinstance(bik, str) and not account_fits(number, bik):
        raise Wrong("account-check", bik=bik)
    return number


def account_fits(account: str, bik: str) -> bool:
    """Check an account's key digit against its bank, by the Bank of Russia's rule of 1997 (№ 515).

    Treasury accounts, which begin with 0, have another kind of key, which is not checked.
    """
    if account.startswith("0"):
        return True
    of_central_bank = bik[-3:] in ("000", "001", "002")
    code = "0" + bik[4:6] if of_central_bank else bik[-3:]
    return (
        sum(int(digit) * ACCOUNT_WEIGHTS[place % 3] for place, digit in enumerate(code + account)) % 10 == 0
    )
