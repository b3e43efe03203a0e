"""Moderation: commands in the group, cards for moderators, notices to the people concerned, appeals."""

from aiogram import Router

from handlers.moderation import appeals, cards, commands, personal

router = Router(name="moderation")
router.include_routers(cards.router, appeals.router, personal.router)

in_groups = commands.router
