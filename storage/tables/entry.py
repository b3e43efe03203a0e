"""Requests to join the chats, and who lost a working group's chat."""

from sqlalchemy import Column, ForeignKey, Index, Table

from domain.chats.entities import CardPlace
from domain.entry.entities import RequestStatus
from storage.tables.base import EMPTY, Identity, JsonRows, Moment, Number, Numbered, PersonId, Token, metadata
from storage.tables.chats import chats
from storage.tables.personal import Erasure, about, calls_about, mentions, own_data

# No names, and no foreign key to people: whoever asks need not be known.
join_requests = Table(
    "join_requests",
    metadata,
    Column("number", Identity, primary_key=True, autoincrement=True),
    Column("chat_number", Number, ForeignKey("chats.number", ondelete="CASCADE"), nullable=False),
    Column("person_id", PersonId, nullable=False, info=about(Erasure.ROW)),
    Column("language", Token, nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("answer_by", Moment, nullable=False),
    Column("status", Numbered(RequestStatus), nullable=False),
    Column("settled_at", Moment),  # NULL while somebody has to answer
    Column("decided_by", PersonId, info=mentions()),
    Column("cards", JsonRows(CardPlace), nullable=False),  # where moderators see it
    Column("failure", Token, nullable=False, server_default=EMPTY),
    sqlite_autoincrement=True,  # an old button never meets a later request
)
_open = join_requests.c.settled_at.is_(None)
Index("join_requests_person", join_requests.c.person_id, join_requests.c.chat_number)
Index(
    "join_requests_open",
    join_requests.c.chat_number,
    join_requests.c.person_id,
    unique=True,
    sqlite_where=_open,
    postgresql_where=_open,
)
Index("join_requests_overdue", join_requests.c.answer_by, sqlite_where=_open, postgresql_where=_open)
_settled = join_requests.c.settled_at.is_not(None)
Index("join_requests_settled", join_requests.c.settled_at, sqlite_where=_settled, postgresql_where=_settled)

chat_partings = Table(
    "chat_partings",
    metadata,
    Column(
        "chat_number",
        Number,
        ForeignKey("chats.number", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column(
        "person_id",
        PersonId,
        ForeignKey("people.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
        index=True,
        info=about(),
    ),
    Column("at", Moment, nullable=False),
)

# Moderators' cards, while they are not sent: what was sent is still to be taken away.
calls_about(join_requests, "entry", rest=":card:%", edits=False, unsent=True)
own_data(
    "join_requests",
    join_requests,
    without=("decided_by", "cards"),
    beside=(chats.c.title,),
    source=join_requests.join(chats),
)
own_data("chats_lost", chat_partings, beside=(chats.c.title,), source=chat_partings.join(chats))
