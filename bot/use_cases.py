"""The use cases over one open transaction: what handlers and the clock call."""

from bot.config import Config
from domain.association import Association
from domain.consent import Consents
from domain.contacts import Contacts
from domain.mailings import Mailings
from domain.operations import Operations
from domain.ports import Clock
from domain.roles import Roles
from storage.consent import ConsentTable
from storage.contacts import ContactsTable
from storage.engine import Transaction
from storage.jobs import JobsTable
from storage.operations import OperationsTable
from storage.roles import RolesTable


class UseCases:
    """Everything that can be done, within one transaction."""

    def __init__(
        self, transaction: Transaction, clock: Clock, config: Config, association: Association
    ) -> None:
        people = ContactsTable(transaction)
        consents = ConsentTable(transaction)
        roles = RolesTable(transaction, association.default_language)
        self.contacts = Contacts(people, clock, JobsTable(transaction, clock.now()))
        self.consents = Consents(consents, people, clock)
        self.mailings = Mailings(consents, people, clock, association.topic_ids())
        self.roles = Roles(roles, clock)
        self.operations = Operations(
            OperationsTable(transaction), people, roles, clock, config.retention.periods()
        )
