"""Why a database can't be used, for those who load no driver."""


class Unusable(Exception):
    """The program can't use the database as it is, now or later; the text says why."""
