"""How people apply in the chat, and what the secretary gets."""

from typing import Any

from storage.tables.applications import applications
from storage.tables.people import audit
from tests.handlers.harness import Screen, Street, Visitor
from tests.handlers.steps import make_files
from tests.words import words

PERSON = {
    "full-name": "Иванова Мария Петровна",
    "city": "Казань",
    "phone": "8 (916) 123-45-67",
    "email": "Ivanova@clinic.ru",
    "work": "Городская больница № 1, главный врач",
    "why-me": "Узнавать о цифровой медицине раньше других.",
    "why-them": "Клинические данные и опыт внедрения.",
    "groups": "2, 1",
}
REST_OF_PERSON = ["01.02.1980", "г. Казань, ул. Баумана, д. 1"]
ORGANISATION = [
    "ООО «Ромашка»",
    "7707083893",
    "Петров Пётр, директор по развитию",
    "8 (916) 123-45-67",
    "info@clinic.ru",
    "Москва",
    "Найти партнёров для пилота.",
    "Площадка для пилотных проектов.",
    "1, 2",
    words("option-payer-another").split()[0].lower(),
]


async def apply_as_person(visitor: Visitor, *, answers: dict[str, str] | None = None) -> None:
    """From the start to the document to be signed."""
    await visitor.write("/start")
    await visitor.tap("contact:join:")
    await visitor.tap("join:choose:person")
    await visitor.tap(visitor.offered("agree:give:person:"))
    for answer in (answers or PERSON).values():
        await visitor.write(answer)
    await visitor.press("forms-send")
    for answer in REST_OF_PERSON:
        await visitor.write(answer)
    await visitor.press("forms-send")
    await make_files(visitor.street)


async def hand_in(visitor: Visitor, pages: int = 1) -> None:
    for page in range(pages):
        await visitor.send(photo=[photo(f"page-{visitor.street.message_id()}-{page}")])
    await visitor.tap("join:submit:")


def photo(file_id: str) -> dict[str, Any]:
    return {"file_id": file_id, "file_unique_id": "u" + file_id, "width": 90, "height": 90, "file_size": 10}


def card_of(visitor: Visitor) -> Screen:
    """The latest card that the secretary has."""
    return next(screen for screen in reversed(visitor.screens) if any("card:" in it for it in screen.taps))


async def application(street: Street) -> dict[str, Any]:
    [row] = await street.rows(applications)
    return row


async def acts(street: Street) -> list[str]:
    return [row["act"] for row in await street.rows(audit) if row["act"] != "role-given"]
