"""Groups and channels: who is there, who may what, and what bots are told."""

from typing import Any

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


async def test_join_by_a_request(bot: Bot, ask: Ask, control: Control, group: int, updates: Updates) -> None:
    boris = (await control.person("Борис"))["id"]
    link = (await bot.create_chat_invite_link(group, name="Сайт", creates_join_request=True)).invite_link
    await updates.next(allowed_updates=ALL)
    assert await control.join(boris, link=link) == "requested"
    (request,) = await updates.next("chat_join_request")
    assert (request["from"]["id"], request["user_chat_id"]) == (boris, boris)
    assert request["invite_link"]["name"] == "Сайт"
    assert (await bot.send_message(request["user_chat_id"], "Кто вы?")).text == "Кто вы?"
    await control.advance(299)
    assert (await ask("sendMessage", chat_id=boris, text="ещё")).status == 200
    await control.advance(2)
    assert (await ask("sendMessage", chat_id=boris, text="поздно")).error == (
        "Forbidden: bot can't initiate conversation with a user"
    )
    assert await bot.approve_chat_join_request(group, boris)
    member = (await updates.next("chat_member"))[0]
    assert member["via_join_request"]
    assert member["new_chat_member"]["status"] == "member"
    assert (await control.view(boris, group))["can_write"]


async def test_a_processed_request_closes_the_conversation(
    bot: Bot, ask: Ask, control: Control, group: int, anna: int
) -> None:
    boris = (await control.person("Борис"))["id"]
    link = (await bot.create_chat_invite_link(group, creates_join_request=True)).invite_link
    await control.join(boris, link=link)
    assert await bot.decline_chat_join_request(group, boris)
    assert (await ask("sendMessage", chat_id=boris, text="x")).status == 403
    assert (await ask("declineChatJoinRequest", chat_id=group, user_id=boris)).error == (
        "Bad Request: HIDE_REQUESTER_MISSING"
    )
    await control.join(anna, link=link)
    dialogs = {one["chat"]["id"]: one for one in await control.dialogs(anna)}
    assert dialogs[group]["status"] == "requested"
    await control.member(group, anna, "member")
    assert (await bot.get_chat_member(group, anna)).status == "member"


async def test_links(bot: Bot, ask: Ask, control: Control, group: int, anna: int) -> None:
    with_limit = await bot.create_chat_invite_link(group, member_limit=1)
    await control.join(anna, link=with_limit.invite_link)
    boris = (await control.person("Борис"))["id"]
    with pytest.raises(ControlRefused, match="used up"):
        await control.join(boris, link=with_limit.invite_link)
    assert (
        await ask("createChatInviteLink", chat_id=group, member_limit=1, creates_join_request=True)
    ).error == "Bad Request: member limit can't be specified for links requiring administrator approval"
    now = (await control.clock())["now"]
    short = await bot.create_chat_invite_link(group, expire_date=int(now) + 60)
    await control.advance(61)
    with pytest.raises(ControlRefused, match="not valid"):
        await control.join(boris, link=short.invite_link)
    assert (await bot.edit_chat_invite_link(group, with_limit.invite_link, name="Новое")).name == "Новое"
    assert (await bot.revoke_chat_invite_link(group, with_limit.invite_link)).is_revoked
    first, second = await bot.export_chat_invite_link(group), await bot.export_chat_invite_link(group)
    assert first != second
    assert (await bot.get_chat(group)).invite_link == second
    with pytest.raises(ControlRefused):
        await control.join(boris, link=first)


async def test_bans_and_restrictions_end_by_the_clock(
    bot: Bot, control: Control, group: int, anna: int
) -> None:
    now = int((await control.clock())["now"])
    await control.join(anna, group)
    await bot.restrict_chat_member(
        group, anna, ChatPermissions(can_send_messages=False), until_date=now + 3600
    )
    assert (await bot.get_chat_member(group, anna)).status == "restricted"
    with pytest.raises(ControlRefused, match="may not write"):
        await control.send(anna, "?", chat=group)
    await control.advance(3601)
    assert (await bot.get_chat_member(group, anna)).status == "member"
    now = int((await control.clock())["now"])
    await bot.ban_chat_member(group, anna, until_date=now + 20)
    await control.advance(400 * 24 * 3600)
    banned: Any = await bot.get_chat_member(group, anna)
    assert (banned.status, int(banned.until_date.timestamp())) == ("kicked", 0)
    with pytest.raises(ControlRefused, match="banned"):
        await control.join(anna, group)
    assert await bot.unban_chat_member(group, anna, only_if_banned=True)
    assert await control.join(anna, group) == "member"


async def test_a_ban_takes_what_was_written(
    bot: Bot, control: Control, group: int, anna: int, owner: int
) -> None:
    await control.join(anna, group)
    await control.send(anna, "реклама", chat=group)
    await bot.ban_chat_member(group, anna)
    texts = [message.get("text") for message in await control.messages(group, viewer=owner)]
    assert "реклама" not in texts


async def test_administrators(bot: Bot, ask: Ask, control: Control, owner: int, anna: int) -> None:
    chat = (await control.chat("supergroup", "Г", owner, members=[anna]))["id"]
    await control.add_bot(owner, chat, admin=["can_promote_members", "can_invite_users"])
    assert (await ask("promoteChatMember", chat_id=chat, user_id=anna, can_pin_messages=True)).error == (
        "Bad Request: not enough rights"
    )
    assert await bot.promote_chat_member(chat, anna, can_invite_users=True)
    assert await bot.set_chat_administrator_custom_title(chat, anna, "Секретарь")
    leaders = {one.user.id: one.status for one in await bot.get_chat_administrators(chat)}
    assert leaders == {owner: "creator", anna: "administrator", BOT: "administrator"}
    assert await bot.get_chat_member_count(chat) == 3
    assert await bot.promote_chat_member(chat, anna)
    assert (await bot.get_chat_member(chat, anna)).status == "member"
    assert await bot.leave_chat(chat)
    assert (
        await ask("getChat", chat_id=chat)
    ).error == "Forbidden: bot is not a member of the supergroup chat"


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
