"""Why something was not done with a membership."""

from domain.members.refusals import (
    InvitationInvalid,
    LastRepresentative,
    MemberMissing,
    MembershipOutOfTurn,
    TooManyRepresentatives,
)
from handlers.contacts.home import home_button
from handlers.say import Recipient, Say
from handlers.tellings import tells


@tells(MemberMissing)
def tell_member_missing(event: MemberMissing, say: Say) -> None:
    _refuse(say.to(event.person), "member-missing")


@tells(MembershipOutOfTurn)
def tell_membership_out_of_turn(event: MembershipOutOfTurn, say: Say) -> None:
    _refuse(say.to(event.person), "member-out-of-turn")


@tells(InvitationInvalid)
def tell_invitation_invalid(event: InvitationInvalid, say: Say) -> None:
    _refuse(say.to(event.person), "member-invitation-invalid")


@tells(LastRepresentative)
def tell_last_representative(event: LastRepresentative, say: Say) -> None:
    _refuse(say.to(event.person), "member-last-representative")


@tells(TooManyRepresentatives)
def tell_too_many_representatives(event: TooManyRepresentatives, say: Say) -> None:
    _refuse(say.to(event.person), "member-too-many-representatives")


def _refuse(to: Recipient, key: str) -> None:
    to.answer(key, alert=True)
    to.screen(to.text(key), home_button(to))
