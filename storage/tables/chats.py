"""The association's chats, and who is inside."""

from sqlalchemy import Column, Index, Integer, Table

from domain.chats.entities import ChatKind
from storage.tables.base import (
    EMPTY,
    ChatId,
    Enumerated,
    Flag,
    Identity,
    Json,
    Moment,
    Number,
    PersonId,
    Token,
    Words,
    metadata,
)
from storage.tables.personal import Erasure, about, kept, mentions, own_data

chats = Table(
    "chats",
    metadata,
    Column("number", Identity, primary_key=True, autoincrement=True),
    # Telegram's; it changes.
    Column(
        "id", ChatId, nullable=False, unique=True, info=mentions(Erasure.KEEP, "the association's own chats")
    ),
    Column("type", Token, nullable=False),
    Column("title", Words, nullable=False),
    Column("kind", Enumerated(ChatKind)),  # NULL: nobody connected it yet
    Column("scope", Token, nullable=False, server_default=EMPTY),
    Column("language", Token, nullable=False),
    Column("rights", Json(frozenset, sorted), nullable=False),
    Column("inside", Flag, nullable=False),
    Column("link", Token, nullable=False, server_default=EMPTY),
    Column("found_at", Moment, nullable=False),
    sqlite_autoincrement=True,  # what names a chat that is gone never names another
    info=kept("the association's own"),
)

# No foreign key: people are here by id before they ever turn to the bot.
chat_people = Table(
    "chat_people",
    metadata,
    Column("chat_number", Number, primary_key=True, autoincrement=False),
    Column("person_id", PersonId, primary_key=True, autoincrement=False, info=about(Erasure.ROW)),
    Column("status", Token, nullable=False),
    Column("rights", Json(frozenset, sorted), nullable=False),
    Column("since", Moment, nullable=False),
    # The working group to which they were seen to belong while it was their chat; others came at somebody's invitation.
    Column("belonged", Token, nullable=False, server_default=EMPTY),
)
Index("chat_people_person", chat_people.c.person_id)
Index("chat_people_since", chat_people.c.since)

# How lively a chat is: nothing is kept of a message but that it was.
chat_activity = Table(
    "chat_activity",
    metadata,
    Column("chat_number", Number, primary_key=True, autoincrement=False),
    Column("hour", Number, primary_key=True, autoincrement=False),  # since 1970, UTC
    Column("messages", Integer, nullable=False),
)

# Whom the bot answered in a group lately, so that nobody makes it flood one; cleaned every hour.
group_answers = Table(
    "group_answers",
    metadata,
    Column(
        "chat_id",
        ChatId,
        primary_key=True,
        autoincrement=False,
        info=mentions(Erasure.KEEP, "the association's own chats"),
    ),
    Column("person_id", PersonId, primary_key=True, autoincrement=False, info=mentions(Erasure.ROW)),
    Column("asked_at", Moment, nullable=False),
    Column("answered_at", Moment),
)
Index("group_answers_asked", group_answers.c.asked_at)

own_data(
    "chats",
    chat_people,
    beside=(chats.c.title,),
    source=chat_people.join(chats, chats.c.number == chat_people.c.chat_number),
)
