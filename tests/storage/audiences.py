"""One person for each way to be, or not to be, in a webinar's audience."""

from dataclasses import replace

from sqlalchemy import insert

from domain.consent import Consent
from domain.groups.model import Group, Place, PlaceStatus
from storage.consent import ConsentTable
from storage.contacts import ContactsTable
from storage.engine import Transaction
from storage.groups import GroupsTable
from storage.tables.members import members, organisations, representatives
from tests.storage.webinars import crowd, somebody

SETTLED, PROPOSED, OF_BIODATA, LAPSED = 1, 2, 3, 4
NAMED, NOT_NAMED = 5, 6  # both speak for a firm that named one of them for the group
EITHER, OR = 7, 8  # both speak for a firm that named nobody
OF_LAPSED_FIRM, OF_PROPOSED_FIRM = 9, 10
SUPPORTER, ON_OTHER_TOPIC, UNSUBSCRIBED = 11, 12, 13
UNREACHABLE, LEFT, EVERYTHING = 14, 15, 16
STRANGER = 17
OF_THE_GROUP = {SETTLED, NAMED, EITHER, OR, EVERYTHING}
MEMBERS = OF_THE_GROUP | {PROPOSED, OF_BIODATA, NOT_NAMED, OF_PROPOSED_FIRM}


async def member(
    transaction: Transaction, *people: int, status: str = "active", firm: int | None = None
) -> int:
    """A person who is a member, or a firm that people speak for; returns the member's id."""
    number = firm or people[0]
    if firm:
        columns = {"id": firm, "name": "ООО", "inn": str(firm), "ogrn": ""}
        await transaction.run(insert(organisations).values(**columns))
        for since, person_id in enumerate(people):
            speaks = {"organisation_id": firm, "person_id": person_id, "since": since}
            await transaction.run(insert(representatives).values(**speaks))
    row = {
        "id": number,
        "kind": "organisation" if firm else "person",
        "person_id": None if firm else number,
        "organisation_id": firm,
        "status": status,
        "since": 1,
        "name": "Имя",
    }
    await transaction.run(insert(members).values(**row))
    return number


async def everybody(transaction: Transaction) -> None:
    """One person for each way to be, or not to be, in an audience."""
    await crowd(transaction, STRANGER)
    await ContactsTable(transaction).save(replace(somebody(UNREACHABLE), reachable=False))
    groups, consents = GroupsTable(transaction), ConsentTable(transaction)
    for number, group_id in enumerate(("pilots", "biodata")):
        await groups.add(Group(group_id, {"ru": "Группа"}, {}, "", number))

    async def place(member_id: int, person_id: int | None, group_id: str = "pilots") -> None:
        await groups.put(Place(group_id, member_id, person_id, PlaceStatus.CONFIRMED, 1))

    for number in (SETTLED, UNREACHABLE, LEFT, EVERYTHING):
        await place(await member(transaction, number), number)
    await place(await member(transaction, LAPSED, status="lapsed"), LAPSED)
    await place(await member(transaction, OF_BIODATA), OF_BIODATA, "biodata")
    await member(transaction, PROPOSED)
    await groups.put(Place("pilots", PROPOSED, PROPOSED, PlaceStatus.PROPOSED, 1))
    await place(await member(transaction, NAMED, NOT_NAMED, firm=101), NAMED)
    await place(await member(transaction, EITHER, OR, EVERYTHING, firm=102), None)
    await place(await member(transaction, OF_LAPSED_FIRM, firm=103, status="lapsed"), None)
    await member(transaction, OF_PROPOSED_FIRM, firm=104)
    await groups.put(Place("pilots", 104, None, PlaceStatus.PROPOSED, 1))
    for number, topic in (
        (SUPPORTER, "events"),
        (EVERYTHING, "events"),
        (UNSUBSCRIBED, "events"),
        (ON_OTHER_TOPIC, "news"),
    ):
        await consents.give(Consent(number, f"mailings:{topic}", "1", "digest", 1))
    await consents.withdraw(UNSUBSCRIBED, ["mailings:events"], 2)
