"""Leaving the association: what a member sees, and the secretary's cards."""

from aiogram import Router

from handlers.leaving import member, secretary

router = Router(name="leaving")
router.include_routers(member.router, secretary.router)
