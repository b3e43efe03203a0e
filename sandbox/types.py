"""The type that Bot API objects have here."""

from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]
"""A Bot API object as sent over the wire. Never change a message's body in place: queued updates share it."""
