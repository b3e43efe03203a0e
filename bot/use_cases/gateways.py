"""What all use cases stand on: one transaction, and the gateways that several of them share."""

from functools import cached_property

from bot.config import Config
from domain.association import Association
from domain.ports import Clock
from handlers.say import Texts
from storage.audit import AuditTable
from storage.chats import ChatsTable
from storage.consent import ConsentTable
from storage.contacts import ContactsTable
from storage.engine import Transaction
from storage.groups import GroupsTable
from storage.jobs import JobsTable
from storage.members import MembersTable
from storage.memberships import MembershipsTable
from storage.roles import RolesTable
from storage.webinars.plans import WebinarsTable


class Gateways:
    """What all use cases stand on: one transaction, and the gateways that several of them share.

    Each is put together when it is first asked for.
    """

    def __init__(
        self,
        transaction: Transaction,
        clock: Clock,
        config: Config,
        association: Association,
        texts: Texts | None = None,
    ) -> None:
        self._tx = transaction
        self._clock = clock
        self._config = config
        self._association = association
        self._given_texts = texts

    @property
    def _texts(self) -> Texts:
        if self._given_texts is None:
            raise LookupError("put together without texts")
        return self._given_texts

    @cached_property
    def _people(self) -> ContactsTable:
        return ContactsTable(self._tx)

    @cached_property
    def _audit(self) -> AuditTable:
        return AuditTable(self._tx)

    @cached_property
    def _groups(self) -> GroupsTable:
        return GroupsTable(self._tx)

    @cached_property
    def _known(self) -> MembershipsTable:
        return MembershipsTable(self._tx)

    @cached_property
    def _jobs(self) -> JobsTable:
        return JobsTable(self._tx, self._clock.now())

    @cached_property
    def _holders(self) -> RolesTable:
        return RolesTable(self._tx, self._association.default_language)

    @cached_property
    def _consents(self) -> ConsentTable:
        return ConsentTable(self._tx)

    @cached_property
    def _register(self) -> MembersTable:
        return MembersTable(self._tx)

    @cached_property
    def _held(self) -> WebinarsTable:
        return WebinarsTable(self._tx)

    @cached_property
    def _chats(self) -> ChatsTable:
        return ChatsTable(self._tx)
