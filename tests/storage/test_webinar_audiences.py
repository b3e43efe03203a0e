"""Who is invited to which webinar, and who belongs to a group, on both databases."""

from dataclasses import replace

import pytest

from domain.webinars.entities import Audience, Guest, Standing
from storage.engine import Database
from storage.webinars import WebinarsTable
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
        other = await webinars.add(WEBINAR)
        webinar = await webinars.add(replace(WEBINAR, audience=audience))
        away = Guest(webinar.id, LEFT, Standing.LEFT, 3, 5)
        await webinars.put(away)
        assert await webinars.invite(webinar, "events") == len(invited)
        assert await webinars.guests(webinar.id, [Standing.INVITED]) == [
            (Guest(webinar.id, number, Standing.INVITED), somebody(number)) for number in sorted(invited)
        ]
        assert {person.id for _, person in await webinars.untold(100)} == invited
        assert await webinars.guest(webinar.id, LEFT) == away
        assert await webinars.guests(other.id, list(Standing)) == []
        coming = Guest(webinar.id, SETTLED, Standing.REGISTERED, 0, 7)
        await webinars.put(coming)
        assert await webinars.invite(webinar, "events") == 0
        assert await webinars.guest(webinar.id, SETTLED) == coming


@pytest.mark.parametrize(
    ("group_id", "belong"),
    [("pilots", OF_THE_GROUP | {UNREACHABLE, LEFT}), ("biodata", {OF_BIODATA}), ("gone", set())],
)
async def test_a_group_is_who_has_a_place_in_it_or_speaks_there(
    database: Database, group_id: str, belong: set[int]
) -> None:
    async with database.transaction() as transaction:
        await everybody(transaction)
        webinars = WebinarsTable(transaction)
        assert {
            number for number in range(1, STRANGER + 1) if await webinars.belongs(number, group_id)
        } == belong
