"""A supervisory board in the chat, and what it decides on."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from domain.applications.entities import Application, Note, Step
from domain.applications.life import ApplicationStatus
from domain.board.ballots import Ballot, BallotKind
from domain.board.entities import MeetingKind
from domain.files import Scan
from domain.members.entities import Member
from domain.parties import PartyKind
from domain.roles import Role
from storage.applications import ApplicationsTable
from storage.board.ballots import BallotsTable
from storage.board.meetings import MeetingsTable
from storage.jobs import JobsTable, Made
from storage.members import MembersTable
from storage.tables.board import ballots, meetings
from storage.tables.street import jobs, outbox
from tests.handlers.harness import Screen, Street, Visitor
from tests.handlers.steps import appoint, arrive, tick

HOUR = 3_600_000_000
BY_HAND: Any = None  # the member's application: there was none
APPLICANT, EXPELLED = 70, 80  # who applies, and who is to be expelled


class Boardroom:
    """The secretary, the board, and a meeting's agenda: an admission, an expulsion, a question in free text."""

    def __init__(self, street: Street) -> None:
        self.street = street
        self.secretary = street.visitor(60, "ru", first_name="Вера", username="vera")
        self.board = [
            street.visitor(number, "ru", first_name=f"Член {number}", username=f"board{number}")
            for number in range(61, 68)
        ]
        self.applicant = street.visitor(APPLICANT, "ru", first_name="Мария", username="maria")
        self.member = street.visitor(EXPELLED, "ru", first_name="Лев", username="lev")

    async def gather(self, many: int = 7) -> None:
        """Everybody is there, and the board is of so many."""
        self.board = self.board[:many]
        for visitor in (self.secretary, *self.board, self.applicant, self.member):
            await arrive(visitor)
        await appoint(self.street, self.secretary.id, Role.SECRETARY)
        for visitor in self.board:
            await appoint(self.street, visitor.id, Role.BOARD_MEMBER)

    async def put_agenda(self, *kinds: BallotKind) -> None:
        """A meeting in 30 days with these questions, or with one of each kind."""
        kinds = kinds or tuple(BallotKind)
        now = self.street.clock.now()
        async with self.street.database.transaction() as transaction:
            meeting = await MeetingsTable(transaction).add(now + 720 * HOUR, MeetingKind.REGULAR)
            ballots_table = BallotsTable(transaction)
            for position, kind in enumerate(kinds):
                place: dict[str, Any] = {"meeting_id": meeting.id, "position": position}
                if kind is BallotKind.ADMISSION:
                    await self._apply(ApplicationsTable(transaction), now, place)
                elif kind is BallotKind.EXPULSION:
                    members = MembersTable(transaction)
                    member = await self._join(members, now)
                    await ballots_table.add(
                        Ballot(0, kind=kind, member_id=member.id, text="Нарушение устава", **place)
                    )
                else:
                    await ballots_table.add(Ballot(0, kind=kind, text="Утвердить план", **place))

    async def _apply(
        self, applications: ApplicationsTable, now: int, place: Mapping[str, Any]
    ) -> Application:
        answers = {"full-name": "Иванова Мария", "why-me": "Учиться", "groups": []}
        made = await applications.add(APPLICANT, PartyKind.PERSON, answers, now)
        files = (Scan("scan-1", "photo", album="a"), Scan("scan-2", "document", "page.pdf", "b"))
        complete: dict[str, Any] = {"status": ApplicationStatus.COMPLETE, "files": files, "cards": 1, **place}
        made = replace(made, **complete)
        await applications.save(made)
        await applications.note(made.id, Note(now, APPLICANT, Step.FILLED))
        return made

    @staticmethod
    async def _join(members: MembersTable, now: int) -> Member:
        return await members.add(PartyKind.PERSON, EXPELLED, None, now, BY_HAND, "Лев Исключаемый")

    async def open(self) -> None:
        """The secretary puts the agenda to the vote."""
        await self.secretary.tap("board:open:1:")
        await self.secretary.press("board-vote", "vote-open-sure")
        await self.make()

    async def vote(self, voter: Visitor, choice: str, *questions: int) -> None:
        """A board member votes on these questions, or on all, by the buttons of their cards."""
        for number in questions or [row["id"] for row in await self.ballots() if row["status"] == "open"]:
            card = await self.card(voter, number)
            [data] = [data for data in card.taps if data == f"vote:{choice}:{number}:0"]
            await voter.tap(data, card)

    async def card(self, voter: Visitor, number: int) -> Screen:
        """Their card of a question."""
        ending = f"ballot:{number}:card:{voter.id}"
        [row] = [row for row in await self.street.rows(outbox) if (row["key"] or "").endswith(ending)]
        return next(screen for screen in voter.screens if screen.message_id == row["message_id"])

    async def ballots(self) -> list[dict[str, Any]]:
        return await self.street.rows(ballots)

    async def statuses(self) -> list[str]:
        return [row["status"] for row in sorted(await self.ballots(), key=lambda row: row["position"])]

    async def meeting(self, number: int = 1) -> dict[str, Any]:
        return next(row for row in await self.street.rows(meetings) if row["id"] == number)

    async def orders(self, kind: str) -> list[dict[str, Any]]:
        """The data of the jobs of this kind."""
        return [json.loads(row["data"]) for row in await self.street.rows(jobs) if row["kind"] == kind]

    async def make(self) -> None:
        """The maker has done its jobs: what they make is looked at elsewhere."""
        async with self.street.database.transaction() as transaction:
            jobs_table = JobsTable(transaction, self.street.clock)
            while (job := await jobs_table.begin()) is not None:
                await jobs_table.finish(job.id, Made(f"{job.kind}.pdf", b"%PDF " + job.kind.encode()))
        await self.street.deliver()

    async def wait(self, hours: float) -> None:
        """So much time passes, and the clock looks at what is due."""
        self.street.clock.advance(int(hours * HOUR))
        await tick(self.street)

    def texts(self, visitor: Visitor) -> str:
        """All that stands in somebody's chat."""
        return "\n".join(screen.text for screen in visitor.screens)
