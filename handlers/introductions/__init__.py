"""Introductions in the chat."""

from aiogram import Router

from handlers.introductions import outcomes, participation

router = Router(name="introductions")
router.include_routers(participation.router, outcomes.router)
