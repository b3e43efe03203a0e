"""Dues in the chat: for those who pay, for those who keep the books."""

from aiogram import Router

from handlers.dues import deciding, member, notices, packages, paying, receipts, refusals, treasury

router = Router(name="dues")
router.include_routers(member.router, treasury.router, deciding.router, packages.router)

__all__ = ["member", "notices", "packages", "paying", "receipts", "refusals", "router", "treasury"]
