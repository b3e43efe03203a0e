"""The questions that the board votes on, and the votes."""

import json
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.dialects.postgresql import insert as insert_once

from domain.board.ballots import Ballot, BallotKind, Choice, Tally, Vote
from domain.board.gateways import BallotsGateway
from domain.board.life import BallotStatus
from domain.people import Person
from storage.contacts import COLUMNS, person_of
from storage.engine import AmongIds, Transaction
from storage.tables.board import ballots, board_rolls, is_open, is_undecided, meetings, votes
from storage.tables.people import people

_row = ballots.c
_vote = votes.c
_roll = board_rolls.c
_names = [column.name for column in _row if column.name != "id"]

ADD = insert(ballots).values({name: bindparam(name) for name in _names}).returning(_row.id)
SAVE = (
    update(ballots).where(_row.id == bindparam("ballot")).values({name: bindparam(name) for name in _names})
)
FIND = select(ballots).where(_row.id == bindparam("ballot"))
OF_MEETING = select(ballots).where(_row.meeting_id == bindparam("meeting")).order_by(_row.position, _row.id)
_waiting = _row.status == bindparam(None, BallotStatus.WAITING.value)
UNSCHEDULED = select(ballots).where(_waiting, _row.meeting_id.is_(None)).order_by(_row.id)
ON_APPLICATION = select(ballots).where(_row.application_id == bindparam("application"), is_open)
ON_MEMBER = select(ballots).where(_row.member_id == bindparam("member"), is_undecided)

PUT = insert_once(votes).values(
    {name: bindparam(name) for name in ("ballot_id", "person_id", "choice", "at")}
)
PUT = PUT.on_conflict_do_update(
    index_elements=["ballot_id", "person_id"],
    set_={name: PUT.excluded[name] for name in ("choice", "at")},
)
VOTES = (
    select(votes)
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
    select(*COLUMNS)
    .select_from(people.join(board_rolls, _roll.person_id == people.c.id))
    .where(_roll.meeting_id == bindparam("meeting"))
    .order_by(people.c.name, people.c.id)
)


def _ballot(row: Any) -> Ballot:
    return Ballot(
        id=row["id"],
        meeting_id=row["meeting_id"],
        kind=BallotKind(row["kind"]),
        application_id=row["application_id"],
        member_id=row["member_id"],
        text=row["text"],
        position=row["position"],
        status=BallotStatus(row["status"]),
        room=bool(row["room"]),
        reason=row["reason"],
        decided_by=row["decided_by"],
        decided_at=row["decided_at"],
        tally=Tally(row["votes_for"], row["votes_against"], row["abstained"]),
        of=row["board"],
        version=row["version"],
    )


def _columns(ballot: Ballot) -> dict[str, Any]:
    return {
        "meeting_id": ballot.meeting_id,
        "kind": ballot.kind.value,
        "application_id": ballot.application_id,
        "member_id": ballot.member_id,
        "text": ballot.text,
        "position": ballot.position,
        "status": ballot.status.value,
        "room": int(ballot.room),
        "reason": ballot.reason,
        "decided_by": ballot.decided_by,
        "decided_at": ballot.decided_at,
        "votes_for": ballot.tally.yes,
        "votes_against": ballot.tally.no,
        "abstained": ballot.tally.abstained,
        "board": ballot.of,
        "version": ballot.version,
    }


class BallotsTable(BallotsGateway):
    """The questions that the board votes on, and the votes."""

    def __init__(self, transaction: Transaction) -> None:
        self._tx = transaction

    async def add(self, ballot: Ballot) -> Ballot:
        """Keep a new question; returns it with the id that it got."""
        row = await self._tx.first(ADD, **_columns(ballot))
        if row is None:
            raise LookupError("the question was not kept")
        return replace(ballot, id=row["id"])

    async def save(self, ballot: Ballot) -> None:
        """Overwrite what is kept of the question with this. The clock looks whether a vote is over by that."""
        await self._tx.run(SAVE, ballot=ballot.id, **_columns(ballot))
        self._tx.touch("due")

    async def find(self, ballot_id: int) -> Ballot | None:
        """The question, or None."""
        return self._one(await self._tx.first(FIND, ballot=ballot_id))

    async def of_meeting(self, meeting_id: int) -> Sequence[Ballot]:
        """The questions of an agenda, in their order."""
        return [_ballot(row) for row in await self._tx.all(OF_MEETING, meeting=meeting_id)]

    async def unscheduled(self) -> Sequence[Ballot]:
        """The questions that wait for a meeting, oldest first."""
        return [_ballot(row) for row in await self._tx.all(UNSCHEDULED)]

    async def on_application(self, application_id: int) -> Ballot | None:
        """The question on this application that is open."""
        return self._one(await self._tx.first(ON_APPLICATION, application=application_id))

    async def on_member(self, member_id: int) -> Ballot | None:
        """The question on this member's expulsion that waits or is open."""
        return self._one(await self._tx.first(ON_MEMBER, member=member_id))

    async def put(self, vote: Vote) -> None:
        """Keep what somebody said, instead of what they said before."""
        await self._tx.run(
            PUT, ballot_id=vote.ballot_id, person_id=vote.person_id, choice=vote.choice.value, at=vote.at
        )

    async def votes(self, ballot_ids: Collection[int]) -> Sequence[Vote]:
        """What was said to these questions, the earliest first."""
        rows = await self._tx.all(VOTES, ids=json.dumps(list(ballot_ids)))
        return [Vote(row["ballot_id"], row["person_id"], Choice(row["choice"]), row["at"]) for row in rows]

    async def keep_roll(self, meeting_id: int, person_ids: Collection[int]) -> None:
        """Note who was on the board when a meeting was over."""
        await self._tx.run(KEEP_ROLL, meeting=meeting_id, ids=json.dumps(list(person_ids)))

    async def roll(self, meeting_id: int) -> Sequence[Person]:
        """Who was, and is still known, by name."""
        return [person_of(row) for row in await self._tx.all(ROLL, meeting=meeting_id)]

    @staticmethod
    def _one(row: Any | None) -> Ballot | None:
        return None if row is None else _ballot(row)
