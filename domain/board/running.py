"""Run a vote until it is counted: opening, prolonging, progress, reminders."""

from __future__ import annotations

from dataclasses import replace

from domain.board.ballots import (
    Agenda,
    AgendaItem,
    Ballot,
    BallotKind,
    Progress,
    due_reminder,
    first_reminder,
)
from domain.board.context import VoteContext
from domain.board.entities import Meeting
from domain.board.events import VoteOpened, VoteProlonged, VoteReminder
from domain.board.life import BALLOT, MEETING, BallotAction, BallotStatus, MeetingAction
from domain.board.refusals import VoteGoesOn
from domain.due import due
from domain.people import Person
from domain.refusal import Gone
from domain.time import HOUR
from domain.use_case import use_case

PROLONGATIONS = (24, 48, 72)  # hours


@use_case
class Running:
    """A vote in progress, as the secretary and the clock handle it."""

    _context: VoteContext

    async def progress(self, actor: Person, meeting_id: int) -> Progress:
        """Return the progress of a vote. Raises NotAllowed, Gone."""
        meeting = await self._context.stands(actor, meeting_id)
        if meeting.opened_at is None:
            raise Gone(actor, "board-stale")
        return await self._context.progress(meeting)

    async def may_change(self, actor: Person, meeting_id: int) -> Meeting:
        """Return a meeting whose agenda can still change. Raises NotAllowed, Gone."""
        return await self._context.stands(actor, meeting_id, MeetingAction.OPEN_VOTE)

    async def may_close(self, actor: Person, meeting_id: int) -> Progress:
        """Return the progress of a vote that can be closed now. Raises NotAllowed, Gone, VoteGoesOn."""
        meeting = await self._context.stands(actor, meeting_id, MeetingAction.CLOSE_VOTE)
        progress = await self._context.progress(meeting)
        if not progress.may_close:
            raise VoteGoesOn(actor, progress)
        return progress

    async def may_open(self, actor: Person, meeting_id: int) -> tuple[int, int, int]:
        """Return the number of questions, the number of voters, and the deadline (microseconds UTC).

        Raises NotAllowed, Gone.
        """
        agenda, board = await self._to_open(actor, meeting_id)
        items = [item for item in agenda.items if _to_vote_on(item)]
        return len(items), len(board), self._context.clock.now() + self._context.terms.voting

    async def _to_open(self, actor: Person, meeting_id: int) -> tuple[Agenda, tuple[Person, ...]]:
        context = self._context
        agenda = await context.agenda(await context.stands(actor, meeting_id, MeetingAction.OPEN_VOTE))
        if not any(_to_vote_on(item) for item in agenda.items):
            raise Gone(actor, "board-empty")
        board = await context.board()
        if not board:
            raise Gone(actor, "board-nobody")
        return agenda, board

    async def open(self, actor: Person, meeting_id: int) -> VoteOpened:
        """Put an agenda to the vote. Raises NotAllowed, Gone."""
        context = self._context
        agenda, board = await self._to_open(actor, meeting_id)
        meeting, now = agenda.meeting, context.clock.now()
        until = now + context.terms.voting
        meeting = replace(
            meeting,
            status=MEETING[meeting.status, MeetingAction.OPEN_VOTE],
            opened_at=now,
            until=until,
            reminded=first_reminder(now, until, context.terms.reminders),
            version=meeting.version + 1,
        )
        await context.meetings.save(meeting)
        papers: dict[int, int] = {}
        for position, item in enumerate(agenda.items):
            ballot = item.ballot
            if ballot is None and item.application is not None:
                ballot = await context.ballots.add(
                    Ballot(0, meeting.id, BallotKind.ADMISSION, item.application.id, position=position)
                )
                papers[ballot.id] = await context.applications.copy(item.application)
            if ballot is not None and ballot.status is not BallotStatus.WAITING:
                await context.ballots.save(
                    replace(ballot, position=position)
                )  # already decided at the meeting
            elif ballot is not None:
                moot = await context.is_moot(ballot)
                action = BallotAction.WITHDRAW if moot else BallotAction.OPEN
                await context.save(ballot, status=BALLOT[ballot.status, action], position=position)
        await context.audit.record(
            now, actor.id, "vote-opened", None, {"meeting": meeting.id, "until": until}
        )
        return VoteOpened(
            actor,
            await context.progress(meeting),
            tuple(card for card in await context.cards(meeting) if card.ballot.status is BallotStatus.OPEN),
            papers,
            board,
            await context.secretaries(),
        )

    async def prolong(self, actor: Person, meeting_id: int, version: int, hours: int) -> VoteProlonged:
        """Prolong a vote, counting from its deadline, or from now if that is past.

        Raises NotAllowed, Gone.
        """
        context = self._context
        meeting = await context.stands(actor, meeting_id, MeetingAction.PROLONG)
        if meeting.version != version or hours not in PROLONGATIONS or meeting.until is None:
            raise Gone(actor, "board-stale")
        now = context.clock.now()
        until = max(meeting.until, now) + hours * HOUR
        meeting = replace(
            meeting,
            until=until,
            reminded=first_reminder(now, until, context.terms.reminders),
            all_voted=False,
            missed=False,
            version=meeting.version + 1,
        )
        await context.meetings.save(meeting)
        await context.audit.record(
            now, actor.id, "vote-prolonged", None, {"meeting": meeting.id, "until": until}
        )
        return VoteProlonged(
            actor,
            await context.progress(meeting),
            tuple(card for card in await context.cards(meeting) if card.ballot.status is BallotStatus.OPEN),
            await context.board(),
            await context.secretaries(),
        )

    @due()
    async def remind_due(self) -> tuple[VoteReminder, ...]:
        """Remind those who have open questions; if several reminders are due, only of the latest."""
        context, events = self._context, []
        for near in await context.meetings.voting():
            hours = due_reminder(near, context.clock.now(), context.terms.reminders)
            if hours is None:
                continue
            meeting = replace(near, reminded=hours)
            await context.meetings.save(meeting)
            left: dict[Person, int] = {}
            for line in (await context.progress(meeting)).open:
                for person in line.waiting:
                    left[person] = left.get(person, 0) + 1
            if left:
                events.append(VoteReminder(meeting, tuple(left.items())))
        return tuple(events)


def _to_vote_on(item: AgendaItem) -> bool:
    return item.ballot is None or item.ballot.status is BallotStatus.WAITING
