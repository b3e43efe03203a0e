"""The register of partners."""

from sqlalchemy import Column, Table

from domain.partners import PartnerStage
from storage.tables.base import EMPTY, Enumerated, Identity, Moment, Number, Token, Words, metadata
from storage.tables.personal import kept

partners = Table(
    "partners",
    metadata,
    Column("id", Identity, primary_key=True, autoincrement=True),
    Column("place", Number, nullable=False),
    Column("stage", Enumerated(PartnerStage), nullable=False),
    Column("title", Words, nullable=False),
    Column("about", Words, nullable=False, server_default=EMPTY),
    Column("link", Token, nullable=False, server_default=EMPTY),
    Column("contact", Words, nullable=False, server_default=EMPTY),
    Column("since", Token, nullable=False, server_default=EMPTY),  # a day in ISO 8601
    Column("gives", Words, nullable=False, server_default=EMPTY),
    Column("ended_at", Moment),
    sqlite_autoincrement=True,
    info=kept("partners are organisations; a contact is how an organisation is reached"),
)
