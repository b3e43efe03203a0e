"""Introductions in the chat: `participation` in them, `outcomes` of them, and `notices` of the rounds."""

from aiogram import Router

from handlers.introductions import outcomes, participation

router = Router(name="introductions")
router.include_routers(participation.router, outcomes.router)
