"""A database in which Anna and Boris have rows of every kind in every table."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import BigInteger, Column, LargeBinary, SmallInteger, Table, Text, insert

from storage.engine import Transaction
from storage.tables.base import ChatId, Json, PersonId, complete_metadata

ANNA, BORIS = 1001, 2002
MOMENT, SECOND = 1_800_000_000_000_000, 1_000_000
# A greeting in a group, as JSON has it.
GREETS = '{{"text": "<a href=\\"tg://user?id={}\\">Somebody</a>"}}'
# Rows by table and label, where it takes more than one with Anna and one with Boris in each of its columns.
ROWS: dict[str, dict[str, dict[str, Any]]] = {
    "people": {
        "Anna": {"id": ANNA, "name": "Anna Canary", "username": "canary_anna"},
        "Boris": {"id": BORIS, "name": "Boris Tit", "username": "boris_tit"},
    },
    "consents": {
        "Anna's": {"person_id": ANNA},
        "Anna's, valid": {"person_id": ANNA, "withdrawn_at": None},
        "Boris's": {"person_id": BORIS},
    },
    "roles": {
        "Anna is the only administrator": {"person_id": ANNA, "role": "administrator", "scope": ""},
        "Anna is a moderator": {"person_id": ANNA, "role": "moderator", "scope": ""},
        "Boris is a moderator": {"person_id": BORIS, "role": "moderator", "scope": ""},
    },
    "audit": {
        "Anna did it to Boris": {"actor_id": ANNA, "subject_id": BORIS},
        "Boris did it to Anna": {"actor_id": BORIS, "subject_id": ANNA},
        "Boris did it to Boris": {"actor_id": BORIS, "subject_id": BORIS},
    },
    "meetings": {"held": {"id": 1}, "next": {"id": 2}},
    "applications": {
        "Anna's, decided by Boris": {
            "id": 1,
            "person_id": ANNA,
            "meeting_id": 1,
            "decided_by": BORIS,
            "answers": '{"full-name": "Canary Anna Ivanovna", "organisation": "Canary Ltd"}',
        },
        "Boris's, decided by Anna": {"id": 10, "person_id": BORIS, "meeting_id": 2, "decided_by": ANNA},
    },
    "application_notes": {
        "by Boris on Anna's": {"application_id": 1, "author_id": BORIS},
        "by Anna on Boris's": {"application_id": 10, "author_id": ANNA},
        "by Boris on Boris's": {"application_id": 10, "author_id": BORIS},
    },
    "organisations": {"Reed": {"id": 1}, "Sedge": {"id": 2}},
    "members": {
        "Anna": {"id": 1, "person_id": ANNA, "application_id": 1, "name": "Anna I. Canary"},
        "Boris": {"id": 2, "person_id": BORIS, "application_id": 10},
        "Reed": {"id": 3, "organisation_id": 1},
        "Sedge, by Anna's application": {"id": 4, "organisation_id": 2, "application_id": 1},
    },
    "representatives": {
        "Anna speaks for Reed": {"organisation_id": 1, "person_id": ANNA},
        "Boris speaks for Reed": {"organisation_id": 1, "person_id": BORIS},
    },
    "invitations": {
        "by Anna to Boris": {"organisation_id": 1, "invited_by": ANNA, "used_by": BORIS},
        "by Boris to Anna": {"organisation_id": 1, "invited_by": BORIS, "used_by": ANNA},
        "by Boris to nobody yet": {"organisation_id": 1, "invited_by": BORIS, "used_by": None},
    },
    "ballots": {
        "on Anna's application": {"id": 1, "meeting_id": 1, "application_id": 1, "decided_by": BORIS},
        "on Anna's expulsion": {"id": 2, "meeting_id": 1, "member_id": 1, "decided_by": BORIS},
        "on Boris's application": {"id": 3, "meeting_id": 1, "application_id": 10, "decided_by": ANNA},
        "on Boris's expulsion": {"id": 20, "meeting_id": 1, "member_id": 2, "decided_by": BORIS},
    },
    "votes": {
        "Anna's": {"ballot_id": 3, "person_id": ANNA},
        "Boris's": {"ballot_id": 3, "person_id": BORIS},
        "Boris's about Anna": {"ballot_id": 2, "person_id": BORIS},
    },
    "board_rolls": {
        "Anna": {"meeting_id": 1, "person_id": ANNA},
        "Boris": {"meeting_id": 1, "person_id": BORIS},
    },
    "departures": {
        "Anna's": {"id": 1, "member_id": 1, "person_id": ANNA, "settled_by": BORIS},
        "Reed's, written by Anna": {"id": 2, "member_id": 3, "person_id": ANNA, "settled_by": BORIS},
        "Boris's, settled by Anna": {"id": 3, "member_id": 2, "person_id": BORIS, "settled_by": ANNA},
        "Sedge's, discussed by Anna": {"id": 4, "member_id": 4, "person_id": BORIS, "settled_by": None},
        "of Anna's membership, by Boris": {"id": 5, "member_id": 1, "person_id": BORIS, "settled_by": BORIS},
    },
    "departure_words": {
        "by Anna on her own": {"departure_id": 1, "author_id": ANNA, "staff": 0},
        "by Boris as staff on Anna's": {"departure_id": 1, "author_id": BORIS, "staff": 1},
        "by Anna on Reed's": {"departure_id": 2, "author_id": ANNA, "staff": 0},
        "by Boris as staff on Reed's": {"departure_id": 2, "author_id": BORIS, "staff": 1},
        "by Anna as staff on Boris's": {"departure_id": 3, "author_id": ANNA, "staff": 1},
        "by Anna on Sedge's": {"departure_id": 4, "author_id": ANNA, "staff": 0},
        "by Boris on Sedge's": {"departure_id": 4, "author_id": BORIS, "staff": 0},
    },
    "groups": {"birds": {"id": "birds"}, "trees": {"id": "trees"}},
    "group_members": {
        "Anna": {"group_id": "birds", "member_id": 1, "person_id": ANNA},
        "Reed by Anna": {"group_id": "birds", "member_id": 3, "person_id": ANNA},
        "Boris": {"group_id": "birds", "member_id": 2, "person_id": BORIS},
        "Anna's place named for Boris": {"group_id": "trees", "member_id": 1, "person_id": BORIS},
    },
    "group_questions": {
        "Anna's, answered by Boris": {"group_id": "birds", "person_id": ANNA, "answered_by": BORIS},
        "Boris's, answered by Anna": {"group_id": "birds", "person_id": BORIS, "answered_by": ANNA},
    },
    "invoices": {
        "Anna's, open": {"id": 1, "number": "2027-0001", "member_id": 1, "status": "open"},
        "Anna's, being checked": {"id": 2, "number": "2027-0002", "member_id": 1, "status": "checking"},
        "Anna's, paid": {"id": 3, "number": "2027-0003", "member_id": 1, "status": "paid"},
        "Anna's, void": {"id": 4, "number": "2027-0004", "member_id": 1, "status": "void"},
        "Reed's, open": {"id": 5, "number": "2027-0005", "member_id": 3, "status": "open"},
        "Boris's, open": {"id": 10, "number": "2027-0010", "member_id": 2, "status": "open"},
    },
    "payments": {
        "of Anna's, entered by Boris": {"invoice_id": 1, "entered_by": BORIS},
        "of Boris's, entered by Anna": {"invoice_id": 10, "entered_by": ANNA},
    },
    "receipts": {
        "Anna's": {"id": 1, "invoice_id": 1, "person_id": ANNA},
        "Anna's for Reed": {"id": 2, "invoice_id": 5, "person_id": ANNA},
        "Boris's": {"id": 20, "invoice_id": 10, "person_id": BORIS},
        "Boris's for Anna's invoice": {"id": 21, "invoice_id": 1, "person_id": BORIS},
    },
    "dues_notices": {"of Anna's": {"invoice_id": 1}, "of Boris's": {"invoice_id": 10}},
    "dues_notice_people": {
        "Anna": {"invoice_id": 1, "person_id": ANNA},
        "Boris": {"invoice_id": 10, "person_id": BORIS},
        "Boris of Anna's": {"invoice_id": 1, "person_id": BORIS},
    },
    "chats": {"forest": {"number": 1, "id": -1}},
    "chat_people": {
        "Anna": {"chat_number": 1, "person_id": ANNA},
        "Boris": {"chat_number": 1, "person_id": BORIS},
    },
    "chat_activity": {"forest": {"chat_number": 1}},
    "join_requests": {
        "Anna's, decided by Boris": {"number": 1, "chat_number": 1, "person_id": ANNA, "decided_by": BORIS},
        "Boris's, decided by Anna": {"number": 10, "chat_number": 1, "person_id": BORIS, "decided_by": ANNA},
    },
    "chat_partings": {
        "Anna": {"chat_number": 1, "person_id": ANNA},
        "Boris": {"chat_number": 1, "person_id": BORIS},
    },
    "incidents": {
        "Anna's message": {"id": 1, "chat_number": 1, "subject_id": ANNA},
        "Boris's message": {"id": 2, "chat_number": 1, "subject_id": BORIS},
    },
    "incident_reports": {
        "of Anna's by Boris": {"incident_id": 1, "person_id": BORIS},
        "of Boris's by Anna": {"incident_id": 2, "person_id": ANNA},
    },
    "warnings": {
        "to Anna by Boris": {"subject_id": ANNA, "moderator_id": BORIS, "lifted_by": BORIS},
        "to Boris by Anna": {"subject_id": BORIS, "moderator_id": ANNA, "lifted_by": ANNA},
        "to Boris by Boris": {"subject_id": BORIS, "moderator_id": BORIS, "lifted_by": BORIS},
    },
    "sanctions": {
        "on Anna by Boris": {"subject_id": ANNA, "moderator_id": BORIS, "undone_by": BORIS},
        "on Boris by Anna": {"subject_id": BORIS, "moderator_id": ANNA, "undone_by": ANNA},
        "on Boris by Boris": {"subject_id": BORIS, "moderator_id": BORIS, "undone_by": BORIS},
    },
    "appeals": {
        "Anna's, decided by Boris": {"person_id": ANNA, "decided_by": BORIS},
        "Boris's, decided by Anna": {"person_id": BORIS, "decided_by": ANNA},
    },
    "moderation_wishes": {
        "about Anna": {"wish": f'{{"subject": {{"id": {ANNA}, "name": "Anna"}}}}'},
        "about Boris": {"wish": f'{{"subject": {{"id": {BORIS}, "name": "Boris"}}}}'},
        "about somebody whose id begins like Anna's": {
            "wish": f'{{"subject": {{"id": {ANNA}7, "name": ""}}}}'
        },
    },
    "publications": {
        "news by Anna": {"id": 1, "kind": "news", "author_id": ANNA, "decided_by": BORIS},
        "post by Anna": {"id": 2, "kind": "post", "author_id": ANNA, "decided_by": BORIS},
        "news by Boris": {"id": 10, "kind": "news", "author_id": BORIS, "decided_by": ANNA},
    },
    "publication_sendings": {
        "of Anna's news": {"publication_id": 1, "chat": 1},
        "of Anna's post": {"publication_id": 2, "chat": 1},
        "of Boris's news": {"publication_id": 10, "chat": 1},
    },
    "publication_marks": {"summary": {}},
    "webinars": {
        "Anna's": {"id": 1, "organiser_id": ANNA, "group_id": "birds"},
        "Boris's": {"id": 2, "organiser_id": BORIS, "group_id": "birds"},
    },
    "webinar_guests": {
        "Anna": {"person_id": ANNA, "webinar_id": 2},
        "Boris": {"person_id": BORIS, "webinar_id": 1},
    },
    "files": {
        name: {"hash": name}
        for name in ("Anna's", "Boris's", "minutes", "roster", "ledger", "report", "invoice", "unused")
    },
    "jobs": {
        "Anna's": {"id": 1, "kind": "calendar", "person_id": ANNA, "file_hash": "Anna's"},
        "Boris's": {"id": 2, "kind": "calendar", "person_id": BORIS, "file_hash": "Boris's"},
        "minutes for Boris": {"kind": "minutes", "person_id": BORIS, "file_hash": "minutes"},
        "a roster for Boris": {"kind": "group-roster", "person_id": BORIS, "file_hash": "roster"},
        "a ledger for Boris": {"kind": "dues-ledger", "person_id": BORIS, "file_hash": "ledger"},
        "a report for Boris": {"kind": "webinar-report", "person_id": BORIS, "file_hash": "report"},
        "Anna's invoice for Boris": {
            "kind": "invoice",
            "person_id": BORIS,
            "data": '{"number": "2027-0003"}',
            "file_hash": "invoice",
        },
        "Boris's invoice": {
            "kind": "invoice",
            "person_id": BORIS,
            "data": '{"number": "2027-0010"}',
            "file_hash": "Boris's",
        },
    },
    "webinar_calendars": {
        "made by Anna's job": {"webinar_id": 1, "job_id": 1},
        "made by Boris's job": {"webinar_id": 2, "job_id": 2},
    },
    "webinar_months": {"birds": {"group_id": "birds"}},
    "birthday_days": {"a day": {}},
    "introduction_participants": {"Anna": {"person_id": ANNA}, "Boris": {"person_id": BORIS}},
    "introduction_rounds": {"first": {"planned_at": MOMENT}, "second": {"planned_at": MOMENT + 1}},
    "introductions": {
        "Anna to Boris": {"id": 1, "round": MOMENT, "first_id": ANNA, "second_id": BORIS},
        "Boris to Anna": {"id": 10, "round": MOMENT + 1, "first_id": BORIS, "second_id": ANNA},
        "Boris to somebody erased": {"id": 11, "round": MOMENT + 1, "first_id": BORIS, "second_id": None},
    },
    "bots": {"ours": {}},
    "albums": {"in Anna's chat": {"chat_id": ANNA}, "in Boris's chat": {"chat_id": BORIS}},
    "conversations": {
        "Anna's": {"chat_id": ANNA, "person_id": ANNA},
        "Anna's in a group": {"chat_id": -1, "person_id": ANNA},
        "Boris's in Anna's chat": {"chat_id": ANNA, "person_id": BORIS},
        "Boris's": {"chat_id": BORIS, "person_id": BORIS},
    },
    "inbox": {
        "Anna's, waiting": {"chat_id": ANNA, "state": 0},
        "Anna's, done": {"chat_id": ANNA, "state": 1},
        "Anna's, set aside": {"chat_id": ANNA, "state": 2},
        "Boris's, set aside": {"chat_id": BORIS, "state": 2},
    },
    "outbox": {
        "to Anna": {"chat_id": ANNA, "state": 0, "key": None, "edits": None},
        "to Anna, sent": {"chat_id": ANNA, "state": 2, "key": None, "edits": None},
        "names Anna": {"params": '{"text": "Here is Anna Canary (@canary_anna)", "entities": []}'},
        "names Anna in a caption, in flight": {"state": 1, "params": '{"caption": "Anna I. Canary"}'},
        "names Anna by her application": {"params": '{"text": "Canary Anna Ivanovna, Canary Ltd"}'},
        "names Anna, to nobody's chat": {"chat_id": None, "params": '{"text": "Anna Canary"}'},
        "names Anna, sent": {"state": 2, "params": '{"text": "Anna Canary"}'},
        "names Anna in a mailing": {"lane": 3, "params": '{"text": "Anna Canary"}'},
        "names Boris": {"params": '{"text": "Boris Tit"}'},
        "greets Anna": {"key": "greeting:-1", "params": GREETS.format(ANNA)},
        "greets Anna by an edit": {"key": None, "edits": "greeting:-1", "params": GREETS.format(ANNA)},
        "greeted Anna": {"key": "greeting:-2", "params": GREETS.format(ANNA), "state": 2},
        "greets Boris": {"key": "greeting:-3", "params": GREETS.format(BORIS)},
        "greets one with a longer id": {"key": "greeting:-4", "params": GREETS.format(f"{ANNA}1")},
    },
}
# Calls to Boris about these; of each key one waits, one was sent, one edit waits.
KEYS = (
    *("application:1:card", "application:10:card", "application:100:card"),
    *("ballot:1:x", "ballot:2:x", "ballot:20:x"),
    *("entry:1:card:7", "entry:10:card:7", "entry:1:closed"),
    *("publication:1:x", "publication:2:x", "publication:10:x"),
    *("leaving:1:x", "leaving:2:x", "leaving:3:x", "leaving:4:x", "leaving:5:x", "leaving:10:x"),
    *("dues-card:1:x", "dues-card:5:x", "dues-card:10:x"),
    *("dues-card:5:file:2:x", "dues-card:10:file:20:x", "dues-card:5:file:21:x"),
    *("introduction:1:x", "introduction:10:x", "introduction:11:x"),
)
for _key in KEYS:
    ROWS["outbox"][f"{_key}, waiting"] = {"key": _key, "edits": None}
    ROWS["outbox"][f"{_key}, sent"] = {"key": f"{_key}:sent", "edits": None, "state": 2}
    ROWS["outbox"][f"{_key}, edited"] = {"key": None, "edits": _key}
for _label, _call in ROWS["outbox"].items():
    ROWS["outbox"][_label] = {"chat_id": BORIS, "state": 0, "lane": 0, "key": _label, "edits": None, **_call}


def _value(column: Column[Any], number: int) -> Any:
    """A value that says where it stands."""
    if isinstance(column.type, LargeBinary):
        return b"bytes"
    if isinstance(column.type, Text):
        text = f"{column.name} {number}"
        return f'["{text}"]' if isinstance(column.type, Json) else text
    if isinstance(column.type, SmallInteger):
        return number % 100
    return MOMENT + number * SECOND if isinstance(column.type, BigInteger) else number


def _rows() -> Iterator[tuple[Table, str, dict[str, Any]]]:
    for table in complete_metadata().sorted_tables:
        rows = ROWS.get(table.name) or dict(_usual(table))
        for number, (label, given) in enumerate(rows.items(), 1):
            filled = {
                column.name: number if column.autoincrement is True else _value(column, number)
                for column in table.c
                if not column.foreign_keys
            }
            yield table, label, filled | given


def _usual(table: Table) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield a row with Anna in each column that names somebody, and one with Boris in all of them."""
    names = [column.name for column in table.c if isinstance(column.type, PersonId | ChatId)]
    if not names:
        return
    boris = {column.name: _first(column) for column in table.c if column.foreign_keys}
    boris |= dict.fromkeys(names, BORIS)
    for name in names:
        yield "Anna's" if len(names) == 1 else f"Anna's by {name}", {**boris, name: ANNA}
    yield "Boris's", boris


def _first(column: Column[Any]) -> Any:
    """Return what refers to the first row of another table."""
    (key,) = column.foreign_keys
    return next(iter(ROWS.get(key.column.table.name, {}).values()), {}).get(key.column.name, 1)


async def fill(transaction: Transaction) -> None:
    """Insert all rows."""
    for table, _, values in _rows():
        await transaction.run(insert(table).values(values))


def labels() -> dict[tuple[str, tuple[Any, ...]], str]:
    """The label of each row by its table and primary key."""
    return {
        (table.name, tuple(values[column.name] for column in table.primary_key)): label
        for table, label, values in _rows()
    }
