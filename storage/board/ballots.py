"""The questions that the board votes on, and the votes."""

import json
from collections.abc import Collection, Sequence
from dataclasses import replace

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import insert as insert_once

from domain.board.ballots import Ballot, Tally, Vote
from domain.board.gateways import BallotsGateway
from domain.board.life import BallotStatus
from domain.people import Person
from storage.contacts import PERSON
from storage.engine import AmongIds
from storage.gateway import Gateway
from storage.mapping import Mapper, new_id
from storage.tables.board import ballots, board_rolls, is_open, is_undecided, meetings, votes
from storage.tables.people import people

_row = ballots.c
_vote = votes.c
_roll = board_rolls.c
TALLY = Mapper(Tally, ballots, yes="votes_for", no="votes_against")
BALLOT = Mapper(Ballot, ballots, tally=TALLY, of="board")
VOTE = Mapper(Vote, votes)

ADD = BALLOT.insert().returning(_row.id)
SAVE = BALLOT.update().where(_row.id == bindparam("ballot"))
FIND = BALLOT.select().where(_row.id == bindparam("ballot"))
OF_MEETING = BALLOT.select().where(_row.meeting_id == bindparam("meeting")).order_by(_row.position, _row.id)
_waiting = _row.status == bindparam(None, BallotStatus.WAITING.value)
UNSCHEDULED = BALLOT.select().where(_waiting, _row.meeting_id.is_(None)).order_by(_row.id)
ON_APPLICATION = BALLOT.select().where(_row.application_id == bindparam("application"), is_open)
ON_MEMBER = BALLOT.select().where(_row.member_id == bindparam("member"), is_undecided)

PUT = VOTE.upsert()
VOTES = (
    VOTE.select()
    .where(AmongIds(_vote.ballot_id, bindparam("ids")))
    .order_by(_vote.at, _vote.ballot_id, _vote.person_id)
)
# Somebody who holds the role but never wrote to the bot is no person that it knows.
KEEP_ROLL = (
    insert_once(board_rolls)
    .from_select(
        ["meeting_id", "person_id"],
        select(meetings.c.id, people.c.id).where(
            meetings.c.id == bindparam("meeting"), AmongIds(people.c.id, bindparam("ids"))
        ),
    )
    .on_conflict_do_nothing(index_elements=["meeting_id", "person_id"])
)
ROLL = (
    PERSON.select()
    .select_from(people.join(board_rolls, _roll.person_id == people.c.id))
    .where(_roll.meeting_id == bindparam("meeting"))
    .order_by(people.c.name, people.c.id)
)


class BallotsTable(Gateway, BallotsGateway):
    """The questions that the board votes on, and the votes."""

    async def add(self, ballot: Ballot) -> Ballot:
        """Keep a new question; returns it with the id that it got."""
        return replace(ballot, id=new_id(await self._tx.first(ADD, **BALLOT.values(ballot))))

    async def save(self, ballot: Ballot) -> None:
        """Overwrite what is kept of the question with this. The clock looks whether a vote is over by that."""
        await self._tx.run(SAVE, ballot=ballot.id, **BALLOT.values(ballot))
        self._tx.touch("due")

    async def find(self, ballot_id: int) -> Ballot | None:
        """The question, or None."""
        return BALLOT.one(await self._tx.first(FIND, ballot=ballot_id))

    async def of_meeting(self, meeting_id: int) -> Sequence[Ballot]:
        """The questions of an agenda, in their order."""
        return BALLOT.all(await self._tx.all(OF_MEETING, meeting=meeting_id))

    async def unscheduled(self) -> Sequence[Ballot]:
        """The questions that wait for a meeting, oldest first."""
        return BALLOT.all(await self._tx.all(UNSCHEDULED))

    async def on_application(self, application_id: int) -> Ballot | None:
        """The question on this application that is open."""
        return BALLOT.one(await self._tx.first(ON_APPLICATION, application=application_id))

    async def on_member(self, member_id: int) -> Ballot | None:
        """The question on this member's expulsion that waits or is open."""
        return BALLOT.one(await self._tx.first(ON_MEMBER, member=member_id))

    async def put(self, vote: Vote) -> None:
        """Keep what somebody said, instead of what they said before."""
        await self._tx.run(PUT, **VOTE.values(vote))

    async def votes(self, ballot_ids: Collection[int]) -> Sequence[Vote]:
        """What was said to these questions, the earliest first."""
        return VOTE.all(await self._tx.all(VOTES, ids=json.dumps(list(ballot_ids))))

    async def keep_roll(self, meeting_id: int, person_ids: Collection[int]) -> None:
        """Note who was on the board when a meeting was over."""
        await self._tx.run(KEEP_ROLL, meeting=meeting_id, ids=json.dumps(list(person_ids)))

    async def roll(self, meeting_id: int) -> Sequence[Person]:
        """Who was, and is still known, by name."""
        return PERSON.all(await self._tx.all(ROLL, meeting=meeting_id))
