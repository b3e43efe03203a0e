"""Floods of one person: however often anything is written, few answers to it wait."""

import pytest

from domain.roles import Role
from handlers.commands import EVERYONE, IN_GROUPS, OF_LEADERS, OF_MEMBERS, OF_ROLE
from storage.roles import RolesTable
from storage.tables.street import Outbox, outbox
from tests.handlers.harness import Street, Visitor

TIMES = 6
COMMANDS = sorted(
    {*EVERYONE, *OF_MEMBERS, *OF_LEADERS, *IN_GROUPS, *(name for of in OF_ROLE.values() for name in of)}
)
TEXTS = ("what?", "12", "@nobody", "31.12.2030", "\u200b")
MOST = 4  # a screen, what comes with it, and buttons that are taken away


@pytest.fixture
async def everything(street: Street, maria: Visitor) -> Visitor:
    """A member with every role that the whole association knows."""
    async with street.database.transaction() as transaction:
        for role in OF_ROLE:
            if role is not Role.GROUP_LEADER:
                await RolesTable(transaction, street.association).give(maria.id, role, street.clock.now())
    return maria


async def waiting(street: Street, person: Visitor) -> list[str]:
    rows = await street.rows(outbox)
    return [
        f"{row['method']} {row['key'] or row['edits']} {row['params'][:200]}"
        for row in rows
        if row["state"] == Outbox.WAITING and row["chat_id"] == person.id
    ]


@pytest.mark.usefixtures("groups")
async def test_whatever_is_written_again_and_again_few_answers_wait(
    street: Street, everything: Visitor
) -> None:
    """Reliability row 39: every command, and texts in whatever question it has asked."""
    street.cut_off = True
    found = {}
    for command in COMMANDS:
        for written in (f"/{command}", *TEXTS):
            for _ in range(TIMES):
                await everything.write(written)
            if len(left := await waiting(street, everything)) > MOST:
                found[f"/{command} {written}"] = left
                break
        street.cut_off = False
        await everything.write("/cancel")
        street.cut_off = True
    assert not found, "\n".join(f"{what}: {len(left)}\n  {left[-1]}" for what, left in found.items())
