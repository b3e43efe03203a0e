"""Messages at issue, warnings, sanctions and appeals."""

from storage.moderation.books import BooksTable
from storage.moderation.incidents import IncidentsTable
from storage.moderation.measures import MeasuresTable


class ModerationTable(IncidentsTable, MeasuresTable, BooksTable):
    """Implements `domain.ports.ModerationGateway`."""
