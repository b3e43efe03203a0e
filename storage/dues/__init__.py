"""Invoices, payments, receipts, which notices of dues were told, and the treasurer's books."""

from storage.dues.books import BooksTable
from storage.dues.invoices import InvoicesTable
from storage.dues.money import MoneyTable
from storage.dues.notices import NoticesTable


class DuesTable(InvoicesTable, MoneyTable, NoticesTable, BooksTable):
    """Implements `domain.ports.DuesGateway`."""
