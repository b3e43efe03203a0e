"""How the secretary runs a vote: opening, prolonging, closing."""

from domain.board.counting import Counting
from domain.board.refusals import VoteGoesOn
from domain.board.running import Running
from domain.board.use_cases import Board
from domain.people import Person
from handlers.board.actions import BoardAction
from handlers.board.cards import progress_keyboard, progress_text
from handlers.router import Router
from handlers.say import Recipient, Say, Tell
from handlers.tellings import tells
from handlers.ui import button, keyboard

router = Router(name="board-running")


@router.taps(BoardAction, "vote")
async def ask_to_open(action: BoardAction, person: Person, to: Recipient, say: Say, running: Running) -> None:
    """What is asked on an agenda that can't be put to the vote is refused here already."""
    count, board, until = await running.may_open(person, action.id)
    to.screen(
        to.text("vote-open-ask", count=count, of=board, until=say.texts.moment(person.language, until)),
        keyboard(
            [button(to.label("vote-open-sure"), BoardAction(verb="vote-sure", id=action.id))],
            [button(to.label("ui-back"), BoardAction(verb="open", id=action.id))],
        ),
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
async def ask_to_close(
    action: BoardAction, person: Person, to: Recipient, board: Board, running: Running
) -> None:
    progress = await running.may_close(person, action.id)
    rest = sum(not line.quorum for line in progress.open)
    to.screen(
        to.text("vote-close-ask", count=len(progress.open) - rest, left=rest),
        keyboard(
            [button(to.label("vote-close-sure"), BoardAction(verb="close-sure", id=action.id))],
            [button(to.label("ui-back"), BoardAction(verb="open", id=action.id))],
        ),
    )


@router.taps(BoardAction, "close-sure")
async def close(action: BoardAction, person: Person, counting: Counting, tell: Tell) -> None:
    tell(await counting.close(person, action.id))


@tells(VoteGoesOn)
def tell_vote_goes_on(event: VoteGoesOn, say: Say) -> None:
    to = say.to(event.person)
    to.answer("vote-goes-on", alert=True)
    to.screen(progress_text(to, event.progress), progress_keyboard(to, event.progress))
