"""Members of the association: people and organisations, and who speaks for an organisation."""

from domain.members.entities import (
    Member,
    Membership,
    MemberStatus,
    Organisation,
)
from domain.members.events import (
    MembershipChanged,
    RepresentativeAdded,
    RepresentativeInvited,
    RepresentativeRemoved,
)
from domain.members.life import (
    MEMBERSHIP,
    MEMBERSHIP_ALLOWED,
    OF_BOARD,
    MemberAction,
    may_with_membership,
)
from domain.members.refusals import (
    InvitationInvalid,
    LastRepresentative,
    MemberMissing,
    MembershipOutOfTurn,
    TooManyRepresentatives,
)
from domain.members.use_cases import (
    INVITATION,
    INVITATION_TERM,
    MOST_REPRESENTATIVES,
    Members,
)

__all__ = [
    "INVITATION",
    "INVITATION_TERM",
    "MEMBERSHIP",
    "MEMBERSHIP_ALLOWED",
    "MOST_REPRESENTATIVES",
    "OF_BOARD",
    "InvitationInvalid",
    "LastRepresentative",
    "Member",
    "MemberAction",
    "MemberMissing",
    "MemberStatus",
    "Members",
    "Membership",
    "MembershipChanged",
    "MembershipOutOfTurn",
    "Organisation",
    "RepresentativeAdded",
    "RepresentativeInvited",
    "RepresentativeRemoved",
    "TooManyRepresentatives",
    "may_with_membership",
]
