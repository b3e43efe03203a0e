"""Taking a person's name out of what is still to be told to others: their erasure doesn't cost anybody a message."""

import html
import json
import re
from typing import Any

from sqlalchemy import BigInteger, bindparam, literal_column, or_, select, update

from domain.outbox import Lane
from storage.engine import Transaction
from storage.tables.applications import applications
from storage.tables.groups import group_questions
from storage.tables.members import members
from storage.tables.people import people
from storage.tables.street import Outbox, outbox

SHORTEST = 2  # characters of a name that is looked for
CUTS = range(8, 250)  # how many characters a screen may leave of a name that it cuts
CUT = "…"
INSTEAD = "—"
SAID = ("text", "caption")  # where the texts of a call and the labels of its buttons stand
FORMATTED = ("entities", "caption_entities")

_whose = bindparam("person_id", type_=BigInteger)
NAMES = [
    select(people.c.name, people.c.username).where(people.c.id == _whose),
    select(members.c.name).where(members.c.person_id == _whose),
    select(group_questions.c.text, group_questions.c.answer).where(group_questions.c.person_id == _whose),
]
ANSWERS = select(applications.c.answers).where(applications.c.person_id == _whose)
TITLES = ("full-name", "organisation")  # the answers by which lists name an application
# Mailings go to all alike and name nobody.
UNSENT = select(outbox.c.id, outbox.c.params).where(
    outbox.c.state < Outbox.SENT.sql,
    outbox.c.lane < literal_column(str(Lane.BULK.value)),
    or_(outbox.c.chat_id.is_(None), outbox.c.chat_id != _whose),
)
REWRITE = update(outbox).where(outbox.c.id == bindparam("row")).values(params=bindparam("new_params"))


async def redact(transaction: Transaction, person_id: int) -> None:
    """Replace the person's names and words by a dash in every call to others that is not sent yet."""
    names: set[str] = set()
    for statement in NAMES:
        for row in await transaction.all(statement, person_id=person_id):
            names.update(text for text in row if text)
    for row in await transaction.all(ANSWERS, person_id=person_id):
        answers = json.loads(row["answers"])
        names.update(str(answers[title]) for title in TITLES if answers.get(title))
    names = {name for name in names if len(name) >= SHORTEST}
    if not names:
        return
    pattern = _pattern(names)
    for row in await transaction.all(UNSENT, person_id=person_id):
        params = json.loads(row["params"])
        redacted = _redacted(params, pattern)
        if redacted != params:
            written = json.dumps(redacted, ensure_ascii=False)
            await transaction.run(REWRITE, row=row["id"], new_params=written)


def _pattern(names: set[str]) -> re.Pattern[str]:
    """The names as texts and labels have them, whole or cut; and what stands between: tags and entities."""
    ways: set[str] = set()
    for name in names:
        cuts = {name[:length].rstrip() + CUT for length in CUTS if length < len(name)}
        for way in (name, *cuts):
            ways |= {way, html.escape(way, quote=False)}
    longest_first = sorted(ways, key=len, reverse=True)
    return re.compile(rf"(?P<name>(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w))|<[^<>]*>|&\w+;")


def _redacted(value: Any, pattern: re.Pattern[str], field: str = "") -> Any:
    if isinstance(value, dict):
        redacted = {name: _redacted(part, pattern, name) for name, part in value.items()}
        if any(redacted.get(name) != value.get(name) for name in SAID):
            for name in FORMATTED:  # its offsets no longer fit
                redacted.pop(name, None)
        return redacted
    if isinstance(value, list):
        return [_redacted(part, pattern, field) for part in value]
    if isinstance(value, str) and field in SAID:
        return pattern.sub(lambda found: INSTEAD if found["name"] else found[0], value)
    return value
