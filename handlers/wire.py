"""aiogram's method objects in the form in which the Bot API gets them."""

from datetime import datetime, timedelta
from enum import Enum
from functools import cache
from typing import Any

from aiogram.client.default import Default
from aiogram.methods import TelegramMethod
from aiogram.types import InputFile
from pydantic import BaseModel

# Stands for the token of the payments' provider in what is kept; the sender puts the token in at the call.
PROVIDER_TOKEN = "provider-token"  # noqa: S105 -- no secret, but its place

AS_IT_IS = frozenset((str, int, bool))  # most values: a step has dozens


@cache
def _names(model: type[BaseModel]) -> dict[str, str]:
    return {name: field.alias or name for name, field in model.model_fields.items()}


def to_wire(method: TelegramMethod[Any]) -> tuple[str, dict[str, Any]]:
    """The method's name and its parameters as JSON allows; moments are Unix seconds.

    Raises TypeError for what can't be kept in an outbox: a file's bytes, or a period, which the Bot API would
    misread.
    """
    params: dict[str, Any] = _plain(method)
    return method.__api_method__, params


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str | int | float):
        return value
    if isinstance(value, BaseModel):
        names = _names(type(value))
        params = {}
        for name, part in value.__dict__.items():
            if type(part) in AS_IT_IS:
                params[names[name]] = part
            elif part is not None and not isinstance(part, Default):
                params[names[name]] = _plain(part)
        return params
    if isinstance(value, list | tuple):
        return list(map(_plain, value))
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, datetime):
        return int(value.timestamp())
    if isinstance(value, timedelta | InputFile):
        raise TypeError(f"{type(value).__name__} can't wait in the outbox: give a moment, or a job's file")
    raise TypeError(f"{type(value).__name__} has no form on the wire")
