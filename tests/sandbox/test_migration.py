"""The migration of a group to a supergroup."""

import pytest
from aiogram import Bot

from sandbox.client import Control, ControlRefused
from tests.sandbox.conftest import BOT, Ask, Updates


async def test_migration(bot: Bot, ask: Ask, control: Control, owner: int, updates: Updates) -> None:
    old = (await control.chat("group", "Группа", owner, bot_admin=True))["id"]
    await updates.next()
    new = await control.migrate(old)
    first, second = await updates.next("message")
    assert (first["chat"]["id"], first["migrate_to_chat_id"]) == (old, new)
    assert (second["chat"]["id"], second["migrate_from_chat_id"]) == (new, old)
    refused = await ask("sendMessage", chat_id=old, text="x")
    assert refused.error == "Bad Request: group chat was upgraded to a supergroup chat"
    assert refused.body["parameters"] == {"migrate_to_chat_id": new}
    assert (await bot.send_message(new, "x")).chat.type == "supergroup"
    assert (await bot.get_chat_member(new, owner)).status == "creator"


async def test_updates_about_a_migration(control: Control, owner: int, updates: Updates) -> None:
    old = (await control.chat("group", "Группа", owner, bot_admin=True))["id"]
    await updates.next()
    new = await control.migrate(old)
    came, to, from_ = await updates.next()
    assert came["my_chat_member"]["chat"]["id"] == new
    assert came["my_chat_member"]["old_chat_member"]["status"] == "left"
    assert came["my_chat_member"]["new_chat_member"]["status"] == "administrator"
    assert (to["message"]["from"]["id"], to["message"]["migrate_to_chat_id"]) == (owner, new)
    message = from_["message"]
    assert (message["from"]["id"], message["sender_chat"]["id"], message["message_id"]) == (
        1087968824,
        new,
        1,
    )


async def test_the_old_group_answers_with_the_new_ones_id(
    bot: Bot, ask: Ask, control: Control, owner: int, anna: int
) -> None:
    old = (await control.chat("group", "Группа", owner, members=[anna], bot_admin=True))["id"]
    word = await control.send(anna, "слово", chat=old)
    new = await control.migrate(old)
    for method, params in (
        ("sendMessage", {"text": "x"}),
        ("deleteMessage", {"message_id": word["message_id"]}),
        ("deleteMessages", {"message_ids": [word["message_id"]]}),
        ("pinChatMessage", {"message_id": word["message_id"]}),
        ("banChatMember", {"user_id": anna}),
        ("getChatMember", {"user_id": anna}),
        ("getChatAdministrators", {}),
        ("createChatInviteLink", {}),
        ("leaveChat", {}),
    ):
        refused = await ask(method, chat_id=old, **params)
        assert refused.error == "Bad Request: group chat was upgraded to a supergroup chat", method
        assert refused.body["parameters"] == {"migrate_to_chat_id": new}, method
    assert (await bot.get_chat(old)).type == "group", "it can still be looked at"
    assert (await bot.get_chat_member(old, BOT)).status == "administrator"
    for going in (control.send(anna, "x", chat=old), control.join(anna, old)):
        with pytest.raises(ControlRefused, match="has become"):
            await going
    assert await bot.ban_chat_member(new, anna), "what only a supergroup can do"
    assert (
        await ask("deleteMessage", chat_id=new, message_id=1)
    ).error == "Bad Request: message can't be deleted"
