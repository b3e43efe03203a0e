"""Files that bots upload and people send."""

import mimetypes
from dataclasses import dataclass, field
from urllib.parse import unquote

from aiohttp.web_request import FileField

from sandbox.types import Json

MAX_UPLOAD = 50 * 1024 * 1024
MAX_DOWNLOAD = 20 * 1024 * 1024
MAX_PHOTO = 10 * 1024 * 1024
"""Largest sizes in bytes: of an upload by a bot, of a download by getFile, of a photo."""


@dataclass
class Upload:
    """A part of a multipart request."""

    name: str
    content: bytes
    content_type: str | None = None


def read_upload(part: FileField) -> Upload:
    """Read a file of a form; aiohttp's client, and so aiogram, percent-encodes the file names."""
    with part.file as file:
        return Upload(unquote(part.filename), file.read(), part.content_type)


@dataclass
class File:
    """A file, whose bytes are in the store under `stored`; `content` is the part of a message that shows it."""

    id: str
    unique_id: str
    kind: str
    name: str
    mime_type: str
    size: int
    stored: str
    content: Json = field(default_factory=dict)

    @property
    def path(self) -> str:
        """Return the `file_path` of getFile."""
        suffix = self.name.rpartition(".")[2] if "." in self.name else ""
        return f"{self.kind}s/{self.stored}" + (f".{suffix}" if suffix.isalnum() else "")

    def reference(self) -> Json:
        """Return the fields that every media object has."""
        return {"file_id": self.id, "file_unique_id": self.unique_id, "file_size": self.size}


def mime_type(upload: Upload) -> str:
    if upload.content_type and upload.content_type != "application/octet-stream":
        return upload.content_type
    return mimetypes.guess_type(upload.name)[0] or "application/octet-stream"
