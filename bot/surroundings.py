"""What the configuration needs around it: a folder for the database, and a port on which nobody listens."""

import socket
from contextlib import suppress
from pathlib import Path

from bot.config import Config, ConfigError, config_file
from bot.config.explaining import line
from storage.errors import Unusable
from storage.sqlite_files import try_folder

SERVER = "Artel"  # what the webhook calls itself


def check_surroundings(config: Config, *, ours_may_run: bool = False) -> None:
    """Raise ConfigError with everything that is not as the configuration says.

    `ours_may_run`: whether a running Artel may have the webhook's port already.
    """
    path, lines = config_file(), []
    database, webhook = config.database.url, config.webhook
    if database.startswith("sqlite"):
        try:
            try_folder(Path(database.split(":///", 1)[1]))
        except Unusable as error:
            lines.append(line(path, ("database", "url"), str(error), database))
    if config.telegram.mode == "webhook":
        try:
            _listen(webhook.host, webhook.port)
        except socket.gaierror as error:
            lines.append(line(path, ("webhook", "host"), f"no such host: {error.strerror}", webhook.host))
        except OSError as error:
            if not (ours_may_run and _is_ours(webhook.host, webhook.port)):
                reason = f"nobody can listen there on {webhook.host}: {error.strerror}"
                lines.append(line(path, ("webhook", "port"), reason, webhook.port))
    if lines:
        raise ConfigError("\n".join(lines))


def _listen(host: str, port: int) -> None:
    for family, *_, address in socket.getaddrinfo(
        host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    ):
        with socket.socket(family, socket.SOCK_STREAM) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)


def _is_ours(host: str, port: int) -> bool:
    """Whether a webhook of Artel answers there."""
    with suppress(OSError), socket.create_connection((host, port), timeout=2) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        return f"\r\nServer: {SERVER}\r\n".encode() in connection.recv(4096)
    return False
