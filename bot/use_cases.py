"""The use cases over one open transaction: what handlers and the clock call."""

from collections.abc import Mapping, Sequence
from functools import cached_property, partial
from secrets import token_urlsafe

from bot.config import Config
from bot.forms import PURPOSES, SOURCES
from domain.applications import Applications
from domain.applications import Kind as Applicant
from domain.association import Association, Localized
from domain.birthdays import Birthdays
from domain.board import Board
from domain.chats import Chats
from domain.consent import Consents
from domain.contacts import Contacts, Person
from domain.entry import Entry, Parting
from domain.forms import WORKING_GROUPS, Answers, Form, Forms, Option, Receiver, acknowledge
from domain.groups import Balance, Charters, Groups, Questions, Rosters, Speakers
from domain.home import Homes
from domain.introductions import Introductions, Rounds
from domain.mailings import Mailings
from domain.members import Members
from domain.moderation import Appeals, Moderation, ModerationDesk, Reporting, Undoing, Watching
from domain.operations import Operations
from domain.ports import Clock
from domain.publications import NewsDesk, PostPlan, Proposals, PublicationDesk, Publishing, Summaries
from domain.roles import Roles
from domain.webinars import Attending, Line, Planning, Registration, Reminding, WebinarDesk
from storage.applications import ApplicationsTable
from storage.audit import AuditTable
from storage.birthdays import BirthdaysTable
from storage.board import MeetingsTable
from storage.chats import ChatsTable
from storage.consent import ConsentTable
from storage.contacts import ContactsTable
from storage.engine import Transaction
from storage.entry import EntryTable
from storage.forms import FormsTable
from storage.groups import GroupsTable
from storage.introductions import IntroductionsTable
from storage.jobs import JobsTable
from storage.members import MembersTable
from storage.memberships import MembershipsTable
from storage.moderation import ModerationTable
from storage.operations import OperationsTable
from storage.publications import PublicationsTable
from storage.roles import RolesTable
from storage.webinars import WebinarsTable


class UseCases:
    """Everything that can be done, within one transaction; each is put together when it is first asked for."""

    def __init__(
        self, transaction: Transaction, clock: Clock, config: Config, association: Association
    ) -> None:
        self._tx = transaction
        self._clock = clock
        self._config = config
        self._association = association

    # Gateways that several use cases share

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

    # Use cases

    @cached_property
    def contacts(self) -> Contacts:
        return Contacts(self._people, self._clock, self._jobs)

    @cached_property
    def consents(self) -> Consents:
        return Consents(self._consents, self._people, self._clock)

    @cached_property
    def mailings(self) -> Mailings:
        return Mailings(self._consents, self._people, self._clock, self._association.topic_ids())

    @cached_property
    def roles(self) -> Roles:
        return Roles(self._holders, self._people, self._groups, self._audit, self._clock)

    @cached_property
    def groups(self) -> Groups:
        balance = Balance(self._config.groups.balance)
        return Groups(self._groups, self._known, self._people, self.roles, self._audit, self._clock, balance)

    @cached_property
    def charters(self) -> Charters:
        return Charters(
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
    def _chats(self) -> ChatsTable:
        return ChatsTable(self._tx)

    @cached_property
    def chats(self) -> Chats:
        return Chats(
            self._chats,
            self._groups,
            self._people,
            self.roles,
            self._audit,
            self._clock,
            self._association.default_language,
        )

    @cached_property
    def _requests(self) -> EntryTable:
        return EntryTable(self._tx)

    @cached_property
    def entry(self) -> Entry:
        return Entry(
            self._requests,
            self._chats,
            self.chats,
            self._held,
            self._register,
            self._groups,
            self._people,
            self.roles,
            self._audit,
            self._clock,
            self._config.entry_terms,
        )

    @cached_property
    def parting(self) -> Parting:
        return Parting(
            self._requests,
            self._chats,
            self._groups,
            self._register,
            self._audit,
            self._clock,
            self._config.entry_terms,
        )

    @cached_property
    def rosters(self) -> Rosters:
        return Rosters(
            self._groups, self._known, self.groups, self.roles, self._audit, self._jobs, self._clock
        )

    @cached_property
    def speakers(self) -> Speakers:
        return Speakers(self._groups, self._known, self._people, self._clock)

    @cached_property
    def questions(self) -> Questions:
        return Questions(self._groups, self._known, self._people, self.roles, self._audit, self._clock)

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

    # What brings people together

    @cached_property
    def _introduced(self) -> IntroductionsTable:
        return IntroductionsTable(self._tx)

    @cached_property
    def introductions(self) -> Introductions:
        return Introductions(
            self._introduced,
            self._consents,
            self._people,
            self.roles,
            self._clock,
            self._config.introduction_terms,
        )

    @cached_property
    def rounds(self) -> Rounds:
        return Rounds(
            self._introduced,
            self._consents,
            self._people,
            self._groups,
            self._clock,
            self._config.introduction_terms,
        )

    @cached_property
    def birthdays(self) -> Birthdays:
        return Birthdays(
            BirthdaysTable(self._tx),
            self._consents,
            self._people,
            self._chats,
            self._clock,
            self._config.birthday_terms,
        )

    # Webinars

    @cached_property
    def _webinars(self) -> WebinarDesk:
        return WebinarDesk(
            self._held,
            self._held,
            self._known,
            self._groups,
            self._people,
            self.roles,
            self._audit,
            self._jobs,
            self._clock,
            self._association,
            self._config.webinar_terms,
            self._chats,
        )

    @cached_property
    def line(self) -> Line:
        return Line(self._webinars)

    @cached_property
    def planning(self) -> Planning:
        return Planning(self._webinars, self.line)

    @cached_property
    def registration(self) -> Registration:
        return Registration(self._webinars, self.line, self.planning)

    @cached_property
    def reminding(self) -> Reminding:
        return Reminding(self._webinars)

    @cached_property
    def attending(self) -> Attending:
        return Attending(self._webinars)

    # Order in the chats

    @cached_property
    def _moderated(self) -> ModerationDesk:
        return ModerationDesk(
            ModerationTable(self._tx),
            self._chats,
            self._people,
            self.roles,
            self._audit,
            self._clock,
            self._config.moderation.terms(),
            self.chats,
        )

    @cached_property
    def moderation(self) -> Moderation:
        return Moderation(self._moderated)

    @cached_property
    def undoing(self) -> Undoing:
        return Undoing(self._moderated)

    @cached_property
    def reporting(self) -> Reporting:
        return Reporting(self._moderated)

    @cached_property
    def appeals(self) -> Appeals:
        return Appeals(self._moderated, self.undoing)

    @cached_property
    def watching(self) -> Watching:
        return Watching(self._moderated)

    # Publications

    @cached_property
    def _publications(self) -> PublicationDesk:
        return PublicationDesk(
            PublicationsTable(self._tx),
            self._chats,
            self._people,
            self.roles,
            self._audit,
            self._clock,
            self._config.publications.terms(self._association.time_zone),
        )

    @cached_property
    def proposals(self) -> Proposals:
        return Proposals(self._publications)

    @cached_property
    def news_desk(self) -> NewsDesk:
        return NewsDesk(self._publications)

    @cached_property
    def post_plan(self) -> PostPlan:
        return PostPlan(self._publications)

    @cached_property
    def publishing(self) -> Publishing:
        return Publishing(self._publications)

    @cached_property
    def summaries(self) -> Summaries:
        return Summaries(self._publications)

    @cached_property
    def operations(self) -> Operations:
        return Operations(
            OperationsTable(self._tx), self._people, self.roles, self._clock, self._config.retention.periods()
        )


# What handlers may ask for by name.
USE_CASES = frozenset(
    name for name, made in vars(UseCases).items() if isinstance(made, cached_property) and name[0] != "_"
)
