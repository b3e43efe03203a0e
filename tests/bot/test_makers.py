"""What makes files: each kind of job that is ordered has its maker, and each maker its orders."""

import ast
from pathlib import Path

import domain
from bot.documents.making import makers
from domain.people import Person

ROOM = Path(domain.__file__).parent
PERSON = Person(1, "en", 0)


def test_each_kind_that_is_ordered_has_a_maker_and_the_other_way_round() -> None:
    trees = [ast.parse(path.read_text("utf-8")) for path in ROOM.rglob("*.py")]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    ordered = {
        node.args[0].value
        for node in nodes
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "order"
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }
    said = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    assert ordered, "the kinds that are ordered by a literal"
    assert ordered <= makers().keys()
    assert makers().keys() <= said


def test_each_maker_says_what_is_told_when_it_failed() -> None:
    told = {kind: maker.failed(PERSON, 7) for kind, maker in makers().items()}
    assert {kind for kind, event in told.items() if event is None} == {"application-copy"}
