"""Leaving the association: what a member sees, and the secretary's cards."""

from aiogram import Router

from handlers.leaving import member, secretary
from handlers.leaving.member import (
    tell_departure_asked,
    tell_departure_withdrawn,
    tell_leaving_shown,
    tell_nothing_to_leave,
)
from handlers.leaving.notices import tell_departure_confirmed, tell_departure_discussed
from handlers.leaving.secretary import (
    tell_departure_missing,
    tell_departure_out_of_turn,
    tell_words_missing,
)

router = Router(name="leaving")
router.include_routers(member.router, secretary.router)

__all__ = [
    "router",
    "tell_departure_asked",
    "tell_departure_confirmed",
    "tell_departure_discussed",
    "tell_departure_missing",
    "tell_departure_out_of_turn",
    "tell_departure_withdrawn",
    "tell_leaving_shown",
    "tell_nothing_to_leave",
    "tell_words_missing",
]
