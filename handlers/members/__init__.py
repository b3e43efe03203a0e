"""Membership in the chat: for members, for those who represent an organisation, for staff."""

from aiogram import Router

from handlers.members import register, representatives, view

router = Router(name="members")
router.include_routers(representatives.router, view.router, register.router)
