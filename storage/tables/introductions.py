"""Who takes part in introductions, the rounds, and who was introduced to whom."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, case

from domain.introductions.entities import Outcome
from storage.tables.base import EMPTY, Flag, Identity, Json, Moment, Numbered, PersonId, Words, metadata
from storage.tables.personal import PERSON, about, calls_about, own_data

introduction_participants = Table(
    "introduction_participants",
    metadata,
    Column(
        "person_id",
        PersonId,
        ForeignKey("people.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
        info=about(),
    ),
    Column("interests", Json(frozenset, sorted), nullable=False, server_default="[]"),
    Column("about", Words, nullable=False, server_default=EMPTY),
    Column("pausing", Flag, nullable=False, server_default="0"),
    Column("waited", Integer, nullable=False, server_default="0"),
)

introduction_rounds = Table(
    "introduction_rounds",
    metadata,
    Column("planned_at", Moment, primary_key=True, autoincrement=False),
    Column("participants", Integer, nullable=False),
)

introductions = Table(
    "introductions",
    metadata,
    Column("id", Identity, primary_key=True, autoincrement=True),
    Column("round", Moment, ForeignKey("introduction_rounds.planned_at"), nullable=False, index=True),
    # The smaller id first. Whoever is erased goes from the row and leaves it to the other.
    Column("first_id", PersonId, ForeignKey("people.id", ondelete="SET NULL"), info=about()),
    Column("second_id", PersonId, ForeignKey("people.id", ondelete="SET NULL"), info=about()),
    Column("made_at", Moment, nullable=False),
    Column("asked_at", Moment),
    Column("first_says", Numbered(Outcome)),
    Column("second_says", Numbered(Outcome)),
    sqlite_autoincrement=True,
)
Index("introductions_pair", introductions.c.first_id, introductions.c.second_id, unique=True)
Index("introductions_second", introductions.c.second_id)
is_unasked = introductions.c.asked_at.is_(None)
Index(
    "introductions_unasked",
    introductions.c.made_at,
    sqlite_where=is_unasked,
    postgresql_where=is_unasked,
)

# What was sent is a mere key by now, by which the other's question finds that it may be asked.
calls_about(introductions, "introduction", edits=False, unsent=True)
own_data("introductions_wanted", introduction_participants)
# Of the other one nothing: they know each other, and what the other said is the other's.
own_data(
    "introductions",
    introductions,
    introductions.c.id,
    introductions.c.made_at,
    introductions.c.asked_at,
    case(
        (introductions.c.first_id == PERSON, introductions.c.first_says), else_=introductions.c.second_says
    ).label("said"),
)
