"""What secretaries do with applications; the board's decision is `domain.board`'s."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from domain.applications import events as happened
from domain.applications.casework import Casework
from domain.applications.entities import Application, Card, Step
from domain.applications.life import Action
from domain.people import Person
from domain.reasons import said
from domain.roles import Role


class BySecretary(Casework):
    """Looking, asking, returning, declining, accepting."""

    async def accept(self, actor: Person, application_id: int, version: int) -> happened.ApplicationAccepted:
        """Find an application complete: it goes on the agenda of the next meeting by itself.

        Raises NotAllowed, ApplicationMissing, OutOfTurn.
        """
        application = await self.find(actor, application_id, version)
        status = await self.step(actor, application, Action.ACCEPT)
        meeting = await self._meetings.next(self._clock.now())
        position = 0 if meeting is None else await self._gateway.last_position(meeting.id) + 1
        application = await self._save(
            application,
            status=status,
            meeting_id=None if meeting is None else meeting.id,
            position=position,
            decided_by=actor.id,
        )
        await self._note(application, actor, Step.ACCEPTED)
        await self._log(actor, application, Action.ACCEPT)
        return happened.ApplicationAccepted(await self.card(application), actor, await self.secretaries())

    async def ask(
        self, actor: Person, application_id: int, version: int, text: str
    ) -> happened.QuestionAsked:
        """Ask the applicant something. Raises NotAllowed, ApplicationMissing, OutOfTurn, ReasonMissing."""
        application = await self.find(actor, application_id, version)
        return await self._ask(actor, application, text)

    async def ask_for_board(
        self, actor: Person, application: Application, text: str
    ) -> happened.QuestionAsked:
        """Ask the applicant something as a board member who votes on the application.

        Raises NotAllowed, OutOfTurn, ReasonMissing.
        """
        await self._roles.require(actor, Role.BOARD_MEMBER)
        return await self._ask(actor, application, text, asked_by=actor)

    async def _ask(
        self, actor: Person, application: Application, text: str, asked_by: Person | None = None
    ) -> happened.QuestionAsked:
        await self.step(actor, application, Action.ASK)
        text = said(actor, text)
        application = await self._save(application)
        await self._note(application, actor, Step.ASKED if asked_by is None else Step.BOARD_ASKED, text)
        await self._log(actor, application, Action.ASK)
        card = await self.card(application)
        vote = await self._votes.application_moved(card, asked_by)
        return happened.QuestionAsked(card, actor, await self.secretaries(), text, vote=vote)

    async def send_back(
        self, actor: Person, application_id: int, version: int, reason: str
    ) -> happened.ApplicationReturned:
        """Return an application for correction. Raises NotAllowed, ApplicationMissing, OutOfTurn, ReasonMissing."""
        application = await self._close(actor, application_id, version, Action.RETURN, Step.RETURNED, reason)
        card = await self.card(application)
        vote = await self._votes.application_moved(card)
        return happened.ApplicationReturned(card, actor, await self.secretaries(), vote=vote)

    async def decline(
        self, actor: Person, application_id: int, version: int, reason: str
    ) -> happened.ApplicationDeclined:
        """End an application before the board. Raises NotAllowed, ApplicationMissing, OutOfTurn, ReasonMissing."""
        application = await self._close(actor, application_id, version, Action.DECLINE, Step.DECLINED, reason)
        return happened.ApplicationDeclined(await self.card(application), actor, await self.secretaries())

    async def _close(
        self, actor: Person, application_id: int, version: int, action: Action, step: Step, reason: str
    ) -> Application:
        application = await self.find(actor, application_id, version)
        status = await self.step(actor, application, action)
        reason = said(actor, reason)
        if action is Action.RETURN:  # neither what was signed nor what was confirmed holds any more
            application = replace(application, files=(), confirmed_at=None)
        application = await self._save(
            application, status=status, reason=reason, decided_by=actor.id, meeting_id=None
        )
        await self._note(application, actor, step, reason)
        await self._log(actor, application, action)
        return application

    async def look(self, actor: Person, application_id: int) -> Card:
        """An application as it stands, for secretaries. Raises NotAllowed, ApplicationMissing."""
        return await self.card(await self.find(actor, application_id))

    async def list_open(self, actor: Person) -> Sequence[Application]:
        """All applications that secretaries have to do with, those that wait longest first. Raises NotAllowed."""
        await self._roles.require(actor, Role.SECRETARY)
        return await self._gateway.list_open()

    async def _log(self, actor: Person, application: Application, action: Action) -> None:
        await self._audit.record(
            self._clock.now(),
            actor.id,
            f"application-{action}",
            application.person_id,
            {"application": application.id, "status": application.status.value},
        )
