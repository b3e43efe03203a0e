"""What all gateways have in common."""

from dataclasses import dataclass

from storage.engine import Transaction


@dataclass(eq=False)
class Gateway:
    """Implements a Protocol of the domain within one transaction."""

    _tx: Transaction
