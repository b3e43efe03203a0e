"""John's things, and others' around him: what forged taps are after."""

from dataclasses import replace
from datetime import date
from typing import Any

from aiogram.filters.callback_data import CallbackData
from sqlalchemy import Column, Text, insert, select

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
from handlers.consent import ConsentThen
from handlers.forms.screens import FormAction
from handlers.groups.view import GroupAction
from handlers.moderation.wording import AppealAction, ModerationAction
from handlers.publications.wording import SendingAction
from handlers.roles import RoleAction
from handlers.webinars.wording import WebinarAction
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
from storage.tables.base import Day, Enumerated, Json, Moment, Numbered, PersonId, complete_metadata
from storage.webinars.guests import GuestsTable
from storage.webinars.plans import WebinarsTable
from tests.conftest import START
from tests.handlers.harness import Street

JOHN = 2  # whose things are at stake
WAITING, OFFERED = 3, 4  # who stand in line after him
VERA = 5  # the secretary: without one, administrators would stand in
SINCE = START + 7  # names his place in a group
STEP = 77  # of his draft
ROOM = "https://room.example/secret"
OF_NO_NOUN = {"inbox", "outbox", "albums", "bots", "files", "audit"}
# Buttons under messages that nobody asked for, or that stay after a screen has gone: no walk comes to them.
UNASKED: tuple[CallbackData, ...] = (
    AppealAction(verb="ask", kind="w", id=1),
    AppealAction(verb="ask", kind="s", id=1),
    ConsentThen(verb="give", then="meet", mark="forged"),
    ConsentThen(verb="give", then="birthday", mark="forged"),
    ConsentThen(verb="give", then="person", mark="forged"),
    ConsentThen(verb="give", then="rep_forged", mark="forged"),
    FormAction(verb="pick", step=STEP, value="self"),
    FormAction(verb="change", step=STEP, value="phone"),
    GroupAction(verb="speak", group="one", value=JOHN),
    ModerationAction(verb="block", id=1, value=24),
    ModerationAction(verb="block", id=2, value=24),
    RoleAction(verb="give", role=Role.ADMINISTRATOR, person=JOHN),
    SendingAction(verb="again", id=2, version=1, occurrence=START),
    WebinarAction(verb="score", id=1, value=10),
    WebinarAction(verb="score", id=1, value=11),
)
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
        await put_the_rest_at_stake(transaction)


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
        Sanction(
            0, incidents[1].id, chat, JOHN, "John", 9, ModerationAct.BLOCK, START, START * 2, by_hand=True
        )
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


async def put_the_rest_at_stake(transaction: Transaction) -> None:
    """Three of whatever else there is that has a number of its own, about John or about his things."""
    for table in complete_metadata().sorted_tables:
        (key, *more) = table.primary_key
        if more or key.autoincrement is not True or table.name in OF_NO_NOUN:
            continue
        if not await transaction.all(select(table)):
            for number in range(1, 4):
                row = {column.name: value(column, number) for column in table.c if is_asked_for(column)}
                await transaction.run(insert(table).values(row))


def is_asked_for(column: Column[Any]) -> bool:
    return not column.nullable and column.server_default is None and column.autoincrement is not True


def value(column: Column[Any], number: int) -> Any:
    """Return something that such a column may hold; the first of what it refers to."""
    found: Any = 1 if column.foreign_keys else number
    match column.type:
        case PersonId():
            found = JOHN
        case Moment():
            found = START + number
        case Enumerated() | Numbered():
            found = [*column.type.choices][number % len(column.type.choices)].value
        case Day():
            found = "2027-01-31"
        case Json():
            found = "[]"
        case Text():
            found = f"{column.name} {number}"
    return found
