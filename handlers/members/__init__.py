"""Membership in the chat: for members, for those who represent an organisation, for staff."""

from aiogram import Router

from handlers.members import register, representatives, view
from handlers.members.refusals import (
    tell_invitation_invalid,
    tell_last_representative,
    tell_member_missing,
    tell_membership_out_of_turn,
    tell_too_many_representatives,
)
from handlers.members.register import tell_membership_changed
from handlers.members.representatives import (
    tell_representative_added,
    tell_representative_invited,
    tell_representative_removed,
)

router = Router(name="members")
router.include_routers(representatives.router, view.router, register.router)

__all__ = [
    "router",
    "tell_invitation_invalid",
    "tell_last_representative",
    "tell_member_missing",
    "tell_membership_changed",
    "tell_membership_out_of_turn",
    "tell_representative_added",
    "tell_representative_invited",
    "tell_representative_removed",
    "tell_too_many_representatives",
]
