"""The two kinds of parties that the association deals with."""

from enum import StrEnum


class PartyKind(StrEnum):
    """Who applies, is a member and pays; also the id of their first package."""

    PERSON = "person"
    ORGANISATION = "organisation"
