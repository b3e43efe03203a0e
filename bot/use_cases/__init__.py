"""The use cases over one open transaction: what handlers and the clock call."""

from functools import cache, cached_property
from typing import Any, get_type_hints

from bot.use_cases.community import CommunityCases


class UseCases(CommunityCases):
    """Everything that can be done, within one transaction; each is put together when it is first asked for."""

    def of(self, kind: type) -> Any:
        """The use case of this class."""
        return getattr(self, _names()[kind])


@cache
def _names() -> dict[type, str]:
    return {
        get_type_hints(made.func)["return"]: name
        for kind in UseCases.__mro__
        for name, made in vars(kind).items()
        if isinstance(made, cached_property) and name[0] != "_"
    }


# What handlers may ask for by name.
USE_CASES = frozenset(
    name
    for kind in UseCases.__mro__
    for name, made in vars(kind).items()
    if isinstance(made, cached_property) and name[0] != "_"
)
