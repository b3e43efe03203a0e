"""Who is invited to which webinar, and who belongs to a group, on both databases."""

from dataclasses import replace

import pytest

from domain.webinars.entities import Audience, Guest, Standing
from storage.engine import Database
from storage.webinars.guests import GuestsTable
from storage.webinars.invitations import InvitationsTable
from storage.webinars.plans import WebinarsTable
from tests.storage.audiences import (
    LEFT,
    MEMBERS,
    OF_BIODATA,
    OF_THE_GROUP,
    SETTLED,
    STRANGER,
    SUPPORTER,
    UNREACHABLE,
    everybody,
)
from tests.storage.webinars import WEBINAR, somebody


@pytest.mark.parametrize(
    ("audience", "invited"),
    [
        (Audience.GROUP, OF_THE_GROUP),
        (Audience.MEMBERS, MEMBERS),
        (Audience.SUPPORTERS, MEMBERS | {SUPPORTER}),
    ],
)
async def test_everybody_in_the_audience_is_invited_once(
    database: Database, audience: Audience, invited: set[int]
) -> None:
    async with database.transaction() as transaction:
        await everybody(transaction)
        webinars = WebinarsTable(transaction)
        guests_table = GuestsTable(transaction)
        invitations_table = InvitationsTable(transaction)
        other = await webinars.add(WEBINAR)
        webinar = await webinars.add(replace(WEBINAR, audience=audience))
        away = Guest(webinar.id, LEFT, Standing.LEFT, 3, 5)
        await guests_table.put(away)
        assert await invitations_table.invite(webinar, "events") == len(invited)
        assert await guests_table.guests(webinar.id, [Standing.INVITED]) == [
            (Guest(webinar.id, number, Standing.INVITED), somebody(number)) for number in sorted(invited)
        ]
        assert {person.id for _, person in await invitations_table.untold(100)} == invited
        assert await guests_table.guest(webinar.id, LEFT) == away
        assert await guests_table.guests(other.id, list(Standing)) == []
        coming = Guest(webinar.id, SETTLED, Standing.REGISTERED, 0, 7)
        await guests_table.put(coming)
        assert await invitations_table.invite(webinar, "events") == 0
        assert await guests_table.guest(webinar.id, SETTLED) == coming


@pytest.mark.parametrize(
    ("group_id", "belong"),
    [("pilots", OF_THE_GROUP | {UNREACHABLE, LEFT}), ("biodata", {OF_BIODATA}), ("gone", set())],
)
async def test_a_group_is_who_has_a_place_in_it_or_speaks_there(
    database: Database, group_id: str, belong: set[int]
) -> None:
    async with database.transaction() as transaction:
        await everybody(transaction)
        webinars = InvitationsTable(transaction)
        assert {
            number for number in range(1, STRANGER + 1) if await webinars.belongs(number, group_id)
        } == belong
