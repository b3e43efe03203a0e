"""Life in the chats: entry, order, publications, introductions, birthdays."""

from functools import cached_property

from bot.use_cases.dues import DuesCases
from domain.birthdays import Birthdays
from domain.entry.parting import Parting
from domain.entry.use_cases import Entry
from domain.introductions.participation import Introductions
from domain.introductions.rounds import Rounds
from domain.moderation.appeals import Appeals
from domain.moderation.context import ModerationContext
from domain.moderation.reporting import Reporting
from domain.moderation.undoing import Undoing
from domain.moderation.use_cases import Moderation
from domain.moderation.watching import Watching
from domain.publications.context import PublicationContext
from domain.publications.news_review import NewsReview
from domain.publications.post_plan import PostPlan
from domain.publications.proposals import Proposals
from domain.publications.publishing import Publishing
from domain.publications.summaries import Summaries
from handlers.publications.summary import SummaryWords
from storage.birthdays import BirthdaysTable
from storage.entry import EntryTable
from storage.introductions import IntroductionsTable
from storage.moderation.books import ModerationLogTable, WishesTable
from storage.moderation.incidents import IncidentsTable
from storage.moderation.measures import MeasuresTable
from storage.publications.drafts import PublicationsTable
from storage.publications.sendings import SendingsTable
from storage.publications.weeks import WeeksTable
from storage.webinars.invitations import InvitationsTable


class CommunityCases(DuesCases):
    """Life in the chats: entry, order, publications, introductions, birthdays; each is put together when it is first asked for."""

    @cached_property
    def _requests(self) -> EntryTable:
        return EntryTable(self._tx)

    @cached_property
    def entry(self) -> Entry:
        return Entry(
            self._requests,
            self._chats,
            self.chats,
            InvitationsTable(self._tx),
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

    @cached_property
    def _moderated(self) -> ModerationContext:
        return ModerationContext(
            IncidentsTable(self._tx),
            MeasuresTable(self._tx),
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
        return Moderation(self._moderated, WishesTable(self._tx))

    @cached_property
    def undoing(self) -> Undoing:
        return Undoing(self._moderated)

    @cached_property
    def reporting(self) -> Reporting:
        return Reporting(self._moderated, ModerationLogTable(self._tx))

    @cached_property
    def appeals(self) -> Appeals:
        return Appeals(self._moderated, self.undoing)

    @cached_property
    def watching(self) -> Watching:
        return Watching(self._moderated, ModerationLogTable(self._tx))

    @cached_property
    def _publications(self) -> PublicationContext:
        return PublicationContext(
            PublicationsTable(self._tx),
            SendingsTable(self._tx),
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
    def news_review(self) -> NewsReview:
        return NewsReview(self._publications)

    @cached_property
    def post_plan(self) -> PostPlan:
        return PostPlan(self._publications)

    @cached_property
    def publishing(self) -> Publishing:
        return Publishing(self._publications)

    @cached_property
    def summaries(self) -> Summaries:
        return Summaries(
            self._publications, SummaryWords(self._texts, self._association), WeeksTable(self._tx)
        )
