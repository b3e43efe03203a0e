"""How people join: what applicants answer, tap and send, and what the secretary does with it."""

import asyncio
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from storage.tables.applications import applications
from storage.tables.people import audit
from tests.e2e.harness import Artel, Visitor

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (640).to_bytes(4) + (480).to_bytes(4) + b"\x08\x02\0\0\0"
SCAN = (("page-1.png", PNG + b"1"), ("page-2.png", PNG + b"2"))


@dataclass(frozen=True)
class Tap:
    """An answer by the button with this label; the key of a text."""

    key: str


@dataclass(frozen=True)
class Photo:
    """An answer by a picture."""

    content: bytes


SHARED = object()  # the phone, by the button that shares one's own number

Reply = str | Tap | object
PERSON: dict[str, Mapping[str, Reply]] = {
    "questionnaire-person": {
        "full-name": "Иванова Мария Петровна",
        "city": "Казань",
        "phone": SHARED,
        "email": "Ivanova@clinic.ru",
        "work": "Городская больница № 1, главный врач",
        "why-me": "Узнавать о цифровой медицине раньше других.",
        "why-them": "Клинические данные и опыт внедрения.",
        "groups": "2, 1",
    },
    "application-person": {
        "birth-date": "01.02.1980",
        "address": "420012, Казань, ул. Бутлерова, д. 36",
    },
}
ORGANISATION: dict[str, Mapping[str, Reply]] = {
    "questionnaire-organisation": {
        "organisation": "ООО «Ромашка»",
        "inn": "7707083893",
        "contact-person": "Петров Пётр Ильич, директор по развитию",
        "phone": "8 (916) 123-45-67",
        "email": "info@clinic.ru",
        "city": "Москва",
        "why-me": "Найти партнёров для пилота.",
        "why-them": "Площадка для пилотных проектов.",
        "groups": "1, 2",
        "payer": Tap("option-payer-self"),
    },
    "application-organisation": {
        "legal-name": "Общество с ограниченной ответственностью «Ромашка»",
        "ogrn": "1027700132195",
        "kpp": "773601001",
        "legal-address": "119991, Москва, Ленинский проспект, д. 1",
        "head-name": "Сидорова Анна Ивановна",
        "head-position": "Генеральный директор",
        "authority": Tap("option-authority-charter"),
        "bik": Tap("forms-skip"),
    },
}
FORMS = {"person": PERSON, "organisation": ORGANISATION}


async def reply(visitor: Visitor, answer: Reply) -> None:
    if answer is SHARED:
        await visitor.share_phone()
    elif isinstance(answer, Photo):
        await visitor.send_files(("picture.png", answer.content), kind="photo")
    elif isinstance(answer, Tap):
        await visitor.tap(visitor.words(answer.key))
    else:
        await visitor.write(str(answer))


async def fill(visitor: Visitor, form: str, answers: Mapping[str, Reply]) -> None:
    """Answer each question of a form as it is asked, and send the form."""
    for question, answer in answers.items():
        await visitor.finds(visitor.words(f"question-{question}"))
        await reply(visitor, answer)
    title = visitor.words(f"form-{form}")
    await visitor.finds(visitor.words("forms-summary", title=title))
    await visitor.tap("forms-send")


async def open_questionnaire(visitor: Visitor, kind: str) -> None:
    """From Start to the first question."""
    association, texts = visitor.artel.association, visitor.artel.texts
    fee = next(package.fee for package in association.packages if package.id == kind)
    await visitor.start()
    await visitor.tap("contact-join")
    label = visitor.words(f"application-choose-{kind}", fee=texts.money(visitor.language, fee))
    await visitor.finds(visitor.words("application-packages"), button=label)
    await visitor.tap(label)
    if not ((await visitor.record() or {})["consented"]):
        await visitor.tap("consent-agree")


async def apply(visitor: Visitor, kind: str = "person", **changed: Reply) -> bytes:
    """From Start to the document to be signed, which is returned. `changed` answers by other than the usual."""
    await open_questionnaire(visitor, kind)
    for form, answers in FORMS[kind].items():
        own = {question.replace("_", "-"): answer for question, answer in changed.items()}
        await fill(visitor, form, {name: own.get(name, answer) for name, answer in answers.items()})
    return await document(visitor)


async def document(visitor: Visitor) -> bytes:
    """The document to be signed, downloaded from the chat; it comes by a message of its own."""
    sent = await visitor.finds("application-document", button=visitor.words("application-correct"))
    assert sent.document is not None
    assert sent.document["file_name"].startswith("zayavlenie-")
    return await visitor.artel.download(sent.document["file_id"])


async def hand_in(visitor: Visitor) -> None:
    """Send the signed scan as an album of photos, and say that it is all."""
    await visitor.send_files(*SCAN, kind="photo")
    await visitor.finds(visitor.words("application-pages", pages=2))
    await visitor.tap("application-submit")
    await visitor.finds(stands(visitor, "submitted"))


async def applied(visitor: Visitor, kind: str = "person", **changed: Reply) -> None:
    """From Start to the secretary's desk."""
    await apply(visitor, kind, **changed)
    await hand_in(visitor)


def stands(visitor: Visitor, status: str, **values: object) -> str:
    """The lines in which an applicant reads how the application stands."""
    facts = {"number": "1", "pages": 0, "reason": "none", "at": "none", "confirm": "no", **values}
    return visitor.words("application-stands", status=status, **facts).partition("\n")[2]


# The staff


async def appoint(administrator: Visitor, person: Visitor, role: str, group: str | None = None) -> None:
    """Give a role in the chat; `group` is the title of the one that a leader leads."""
    name = administrator.words(f"role-{role}")
    await administrator.write("/roles")
    await administrator.finds("role-list")
    await administrator.tap(await labelled(administrator, name + " ·"))
    await administrator.tap("role-add")
    if group is not None:
        await administrator.tap(group)
    await administrator.finds(name, "role-whom")
    username = (await person.record() or {})["username"]
    await administrator.write(f"@{username}")
    await administrator.finds("role-next")
    await person.finds(person.words("role-you-have", role=person.words(f"role-{role}")))


async def labelled(visitor: Visitor, beginning: str) -> str:
    """The label of the button that begins so, as soon as there is one."""

    async def find() -> str | None:
        labels = [label for screen in await visitor.chat() for label in screen.buttons]
        return next((label for label in reversed(labels) if label.startswith(beginning)), None)

    label: str = await visitor.artel.until(find, f"a button that begins with «{beginning}»")
    return label


async def administrator(artel: Artel) -> Visitor:
    """The administrator, a supporter like anybody who wants to be found by name."""
    visitor = await artel.administrator()
    await visitor.subscribe()
    return visitor


async def secretary(olga: Visitor, name: str = "Вера", username: str = "vera") -> Visitor:
    """A supporter whom the administrator has made a secretary."""
    visitor = await olga.artel.visitor(first_name=name, username=username)
    await visitor.subscribe()
    await appoint(olga, visitor, "secretary")
    return visitor


async def plan_meeting(vera: Visitor, at: str, kind: str = "regular") -> None:
    """Set the date of a meeting of the board; its agenda is shown."""
    await vera.write("/board")
    await vera.tap(vera.words(f"board-plan-{kind}"))
    await vera.finds(vera.words("board-date-ask", kind=kind))
    await vera.write(at)
    await vera.finds(button=vera.words("board-list"))


async def press(vera: Visitor, verb: str) -> None:
    """A button of an application's card."""
    await vera.tap(vera.words(f"application-card-{verb}"))


# The books


async def audited(artel: Artel, act: str) -> int:
    """How many rows of the audit log say so."""
    return len(await artel.rows(select(audit.c.id).where(audit.c.act == act)))


async def status(artel: Artel, visitor: Visitor) -> list[str]:
    """The states of a person's applications, oldest first."""
    kept = select(applications.c.status).where(applications.c.person_id == visitor.id)
    return [row["status"] for row in await artel.rows(kept.order_by(applications.c.id))]


async def rendered(document: bytes, directory: Path) -> tuple[list[Path], str]:
    """The pages of a PDF as pictures, and its text."""

    def render() -> tuple[list[Path], str]:
        path = directory / "document.pdf"
        path.write_bytes(document)
        subprocess.run(["pdftoppm", "-r", "60", "-png", path, directory / "page"], check=True, timeout=30)
        text = subprocess.run(
            ["pdftotext", "-layout", path, "-"], check=True, timeout=30, capture_output=True
        )
        return sorted(directory.glob("page*.png")), text.stdout.decode()

    return await asyncio.to_thread(render)
