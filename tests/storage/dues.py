"""An invoice to be kept, with whatever differs."""

from datetime import date

from domain.dues.entities import Invoice, InvoiceKind
from domain.dues.life import InvoiceStatus
from domain.dues.periods import at_hour, end_of

ZONE = "Europe/Moscow"
INVOICE = Invoice(
    0,
    "",
    None,
    InvoiceKind.ENTRY,
    "person",
    600_000,
    100_000,
    0,
    date(1972, 9, 27),
    date(1973, 9, 27),
    at_hour(date(1972, 9, 27), 12, ZONE),
    end_of(date(1972, 10, 27), ZONE),
    InvoiceStatus.OPEN,
    next_at=at_hour(date(1972, 10, 20), 10, ZONE),
)
