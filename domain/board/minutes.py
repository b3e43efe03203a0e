"""Which meetings have minutes, and the data for the job that makes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from domain.board.ballots import Ballot, BallotCard, BallotKind, BoardTerms, Choice, needed
from domain.board.context import VoteContext
from domain.board.entities import Meeting
from domain.board.life import BallotStatus, MeetingStatus
from domain.people import Person

DECIDED = (BallotStatus.ADOPTED, BallotStatus.REJECTED, BallotStatus.POSTPONED)


def has_minutes(meeting: Meeting, ballots: Sequence[Ballot]) -> bool:
    """Whether the meeting was held and had a vote or a decision."""
    decided = any(ballot.status in DECIDED for ballot in ballots)
    return meeting.status is MeetingStatus.HELD and (meeting.opened_at is not None or decided)


async def order_minutes(context: VoteContext, meeting: Meeting, actor: Person | None) -> int:
    """Order the minutes and return the job. If they can't be made, the person who ordered them is told."""
    told = (
        [actor]
        if actor is not None
        else [*await context.secretaries(), *await context.roles.administrators()]
    )
    data = minutes_data(
        meeting, await context.cards(meeting), await context.ballots.roll(meeting.id), context.terms
    )
    return await context.jobs.order("minutes", told[0].id if told else 0, data)


def minutes_data(
    meeting: Meeting, cards: Sequence[BallotCard], board: Sequence[Person], terms: BoardTerms
) -> Mapping[str, Any]:
    """The data of the job `minutes`: moments in microseconds UTC, `board` its members at the close.

    A question's `title` is the person it is about or, if free, the question itself; its `decision` is adopted,
    rejected, postponed or withdrawn, worded by its `kind`. `room`: it was taken at the meeting itself, with a `reason`
    (attendance there is not recorded). `quorum` is that of the vote in the chat; `present` are those who voted.
    `votes` are by name where the configuration wants names.
    """
    counted = [card for card in cards if not card.ballot.room]
    present = [person for person in board if any(person.id in card.votes for card in counted)]
    return {
        "number": str(meeting.id),
        "at": meeting.at,
        "kind": meeting.kind.value,
        "opened_at": meeting.opened_at,
        "closed_at": meeting.closed_at,
        "board": [name_of(person) for person in board],
        "present": [name_of(person) for person in present],
        "quorum": {"needed": needed(len(board), terms.quorum), "voted": len(present), "of": len(board)},
        "questions": [_question(card, board, terms) for card in cards],
        "facts": dict(terms.facts),
    }


def _question(card: BallotCard, board: Sequence[Person], terms: BoardTerms) -> Mapping[str, Any]:
    ballot = card.ballot
    named = [(person, card.votes[person.id]) for person in board if person.id in card.votes]
    return {
        "place": card.place,
        "kind": ballot.kind.value,
        "title": card.title,
        "text": ballot.text if ballot.kind is BallotKind.EXPULSION else "",
        "applicant": "" if card.application is None else card.application.application.kind.value,
        Choice.FOR.value: ballot.tally.yes,
        Choice.AGAINST.value: ballot.tally.no,
        Choice.ABSTAIN.value: ballot.tally.abstained,
        "votes": [[name_of(person), choice.value] for person, choice in named]
        if terms.names_in_minutes
        else [],
        "decision": ballot.status.value,
        "reason": ballot.reason,
        "room": ballot.room,
        "quorum": {
            "needed": needed(ballot.of, terms.quorum),
            "voted": ballot.tally.given,
            "of": ballot.of,
        },
    }


def name_of(person: Person) -> str:
    """A board member's name in the minutes."""
    return person.name or f"id {person.id}"
