"""The working groups in the chat: for members, for their leaders, for the secretary."""

from aiogram import Router

from handlers.groups import charters, places, questions, rosters, speakers, unplaced, view

router = Router(name="groups")
router.include_routers(
    view.router,
    speakers.router,
    places.router,
    unplaced.router,
    rosters.router,
    charters.router,
    questions.router,
)
