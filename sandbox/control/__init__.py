"""The control interface under `/control/`, for tests and the page: JSON both ways, errors are 400 `{"error": …}`."""

from aiohttp import web

from sandbox.control import chats as chats
from sandbox.control import events
from sandbox.control import interactions as interactions
from sandbox.control import joining as joining
from sandbox.control import messages as messages
from sandbox.control import people as people
from sandbox.control import server as server
from sandbox.control import sharing as sharing
from sandbox.control import view as view
from sandbox.control.request import ROUTES, as_handler


def add_routes(app: web.Application) -> None:
    for method, path, handler in ROUTES:
        app.router.add_route(method, path, as_handler(handler))
    events.add_routes(app)
