"""Turns files into photos, documents, videos and so on, as the Bot API shows them."""

import base64
import hashlib
import secrets
from dataclasses import replace

from sandbox.files import File, Upload, mime_type
from sandbox.types import Json
from sandbox.world import World

KINDS = ("photo", "document", "video", "audio", "voice", "animation", "sticker", "video_note")
THUMBNAIL = 90


def media_content(world: World, upload: Upload, kind: str, extra: Json) -> Json:
    """Save a file and return the part of a body that shows it; `extra` is metadata given by the sender."""
    stored = hashlib.sha256(upload.content).hexdigest()[:32]
    world.store.write_bytes(stored, upload.content)
    file = _with_ids(File("", "", kind, upload.name, mime_type(upload), len(upload.content), stored))
    file.content = _content(world, file, extra)
    world.save(file)
    return file.content


def _with_ids(file: File, mark: str = "") -> File:
    """Return the file with new ids: the unique id depends on the bytes only, the id is random."""
    unique = hashlib.sha256(f"{file.stored}{file.kind}{mark}".encode()).digest()[:12]
    file_id = "AgAC" + base64.urlsafe_b64encode(unique + secrets.token_bytes(24)).decode().rstrip("=")
    return replace(file, id=file_id, unique_id=base64.urlsafe_b64encode(unique).decode()[:15])


def _content(world: World, file: File, extra: Json) -> Json:
    duration = {"duration": extra.get("duration") or 0}
    match file.kind:
        case "photo":
            return {"photo": _photo_sizes(world, file)}
        case "document":
            shown = _named(file)
        case "video" | "animation":
            shown = {"width": extra.get("width") or 640, "height": extra.get("height") or 360}
            shown |= duration | _named(file)
        case "audio":
            about = {name: extra[name] for name in ("performer", "title") if extra.get(name)}
            shown = duration | about | _named(file)
        case "voice":
            shown = duration | {"mime_type": "audio/ogg"} | file.reference()
        case "video_note":
            shown = {"length": extra.get("length") or 240} | duration | file.reference()
        case _:
            shown = {
                "type": "regular",
                "width": 512,
                "height": 512,
                "is_animated": file.name.endswith(".tgs"),
            }
            shown |= {"is_video": file.name.endswith(".webm")} | file.reference()
            if extra.get("emoji"):
                shown["emoji"] = extra["emoji"]
    content: Json = {file.kind: shown}
    return content | {"document": _named(file)} if file.kind == "animation" else content


def _named(file: File) -> Json:
    return {"file_name": file.name, "mime_type": file.mime_type} | file.reference()


def _photo_sizes(world: World, file: File) -> list[Json]:
    """Return a thumbnail and the original; they share their bytes, as nothing here scales pictures."""
    width, height = dimensions(world.store.read_bytes(file.stored))
    small = _with_ids(file, "small")
    scale = min(THUMBNAIL / max(width, height), 1)
    sizes = [
        {"width": max(int(width * scale), 1), "height": max(int(height * scale), 1)} | small.reference(),
        {"width": width, "height": height} | file.reference(),
    ]
    small.content = {"photo": sizes}
    world.save(small)
    return sizes


def dimensions(content: bytes) -> tuple[int, int]:
    """Return width and height of a PNG or JPEG, 800 × 600 for anything else."""
    if content.startswith(b"\x89PNG") and len(content) >= 24:
        return int.from_bytes(content[16:20]) or 1, int.from_bytes(content[20:24]) or 1
    if content.startswith(b"\xff\xd8"):
        at = 2
        while at + 9 < len(content) and content[at] == 0xFF:
            marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4])
            if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
                return int.from_bytes(content[at + 7 : at + 9]) or 1, int.from_bytes(
                    content[at + 5 : at + 7]
                ) or 1
            at += 2 + length
    return 800, 600
