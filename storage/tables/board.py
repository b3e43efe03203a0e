"""The board's meetings, the questions on their agendas, and the votes."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, SmallInteger, Table, Text, text

from storage.tables.base import EMPTY, Identity, metadata

meetings = Table(
    "meetings",
    metadata,
    Column("id", Identity, primary_key=True, autoincrement=True),
    Column("at", BigInteger, nullable=False),
    Column("kind", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("opened_at", BigInteger),
    Column("until", BigInteger),
    Column("closed_at", BigInteger),
    Column("reminded", Integer),
    Column("all_voted", SmallInteger, nullable=False, server_default="0"),
    Column("missed", SmallInteger, nullable=False, server_default="0"),
    Column("version", Integer, nullable=False, server_default="0"),
)
Index("meetings_status", meetings.c.status, meetings.c.at)

ballots = Table(
    "ballots",
    metadata,
    Column("id", Identity, primary_key=True, autoincrement=True),
    Column("meeting_id", BigInteger, ForeignKey("meetings.id")),
    Column("kind", Text, nullable=False),
    Column("application_id", BigInteger, ForeignKey("applications.id", ondelete="SET NULL")),
    Column("member_id", BigInteger, ForeignKey("members.id", ondelete="SET NULL")),
    Column("text", Text, nullable=False, server_default=EMPTY),
    Column("position", Integer, nullable=False, server_default="0"),
    Column("status", Text, nullable=False),
    Column("room", SmallInteger, nullable=False, server_default="0"),
    Column("reason", Text, nullable=False, server_default=EMPTY),
    Column("decided_by", BigInteger),
    Column("decided_at", BigInteger),
    Column("votes_for", Integer, nullable=False, server_default="0"),
    Column("votes_against", Integer, nullable=False, server_default="0"),
    Column("abstained", Integer, nullable=False, server_default="0"),
    Column("board", Integer, nullable=False, server_default="0"),
    Column("version", Integer, nullable=False, server_default="0"),
    sqlite_autoincrement=True,  # an old button never meets a question that came later
)
Index("ballots_meeting", ballots.c.meeting_id, ballots.c.position)
# Written out, because a partial index never matches bound values.
is_open = text("status = 'open'")
is_undecided = text("status IN ('open', 'waiting')")
Index(
    "ballots_application",
    ballots.c.application_id,
    unique=True,
    sqlite_where=is_open,
    postgresql_where=is_open,
)
Index(
    "ballots_member",
    ballots.c.member_id,
    unique=True,
    sqlite_where=is_undecided,
    postgresql_where=is_undecided,
)

votes = Table(
    "votes",
    metadata,
    Column(
        "ballot_id",
        BigInteger,
        ForeignKey("ballots.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column(
        "person_id",
        BigInteger,
        ForeignKey("people.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("choice", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
)
Index("votes_person", votes.c.person_id)

board_rolls = Table(
    "board_rolls",
    metadata,
    Column("meeting_id", BigInteger, ForeignKey("meetings.id"), primary_key=True, autoincrement=False),
    Column(
        "person_id",
        BigInteger,
        ForeignKey("people.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
)
Index("board_rolls_person", board_rolls.c.person_id)
