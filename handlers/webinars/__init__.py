"""Webinars and meetings in the chat: `guests` come to them, `organisers` make them, `afterwards` is what follows."""

from aiogram import Router

from handlers.webinars import afterwards, guests, organisers

router = Router(name="webinars")
router.include_routers(guests.router, organisers.router, afterwards.router)
