"""Filling in the forms of the program under test."""

import json

from bot.forms import load_forms
from bot.i18n import LOCALES
from domain.forms.entities import Form
from tests.faults.harness import Stage
from tests.words import words

# The questions of the delivered forms, none left out by a condition: what is typed, and what is kept.
TYPED: dict[str, dict[str, tuple[str, object]]] = {
    "questionnaire-person": {
        "full-name": ("Иванова Мария Петровна", "Иванова Мария Петровна"),
        "city": ("Казань", "Казань"),
        "phone": ("8 (916) 123-45-67", "+79161234567"),
        "email": ("m@clinic.ru", "m@clinic.ru"),
        "work": ("Больница № 1", "Больница № 1"),
        "why-me": ("Узнавать о новом.", "Узнавать о новом."),
        "why-them": ("Опыт.", "Опыт."),
        "groups": ("2, 1", ["metaprojects", "barriers"]),
    },
    "application-person": {
        "birth-date": ("01.02.1980", "1980-02-01"),
        "address": ("420012, Казань, ул. Бутлерова, д. 36", "420012, Казань, ул. Бутлерова, д. 36"),
    },
    "questionnaire-organisation": {
        "organisation": ("ООО «Ромашка»", "ООО «Ромашка»"),
        "inn": ("7707083893", "7707083893"),
        "contact-person": ("Петров Пётр", "Петров Пётр"),
        "phone": ("+7 916 123-45-67", "+79161234567"),
        "email": ("info@clinic.ru", "info@clinic.ru"),
        "city": ("Москва", "Москва"),
        "why-me": ("Партнёры.", "Партнёры."),
        "why-them": ("Площадка.", "Площадка."),
        "groups": ("1", ["barriers"]),
        "payer": ("Another organisation", "another"),
    },
    "application-organisation": {
        "legal-name": ("Общество «Ромашка»", "Общество «Ромашка»"),
        "ogrn": ("1027700132195", "1027700132195"),
        "kpp": ("773601001", "773601001"),
        "legal-address": ("119991, Москва, Ленинский проспект, 1", "119991, Москва, Ленинский проспект, 1"),
        "head-name": ("Сидорова Анна", "Сидорова Анна"),
        "head-position": ("Директор", "Директор"),
        "authority": ("2", "proxy"),
        "proxy": ("№ 5 от 01.02.2026", "№ 5 от 01.02.2026"),
        "payer-name": ("Фонд «Луч»", "Фонд «Луч»"),
        "payer-inn": ("7707083893", "7707083893"),
        "bik": ("044525225", "044525225"),
        "account": ("40702810438000060473", "40702810438000060473"),
    },
}


def filled_in(form: Form) -> dict[str, tuple[str, object]]:
    """What is typed for each question that the form asks, and what is kept: nothing of one that can be skipped."""
    typed, skip = TYPED[form.id], (words("forms-skip", "en"), None)
    asked = [question for question in form.questions if question.id in typed or question.optional]
    return {question.id: typed.get(question.id, skip) for question in asked}


DELIVERED = load_forms(sorted((LOCALES.parent / "forms").glob("*.toml")), LOCALES, ("ru", "en"))
FORMS = {name: filled_in(form) for name, form in DELIVERED.items() if name in TYPED}


def kept(form: str) -> dict[str, object]:
    """The answers of a form that is filled in."""
    return {question: answer for question, (_, answer) in FORMS[form].items() if answer is not None}


async def draft(stage: Stage, person: int) -> tuple[str, str | None, dict[str, object]] | None:
    """The form that the person fills in, the question that is open in it, and the answers."""
    rows = await stage.books.rows(f"SELECT form, question, answers FROM drafts WHERE person_id = {person}")  # noqa: S608
    return (rows[0][0], rows[0][1], json.loads(rows[0][2])) if rows else None


async def is_open(stage: Stage, person: int, form: str, question: str | None) -> bool:
    found = await draft(stage, person)
    return found is not None and found[:2] == (form, question)


async def press(stage: Stage, person: int, beginning: str) -> None:
    """Tap the button with data that begins so on the newest message that has one; waits for it first."""
    found: list[tuple[int, str]] = []

    def shown() -> bool:
        screens: dict[int, list[str]] = {}  # an edit takes the buttons of before away
        for row in stage.calls:
            if str(row["params"].get("chat_id")) != str(person) or not row["ok"]:
                continue
            lines = (row["params"].get("reply_markup") or {}).get("inline_keyboard", [])
            datas = [button.get("callback_data", "") for line in lines for button in line]
            screens[int(row["result"]["message_id"])] = datas
        found[:] = [
            (message, data)
            for message, datas in sorted(screens.items())
            for data in datas
            if data.startswith(beginning)
        ]
        return bool(found)

    await stage.until(shown, about=f"a button {beginning}… for {person}")
    await stage.control.tap(person, *found[-1])


async def open_questionnaire(stage: Stage, person: int, kind: str) -> None:
    await stage.control.start(person)
    for data in ("contact:join:", f"join:choose:{kind}", f"agree:give:{kind}"):
        await press(stage, person, data)
