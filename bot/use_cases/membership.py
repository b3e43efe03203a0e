"""Forms, applications, the board and the register."""

from functools import cached_property

from bot.tokens import RandomTokens
from bot.use_cases.billing import BillingCases
from bot.use_cases.declared import Declarations
from domain.applications.context import ApplicationContext
from domain.applications.use_cases import Applications
from domain.board.admissions import Admissions
from domain.board.agenda import Agendas
from domain.board.archive import Archive
from domain.board.context import VoteContext
from domain.board.counting import Counting
from domain.board.running import Running
from domain.board.use_cases import Board
from domain.board.voting import Voting
from domain.forms.drafts import Drafts
from domain.forms.use_cases import Forms
from domain.home import HomeScreen
from domain.leaving.use_cases import Leaving
from domain.members.use_cases import Members
from handlers.board.outcomes import CountWords
from storage.applications import ApplicationsTable
from storage.board.ballots import BallotsTable
from storage.board.meetings import MeetingsTable
from storage.forms import FormsTable
from storage.leaving import DeparturesTable


class MembershipCases(BillingCases):
    """Forms, applications, the board and the register; each is put together when it is first asked for."""

    @cached_property
    def forms(self) -> Forms:
        gateway, terms = FormsTable(self._tx), self._config.form_terms
        drafts = Drafts(gateway, self._clock, Declarations(self), terms)
        return Forms(gateway, self._people, self._clock, drafts, Declarations(self), terms)

    @cached_property
    def members(self) -> Members:
        return Members(
            self._register,
            self._people,
            self.roles,
            self.groups,
            self._audit,
            self._clock,
            RandomTokens(),
            self.billing,
        )

    @cached_property
    def leaving(self) -> Leaving:
        departures = DeparturesTable(self._tx)
        return Leaving(departures, self.members, self._people, self.roles, self.billing, self._clock)

    @cached_property
    def _application_context(self) -> ApplicationContext:
        return ApplicationContext(
            ApplicationsTable(self._tx),
            MeetingsTable(self._tx),
            self._groups,
            self.forms,
            self._people,
            self.roles,
            self._audit,
            self._clock,
            self._jobs,
            self._config.application_terms,
        )

    @cached_property
    def applications(self) -> Applications:
        return Applications(self._application_context, self.members, self._admissions)

    @cached_property
    def _admissions(self) -> Admissions:
        return Admissions(self._vote_context)

    @cached_property
    def _vote_context(self) -> VoteContext:
        return VoteContext(
            MeetingsTable(self._tx),
            BallotsTable(self._tx),
            self._application_context,
            self._register,
            self._people,
            self.roles,
            self._audit,
            self._clock,
            self._jobs,
            self._config.board_terms,
        )

    @cached_property
    def board(self) -> Board:
        return Board(self._vote_context, self._admissions, self.members, self.groups, self.billing)

    @cached_property
    def agendas(self) -> Agendas:
        return Agendas(self._vote_context)

    @cached_property
    def archive(self) -> Archive:
        return Archive(self._vote_context)

    @cached_property
    def voting(self) -> Voting:
        return Voting(self._vote_context, self.applications)

    @cached_property
    def running(self) -> Running:
        return Running(self._vote_context)

    @cached_property
    def counting(self) -> Counting:
        return Counting(self._vote_context, self.board, self.members, CountWords(self._texts))

    @cached_property
    def home_screen(self) -> HomeScreen:
        return HomeScreen(
            self.mailings,
            self.applications,
            self.members,
            self.forms,
            self.roles,
            self.chats,
            self._association,
            self.billing,
        )
