"""The use cases over one open transaction: what handlers and the clock call."""

from functools import cached_property

from bot.use_cases.community import CommunityCases


class UseCases(CommunityCases):
    """Everything that can be done, within one transaction; each is put together when it is first asked for."""


# What handlers may ask for by name.
USE_CASES = frozenset(
    name
    for kind in UseCases.__mro__
    for name, made in vars(kind).items()
    if isinstance(made, cached_property) and name[0] != "_"
)
