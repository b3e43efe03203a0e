"""Dues in the chat: for those who pay, for those who keep the books."""

from aiogram import Router

from handlers.dues import deciding, member, packages, treasury

router = Router(name="dues")
router.include_routers(member.router, treasury.router, deciding.router, packages.router)
