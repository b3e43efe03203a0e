"""Use cases: classes whose fields say what they need."""

from dataclasses import dataclass
from typing import TypeVar, dataclass_transform

Kind = TypeVar("Kind")

USE_CASES: set[type] = set()


@dataclass_transform(eq_default=False)
def use_case(kind: type[Kind]) -> type[Kind]:
    """Declare a class whose fields are made for it by their types, once in each transaction."""
    made = dataclass(eq=False)(kind)
    USE_CASES.add(made)
    return made
