"""Applications to leave, and what was said about them."""

from sqlalchemy import Column, ForeignKey, Index, Table, delete, literal_column

from domain.leaving.entities import DepartureStatus
from storage.tables.base import Enumerated, Flag, Identity, Moment, Number, PersonId, Words, metadata
from storage.tables.personal import (
    PERSON,
    Erasure,
    about,
    calls_about,
    emptied_with,
    erased_by,
    kept,
    mentions,
    own_data,
)

departures = Table(
    "departures",
    metadata,
    Column("id", Identity, primary_key=True, autoincrement=True),
    Column(
        "member_id",
        Number,
        ForeignKey("members.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
        info=about(),
    ),
    Column("person_id", PersonId, ForeignKey("people.id", ondelete="SET NULL"), index=True, info=about()),
    Column("reason", Words, nullable=False, info=emptied_with("person_id")),
    Column("status", Enumerated(DepartureStatus), nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("settled_at", Moment),
    Column("settled_by", PersonId, info=mentions()),
    sqlite_autoincrement=True,
)
is_asked = departures.c.status == literal_column("'asked'")
Index(
    "departures_asked",
    departures.c.member_id,
    unique=True,
    sqlite_where=is_asked,
    postgresql_where=is_asked,
)

departure_words = Table(
    "departure_words",
    metadata,
    Column("id", Identity, primary_key=True, autoincrement=True),
    Column(
        "departure_id",
        Number,
        ForeignKey("departures.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
        info=about(),
    ),
    Column("at", Moment, nullable=False),
    Column("author_id", PersonId, info=about(Erasure.FORGET)),
    Column("staff", Flag, nullable=False),
    Column("text", Words, nullable=False, info=kept("what staff said; what anybody else said goes")),
)

_is_theirs = departure_words.c.staff == literal_column("0")
calls_about(departures, "leaving")
calls_about(departure_words, "leaving", number=departure_words.c.departure_id, only=_is_theirs)
# An organisation's wish to leave stays without the one who wrote it; a person's goes with the membership.
erased_by(
    departure_words,
    lambda: delete(departure_words).where(departure_words.c.author_id == PERSON, _is_theirs),
)
own_data("applications_to_leave", departures)
own_data("said_about_leaving", departure_words)
