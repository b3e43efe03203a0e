"""Dues: invoices, payments and receipts, the ladder of notices, and the treasurer's books."""
