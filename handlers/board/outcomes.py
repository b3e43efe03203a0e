"""The outcome of the board's decisions, for the people they concern."""

from domain.board.ballots import Tally
from domain.board.events import ApplicationDecided
from domain.board.gateways import CountWording
from domain.groups.events import GroupProposed
from domain.members.events import MembershipChanged
from handlers.applications.decided import to_applicant, update_cards
from handlers.dues.notices import tell_invoice_issued
from handlers.groups.places import tell_group_proposed
from handlers.members.register import tell_membership_changed
from handlers.say import Say, Texts
from handlers.tellings import tells


@tells(ApplicationDecided)
def tell_application_decided(event: ApplicationDecided, say: Say) -> None:
    """Tell the applicant, the secretaries' cards and the group that gets the new member."""
    to_applicant(event.card, say)
    update_cards(event.card, event.actor, event.secretaries, say)
    if isinstance(event.group, GroupProposed):
        tell_group_proposed(event.group, say)
    if event.invoice is not None:
        tell_invoice_issued(event.invoice, say)


def tell_outcome(outcome: object | None, say: Say) -> None:
    """Tell the outcome of a decision to the people it concerns."""
    if isinstance(outcome, ApplicationDecided):
        tell_application_decided(outcome, say)
    elif isinstance(outcome, MembershipChanged):
        tell_membership_changed(outcome, say)


class CountWords(CountWording):
    """Words the count: the reason given to an applicant who was not admitted."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def word(self, language: str, tally: Tally) -> str:
        """The votes in words of this language."""
        return self._texts.plain(
            language, "vote-count", yes=tally.yes, no=tally.no, abstained=tally.abstained
        )
