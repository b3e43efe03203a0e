"""People, roles and working groups, and the program's own books."""

from functools import cached_property

from bot.use_cases.gateways import Gateways
from domain.chats.use_cases import Chats
from domain.consent import Consents
from domain.contacts import Contacts
from domain.groups.admin import GroupAdmin
from domain.groups.model import Balance
from domain.groups.places import Groups
from domain.groups.questions import Questions
from domain.groups.representatives import GroupRepresentatives
from domain.groups.rosters import Rosters
from domain.mailings import Mailings
from domain.operations import Operations
from domain.roles import Roles
from storage.operations import OperationsTable


class PeopleCases(Gateways):
    """People, roles and working groups, and the program's own books; each is put together when it is first asked for."""

    @cached_property
    def contacts(self) -> Contacts:
        return Contacts(self._people, self._clock, self._jobs)

    @cached_property
    def consents(self) -> Consents:
        return Consents(self._consents, self._people, self._clock)

    @cached_property
    def mailings(self) -> Mailings:
        return Mailings(self._consents, self._people, self._clock, self._association)

    @cached_property
    def roles(self) -> Roles:
        return Roles(self._holders, self._people, self._groups, self._audit, self._clock)

    @cached_property
    def groups(self) -> Groups:
        balance = Balance(self._config.groups.balance)
        return Groups(self._groups, self._known, self._people, self.roles, self._audit, self._clock, balance)

    @cached_property
    def group_admin(self) -> GroupAdmin:
        return GroupAdmin(
            self._groups,
            self._known,
            self.groups,
            self._people,
            self.roles,
            self._audit,
            self._clock,
            self._held,
        )

    @cached_property
    def chats(self) -> Chats:
        return Chats(
            self._chats,
            self._groups,
            self._people,
            self.roles,
            self._audit,
            self._clock,
            self._association,
        )

    @cached_property
    def rosters(self) -> Rosters:
        return Rosters(
            self._groups, self._known, self.groups, self.roles, self._audit, self._jobs, self._clock
        )

    @cached_property
    def group_representatives(self) -> GroupRepresentatives:
        return GroupRepresentatives(self._groups, self._known, self._people, self._clock)

    @cached_property
    def questions(self) -> Questions:
        return Questions(self._groups, self._known, self._people, self.roles, self._audit, self._clock)

    @cached_property
    def operations(self) -> Operations:
        return Operations(
            OperationsTable(self._tx), self._people, self.roles, self._clock, self._config.retention.periods()
        )
