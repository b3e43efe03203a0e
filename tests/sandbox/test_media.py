"""Files from bots and people, albums, copies, polls and invoices."""

import asyncio
from io import BytesIO
from typing import Any

import aiohttp
import pytest
from aiogram import Bot
from aiogram.types import (
    BufferedInputFile,
    InputMediaDocument,
    InputMediaPhoto,
    InputPollOption,
    LabeledPrice,
    Message,
)

from sandbox.client import Control, ControlRefused
from sandbox.server import Sandbox
from tests.sandbox.conftest import Ask, Updates

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (640).to_bytes(4) + (480).to_bytes(4) + b"\x08\x02\0\0\0"


async def test_files_to_the_bot(bot: Bot, control: Control, anna: int, updates: Updates) -> None:
    await updates.next()
    await control.send_files(anna, ("дипломы.pdf", b"%PDF"), caption="вот /start")
    (message,) = await updates.next("message")
    document = message["document"]
    assert (document["file_name"], document["mime_type"]) == ("дипломы.pdf", "application/pdf")
    assert message["caption"] == "вот /start"
    file = await bot.get_file(document["file_id"])
    assert file.file_path
    content = await bot.download_file(file.file_path, BytesIO())
    assert content
    assert content.read() == b"%PDF"


async def test_files_from_the_bot(bot: Bot, sandbox: Sandbox, control: Control, anna: int) -> None:
    sent = await bot.send_photo(
        anna, BufferedInputFile(PNG, "a.png"), caption="<b>Фото</b>", parse_mode="HTML"
    )
    assert sent.photo
    assert [(size.width, size.height) for size in sent.photo] == [(90, 67), (640, 480)]
    again = await bot.send_photo(anna, sent.photo[-1].file_id)
    assert again.photo == sent.photo
    document = await bot.send_document(
        anna, BufferedInputFile(b"<b>", "a.html"), thumbnail=BufferedInputFile(PNG, "t.png")
    )
    assert document.document
    row = sandbox.world.calls.rows[-1]
    assert {"name": "a.html", "size": 3} in row["files"]
    async with aiohttp.ClientSession() as session:
        async with session.get(f"{sandbox.url}/control/files/{sent.photo[-1].file_id}") as answer:
            assert (answer.content_type, await answer.read()) == ("image/png", PNG)
        async with session.get(f"{sandbox.url}/control/files/{document.document.file_id}") as answer:
            assert answer.headers["Content-Disposition"].startswith("attachment")
    assert [list(message)[4] for message in (await control.messages(anna))[1:]] == [
        "photo",
        "photo",
        "document",
    ]


async def test_albums_both_ways(bot: Bot, ask: Ask, control: Control, anna: int, updates: Updates) -> None:
    await updates.next()
    files = (("1.png", PNG), ("2.png", PNG), ("3.png", PNG))
    sent = await control.send_files(anna, *files, kind="photo", caption="Альбом", album=True)
    messages = await updates.next("message")
    assert len(messages) == 3
    assert {message["media_group_id"] for message in messages} == {sent["media_group_id"]}
    assert [message.get("caption") for message in messages] == ["Альбом", None, None]
    media: list[Any] = [InputMediaPhoto(media=BufferedInputFile(PNG, f"{n}.png")) for n in range(3)]
    answer = await bot.send_media_group(anna, media)
    assert len({message.media_group_id for message in answer}) == 1
    mixed = [*media[:1], InputMediaDocument(media=BufferedInputFile(b"x", "x.txt"))]
    with pytest.raises(Exception, match="can't use the media of the specified type in the album"):
        await bot.send_media_group(anna, mixed)
    edited = await bot.edit_message_media(
        chat_id=anna,
        message_id=answer[0].message_id,
        media=InputMediaPhoto(media=BufferedInputFile(PNG + b"1", "b.png"), caption="иначе"),
    )
    assert isinstance(edited, Message)
    assert edited.caption == "иначе"
    ids = [message.message_id for message in answer]
    copied = (await ask("copyMessages", chat_id=anna, from_chat_id=anna, message_ids=ids)).result
    assert len(copied) == 3


async def test_sizes(ask: Ask, sandbox: Sandbox, control: Control, anna: int) -> None:
    sent = await control.send_files(anna, ("big.bin", b"0" * (20 * 1024 * 1024 + 1)))
    assert (await ask("getFile", file_id=sent["document"]["file_id"])).error == "Bad Request: file is too big"
    form = aiohttp.FormData({"chat_id": str(anna)})
    form.add_field("document", BytesIO(bytes(50 * 1024 * 1024 + 1)), filename="huge.bin")
    url = f"{sandbox.url}/bot42:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/sendDocument"
    async with aiohttp.ClientSession() as session, session.post(url, data=form) as answer:
        assert (answer.status, (await answer.json())["description"]) == (413, "Request Entity Too Large")


async def test_copies_and_forwards(bot: Bot, control: Control, anna: int, group: int) -> None:
    theirs = await control.send(anna, "вопрос *")
    copied = await bot.copy_message(group, anna, theirs["message_id"])
    forwarded = await bot.forward_message(group, anna, theirs["message_id"])
    assert forwarded.forward_origin
    assert forwarded.forward_origin.type == "user"
    shown = (await control.messages(group))[-2:]
    assert [message["text"] for message in shown] == ["вопрос *", "вопрос *"]
    assert shown[0]["message_id"] == copied.message_id
    with pytest.raises(Exception, match="message to copy not found"):
        await bot.copy_message(group, anna, 999)


async def test_polls(bot: Bot, ask: Ask, control: Control, anna: int, updates: Updates) -> None:
    options: list[Any] = [InputPollOption(text="да"), "нет"]
    sent = await bot.send_poll(anna, "Придёте?", options, is_anonymous=False)
    await updates.next()
    await control.vote(anna, sent.message_id, 1)
    answer = (await updates.next("poll_answer"))[0]
    assert (answer["user"]["id"], answer["option_ids"]) == (anna, [1])
    closed = await bot.stop_poll(anna, sent.message_id)
    assert [option.voter_count for option in closed.options] == [0, 1]
    assert (await ask("stopPoll", chat_id=anna, message_id=sent.message_id)).error == (
        "Bad Request: poll has already been closed"
    )
    with pytest.raises(ControlRefused, match="closed"):
        await control.vote(anna, sent.message_id, 0)


async def test_polls_close_by_the_clock(bot: Bot, control: Control, anna: int, updates: Updates) -> None:
    await bot.send_poll(anna, "Успеете?", ["да", "нет"], open_period=600)
    await updates.next()
    await control.advance(601)
    assert (await updates.next("poll"))[0]["is_closed"]


async def test_payments(bot: Bot, ask: Ask, control: Control, anna: int, updates: Updates) -> None:
    await updates.next()
    prices = [LabeledPrice(label="Взнос", amount=250000)]
    assert (
        await ask(
            "sendInvoice",
            chat_id=anna,
            title="т",
            description="о",
            payload="p",
            currency="RUB",
            prices=[{"label": "a", "amount": 1}],
        )
    ).error == "Bad Request: PAYMENT_PROVIDER_INVALID"
    invoice = await bot.send_invoice(
        anna,
        "Взнос",
        "За год",
        "dues:2026",
        "RUB",
        prices,
        provider_token="test",  # noqa: S106
    )
    paying = asyncio.create_task(control.pay(anna, invoice.message_id))
    (query,) = await updates.next("pre_checkout_query")
    assert (query["invoice_payload"], query["total_amount"]) == ("dues:2026", 250000)
    await bot.answer_pre_checkout_query(query["id"], ok=True)
    assert (await paying)["ok"]
    (message,) = await updates.next("message")
    assert message["successful_payment"]["invoice_payload"] == "dues:2026"
    paying = asyncio.create_task(control.pay(anna, invoice.message_id))
    (query,) = await updates.next("pre_checkout_query")
    await control.advance(11)
    late = await ask("answerPreCheckoutQuery", pre_checkout_query_id=query["id"], ok=True)
    assert late.error.endswith("query ID is invalid")
    paying.cancel()
    with pytest.raises(asyncio.CancelledError):
        await paying


async def test_contact_and_location(control: Control, anna: int, updates: Updates) -> None:
    await updates.next()
    await control.change_person(anna, phone="+79001112233")
    await control.send(anna, contact=True)
    await control.send(anna, location={"latitude": 55.7, "longitude": 37.6})
    contact, place = await updates.next("message")
    assert (contact["contact"]["phone_number"], contact["contact"]["user_id"]) == ("+79001112233", anna)
    assert place["location"]["latitude"] == 55.7
