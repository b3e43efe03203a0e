"""Why something was not done with a membership."""

from domain.members import (
    InvitationInvalid,
    LastRepresentative,
    MemberMissing,
    MembershipOutOfTurn,
    TooManyRepresentatives,
)
from handlers.contacts import home_button
from handlers.say import Recipient, Say


def tell_member_missing(event: MemberMissing, say: Say) -> None:
    _refuse(say.to(event.person), "member-missing")


def tell_membership_out_of_turn(event: MembershipOutOfTurn, say: Say) -> None:
    _refuse(say.to(event.person), "member-out-of-turn")


def tell_invitation_invalid(event: InvitationInvalid, say: Say) -> None:
    _refuse(say.to(event.person), "member-invitation-invalid")


def tell_last_representative(event: LastRepresentative, say: Say) -> None:
    _refuse(say.to(event.person), "member-last-representative")


def tell_too_many_representatives(event: TooManyRepresentatives, say: Say) -> None:
    _refuse(say.to(event.person), "member-too-many-representatives")


def _refuse(to: Recipient, key: str) -> None:
    to.answer(key, alert=True)
    to.screen(to.text(key), home_button(to))
