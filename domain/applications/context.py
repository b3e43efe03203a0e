"""What applicants, secretaries and the board share: an application's lookup, steps, history and card."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from domain.answers import Answers
from domain.applications.entities import Application, Card, Note, Step
from domain.applications.gateways import ApplicationsGateway, MeetingsLookup
from domain.applications.life import TRANSITIONS, ApplicationAction, ApplicationStatus
from domain.applications.refusals import ApplicationStatusConflict
from domain.association import Localized
from domain.forms.checks import write_phone
from domain.forms.entities import Question, QuestionKind
from domain.forms.use_cases import Forms
from domain.groups.gateways import GroupsGateway
from domain.people import ContactsGateway, Person
from domain.ports import AuditGateway, Clock, Jobs
from domain.refusal import Gone
from domain.roles import Role, Roles
from domain.use_case import use_case


@dataclass(frozen=True, slots=True)
class ApplicationTerms:
    """The association's terms for applications.

    `facts` are printed in the document: names, fees, where to pay. `payment` tells the applicant how and when.
    """

    confirm_in_chat: bool = False
    most_pages: int = 20
    facts: Mapping[str, Any] | None = None
    payment: Localized | None = None


@use_case
class ApplicationContext:
    """What applicants, secretaries and the board share: an application's steps, its history and its card."""

    gateway: ApplicationsGateway
    meetings: MeetingsLookup
    _groups: GroupsGateway
    forms: Forms
    contacts: ContactsGateway
    roles: Roles
    audit: AuditGateway
    clock: Clock
    _jobs: Jobs
    terms: ApplicationTerms

    async def card(self, application: Application) -> Card:
        """Return everything that a screen about the application shows."""
        applicant = await self.contacts.find(application.person_id)
        if applicant is None:
            raise LookupError(f"application {application.id} has no applicant")
        decided_by = application.decided_by
        return Card(
            application,
            applicant,
            tuple(await self.gateway.notes(application.id)),
            None if application.meeting_id is None else await self.meetings.find(application.meeting_id),
            None if decided_by is None else await self.contacts.find(decided_by),
            self.terms.confirm_in_chat,
            self.questions(application),
            await self.group_titles(),
        )

    def questions(self, application: Application) -> Mapping[str, Question]:
        """Return the questions that the applicant was asked, as the forms have them now."""
        kind = application.kind
        return self.forms.questions(f"questionnaire-{kind}", f"application-{kind}")

    async def group_titles(self) -> Mapping[str, Localized]:
        """Return the titles of all working groups, closed ones included, by their ids."""
        return {group.id: group.titles for group in await self._groups.all()}

    async def secretaries(self) -> tuple[Person, ...]:
        """Return the secretaries, who have the applications' cards."""
        return tuple(await self.roles.holders(Role.SECRETARY))

    async def find(self, actor: Person, application_id: int, version: int | None = None) -> Application:
        """Return an application for a secretary to act on, as they saw it at `version`.

        Raises NotAllowed, Gone, ApplicationStatusConflict.
        """
        await self.roles.require(actor, Role.SECRETARY)
        application = await self.gateway.find(application_id)
        if application is None:
            raise Gone(actor, "applications-missing")
        if version is not None and application.version != version:
            raise ApplicationStatusConflict(actor, await self.card(application))
        return application

    async def step(
        self, person: Person, application: Application, action: ApplicationAction
    ) -> ApplicationStatus:
        """Return the status to which the step leads. Raises ApplicationStatusConflict."""
        status = TRANSITIONS.get((application.status, action))
        if status is None:
            raise ApplicationStatusConflict(person, await self.card(application))
        return status

    async def copy(self, application: Application) -> int:
        """Order a copy of the document that the applicant signed, for those who decide; return the job."""
        notes = await self.gateway.notes(application.id)
        filled = [note.at for note in notes if note.step in (Step.FILLED, Step.REPRINTED)]
        at = filled[-1] if filled else application.created_at
        return await self.document("application-copy", application, at)

    async def document(self, kind: str, application: Application, at: int) -> int:
        return await self._jobs.order(
            kind,
            application.person_id,
            {
                "kind": application.kind.value,
                "number": application.id,
                "at": at,
                "answers": self._written(application),
                "facts": dict(self.terms.facts or {}),
                "groups": {group: dict(titles) for group, titles in (await self.group_titles()).items()},
            },
        )

    def _written(self, application: Application) -> Answers:
        """Return the answers as people write them, because a document knows no questions."""
        phones = {it.id for it in self.questions(application).values() if it.kind is QuestionKind.PHONE}
        return {
            name: write_phone(value) if name in phones and isinstance(value, str) else value
            for name, value in application.answers.items()
        }

    async def save(self, application: Application, **changes: Any) -> Application:
        application = replace(
            application, **changes, version=application.version + 1, updated_at=self.clock.now()
        )
        await self.gateway.save(application)
        return application

    async def note(self, application: Application, author: Person, step: Step, text: str = "") -> None:
        await self.gateway.note(application.id, Note(self.clock.now(), author.id, step, text))
