"""Documents, made by Typst from templates that lie here. Values are data and never markup."""

from bot.documents.applications import make_application
from bot.documents.certificates import make_certificate
from bot.documents.invoices import make_invoice
from bot.documents.minutes import make_minutes

__all__ = ["make_application", "make_certificate", "make_invoice", "make_minutes"]
