"""Invoices, payments, receipts, which notices of dues were told, and the treasurer's books."""
