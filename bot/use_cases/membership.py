"""Forms, applications, the board and the register."""

from collections.abc import Mapping, Sequence
from functools import cached_property, partial
from secrets import token_urlsafe

from bot.forms import PURPOSES, SOURCES
from bot.use_cases.billing import BillingCases
from domain.answers import Answers
from domain.applications.entities import Application, Card
from domain.applications.use_cases import Applications
from domain.association import Localized
from domain.board.admissions import Admissions
from domain.board.agenda import Agendas
from domain.board.archive import Archive
from domain.board.counting import Counting
from domain.board.desk import VoteDesk
from domain.board.running import Running
from domain.board.use_cases import Board
from domain.board.voting import Voting
from domain.events import Event
from domain.forms.entities import WORKING_GROUPS, Form, Option
from domain.forms.use_cases import Forms, Receiver, acknowledge
from domain.home import Homes
from domain.leaving.use_cases import Leaving
from domain.members.use_cases import Members
from domain.parties import PartyKind
from domain.people import Person
from storage.applications import ApplicationsTable
from storage.board.ballots import BallotsTable
from storage.board.meetings import MeetingsTable
from storage.forms import FormsTable
from storage.leaving import DeparturesTable


class MembershipCases(BillingCases):
    """Forms, applications, the board and the register; each is put together when it is first asked for."""

    @cached_property
    def forms(self) -> Forms:
        receivers: dict[str, Receiver] = dict.fromkeys(PURPOSES, acknowledge)
        for kind in PartyKind:
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

    async def _begin(self, kind: PartyKind, person: Person, _form: Form, answers: Answers) -> Event:
        """A questionnaire begins an application."""
        return await self.applications.begin(person, kind, answers)

    async def _fill(self, kind: PartyKind, person: Person, _form: Form, answers: Answers) -> Event:
        """The other forms fill it in."""
        return await self.applications.fill(person, kind, answers)

    async def _plan(self, person: Person, _form: Form, answers: Answers) -> Event:
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
            self.billing,
        )

    @cached_property
    def leaving(self) -> Leaving:
        departures = DeparturesTable(self._tx)
        return Leaving(departures, self.members, self._people, self.roles, self.billing, self._clock)

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
            Admissions(self._vote_desk),
        )

    async def _group_titles(self) -> Mapping[str, Localized]:
        return {group.id: group.titles for group in await self._groups.all()}

    @cached_property
    def _vote_desk(self) -> VoteDesk:
        return VoteDesk(
            MeetingsTable(self._tx),
            BallotsTable(self._tx),
            ApplicationsTable(self._tx),
            self._register,
            self._card_of,
            self._people,
            self.roles,
            self._audit,
            self._clock,
            self._jobs,
            self._config.board_terms,
        )

    async def _card_of(self, application: Application) -> Card:
        """Asked for late: applications know of the votes on them."""
        return await self.applications.card(application)

    @cached_property
    def board(self) -> Board:
        return Board(self._vote_desk, self.applications, self.members, self.groups, self.billing)

    @cached_property
    def agendas(self) -> Agendas:
        return Agendas(self._vote_desk)

    @cached_property
    def archive(self) -> Archive:
        return Archive(self._vote_desk)

    @cached_property
    def voting(self) -> Voting:
        return Voting(self._vote_desk, self.applications)

    @cached_property
    def running(self) -> Running:
        return Running(self._vote_desk, self.applications)

    @cached_property
    def counting(self) -> Counting:
        return Counting(self._vote_desk, self.board, self.members)

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
            self.billing,
        )
