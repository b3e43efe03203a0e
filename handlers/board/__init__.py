"""The supervisory board in the chat: meetings and agendas for secretaries, votes for board members."""

from aiogram import Router

from handlers.board import meetings, past, questions, running, voting
from handlers.board.meetings import tell_agenda_changed, tell_meeting_ended, tell_meeting_planned
from handlers.board.notices import (
    tell_vote_counted,
    tell_vote_opened,
    tell_vote_prolonged,
    tell_vote_reminder,
)
from handlers.board.outcomes import tell_application_decided
from handlers.board.past import tell_minutes_not_made, tell_minutes_ordered
from handlers.board.questions import tell_ballot_decided
from handlers.board.refusals import (
    tell_agenda_empty,
    tell_ballot_missing,
    tell_ballot_over,
    tell_meeting_missing,
    tell_meeting_over,
    tell_no_board,
    tell_not_a_moment,
    tell_question_stands,
    tell_question_unfit,
)
from handlers.board.running import tell_vote_goes_on
from handlers.board.voting import tell_ballot_changed, tell_ballot_papers, tell_vote_cast

router = Router(name="board")
router.include_routers(meetings.router, past.router, questions.router, running.router, voting.router)

__all__ = [
    "router",
    "tell_agenda_changed",
    "tell_agenda_empty",
    "tell_application_decided",
    "tell_ballot_changed",
    "tell_ballot_decided",
    "tell_ballot_missing",
    "tell_ballot_over",
    "tell_ballot_papers",
    "tell_meeting_ended",
    "tell_meeting_missing",
    "tell_meeting_over",
    "tell_meeting_planned",
    "tell_minutes_not_made",
    "tell_minutes_ordered",
    "tell_no_board",
    "tell_not_a_moment",
    "tell_question_stands",
    "tell_question_unfit",
    "tell_vote_cast",
    "tell_vote_counted",
    "tell_vote_goes_on",
    "tell_vote_opened",
    "tell_vote_prolonged",
    "tell_vote_reminder",
]
