"""Calls of the Bot API that are owed, in the order said within each chat."""

from storage.outbox.claiming import ClaimingTable
from storage.outbox.moving import MovingTable
from storage.outbox.owing import OwingTable
from storage.outbox.settling import SettlingTable


class OutboxTable(OwingTable, ClaimingTable, SettlingTable, MovingTable):
    """The outbox within one transaction."""
