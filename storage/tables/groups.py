"""The working groups, who is in which, and what members ask them."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, SmallInteger, Table, Text

from storage.tables.base import EMPTY, Identity, metadata

groups = Table(
    "groups",
    metadata,
    Column("id", Text, primary_key=True),
    Column("position", SmallInteger, nullable=False),
    Column("titles", Text, nullable=False),
    Column("field", Text, nullable=False, server_default="{}"),
    Column("chat_link", Text, nullable=False, server_default=EMPTY),
    Column("created_at", BigInteger, nullable=False),
    Column("closed_at", BigInteger),
)

group_members = Table(
    "group_members",
    metadata,
    Column("group_id", Text, ForeignKey("groups.id"), primary_key=True),
    Column("member_id", BigInteger, primary_key=True, autoincrement=False),
    Column("person_id", BigInteger),  # the member, or who an organisation named for this group
    Column("status", SmallInteger, nullable=False),  # domain.groups.PlaceStatus
    Column("replaces", Text, nullable=False, server_default=EMPTY),  # the group that is left on confirmation
    Column("since", BigInteger, nullable=False),
)
Index("group_members_member", group_members.c.member_id)
Index("group_members_person", group_members.c.person_id)

group_questions = Table(
    "group_questions",
    metadata,
    Column("id", Identity, primary_key=True, autoincrement=True),
    Column("group_id", Text, ForeignKey("groups.id"), nullable=False),
    Column("person_id", BigInteger, nullable=False),
    Column("text", Text, nullable=False),
    Column("asked_at", BigInteger, nullable=False),
    Column("answer", Text),
    Column("answered_by", BigInteger),
    Column("answered_at", BigInteger),
    sqlite_autoincrement=True,  # an old button never meets a later question
)
Index("group_questions_person", group_questions.c.person_id)
Index(
    "group_questions_open",
    group_questions.c.group_id,
    group_questions.c.id,
    sqlite_where=group_questions.c.answered_at.is_(None),
    postgresql_where=group_questions.c.answered_at.is_(None),
)
