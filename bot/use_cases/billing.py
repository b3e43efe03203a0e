"""Invoices, on which the register of members and the board rest."""

from functools import cached_property

from bot.use_cases.webinars import WebinarCases
from domain.dues.billing import Billing
from domain.dues.context import DuesContext
from storage.dues.invoices import InvoicesTable
from storage.dues.money import PaymentsTable
from storage.dues.notices import NoticesTable


class BillingCases(WebinarCases):
    """Invoices; each is put together when it is first asked for."""

    @cached_property
    def _dues(self) -> DuesContext:
        return DuesContext(
            InvoicesTable(self._tx),
            PaymentsTable(self._tx),
            NoticesTable(self._tx),
            self._register,
            self._known,
            self._people,
            self.roles,
            self._audit,
            self._jobs,
            self._clock,
            self._config.dues_terms,
        )

    @cached_property
    def billing(self) -> Billing:
        return Billing(self._dues)
