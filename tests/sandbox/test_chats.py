"""Groups and channels: members, rights and updates."""

import pytest
from aiogram import Bot
from aiogram.types import ChatPermissions

from sandbox.client import Control, ControlRefused
from tests.sandbox.conftest import BOT, Ask, Updates

ALL = ["message", "my_chat_member", "chat_member", "chat_join_request", "channel_post", "message_reaction"]


async def test_bot_is_added_and_removed(control: Control, owner: int, updates: Updates) -> None:
    chat = (await control.chat("supergroup", "Г", owner))["id"]
    await control.add_bot(owner, chat)
    added, message = await updates.next()
    assert added["my_chat_member"]["old_chat_member"]["status"] == "left"
    assert added["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert added["my_chat_member"]["from"]["id"] == owner
    assert message["message"]["new_chat_members"][0]["id"] == BOT
    await control.member(chat, BOT, "kicked")
    gone = await updates.next()
    assert {kind for update in gone for kind in update} == {"update_id", "message", "my_chat_member"}


async def test_privacy(control: Control, owner: int, updates: Updates, ask: Ask) -> None:
    await ask("getMe")
    await control.bot("42:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", privacy=True)
    chat = (await control.chat("supergroup", "Г", owner, bot_admin=False))["id"]
    await updates.next()
    for text in ("просто так", "/help", "эй, @artel_bot"):
        await control.send(owner, text, chat=chat)
    assert [message["text"] for message in await updates.next("message")] == ["/help", "эй, @artel_bot"]
    await control.member(chat, BOT, "administrator")
    await updates.next()
    await control.send(owner, "просто так", chat=chat)
    assert [message["text"] for message in await updates.next("message")] == ["просто так"]


async def test_blocking(control: Control, anna: int, updates: Updates) -> None:
    await updates.next()
    await control.block(anna)
    await control.block(anna)
    with pytest.raises(ControlRefused, match="blocked"):
        await control.send(anna, "?")
    await control.start(anna, "вернулась")
    blocked, unblocked, start = await updates.next()
    assert blocked["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    assert unblocked["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert start["message"]["text"] == "/start вернулась"


async def test_a_chat_changes(
    bot: Bot, ask: Ask, control: Control, group: int, owner: int, updates: Updates
) -> None:
    await updates.next()
    await bot.set_chat_title(group, "Новое имя")
    await bot.set_chat_description(group, "О группе")
    assert (await ask("setChatDescription", chat_id=group, description="О группе")).error == (
        "Bad Request: chat description is not modified"
    )
    sent = await bot.send_message(group, "важное")
    await bot.pin_chat_message(group, sent.message_id)
    seen = await bot.get_chat(group)
    assert (seen.title, seen.description) == ("Новое имя", "О группе")
    assert seen.pinned_message
    title, pinned = await updates.next("message")
    assert title["new_chat_title"] == "Новое имя"
    assert pinned["pinned_message"]["text"] == "важное"
    await bot.set_chat_permissions(group, ChatPermissions(can_send_messages=True))
    await bot.unpin_all_chat_messages(group)
    assert (await control.view(owner, group))["pinned"] is None
    await control.member(group, BOT, "member")
    assert (await ask("pinChatMessage", chat_id=group, message_id=sent.message_id)).error == (
        "Bad Request: not enough rights to manage pinned messages in the chat"
    )


async def test_reactions(bot: Bot, control: Control, group: int, anna: int, updates: Updates) -> None:
    await control.join(anna, group)
    sent = await bot.send_message(group, "опрос")
    await updates.next(allowed_updates=ALL)
    await control.react(anna, sent.message_id, "👍", chat=group)
    await control.react(anna, sent.message_id, chat=group)
    on, off = await updates.next("message_reaction")
    assert (on["new_reaction"], off["new_reaction"]) == ([{"type": "emoji", "emoji": "👍"}], [])
    await bot.set_message_reaction(group, sent.message_id, [{"type": "emoji", "emoji": "🔥"}])  # type: ignore[list-item]
    shown = (await control.view(anna, group))["messages"][-1]
    assert [one["user"]["id"] for one in shown["reactions"]] == [BOT]
