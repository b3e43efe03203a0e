"""Webinars and meetings, who comes to them, their calendar files, and who was reminded to plan one."""

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    Table,
    and_,
    or_,
)

from domain.webinars.entities import Audience, Standing, WebinarKind, WebinarStatus
from storage.tables.base import (
    EMPTY,
    Enumerated,
    Flag,
    Identity,
    Moment,
    Number,
    Numbered,
    PersonId,
    Token,
    Words,
    metadata,
    written,
)
from storage.tables.personal import Erasure, about, kept, own_data

webinars = Table(
    "webinars",
    metadata,
    Column("id", Identity, primary_key=True, autoincrement=True),
    Column("kind", Enumerated(WebinarKind), nullable=False),
    Column("audience", Enumerated(Audience), nullable=False),
    Column("group_id", Token, nullable=False),  # empty where it is no one group's
    Column("status", Enumerated(WebinarStatus), nullable=False),
    # 0 once that person was erased.
    Column("organiser_id", PersonId, nullable=False, info=about(Erasure.FORGET)),
    Column("starts_at", Moment, nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("ends_at", Moment, nullable=False),  # follows from the two before it, so that an index has it
    Column("places", Integer, nullable=False),
    Column("sequence", Integer, nullable=False, server_default="0"),
    Column("publish_at", Moment),
    Column("followed_up_at", Moment),
    Column("title", Words, nullable=False),
    Column("speakers", Words, nullable=False),
    Column("link", Token, nullable=False),
    Column("picture", Token, nullable=False),
    Column("partner_id", Number, ForeignKey("partners.id")),
    Column("discount", Words, nullable=False),
    Column("code_word", Words, nullable=False, server_default=EMPTY),
    Column("recording", Token, nullable=False, server_default=EMPTY),
    Column("text", Words, nullable=False),
    info=kept("announced to everybody"),
)
Index("webinars_status", webinars.c.status, webinars.c.ends_at)
Index("webinars_group", webinars.c.group_id, webinars.c.starts_at)
Index("webinars_unasked", webinars.c.status, webinars.c.followed_up_at, webinars.c.ends_at)

webinar_guests = Table(
    "webinar_guests",
    metadata,
    # Before the webinar in the key, so that the key finds all that is a person's, and another index a webinar's.
    Column(
        "person_id",
        PersonId,
        ForeignKey("people.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
        info=about(),
    ),
    Column("webinar_id", Number, ForeignKey("webinars.id"), primary_key=True, autoincrement=False),
    Column("standing", Numbered(Standing), nullable=False),
    Column("turn", Integer, nullable=False, server_default="0"),
    Column("at", Moment, nullable=False, server_default="0"),
    Column("offered_until", Moment),
    Column("reminded", Integer),
    Column("attended", Flag, nullable=False, server_default="0"),
    Column("score", SmallInteger),
    Column("comment", Words, nullable=False, server_default=EMPTY),
    Column("told", Flag, nullable=False, server_default="0"),
)
_guest = webinar_guests.c
is_waiting = _guest.standing == written(Standing.WAITING)
is_offered = _guest.standing == written(Standing.OFFERED)
is_untold = and_(_guest.standing == written(Standing.INVITED), _guest.told == written(0))
is_marked = or_(_guest.attended == written(1), _guest.score.is_not(None))
Index("webinar_guests_standing", _guest.webinar_id, _guest.standing, _guest.person_id)
# The parts of a condition stand among the columns too, because SQLite takes the index with the most equal ones.
for _name, _columns, _where in (
    ("line", (_guest.webinar_id, _guest.standing, _guest.turn), is_waiting),
    ("offers", (_guest.standing, _guest.offered_until), is_offered),
    ("untold", (_guest.webinar_id, _guest.standing, _guest.told, _guest.person_id), is_untold),
    ("marked", (_guest.webinar_id, _guest.attended, _guest.score), is_marked),
):
    Index(f"webinar_guests_{_name}", *_columns, sqlite_where=_where, postgresql_where=_where)

webinar_calendars = Table(
    "webinar_calendars",
    metadata,
    Column("webinar_id", Number, ForeignKey("webinars.id"), primary_key=True, autoincrement=False),
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("language", Token, primary_key=True),
    # Gone with the job: SQLite gives the number of the last job that was deleted to the next one.
    Column("job_id", Number, ForeignKey("jobs.id", ondelete="CASCADE"), nullable=False),
)

webinar_months = Table(
    "webinar_months",
    metadata,
    Column("group_id", Token, ForeignKey("groups.id"), primary_key=True),
    Column("month", Token, primary_key=True),
)

own_data(
    "webinars",
    webinar_guests,
    beside=(webinars.c.title, webinars.c.starts_at),
    source=webinar_guests.join(webinars),
)
own_data("webinars_organised", webinars)
