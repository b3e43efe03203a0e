"""Serves the page on which people try the bot, from plain files."""

from pathlib import Path

from aiohttp import web

FILES = Path(__file__).with_name("page")
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
# Whatever a message contains, the page runs only its own scripts and talks only to its own server.
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' blob:",
    "media-src": "'self' blob:",
    "connect-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
    "require-trusted-types-for": "'script'",
}
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "; ".join(f"{name} {source}" for name, source in POLICY.items()),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def add_routes(app: web.Application) -> None:
    """Serve the page at `/` and its files at `/page/<name>`."""
    app.router.add_get("/", show_index)
    # The pattern admits no slash and no leading dot: nothing outside the directory can be named.
    app.router.add_get(r"/page/{name:[a-z][a-z0-9-]*\.(?:css|js|svg)}", show_file)


async def show_index(_request: web.Request) -> web.FileResponse:
    return _file("index.html")


async def show_file(request: web.Request) -> web.FileResponse:
    return _file(request.match_info["name"])


def _file(name: str) -> web.FileResponse:
    path = FILES / name
    if not path.is_file():
        raise web.HTTPNotFound
    return web.FileResponse(path, headers=HEADERS | {"Content-Type": TYPES[path.suffix]})
