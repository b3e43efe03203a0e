"""Keys of texts that the code puts together, by what the code says can stand in them."""

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping
from enum import Enum
from itertools import product
from types import SimpleNamespace
from typing import Any, Literal, get_args, get_origin

from aiogram.filters.callback_data import CallbackData

Function = ast.FunctionDef | ast.AsyncFunctionDef
Comprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp


def pattern(key: ast.expr) -> str | None:
    """A composed key with a * for each part that is not written out; None for what is no key."""
    if isinstance(key, ast.JoinedStr):
        parts = ["*" if not isinstance(part, ast.Constant) else str(part.value) for part in key.values]
    elif isinstance(key, ast.BinOp) and isinstance(key.left, ast.Constant):
        parts = [str(key.left.value), "*"]
    else:
        return None
    return None if parts[0] == "*" else "".join(parts)


class Composed(ast.NodeVisitor):
    """Finds in a module what composed keys come to, by their pattern.

    The values of a name in a key are known if it is a parameter whose type is a Literal or an enumeration, if it goes
    through a constant or is assigned one, or if it is the `action` of a handler, with the verbs that this is for.
    """

    def __init__(self, module: Mapping[str, Any]) -> None:
        self.found: dict[str, set[str]] = defaultdict(set)
        self._module = dict(module)
        self._inside: list[Function | Comprehension] = []
        self._sought: list[str] = []

    def visit(self, node: ast.AST) -> None:
        if isinstance(node, ast.expr) and (whole := pattern(node)) is not None:
            self.found[whole].update(self._values(node))
        if isinstance(node, Function | Comprehension):
            self._inside.append(node)
            self.generic_visit(node)
            self._inside.pop()
        else:
            self.generic_visit(node)

    def _values(self, expression: ast.expr) -> list[Any]:
        """Return all values of an expression; none if those of one of its names are not known."""
        if isinstance(expression, ast.IfExp):
            return self._values(expression.body) + self._values(expression.orelse)
        names = {node.id for node in ast.walk(expression) if isinstance(node, ast.Name)}
        bound = {name: values for name in names if (values := self._bound(name)) is not None}
        try:
            return [
                self._evaluate(expression, dict(zip(bound, values, strict=True)))
                for values in product(*bound.values())
            ]
        except (NameError, AttributeError):  # bound in another way, or more than the verb of an action
            return []

    def _evaluate(self, expression: ast.expr, names: Mapping[str, Any] | None = None) -> Any:
        return eval(ast.unparse(expression), self._module, names)  # noqa: S307 -- our own code

    def _bound(self, name: str) -> list[Any] | None:
        """Return the values of a name where it is bound last; None if it is the module's."""
        if name in self._sought:
            return []
        self._sought.append(name)
        scopes = (list(self._bindings(name, scope)) for scope in reversed(self._inside))
        found = next((bindings for bindings in scopes if bindings), None)
        self._sought.pop()
        return None if found is None else [value for values in found for value in values]

    def _bindings(self, name: str, scope: Function | Comprehension) -> Iterator[list[Any]]:
        if isinstance(scope, Comprehension):
            for through in scope.generators:
                if isinstance(through.target, ast.Name) and through.target.id == name:
                    yield [value for values in self._values(through.iter) for value in values]
            return
        for argument in (*scope.args.args, *scope.args.kwonlyargs):
            if argument.arg == name:
                yield list(self._of_type(argument.annotation, scope))
        for node in ast.walk(scope):
            match node:
                case ast.Assign([ast.Name(assigned)], value) if assigned == name:
                    yield self._values(value)

    def _of_type(self, annotation: ast.expr | None, function: Function) -> Iterator[Any]:
        kind = None if annotation is None else self._evaluate(annotation)
        if get_origin(kind) is Literal:
            yield from get_args(kind)
        elif isinstance(kind, type) and issubclass(kind, Enum):
            yield from kind
        elif isinstance(kind, type) and issubclass(kind, CallbackData):
            for decorator in function.decorator_list:
                match decorator:
                    case ast.Call(ast.Attribute(attr="taps"), [_, *verbs]):
                        yield from (SimpleNamespace(verb=verb) for verb in self._evaluate(ast.Tuple(verbs)))
