"""Who holds which role: administrators give and take them."""

from aiogram import Router

from handlers.roles import giving, view

router = Router(name="roles")
router.include_routers(view.router, giving.router)
