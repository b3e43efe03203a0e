"""What holds for the tests' own modules."""

import re
from pathlib import Path

HERE = Path(__file__).parent


def test_no_test_imports_another() -> None:
    importing = re.compile(r"^\s*(from|import) tests\.([a-z_]+\.)*test_", re.MULTILINE)
    assert not [path for path in HERE.rglob("*.py") if importing.search(path.read_text("utf-8"))]
