"""Senders in groups who are not people: anonymous administrators, channels and Telegram itself."""

import pytest
from aiogram import Bot
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from sandbox.client import Control, ControlRefused
from tests.sandbox.conftest import Ask, Updates

KEYBOARD = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Да", callback_data="yes")]])


async def test_identities(control: Control, group: int, owner: int, updates: Updates, bot: Bot) -> None:
    channel = (await control.chat("channel", "Канал", owner, linked_chat=group))["id"]
    await updates.next()
    await control.send(owner, "как группа", chat=group, as_="anonymous")
    await control.send(owner, "как канал", chat=group, as_=channel)
    await control.send(owner, "пост", chat=channel)
    anonymous, as_channel, forwarded = await updates.next("message")
    assert (anonymous["from"]["id"], anonymous["sender_chat"]["id"]) == (1087968824, group)
    assert (as_channel["from"]["id"], as_channel["sender_chat"]["id"]) == (136817688, channel)
    assert (forwarded["from"]["id"], forwarded["is_automatic_forward"]) == (777000, True)
    assert forwarded["sender_chat"]["id"] == channel
    foreign = (await control.chat("channel", "Реклама", owner))["id"]
    assert await bot.ban_chat_sender_chat(group, foreign)
    with pytest.raises(ControlRefused, match="banned"):
        await control.send(owner, "x", chat=group, as_=foreign)
    assert await bot.unban_chat_sender_chat(group, foreign)
    assert await control.send(owner, "x", chat=group, as_=foreign)


async def test_an_administrator_can_stay_anonymous(
    control: Control, group: int, anna: int, updates: Updates
) -> None:
    await control.join(anna, group)
    await control.member(group, anna, "administrator", is_anonymous=True)
    await updates.next()
    await control.send(anna, "кто я?", chat=group)
    (message,) = await updates.next("message")
    assert message["from"]["id"] == 1087968824


async def test_an_anonymous_administrator_edits_and_presses(
    bot: Bot, control: Control, group: int, anna: int, updates: Updates
) -> None:
    await control.join(anna, group)
    await control.member(group, anna, "administrator", is_anonymous=True, custom_title="Модератор")
    asked = await bot.send_message(group, "?", reply_markup=KEYBOARD)
    await updates.next()
    sent = await control.send(anna, "прошу потише", chat=group)
    await control.edit(anna, sent["message_id"], "прошу тише", chat=group)
    await control.tap(anna, asked.message_id, "yes", chat=group)
    written, edited, pressed = await updates.next()
    assert written["message"]["author_signature"] == "Модератор"
    assert (edited["edited_message"]["from"]["id"], edited["edited_message"]["text"]) == (
        1087968824,
        "прошу тише",
    )
    assert pressed["callback_query"]["from"]["id"] == anna, "a tap has no mask"


async def test_send_as_options(control: Control, group: int, owner: int, anna: int) -> None:
    async def names(person: int) -> list[int]:
        return [one["id"] for one in (await control.view(person, group))["send_as"]]

    await control.join(anna, group)
    channel = (await control.chat("channel", "Канал Анны", anna))["id"]
    assert await names(owner) == [owner, group]
    assert await names(anna) == [anna, channel]
    await control.member(group, anna, "administrator", is_anonymous=True)
    assert await names(anna) == [group, channel]
    for person, name in ((owner, channel), (anna, group)):
        await control.member(group, anna, "administrator")
        with pytest.raises(ControlRefused, match="can't write in the name of"):
            await control.send(person, "x", chat=group, as_="anonymous" if name == group else name)
    boris = (await control.person("Борис"))["id"]
    own = (await control.chat("channel", "Канал Бориса", boris))["id"]
    with pytest.raises(ControlRefused, match="isn't in the chat"):
        await control.send(boris, "x", chat=group, as_=own)


async def test_banning_a_channel_bans_its_owners_other_channels(
    bot: Bot, ask: Ask, control: Control, group: int, anna: int
) -> None:
    await control.join(anna, group)
    first, second = [(await control.chat("channel", name, anna))["id"] for name in ("Раз", "Два")]
    await bot.ban_chat_sender_chat(group, first)
    for channel in (first, second):
        with pytest.raises(ControlRefused, match="banned"):
            await control.send(anna, "x", chat=group, as_=channel)
    assert await control.send(anna, "как я сама", chat=group)
    await bot.unban_chat_sender_chat(group, first)
    await control.permissions(group, can_send_messages=False)
    with pytest.raises(ControlRefused, match="may not write"):
        await control.send(anna, "x", chat=group, as_=first)
    for wrong in (group, first):
        place = group if wrong == group else (await control.chat("group", "Г", anna, bot_admin=True))["id"]
        refused = await ask("banChatSenderChat", chat_id=place, sender_chat_id=wrong)
        assert refused.error.removeprefix("Bad Request: ") == (
            "PARTICIPANT_ID_INVALID" if wrong == group else "can't ban chats in basic groups"
        )


async def test_a_channels_posts_in_its_discussion(
    bot: Bot, control: Control, group: int, owner: int, updates: Updates
) -> None:
    channel = (await control.chat("channel", "Канал", owner, linked_chat=group))["id"]
    await updates.next()
    post = await control.send(owner, "Новсти", chat=channel)
    await control.edit(owner, post["message_id"], "Новости", chat=channel)
    (forwarded,) = [one["message"] for one in await updates.next() if "message" in one]
    (edited,) = [one["text"] for one in await control.messages(group) if one.get("is_automatic_forward")]
    assert forwarded["forward_origin"]["message_id"] == post["message_id"]
    assert (forwarded["text"], edited) == ("Новсти", "Новости")
    pinned = (await bot.get_chat(group)).pinned_message
    assert pinned is not None
    assert pinned.message_id == forwarded["message_id"], "Telegram pins it, without a word"
    await control.pin(owner, post["message_id"], chat=channel)
    assert await updates.next(seconds=0) == [], "what is done in the channel isn't forwarded"
