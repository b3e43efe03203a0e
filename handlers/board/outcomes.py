"""What comes of the board's decisions, told to whom they are about."""

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
    """The applicant hears the decision, each card shows it, and the groups tell of the new member."""
    to_applicant(event.card, say)
    update_cards(event.card, event.actor, event.secretaries, say)
    if isinstance(event.group, GroupProposed):
        tell_group_proposed(event.group, say)
    if event.invoice is not None:
        tell_invoice_issued(event.invoice, say)


def tell_outcome(outcome: object | None, say: Say) -> None:
    """What came of a decision, but for what was shown to whoever entered it."""
    if isinstance(outcome, ApplicationDecided):
        tell_application_decided(outcome, say)
    elif isinstance(outcome, MembershipChanged):
        tell_membership_changed(outcome, say)


class CountWords(CountWording):
    """The words of a count."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def word(self, language: str, tally: Tally) -> str:
        """How the votes fell."""
        return self._texts.plain(
            language, "vote-count", yes=tally.yes, no=tally.no, abstained=tally.abstained
        )
