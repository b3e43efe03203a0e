"""Joining, over HTTP: a person and an organisation from Start to member with a group, in counted steps."""

import re
from pathlib import Path

import pytest

from tests.e2e.harness import Artel, Visitor
from tests.e2e.joining import (
    FORMS,
    SCAN,
    administrator,
    audited,
    document,
    fill,
    hand_in,
    labelled,
    open_questionnaire,
    plan_meeting,
    press,
    rendered,
    secretary,
    stands,
    status,
)

DIALOGUES = Path(__file__).parents[2] / "docs" / "dialogues.md"
MEETING = "15.12.2030 15:00"


def documented() -> dict[str, list[int]]:
    """The columns of the table: what each step costs a person and an organisation."""
    rows = re.findall(r"^\| .*? \| (\d+) \| (\d+) \|$", DIALOGUES.read_text("utf-8"), re.MULTILINE)
    return {
        kind: [int(row[column]) for row in rows] for column, kind in enumerate(("person", "organisation"))
    }


class Counter:
    """How many messages and taps somebody needs from one step to the next."""

    def __init__(self, visitor: Visitor) -> None:
        self._visitor = visitor
        self._before = visitor.taps + visitor.typed

    def step(self) -> int:
        now = self._visitor.taps + self._visitor.typed
        taken, self._before = now - self._before, now
        return taken


@pytest.mark.parametrize("kind", ["person", "organisation"])
async def test_from_start_to_member_with_a_group(artel: Artel, kind: str, tmp_path: Path) -> None:
    vera = await secretary(await administrator(artel))
    maria = await artel.visitor(first_name="Мария", username="maria")
    questionnaire, application = FORMS[kind].items()

    of_maria = Counter(maria)
    await open_questionnaire(maria, kind)
    counts = [of_maria.step()]
    await fill(maria, *questionnaire)
    counts.append(of_maria.step())
    await fill(maria, *application)
    counts.append(of_maria.step())
    pages, text = await rendered(await document(maria), tmp_path)
    await hand_in(maria)
    counts.append(of_maria.step())
    counts.append(sum(counts))
    assert counts[1] <= len(questionnaire[1]) + 3, "at most one message or tap a question, and three"

    of_vera = Counter(vera)
    card = await vera.finds(button=vera.words("application-card-accept"))
    assert ("Иванова Мария Петровна" if kind == "person" else "ООО «Ромашка»") in card.text
    assert ("1 февраля 1980" if kind == "person" else "+7 916 123-45-67") in card.text
    await press(vera, "accept")
    await maria.finds(stands(maria, "complete"))
    accepting = of_vera.step()
    await plan_meeting(vera, MEETING)
    await maria.finds("15 декабря 2030")
    of_vera.step()
    await vera.tap(await labelled(vera, "1. "))
    await press(vera, "admit")
    await maria.finds(stands(maria, "admitted"))
    await vera.tap("place-confirm")
    await maria.finds("place-yours")
    counts.append(accepting + of_vera.step())
    print(f"\n{kind}: {counts}")  # noqa: T201 -- for `pytest -s`
    assert counts == documented()[kind]

    needles = {
        "person": ["Иванова Мария Петровна", "420012, Казань", "1 февраля 1980"],
        "organisation": ["Общество с ограниченной ответственностью «Ромашка»", "7707083893", "773601001"],
    }
    flat = " ".join(text.split())
    assert [needle for needle in needles[kind] if needle not in flat] == []
    assert all(page.stat().st_size > 3_000 for page in pages), "an empty page"

    await maria.start()
    await maria.finds("contact-home-member", button=maria.words("contact-membership"))
    assert await status(artel, maria) == ["admitted"]
    assert await audited(artel, "application-admit") == 1


async def test_the_secretary_gets_the_scan_by_its_ids(artel: Artel) -> None:
    vera = await secretary(await administrator(artel))
    maria = await artel.visitor(first_name="Мария")
    await open_questionnaire(maria, "person")
    for form, answers in FORMS["person"].items():
        await fill(maria, form, answers)
    await document(maria)
    await hand_in(maria)
    await press(vera, "files")
    await vera.finds(vera.words("application-page", number=2, total=2, application="1"))
    photos = [
        message["photo"][-1]["file_id"]
        for message in await artel.control.messages(vera.id)
        if "photo" in message
    ]
    assert [await artel.download(photo) for photo in photos] == [content for _, content in SCAN]
