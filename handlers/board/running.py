"""The vote on an agenda: how the secretary opens, prolongs and closes it, and what the board is told of it."""

from collections.abc import Iterable

from domain.board.counting import Counting
from domain.board.entities import Meeting
from domain.board.events import VoteCounted, VoteOpened, VoteProlonged, VoteReminder
from domain.board.life import BallotStatus
from domain.board.refusals import VoteGoesOn
from domain.board.running import Running
from domain.outbox import Lane
from domain.people import Person
from domain.roles import Role
from handlers.asking import confirm
from handlers.board.actions import BoardAction
from handlers.board.cards import (
    amend_cards,
    amend_progress,
    card_key,
    card_keyboard,
    card_text,
    list_button,
    meetings_button,
    progress_key,
    progress_keyboard,
    progress_text,
)
from handlers.board.meetings import tell_moved
from handlers.board.outcomes import tell_outcome
from handlers.board.past import minutes_button, results, say_minutes
from handlers.board.voting import say_papers
from handlers.contacts.home import back_button
from handlers.router import Router
from handlers.say import Recipient, Say, Tell
from handlers.tellings import tells
from handlers.ui import button, keyboard

router = Router(name="board-running")


@router.taps(BoardAction, "vote")
async def ask_to_open(action: BoardAction, person: Person, to: Recipient, say: Say, running: Running) -> None:
    """Refuse here already what can't be put to the vote."""
    count, board, until = await running.may_open(person, action.id)
    confirm(
        to,
        to.text("vote-open-ask", count=count, of=board, until=say.texts.moment(person.language, until)),
        button(to.label("vote-open-sure"), BoardAction(verb="vote-sure", id=action.id)),
        back=BoardAction(verb="open", id=action.id),
    )


@router.taps(BoardAction, "vote-sure")
async def open_vote(action: BoardAction, person: Person, running: Running, tell: Tell) -> None:
    tell(await running.open(person, action.id))


@router.taps(BoardAction, "prolong")
async def prolong(action: BoardAction, person: Person, running: Running, tell: Tell) -> None:
    hours, _, version = action.value.partition("-")
    tell(await running.prolong(person, action.id, _number(version), _number(hours)))


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


@router.taps(BoardAction, "close")
async def ask_to_close(action: BoardAction, person: Person, to: Recipient, running: Running) -> None:
    progress = await running.may_close(person, action.id)
    rest = sum(not line.quorum for line in progress.open)
    confirm(
        to,
        to.text("vote-close-ask", count=len(progress.open) - rest, left=rest),
        button(to.label("vote-close-sure"), BoardAction(verb="close-sure", id=action.id)),
        back=BoardAction(verb="open", id=action.id),
    )


@router.taps(BoardAction, "close-sure")
async def close(action: BoardAction, person: Person, counting: Counting, tell: Tell) -> None:
    tell(await counting.close(person, action.id))


@tells(VoteGoesOn)
def tell_vote_goes_on(event: VoteGoesOn, say: Say) -> None:
    to = say.to(event.person)
    to.answer("vote-goes-on", alert=True)
    to.screen(progress_text(to, event.progress), progress_keyboard(to, event.progress))


@tells(VoteOpened)
def tell_vote_opened(event: VoteOpened, say: Say) -> None:
    """Send board members the papers and a card per question, and secretaries a progress screen."""
    progress, meeting = event.progress, event.progress.meeting
    for secretary in event.secretaries:
        to = say.to(secretary)
        text, buttons = progress_text(to, progress), progress_keyboard(to, progress)
        key = progress_key(meeting, secretary.id)
        if secretary.id == event.actor.id:
            to.screen(text, buttons, key=key)
        else:
            to.send(text, buttons, lane=Lane.NOTICES, key=key, unheard=Role.SECRETARY)
    for person in event.board:
        to = say.to(person)
        text = to.text("vote-opened", count=len(event.cards), until=_until(to, meeting))
        _notify_voter(to, text, f"meeting:{meeting.id}:opened:{person.id}")
        for card in event.cards:
            papers = event.papers.get(card.ballot.id)
            say_papers(to, card, papers)
            to.send(
                card_text(to, card),
                card_keyboard(to, card),
                lane=Lane.NOTICES,
                key=card_key(card, person.id),
                job=papers,  # comes after the document
                protect=True,
                may_be_lost=True,  # as the papers
            )


@tells(VoteReminder)
def tell_vote_reminder(event: VoteReminder, say: Say) -> None:
    meeting = event.meeting
    for person, left in event.waiting:
        to = say.to(person)
        text = to.text("vote-reminder", count=left, until=_until(to, meeting))
        key = f"meeting:{meeting.id}:reminder:{meeting.until}:{meeting.reminded}:{person.id}"
        _notify_voter(to, text, key, expires_at=meeting.until)


def _notify_voter(to: Recipient, text: str, key: str, expires_at: int | None = None) -> None:
    """Send a notice whose button shows the questions, protected from forwarding, in its place."""
    buttons = keyboard([list_button(to)])
    to.send(
        text,
        buttons,
        protect=True,
        lane=Lane.NOTICES,
        key=key,
        expires_at=expires_at,
        unheard=Role.SECRETARY,
    )


@tells(VoteProlonged)
def tell_vote_prolonged(event: VoteProlonged, say: Say) -> None:
    progress, meeting = event.progress, event.progress.meeting
    to = say.to(event.actor)
    to.screen(progress_text(to, progress), progress_keyboard(to, progress))
    amend_progress(progress, event.secretaries, say)
    amend_cards(event.cards, event.board, say)
    for person in event.board:
        other = say.to(person)
        text = other.text("vote-prolonged", count=len(event.cards), until=_until(other, meeting))
        _notify_voter(other, text, f"meeting:{meeting.id}:prolonged:{meeting.version}:{person.id}")


@tells(VoteCounted)
def tell_vote_counted(event: VoteCounted, say: Say) -> None:
    """Show the results and send the minutes, or tell the secretaries that a quorum is missing."""
    meeting = event.meeting
    amend_cards(event.results, event.board, say)
    for outcome in event.outcomes:
        tell_outcome(outcome, say)
    tell_moved(event.moved, event.secretaries, say)
    if event.progress is not None:
        amend_progress(event.progress, event.secretaries, say)
        if event.missed:
            left = (card for card in event.cards if card.ballot.status is BallotStatus.OPEN)
            amend_cards(left, event.board, say)  # nobody votes until the secretary has decided
            _tell_missed(meeting, len(event.progress.open), event.secretaries, say)
        return
    for secretary in event.secretaries:
        _tell_closed(event, say.to(secretary))
    if event.minutes is None:
        return
    say_minutes(event.minutes, meeting, (*event.secretaries, *event.board), say)


def _tell_missed(meeting: Meeting, left: int, secretaries: Iterable[Person], say: Say) -> None:
    for secretary in secretaries:
        to = say.to(secretary)
        to.send(
            to.text("vote-missed", count=left, at=say.texts.moment(secretary.language, meeting.at)),
            keyboard([button(to.label("vote-look"), BoardAction(verb="open", id=meeting.id))]),
            lane=Lane.NOTICES,
            key=f"meeting:{meeting.id}:missed:{meeting.version}:{secretary.id}",
            unheard=Role.SECRETARY,
        )


def _tell_closed(event: VoteCounted, to: Recipient) -> None:
    """Show a secretary the results, and end their progress screen."""
    meeting = event.meeting
    text = "\n".join(
        [
            to.text("vote-closed", at=to.say.texts.moment(to.person.language, meeting.at)),
            *results(to, event.cards),
        ]
    )
    buttons = keyboard(
        [minutes_button(to, meeting)],
        [meetings_button(to), back_button(to)],
    )
    if event.actor is not None and event.actor.id == to.person.id:
        to.screen(text, buttons)
        to.amend(progress_key(meeting, to.person.id), text, buttons)
    else:
        to.amend(
            progress_key(meeting, to.person.id), to.text("vote-followed"), keyboard([meetings_button(to)])
        )
        key = f"meeting:{meeting.id}:closed:{to.person.id}"
        to.send(text, buttons, lane=Lane.NOTICES, key=key, unheard=Role.SECRETARY)


def _until(to: Recipient, meeting: Meeting) -> str:
    return "—" if meeting.until is None else to.say.texts.moment(to.person.language, meeting.until)
