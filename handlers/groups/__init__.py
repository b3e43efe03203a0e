"""Working groups in the chat, for members, leaders and the secretary."""

from aiogram import Router

from handlers.groups import charters, places, questions, rosters, speakers, view

router = Router(name="groups")
router.include_routers(
    view.router,
    speakers.router,
    places.router,
    rosters.router,
    charters.router,
    questions.router,
)
