"""The supervisory board in the chat: meetings and agendas for secretaries, votes for board members."""

from aiogram import Router

from handlers.board import meetings, past, questions, running, voting

router = Router(name="board")
router.include_routers(meetings.router, past.router, questions.router, running.router, voting.router)
