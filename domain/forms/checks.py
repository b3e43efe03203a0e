"""Check answers, and say what is wrong with them, with the libraries that know the formats."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import Any

import phonenumbers
from email_validator import EmailNotValidError, validate_email

from domain.answers import Wrong, clean
from domain.files import fits_types
from domain.forms.choices import read_options
from domain.forms.circumstances import Circumstances
from domain.forms.entities import WITH_OPTIONS, Contact, Question, QuestionKind, Raw, Upload
from domain.forms.links import read_link
from domain.forms.numbers import read_account, read_bik, read_inn, read_kpp, read_ogrn
from domain.moments import read_date, read_moment

MEGABYTE = 1_048_576  # bytes
SHORTEST_COUNTRY = 2  # letters at the end of a domain
WHOLE = re.compile(r"[-−]?([0-9]{1,30}|[0-9]{1,3}( [0-9]{3}){1,9})")


def read(question: Question, raw: Raw, now: Circumstances) -> Any:
    """Read an answer to `question` from `raw`, as it is kept. Raises Wrong."""
    if question.kind is QuestionKind.FILE:
        if not isinstance(raw, Upload):
            raise Wrong("file-expected")
        return [_file(question, raw).kept()]
    if isinstance(raw, Upload):
        raise Wrong("file-unexpected")
    if isinstance(raw, Contact):
        if question.kind is not QuestionKind.PHONE:
            raise Wrong("contact-unexpected")
        if not raw.own:
            raise Wrong("contact-another")
        raw = raw.phone if raw.phone.startswith("+") else f"+{raw.phone}"
    if raw is None:
        raise Wrong("text-expected")
    text = clean(raw, lines=question.kind is QuestionKind.LONG_TEXT)
    if not text:
        raise Wrong("empty")
    if question.kind in WITH_OPTIONS or question.kind is QuestionKind.YES_NO:
        return read_options(question, text, now)
    return READERS[question.kind](question, text, now)


# Texts


def _text(question: Question, text: str, _now: Circumstances) -> str:
    if not any(character.isalnum() for character in text):
        raise Wrong("empty")
    _fits(question, text)
    if len(text.split()) < question.words:
        raise Wrong("few-words", words=question.words)
    return text


def _fits(question: Question, text: str) -> None:
    if len(text) > question.longest:
        raise Wrong("too-long", length=len(text), longest=question.longest)
    if len(text) < question.shortest:
        raise Wrong("too-short", length=len(text), shortest=question.shortest)


def _city(question: Question, text: str, _now: Circumstances) -> str:
    _fits(question, text)
    letters = sum(character.isalpha() for character in text)
    if letters < 2 or any(not (character.isalnum() or character in " .,-–—'’()") for character in text):
        raise Wrong("city")
    return text


def _email(_question: Question, text: str, _now: Circumstances) -> str:
    if "@" not in text:
        raise Wrong("email-at")
    if " " in text or "," in text or ";" in text:
        raise Wrong("email-one")
    try:
        address = validate_email(text.rstrip("."), check_deliverability=False)  # a sentence may end with it
    except EmailNotValidError:
        raise Wrong("email") from None
    if len(address.ascii_domain.rpartition(".")[2]) < SHORTEST_COUNTRY:
        raise Wrong("email")
    return address.normalized


def write_phone(value: str) -> str:
    """Format a telephone number that was kept as an answer."""
    try:
        number = phonenumbers.parse(value, None)
    except phonenumbers.NumberParseException:
        return value
    written: str = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    return written


def _phone(_question: Question, text: str, now: Circumstances) -> str:
    try:
        number = phonenumbers.parse(text, now.region)
    except phonenumbers.NumberParseException:
        raise Wrong("phone") from None
    match phonenumbers.is_possible_number_with_reason(number):
        case phonenumbers.ValidationResult.TOO_SHORT | phonenumbers.ValidationResult.IS_POSSIBLE_LOCAL_ONLY:
            raise Wrong("phone-short")
        case phonenumbers.ValidationResult.TOO_LONG | phonenumbers.ValidationResult.INVALID_LENGTH:
            raise Wrong("phone-long")
        case phonenumbers.ValidationResult.INVALID_COUNTRY_CODE:
            raise Wrong("phone")
    if not phonenumbers.is_valid_number(number):
        raise Wrong("phone-unknown")
    kept: str = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return f"{kept};ext={number.extension}" if number.extension else kept


def _date(question: Question, text: str, now: Circumstances) -> str:
    day = read_date(text)
    if question.years_ago is not None:
        least, most = question.years_ago
        if day > _years_before(now.today, least):
            raise Wrong("date-late", years=least)
        if day < _years_before(now.today, most):
            raise Wrong("date-early", years=most)
    return day.isoformat()


def _years_before(day: date, years: int) -> date:
    with suppress(ValueError):
        return day.replace(year=day.year - years)
    return date(day.year - years, 2, 28)  # 29 February, in a year without it


def _moment(question: Question, text: str, now: Circumstances) -> str:
    moment = read_moment(text, now.moment)
    if question.future and moment <= now.moment:
        raise Wrong("moment-past")
    return moment.isoformat(timespec="minutes")


# Numbers and links


def _number(question: Question, text: str, _now: Circumstances) -> int:
    if not WHOLE.fullmatch(text):
        raise Wrong("number")
    number = int(text.replace(" ", "").replace("−", "-"))
    if number < question.lowest:
        raise Wrong("number-low", lowest=question.lowest)
    if number > question.highest:
        raise Wrong("number-high", highest=question.highest)
    return number


def _link(_question: Question, text: str, _now: Circumstances) -> str:
    return read_link(text)


# Files


def _file(question: Question, file: Upload) -> Upload:
    if not question.types:
        right = file.kind in ("photo", "document")
    elif file.kind == "photo":
        right = not {"image", "photo"}.isdisjoint(question.types)
    else:
        right = file.kind == "document" and fits_types(file.name, question.types)
    if not right:
        raise Wrong("file-kind", types="-".join(sorted(question.types, reverse=True)) or "any")
    if file.size > question.megabytes * MEGABYTE:
        raise Wrong("file-large", size=-(-file.size // MEGABYTE), megabytes=question.megabytes)
    return Upload(file.file_id, file.kind, clean(file.name)[:120], file.size)


READERS: dict[QuestionKind, Callable[[Question, str, Circumstances], Any]] = {
    QuestionKind.TEXT: _text,
    QuestionKind.LONG_TEXT: _text,
    QuestionKind.DATE: _date,
    QuestionKind.PHONE: _phone,
    QuestionKind.EMAIL: _email,
    QuestionKind.INN: read_inn,
    QuestionKind.OGRN: read_ogrn,
    QuestionKind.KPP: read_kpp,
    QuestionKind.BIK: read_bik,
    QuestionKind.ACCOUNT: read_account,
    QuestionKind.CITY: _city,
    QuestionKind.MOMENT: _moment,
    QuestionKind.NUMBER: _number,
    QuestionKind.LINK: _link,
}
