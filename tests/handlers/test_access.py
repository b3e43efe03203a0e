"""Forged taps: every button of every kind by everybody, against what each may change."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, select

from bot.config import Config
from bot.i18n import FluentTexts
from domain.association import Association
from domain.groups.model import Place, PlaceStatus
from domain.parties import PartyKind
from domain.roles import SCOPED, Role
from handlers.contacts.home import ContactAction
from storage.engine import open_database
from storage.groups import GroupsTable
from storage.members import MembersTable
from storage.roles import RolesTable
from storage.tables.applications import applications
from storage.tables.base import PersonId, complete_metadata
from storage.tables.forms import drafts
from storage.tables.members import members, representatives
from storage.tables.people import audit, consents, roles
from storage.tables.personal import shown_columns
from storage.tables.webinars import webinar_guests
from tests.conftest import START, StandingClock, aside
from tests.handlers.at_stake import JOHN, OF_NO_NOUN, ROOM, UNASKED, put_at_stake
from tests.handlers.buttons import Carried, Kind, forged, kinds, tapped, verbs, walk
from tests.handlers.harness import Street, Visitor
from tests.handlers.steps import appoint, arrive, tap_all

ANSWERS = {(kind, verb) for kind, verb, answers in tapped() if answers}


@pytest.fixture(scope="session")
def carried(
    tmp_path_factory: pytest.TempPathFactory,
    sqlite_template: Path,
    config: Config,
    association: Association,
    texts: FluentTexts,
) -> Carried:
    """What buttons carry: those to which John comes, and somebody with every role, and those under messages."""

    async def found() -> Carried:
        path = tmp_path_factory.mktemp("walk") / "artel.db"
        shutil.copyfile(sqlite_template, path)
        async with open_database(f"sqlite+aiosqlite:///{path}") as database:
            street = Street(database, StandingClock(), config, association, texts)
            john = street.visitor(JOHN, "ru")
            await john.subscribe()
            await put_at_stake(street)
            vera = await arrive(street.visitor(9, "ru"))
            for role in Role:
                await appoint(street, vera.id, role, "one" if role in SCOPED else "")
            real = await walk(path, vera, john)
        for button in UNASKED:
            real[type(button)].add(tuple(button.pack().split(":")[2:]))
        return real

    return aside(found())


def taps_on(kind: Kind, carried: Carried) -> list[str]:
    """Return all forged taps on a kind of buttons but those that erase whoever taps."""
    return [data for taps in forged(kind, carried).values() for data in taps if not is_erasure(data)]


def is_erasure(data: str) -> bool:
    return data.startswith("contact:erase-sure:")


async def of_others(street: Street, mine: int) -> list[Any]:
    """All rows of all features that are not about this person."""
    rows: list[Any] = []
    for table in complete_metadata().sorted_tables:
        if table.name not in OF_NO_NOUN:
            about = [column.name for column in shown_columns(table) if isinstance(column.type, PersonId)]
            rows += [
                (table.name, row)
                for row in await street.rows(table)
                if mine not in [row.get(name) for name in ("person_id", *about)]
            ]
    return rows


class Audit:
    """What was done and refused, read bit by bit, and emptied: refusals that are listed already are only counted."""

    def __init__(self, street: Street) -> None:
        self._street = street

    async def news(self) -> tuple[set[str], set[str]]:
        """Return the acts since the last time, and all roles that were needed for what was refused."""
        async with self._street.database.transaction() as transaction:
            rows = await transaction.all(select(audit))
            await transaction.run(delete(audit))
        refused = [json.loads(row["data"]) for row in rows if row["act"] == "refused"]
        return {row["act"] for row in rows}, {role for data in refused for role in data["needs"]}


@pytest.mark.parametrize("who", ["guest", "supporter", "member", *Role])
async def test_forged_taps_change_nothing_that_is_not_the_tappers(
    street: Street, anna: Visitor, john: Visitor, carried: Carried, who: str
) -> None:
    """Reliability rows 30 and 31: whatever is tapped, others' data and all roles stay.

    What a button says is for some roles is refused to everybody else, and audited; nothing else is.
    """
    await john.subscribe()
    await put_at_stake(street)
    if who == "guest":
        await anna.write("/start")
    else:
        await anna.subscribe("Скидки")
    async with street.database.transaction() as transaction:
        for role in [role for role in Role if role == who]:
            scope = "two" if role in SCOPED else ""  # John is in the other group
            await RolesTable(transaction, street.association).give(anna.id, role, START, scope)
        if who == "member":
            member = await MembersTable(transaction).add(PartyKind.PERSON, anna.id, None, START, 1, "Анна")
            await GroupsTable(transaction).put(Place("two", member.id, anna.id, PlaceStatus.CONFIRMED, START))
    roles_before, others, said = await street.rows(roles), await of_others(street, anna.id), len(street.sent)
    assert len({table for table, _ in others}) > 12
    log = Audit(street)
    for kind in kinds():
        for verb, taps in forged(kind, carried).items():
            allowed = verbs(kind).get(verb, frozenset())
            if who in allowed - SCOPED:
                continue
            await tap_all(street, anna, [data for data in taps if not is_erasure(data)])
            acts, needed = await log.news()
            if who in allowed:
                assert set() < needed <= allowed, f"{kind.__name__} {verb}: of others' groups"
            elif (kind, verb) not in ANSWERS:
                assert needed == allowed, f"{kind.__name__} {verb}: marked for {set(allowed) or 'everybody'}"
                assert acts <= {"refused"}, f"{kind.__name__} {verb}"
        assert await street.rows(roles) == roles_before, kind
        assert await of_others(street, anna.id) == others, kind
    if who != "member":  # whose own wishes and leaving are told to staff
        assert {owed.chat_id for owed in street.sent[said:]} <= {anna.id, None}
    assert not [owed for owed in street.sent[said:] if ROOM in str(owed.params)]
    person = await anna.person()
    assert person is not None
    assert person["language"] in street.association.languages
    erasing = forged(ContactAction, carried)["erase-sure"]
    await tap_all(street, anna, erasing)
    assert await of_others(street, anna.id) == others


async def test_without_consent_no_forged_tap_leads_to_anything(
    street: Street, anna: Visitor, carried: Carried
) -> None:
    """Not even one that agrees: it names no text that was shown."""
    await anna.write("/start")
    for kind in kinds():
        await tap_all(street, anna, taps_on(kind, carried))
        for table in (consents, drafts, applications, members, representatives, webinar_guests):
            assert await street.rows(table) == [], kind
        assert "Аннабелла" not in await street.everything(), kind
    assert [
        kind
        for kind, _ in await anna.history()
        if kind not in ("started", "language-chosen", "data-requested")
    ] == []


@pytest.mark.usefixtures("street")
async def test_a_supporters_forged_topic_is_not_kept(anna: Visitor) -> None:
    await anna.subscribe("Скидки")
    await anna.tap("topic:toggle:gone")
    await anna.tap("topic:toggle:news:x")
    await anna.tap("topic:done:")
    await anna.tap("topic:all:forged")
    assert await anna.topics() == {"discounts"}


@pytest.mark.parametrize("kind", kinds(), ids=lambda kind: kind.__name__)
async def test_what_no_database_holds_is_no_tap(olga: Visitor, kind: Kind) -> None:
    """Else anybody could have updates set aside, and the administrators alarmed, as often as they like."""
    await olga.subscribe()
    fields = kind.model_fields
    for verb in verbs(kind):
        for value in (2**63, -(2**63) - 1, 10**30):
            parts = [str(value) if field.annotation is int else "" for field in fields.values()]
            await olga.tap(":".join([kind.__prefix__, verb, *parts[1:]]))
        nul = ["a\x00b" if field.annotation is str else "1" for field in fields.values()]
        await olga.tap(":".join([kind.__prefix__, verb, *nul[1:]]))
