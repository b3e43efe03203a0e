"""Calls over HTTP: an exact word on what is known when one fails, and never the token."""

import asyncio
import traceback

import pytest

from bot import api as bot_api
from bot.api import Garbled, NotSent, Refused, TelegramApi, Uncertain
from sandbox.client import Control
from tests.bot.conftest import TOKEN

CALL = {"text": "canary-text"}


async def test_a_result_comes_back(api: TelegramApi, anna: int) -> None:
    assert (await api.call("getMe", {}))["id"] == api.bot_id == 700000001
    said = await api.call(
        "sendMessage", {"chat_id": anna, "text": "Привет 👋", "reply_markup": {"inline_keyboard": []}}
    )
    assert said["text"] == "Привет 👋"


@pytest.mark.usefixtures("control")
async def test_a_file_goes_with_its_name_and_bytes(api: TelegramApi, anna: int) -> None:
    data = b"\x00\xff\r\n--boundary"
    said = await api.call(
        "sendDocument",
        {"chat_id": anna, "document": "job:1", "caption": "«Данные»", "disable_notification": True},
        file=("document", "artel-my-data.json", data),
    )
    assert (said["document"]["file_name"], said["document"]["file_size"]) == ("artel-my-data.json", len(data))
    assert said["caption"] == "«Данные»"


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ({"kind": "429", "retry_after": 7}, Refused),
        ({"kind": "5xx", "status": 502}, Refused),
        ({"kind": "timeout_after_accept", "seconds": 3}, Uncertain),
        ({"kind": "cut_before"}, Uncertain),
        ({"kind": "cut"}, Garbled),
        ({"kind": "truncated"}, Garbled),
        ({"kind": "html", "status": 502}, Uncertain),
    ],
    ids=lambda value: str(value.get("kind")) if isinstance(value, dict) else "",
)
async def test_what_is_known_when_a_call_fails(
    api: TelegramApi, control: Control, anna: int, fault: dict[str, object], error: type[Exception]
) -> None:
    await control.faults(fault)
    with pytest.raises((Refused, NotSent, Uncertain, Garbled)) as caught:
        await api.call("sendMessage", {"chat_id": anna, **CALL}, timeout=0.3)
    assert isinstance(caught.value, error) or (error is Garbled and isinstance(caught.value, Uncertain))
    arrived = [message for message in await control.messages(anna) if message.get("text") == CALL["text"]]
    if isinstance(caught.value, NotSent | Refused):
        assert not arrived
    if isinstance(caught.value, Garbled):
        assert arrived
    text = "".join(traceback.format_exception(caught.value))
    assert TOKEN not in text
    assert "canary-text" not in text


async def test_a_refusal_says_code_words_and_parameters(
    api: TelegramApi, control: Control, anna: int
) -> None:
    with pytest.raises(Refused) as caught:
        await api.call("sendMessage", {"chat_id": 999, "text": "?"})
    assert (caught.value.code, caught.value.description) == (400, "Bad Request: chat not found")
    await control.faults({"kind": "429", "retry_after": 7})
    with pytest.raises(Refused) as caught:
        await api.call("sendMessage", {"chat_id": anna, "text": "?"})
    assert (caught.value.code, caught.value.parameters) == (429, {"retry_after": 7})


async def test_a_house_where_nobody_is_was_surely_not_reached() -> None:
    api = TelegramApi("http://127.0.0.1:9", TOKEN)
    try:
        with pytest.raises(NotSent) as caught:
            await api.call("getMe", {})
    finally:
        await api.close()
    assert TOKEN not in "".join(traceback.format_exception(caught.value))


async def test_a_revoked_token_is_refused(api: TelegramApi, control: Control) -> None:
    await control.strict_bots()
    await control.revoke(api.bot_id)
    with pytest.raises(Refused) as caught:
        await api.call("getMe", {})
    assert caught.value.code == 401


async def test_an_answer_without_end_is_given_up_for_a_file_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reliability row 47: files and proxies go another way."""
    monkeypatch.setattr(bot_api, "LARGEST", 2**20)

    async def pour(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(
            b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9999999999\r\n\r\n"
        )
        try:
            for _ in range(2**10):
                writer.write(b"[" * 65_536)
                await writer.drain()
        except ConnectionError:
            writer.close()

    listening = await asyncio.start_server(pour, "127.0.0.1", 0)
    endless = TelegramApi(f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}", TOKEN)
    try:
        with pytest.raises(Garbled, match="ValueError"):
            await endless.call(
                "sendDocument", {"document": "job:1"}, file=("document", "name", b"data"), timeout=10
            )
    finally:
        await endless.close()
        listening.close()
        await listening.wait_closed()
