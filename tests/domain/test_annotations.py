"""Every annotation of the domain can be resolved while the program runs: use cases are put together by them."""

import inspect
import pkgutil
from collections.abc import Iterator
from dataclasses import is_dataclass
from graphlib import TopologicalSorter
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


def put_together() -> Iterator[type]:
    """The classes that are made of what they need: use cases, and what several of them share."""
    for kind in classes():
        own = not is_dataclass(kind) or kind.__name__.endswith("Context")
        if (
            inspect.isfunction(vars(kind).get("__init__"))
            and own
            and not issubclass(kind, Exception)
            and not kind.__name__.startswith("_")
        ):
            yield kind


def test_every_need_is_of_a_type_of_its_own() -> None:
    found = list(put_together())
    assert len(found) > 40
    for kind in found:
        needs = [need for name, need in get_type_hints(vars(kind)["__init__"]).items() if name != "return"]
        assert all(inspect.isclass(need) and need.__module__.startswith("domain.") for need in needs), kind
        assert len(set(needs)) == len(needs), kind


def test_nothing_needs_itself_by_way_of_others() -> None:
    found = list(put_together())
    needs = {
        kind: [
            other
            for need in get_type_hints(vars(kind)["__init__"]).values()
            for other in found
            if inspect.isclass(need) and need in other.__mro__
        ]
        for kind in found
    }
    assert set(TopologicalSorter(needs).static_order()) == set(found)
