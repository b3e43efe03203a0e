"""Why something was not done for the board: said clearly, with the way on."""

from domain.board.refusals import (
    AgendaEmpty,
    BallotMissing,
    BallotOver,
    MeetingMissing,
    MeetingOver,
    NoBoard,
    NotAMoment,
    QuestionStands,
    QuestionUnfit,
)
from handlers.board.actions import BoardAction
from handlers.board.cards import about, card_keyboard, card_text, meetings_button
from handlers.contacts.home import back_button, home_button
from handlers.say import Recipient, Say
from handlers.tellings import tells
from handlers.ui import button, keyboard


@tells(NotAMoment)
def tell_not_a_moment(event: NotAMoment, say: Say) -> None:
    to = say.to(event.person)
    to.send(
        to.text("board-date-wrong"),
        keyboard([button(to.label("ui-back"), BoardAction(verb="list"))]),
    )


@tells(MeetingMissing)
def tell_meeting_missing(event: MeetingMissing, say: Say) -> None:
    _refuse(say.to(event.person), "board-stale")


@tells(MeetingOver)
def tell_meeting_over(event: MeetingOver, say: Say) -> None:
    _refuse(say.to(event.person), "board-stale")


@tells(AgendaEmpty)
def tell_agenda_empty(event: AgendaEmpty, say: Say) -> None:
    _refuse(say.to(event.person), "board-empty")


@tells(NoBoard)
def tell_no_board(event: NoBoard, say: Say) -> None:
    _refuse(say.to(event.person), "board-nobody")


@tells(QuestionStands)
def tell_question_stands(event: QuestionStands, say: Say) -> None:
    _refuse(say.to(event.person), "board-question-stands")


@tells(QuestionUnfit)
def tell_question_unfit(event: QuestionUnfit, say: Say) -> None:
    _refuse(say.to(event.person), "board-question-unfit")


def _refuse(to: Recipient, key: str) -> None:
    to.answer(key, alert=True)
    to.screen(to.text(key), keyboard([meetings_button(to)], [back_button(to)]))


@tells(BallotMissing)
def tell_ballot_missing(event: BallotMissing, say: Say) -> None:
    to = say.to(event.person)
    to.answer("vote-missing", alert=True)
    to.screen(to.text("vote-missing"), home_button(to))


@tells(BallotOver)
def tell_ballot_over(event: BallotOver, say: Say) -> None:
    """A board member sees how the question stands; a secretary goes back to the meetings."""
    to = say.to(event.person)
    to.answer("vote-over", alert=True)
    if say.tapped is not None and (say.tapped.data or "").startswith("vote:"):
        to.screen(card_text(to, event.card), card_keyboard(to, event.card), about=about(event.card))
    else:
        to.screen(to.text("vote-over"), keyboard([meetings_button(to)], [back_button(to)]))
