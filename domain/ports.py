"""What the use cases ask of the outside: Protocols that `storage` and `bot` fulfil."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Protocol

from domain.applications.entities import Answers, Application, Kind, Note
from domain.board import Meeting, MeetingKind
from domain.consent import Consent
from domain.contacts import HistoryEntry, Person
from domain.forms.entities import Draft
from domain.forms.entities import Question as FormQuestion
from domain.groups.model import Group, MemberRef, Place, Question
from domain.members.entities import Member, Organisation
from domain.operations import Aside, Retention, Status
from domain.roles import Holding, Role
from domain.webinars.entities import Guest, Webinar
from domain.webinars.events import Counts


class Clock(Protocol):
    """The one source of time."""

    def now(self) -> int:
        """The present moment in microseconds since 1970-01-01 UTC."""
        ...


class ContactsGateway(Protocol):
    """People and their history."""

    async def find(self, person_id: int) -> Person | None: ...

    async def add(self, person: Person) -> None: ...

    async def save(self, person: Person) -> None: ...

    async def record(self, person_id: int, kind: str, at: int, data: Mapping[str, Any]) -> None: ...

    async def history(self, person_id: int) -> Sequence[HistoryEntry]: ...

    async def search(self, *, username: str = "", name: str = "") -> Sequence[Person]: ...

    async def erase(self, person_id: int) -> None: ...

    async def forget_guests(self, before: int) -> int: ...


class ConsentGateway(Protocol):
    """The log of consents: a row is added or withdrawn, never rewritten."""

    async def give(self, consent: Consent) -> None: ...

    async def withdraw(self, person_id: int, purposes: Sequence[str], at: int) -> None: ...

    async def standing(self, person_id: int) -> Sequence[Consent]: ...

    async def withdrawn_last(self, person_id: int, prefix: str) -> Sequence[str]: ...


class RolesGateway(Protocol):
    """Who holds which role; `scope` is a working group's id where the role is held for one."""

    async def of(self, person_id: int) -> frozenset[Role]: ...

    async def scopes(self, person_id: int, role: Role) -> frozenset[str]: ...

    async def holders(self, role: Role, scope: str = "") -> Sequence[Person]: ...

    async def holdings(self) -> Sequence[Holding]: ...

    async def give(self, person_id: int, role: Role, at: int, scope: str = "") -> None: ...

    async def take(self, person_id: int, role: Role, scope: str = "") -> None: ...


class Scopes(Protocol):
    """What a role can be held for."""

    async def exists(self, scope: str) -> bool: ...


class AuditGateway(Protocol):
    """The log of what was decided and refused, by whom: rows are only added.

    `actor_id` is None for the program itself; `subject_id` is the person it was about, if any. `data` names
    things by their ids and never holds personal data, because the log outlives an erasure.
    """

    async def record(
        self, at: int, actor_id: int | None, act: str, subject_id: int | None, data: Mapping[str, Any]
    ) -> None: ...


class ApplicationsGateway(Protocol):
    """Applications and their histories."""

    async def add(self, person_id: int, kind: Kind, answers: Answers, at: int) -> Application: ...

    async def save(self, application: Application) -> None: ...

    async def find(self, application_id: int) -> Application | None: ...

    async def open_of(self, person_id: int) -> Application | None: ...

    async def latest_of(self, person_id: int) -> Application | None: ...

    async def list_open(self) -> Sequence[Application]: ...

    async def unscheduled(self) -> Sequence[Application]: ...

    async def agenda(self, meeting_id: int) -> Sequence[Application]: ...

    async def last_position(self, meeting_id: int) -> int: ...

    async def place(self, application_id: int, position: int) -> None: ...

    async def note(self, application_id: int, note: Note) -> None: ...

    async def notes(self, application_id: int) -> Sequence[Note]: ...


class MeetingsGateway(Protocol):
    """The board's meetings."""

    async def add(self, at: int, kind: MeetingKind) -> Meeting: ...

    async def save(self, meeting: Meeting) -> None: ...

    async def find(self, meeting_id: int) -> Meeting | None: ...

    async def next(self, after: int) -> Meeting | None: ...

    async def planned(self) -> Sequence[Meeting]: ...


class MembersGateway(Protocol):
    """The register of members, the organisations, and who represents them."""

    async def add(
        self,
        kind: Kind,
        person_id: int | None,
        organisation_id: int | None,
        since: int,
        application_id: int,
        name: str,
    ) -> Member: ...

    async def save(self, member: Member) -> None: ...

    async def find(self, member_id: int) -> Member | None: ...

    async def of_person(self, person_id: int) -> Member | None: ...

    async def of_organisation(self, organisation_id: int) -> Member | None: ...

    async def member_of(self, person_id: int) -> Member | None: ...

    async def page(self, offset: int, limit: int) -> Sequence[Member]: ...

    async def count(self) -> int: ...

    async def organisation(self, organisation_id: int) -> Organisation | None: ...

    async def organisation_by_inn(self, inn: str) -> Organisation | None: ...

    async def add_organisation(
        self, name: str, inn: str, ogrn: str, data: Mapping[str, Any]
    ) -> Organisation: ...

    async def save_organisation(self, organisation: Organisation) -> None: ...

    async def representatives(self, organisation_id: int) -> Sequence[Person]: ...

    async def add_representative(self, organisation_id: int, person_id: int, at: int) -> None: ...

    async def remove_representative(self, organisation_id: int, person_id: int) -> None: ...

    async def add_invitation(self, token: str, organisation_id: int, invited_by: int, at: int) -> None: ...

    async def invitation(self, token: str, made_after: int) -> Organisation | None: ...

    async def use_invitation(self, token: str, person_id: int, at: int) -> None: ...


class FormOpener(Protocol):
    """What applications need of the forms."""

    async def open(self, person: Person, form_id: str, prefill: Mapping[str, Any]) -> object: ...

    def questions(self, *form_ids: str) -> Mapping[str, FormQuestion]: ...


class GroupAssigner(Protocol):
    """What the board needs of the working groups."""

    async def assign(self, member_id: int, person_id: int, wishes: Sequence[str]) -> object: ...


class PlaceKeeper(Protocol):
    """What the register of members needs of the working groups."""

    async def release(self, member_id: int) -> None: ...

    async def unname(self, member_id: int, person_id: int) -> None: ...


class OperationsGateway(Protocol):
    """The street's own books, as its keepers see them."""

    async def status(self) -> Status: ...

    async def asides(self) -> Sequence[Aside]: ...

    async def retry_asides(self) -> int: ...

    async def clean(self, retention: Retention, now: int) -> None: ...


class FormsGateway(Protocol):
    """Drafts of forms."""

    async def of(self, person_id: int) -> Sequence[Draft]: ...

    async def save(self, draft: Draft) -> None: ...

    async def delete(self, person_id: int, form: str) -> None: ...

    async def lying(self, before: int, many: int) -> Sequence[tuple[Person, Draft]]: ...


class Jobs(Protocol):
    """Work that takes longer than a millisecond and is done by `make`."""

    async def order(self, kind: str, person_id: int, data: Mapping[str, Any]) -> int: ...


class MembershipLookup(Protocol):
    """What the working groups need to know of members; only active memberships count."""

    async def member_of(self, person_id: int) -> MemberRef | None:
        """The member that a person is, or else speaks for as an organisation's representative."""
        ...

    async def names(self, member_ids: Collection[int]) -> Mapping[int, MemberRef]:
        """The members among these ids."""
        ...

    async def active(self) -> Sequence[MemberRef]:
        """All members, longest first."""
        ...

    async def representatives(self, member_id: int) -> Sequence[Person]:
        """Who speaks for a member: the person themself, or an organisation's representatives, longest first."""
        ...


class GroupsGateway(Protocol):
    """The working groups, who is in which, and what is asked."""

    async def all(self) -> Sequence[Group]: ...

    async def open(self) -> Sequence[Group]: ...

    async def find(self, group_id: str) -> Group | None: ...

    async def add(self, group: Group) -> None: ...

    async def save(self, group: Group) -> None: ...

    async def sizes(self) -> Mapping[str, int]:
        """The open groups in order, and how many members each has; who only wishes to move doesn't count twice."""
        ...

    async def places_of(self, member_id: int) -> Sequence[Place]: ...

    async def roster(self, group_id: str) -> Sequence[tuple[Place, Person | None]]: ...

    async def placed(self) -> Collection[int]:
        """The ids of the members who have a place, proposed or settled."""
        ...

    async def put(self, place: Place) -> None: ...

    async def remove(self, group_id: str, member_id: int) -> None: ...

    async def release(self, member_id: int) -> None: ...

    async def ask(self, question: Question) -> Question: ...

    async def question(self, question_id: int) -> Question | None: ...

    async def answer(self, question: Question) -> None: ...

    async def open_questions(self, group_id: str) -> Sequence[Question]: ...

    async def count_open(self, group_id: str) -> int: ...

    async def count_open_of(self, person_id: int) -> int: ...


class WebinarsGateway(Protocol):
    """Webinars and meetings, and who comes to them. Moments in microseconds UTC."""

    async def add(self, webinar: Webinar) -> Webinar:
        """Keep a new webinar, whatever its id says; returns it with the id that it got."""
        ...

    async def save(self, webinar: Webinar) -> None: ...

    async def find(self, webinar_id: int) -> Webinar | None: ...

    async def latest_of(self, group_id: str) -> Webinar | None:
        """The group's webinar that starts last, cancelled ones aside."""
        ...

    async def planned(self, group_id: str, since: int, until: int) -> bool:
        """Whether a webinar of the group, not cancelled, starts from `since` to before `until`."""
        ...

    async def coming(self, after: int) -> Sequence[Webinar]:
        """Those published that end after this moment, soonest first; at most 50."""
        ...

    async def past(self, before: int, many: int) -> Sequence[Webinar]:
        """Those published that ended up to this moment, latest first."""
        ...

    async def unfinished(self, after: int) -> Sequence[Webinar]:
        """Drafts and scheduled ones that start after this moment, soonest first; at most 50."""
        ...

    async def to_publish(self, now: int) -> Sequence[Webinar]:
        """The scheduled ones whose moment to be published has come."""
        ...

    async def to_follow_up(self, now: int) -> Sequence[Webinar]:
        """The published ones that are over and whose guests were not asked yet."""
        ...

    async def followed_up(self, webinar_id: int, at: int) -> None:
        """Note that everybody was asked."""
        ...

    async def invite(self, webinar: Webinar, topic: str) -> int:
        """Fix who is told of the webinar, by one statement: everybody in its audience who can be reached and has
        no standing with it yet becomes INVITED; returns how many.

        GROUP: the people of the group's settled places, and where an organisation named nobody, all its
        representatives. MEMBERS: active members who are people, and representatives of active organisations.
        SUPPORTERS: those, and everybody with a standing consent to mailings about `topic`.
        """
        ...

    async def untold(self, many: int) -> Sequence[tuple[Webinar, Person]]:
        """The next who are INVITED to published webinars and were not told yet."""
        ...

    async def told(self, webinar_id: int, person_ids: Collection[int]) -> None: ...

    async def guest(self, webinar_id: int, person_id: int) -> Guest | None: ...

    async def standings_of(self, person_id: int, webinar_ids: Collection[int]) -> Mapping[int, Guest]: ...

    async def put(self, guest: Guest) -> None:
        """Keep how somebody stands, instead of how they stood before."""
        ...

    async def counts(self, webinar_id: int) -> Counts: ...

    async def next_turn(self, webinar_id: int) -> int:
        """The turn after the last one in line."""
        ...

    async def position(self, webinar_id: int, turn: int) -> int:
        """Which place in line (from 1) somebody WAITING with this turn has."""
        ...

    async def first_waiting(self, webinar_id: int) -> tuple[Guest, Person] | None: ...

    async def lapsed(self, now: int, many: int) -> Sequence[tuple[Webinar, Guest, Person]]:
        """OFFERED places whose time is up, of published webinars."""
        ...

    async def guests(
        self, webinar_id: int, standings: Collection[int], offset: int = 0, many: int = 1_000_000
    ) -> Sequence[tuple[Guest, Person]]:
        """Those who stand in one of these ways, in the order of their turns, then of arrival."""
        ...

    async def to_remind(
        self, since: int, until: int, many: int, after: tuple[int, int] = (0, 0)
    ) -> Sequence[tuple[Webinar, Guest, Person]]:
        """The REGISTERED of published webinars that start before `until` and end after `since`, in the order of
        (webinar, person), from the one after `after` on."""
        ...

    async def calendar(self, webinar_id: int, sequence: int, language: str) -> int | None:
        """The job that makes, or made, this calendar file; None where there is none, it failed or its file is gone."""
        ...

    async def keep_calendar(self, webinar_id: int, sequence: int, language: str, job: int) -> None: ...

    async def note_month(self, group_id: str, month: str) -> bool:
        """Note that a group's leaders were reminded of this month (`2027-02`); False where they were before."""
        ...


class AudienceLookup(Protocol):
    """Who may come to a webinar."""

    async def belongs(self, person_id: int, group_id: str) -> bool:
        """Whether the person has a settled place in the group, or speaks there for an organisation: as the one it
        named for the group, or as any of its representatives where it named nobody."""
        ...
