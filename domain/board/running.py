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
from domain.board.desk import VoteDesk
from domain.board.entities import Meeting
from domain.board.events import VoteOpened, VoteProlonged, VoteReminder
from domain.board.life import BALLOT, MEETING, BallotAction, BallotStatus, MeetingAction
from domain.board.refusals import VoteGoesOn
from domain.people import Person
from domain.refusal import Gone
from domain.time import HOUR

PROLONGATIONS = (24, 48, 72)  # hours


class Running:
    """A vote in progress, as the secretary and the clock handle it."""

    def __init__(self, desk: VoteDesk) -> None:
        self._desk = desk

    async def progress(self, actor: Person, meeting_id: int) -> Progress:
        """Return the progress of a vote. Raises NotAllowed, Gone."""
        meeting = await self._desk.stands(actor, meeting_id)
        if meeting.opened_at is None:
            raise Gone(actor, "board-stale")
        return await self._desk.progress(meeting)

    async def may_change(self, actor: Person, meeting_id: int) -> Meeting:
        """Return a meeting whose agenda can still change. Raises NotAllowed, Gone."""
        return await self._desk.stands(actor, meeting_id, MeetingAction.OPEN_VOTE)

    async def may_close(self, actor: Person, meeting_id: int) -> Progress:
        """Return the progress of a vote that can be closed now. Raises NotAllowed, Gone, VoteGoesOn."""
        meeting = await self._desk.stands(actor, meeting_id, MeetingAction.CLOSE_VOTE)
        progress = await self._desk.progress(meeting)
        if not progress.may_close:
            raise VoteGoesOn(actor, progress)
        return progress

    async def may_open(self, actor: Person, meeting_id: int) -> tuple[int, int, int]:
        """Return the number of questions, the number of voters, and the deadline (microseconds UTC).

        Raises NotAllowed, Gone.
        """
        agenda, board = await self._to_open(actor, meeting_id)
        items = [item for item in agenda.items if _to_vote_on(item)]
        return len(items), len(board), self._desk.clock.now() + self._desk.terms.voting

    async def _to_open(self, actor: Person, meeting_id: int) -> tuple[Agenda, tuple[Person, ...]]:
        desk = self._desk
        agenda = await desk.agenda(await desk.stands(actor, meeting_id, MeetingAction.OPEN_VOTE))
        if not any(_to_vote_on(item) for item in agenda.items):
            raise Gone(actor, "board-empty")
        board = await desk.board()
        if not board:
            raise Gone(actor, "board-nobody")
        return agenda, board

    async def open(self, actor: Person, meeting_id: int) -> VoteOpened:
        """Put an agenda to the vote. Raises NotAllowed, Gone."""
        desk = self._desk
        agenda, board = await self._to_open(actor, meeting_id)
        meeting, now = agenda.meeting, desk.clock.now()
        until = now + desk.terms.voting
        meeting = replace(
            meeting,
            status=MEETING[meeting.status, MeetingAction.OPEN_VOTE],
            opened_at=now,
            until=until,
            reminded=first_reminder(now, until, desk.terms.reminders),
            version=meeting.version + 1,
        )
        await desk.meetings.save(meeting)
        papers: dict[int, int] = {}
        for position, item in enumerate(agenda.items):
            ballot = item.ballot
            if ballot is None and item.application is not None:
                ballot = await desk.ballots.add(
                    Ballot(0, meeting.id, BallotKind.ADMISSION, item.application.id, position=position)
                )
                papers[ballot.id] = await desk.applications.copy(item.application)
            if ballot is not None and ballot.status is not BallotStatus.WAITING:
                await desk.ballots.save(replace(ballot, position=position))  # already decided at the meeting
            elif ballot is not None:
                moot = await desk.is_moot(ballot)
                action = BallotAction.WITHDRAW if moot else BallotAction.OPEN
                await desk.save(ballot, status=BALLOT[ballot.status, action], position=position)
        await desk.audit.record(now, actor.id, "vote-opened", None, {"meeting": meeting.id, "until": until})
        return VoteOpened(
            actor,
            await desk.progress(meeting),
            tuple(card for card in await desk.cards(meeting) if card.ballot.status is BallotStatus.OPEN),
            papers,
            board,
            await desk.secretaries(),
        )

    async def prolong(self, actor: Person, meeting_id: int, version: int, hours: int) -> VoteProlonged:
        """Prolong a vote, counting from its deadline, or from now if that is past.

        Raises NotAllowed, Gone.
        """
        desk = self._desk
        meeting = await desk.stands(actor, meeting_id, MeetingAction.PROLONG)
        if meeting.version != version or hours not in PROLONGATIONS or meeting.until is None:
            raise Gone(actor, "board-stale")
        now = desk.clock.now()
        until = max(meeting.until, now) + hours * HOUR
        meeting = replace(
            meeting,
            until=until,
            reminded=first_reminder(now, until, desk.terms.reminders),
            all_voted=False,
            missed=False,
            version=meeting.version + 1,
        )
        await desk.meetings.save(meeting)
        await desk.audit.record(
            now, actor.id, "vote-prolonged", None, {"meeting": meeting.id, "until": until}
        )
        return VoteProlonged(
            actor,
            await desk.progress(meeting),
            tuple(card for card in await desk.cards(meeting) if card.ballot.status is BallotStatus.OPEN),
            await desk.board(),
            await desk.secretaries(),
        )

    async def remind_due(self) -> tuple[VoteReminder, ...]:
        """Remind those who have open questions; if several reminders are due, only of the latest."""
        desk, events = self._desk, []
        for near in await desk.meetings.voting():
            hours = due_reminder(near, desk.clock.now(), desk.terms.reminders)
            if hours is None:
                continue
            meeting = replace(near, reminded=hours)
            await desk.meetings.save(meeting)
            left: dict[Person, int] = {}
            for line in (await desk.progress(meeting)).open:
                for person in line.waiting:
                    left[person] = left.get(person, 0) + 1
            if left:
                events.append(VoteReminder(meeting, tuple(left.items())))
        return tuple(events)


def _to_vote_on(item: AgendaItem) -> bool:
    return item.ballot is None or item.ballot.status is BallotStatus.WAITING
