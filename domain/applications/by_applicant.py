"""What applicants do with their application."""

from __future__ import annotations

from domain.answers import Answers
from domain.applications import events as happened
from domain.applications.casework import Casework
from domain.applications.entities import Application, Card, Note, Step
from domain.applications.life import TRANSITIONS, Action, Status
from domain.applications.refusals import (
    ApplicationMissing,
    ConfirmationNotEnough,
    NotAPage,
    NothingSigned,
    OutOfTurn,
    TooManyPages,
)
from domain.consent import ConsentMissing
from domain.events import Event
from domain.files import Scan
from domain.parties import PartyKind
from domain.people import Person
from domain.reasons import LONGEST_TEXT, said


class ByApplicant(Casework):
    """From the questionnaire to the secretary's desk; always about one's own application."""

    async def join(self, person: Person, kind: PartyKind) -> Event:
        """Open the questionnaire, or show how an application that goes on stands.

        Raises ConsentMissing.
        """
        if not person.consented:
            raise ConsentMissing(person, kind)
        standing = await self._gateway.open_of(person.id)
        if standing is not None:
            if standing.status is Status.FILLING:
                return await self._open_form(person, standing)
            return await self.card(standing)
        if member := await self._already_member(person, kind):
            return member
        return await self._forms.open(person, f"questionnaire-{kind}", {})

    async def begin(
        self, person: Person, kind: PartyKind, answers: Answers
    ) -> happened.QuestionnaireArrived | happened.AlreadyMember | Card:
        """Take a questionnaire that was sent and open the application form with what is still missing.

        A second questionnaire while an application goes on renews its answers only while nothing was signed.
        """
        now = self._clock.now()
        application = await self._gateway.open_of(person.id)
        if application is None:
            if member := await self._already_member(person, kind):
                return member
            application = await self._gateway.add(person.id, kind, answers, now)
            await self._gateway.note(application.id, Note(now, person.id, Step.BEGUN))
            await self._contacts.record(person.id, "application-begun", now, {"application": application.id})
        elif application.status is Status.FILLING:
            application = await self._save(application, kind=kind, answers=dict(answers))
        else:
            return await self.card(application)
        return happened.QuestionnaireArrived(person, await self._open_form(person, application))

    async def fill(
        self, person: Person, kind: PartyKind, answers: Answers
    ) -> happened.ApplicationPrepared | happened.ApplicationGone | Card:
        """Take the application form that was sent and order the document to be signed.

        A form that was left lying while its application went on, or ended, changes nothing.
        """
        application = await self._gateway.open_of(person.id)
        if application is None or application.kind is not kind:
            return happened.ApplicationGone(person)
        status = TRANSITIONS.get((application.status, Action.FILL))
        if status is None:
            return await self.card(application)
        # What was signed before says something else: it has to be signed anew.
        application = await self._save(
            application,
            status=status,
            answers={**application.answers, **answers},
            files=(),
            confirmed_at=None,
        )
        await self._note(application, person, Step.FILLED)
        return await self._prepared(application, person)

    async def prepare_again(self, person: Person) -> happened.ApplicationPrepared:
        """Make the document anew, where it did not come. Raises ApplicationMissing, OutOfTurn."""
        application = await self._own(person)
        if application.status not in (Status.SIGNING, Status.RETURNED):
            raise OutOfTurn(person, await self.card(application))
        await self._note(application, person, Step.REPRINTED)
        return await self._prepared(application, person)

    async def _prepared(self, application: Application, person: Person) -> happened.ApplicationPrepared:
        job = await self._document("application", application, self._clock.now())
        card = await self.card(application)
        known = await self._known_to(application)
        return happened.ApplicationPrepared(card, person, known, job, self._terms.payment or {})

    async def correct(self, person: Person) -> Event:
        """Open the form again with everything that was answered. Raises ApplicationMissing, OutOfTurn."""
        application = await self._own(person)
        await self.step(person, application, Action.CORRECT)
        return await self._open_form(person, application)

    async def awaits_scan(self, person: Person) -> bool:
        """Whether a photo or a document from this person is a page of a signed application."""
        application = await self._gateway.open_of(person.id)
        return application is not None and application.status in (Status.SIGNING, Status.RETURNED)

    async def attach(self, person: Person, scan: Scan) -> happened.ScanAdded:
        """Add a page of the signed document; the same file twice is one page.

        Raises ApplicationMissing, OutOfTurn, NotAPage, TooManyPages.
        """
        application = await self._own(person)
        status = await self.step(person, application, Action.ATTACH)
        if not scan.is_of(("pdf", "image")):
            raise NotAPage(person)
        if all(scan.file_id != known.file_id for known in application.files):
            application = await self._save(
                application, status=status, files=self._with_page(person, application, scan)
            )
        known = await self._known_to(application)
        return happened.ScanAdded(await self.card(application), person, known, scan)

    def _with_page(self, person: Person, application: Application, scan: Scan) -> tuple[Scan, ...]:
        if len(application.files) >= self._terms.most_pages:
            raise TooManyPages(person, self._terms.most_pages)
        return (*application.files, scan)

    async def empty(self, person: Person) -> happened.ScanEmptied:
        """Put the pages away, to be sent anew. Raises ApplicationMissing, OutOfTurn."""
        application = await self._own(person)
        status = await self.step(person, application, Action.EMPTY)
        albums = tuple(dict.fromkeys(page.album for page in application.files))
        application = await self._save(application, status=status, files=())
        known = await self._known_to(application)
        return happened.ScanEmptied(await self.card(application), person, known, albums)

    async def submit(self, person: Person) -> happened.ApplicationSubmitted:
        """Hand the signed application in. Raises ApplicationMissing, OutOfTurn, NothingSigned."""
        application = await self._own(person)
        status = await self.step(person, application, Action.SUBMIT)
        if not application.files and application.confirmed_at is None:
            raise NothingSigned(person)
        return await self._hand_in(application, person, status, Step.SUBMITTED, application.confirmed_at)

    async def confirm(self, person: Person) -> happened.ApplicationSubmitted:
        """Hand the application in by a tap, where the association allows that.

        Raises ApplicationMissing, OutOfTurn, ConfirmationNotEnough.
        """
        application = await self._own(person)
        status = await self.step(person, application, Action.CONFIRM)
        if not self._terms.confirm_in_chat:
            raise ConfirmationNotEnough(person)
        return await self._hand_in(application, person, status, Step.CONFIRMED, self._clock.now())

    async def _hand_in(
        self, application: Application, person: Person, status: Status, step: Step, confirmed_at: int | None
    ) -> happened.ApplicationSubmitted:
        application = await self._save(
            application,
            status=status,
            confirmed_at=confirmed_at,
            reason="",
            decided_by=None,
            cards=application.cards + 1,
        )
        await self._note(application, person, step)
        await self._contacts.record(
            person.id, "application-submitted", self._clock.now(), {"application": application.id}
        )
        secretaries = await self.secretaries()
        stand_ins = () if secretaries else tuple(await self._roles.administrators())
        return happened.ApplicationSubmitted(await self.card(application), person, secretaries, stand_ins)

    async def awaits_answer(self, person: Person, album: str = "") -> bool:
        """Whether what this person sends, as part of `album`, is meant for the secretary without their saying so."""
        application = await self._gateway.open_of(person.id)
        if application is None or (application.status, Action.ANSWER) not in TRANSITIONS:
            return False
        begun = any(page.album == album for page in application.files)
        return begun or (await self.card(application)).awaits_answer

    async def answer(self, person: Person, text: str, scan: Scan | None = None) -> happened.QuestionAnswered:
        """Write to the secretary about one's application, or send a file that then stands among its pages.

        Further files of an album belong to the answer that its first one was. Raises ApplicationMissing,
        OutOfTurn, ReasonMissing for neither text nor file, NotAPage, TooManyPages.
        """
        application = await self._own(person)
        await self.step(person, application, Action.ANSWER)
        files, further = application.files, False
        if scan is None:
            text = said(person, text)
        else:
            if not scan.is_of(("pdf", "image", "document", "spreadsheet")):
                raise NotAPage(person)
            text = text.strip()[:LONGEST_TEXT]
            further = any(page.album == scan.album for page in files) and not text
            if all(page.file_id != scan.file_id for page in files):
                files = self._with_page(person, application, scan)
        cards = application.cards + (0 if further else 1)
        application = await self._save(application, files=files, cards=cards)
        if not further:
            await self._note(application, person, Step.ANSWERED, text)
        card = await self.card(application)
        vote = await self._votes.application_moved(card, answered=not further)
        return happened.QuestionAnswered(card, person, await self.secretaries(), text, further, vote=vote)

    async def withdraw(self, person: Person) -> happened.ApplicationWithdrawn:
        """End one's own application. Raises ApplicationMissing, OutOfTurn."""
        application = await self._own(person)
        status = await self.step(person, application, Action.WITHDRAW)
        application = await self._save(application, status=status, meeting_id=None)
        await self._note(application, person, Step.WITHDRAWN)
        await self._contacts.record(
            person.id, "application-withdrawn", self._clock.now(), {"application": application.id}
        )
        known = await self._known_to(application)
        card = await self.card(application)
        vote = await self._votes.application_moved(card)
        return happened.ApplicationWithdrawn(card, person, known, vote=vote)

    async def standing(self, person: Person) -> Card | None:
        """The application that goes on, else the latest one, else None."""
        application = await self._gateway.open_of(person.id) or await self._gateway.latest_of(person.id)
        return None if application is None else await self.card(application)

    async def _known_to(self, application: Application) -> tuple[Person, ...]:
        """The secretaries who have a card of it: all, once it was handed in."""
        return await self.secretaries() if application.cards else ()

    async def _already_member(self, person: Person, kind: PartyKind) -> happened.AlreadyMember | None:
        membership = await self._members.membership_of(person)
        if membership is not None and membership.active and membership.member.kind is kind:
            return happened.AlreadyMember(person, membership)
        return None

    async def _open_form(self, person: Person, application: Application) -> Event:
        return await self._forms.open(person, f"application-{application.kind}", application.answers)

    async def _own(self, person: Person) -> Application:
        application = await self._gateway.open_of(person.id)
        if application is None:
            raise ApplicationMissing(person)
        return application
