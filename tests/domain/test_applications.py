"""The life of an application: every action in every state by everybody, and what each leaves behind."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest

from domain.answers import Answers
from domain.applications.context import ApplicationContext, ApplicationTerms
from domain.applications.entities import Application, Note
from domain.applications.events import ApplicationGone
from domain.applications.life import (
    ALLOWED,
    OPEN,
    TRANSITIONS,
    ApplicationAction,
    ApplicationStatus,
    Party,
    may,
)
from domain.applications.refusals import ApplicationStatusConflict
from domain.applications.use_cases import Applications
from domain.board.admissions import Admissions
from domain.board.ballots import BoardTerms
from domain.board.context import VoteContext
from domain.board.entities import Decision, Meeting, MeetingKind
from domain.board.life import MeetingStatus
from domain.board.use_cases import Board
from domain.files import Scan
from domain.forms.entities import Form, Question, QuestionKind
from domain.groups.model import Group
from domain.parties import PartyKind
from domain.people import Person
from domain.refusal import Gone, InvalidAnswer, Refusal
from domain.roles import NotAllowed, Role
from tests.domain.boardroom import Ballots

APPLICANT = Person(1, "ru", 0, name="Анна", consented=True)
SECRETARY = Person(2, "ru", 0, name="Вера", consented=True)
ACTOR = Person(3, "ru", 0, name="Кто-то", consented=True)
FORM = Form("application-person", "application-person", ())
NOW = 1_800_000_000_000_000


class Still:
    def now(self) -> int:
        return NOW


class Shelf:
    """Applications, their notes, people, roles, audit and jobs in memory."""

    def __init__(self) -> None:
        self.applications: dict[int, Application] = {}
        self.kept_notes: list[Note] = []
        self.people = {person.id: person for person in (APPLICANT, SECRETARY, ACTOR)}
        self.roles: dict[int, frozenset[Role]] = {SECRETARY.id: frozenset({Role.SECRETARY})}
        self.acts: list[str] = []
        self.jobs: list[str] = []
        self.ordered: Mapping[str, Any] = {}
        self.admitted: list[int] = []
        self.opened: list[str] = []

    # applications

    async def add(self, person_id: int, kind: PartyKind, answers: Answers, at: int) -> Application:
        made = Application(
            len(self.applications) + 1, person_id, kind, ApplicationStatus.FILLING, at, at, answers
        )
        self.applications[made.id] = made
        return made

    async def save(self, application: Application) -> None:
        self.applications[application.id] = application

    async def find(self, number: int) -> Any:
        return self.applications.get(number)

    async def open_of(self, person_id: int) -> Application | None:
        own = (it for it in self.applications.values() if it.person_id == person_id and it.open)
        return next(own, None)

    async def latest_of(self, person_id: int) -> Application | None:
        return next((it for it in reversed(self.applications.values()) if it.person_id == person_id), None)

    async def last_position(self, meeting_id: int) -> int:
        return max(
            (it.position for it in self.applications.values() if it.meeting_id == meeting_id), default=-1
        )

    async def note(self, application_id: int, note: Note) -> None:
        assert application_id in self.applications
        self.kept_notes.append(note)

    async def notes(self, application_id: int) -> Sequence[Note]:
        assert application_id in self.applications
        return list(self.kept_notes)

    # the rest

    async def record(self, *row: Any) -> None:
        if len(row) == 5:  # the audit; a person's history has four columns
            self.acts.append(row[2])

    async def order(self, kind: str, person_id: int, data: Mapping[str, Any]) -> int:
        assert data["answers"]
        assert person_id
        self.jobs.append(kind)
        self.ordered = data
        return len(self.jobs)

    async def holders(self, role: Role) -> Sequence[Person]:
        return [self.people[it] for it, roles in self.roles.items() if role in roles]

    async def administrators(self) -> Sequence[Person]:
        return []

    async def require(self, person: Person, *any_of: Role) -> None:
        if not self.roles.get(person.id, frozenset()) & set(any_of):
            raise NotAllowed(person, *any_of)

    async def open(self, _person: Person, form_id: str, _prefill: Mapping[str, Any]) -> str:
        self.opened.append(form_id)
        return form_id

    def questions(self, *form_ids: str) -> dict[str, Any]:
        return {"phone": Question("phone", QuestionKind.PHONE)} if "questionnaire-person" in form_ids else {}

    async def membership_of(self, _person: Person) -> None:
        return None

    async def admit(self, application: Application) -> Any:
        self.admitted.append(application.id)
        return Application(7, 1, PartyKind.PERSON, ApplicationStatus.ADMITTED, 0, 0)

    async def bill_admission(self, member: Any, actor: Person) -> tuple[Any, Person]:
        return member, actor

    async def assign(self, _member_id: int, _person_id: int, wishes: Sequence[str]) -> Any:
        return ",".join(wishes)

    async def all(self) -> Sequence[Group]:
        return []


class People:
    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    async def find(self, person_id: int) -> Person | None:
        return self._shelf.people.get(person_id)

    async def record(self, *_row: Any) -> None:
        """A person's history is not what these tests look at."""


class Meetings:
    def __init__(self, *meetings: Meeting) -> None:
        self.meetings = list(meetings)

    async def next(self, after: int) -> Meeting | None:
        return next((it for it in self.meetings if it.at > after), None)

    async def find(self, number: int) -> Meeting | None:
        return next((it for it in self.meetings if it.id == number), None)


MEETINGS = (
    Meeting(1, NOW + 10, MeetingKind.REGULAR, MeetingStatus.PLANNED),
    Meeting(2, NOW + 20, MeetingKind.REGULAR, MeetingStatus.PLANNED),
)


class Office:
    """The use cases over a shelf."""

    def __init__(self, *, confirm: bool = True, meetings: Sequence[Meeting] = MEETINGS) -> None:
        self.shelf = shelf = Shelf()
        whole: Any = shelf
        people: Any = People(shelf)
        gatherings: Any = Meetings(*meetings)
        context = ApplicationContext(
            whole,
            gatherings,
            whole,
            whole,
            people,
            whole,
            whole,
            Still(),
            whole,
            ApplicationTerms(confirm_in_chat=confirm, most_pages=3, facts={}),
        )
        votes = VoteContext(
            gatherings, Ballots(), context, whole, people, whole, whole, Still(), whole, BoardTerms()
        )
        admissions = Admissions(votes)
        self.applications = Applications(context, whole, admissions)
        self.board = Board(votes, admissions, whole, whole, whole)

    def put(self, status: ApplicationStatus, **more: Any) -> Application:
        """An application that has come so far."""
        made = Application(
            1,
            APPLICANT.id,
            PartyKind.PERSON,
            status,
            NOW,
            NOW,
            {"full-name": "Анна", "groups": ["b"]},
            version=5,
            **more,
        )
        self.shelf.applications[1] = made
        return made

    async def do(self, action: ApplicationAction, actor: Person, version: int = 5) -> object:
        """Take a step in the way that its use case offers."""
        it, board = self.applications, self.board
        ways: dict[ApplicationAction, Callable[[], Awaitable[object]]] = {
            ApplicationAction.FILL: lambda: it.fill(actor, FORM, {"address": "Казань"}),
            ApplicationAction.CORRECT: lambda: it.correct(actor),
            ApplicationAction.ATTACH: lambda: it.attach(actor, Scan("f", "photo", album="a")),
            ApplicationAction.EMPTY: lambda: it.empty(actor),
            ApplicationAction.SUBMIT: lambda: it.submit(actor),
            ApplicationAction.CONFIRM: lambda: it.confirm(actor),
            ApplicationAction.ANSWER: lambda: it.answer(actor, "ответ"),
            ApplicationAction.WITHDRAW: lambda: it.withdraw(actor),
            ApplicationAction.ACCEPT: lambda: it.accept(actor, 1, version),
            ApplicationAction.ASK: lambda: it.ask(actor, 1, version, "вопрос"),
            ApplicationAction.RETURN: lambda: it.send_back(actor, 1, version, "причина"),
            ApplicationAction.DECLINE: lambda: it.decline(actor, 1, version, "причина"),
            ApplicationAction.ADMIT: lambda: board.decide(actor, 1, version, Decision.ADMIT, ""),
            ApplicationAction.REFUSE: lambda: board.decide(actor, 1, version, Decision.REFUSE, "причина"),
            ApplicationAction.POSTPONE: lambda: board.decide(actor, 1, version, Decision.POSTPONE, "причина"),
        }
        return await ways[action]()


@pytest.mark.parametrize("action", ApplicationAction)
@pytest.mark.parametrize("status", ApplicationStatus)
async def test_every_action_in_every_state_by_whom_it_belongs_to(
    status: ApplicationStatus, action: ApplicationAction
) -> None:
    office = Office()
    before = office.put(status, files=(Scan("p", "photo"),))
    actor = APPLICANT if ALLOWED[action] is Party.APPLICANT else SECRETARY
    expected = TRANSITIONS.get((status, action))
    if expected is None:
        if action is ApplicationAction.FILL:  # a form that was left lying is answered with how things stand
            assert not isinstance(await office.do(action, actor), Exception)
        else:
            with pytest.raises((ApplicationStatusConflict, Gone)):
                await office.do(action, actor)
        assert office.shelf.applications[1] == before
        assert (office.shelf.acts, office.shelf.kept_notes, office.shelf.jobs) == ([], [], [])
        return
    await office.do(action, actor)
    after = office.shelf.applications[1]
    assert after.status is expected
    assert office.shelf.acts == ([] if actor is APPLICANT else [f"application-{action}"])
    assert (office.shelf.admitted == [1]) is (action is ApplicationAction.ADMIT)
    if action is not ApplicationAction.CORRECT:
        assert after.version == before.version + 1


@pytest.mark.parametrize("role", [None, *Role])
@pytest.mark.parametrize("action", ApplicationAction)
@pytest.mark.parametrize("status", ApplicationStatus)
async def test_every_action_in_every_state_by_everybody_else(
    status: ApplicationStatus, action: ApplicationAction, role: Role | None
) -> None:
    office = Office()
    before = office.put(status, files=(Scan("p", "photo"),))
    office.shelf.roles[ACTOR.id] = frozenset() if role is None else frozenset({role})
    allowed = may(action, is_applicant=False, roles=office.shelf.roles[ACTOR.id])
    assert allowed is (ALLOWED[action] is Party.SECRETARY and role is Role.SECRETARY)
    if allowed and (status, action) in TRANSITIONS:
        await office.do(action, ACTOR)
        assert office.shelf.applications[1].status is TRANSITIONS[status, action]
        return
    if action is ApplicationAction.FILL:
        assert isinstance(await office.do(action, ACTOR), ApplicationGone)
    else:
        with pytest.raises(Refusal):
            await office.do(action, ACTOR)
    assert office.shelf.applications[1] == before
    assert (office.shelf.acts, office.shelf.kept_notes) == ([], [])


@pytest.mark.parametrize(
    "action", [action for action in ApplicationAction if ALLOWED[action] is Party.SECRETARY]
)
async def test_a_decision_on_what_has_changed_since_is_refused(action: ApplicationAction) -> None:
    office = Office()
    for status in ApplicationStatus:
        before = office.put(status)
        with pytest.raises(ApplicationStatusConflict):
            await office.do(action, SECRETARY, version=4)
        assert office.shelf.applications[1] == before


def test_the_table_leads_everywhere_and_ends_nowhere_twice() -> None:
    reached = {ApplicationStatus.FILLING, *TRANSITIONS.values()}
    assert reached == set(ApplicationStatus)
    assert {status for status, _ in TRANSITIONS} == OPEN
    assert {action for _, action in TRANSITIONS} == set(ApplicationAction)
    assert set(ALLOWED) == set(ApplicationAction)


async def test_a_complete_application_goes_on_the_next_agenda_and_a_postponed_one_on_the_one_after() -> None:
    office = Office()
    office.put(ApplicationStatus.SUBMITTED)
    await office.do(ApplicationAction.ACCEPT, SECRETARY)
    assert office.shelf.applications[1].meeting_id == 1
    await office.do(ApplicationAction.POSTPONE, SECRETARY, version=6)
    assert office.shelf.applications[1].meeting_id == 2
    await office.do(ApplicationAction.POSTPONE, SECRETARY, version=7)
    assert office.shelf.applications[1].meeting_id is None


async def test_a_signature_is_needed_unless_the_association_says_otherwise() -> None:
    office = Office(confirm=False)
    before = office.put(ApplicationStatus.SIGNING)
    for action in (ApplicationAction.CONFIRM, ApplicationAction.SUBMIT):
        with pytest.raises(Refusal):
            await office.do(action, APPLICANT)
    assert office.shelf.applications[1] == before


async def test_a_document_has_telephone_numbers_as_people_write_them() -> None:
    """Only where a question asks for one: what stands in another answer stays as it was typed."""
    office = Office()
    before = office.put(ApplicationStatus.FILLING)
    answers = {"phone": "+79161234567", "work": "+79161234567"}
    office.shelf.applications[1] = replace(before, answers={**before.answers, **answers})
    await office.do(ApplicationAction.FILL, APPLICANT)
    assert office.shelf.ordered["answers"]["phone"] == "+7 916 123-45-67"
    assert office.shelf.ordered["answers"]["work"] == "+79161234567"
    assert office.shelf.applications[1].answers["phone"] == "+79161234567"


async def test_pages_are_counted_once_and_have_a_limit() -> None:
    office = Office()
    office.put(ApplicationStatus.SIGNING)
    for name in ("a", "b", "a", "c", "b"):
        await office.applications.attach(APPLICANT, Scan(name, "photo"))
    with pytest.raises(Refusal):
        await office.applications.attach(APPLICANT, Scan("d", "photo"))
    assert [page.file_id for page in office.shelf.applications[1].files] == ["a", "b", "c"]
    office.shelf.applications[1] = replace(office.shelf.applications[1], status=ApplicationStatus.RETURNED)
    await office.do(ApplicationAction.EMPTY, APPLICANT)
    assert office.shelf.applications[1].files == ()


@pytest.mark.parametrize("words", ["", "   ", "\n\t "])
async def test_a_refusal_needs_a_reason_and_an_admission_none(words: str) -> None:
    office = Office()
    before = office.put(ApplicationStatus.COMPLETE)
    for decision in (Decision.REFUSE, Decision.POSTPONE):
        with pytest.raises(Refusal):
            await office.board.decide(SECRETARY, 1, 5, decision, words)
        assert office.shelf.applications[1] == before
    decided = await office.board.decide(SECRETARY, 1, 5, Decision.ADMIT, words)
    assert str(decided.group) == "b"


@pytest.mark.parametrize("text", ["", "завтра", "15.12.2026", "15.13.2026 25:61", "1.1.2020 15:00"])
async def test_a_meeting_needs_a_moment_to_come(text: str) -> None:
    with pytest.raises(InvalidAnswer, match="board-date-wrong"):
        await Office().board.plan(SECRETARY, MeetingKind.REGULAR, text)
