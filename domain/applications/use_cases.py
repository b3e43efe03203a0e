"""What applicants and secretaries do with an application; `domain.board` has the board's decision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from domain.answers import Answers
from domain.applications.context import ApplicationContext
from domain.applications.entities import Application, Card, Note, Step
from domain.applications.events import (
    AlreadyMember,
    ApplicationGone,
    ApplicationPrepared,
    ApplicationReviewed,
    ApplicationSubmitted,
    ApplicationWithdrawn,
    QuestionAnswered,
    QuestionnaireArrived,
    ScanAdded,
    ScanEmptied,
)
from domain.applications.gateways import BallotKeeper
from domain.applications.life import TRANSITIONS, ApplicationAction, ApplicationStatus
from domain.applications.refusals import ApplicationStatusConflict
from domain.consent import ConsentMissing
from domain.events import Event
from domain.files import Scan
from domain.forms.entities import Form
from domain.forms.registry import receives
from domain.members.use_cases import Members
from domain.parties import PartyKind
from domain.people import Person
from domain.reasons import LONGEST_TEXT, said
from domain.refusal import Gone, InvalidAnswer, Refusal
from domain.roles import Role
from domain.use_case import use_case


@use_case
class Applications:
    """An application from the questionnaire to the board's agenda."""

    _context: ApplicationContext
    _members: Members
    _votes: BallotKeeper

    # What applicants do, each with their own

    async def join(self, person: Person, kind: PartyKind) -> Event:
        """Open the questionnaire, or show the application that is in progress.

        Raises ConsentMissing.
        """
        if not person.consented:
            raise ConsentMissing(person, kind)
        standing = await self._context.gateway.open_of(person.id)
        if standing is not None:
            if standing.status is ApplicationStatus.FILLING:
                return await self._open_form(person, standing)
            return await self._context.card(standing)
        if member := await self._already_member(person, kind):
            return member
        return await self._context.forms.open(person, f"questionnaire-{kind}", {})

    @receives("questionnaire-person", "questionnaire-organisation")
    async def begin(
        self, person: Person, form: Form, answers: Answers
    ) -> QuestionnaireArrived | AlreadyMember | Card:
        """Take a questionnaire that was sent and open the application form with what is still missing.

        A second questionnaire replaces the answers of an application only while nothing is signed.
        """
        kind = PartyKind(form.purpose.removeprefix("questionnaire-"))
        now = self._context.clock.now()
        application = await self._context.gateway.open_of(person.id)
        if application is None:
            if member := await self._already_member(person, kind):
                return member
            application = await self._context.gateway.add(person.id, kind, answers, now)
            await self._context.gateway.note(application.id, Note(now, person.id, Step.BEGUN))
            await self._context.contacts.record(
                person.id, "application-begun", now, {"application": application.id}
            )
        elif application.status is ApplicationStatus.FILLING:
            application = await self._context.save(application, kind=kind, answers=dict(answers))
        else:
            return await self._context.card(application)
        return QuestionnaireArrived(person, await self._open_form(person, application))

    @receives("application-person", "application-organisation")
    async def fill(
        self, person: Person, form: Form, answers: Answers
    ) -> ApplicationPrepared | ApplicationGone | Card:
        """Take the application form that was sent and order the document to be signed.

        An old form changes nothing if its application has moved on or ended.
        """
        kind = PartyKind(form.purpose.removeprefix("application-"))
        application = await self._context.gateway.open_of(person.id)
        if application is None or application.kind is not kind:
            return ApplicationGone(person)
        status = TRANSITIONS.get((application.status, ApplicationAction.FILL))
        if status is None:
            return await self._context.card(application)
        # The earlier signature is for other answers: the document has to be signed again.
        application = await self._context.save(
            application,
            status=status,
            answers={**application.answers, **answers},
            files=(),
            confirmed_at=None,
        )
        await self._context.note(application, person, Step.FILLED)
        return await self._prepared(application, person)

    async def prepare_again(self, person: Person) -> ApplicationPrepared:
        """Make the document again if it did not arrive. Raises Gone, ApplicationStatusConflict."""
        application = await self._own(person)
        if application.status not in (ApplicationStatus.SIGNING, ApplicationStatus.RETURNED):
            raise ApplicationStatusConflict(person, await self._context.card(application))
        await self._context.note(application, person, Step.REPRINTED)
        return await self._prepared(application, person)

    async def _prepared(self, application: Application, person: Person) -> ApplicationPrepared:
        job = await self._context.document("application", application, self._context.clock.now())
        card = await self._context.card(application)
        known = await self._known_to(application)
        return ApplicationPrepared(card, person, known, job, self._context.terms.payment or {})

    async def correct(self, person: Person) -> Event:
        """Open the form again with all answers. Raises Gone, ApplicationStatusConflict."""
        application = await self._own(person)
        await self._context.step(person, application, ApplicationAction.CORRECT)
        return await self._open_form(person, application)

    async def awaits_scan(self, person: Person) -> bool:
        """Tell whether a photo or a document from this person is a page of their signed application."""
        application = await self._context.gateway.open_of(person.id)
        return application is not None and application.status in (
            ApplicationStatus.SIGNING,
            ApplicationStatus.RETURNED,
        )

    async def attach(self, person: Person, scan: Scan) -> ScanAdded:
        """Add a page of the signed document; the same file counts once.

        Raises Gone, ApplicationStatusConflict, InvalidAnswer.
        """
        application = await self._own(person)
        status = await self._context.step(person, application, ApplicationAction.ATTACH)
        if not scan.is_of(("pdf", "image")):
            raise InvalidAnswer(person, "applications-not-a-page")
        if all(scan.file_id != known.file_id for known in application.files):
            application = await self._context.save(
                application, status=status, files=self._with_page(person, application, scan)
            )
        known = await self._known_to(application)
        return ScanAdded(await self._context.card(application), person, known, scan)

    def _with_page(self, person: Person, application: Application, scan: Scan) -> tuple[Scan, ...]:
        if len(application.files) >= self._context.terms.most_pages:
            raise InvalidAnswer(person, "applications-too-many-pages", most=self._context.terms.most_pages)
        return (*application.files, scan)

    async def empty(self, person: Person) -> ScanEmptied:
        """Discard the pages, to be sent again. Raises Gone, ApplicationStatusConflict."""
        application = await self._own(person)
        status = await self._context.step(person, application, ApplicationAction.EMPTY)
        albums = tuple(dict.fromkeys(page.album for page in application.files))
        application = await self._context.save(application, status=status, files=())
        known = await self._known_to(application)
        return ScanEmptied(await self._context.card(application), person, known, albums)

    async def submit(self, person: Person) -> ApplicationSubmitted:
        """Submit the signed application. Raises Gone, ApplicationStatusConflict, Refusal."""
        application = await self._own(person)
        status = await self._context.step(person, application, ApplicationAction.SUBMIT)
        if not application.files and application.confirmed_at is None:
            raise Refusal(person, "applications-nothing-signed")
        return await self._hand_in(application, person, status, Step.SUBMITTED, application.confirmed_at)

    async def confirm(self, person: Person) -> ApplicationSubmitted:
        """Submit the application without a signature, if the association allows that.

        Raises Gone, ApplicationStatusConflict, Refusal.
        """
        application = await self._own(person)
        status = await self._context.step(person, application, ApplicationAction.CONFIRM)
        if not self._context.terms.confirm_in_chat:
            raise Refusal(person, "applications-signature-needed")
        return await self._hand_in(application, person, status, Step.CONFIRMED, self._context.clock.now())

    async def _hand_in(
        self,
        application: Application,
        person: Person,
        status: ApplicationStatus,
        step: Step,
        confirmed_at: int | None,
    ) -> ApplicationSubmitted:
        application = await self._context.save(
            application,
            status=status,
            confirmed_at=confirmed_at,
            reason="",
            decided_by=None,
            cards=application.cards + 1,
        )
        await self._context.note(application, person, step)
        await self._context.contacts.record(
            person.id, "application-submitted", self._context.clock.now(), {"application": application.id}
        )
        secretaries = await self._context.secretaries()
        stand_ins = () if secretaries else tuple(await self._context.roles.administrators())
        return ApplicationSubmitted(await self._context.card(application), person, secretaries, stand_ins)

    async def awaits_answer(self, person: Person, album: str = "") -> bool:
        """Tell whether a message of this person, perhaps part of `album`, is an answer to the secretary."""
        application = await self._context.gateway.open_of(person.id)
        if application is None or (application.status, ApplicationAction.ANSWER) not in TRANSITIONS:
            return False
        begun = any(page.album == album for page in application.files)
        return begun or (await self._context.card(application)).awaits_answer

    async def answer(self, person: Person, text: str, scan: Scan | None = None) -> QuestionAnswered:
        """Write to the secretary about one's own application, or add a file to its pages.

        Further files of an album belong to the same answer. Raises Gone, ApplicationStatusConflict, InvalidAnswer.
        """
        application = await self._own(person)
        await self._context.step(person, application, ApplicationAction.ANSWER)
        files, further = application.files, False
        if scan is None:
            text = said(person, text)
        else:
            if not scan.is_of(("pdf", "image", "document", "spreadsheet")):
                raise InvalidAnswer(person, "applications-not-a-page")
            text = text.strip()[:LONGEST_TEXT]
            further = any(page.album == scan.album for page in files) and not text
            if all(page.file_id != scan.file_id for page in files):
                files = self._with_page(person, application, scan)
        cards = application.cards + (0 if further else 1)
        application = await self._context.save(application, files=files, cards=cards)
        if not further:
            await self._context.note(application, person, Step.ANSWERED, text)
        card = await self._context.card(application)
        vote = await self._votes.application_moved(card, answered=not further)
        return QuestionAnswered(card, person, await self._context.secretaries(), text, further, vote=vote)

    async def withdraw(self, person: Person) -> ApplicationWithdrawn:
        """Withdraw one's own application. Raises Gone, ApplicationStatusConflict."""
        application = await self._own(person)
        status = await self._context.step(person, application, ApplicationAction.WITHDRAW)
        application = await self._context.save(application, status=status, meeting_id=None)
        await self._context.note(application, person, Step.WITHDRAWN)
        await self._context.contacts.record(
            person.id, "application-withdrawn", self._context.clock.now(), {"application": application.id}
        )
        known = await self._known_to(application)
        card = await self._context.card(application)
        vote = await self._votes.application_moved(card)
        return ApplicationWithdrawn(card, person, known, vote=vote)

    async def standing(self, person: Person) -> Card | None:
        """Return the application in progress, else the latest one, else None."""
        application = await self._context.gateway.open_of(person.id) or await self._context.gateway.latest_of(
            person.id
        )
        return None if application is None else await self._context.card(application)

    async def _known_to(self, application: Application) -> tuple[Person, ...]:
        """Return the secretaries who have a card of it: all of them, once it was submitted."""
        return await self._context.secretaries() if application.cards else ()

    async def _already_member(self, person: Person, kind: PartyKind) -> AlreadyMember | None:
        membership = await self._members.membership_of(person)
        if membership is not None and membership.active and membership.member.kind is kind:
            return AlreadyMember(person, membership)
        return None

    async def _open_form(self, person: Person, application: Application) -> Event:
        return await self._context.forms.open(person, f"application-{application.kind}", application.answers)

    async def _own(self, person: Person) -> Application:
        application = await self._context.gateway.open_of(person.id)
        if application is None:
            raise Gone(person, "applications-missing")
        return application

    # What secretaries do

    async def find(self, actor: Person, application_id: int, version: int) -> Application:
        """Return an application that a secretary is about to act on, as they saw it at `version`.

        Raises NotAllowed, Gone, ApplicationStatusConflict.
        """
        return await self._context.find(actor, application_id, version)

    async def accept(self, actor: Person, application_id: int, version: int) -> ApplicationReviewed:
        """Accept an application as complete; it goes on the agenda of the next meeting.

        Raises NotAllowed, Gone, ApplicationStatusConflict.
        """
        application = await self._context.find(actor, application_id, version)
        status = await self._context.step(actor, application, ApplicationAction.ACCEPT)
        meeting = await self._context.meetings.next(self._context.clock.now())
        position = 0 if meeting is None else await self._context.gateway.last_position(meeting.id) + 1
        application = await self._context.save(
            application,
            status=status,
            meeting_id=None if meeting is None else meeting.id,
            position=position,
            decided_by=actor.id,
        )
        await self._context.note(application, actor, Step.ACCEPTED)
        await self._log(actor, application, ApplicationAction.ACCEPT)
        return ApplicationReviewed(
            await self._context.card(application), actor, await self._context.secretaries()
        )

    async def ask(self, actor: Person, application_id: int, version: int, text: str) -> ApplicationReviewed:
        """Ask the applicant a question. Raises NotAllowed, Gone, ApplicationStatusConflict, InvalidAnswer."""
        application = await self._context.find(actor, application_id, version)
        return await self._ask(actor, application, text)

    async def ask_for_board(self, actor: Person, application: Application, text: str) -> ApplicationReviewed:
        """Ask the applicant a question, as a board member who votes on the application.

        Raises NotAllowed, ApplicationStatusConflict, InvalidAnswer.
        """
        await self._context.roles.require(actor, Role.BOARD_MEMBER)
        return await self._ask(actor, application, text, asked_by=actor)

    async def _ask(
        self, actor: Person, application: Application, text: str, asked_by: Person | None = None
    ) -> ApplicationReviewed:
        await self._context.step(actor, application, ApplicationAction.ASK)
        text = said(actor, text)
        application = await self._context.save(application)
        await self._context.note(
            application, actor, Step.ASKED if asked_by is None else Step.BOARD_ASKED, text
        )
        await self._log(actor, application, ApplicationAction.ASK)
        card = await self._context.card(application)
        vote = await self._votes.application_moved(card, asked_by)
        return ApplicationReviewed(card, actor, await self._context.secretaries(), vote=vote)

    async def send_back(
        self, actor: Person, application_id: int, version: int, reason: str
    ) -> ApplicationReviewed:
        """Return an application for correction. Raises NotAllowed, Gone, ApplicationStatusConflict, InvalidAnswer."""
        application = await self._close(
            actor, application_id, version, ApplicationAction.RETURN, Step.RETURNED, reason
        )
        card = await self._context.card(application)
        vote = await self._votes.application_moved(card)
        return ApplicationReviewed(card, actor, await self._context.secretaries(), vote=vote)

    async def decline(
        self, actor: Person, application_id: int, version: int, reason: str
    ) -> ApplicationReviewed:
        """End an application before the board. Raises NotAllowed, Gone, ApplicationStatusConflict, InvalidAnswer."""
        application = await self._close(
            actor, application_id, version, ApplicationAction.DECLINE, Step.DECLINED, reason
        )
        return ApplicationReviewed(
            await self._context.card(application), actor, await self._context.secretaries()
        )

    async def _close(
        self,
        actor: Person,
        application_id: int,
        version: int,
        action: ApplicationAction,
        step: Step,
        reason: str,
    ) -> Application:
        application = await self._context.find(actor, application_id, version)
        status = await self._context.step(actor, application, action)
        reason = said(actor, reason)
        if action is ApplicationAction.RETURN:  # the signature or confirmation is void
            application = replace(application, files=(), confirmed_at=None)
        application = await self._context.save(
            application, status=status, reason=reason, decided_by=actor.id, meeting_id=None
        )
        await self._context.note(application, actor, step, reason)
        await self._log(actor, application, action)
        return application

    async def look(self, actor: Person, application_id: int) -> Card:
        """Return an application's card to a secretary. Raises NotAllowed, Gone."""
        return await self._context.card(await self._context.find(actor, application_id))

    async def list_open(self, actor: Person) -> Sequence[Application]:
        """Return the applications that are in progress, longest waiting first. Raises NotAllowed."""
        await self._context.roles.require(actor, Role.SECRETARY)
        return await self._context.gateway.list_open()

    async def _log(self, actor: Person, application: Application, action: ApplicationAction) -> None:
        await self._context.audit.record(
            self._context.clock.now(),
            actor.id,
            f"application-{action}",
            application.person_id,
            {"application": application.id, "status": application.status.value},
        )
