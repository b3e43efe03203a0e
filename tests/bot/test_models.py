"""aiogram's models, built late: each can be built, and is what it is when aiogram builds it at the import."""

import json
import re
import subprocess
import sys
from typing import Any

import pytest

DESCRIBE = """
import json, sys
from bot.models import build_models_late
if sys.argv[1] == "late":
    build_models_late()
import aiogram.methods, aiogram.types
from pydantic import BaseModel
models = [getattr(module, name) for module in (aiogram.types, aiogram.methods) for name in module.__all__]
models = [model for model in models if isinstance(model, type) and issubclass(model, BaseModel)]
built = sum(model.__pydantic_complete__ for model in models)
for model in models:
    model.__pydantic_validator__.title, model.__pydantic_serializer__
    assert model.__pydantic_complete__, model
fields = {model.__name__: {name: repr(field) for name, field in model.model_fields.items()} for model in models}
print(json.dumps([built, fields]))
"""


def describe(when: str) -> tuple[int, dict[str, Any]]:
    """Return how many models an import builds, and the fields of all once each was used."""
    process = subprocess.run(
        [sys.executable, "-c", DESCRIBE, when], capture_output=True, text=True, check=True
    )
    built, fields = json.loads(re.sub(r" at 0x[0-9a-f]+", "", process.stdout))
    return built, fields


@pytest.fixture(scope="module")
def at_the_import() -> tuple[int, dict[str, Any]]:
    return describe("at once")


def test_every_model_built_late_is_the_same(at_the_import: tuple[int, dict[str, Any]]) -> None:
    built, fields = describe("late")
    assert fields == at_the_import[1]
    assert built < len(fields) / 2


def test_aiogram_still_builds_all_at_the_import(at_the_import: tuple[int, dict[str, Any]]) -> None:
    """Once it doesn't, there is nothing to put off."""
    built, fields = at_the_import
    assert built > len(fields) / 2


def test_what_the_worker_and_handlers_make_can_be_made_late() -> None:
    code = """
from bot.models import build_models_late
build_models_late()
from aiogram.methods import EditMessageText
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, Update
chat = {"id": 1, "type": "private", "first_name": "A"}
sender = {"id": 1, "is_bot": False, "first_name": "A"}
message = {"message_id": 1, "date": 1, "chat": chat, "from": sender, "text": "hi"}
update = Update.model_validate({"update_id": 1, "message": message}, context={"bot": None})
assert update.message.chat.first_name == "A"
keyboard = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="a", callback_data="b")]])
call = EditMessageText(chat_id=1, text="x", reply_markup=keyboard)
assert call.model_dump(exclude_none=True)["reply_markup"]["inline_keyboard"][0][0]["text"] == "a"
"""
    subprocess.run([sys.executable, "-c", code], check=True)
