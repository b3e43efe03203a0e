"""The documents: whatever was answered stands in them as text."""

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any, cast

import pytest

from bot.config import Config
from bot.documents.applications import make_application
from bot.documents.making import makers
from storage.engine import Transaction

HOSTILE = '#import "x": * $x^2$ *b* _i_ `c` <b>HTML</b> &amp; #sys.inputs \\ @ref <label> // = + - #panic("!") #{1/0} ]]'
PERSON = {
    "full-name": "Константинопольская-Преображенская Александра Вениаминовна",
    "birth-date": "1980-02-03",
    "address": "г. Казань, ул. Баумана, д. 1",
    "groups": ["biodata", "barriers"],
    "why-me": "Ёлка, щука и цифра №7",
    "why-them": "Опыт",
}
FIRM = {
    "organisation": "ООО «Ромашка»",
    "legal-name": "Общество с ограниченной ответственностью «Ромашка»",
    "inn": "7707083893",
    "ogrn": "1027700132195",
    "head-name": "Иванов Иван Иванович",
    "payer": "another",
    "payer-name": "АО «Плательщик»",
    "payer-inn": "7707083893",
}


async def text_of(config: Config, kind: str, answers: dict[str, Any], path: Path) -> str:
    """What a reader of the PDF finds in it, in one line."""
    facts = dict(config.application_terms.facts or {})
    groups = {group.id: group.title for group in config.association.working_groups}
    order = {
        "kind": kind,
        "number": 12,
        "at": 1_800_000_000_000_000,
        "answers": answers,
        "facts": facts,
        "groups": groups,
    }
    made = await make_application(cast("Transaction", None), order)
    assert made.name == "zayavlenie-12.pdf"
    return read(made.data, path)


def read(data: bytes, path: Path) -> str:
    """The text of a PDF in one line, by poppler; without poppler the test is skipped, but not in CI."""
    path.write_bytes(data)
    pdf_to_text = shutil.which("pdftotext")
    if pdf_to_text is None:
        if os.environ.get("CI"):
            pytest.fail("CI needs pdftotext (poppler-utils)")
        pytest.skip("no pdftotext (poppler-utils) to read a PDF with")
    output = subprocess.run([pdf_to_text, "-layout", str(path), "-"], capture_output=True, check=True).stdout
    return " ".join(output.decode().replace("\u200b", "").replace("\N{HYPHEN}", "-").split())


async def test_the_application_of_a_person(config: Config, tmp_path: Path) -> None:
    text = await text_of(config, "person", PERSON, tmp_path / "a.pdf")
    for part in (
        "Заявление о вступлении",
        "3 февраля 1980",
        "ул. Баумана",
        "Ёлка, щука и цифра №7",
        "5 000",
        "12, стр. 1 из 1",
    ):
        assert part in text
    assert text.index("По биомедицинским") < text.index("По снижению")


async def test_the_application_and_the_agreement_of_an_organisation(config: Config, tmp_path: Path) -> None:
    text = await text_of(config, "organisation", FIRM, tmp_path / "a.pdf")
    for part in (
        "Заявление о вступлении",
        "Договор о членстве № 12",
        "АО «Плательщик», ИНН 7707083893",
        "50 000",
        "г. Москва",
    ):
        assert part in text


@pytest.mark.parametrize("kind", ["person", "organisation"])
async def test_hostile_answers_stand_as_they_were_written(kind: str, config: Config, tmp_path: Path) -> None:
    """Reliability row 37: nothing is evaluated, the text is intact, hidden marks are gone."""
    answers = dict.fromkeys([*PERSON, *FIRM, "authority", "payer"], HOSTILE) | {
        "groups": [HOSTILE],
        "why-me": HOSTILE,
    }
    text = await text_of(config, kind, answers | {"why-them": "до\u202eпосле\u200b\x00"}, tmp_path / "a.pdf")
    assert "".join(HOSTILE.split()) in re.sub(r"\s|(?<=\w)-(?=\s)", "", text)
    assert "допосле" in text


@pytest.mark.parametrize("kind", ["person", "organisation"])
async def test_long_answers_make_many_pages(kind: str, config: Config, tmp_path: Path) -> None:
    long = "Слово за словом. " * 250
    answers = {
        **PERSON,
        **FIRM,
        "why-me": long,
        "why-them": long,
        "full-name": "Я" * 4096,
        "head-name": "Ы" * 4096,
    }
    text = await text_of(config, kind, answers, tmp_path / "a.pdf")
    pages = re.findall(r"стр\. (\d+) из (\d+)", text)
    assert len(pages) == int(pages[-1][1]) >= 4


async def test_missing_and_odd_answers_leave_a_dash(config: Config, tmp_path: Path) -> None:
    for kind in ("person", "organisation"):
        text = await text_of(
            config, kind, {"birth-date": "никогда", "groups": None, "payer": 3}, tmp_path / "a.pdf"
        )
        assert "—" in text


async def test_the_same_order_makes_the_same_bytes(config: Config, tmp_path: Path) -> None:
    for name in ("a", "b"):
        await text_of(config, "person", PERSON, tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


# Certificates


async def certificate(config: Config, path: Path, **changed: Any) -> str:
    """What a reader of a certificate finds on its one page."""
    order = {
        "name": "Иванова Мария Петровна",
        "title": "Регистры данных",
        "starts_at": 1_800_000_000_000_000,
        "minutes": 90,
        "number": 17,
        "facts": dict(config.application_terms.facts or {}),
    }
    made = await makers()["certificate"].make(cast("Transaction", None), order | changed)
    assert made.name == "sertifikat-17.pdf"
    (box,) = re.findall(rb"/MediaBox *\[([0-9. ]+)\]", made.data)
    assert [round(float(side)) for side in box.split()] == [0, 0, 842, 595], "one sheet of A4 on its side"
    return read(made.data, path)


async def test_a_certificate(config: Config, tmp_path: Path) -> None:
    text = await certificate(config, tmp_path / "c.pdf")
    name = config.association.name["ru"]
    for part in (
        f"Ассоциация «{name}»",
        "СЕРТИФИКАТ",
        "участника № 17",
        "Иванова Мария Петровна",
        "15 января 2027 г. принял(а) участие в мероприятии",
        "«Регистры данных»",
        "Продолжительность: 1 час 30 минут",
        config.applications.signer,
        config.applications.city,
    ):
        assert part in text
    for minutes, words in ((30, "30 минут"), (120, "2 часа"), (180, "3 часа"), (61, "1 час 1 минута")):
        text = await certificate(config, tmp_path / "c.pdf", minutes=minutes)
        assert f"Продолжительность: {words}" in text


async def test_a_certificates_day_is_by_the_clock_of_the_association(config: Config, tmp_path: Path) -> None:
    late = (
        1_800_000_000_000_000 + 13 * 3_600_000_000 + 60_000_000
    )  # 00:01 in Moscow, still the 15th in London
    assert "16 января 2027 г." in await certificate(config, tmp_path / "c.pdf", starts_at=late)


@pytest.mark.parametrize(
    "words",
    [
        HOSTILE,
        "Константинопольская-Преображенская Александра " * 2 + "Вениаминовна " * 2,
        "Ж" * 120,
        "Я " * 500,
    ],
)
async def test_any_name_and_title_stand_on_a_certificate_as_text(
    words: str, config: Config, tmp_path: Path
) -> None:
    text = await certificate(config, tmp_path / "c.pdf", name=words, title=words + "\u202e\x00")
    whole = re.sub(r"\s", "", text)
    assert whole.count(re.sub(r"\s", "", words)) == 2
    assert config.applications.signer in text


async def test_the_same_certificate_has_the_same_bytes(config: Config, tmp_path: Path) -> None:
    for name in ("a", "b"):
        await certificate(config, tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
