"""Receipts and payments, the ladder of notices, and the treasurer's books."""

from functools import cached_property

from bot.use_cases.membership import MembershipCases
from domain.dues.ladder import DuesLadder
from domain.dues.ledger import Ledger
from domain.dues.payments import Payments
from storage.dues.books import LedgerTable


class DuesCases(MembershipCases):
    """What rests on members' dues; each is put together when it is first asked for."""

    @cached_property
    def payments(self) -> Payments:
        return Payments(self._dues, self.members)

    @cached_property
    def ladder(self) -> DuesLadder:
        return DuesLadder(self._dues, self.members)

    @cached_property
    def ledger(self) -> Ledger:
        return Ledger(self._dues, LedgerTable(self._tx))
