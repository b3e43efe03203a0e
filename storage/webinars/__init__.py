"""Webinars and meetings, and who comes to them."""

from storage.webinars.guests import GuestsTable
from storage.webinars.invitations import InvitationsTable
from storage.webinars.plans import PlansTable


class WebinarsTable(PlansTable, InvitationsTable, GuestsTable):
    """Implements `domain.ports.WebinarsGateway` and `AudienceLookup`."""
