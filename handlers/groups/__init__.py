"""Working groups in the chat, for members, leaders and the secretary."""

from aiogram import Router

from handlers.groups import admin, places, questions, representatives, rosters, view

router = Router(name="groups")
router.include_routers(
    view.router,
    representatives.router,
    places.router,
    rosters.router,
    admin.router,
    questions.router,
)
