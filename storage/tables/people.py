"""People, their consents, their history, their roles; and the log of what staff decided."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, delete, exists, literal_column, or_

from domain.roles import Role
from storage.tables.base import (
    EMPTY,
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
from storage.tables.personal import PERSON, Erasure, about, calls_about, erased_by, kept, own_data

people = Table(
    "people",
    metadata,
    Column("id", PersonId, primary_key=True, autoincrement=False, info=about(Erasure.ROW)),
    Column("language", Token, nullable=False),
    Column("first_seen_at", Moment, nullable=False),
    Column("first_source", Token),
    Column("last_source", Token),
    Column("name", Words),
    Column("username", Words),
    Column("consented", Flag, nullable=False, server_default="0"),
    Column("reachable", Flag, nullable=False, server_default="1"),
    Column("time_zone", Token),
)
Index(
    "people_guests",
    people.c.first_seen_at,
    sqlite_where=people.c.consented == literal_column("0"),
    postgresql_where=people.c.consented == literal_column("0"),
)

history = Table(
    "history",
    metadata,
    Column("id", Identity, primary_key=True, autoincrement=True),
    Column(
        "person_id",
        PersonId,
        ForeignKey("people.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
        info=about(),
    ),
    Column("at", Moment, nullable=False),
    Column("kind", Token, nullable=False),
    Column("data", Json(), nullable=False),
)

consents = Table(
    "consents",
    metadata,
    Column("id", Identity, primary_key=True, autoincrement=True),
    Column("person_id", PersonId, ForeignKey("people.id", ondelete="CASCADE"), nullable=False, info=about()),
    Column("purpose", Token, nullable=False),
    Column("version", Token, nullable=False),
    Column("digest", Token, nullable=False),
    Column("update_id", Number),
    Column("given_at", Moment, nullable=False),
    Column("withdrawn_at", Moment),
)
Index("consents_person", consents.c.person_id, consents.c.purpose)
Index(
    "consents_standing",
    consents.c.person_id,
    consents.c.purpose,
    unique=True,
    sqlite_where=consents.c.withdrawn_at.is_(None),
    postgresql_where=consents.c.withdrawn_at.is_(None),
)

roles = Table(
    "roles",
    metadata,
    Column(
        "person_id",
        PersonId,
        primary_key=True,
        autoincrement=False,
        info=about(Erasure.KEEP, "the last administrator stays; any other role goes"),
    ),
    Column("role", Enumerated(Role), primary_key=True),
    Column("scope", Token, primary_key=True, server_default=EMPTY),
    Column("since", Moment, nullable=False),
)

# No foreign keys: the log of decisions outlives the people in it, and holds nothing of them but their ids.
audit = Table(
    "audit",
    metadata,
    Column("id", Identity, primary_key=True, autoincrement=True),
    Column("at", Moment, nullable=False),
    Column(
        "actor_id",
        PersonId,
        info=about(Erasure.KEEP, "the log of decisions outlives the people in it, by their ids"),
    ),
    Column("act", Token, nullable=False),
    Column("subject_id", PersonId, info=about(Erasure.KEEP, "as the actor")),
    Column("data", Json(), nullable=False, info=kept("it holds no personal data")),
    Column("times", Integer),  # in the row that counts refusals like those listed before it
)
Index("audit_actor", audit.c.actor_id)
Index("audit_subject", audit.c.subject_id)
is_refusal = audit.c.act == literal_column("'refused'")
Index("audit_refused", audit.c.at, sqlite_where=is_refusal, postgresql_where=is_refusal)

_others = roles.alias("others")
# An office ends with its holder's data; but somebody has to be left who can give roles.
erased_by(
    roles,
    lambda: delete(roles).where(
        roles.c.person_id == PERSON,
        or_(
            roles.c.role != literal_column(f"'{Role.ADMINISTRATOR}'"),
            exists().where(
                _others.c.role == literal_column(f"'{Role.ADMINISTRATOR}'"), _others.c.person_id != PERSON
            ),
        ),
    ),
)
calls_about(people, "undelivered", edits=False, unsent=True)
own_data("person", people)
own_data("consents", consents)
own_data("roles", roles)
own_data("history", history)
own_data("audit", audit)
