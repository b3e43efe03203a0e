"""Applications in the chat: joining, handing in, and the secretary's cards."""

from aiogram import Router

from handlers.applications import applicant, joining, secretary

router = Router(name="applications")
router.include_routers(joining.router, secretary.router, applicant.router)
