"""docs/reliability.md and docs/telegram.md agree with the tests and the files."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
ROWS = dict(re.findall(r"^\*\*(\d+)\. (.+?)(?=^\*\*\d+\. |^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))
NAMED = re.compile(r"[Rr]eliability rows? (\d+(?:(?:, | and )\d+)*)")


def references() -> Iterator[tuple[str, str]]:
    """Yield each row named anywhere in tests/, with the file."""
    for path in sorted((ROOT / "tests").rglob("*.py")):
        for numbers in NAMED.findall(path.read_text(encoding="utf-8")):
            yield from ((str(path.relative_to(ROOT)), number) for number in re.findall(r"\d+", numbers))


def test_rows_are_numbered_without_gaps() -> None:
    assert [int(number) for number in ROWS] == list(range(1, len(ROWS) + 1))


def test_every_row_has_a_figure_and_names_a_test_or_says_that_there_is_none() -> None:
    for number, row in ROWS.items():
        assert "\nFigure: " in row, number
        assert "`tests/" in row or "- Not built yet." in row, number


def test_every_named_test_exists() -> None:
    for file, test in re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", PAGE):
        tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
        names = {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
        assert not test or test in names, f"{file} has no {test}"


def test_every_row_that_a_test_names_exists() -> None:
    named = list(references())
    assert named
    assert [(file, number) for file, number in named if number not in ROWS] == []


def test_every_file_that_docs_telegram_names_exists() -> None:
    page = (ROOT / "docs" / "telegram.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:bot|domain|handlers|storage|sandbox|tests)/[\w/.-]+)`", page)
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []
