"""The working groups, who is in which, and what members ask them."""

from sqlalchemy import Column, ForeignKey, Index, SmallInteger, Table, delete, select

from domain.groups.model import PlaceStatus
from storage.tables.base import (
    EMPTY,
    Identity,
    Json,
    Moment,
    Number,
    Numbered,
    PersonId,
    Token,
    Words,
    metadata,
)
from storage.tables.members import members
from storage.tables.personal import Erasure, about, erased_by, is_about, kept, mentions, own_data

groups = Table(
    "groups",
    metadata,
    Column("id", Token, primary_key=True),
    Column("position", SmallInteger, nullable=False),
    Column("titles", Json(), nullable=False),
    Column("field", Json(), nullable=False, server_default="{}"),
    Column("chat_link", Token, nullable=False, server_default=EMPTY),
    Column("created_at", Moment, nullable=False),
    Column("closed_at", Moment),
    info=kept("the association's own"),
)

group_members = Table(
    "group_members",
    metadata,
    Column("group_id", Token, ForeignKey("groups.id"), primary_key=True),
    Column("member_id", Number, primary_key=True, autoincrement=False),
    # The member, or the person whom an organisation named for this group.
    Column("person_id", PersonId, info=about(Erasure.FORGET)),
    Column("status", Numbered(PlaceStatus), nullable=False),
    Column("replaces", Token, nullable=False, server_default=EMPTY),  # the group that is left on confirmation
    Column("since", Moment, nullable=False),
)
Index("group_members_member", group_members.c.member_id)
Index("group_members_person", group_members.c.person_id)

group_questions = Table(
    "group_questions",
    metadata,
    Column("id", Identity, primary_key=True, autoincrement=True),
    Column("group_id", Token, ForeignKey("groups.id"), nullable=False),
    Column("person_id", PersonId, nullable=False, info=about(Erasure.ROW)),
    Column("text", Words, nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("answer", Words),
    Column(
        "answered_by",
        PersonId,
        info=mentions(Erasure.KEEP, "whoever asked may learn who answered, by an id alone"),
    ),
    Column("answered_at", Moment),
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

# A member's places go with the membership; no foreign key says so.
erased_by(
    group_members,
    lambda: delete(group_members).where(
        group_members.c.member_id.in_(select(members.c.id).where(is_about(members)))
    ),
)
own_data("places_in_working_groups", group_members)
own_data("questions_to_working_groups", group_questions)
