"""The page's files are complete, served, and cut off from the internet."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from sandbox import page

FILES = sorted(path for path in page.FILES.iterdir() if path.is_file())
CONTENTS = {path.name: path.read_bytes() for path in FILES}
# An XML namespace is not an address; the others are Telegram's links, which are followed inside the sandbox.
NAMED = re.compile(r"""http://www\.w3\.org/2000/svg|https?://t\.me/|https\?:|https://\$\{""")


@pytest.fixture
async def client() -> AsyncIterator[TestClient[web.Request, web.Application]]:
    app = web.Application()
    page.add_routes(app)
    async with TestClient(TestServer(app, host="127.0.0.1")) as served:
        yield served


def policy_of(header: str) -> dict[str, list[str]]:
    directives = (part.split() for part in header.split(";"))
    return {name: sources for name, *sources in directives}


async def test_index_is_served_uncached_under_a_strict_policy(
    client: TestClient[web.Request, web.Application],
) -> None:
    response = await client.get("/")
    assert response.status == 200
    assert response.content_type == "text/html"
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    policy = policy_of(response.headers["Content-Security-Policy"])
    assert policy["default-src"] == ["'none'"]
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == ["'self'"]
    assert {source for sources in policy.values() for source in sources} <= {
        "'none'",
        "'self'",
        "blob:",
        "'script'",
    }


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
async def test_every_file_is_served_with_its_type(
    client: TestClient[web.Request, web.Application], path: Path
) -> None:
    address = "/" if path.name == "index.html" else f"/page/{path.name}"
    response = await client.get(address)
    assert response.status == 200
    assert response.headers["Content-Type"] == page.TYPES[path.suffix]
    assert response.headers["Cache-Control"] == "no-store"
    assert await response.read() == CONTENTS[path.name]


@pytest.mark.parametrize(
    "address", ["/page/", "/page/none.js", "/page/..%2Fpage.py", "/page/%2e%2e/server.py", "/page/page.py"]
)
async def test_nothing_else_is_served(client: TestClient[web.Request, web.Application], address: str) -> None:
    response = await client.get(address)
    assert response.status == 404


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_file_contains_an_address(path: Path) -> None:
    text = NAMED.sub("", path.read_text(encoding="utf-8"))
    assert not re.findall(r"https?:/|\bwss?:/|[\"'(]//\w", text)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_referenced_files_exist(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    names = set(re.findall(r"/page/([a-z0-9-]+\.\w+)", text)) | set(
        re.findall(r'from "\./([a-z0-9-]+\.js)"', text)
    )
    assert names <= {file.name for file in FILES}


def test_every_file_is_used() -> None:
    whole = "\n".join(path.read_text(encoding="utf-8") for path in FILES)
    assert [path.name for path in FILES if path.name != "index.html" and f"/{path.name}" not in whole] == []


@pytest.mark.parametrize("path", [file for file in FILES if file.suffix == ".js"], ids=lambda path: path.name)
def test_scripts_never_insert_markup(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.findall(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|\beval\(|new Function", text
    )


@pytest.mark.parametrize("path", [file for file in FILES if file.suffix == ".js"], ids=lambda path: path.name)
def test_imports_are_exported_and_used(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for names, source in re.findall(r'import \{([^}]+)\} from "\./([a-z0-9-]+\.js)"', text):
        exported = (page.FILES / source).read_text(encoding="utf-8")
        for name in (part.strip() for part in names.split(",")):
            assert re.search(rf"export (async )?(function|const|class) {name}\b", exported), (
                f"{source} has no {name}"
            )
            assert len(re.findall(rf"\b{name}\b", text)) > 1, f"{name} is imported and not used"
