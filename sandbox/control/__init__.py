"""The control interface under `/control/`: for tests and the page. JSON both ways; errors are 400 `{"error": …}`."""

from aiohttp import web

from sandbox.control import acts, doors, events, population, running, sharing, view, writing
from sandbox.control.asked import ROUTES, as_route

__all__ = ["acts", "add_routes", "doors", "population", "running", "sharing", "view", "writing"]


def add_routes(app: web.Application) -> None:
    for method, path, handler in ROUTES:
        app.router.add_route(method, path, as_route(handler))
    events.add_routes(app)
