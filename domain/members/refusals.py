"""Why something can't be done with a membership."""

from __future__ import annotations

from domain.refusal import Refusal


class MemberMissing(Refusal):
    """There is no such member, or the person has nothing to do with it."""


class MembershipOutOfTurn(Refusal):
    """The membership does not stand so that this can happen to it; nothing was changed."""


class InvitationInvalid(Refusal):
    """The invitation does not exist, was used, or its term is over."""


class LastRepresentative(Refusal):
    """An organisation can't be left without a representative."""


class TooManyRepresentatives(Refusal):
    """The organisation has as many representatives as it may have."""
