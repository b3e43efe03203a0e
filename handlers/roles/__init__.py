"""Who holds which role: administrators give and take them."""

from aiogram import Router

from handlers.roles import giving, view
from handlers.roles.names import person_name, role_name

router = Router(name="roles")
router.include_routers(view.router, giving.router)

__all__ = ["person_name", "role_name", "router"]
