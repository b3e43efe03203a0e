"""News, posts and summaries, what became of them in each chat, and what happened in a week."""

from storage.publications.drafts import DraftsTable
from storage.publications.sendings import SendingsTable
from storage.publications.weeks import WeeksTable


class PublicationsTable(DraftsTable, SendingsTable, WeeksTable):
    """Implements `domain.ports.PublicationsGateway`."""
