"""Why something was not done for the board: said clearly, with the way on."""

from aiogram.types import InlineKeyboardMarkup

from domain.board.refusals import BallotOver
from handlers.board.cards import about, card_keyboard, card_text, meetings_button
from handlers.contacts.home import back_button, home_button
from handlers.refusals import way_on
from handlers.say import Recipient, Say
from handlers.tellings import tells
from handlers.ui import keyboard


@way_on("board")
def lead_to_meetings(to: Recipient) -> InlineKeyboardMarkup:
    return keyboard([meetings_button(to)], [back_button(to)])


way_on("board-vote-missing")(home_button)


@tells(BallotOver)
def tell_ballot_over(event: BallotOver, say: Say) -> None:
    """A board member sees how the question stands; a secretary goes back to the meetings."""
    to = say.to(event.person)
    to.answer("refused-board-vote-over", alert=True)
    if say.tapped is not None and (say.tapped.data or "").startswith("vote:"):
        to.screen(card_text(to, event.card), card_keyboard(to, event.card), about=about(event.card))
    else:
        to.screen(to.text("refused-board-vote-over"), lead_to_meetings(to))
