"""Members who owe, treasurers, and what they do, for the tests of dues."""

from dataclasses import replace
from typing import Any

from bot.config import Config, load
from domain.applications.entities import Application
from domain.applications.life import ApplicationStatus
from domain.contacts import Contacts
from domain.dues.billing import Billing
from domain.dues.events import InvoiceIssued
from domain.dues.ladder import DuesLadder
from domain.members.entities import Member
from domain.members.use_cases import Members
from domain.parties import PartyKind
from handlers.tellings import tell
from storage.applications import ApplicationsTable
from storage.engine import Transaction
from storage.members import MembersTable
from storage.outbox import OutboxTable
from storage.tables.dues import invoices, payments
from tests.handlers.harness import Street, Visitor
from tests.handlers.steps import make_files

PDF = {"file_id": "BQACAgIAAxkBAAI", "file_unique_id": "u", "file_name": "чек.pdf"}
PHOTO = [{"file_id": "AgACAgIAAxkBAAI", "file_unique_id": "p", "width": 90, "height": 90}]


def with_provider() -> Config:
    """The configuration as it is delivered, with a provider of payments."""
    token = "381764678:TEST:1"  # noqa: S105 -- of nobody
    return load(needs_token=False, admins=[], dues={"provider_token": token})


async def admit(street: Street, visitor: Visitor, name: str = "Иванова Мария") -> Member:
    """Make somebody a member, with the first invoice, which they get."""
    async with street.database.transaction() as transaction:
        now = street.clock.now()
        application = await ApplicationsTable(transaction).add(visitor.id, PartyKind.PERSON, {}, now)
        await close(transaction, application)
        member = await MembersTable(transaction).add(
            PartyKind.PERSON, visitor.id, None, now, application.id, name
        )
        await bill(street, transaction, member)
    await make_files(street)
    return member


async def admit_organisation(
    street: Street, *visitors: Visitor, name: str = "ООО «Ромашка»", inn: str = "7707083893"
) -> Member:
    """Make an organisation a member, whom these people represent."""
    async with street.database.transaction() as transaction:
        members = MembersTable(transaction)
        firm = await members.add_organisation(name, inn, "", {"kpp": "770701001"})
        for visitor in visitors:
            await members.add_representative(firm.id, visitor.id, street.clock.now())
        now = street.clock.now()
        application = await ApplicationsTable(transaction).add(
            visitors[0].id, PartyKind.ORGANISATION, {}, now
        )
        await close(transaction, application)
        member = await members.add(PartyKind.ORGANISATION, None, firm.id, now, application.id, name)
        await bill(street, transaction, member)
    await make_files(street)
    return member


async def close(transaction: Transaction, application: Application) -> None:
    """Their application waits for nothing any more."""
    await ApplicationsTable(transaction).save(replace(application, status=ApplicationStatus.ADMITTED))


async def bill(street: Street, transaction: Transaction, member: Member) -> None:
    """Issue the first invoice, as the board's decision does."""
    do = street.use_cases(transaction)
    actor = await do.get(Contacts).find(member.person_id or 0) or await do.get(Contacts).meet(
        1, "ru", "", None
    )
    event = await do.get(Billing).bill_admission(member, actor)
    assert isinstance(event, InvoiceIssued)
    say = street.worker._say()
    tell(event, say)
    await OutboxTable(transaction).add(say.calls, street.clock.now())


async def expel(street: Street, member_id: int) -> None:
    """The board's votes were counted."""
    async with street.database.transaction() as transaction:
        event = await street.use_cases(transaction).get(Members).expel(member_id, "решение совета", None)
        say = street.worker._say()
        tell(event, say)
        await OutboxTable(transaction).add(say.calls, street.clock.now())
    await street.deliver()


async def let_due(street: Street) -> None:
    """Do what the clock finds due of dues, and send it."""
    async with street.database.transaction() as transaction:
        do = street.use_cases(transaction)
        events: list[Any] = []
        more = True
        while more:
            found, more = await do.get(Billing).issue_next()
            events += found
        more = True
        while more:
            found_too, more = await do.get(DuesLadder).remind_next()
            events += found_too
        say = street.worker._say()
        for event in events:
            tell(event, say)
        await OutboxTable(transaction).add(say.calls, street.clock.now())
    await make_files(street)
    await street.work()


async def all_invoices(street: Street) -> list[dict[str, Any]]:
    return sorted(await street.rows(invoices), key=lambda row: int(row["id"]))


async def all_payments(street: Street) -> list[dict[str, Any]]:
    return sorted(await street.rows(payments), key=lambda row: int(row["id"]))
