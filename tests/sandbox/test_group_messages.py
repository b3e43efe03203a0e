"""Messages in groups: replies, edits, albums, pins, and deletion by an administrator bot."""

import pytest
from aiogram import Bot

from sandbox.client import Control, ControlRefused
from tests.sandbox.conftest import BOT, Ask, Updates

DAY = 24 * 3600


async def test_a_reply_has_the_whole_message_inside(
    bot: Bot, control: Control, group: int, anna: int, owner: int, updates: Updates
) -> None:
    await control.join(anna, group)
    first = await control.send(anna, "Куплю <b>диплом</b> /warn", chat=group)
    second = await control.send(owner, "Нельзя", chat=group, reply_to=first["message_id"])
    await updates.next()
    await control.send(owner, "/warn реклама", chat=group, reply_to=first["message_id"])
    await control.send(anna, "А почему?", chat=group, reply_to=second["message_id"])
    warned, answered = await updates.next("message")
    told = warned["reply_to_message"]
    assert told == {name: value for name, value in first.items() if name != "reply_to_message"}
    assert (told["from"]["id"], told["text"], told["chat"]["id"]) == (
        anna,
        "Куплю <b>диплом</b> /warn",
        group,
    )
    assert warned["entities"] == [{"type": "bot_command", "offset": 0, "length": 5}]
    assert "reply_to_message" not in answered["reply_to_message"], "replies don't nest"
    by_bot = await bot.send_message(group, "Предупреждение", reply_to_message_id=first["message_id"])
    assert by_bot.reply_to_message
    assert by_bot.reply_to_message.message_id == first["message_id"]


async def test_edits_send_updates(control: Control, group: int, anna: int, updates: Updates) -> None:
    await control.join(anna, group)
    text = await control.send(anna, "превед", chat=group)
    photo = await control.send_files(anna, ("a.png", b"1"), kind="photo", caption="фтоо", chat=group)
    await updates.next()
    await control.advance(60)
    await control.edit(anna, text["message_id"], "привет t.me/spam", chat=group)
    await control.edit(anna, photo["message_id"], "фото", chat=group)
    words, caption = await updates.next("edited_message")
    assert (words["message_id"], words["text"], words["date"]) == (
        text["message_id"],
        "привет t.me/spam",
        text["date"],
    )
    assert words["edit_date"] == text["date"] + 60
    assert [entity["type"] for entity in words["entities"]] == ["url"]
    assert (caption["caption"], len(caption["photo"])) == ("фото", len(photo["photo"]))
    with pytest.raises(ControlRefused, match="only what they wrote"):
        await control.edit(1001, text["message_id"], "чужое", chat=group)


async def test_an_album_is_several_messages(
    control: Control, group: int, anna: int, updates: Updates
) -> None:
    await control.join(anna, group)
    first = await control.send(anna, "фото?", chat=group)
    await updates.next()
    files = [(f"{number}.png", bytes([number])) for number in range(3)]
    await control.send_files(
        anna, *files, kind="photo", caption="Вот", chat=group, reply_to=first["message_id"]
    )
    album = await updates.next("message")
    assert len(album) == len({message["message_id"] for message in album}) == 3
    assert len({message["media_group_id"] for message in album}) == 1
    assert [message.get("caption") for message in album] == ["Вот", None, None]
    assert {message["reply_to_message"]["message_id"] for message in album} == {first["message_id"]}
    await control.send(1001, "/warn", chat=group, reply_to=album[1]["message_id"])
    (warned,) = await updates.next("message")
    assert warned["reply_to_message"]["media_group_id"] == album[0]["media_group_id"]


async def test_an_administrator_bot_deletes(
    bot: Bot, ask: Ask, control: Control, group: int, anna: int
) -> None:
    async def seen() -> list[str]:
        return [message["text"] for message in await control.messages(group) if "text" in message]

    await control.join(anna, group)
    words = [(await control.send(anna, text, chat=group))["message_id"] for text in ("раз", "два", "три")]
    assert await bot.delete_message(group, words[0])
    assert await bot.delete_messages(group, [words[1], words[1], 999])
    assert await seen() == ["три"]
    assert (await ask("deleteMessage", chat_id=group, message_id=words[0])).error == (
        "Bad Request: message to delete not found"
    )
    joined = next(one for one in await control.messages(group) if "new_chat_members" in one)
    assert await bot.delete_message(group, joined["message_id"]), "what Telegram wrote goes too"
    await control.member(group, BOT, "administrator", rights=["can_invite_users"])
    own = await bot.send_message(group, "моё")
    refused = await ask("deleteMessages", chat_id=group, message_ids=[own.message_id, words[2]])
    assert refused.error == "Bad Request: message can't be deleted"
    assert await seen() == ["три", "моё"], "all of them or none"
    assert await bot.delete_message(group, own.message_id)
    await control.member(group, BOT, "administrator")
    await control.advance(2 * DAY)
    for method, named in (
        ("deleteMessage", {"message_id": words[2]}),
        ("deleteMessages", {"message_ids": words}),
    ):
        assert (await ask(method, chat_id=group, **named)).error == "Bad Request: message can't be deleted"


async def test_deletions_in_a_small_group(bot: Bot, ask: Ask, control: Control, owner: int) -> None:
    group = (await control.chat("group", "Г", owner, bot_admin=False))["id"]
    word = (await control.send(owner, "слово", chat=group))["message_id"]
    refusal = "Bad Request: message can't be deleted for everyone"
    assert (await ask("deleteMessage", chat_id=group, message_id=word)).error == refusal
    await control.member(group, BOT, "administrator")
    assert await bot.delete_message(group, word)


async def test_pins_send_updates(
    bot: Bot, control: Control, group: int, anna: int, owner: int, updates: Updates
) -> None:
    await control.join(anna, group)
    rules = await control.send(owner, "Правила", chat=group)
    await updates.next()
    with pytest.raises(ControlRefused, match="may not pin"):
        await control.pin(anna, rules["message_id"], chat=group)
    await control.pin(owner, rules["message_id"], chat=group)
    (told,) = await updates.next("message")
    assert (told["from"]["id"], told["pinned_message"]["text"]) == (owner, "Правила")
    news = await bot.send_message(group, "Новости")
    await bot.pin_chat_message(group, news.message_id)
    (told,) = await updates.next("message")
    assert told["from"]["id"] == BOT, "a bot is told of its own pins"
    await control.pin(owner, news.message_id, chat=group, pinned=False)
    assert (await control.view(anna, group))["pinned"]["text"] == "Правила"
    assert await updates.next(seconds=0) == []
