"""Coming into the chats: the rules and the agreement to them, moderators' decisions; losing a working group's chat."""

from aiogram import Router

from handlers.entry import asking, deciding

router = Router(name="entry")
router.include_routers(asking.router, deciding.router)
in_groups = asking.in_groups
