"""The association's chats, and who is inside."""

from sqlalchemy import BigInteger, Column, Index, Integer, SmallInteger, Table, Text

from storage.tables.base import EMPTY, Identity, metadata

chats = Table(
    "chats",
    metadata,
    Column("number", Identity, primary_key=True, autoincrement=True),
    Column("id", BigInteger, nullable=False, unique=True),  # Telegram's; it changes
    Column("type", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("kind", Text),  # NULL: nobody connected it yet
    Column("scope", Text, nullable=False, server_default=EMPTY),
    Column("language", Text, nullable=False),
    Column("rights", Text, nullable=False),
    Column("inside", SmallInteger, nullable=False),
    Column("link", Text, nullable=False, server_default=EMPTY),
    Column("found_at", BigInteger, nullable=False),
    sqlite_autoincrement=True,  # what names a chat that is gone never names another
)

# No foreign key: people are here by id before they ever turn to the bot.
chat_people = Table(
    "chat_people",
    metadata,
    Column("chat_number", BigInteger, primary_key=True, autoincrement=False),
    Column("person_id", BigInteger, primary_key=True, autoincrement=False),
    Column("status", Text, nullable=False),
    Column("rights", Text, nullable=False),
    Column("since", BigInteger, nullable=False),
    # The working group to which they were seen to belong while it was their chat; others came at somebody's invitation.
    Column("belonged", Text, nullable=False, server_default=EMPTY),
)
Index("chat_people_person", chat_people.c.person_id)
Index("chat_people_since", chat_people.c.since)

# How lively a chat is: nothing is kept of a message but that it was.
chat_activity = Table(
    "chat_activity",
    metadata,
    Column("chat_number", BigInteger, primary_key=True, autoincrement=False),
    Column("hour", BigInteger, primary_key=True, autoincrement=False),  # since 1970, UTC
    Column("messages", Integer, nullable=False),
)
