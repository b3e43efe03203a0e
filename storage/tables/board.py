"""The board's meetings, the questions on their agendas, and the votes."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, text

from domain.board.ballots import BallotKind, Choice
from domain.board.entities import MeetingKind
from domain.board.life import BallotStatus, MeetingStatus
from storage.tables.base import EMPTY, Enumerated, Flag, Identity, Moment, Number, PersonId, Words, metadata
from storage.tables.personal import about, calls_about, emptied_with, mentions, own_data

meetings = Table(
    "meetings",
    metadata,
    Column("id", Identity, primary_key=True, autoincrement=True),
    Column("at", Moment, nullable=False),
    Column("kind", Enumerated(MeetingKind), nullable=False),
    Column("status", Enumerated(MeetingStatus), nullable=False),
    Column("opened_at", Moment),
    Column("until", Moment),
    Column("closed_at", Moment),
    Column("reminded", Integer),
    Column("all_voted", Flag, nullable=False, server_default="0"),
    Column("missed", Flag, nullable=False, server_default="0"),
    Column("version", Integer, nullable=False, server_default="0"),
)
Index("meetings_status", meetings.c.status, meetings.c.at)

ballots = Table(
    "ballots",
    metadata,
    Column("id", Identity, primary_key=True, autoincrement=True),
    Column("meeting_id", Number, ForeignKey("meetings.id")),
    Column("kind", Enumerated(BallotKind), nullable=False),
    Column("application_id", Number, ForeignKey("applications.id", ondelete="SET NULL"), info=about()),
    Column("member_id", Number, ForeignKey("members.id", ondelete="SET NULL"), info=about()),
    Column("text", Words, nullable=False, server_default=EMPTY, info=emptied_with("member_id")),
    Column("position", Integer, nullable=False, server_default="0"),
    Column("status", Enumerated(BallotStatus), nullable=False),
    Column("room", Flag, nullable=False, server_default="0"),
    Column(
        "reason",
        Words,
        nullable=False,
        server_default=EMPTY,
        info=emptied_with("member_id", "application_id"),
    ),
    Column("decided_by", PersonId, info=mentions()),
    Column("decided_at", Moment),
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
        Number,
        ForeignKey("ballots.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column(
        "person_id",
        PersonId,
        ForeignKey("people.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
        info=about(),
    ),
    Column("choice", Enumerated(Choice), nullable=False),
    Column("at", Moment, nullable=False),
)
Index("votes_person", votes.c.person_id)

board_rolls = Table(
    "board_rolls",
    metadata,
    Column("meeting_id", Number, ForeignKey("meetings.id"), primary_key=True, autoincrement=False),
    Column(
        "person_id",
        PersonId,
        ForeignKey("people.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
        info=about(),
    ),
)
Index("board_rolls_person", board_rolls.c.person_id)

# An expulsion's; what became of an application is told under its own number.
calls_about(ballots, "ballot", by="member_id")
# What the board voted on about them, with the count but not who said what: that is the others' own.
own_data("board_questions", ballots, without=("decided_by", "position", "version"))
own_data("votes", votes, beside=(ballots.c.kind,), source=votes.join(ballots))
own_data("board_meetings", board_rolls, beside=(meetings.c.at,), source=board_rolls.join(meetings))
