"""Calls of the Bot API that are owed, in the order said within each chat."""

from storage.outbox.claiming import ClaimingTable, Owed
from storage.outbox.moving import MovingTable
from storage.outbox.owing import OwingTable
from storage.outbox.settling import Settled, SettlingTable


class OutboxTable(OwingTable, ClaimingTable, SettlingTable, MovingTable):
    """The outbox within one transaction."""


__all__ = ["OutboxTable", "Owed", "Settled"]
