"""Forms: what is taken as an answer, in what order questions come, and what a changed form leaves of a draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, cast
from zoneinfo import ZoneInfo

import pytest
from babel.dates import format_date
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.i18n import LOCALES
from domain.answers import Answers, Wrong, clean
from domain.consent import ConsentMissing
from domain.events import Event
from domain.forms.checks import read
from domain.forms.circumstances import Circumstances
from domain.forms.drafts import FormTerms, OutOfDate
from domain.forms.entities import ANSWERED, Contact, Draft, Form, Kind, Option, Question, Raw, Upload
from domain.forms.events import Asking, FormSent, Summing
from domain.forms.progress import relevant, still_standing
from domain.forms.use_cases import Forms, NoReceiver, Receiver, UnknownForm, acknowledge
from domain.moments import LANGUAGES
from domain.people import Person
from domain.refusal import Refusal
from tests.domain.fakes import Clock, People

if TYPE_CHECKING:
    from domain.people import ContactsGateway

NOON = datetime(2026, 11, 22, 12, tzinfo=ZoneInfo("Europe/Moscow"))  # of the day on which the answers come
GROUPS = (
    Option("barriers", {"ru": "По снижению нормативных барьеров", "en": "Lowering regulatory barriers"}),
    Option("pilots", {"ru": "По пилотным проектам", "en": "Pilot projects"}),
    Option("biodata", {"ru": "По биомедицинским данным", "en": "Biomedical data, all of it"}),
)


def names(_question: Question, option: Option) -> Sequence[str]:
    if option.title is not None:
        return list(option.title.values())
    return {
        "yes": ["Да", "Yes"],
        "no": ["Нет", "No"],
        "self": ["Сама организация", "The organisation itself"],
    }.get(option.id, [option.id])


def check(kind: str, raw: Raw, **limits: Any) -> Any:
    """The answer as it is kept, or what is wrong with it."""
    options = {"choice": (Option("self"), Option("another")), "many": GROUPS, "ranking": GROUPS}.get(kind, ())
    answers = {"bik": limits.pop("bank", None)}
    now = NOON.astimezone(ZoneInfo(limits.pop("zone", "Europe/Moscow")))
    question = Question("q", Kind(kind), **limits)
    try:
        return read(question, raw, Circumstances(now, "RU", options, answers, names))
    except Wrong as wrong:
        return wrong.reason


def pdf(size: int = 1000, name: str = "скан.pdf", kind: str = "document") -> Upload:
    return Upload("id", kind, name, size)


ORGANISATION, HUMAN = {"holder": "organisation"}, {"holder": "person"}
SCANS = {"types": ("pdf", "image")}
BANK = {"bik": "bik", "bank": "044525225"}
COMING = {"future": True}
BERLIN = {"zone": "Europe/Berlin"}
PLACES = {"lowest": 1, "highest": 100_000}

ANSWERS: list[tuple[str, Raw, dict[str, Any], Any]] = [
    # Texts
    ("text", "  Иванова   Мария\nПетровна ", {}, "Иванова Мария Петровна"),
    ("text", "Иванова", {"words": 2}, "few-words"),
    ("text", "", {}, "empty"),
    ("text", " \n\t", {}, "empty"),
    ("text", "\u200b\u200d\ufeff", {}, "empty"),
    ("text", "...", {}, "empty"),
    ("text", "x" * 201, {}, "too-long"),
    ("text", "x" * 200, {}, "x" * 200),
    ("text", "Казань", {"shortest": 10}, "too-short"),
    ("text", "<b>жирный</b>", {}, "<b>жирный</b>"),
    ("text", "Ива\u202eнова", {}, "Иванова"),
    ("text", "й", {}, "й"),
    ("text", pdf(), {}, "file-unexpected"),
    ("text", Contact("79161234567"), {}, "contact-unexpected"),
    ("text", None, {}, "text-expected"),
    ("long_text", "Первое.\n\n\n Второе. ", {}, "Первое.\n\nВторое."),
    ("long_text", "x" * 1001, {"longest": 1000}, "too-long"),
    ("long_text", "🙂", {}, "empty"),
    # Telephones
    ("phone", "+7 916 123-45-67", {}, "+79161234567"),
    ("phone", "8 (916) 123-45-67", {}, "+79161234567"),
    ("phone", "9161234567", {}, "+79161234567"),
    ("phone", "+7 (495) 123-45-67 доб. 12", {}, "+74951234567;ext=12"),
    ("phone", "+380 50 123 45 67", {}, "+380501234567"),
    ("phone", "+1 212 555 2368", {}, "+12125552368"),
    ("phone", Contact("79161234567"), {}, "+79161234567"),
    ("phone", Contact("+375291234567"), {}, "+375291234567"),
    ("phone", "123", {}, "phone-short"),
    ("phone", "916123456", {}, "phone-short"),
    ("phone", "+7916123456789", {}, "phone-long"),
    ("phone", "+7 000 000 00 00", {}, "phone-unknown"),
    ("phone", "+999 123456789", {}, "phone"),
    ("phone", "нет телефона", {}, "phone"),
    ("phone", "позвоните", {}, "phone"),
    ("phone", "+", {}, "phone"),
    ("phone", "112", {}, "phone-short"),
    ("phone", pdf(), {}, "file-unexpected"),
    # E-mail
    ("email", "Ivanova@Clinic.RU", {}, "Ivanova@clinic.ru"),
    ("email", " a.b+c@sub.clinic.ru ", {}, "a.b+c@sub.clinic.ru"),
    ("email", "иван@почта.рф", {}, "иван@почта.рф"),
    ("email", "ivanova", {}, "email-at"),
    ("email", "ivanova clinic.ru", {}, "email-at"),
    ("email", "a@b.ru, c@d.ru", {}, "email-one"),
    ("email", "a@b.ru c@d.ru", {}, "email-one"),
    ("email", "@clinic.ru", {}, "email"),
    ("email", "ivanova@", {}, "email"),
    ("email", "ivanova@clinic", {}, "email"),
    ("email", "ivanova@clinic..ru", {}, "email"),
    ("email", ".ivanova@clinic.ru", {}, "email"),
    ("email", "iva@nova@clinic.ru", {}, "email"),
    ("email", "ivanova@localhost", {}, "email"),
    ("email", "ivanova@clinic.test", {}, "email"),
    ("email", "<ivanova@clinic.ru>", {}, "email"),
    # ИНН
    ("inn", "7707083893", ORGANISATION, "7707083893"),
    ("inn", "77 0708 3893", {}, "7707083893"),
    ("inn", "500100732259", {}, "500100732259"),
    ("inn", "500100732259", HUMAN, "500100732259"),
    ("inn", "7707083894", ORGANISATION, "inn-check"),
    ("inn", "7707083839", ORGANISATION, "inn-check"),
    ("inn", "500100732258", HUMAN, "inn-check"),
    ("inn", "500100732249", HUMAN, "inn-check"),
    ("inn", "0000000000", ORGANISATION, "inn-check"),
    ("inn", "000000000000", HUMAN, "inn-check"),
    ("inn", "500100732259", ORGANISATION, "inn-length"),
    ("inn", "7707083893", HUMAN, "inn-length"),
    ("inn", "77070838931", {}, "inn-length"),
    ("inn", "770708389O", {}, "inn-digits"),
    ("inn", "ИНН 7707083893", {}, "inn-digits"),
    ("inn", "٧٧٠٧٠٨٣٨٩٣", {}, "inn-digits"),
    # ОГРН
    ("ogrn", "1027700132195", ORGANISATION, "1027700132195"),
    ("ogrn", "304500116000157", {}, "304500116000157"),
    ("ogrn", "304500116000157", HUMAN, "304500116000157"),
    ("ogrn", "1027700132196", ORGANISATION, "ogrn-check"),
    ("ogrn", "304500116000158", HUMAN, "ogrn-check"),
    ("ogrn", "0027700132195", ORGANISATION, "ogrn-check"),
    ("ogrn", "102770013219", {}, "ogrn-length"),
    ("ogrn", "304500116000157", ORGANISATION, "ogrn-length"),
    ("ogrn", "10277OO132195", {}, "ogrn-digits"),
    # КПП
    ("kpp", "773601001", {}, "773601001"),
    ("kpp", "7736 01 001", {}, "773601001"),
    ("kpp", "7736ab001", {}, "7736AB001"),
    ("kpp", "77360100", {}, "kpp-length"),
    ("kpp", "7736010011", {}, "kpp-length"),
    ("kpp", "A73601001", {}, "kpp"),
    ("kpp", "7736АБ001", {}, "kpp"),
    ("kpp", "003601001", {}, "kpp"),
    ("kpp", "7736-1001", {}, "kpp"),
    # БИК and accounts
    ("bik", "044525225", {}, "044525225"),
    ("bik", "044 525 225", {}, "044525225"),
    ("bik", "004525988", {}, "004525988"),
    ("bik", "144525225", {}, "bik"),
    ("bik", "084525225", {}, "bik"),
    ("bik", "04452522", {}, "bik-length"),
    ("bik", "0445252251", {}, "bik-length"),
    ("bik", "O44525225", {}, "bik-digits"),
    ("account", "40702810438000060473", BANK, "40702810438000060473"),
    ("account", "4070 2810 4380 0006 0473", BANK, "40702810438000060473"),
    ("account", "40702810938000060473", BANK, "account-check"),
    ("account", "40702810438000060474", BANK, "account-check"),
    ("account", "40702810438000060473", {"bik": "bik", "bank": "044525545"}, "account-check"),
    ("account", "40702810600014307627", {"bik": "bik", "bank": "044525545"}, "40702810600014307627"),
    ("account", "40702810938000060473", {}, "40702810938000060473"),
    ("account", "03100643000000017300", BANK, "03100643000000017300"),
    ("account", "4070281043800006047", BANK, "account-length"),
    ("account", "4070281043800006047X", BANK, "account-digits"),
    # Dates
    ("date", "31.12.1990", {}, "1990-12-31"),
    ("date", "1.2.1990", {}, "1990-02-01"),
    ("date", "31/12/1990", {}, "1990-12-31"),
    ("date", "31 12 1990 г.", {}, "1990-12-31"),
    ("date", "1990-12-31", {}, "1990-12-31"),
    ("date", "29.02.2000", {}, "2000-02-29"),
    ("date", "29.02.1900", {}, "date-none"),
    ("date", "31.04.1990", {}, "date-none"),
    ("date", "12.31.1990", {}, "date-none"),
    ("date", "0.1.1990", {}, "date-none"),
    ("date", "31.12.90", {}, "date-year"),
    ("date", "31.12", {}, "date"),
    ("date", "вчера", {}, "date"),
    ("date", "31 декабря 1990", {}, "1990-12-31"),
    ("date", "5 мая 1988 года", {}, "1988-05-05"),
    ("date", "5 May 1988", {}, "1988-05-05"),
    ("date", "31 февраля 1990", {}, "date-none"),
    ("date", "5 брюмера 1988", {}, "date"),
    ("date", "1.1.1.1", {}, "date"),
    ("date", "1" * 4000 + ".12.1990", {}, "date-none"),
    ("date", "22.11.2008", {"years_ago": (18, 110)}, "2008-11-22"),
    ("date", "23.11.2008", {"years_ago": (18, 110)}, "date-late"),
    ("date", "21.11.1916", {"years_ago": (18, 110)}, "date-early"),
    ("date", "23.11.2026", {"years_ago": (0, 10)}, "date-late"),
    # Moments
    ("moment", "15.02.2027 19:00", {}, "2027-02-15T19:00+03:00"),
    ("moment", "15.02.2027 19.00", COMING, "2027-02-15T19:00+03:00"),
    ("moment", "15.2.27, 9:05", {}, "2027-02-15T09:05+03:00"),
    ("moment", "15/02/2027 19:00", {}, "2027-02-15T19:00+03:00"),
    ("moment", "2027-02-15 19:00", {}, "2027-02-15T19:00+03:00"),
    ("moment", "2027-02-15T19:00+03:00", COMING, "2027-02-15T19:00+03:00"),
    ("moment", "2027-02-15T16:00:30Z", {}, "2027-02-15T19:00+03:00"),
    ("moment", "15.02 19:00", {}, "2027-02-15T19:00+03:00"),
    ("moment", "15.02. в 19.00", {}, "2027-02-15T19:00+03:00"),
    ("moment", "31.12 23:59", {}, "2026-12-31T23:59+03:00"),
    ("moment", "22.11 19:00", COMING, "2026-11-22T19:00+03:00"),
    ("moment", "22.11 11:00", {}, "2026-11-22T11:00+03:00"),
    ("moment", "22.11 11:00", COMING, "moment-past"),
    ("moment", "22.11 12:00", COMING, "moment-past"),
    ("moment", "22.11 12:01", COMING, "2026-11-22T12:01+03:00"),
    ("moment", "21.11 19:00", COMING, "2027-11-21T19:00+03:00"),
    ("moment", "29.02 10:00", {}, "2028-02-29T10:00+03:00"),
    ("moment", "15 февраля 19:00", {}, "2027-02-15T19:00+03:00"),
    ("moment", "15 Февраля 2027 г., в 19:00", {}, "2027-02-15T19:00+03:00"),
    ("moment", "15 фев. 2027 года 19:00", {}, "2027-02-15T19:00+03:00"),
    ("moment", "1 август 19:00", {}, "2027-08-01T19:00+03:00"),
    ("moment", "9 мая 10:00", {}, "2027-05-09T10:00+03:00"),
    ("moment", "15 February 19:00", {}, "2027-02-15T19:00+03:00"),
    ("moment", "15 Sept 2027 at 19:00", {}, "2027-09-15T19:00+03:00"),
    ("moment", "15.02.2020 19:00", {}, "2020-02-15T19:00+03:00"),
    ("moment", "15.02.2020 19:00", COMING, "moment-past"),
    ("moment", "15.02.2027", {}, "moment"),
    ("moment", "15.02", {}, "moment"),
    ("moment", "19:00", {}, "moment"),
    ("moment", "сегодня 23:00", {}, "2026-11-22T23:00+03:00"),
    ("moment", "Завтра в 19:00", {}, "2026-11-23T19:00+03:00"),
    ("moment", "послезавтра, 9:05", COMING, "2026-11-24T09:05+03:00"),
    ("moment", "tomorrow at 19:00", {}, "2026-11-23T19:00+03:00"),
    ("moment", "сегодня 11:00", COMING, "moment-past"),
    ("moment", "завтра", {}, "moment"),
    ("moment", "завтра 23.11 19:00", {}, "moment"),
    ("moment", "вчера 19:00", {}, "moment"),
    ("moment", "15 ию 19:00", {}, "moment"),
    ("moment", "15.02.2027 19", {}, "moment"),
    ("moment", "15.02.2027 19:00:00", {}, "moment"),
    ("moment", "15.02.2027 19:00 20:00", {}, "moment"),
    ("moment", "٠١.٠٢.2027 19:00", {}, "moment"),
    ("moment", "31.04.2027 19:00", {}, "moment-none"),
    ("moment", "31.04 19:00", {}, "moment-none"),
    ("moment", "29.02.2027 19:00", {}, "moment-none"),
    ("moment", "15.13 19:00", {}, "moment-none"),
    ("moment", "15.02.2027 25:00", {}, "moment-none"),
    ("moment", "15.02.2027 19:60", {}, "moment-none"),
    ("moment", "15.02.027 19:00", {}, "moment-none"),
    ("moment", "1.1.0001 0:30", {}, "moment-none"),
    ("moment", "1" * 4000 + ".02 19:00", {}, "moment-none"),
    ("moment", "28.03.2027 02:30", BERLIN, "moment-skipped"),
    ("moment", "28.03.2027 01:59", BERLIN, "2027-03-28T01:59+01:00"),
    ("moment", "28.03.2027 03:00", BERLIN, "2027-03-28T03:00+02:00"),
    ("moment", "31.10.2027 02:30", BERLIN, "2027-10-31T02:30+02:00"),
    ("moment", "2027-10-31T02:30+01:00", BERLIN, "2027-10-31T02:30+01:00"),
    ("moment", pdf(), {}, "file-unexpected"),
    # Numbers
    ("number", "1000", PLACES, 1000),
    ("number", "1 000", PLACES, 1000),
    ("number", "100\u00a0000", PLACES, 100_000),
    ("number", "007", {}, 7),
    ("number", "0", {}, 0),
    ("number", "−5", {"lowest": -10}, -5),
    ("number", "0", PLACES, "number-low"),
    ("number", "-5", PLACES, "number-low"),
    ("number", "100001", PLACES, "number-high"),
    ("number", "9" * 30, {}, "number-high"),
    ("number", "9" * 4000, {}, "number"),
    ("number", "10 00", {}, "number"),
    ("number", "1,5", {}, "number"),
    ("number", "1.000", {}, "number"),
    ("number", "1e3", {}, "number"),
    ("number", "сто", {}, "number"),
    ("number", "100 мест", {}, "number"),
    ("number", "١٢", {}, "number"),
    # Links
    ("link", "https://zoom.us/j/1?pwd=a%20b#x", {}, "https://zoom.us/j/1?pwd=a%20b#x"),
    ("link", "zoom.us/j/1", {}, "https://zoom.us/j/1"),
    ("link", "HTTP://Zoom.US", {}, "http://zoom.us"),
    ("link", "zoom.us:8443/j", {}, "https://zoom.us:8443/j"),
    ("link", "https://zoom.us:443/j", {}, "https://zoom.us/j"),
    ("link", "zoom.us/?next=https://nbmz.ru/", {}, "https://zoom.us/?next=https://nbmz.ru/"),
    ("link", "https://пример.рф/эфир", {}, "https://xn--e1afmkfd.xn--p1ai/%D1%8D%D1%84%D0%B8%D1%80"),
    ("link", 'zoom.us/"<b>', {}, "https://zoom.us/%22%3Cb%3E"),
    ("link", "https://zoom.us/" + "x" * 284, {}, "https://zoom.us/" + "x" * 284),
    ("link", "https://zoom.us/" + "x" * 285, {}, "link-long"),
    ("link", "javascript:alert(1)", {}, "link-scheme"),
    ("link", "JavaScript://zoom.us/%0aalert(1)", {}, "link-scheme"),
    ("link", "javascript:1", {}, "link"),
    ("link", "data:text/html,x", {}, "link-scheme"),
    ("link", "ftp://zoom.us/j", {}, "link-scheme"),
    ("link", "mailto:a@b.ru", {}, "link-scheme"),
    ("link", "https://anna:secret@zoom.us/", {}, "link-user"),
    ("link", "https://zoom.us\\@evil.ru/", {}, "link-user"),
    ("link", "https://zoom.us/j/1 пароль 5", {}, "link-spaces"),
    ("link", "https://localhost/j", {}, "link"),
    ("link", "https://192.168.1.1/j", {}, "link"),
    ("link", "https://[::1]/j", {}, "link"),
    ("link", "https://[zoom.us/", {}, "link"),
    ("link", "https://zoom..us/", {}, "link"),
    ("link", "https://-zoom.us/", {}, "link"),
    ("link", "https://zoom.us:port/", {}, "link"),
    ("link", "https:zoom.us", {}, "link"),
    ("link", "https://" + "z" * 64 + ".us", {}, "link"),
    ("link", "15.02.2027", {}, "link"),
    ("link", "ссылки нет", {}, "link-spaces"),
    ("link", "потом", {}, "link"),
    # Choices, by text in any language, by number, by the beginning
    ("yes_no", "да", {}, True),
    ("yes_no", "NO", {}, False),
    ("yes_no", "Нет!", {}, False),
    ("yes_no", "может быть", {}, "choose"),
    ("yes_no", "1", {}, "choose"),
    ("choice", "сама организация", {}, "self"),
    ("choice", "The organisation itself", {}, "self"),
    ("choice", "Сама", {}, "self"),
    ("choice", "2", {}, "another"),
    ("choice", "3", {}, "choose-number"),
    ("choice", "кто-то", {}, "choose"),
    ("choice", "self, another", {}, "choose"),
    ("many", "3, 1", {}, ["barriers", "biodata"]),
    ("many", "Pilot projects", {}, ["pilots"]),
    ("many", "Biomedical data, all of it", {}, ["biodata"]),
    ("many", "по пилотным проектам; по биомедицинским данным", {}, ["pilots", "biodata"]),
    ("many", "1", {"least": 2}, "few"),
    ("many", "1 2 3", {"most": 2}, "many"),
    ("many", "1, 7", {}, "choose-number"),
    ("many", "1 7", {}, "choose-number"),
    ("many", ",", {}, "choose"),
    ("ranking", "3, 1", {}, ["biodata", "barriers"]),
    ("ranking", "2 1 3", {}, ["pilots", "barriers", "biodata"]),
    ("ranking", "2, 2", {}, ["pilots"]),
    ("ranking", "pilots", {}, ["pilots"]),
    ("ranking", "все", {}, "choose"),
    ("ranking", "9, 9", {}, "choose-number"),
    ("ranking", pdf(), {}, "file-unexpected"),
    # Cities
    ("city", "Нижний Новгород", {}, "Нижний Новгород"),
    ("city", "Ростов-на-Дону", {}, "Ростов-на-Дону"),
    ("city", "Арзамас-16", {}, "Арзамас-16"),
    ("city", "12345", {}, "city"),
    ("city", "Я", {}, "city"),
    ("city", "<script>", {}, "city"),
    ("city", "К" * 201, {}, "too-long"),
    # Files
    ("file", pdf(), SCANS, [{"file_id": "id", "kind": "document", "name": "скан.pdf", "size": 1000}]),
    (
        "file",
        pdf(name="СКАН.PDF"),
        SCANS,
        [{"file_id": "id", "kind": "document", "name": "СКАН.PDF", "size": 1000}],
    ),
    (
        "file",
        pdf(name="", kind="photo"),
        SCANS,
        [{"file_id": "id", "kind": "photo", "name": "", "size": 1000}],
    ),
    (
        "file",
        pdf(name="any.zip"),
        {},
        [{"file_id": "id", "kind": "document", "name": "any.zip", "size": 1000}],
    ),
    ("file", pdf(name="скан.exe"), SCANS, "file-kind"),
    ("file", pdf(name="скан.pdf.exe"), SCANS, "file-kind"),
    ("file", pdf(name=""), SCANS, "file-kind"),
    ("file", pdf(kind="video"), SCANS, "file-kind"),
    ("file", pdf(kind="voice"), {}, "file-kind"),
    ("file", pdf(name="", kind="photo"), {"types": ("pdf",)}, "file-kind"),
    (
        "file",
        pdf(20 * 1_048_576),
        SCANS,
        [{"file_id": "id", "kind": "document", "name": "скан.pdf", "size": 20971520}],
    ),
    ("file", pdf(20 * 1_048_576 + 1), SCANS, "file-large"),
    ("file", "вот скан", SCANS, "file-expected"),
    ("file", Contact("79161234567"), SCANS, "file-expected"),
    ("file", None, SCANS, "file-expected"),
]


def test_the_table_is_long() -> None:
    assert len(ANSWERS) >= 150
    assert {kind for kind, *_ in ANSWERS} == {kind.value for kind in Kind}


@pytest.mark.parametrize(("kind", "raw", "limits", "expected"), ANSWERS)
def test_what_is_taken_as_an_answer(kind: str, raw: Raw, limits: dict[str, Any], expected: Any) -> None:
    assert check(kind, raw, **dict(limits)) == expected


@given(st.text(max_size=300))
@settings(max_examples=300, deadline=None)
def test_no_text_whatever_breaks_a_check(text: str) -> None:
    for kind in Kind:
        found = check(kind.value, text)
        assert isinstance(found, str | list | int)
        if kind in (Kind.TEXT, Kind.LONG_TEXT) and found not in ("empty", "too-long"):
            assert clean(str(found), lines=kind is Kind.LONG_TEXT) == found, (
                "what is kept is taken again as it is"
            )


def test_what_is_kept_is_taken_again_as_it_is() -> None:
    """Kept answers are checked once more when the form is sent."""
    for kind, _, limits, kept in ANSWERS:
        if kind in ("moment", "number", "link") and str(kept).startswith((*"-0123456789", "http")):
            assert check(kind, str(kept), **dict(limits)) == kept


def test_months_are_understood_in_every_language_of_the_texts() -> None:
    assert sorted(LANGUAGES) == sorted(path.name for path in LOCALES.iterdir() if path.is_dir())
    for language in LANGUAGES:
        for month in range(1, 13):
            day = date(2027, month, 9)
            for pattern in ("d MMMM y", "d LLLL y"):
                written = format_date(day, pattern, locale=language)
                assert check("moment", f"{written} 19:00") == f"{day}T19:00+03:00"


def test_joiners_are_kept_where_scripts_need_them() -> None:
    assert clean("می\u200cخواهم") == "می\u200cخواهم"
    assert clean("Ива\u200cнова") == "Иванова"


# The conversation


class Drawer:
    """Implements `FormsGateway`."""

    def __init__(self) -> None:
        self.kept: dict[tuple[int, str], Draft] = {}

    async def of(self, person_id: int) -> Sequence[Draft]:
        return [draft for (person, _), draft in self.kept.items() if person == person_id]

    async def save(self, draft: Draft) -> None:
        self.kept[draft.person_id, draft.form] = draft

    async def delete(self, person_id: int, form: str) -> None:
        self.kept.pop((person_id, form), None)

    async def lying(self, before: int, many: int) -> Sequence[tuple[Person, Draft]]:
        found = [
            draft for draft in self.kept.values() if draft.updated_at <= before and draft.nudged_at is None
        ]
        return [(ANNA, draft) for draft in found[:many]]


ANNA = Person(1, "ru", 0, consented=True)
SURVEY = Form(
    "survey",
    "test",
    (
        Question("name", Kind.TEXT),
        Question("member", Kind.YES_NO),
        Question("since", Kind.DATE, when={"member": (True,)}),
        Question("payer", Kind.CHOICE, options=("self", "another")),
        Question("payer-name", Kind.TEXT, when={"payer": ("another",), "member": (False,)}),
        Question("groups", Kind.RANKING, source="groups"),
        Question("remark", Kind.TEXT, optional=True),
        Question("why", Kind.TEXT, when={"remark": (ANSWERED,)}),
    ),
)


class Table:
    """The use case with a form that can be changed under a draft."""

    def __init__(self, *forms: Form) -> None:
        self.drawer = Drawer()
        self.people = People()
        self.clock = Clock(1_800_000_000_000_000)
        self.options: Sequence[Option] = GROUPS
        self.receiver: Receiver = acknowledge
        self.use(*(forms or (SURVEY,)))

    def use(self, *forms: Form) -> None:
        """From now on the configuration has these forms."""
        self.forms = Forms(
            self.drawer,
            cast("ContactsGateway", self.people),
            self.clock,
            {form.id: form for form in forms},
            {"test": self._receive},
            {"groups": self._groups},
            FormTerms(nudge_after=1_000_000),
        )

    async def _receive(self, person: Person, form: Form, answers: Answers) -> Event:
        return await self.receiver(person, form, answers)

    async def _groups(self) -> Sequence[Option]:
        return self.options

    async def write(self, *texts: Raw) -> Asking | Summing:
        for text in texts:
            shown = await self.forms.answer(ANNA, text, names)
        return shown

    @property
    def draft(self) -> Draft:
        return self.drawer.kept[1, "survey"]

    @property
    def step(self) -> int:
        return self.draft.step


@pytest.fixture
def table() -> Table:
    return Table()


def at(shown: object) -> str:
    """The question that is open, or that all is answered."""
    return shown.question.id if isinstance(shown, Asking) else type(shown).__name__


async def test_questions_come_in_order_as_their_conditions_say(table: Table) -> None:
    assert at(await table.forms.open(ANNA, "survey")) == "name"
    assert at(await table.write("Анна")) == "member"
    assert at(await table.write("нет")) == "payer"
    assert at(await table.write("another")) == "payer-name"
    assert at(await table.write("ООО")) == "groups"
    assert at(await table.write("1")) == "remark"
    assert at(await table.write("слово")) == "why"
    shown = await table.write("так")
    assert isinstance(shown, Summing)
    assert [question.id for question in shown.questions] == [
        "name", "member", "payer", "payer-name", "groups", "remark", "why",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        ({}, ["name", "member", "payer", "groups", "remark"]),
        ({"member": True}, ["name", "member", "since", "payer", "groups", "remark"]),
        ({"member": False}, ["name", "member", "payer", "groups", "remark"]),
        ({"payer": "another"}, ["name", "member", "payer", "groups", "remark"]),
        ({"payer": "another", "member": True}, ["name", "member", "since", "payer", "groups", "remark"]),
        (
            {"payer": "another", "member": False},
            ["name", "member", "payer", "payer-name", "groups", "remark"],
        ),
        ({"remark": "x"}, ["name", "member", "payer", "groups", "remark", "why"]),
    ],
)
def test_conditions(answers: Answers, asked: list[str]) -> None:
    assert [question.id for question in relevant(SURVEY, answers)] == asked


def test_a_condition_on_an_answer_that_is_not_asked_for_does_not_hold() -> None:
    chain = Form(
        "chain",
        "test",
        (
            Question("a", Kind.YES_NO),
            Question("b", Kind.YES_NO, when={"a": (True,)}),
            Question("c", Kind.TEXT, when={"b": (True,)}),
        ),
    )
    assert [question.id for question in relevant(chain, {"a": True, "b": True})] == ["a", "b", "c"]
    assert [question.id for question in relevant(chain, {"a": False, "b": True})] == ["a"]


def test_a_condition_on_several_options_holds_for_one_of_them() -> None:
    form = Form(
        "f",
        "test",
        (Question("m", Kind.MANY, options=("x", "y")), Question("t", Kind.TEXT, when={"m": ("y",)})),
    )
    assert len(relevant(form, {"m": ["x", "y"]})) == 2
    assert len(relevant(form, {"m": ["x"]})) == 1


async def test_progress_counts_what_this_person_is_asked(table: Table) -> None:
    shown = await table.forms.open(ANNA, "survey", {"name": "Анна", "nonsense": 1, "member": "not a bool"})
    assert isinstance(shown, Asking)
    assert (shown.question.id, shown.number, shown.total, shown.first) == ("member", 1, 4, True)
    shown = await table.write("да")
    assert isinstance(shown, Asking)
    assert (shown.question.id, shown.number, shown.total) == ("since", 2, 5)
    (waiting,) = await table.forms.progress(ANNA)
    assert (waiting.form, waiting.done, waiting.total) == ("survey", 1, 5)


async def test_back_keeps_answers_and_goes_on_to_what_is_open(table: Table) -> None:
    await table.forms.open(ANNA, "survey")
    await table.write("Анна", "нет", "self")
    await table.forms.back(ANNA, table.step)
    await table.forms.back(ANNA, table.step)
    shown = await table.forms.back(ANNA, table.step)
    assert isinstance(shown, Asking)
    assert (shown.question.id, shown.first, shown.answers["name"]) == ("name", True, "Анна")
    assert at(await table.forms.back(ANNA, table.step)) == "name"
    assert at(await table.write("Мария")) == "groups"
    assert table.draft.answers == {"member": False, "payer": "self", "name": "Мария"}


async def test_an_answer_that_is_no_longer_asked_for_is_kept_but_not_sent(table: Table) -> None:
    await table.forms.open(ANNA, "survey")
    await table.write("Анна", "да", "1.1.2020", "self", "1")
    await table.forms.skip(ANNA, table.step)
    await table.forms.change(ANNA, table.step, "member")
    assert at(await table.write("нет")) == "Summing"
    assert table.draft.answers["since"] == "2020-01-01"
    sent = await table.forms.send(ANNA, "survey")
    assert isinstance(sent, FormSent)
    assert sent.answers == {"name": "Анна", "member": False, "payer": "self", "groups": ["barriers"]}
    assert table.drawer.kept == {}


async def test_nothing_is_sent_while_an_answer_is_missing(table: Table) -> None:
    await table.forms.open(ANNA, "survey")
    await table.write("Анна", "да")
    assert at(await table.forms.send(ANNA, "survey")) == "since"
    assert table.draft.answers == {"name": "Анна", "member": True}
    with pytest.raises(UnknownForm):
        await table.forms.send(ANNA, "other")
    with pytest.raises(OutOfDate):
        await table.forms.send(replace(ANNA, id=2), "survey")


async def test_an_answer_that_today_s_rules_refuse_is_asked_again_at_the_sending(table: Table) -> None:
    await table.forms.open(ANNA, "survey")
    await table.write("Анна", "да", "1.1.2020", "self", "1")
    await table.forms.skip(ANNA, table.step)
    questions = [replace(q, years_ago=(18, 110)) if q.id == "since" else q for q in SURVEY.questions]
    table.use(replace(SURVEY, questions=tuple(questions)))
    assert at(await table.forms.send(ANNA, "survey")) == "since"


async def test_without_consent_nothing_begins(table: Table) -> None:
    with pytest.raises(ConsentMissing):
        await table.forms.open(replace(ANNA, consented=False), "survey")
    assert table.drawer.kept == {}


async def test_a_purpose_without_receiver_is_refused_at_once() -> None:
    with pytest.raises(NoReceiver, match=r"form survey: nobody takes the answers of purpose elsewhere"):
        Table(replace(SURVEY, purpose="elsewhere"))


async def test_one_draft_has_the_floor(table: Table) -> None:
    other = Form("other", "test", (Question("name", Kind.TEXT), Question("city", Kind.CITY)))
    table.use(SURVEY, other)
    await table.forms.open(ANNA, "survey")
    button = table.step
    await table.forms.open(ANNA, "other")
    assert at(await table.write("Анна")) == "city"
    assert table.draft.answers == {}
    paused = await table.forms.pause(ANNA)
    assert (paused.stopped, [draft.form for draft in paused.drafts]) == (True, ["other", "survey"])
    assert await table.forms.current(ANNA) is None
    with pytest.raises(OutOfDate):
        await table.write("Мария")
    assert not (await table.forms.pause(ANNA)).stopped
    assert at(await table.forms.keep(ANNA, button)) == "name"  # a tap takes the floor back
    assert at(await table.write("Мария")) == "member"


async def test_an_old_button_answers_nothing(table: Table) -> None:
    await table.forms.open(ANNA, "survey")
    await table.write("Анна")
    old = table.step
    await table.forms.pick(ANNA, old, "yes")
    for act in (
        table.forms.keep,
        table.forms.back,
        table.forms.skip,
        table.forms.finish,
        table.forms.discard,
    ):
        with pytest.raises(OutOfDate):
            await act(ANNA, old)
    with pytest.raises(OutOfDate):
        await table.forms.pick(ANNA, table.step, "yes")  # a date takes no options
    with pytest.raises(OutOfDate):
        await table.forms.change(ANNA, table.step, "payer-name")  # not asked


async def test_ranking_by_taps_ends_by_itself_when_all_are_ranked(table: Table) -> None:
    await table.forms.open(ANNA, "survey")
    await table.write("Анна", "нет", "self")
    await table.forms.pick(ANNA, table.step, "biodata")
    await table.forms.pick(ANNA, table.step, "pilots")
    await table.forms.pick(ANNA, table.step, "biodata")
    assert table.draft.answers["groups"] == ["pilots"]
    await table.forms.pick(ANNA, table.step, "barriers")
    assert at(await table.forms.pick(ANNA, table.step, "biodata")) == "remark"
    assert table.draft.answers["groups"] == ["pilots", "barriers", "biodata"]


async def test_files_join_until_done() -> None:
    table = Table(
        Form(
            "survey",
            "test",
            (Question("scans", Kind.FILE, most=2), Question("one", Kind.FILE, most=1, optional=True)),
        )
    )
    await table.forms.open(ANNA, "survey")
    with pytest.raises(Wrong, match="files-few"):
        await table.forms.finish(ANNA, table.step)
    await table.write(pdf(), pdf())
    with pytest.raises(Wrong, match="files-many"):
        await table.write(pdf())
    assert table.draft.uploads == 2
    shown = await table.forms.ask_again(ANNA)
    assert isinstance(shown, Asking)
    assert table.draft.uploads == 0
    await table.forms.clear(ANNA, table.step)
    assert table.draft.answers == {}
    await table.write(pdf())
    assert at(await table.forms.finish(ANNA, table.step)) == "one"
    assert at(await table.write(pdf())) == "Summing"


# Sending


async def test_where_the_receiver_refuses_the_draft_stays_as_it_is(table: Table) -> None:
    async def refuse(person: Person, _form: Form, _answers: Answers) -> Event:
        raise Refusal(person)

    await filled(table)
    await table.forms.skip(ANNA, table.step)
    before = table.draft
    table.receiver = refuse
    with pytest.raises(Refusal):
        await table.forms.send(ANNA, "survey")
    assert table.draft == before
    assert "form-sent" not in [entry.kind for entry in table.people.log[ANNA.id]]
    table.receiver = acknowledge
    assert isinstance(await table.forms.send(ANNA, "survey"), FormSent)
    assert table.drawer.kept == {}


async def test_a_receiver_can_open_another_form() -> None:
    first = Form("survey", "test", (Question("name", Kind.TEXT), Question("city", Kind.CITY)))
    second = Form("second", "test", (Question("name", Kind.TEXT), Question("work", Kind.TEXT)))
    table = Table(first, second)
    await table.forms.open(ANNA, "survey")
    await table.write("Анна", "Казань")
    old = table.step
    table.receiver = lambda person, _form, answers: table.forms.open(person, "second", answers)
    asked = await table.forms.send(ANNA, "survey")
    assert at(asked) == "work"
    (draft,) = table.drawer.kept.values()
    assert (draft.form, draft.held, draft.answers) == ("second", True, {"name": "Анна"})
    assert draft.step > old
    with pytest.raises(OutOfDate):
        await table.forms.at(ANNA, old)
    table.receiver = acknowledge
    assert at(await table.write("Больница")) == "Summing"


# A form that changes under a draft


async def filled(table: Table) -> None:
    await table.forms.open(ANNA, "survey")
    await table.write("Анна", "да", "1.1.2020", "self", "2, 1")


async def test_a_changed_form_keeps_every_answer_whose_question_still_stands(table: Table) -> None:
    await filled(table)
    kept = dict(table.draft.answers)
    new = Question("new", Kind.TEXT)
    without = tuple(
        question for question in SURVEY.questions if question.id not in ("since", "remark", "why")
    )
    table.use(replace(SURVEY, questions=(new, *reversed(without))))
    shown = await table.forms.current(ANNA)
    assert at(shown) == "new"
    assert isinstance(shown, Asking)
    expected = {name: value for name, value in kept.items() if name != "since"}
    assert shown.answers == expected
    assert at(await table.write("новое")) == "Summing"
    sent = await table.forms.send(ANNA, "survey")
    assert isinstance(sent, FormSent)
    assert sent.answers == {**expected, "new": "новое"}


async def test_a_question_of_another_kind_is_asked_again(table: Table) -> None:
    await filled(table)
    changed = {"name": Kind.FILE, "member": Kind.DATE, "payer": Kind.MANY}
    table.use(
        replace(
            SURVEY,
            questions=tuple(
                replace(question, kind=changed.get(question.id, question.kind), when={})
                for question in SURVEY.questions
            ),
        )
    )
    shown = await table.forms.open(ANNA, "survey")
    assert set(shown.answers) == {"since", "groups"}


@pytest.mark.parametrize(
    ("kind", "right", "wrong"),
    [
        (Kind.DATE, "1990-12-31", ["31.12.1990", "2027-02-15T19:00+03:00", 1990]),
        (Kind.MOMENT, "2027-02-15T19:00+03:00", ["15.02 19:00", "2027-02-15", "2027-02-15T19:00", 7]),
        (Kind.NUMBER, 0, ["7", True, 7.5, ["7"]]),
        (Kind.LINK, "https://zoom.us", ["", 7]),
    ],
)
def test_an_answer_kept_for_another_kind_does_not_stand(kind: Kind, right: Any, wrong: list[Any]) -> None:
    form = Form("f", "test", (Question("q", kind),))
    assert still_standing(form, {"q": right}, {}) == {"q": right}
    for value in wrong:
        assert still_standing(form, {"q": value}, {}) == {}


async def test_a_moment_that_passed_and_a_number_no_longer_allowed_are_asked_again() -> None:
    when, places = Question("when", Kind.MOMENT, future=True), Question("places", Kind.NUMBER)
    table = Table(Form("survey", "test", (when, places)))
    await table.forms.open(ANNA, "survey")
    assert at(await table.write("15.01.2027 11:30", "100")) == "Summing"
    assert table.draft.answers == {"when": "2027-01-15T11:30+03:00", "places": 100}
    table.clock.moment += 1_800_000_000  # half an hour
    assert at(await table.forms.send(ANNA, "survey")) == "when"
    assert at(await table.write("16.01 11:30")) == "Summing"
    table.use(Form("survey", "test", (when, replace(places, highest=50))))
    assert at(await table.forms.send(ANNA, "survey")) == "places"
    assert at(await table.write("50")) == "Summing"
    sent = await table.forms.send(ANNA, "survey")
    assert isinstance(sent, FormSent)
    assert sent.answers == {"when": "2027-01-16T11:30+03:00", "places": 50}


async def test_options_that_are_gone_are_taken_out_of_answers(table: Table) -> None:
    await filled(table)
    assert table.draft.answers["groups"] == ["pilots", "barriers"]
    table.options = [GROUPS[0]]
    shown = await table.forms.current(ANNA)
    assert shown is not None
    assert shown.answers["groups"] == ["barriers"]
    table.options = []  # nothing to choose: the question is not asked at all
    shown = await table.forms.open(ANNA, "survey")
    assert "groups" not in [question.id for question in shown.form.questions]
    assert at(await table.forms.skip(ANNA, table.step)) == "Summing"


async def test_a_button_of_a_question_that_is_gone_does_not_answer_the_next_one(table: Table) -> None:
    await table.forms.open(ANNA, "survey")
    await table.write("Анна")
    old = table.step
    questions = [
        replace(question, id="other") if question.id == "member" else question
        for question in SURVEY.questions
    ]
    table.use(replace(SURVEY, questions=tuple(questions)))
    with pytest.raises(OutOfDate):
        await table.forms.pick(ANNA, old, "yes")
    shown = await table.forms.current(ANNA)
    assert isinstance(shown, Asking)
    assert shown.question.id == "other"
    await table.forms.pick(ANNA, shown.draft.step, "yes")
    assert table.draft.answers["other"] is True


async def test_a_form_that_is_gone_leaves_its_draft_in_peace(table: Table) -> None:
    await filled(table)
    table.use()
    assert await table.forms.current(ANNA) is None
    assert await table.forms.progress(ANNA) == ()
    assert await table.forms.nudge_due() == []
    with pytest.raises(OutOfDate):
        await table.forms.resume(ANNA, "survey")
    table.use(SURVEY)
    assert at(await table.forms.resume(ANNA, "survey")) == "remark"


ANY_QUESTION = st.builds(
    Question,
    id=st.sampled_from(["name", "member", "since", "payer", "groups", "remark", "new"]),
    kind=st.sampled_from(
        [Kind.TEXT, Kind.YES_NO, Kind.DATE, Kind.CHOICE, Kind.FILE, Kind.EMAIL, Kind.LONG_TEXT]
    ),
    optional=st.booleans(),
    options=st.just(("self", "another")),
)


@given(st.lists(ANY_QUESTION, min_size=1, max_size=7, unique_by=lambda question: question.id))
@settings(max_examples=100, deadline=None)
async def test_any_change_of_a_form_keeps_what_still_fits(questions: list[Question]) -> None:
    table = Table()
    await filled(table)
    before = dict(table.draft.answers)
    table.use(Form("survey", "test", tuple(questions)))
    shown = await table.forms.current(ANNA)
    assert shown is not None
    same = {q.id for q in SURVEY.questions for new in questions if (q.id, q.kind) == (new.id, new.kind)}
    for name in same & set(before):
        assert shown.answers[name] == before[name]
    assert set(shown.answers) <= {question.id for question in questions}


async def test_a_lying_draft_is_named_once(table: Table) -> None:
    await filled(table)
    assert await table.forms.nudge_due() == []
    table.clock.moment += 2_000_000
    (lying,) = await table.forms.nudge_due()
    assert (lying.unfinished.done, lying.unfinished.total) == (5, 6)
    table.clock.moment += 2_000_000
    await table.write("слово")
    table.clock.moment += 2_000_000
    assert await table.forms.nudge_due() == []
