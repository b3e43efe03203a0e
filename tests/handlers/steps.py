"""Steps that tests of several nouns take."""

from sqlalchemy import insert

from bot.documents.making import makers
from bot.scheduled import ScheduledTasks
from domain.groups.admin import GroupAdmin
from domain.people import Person
from domain.roles import Role
from storage.contacts import ContactsTable
from storage.jobs import JobsTable
from storage.roles import RolesTable
from storage.tables.members import members, organisations, representatives
from storage.tables.people import audit
from tests.handlers.harness import Street, Visitor


async def arrive(visitor: Visitor) -> Visitor:
    """Let the person be known, and have agreed."""
    street, user = visitor.street, visitor.user
    language = street.association.guess_language(visitor.language)
    known = Person(
        visitor.id, language, 1, name=user["first_name"], username=user["username"], consented=True
    )
    async with street.database.transaction() as transaction:
        await ContactsTable(transaction).add(known)
    return visitor


async def appoint(street: Street, person_id: int, role: Role, scope: str = "") -> None:
    async with street.database.transaction() as transaction:
        await RolesTable(transaction, street.association).give(person_id, role, street.clock.now(), scope)


async def dismiss(street: Street, person_id: int, role: Role, scope: str = "") -> None:
    async with street.database.transaction() as transaction:
        await RolesTable(transaction, street.association).take(person_id, role, scope)


async def refusals(street: Street) -> int:
    """How often somebody was refused: the first times are listed, the others counted."""
    return sum(row["times"] or 1 for row in await street.rows(audit) if row["act"] == "refused")


async def found_groups(street: Street) -> None:
    """Begin with the configuration's working groups."""
    async with street.database.transaction() as transaction:
        use_cases = street.use_cases(transaction)
        await use_cases.get(GroupAdmin).seed(street.association.working_groups)


async def enrol(street: Street, member_id: int, person_id: int, name: str = "Анна Ильина") -> None:
    row = {
        "id": member_id,
        "kind": "person",
        "person_id": person_id,
        "status": "active",
        "since": 1,
        "name": name,
    }
    async with street.database.transaction() as transaction:
        await transaction.run(insert(members).values(**row))


async def enrol_firm(street: Street, member_id: int, *people: int) -> None:
    firm = {"id": 5, "name": "ООО «Ромашка»", "inn": "7707083893", "ogrn": "1027700132195"}
    row = {"id": member_id, "kind": "organisation", "organisation_id": 5, "status": "active", "since": 1}
    async with street.database.transaction() as transaction:
        await transaction.run(insert(organisations).values(**firm))
        await transaction.run(insert(members).values(**row, name=firm["name"]))
        for since, person_id in enumerate(people):
            speaks = {"organisation_id": 5, "person_id": person_id, "since": since}
            await transaction.run(insert(representatives).values(**speaks))


async def tick(street: Street) -> None:
    """Let the clock look at what is due, and send it."""
    worker = street.worker
    scheduled = ScheduledTasks(
        street.database,
        street.clock,
        street.config,
        street.wiring,
        street.association,
        street.texts,
        worker._bot,
        worker._alarm,
    )
    await scheduled.tick()
    await street.deliver()


TOGETHER = 20  # taps that arrive at once: as many as the worker takes into a transaction


async def tap_all(street: Street, tapper: Visitor, taps: list[str]) -> None:
    """Tap one button after another; each is answered."""
    answered = len(street.answers.given)
    for start in range(0, len(taps), TOGETHER):  # what waits for one chat is looked through for each call
        queries = [tapper.query(data) for data in taps[start : start + TOGETHER]]
        await street.receive("callback_query", *queries)
        await street.work()
    assert len(street.answers.given) == answered + len(taps), "a tap was left without an answer"


async def make_files(street: Street) -> None:
    """The maker has done its jobs, so that what waited for files goes out."""
    async with street.database.transaction() as transaction:
        jobs = JobsTable(transaction, street.clock)
        while (job := await jobs.begin()) is not None:
            await jobs.finish(job.id, await makers()[job.kind].make(transaction, job.data))
    await street.deliver()
