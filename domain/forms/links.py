"""Web addresses as people type them."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit, urlunsplit

from domain.answers import Wrong

LONGEST = 300  # characters, as it is kept
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):(?![0-9])", re.IGNORECASE)  # digits after a colon are a port
# The last part begins with a letter: «15.02» and a bare number of a machine are no address that people share.
HOST = re.compile(r"([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")
PORTS = {"http": 80, "https": 443}
SAFE = "/%:@!$&'()*+,;=~-._"  # allowed by RFC 3986, and % because the text may be quoted already


def read_link(text: str) -> str:
    """Read an http or https address and return it in ASCII. Raises Wrong."""
    if " " in text:
        raise Wrong("link-spaces")
    _fits(text)  # before it is encoded, which takes ever longer
    scheme = SCHEME.match(text)
    if scheme is None:
        text = f"https://{text}"
    elif scheme[1].lower() not in PORTS:
        raise Wrong("link-scheme")
    try:
        parts = urlsplit(text)
        host = (parts.hostname or "").removesuffix(".").encode("idna").decode()
        port = parts.port
    except ValueError:  # brackets, an invalid port or host name
        raise Wrong("link") from None
    if "@" in parts.netloc:
        raise Wrong("link-user")
    if not HOST.fullmatch(host):
        raise Wrong("link")
    if port is not None and port != PORTS[parts.scheme]:
        host = f"{host}:{port}"
    path, query, fragment = (
        quote(part, SAFE + extra)
        for part, extra in ((parts.path, ""), (parts.query, "?"), (parts.fragment, "?"))
    )
    link = urlunsplit((parts.scheme, host, path, query, fragment))
    _fits(link)
    return link


def _fits(link: str) -> None:
    if len(link) > LONGEST:
        raise Wrong("link-long", length=len(link), longest=LONGEST)
