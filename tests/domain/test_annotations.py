"""Every annotation of the domain can be resolved while the program runs: use cases are put together by them."""

import inspect
import pkgutil
from collections.abc import Iterator
from importlib import import_module
from typing import get_type_hints

import domain


def classes() -> Iterator[type]:
    """Every class that the domain defines."""
    for module in pkgutil.walk_packages(domain.__path__, "domain."):
        for found in vars(import_module(module.name)).values():
            if inspect.isclass(found) and found.__module__ == module.name:
                yield found


def test_annotations_resolve() -> None:
    found = list(classes())
    assert len(found) > 300
    for kind in found:
        get_type_hints(kind)
        for method in vars(kind).values():
            if inspect.isfunction(method):
                get_type_hints(method)
