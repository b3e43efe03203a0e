"""Who tells which event: one table for the worker and the clock alike."""

from collections.abc import Callable
from typing import Any

from domain.consent import ConsentGiven
from domain.contacts import DataNotMade, DataRequested, Erased
from domain.mailings import TopicsChosen, Unsubscribed
from domain.operations import UpdateSetAside
from handlers import contacts, mailings, operations
from handlers.say import Say

TELLINGS: dict[type, Callable[[Any, Say], None]] = {
    ConsentGiven: mailings.tell_consent_given,
    DataNotMade: contacts.tell_data_not_made,
    DataRequested: contacts.tell_data_requested,
    Erased: contacts.tell_erased,
    TopicsChosen: mailings.tell_topics_chosen,
    Unsubscribed: mailings.tell_unsubscribed,
    UpdateSetAside: operations.tell_update_set_aside,
}


def tell(event: object, say: Say) -> None:
    """Tell an event to everyone it concerns, each in their language."""
    TELLINGS[type(event)](event, say)
