"""Dues in the chat, for payers and treasurers."""

from aiogram import Router

from handlers.dues import deciding, member, packages, treasury

router = Router(name="dues")
router.include_routers(member.router, treasury.router, deciding.router, packages.router)
