"""The register of members, the organisations, and who represents them."""

from sqlalchemy import Column, ForeignKey, Index, Table

from domain.members.entities import MemberStatus
from domain.parties import PartyKind
from storage.tables.base import (
    EMPTY,
    Day,
    Enumerated,
    Identity,
    Json,
    Moment,
    Number,
    PersonId,
    Token,
    Words,
    metadata,
)
from storage.tables.personal import Erasure, about, kept, own_data

organisations = Table(
    "organisations",
    metadata,
    Column("id", Identity, primary_key=True, autoincrement=True),
    Column("name", Words, nullable=False),
    Column("inn", Token, nullable=False, unique=True),
    Column("ogrn", Token, nullable=False),
    Column("data", Json(), nullable=False, server_default="{}"),
    info=kept("an organisation is no person"),
)

members = Table(
    "members",
    metadata,
    Column("id", Identity, primary_key=True, autoincrement=True),
    Column("kind", Enumerated(PartyKind), nullable=False),
    Column("person_id", PersonId, ForeignKey("people.id", ondelete="CASCADE"), unique=True, info=about()),
    Column("organisation_id", Number, ForeignKey("organisations.id"), unique=True),
    Column("status", Enumerated(MemberStatus), nullable=False),
    Column("since", Moment, nullable=False),
    Column("application_id", Number, ForeignKey("applications.id", ondelete="SET NULL")),
    Column("name", Words, nullable=False, info=kept("an organisation's name; a person's goes with the row")),
    Column("package", Token, nullable=False, server_default=EMPTY),  # empty: the first of the kind
    Column("billed_until", Day, nullable=False, server_default=EMPTY),  # a day; empty: not looked at yet
    sqlite_autoincrement=True,
)
Index("members_status", members.c.status, members.c.id)
Index("members_billed", members.c.status, members.c.billed_until)
Index("members_application", members.c.application_id)

representatives = Table(
    "representatives",
    metadata,
    Column("organisation_id", Number, ForeignKey("organisations.id"), primary_key=True),
    Column(
        "person_id",
        PersonId,
        ForeignKey("people.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
        info=about(),
    ),
    Column("since", Moment, nullable=False),
)
Index("representatives_person", representatives.c.person_id)

invitations = Table(
    "invitations",
    metadata,
    Column("token", Token, primary_key=True),
    Column("organisation_id", Number, ForeignKey("organisations.id"), nullable=False),
    Column(
        "invited_by",
        PersonId,
        ForeignKey("people.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
        info=about(),
    ),
    Column("made_at", Moment, nullable=False),
    Column("used_by", PersonId, info=about(Erasure.FORGET)),
    Column("used_at", Moment),
)

own_data("membership", members)
own_data(
    "representing",
    representatives,
    representatives.c.since,
    *organisations.c,
    source=representatives.join(organisations),
)
own_data("invitations", invitations)
