"""Forged taps: every button of every kind by everybody, against what each may change."""

from collections import defaultdict
from dataclasses import replace
from datetime import date
from itertools import product
from typing import Any, get_args

import pytest
from aiogram.filters.callback_data import CallbackData

from domain.applications.entities import Note, Step
from domain.applications.life import ApplicationStatus
from domain.birthdays import Birthday
from domain.board.ballots import Ballot, BallotKind, Choice, Vote
from domain.board.entities import MeetingKind
from domain.board.life import BallotStatus, MeetingStatus
from domain.chats.entities import Chat, ChatKind
from domain.dues.entities import Invoice, InvoiceKind, Method
from domain.dues.life import InvoiceStatus
from domain.entry.entities import JoinRequest, RequestStatus
from domain.forms.entities import Draft
from domain.groups.model import Group, Place, PlaceStatus, Question
from domain.introductions.entities import Participant
from domain.moderation.entities import Appeal, GivenWarning, Incident, ModerationAct, Sanction, Stage
from domain.parties import PartyKind
from domain.people import Person
from domain.publications.content import Content
from domain.publications.entities import Passage, Publication, PublicationKind, PublicationStatus, Sending
from domain.roles import Role
from domain.webinars.entities import Audience, Guest, Standing, Webinar, WebinarKind, WebinarStatus
from handlers.applications.actions import CardAction, JoinAction
from handlers.board.actions import AgendaAction, BoardAction, PastAction, VoteAction
from handlers.chats.connecting import ChatAction
from handlers.consent import ConsentThen
from handlers.contacts.home import ContactAction
from handlers.contacts.start import TimeZoneAction
from handlers.dues.actions import TreasuryAction
from handlers.entry import EntryAction
from handlers.forms.screens import FormAction
from handlers.groups.places import PlaceAction
from handlers.groups.questions import QuestionAction
from handlers.groups.view import GroupAction
from handlers.introductions.wording import IntroductionAction
from handlers.leaving.wording import DepartureAction
from handlers.mailings import TopicAction
from handlers.members.register import RegisterAction
from handlers.members.view import MembershipAction
from handlers.moderation.wording import AppealAction, ModerationAction
from handlers.operations import OperationsAction
from handlers.partners import PartnerAction
from handlers.publications.wording import DeskAction, NewsAction, PlanAction, SendingAction
from handlers.roles import RoleAction
from handlers.webinars.wording import OrganiserAction, WebinarAction
from storage.applications import ApplicationsTable
from storage.birthdays import BirthdaysTable
from storage.board.ballots import BallotsTable
from storage.board.meetings import MeetingsTable
from storage.chats import ChatsTable
from storage.contacts import ContactsTable
from storage.dues.invoices import InvoicesTable
from storage.dues.money import PaymentsTable
from storage.engine import Transaction
from storage.entry import EntryTable
from storage.forms import FormsTable
from storage.groups import GroupsTable
from storage.introductions import IntroductionsTable
from storage.leaving import DeparturesTable
from storage.members import MembersTable
from storage.moderation.books import WishesTable
from storage.moderation.incidents import IncidentsTable
from storage.moderation.measures import MeasuresTable
from storage.publications.drafts import PublicationsTable
from storage.publications.sendings import SendingsTable
from storage.roles import RolesTable
from storage.tables.applications import applications
from storage.tables.base import complete_metadata
from storage.tables.forms import drafts
from storage.tables.members import members, representatives
from storage.tables.people import audit, consents, people, roles
from storage.tables.publications import publications
from storage.tables.webinars import webinar_guests
from storage.webinars.guests import GuestsTable
from storage.webinars.plans import WebinarsTable
from tests.conftest import START
from tests.handlers.harness import Street, Visitor
from tests.handlers.steps import tap_all

JOHN = 2  # whose things are at stake
WAITING, OFFERED = 3, 4  # who stand in line after him
VERA = 5  # the secretary: without one, administrators would stand in
SINCE = START + 7  # names his place in a group
STEP = 77  # of his draft
ROOM = "https://room.example/secret"
VALUES = ["", "news", "gone", "en", "xx", "often", "else", "1", "administrator", "x" * 40]
# What forged buttons carry: John's things as they are, things that do not exist, and what belongs elsewhere.
CARRIED: dict[type[CallbackData], dict[str, list[Any]]] = {
    AppealAction: {"kind": ["w", "s", "x"], "id": [0, 1, 2, 99]},
    AgendaAction: {"id": [0, 1, 2, 3, 99]},
    BoardAction: {
        "id": [0, 1, 2, 99],
        "value": ["", "regular", "1", "b1", "24-0", "24-1", "forged"],
    },
    CardAction: {"id": [1, 99], "version": [0, 3], "value": ["", "refuse-no-place"]},
    ChatAction: {"number": [0, 1, 99], "value": ["", "one", "en", "forged"]},
    ConsentThen: {
        "then": ["meet", "birthday", "person", "organisation", "rep_forged", "forged"],
        "mark": ["", "forged"],
    },
    ContactAction: {"value": [*VALUES, "questionnaire-person"]},
    FormAction: {"step": [0, STEP], "value": ["", "self", "phone"]},
    GroupAction: {"group": ["", "one", "gone"], "to": ["", "two"], "value": [JOHN]},
    IntroductionAction: {"id": [0, 1, 99], "value": ["", "ai", "forged"]},
    JoinAction: {"value": ["", "person", "forged"]},
    DepartureAction: {"id": [0, 1, 99]},
    MembershipAction: {"id": [0, 1, JOHN, 99]},
    ModerationAction: {"id": [0, 1, 2, 3, 99], "value": [0, 1, 24, 99]},
    OrganiserAction: {
        "id": [0, 1, 2, 99],
        "what": ["", "group", "general", "webinar-title", "webinar-length.m30", "webinar-speakers"],
        "value": [0, 1, JOHN],
        "page": [0],
    },
    TreasuryAction: {
        "id": [1, 2, 99],
        "version": [0, 3],
        "value": ["", "missing", "1", "organisation"],
    },
    DeskAction: {"id": [0, 1, 2, 99], "version": [0, 1], "value": ["", "known", "forged"]},
    NewsAction: {"id": [0, 1, 2, 99], "version": [0, 1]},
    PlanAction: {"id": [0, 1, 2, 99], "version": [0, 1], "value": [0, 1, 99]},
    SendingAction: {"id": [0, 1, 2, 99], "version": [1], "occurrence": [0, START]},
    PastAction: {"id": [0, 1, 2, 3, 99], "page": [-1, 0, 1]},
    PlaceAction: {"member": [1, 99], "since": [0, SINCE, 5], "to": ["", "one", "two"]},
    QuestionAction: {"id": [0, 1, 99]},
    RegisterAction: {"id": [0, 1, 99], "value": ["", "expel", "readmit", "forged"]},
    RoleAction: {
        "role": ["administrator", "group_leader", "forged"],
        "person": [1, JOHN],
        "scope": ["", "one"],
    },
    TimeZoneAction: {"value": [-1, 0, 1, 99]},
    TopicAction: {"value": VALUES},
    VoteAction: {"id": [0, 1, 2, 3, 99], "value": [0, 1]},
    WebinarAction: {"id": [0, 1, 2, 3, 99], "value": [0, 10, 11]},
}


def carried(kind: type[CallbackData]) -> dict[str, list[Any]]:
    """What forged buttons of a kind carry, by field."""
    fields = {name: field for name, field in kind.model_fields.items() if name != "verb"}
    usual = {
        name: [0, 1, 2, 99] if field.annotation is int else ["", "forged"] for name, field in fields.items()
    }
    return usual | CARRIED.get(kind, {})


KINDS = {
    kind: carried(kind) for kind in CallbackData.__subclasses__() if kind.__module__.startswith("handlers.")
}
# Whose office it is to act on others by which buttons; the leader here leads a group in which John is not.
OFFICE: dict[str, set[type[CallbackData]]] = {
    "administrator": {
        *(RoleAction, OperationsAction, ChatAction, EntryAction, ModerationAction, PartnerAction)
    },
    "secretary": {
        *(CardAction, BoardAction, RegisterAction, PlaceAction, GroupAction, QuestionAction),
        *(OrganiserAction, DepartureAction, AgendaAction, TreasuryAction, PastAction),
    },
    "marketing": {OrganiserAction, DeskAction, PlanAction, SendingAction, IntroductionAction, PartnerAction},
    "treasurer": {RegisterAction, TreasuryAction},
    "board_member": {VoteAction, PastAction},
    "moderator": {EntryAction, ModerationAction, DeskAction, SendingAction},
}
STAFFS = {
    *(BoardAction, CardAction, ChatAction, GroupAction, OperationsAction, OrganiserAction, PlaceAction),
    *(QuestionAction, RegisterAction, RoleAction, EntryAction, ModerationAction),
    *(DeskAction, PlanAction, SendingAction, IntroductionAction, DepartureAction, TreasuryAction),
    *(AgendaAction, PartnerAction, PastAction, VoteAction),
}
WEBINAR = Webinar(
    id=0,
    kind=WebinarKind.GROUP,
    audience=Audience.GROUP,
    group_id="one",
    title="Registers",
    text="Of data",
    speakers="John",
    starts_at=START,
    minutes=60,
    places=2,
    link=ROOM,
    picture="",
    discount="",
    status=WebinarStatus.PUBLISHED,
    organiser_id=JOHN,
)
STREET = {"inbox", "outbox", "albums", "bots", "files", "audit"}  # no tables of a feature


def forged(kind: type[CallbackData]) -> list[str]:
    """Every verb of a kind with every value, and a verb that doesn't exist; ways to lose everything come last."""
    verbs = [*get_args(kind.model_fields["verb"].annotation), "forged"]
    fields = [name for name in kind.model_fields if name != "verb"]
    taps = [
        ":".join([kind.__prefix__, verb, *map(str, values)])
        for verb in verbs
        for values in product(*(KINDS[kind][name] for name in fields))
    ]
    return [data for data in taps if len(data.encode()) <= 64]


def is_erasure(data: str) -> bool:
    return data.startswith("contact:erase-sure:")


def test_all_kinds_of_buttons_are_forged_here() -> None:
    own = {kind for kind in CallbackData.__subclasses__() if kind.__module__.startswith("handlers.")}
    assert own == set(KINDS)
    for kind, values in KINDS.items():
        assert {"verb", *values} == set(kind.model_fields)


async def put_at_stake(street: Street) -> None:
    """John has applied, is a member, has a place, a question and a draft, comes to webinars; the board will meet."""
    async with street.database.transaction() as transaction:
        applications_table, members_table = ApplicationsTable(transaction), MembersTable(transaction)
        groups = GroupsTable(transaction)
        meeting = await MeetingsTable(transaction).add(START * 2, MeetingKind.REGULAR)
        application = await applications_table.add(JOHN, PartyKind.PERSON, {"full-name": "John"}, START)
        submitted: dict[str, Any] = {
            "status": ApplicationStatus.COMPLETE,
            "meeting_id": meeting.id,
            "version": 3,
        }
        await applications_table.save(replace(application, **submitted))
        await applications_table.note(application.id, Note(START, JOHN, Step.BEGUN))
        member = await members_table.add(PartyKind.PERSON, JOHN, None, START, application.id, "John")
        firm = await members_table.add_organisation("Firm", "7707083893", "", {})
        await members_table.add_representative(firm.id, JOHN, START)
        await members_table.add_invitation("token", firm.id, JOHN, START)
        for number, group_id in enumerate(("one", "two")):
            await groups.add(Group(group_id, {"ru": group_id, "en": group_id}, {}, "", START + number))
        await RolesTable(transaction, street.association).give(VERA, Role.SECRETARY, START)
        departure = await DeparturesTable(transaction).add(member.id, JOHN, "Why not", START)
        await groups.put(Place("one", member.id, JOHN, PlaceStatus.PROPOSED, SINCE))
        question = await groups.ask(Question(0, "one", JOHN, "Why?", START))
        await FormsTable(transaction).save(
            Draft(JOHN, "questionnaire-organisation", START, START, question="phone", step=STEP)
        )
        made = (meeting, application, member, question, departure)
        assert [it.id for it in made] == [1, 1, 1, 1, 1]
        await put_webinars_at_stake(transaction)
        await put_news_at_stake(transaction)
        await put_votes_at_stake(transaction, meeting.id, member.id)
        # One request waits for him, one for the moderators.
        for chat_id, standing in ((-1001, RequestStatus.WAITING), (-1002, RequestStatus.UNREACHED)):
            chat = await ChatsTable(transaction).add(
                Chat(0, chat_id, "supergroup", "Group", ChatKind.PARTICIPANTS, language="ru"), START
            )
            request = JoinRequest(0, chat.number, JOHN, "en", START, START * 2, standing)
            assert (await EntryTable(transaction).add(request)).number == chat.number
        await put_introductions_at_stake(transaction)
        await BirthdaysTable(transaction).put(Birthday(JOHN, 5, 5, 1988))
        await put_order_at_stake(transaction, 1)
        await put_dues_at_stake(transaction, member.id)


async def put_dues_at_stake(transaction: Transaction, member_id: int) -> None:
    """John has paid a part, and a receipt waits; for the next year he owes all."""
    dues, (first, second, third) = InvoicesTable(transaction), (date(2027 + year, 1, 15) for year in range(3))
    payments_table = PaymentsTable(transaction)
    draft = Invoice(
        *(0, "", member_id, InvoiceKind.ENTRY, "person", 500_000, 0, 100, first, second),
        *(START, START * 2, InvoiceStatus.CHECKING),
        version=3,
    )
    paying = await dues.add(draft, 2027)
    coming = await dues.add(
        replace(draft, starts_on=second, ends_on=third, paid=0, status=InvoiceStatus.OPEN, version=0), 2027
    )
    payment = await payments_table.add_payment(paying.id, 100, START, Method.CASH, 9, None)
    receipt = await payments_table.add_receipt(paying.id, JOHN, "file", "photo", "", START)
    assert payment is not None
    assert (paying.id, coming.id, payment.id, receipt.id) == (1, 2, 1, 1)


async def put_votes_at_stake(transaction: Transaction, planned: int, member_id: int) -> None:
    """A question waits on the agenda; on another meeting's, John has voted, and his expulsion is voted on; a third was held."""
    meetings, ballots = MeetingsTable(transaction), BallotsTable(transaction)
    voting = await meetings.add(START * 2, MeetingKind.EXTRA)
    running: dict[str, Any] = {"status": MeetingStatus.VOTING, "opened_at": START, "until": START * 2}
    await meetings.save(replace(voting, **running))
    past = await meetings.add(START, MeetingKind.REGULAR)
    await meetings.save(replace(past, status=MeetingStatus.HELD, closed_at=START))
    waits = await ballots.add(Ballot(0, planned, BallotKind.FREE, text="Waits"))
    for kind, about in ((BallotKind.FREE, None), (BallotKind.EXPULSION, member_id)):
        ballot = await ballots.add(
            Ballot(0, voting.id, kind, member_id=about, text="Open", status=BallotStatus.OPEN)
        )
        await ballots.put(Vote(ballot.id, JOHN, Choice.FOR, START))
    decided = Ballot(0, past.id, BallotKind.FREE, text="Decided", status=BallotStatus.ADOPTED, room=True)
    await ballots.add(decided)
    assert (voting.id, past.id, waits.id, ballot.id) == (2, 3, 1, 3)


async def put_order_at_stake(transaction: Transaction, chat: int) -> None:
    """John was warned, breached it, was blocked, and appealed; another message of his was reported."""
    moderation = IncidentsTable(transaction)
    measures_table = MeasuresTable(transaction)
    wishes_table = WishesTable(transaction)
    incidents = [
        await moderation.add_incident(
            Incident(
                0, chat, number, (number,), JOHN, "John", "Words", START + number, stage, START, shown=True
            )
        )
        for number, stage in enumerate((Stage.WARNED, Stage.SETTLED, Stage.REPORTED), 1)
    ]
    warning = await measures_table.add_warning(
        GivenWarning(0, incidents[0].id, chat, JOHN, 9, 1, "", START + 1, START * 2)
    )
    sanction = await measures_table.add_sanction(
        Sanction(0, incidents[1].id, chat, JOHN, "John", 9, ModerationAct.BLOCK, START, START * 2)
    )
    appeal = await measures_table.add_appeal(Appeal(0, warning.id, None, JOHN, "Why?", START))
    wish = await wishes_table.put_off(chat, {"act": "warn"}, START * 2)
    assert (len(incidents), warning.id, sanction.id, appeal.id, wish) == (3, 1, 1, 1, 1)


async def put_webinars_at_stake(transaction: Transaction) -> None:
    """Group one's webinar, which has begun and where John is, another as a draft, and one of all with a line."""
    webinars, contacts = WebinarsTable(transaction), ContactsTable(transaction)
    guests_table = GuestsTable(transaction)
    for person_id in (WAITING, OFFERED):
        await contacts.add(Person(person_id, "en", START, name="Waits", consented=True))
    mine = await webinars.add(WEBINAR)
    draft = await webinars.add(replace(WEBINAR, status=WebinarStatus.DRAFT))
    of_all = await webinars.add(
        replace(
            WEBINAR,
            kind=WebinarKind.PUBLIC,
            audience=Audience.SUPPORTERS,
            group_id="",
            starts_at=START * 2,
        )
    )
    assert (mine.id, draft.id, of_all.id) == (1, 2, 3)
    for webinar in (mine, of_all):
        came = webinar is mine
        await guests_table.put(Guest(webinar.id, JOHN, Standing.REGISTERED, at=START, attended=came))
        await guests_table.put(Guest(webinar.id, OFFERED, Standing.OFFERED, 1, START, START * 2))
        await guests_table.put(Guest(webinar.id, WAITING, Standing.WAITING, 2, START))


async def put_news_at_stake(transaction: Transaction) -> None:
    """News that wait for a decision, with a place where they were refused, and a planned post."""
    books = PublicationsTable(transaction)
    sendings_table = SendingsTable(transaction)
    content = Content("Registers of data")
    news = Publication(0, PublicationKind.NEWS, PublicationStatus.WAITING, JOHN, content, chats=(1,), cards=1)
    waiting = await books.add(news)
    planned = replace(
        news, kind=PublicationKind.POST, status=PublicationStatus.PLANNED, at=START * 2, first_at=START * 2
    )
    post = await books.add(planned)
    assert (waiting.id, post.id) == (1, 2)
    for publication in (waiting, post):
        await sendings_table.queue(Sending(publication.id, START, 1, Passage.FAILED, START))


async def put_introductions_at_stake(transaction: Transaction) -> None:
    """John was introduced to somebody, and asked what became of it."""
    introductions = IntroductionsTable(transaction)
    for person_id in (JOHN, WAITING):
        await introductions.put(Participant(person_id, frozenset({"ai"}), "About"))
    await introductions.open_round(START, 2)
    made = await introductions.introduce(START, JOHN, WAITING, START)
    await introductions.save(replace(made, asked_at=START))
    assert made.id == 1


async def of_others(street: Street, mine: int) -> list[Any]:
    """All rows of all features that are not about this person."""
    rows: list[Any] = []
    for table in complete_metadata().sorted_tables:
        if table.name not in STREET:
            whose = {people: "id", publications: "author_id"}.get(table, "person_id")
            rows += [(table.name, row) for row in await street.rows(table) if row.get(whose) != mine]
    return rows


async def refused(street: Street) -> int:
    """How many refusals the audit holds; no other act is in it."""
    acts = [row["act"] for row in await street.rows(audit)]
    assert set(acts) <= {"refused"}
    return len(acts)


@pytest.mark.parametrize("who", ["guest", "supporter", "member", *Role])
async def test_forged_taps_change_nothing_that_is_not_the_tappers(
    street: Street, anna: Visitor, john: Visitor, who: str
) -> None:
    """Reliability rows 30 and 31: whatever is tapped, others' data and all roles stay, what was staff's is audited."""
    await john.subscribe()
    await put_at_stake(street)
    if who == "guest":
        await anna.write("/start")
    else:
        await anna.subscribe("Скидки")
    async with street.database.transaction() as transaction:
        for role in [role for role in Role if role == who]:
            scope = "two" if role is Role.GROUP_LEADER else ""
            await RolesTable(transaction, street.association).give(anna.id, role, START, scope)
        if who == "member":
            member = await MembersTable(transaction).add(PartyKind.PERSON, anna.id, None, START, 1, "Анна")
            await GroupsTable(transaction).put(Place("two", member.id, anna.id, PlaceStatus.CONFIRMED, START))
    roles_before, others, said = await street.rows(roles), await of_others(street, anna.id), len(street.sent)
    assert len({table for table, _ in others}) > 12
    denied: dict[type[CallbackData], int] = defaultdict(int)
    for kind in KINDS:
        taps = [data for data in forged(kind) if not is_erasure(data)]
        before = await refused(street)
        if kind not in OFFICE.get(who, ()):
            await tap_all(street, anna, taps)
            assert await street.rows(roles) == roles_before, kind
            assert await of_others(street, anna.id) == others, kind
            denied[kind] = await refused(street) - before
    assert {kind for kind, count in denied.items() if count} == STAFFS - OFFICE.get(who, set())
    if who != "member":  # whose own wishes and leaving are told to staff
        assert {owed.chat_id for owed in street.sent[said:]} <= {anna.id, None}
    assert not [owed for owed in street.sent[said:] if ROOM in str(owed.params)]
    person = await anna.person()
    assert person is not None
    assert person["language"] in street.association.languages
    await tap_all(street, anna, [data for data in forged(ContactAction) if is_erasure(data)])
    assert await of_others(street, anna.id) == others


async def test_without_consent_no_forged_tap_leads_to_anything(street: Street, anna: Visitor) -> None:
    """Not even one that agrees: it names no text that was shown."""
    await anna.write("/start")
    for kind in KINDS:
        taps = [data for data in forged(kind) if not is_erasure(data)]
        await tap_all(street, anna, taps)
        for table in (consents, drafts, applications, members, representatives, webinar_guests):
            assert await street.rows(table) == [], kind
        assert "Аннабелла" not in await street.everything(), kind
    assert [
        kind
        for kind, _ in await anna.history()
        if kind not in ("started", "language-chosen", "data-requested")
    ] == []


@pytest.mark.usefixtures("street")
async def test_a_supporters_forged_topic_is_not_kept(anna: Visitor) -> None:
    await anna.subscribe("Скидки")
    await anna.tap("topic:toggle:gone")
    await anna.tap("topic:toggle:news:x")
    await anna.tap("topic:done:")
    await anna.tap("topic:all:forged")
    assert await anna.topics() == {"discounts"}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
async def test_what_no_database_holds_is_no_tap(olga: Visitor, kind: type[CallbackData]) -> None:
    """Else anybody could have updates set aside, and the administrators alarmed, as often as they like."""
    await olga.subscribe()
    fields = kind.model_fields
    for verb in get_args(fields["verb"].annotation):
        for value in (2**63, -(2**63) - 1, 10**30):
            parts = [str(value) if field.annotation is int else "" for field in fields.values()]
            await olga.tap(":".join([kind.__prefix__, verb, *parts[1:]]))
        nul = ["a\x00b" if field.annotation is str else "1" for field in fields.values()]
        await olga.tap(":".join([kind.__prefix__, verb, *nul[1:]]))
