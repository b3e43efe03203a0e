"""What the rows of calls have in common."""

from sqlalchemy import ColumnElement, literal_column

# What was said is kept until it is sent, and no longer: of a settled call only its key and message are looked up.
GONE: ColumnElement[str] = literal_column("'{}'")
