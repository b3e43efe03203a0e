"""Forms, applications, the board and the register."""

from collections.abc import Mapping, Sequence
from functools import cached_property, partial
from secrets import token_urlsafe

from bot.forms import PURPOSES, SOURCES
from bot.use_cases.webinars import WebinarCases
from domain.applications import Applications
from domain.applications import Kind as Applicant
from domain.association import Localized
from domain.board import Board
from domain.contacts import Person
from domain.forms import WORKING_GROUPS, Answers, Form, Forms, Option, Receiver, acknowledge
from domain.home import Homes
from domain.members import Members
from storage.applications import ApplicationsTable
from storage.board import MeetingsTable
from storage.forms import FormsTable


class MembershipCases(WebinarCases):
    """Forms, applications, the board and the register; each is put together when it is first asked for."""

    @cached_property
    def forms(self) -> Forms:
        receivers: dict[str, Receiver] = dict.fromkeys(PURPOSES, acknowledge)
        for kind in Applicant:
            receivers[f"questionnaire-{kind}"] = partial(self._begin, kind)
            receivers[f"application-{kind}"] = partial(self._fill, kind)
        receivers["webinar"] = self._plan
        return Forms(
            FormsTable(self._tx),
            self._people,
            self._clock,
            self._config.questionnaires,
            receivers,
            {WORKING_GROUPS: self._open_groups, "webinar-audiences": self._webinar_audiences},
            self._config.form_terms,
        )

    async def _begin(self, kind: Applicant, person: Person, _form: Form, answers: Answers) -> object:
        """A questionnaire begins an application."""
        return await self.applications.begin(person, kind, answers)

    async def _fill(self, kind: Applicant, person: Person, _form: Form, answers: Answers) -> object:
        """The other forms fill it in."""
        return await self.applications.fill(person, kind, answers)

    async def _plan(self, person: Person, _form: Form, answers: Answers) -> object:
        """The form of a webinar plans it."""
        return await self.planning.plan(person, answers)

    async def _webinar_audiences(self) -> Sequence[Option]:
        return [*await self._open_groups(), *(Option(audience) for audience in SOURCES["webinar-audiences"])]

    async def _open_groups(self) -> Sequence[Option]:
        return [Option(group.id, group.titles) for group in await self._groups.open()]

    @cached_property
    def members(self) -> Members:
        return Members(
            self._register,
            self._people,
            self.roles,
            self._holders,
            self.groups,
            self._audit,
            self._clock,
            lambda: token_urlsafe(18),
        )

    @cached_property
    def applications(self) -> Applications:
        return Applications(
            ApplicationsTable(self._tx),
            MeetingsTable(self._tx),
            self.members,
            self.forms,
            self._people,
            self.roles,
            self._holders,
            self._audit,
            self._clock,
            self._jobs,
            self._config.application_terms,
            self._group_titles,
        )

    async def _group_titles(self) -> Mapping[str, Localized]:
        return {group.id: group.titles for group in await self._groups.all()}

    @cached_property
    def board(self) -> Board:
        return Board(
            MeetingsTable(self._tx),
            ApplicationsTable(self._tx),
            self.applications,
            self.members,
            self.groups,
            self._people,
            self.roles,
            self._audit,
            self._clock,
            self._association.time_zone,
        )

    @cached_property
    def homes(self) -> Homes:
        return Homes(
            self.mailings,
            self.applications,
            self.members,
            self.forms,
            self.roles,
            self.chats,
            self._association.group_link,
        )
