"""What an administrator bot may do with members, and the updates that it gets."""

from typing import Any

import pytest
from aiogram import Bot
from aiogram.types import ChatPermissions

from sandbox.chats import admin_rights
from sandbox.client import Control, ControlRefused
from tests.sandbox.conftest import BOT, Ask, Updates

ALL = ["message", "my_chat_member", "chat_member"]
MUTE = ChatPermissions(can_send_messages=False)
DAY = 24 * 3600


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


async def test_a_ban_deletes_messages(bot: Bot, control: Control, group: int, anna: int, owner: int) -> None:
    await control.join(anna, group)
    await control.send(anna, "реклама", chat=group)
    await bot.ban_chat_member(group, anna)
    texts = [message.get("text") for message in await control.messages(group, viewer=owner)]
    assert "реклама" not in texts


async def test_administrators(bot: Bot, ask: Ask, control: Control, owner: int, anna: int) -> None:
    chat = (await control.chat("supergroup", "Г", owner, members=[anna]))["id"]
    await control.add_bot(owner, chat, admin=["can_promote_members", "can_invite_users"])
    assert (await ask("promoteChatMember", chat_id=chat, user_id=anna, can_pin_messages=True)).error == (
        "Bad Request: RIGHT_FORBIDDEN"
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


@pytest.mark.parametrize(
    ("seconds", "ends"), [(29, False), (30, True), (3600, True), (366 * DAY, True), (366 * DAY + 1, False)]
)
@pytest.mark.parametrize("act", ["ban", "restrict"])
async def test_a_ban_of_less_than_30_seconds_or_over_366_days_is_for_ever(
    bot: Bot, control: Control, group: int, anna: int, updates: Updates, act: str, seconds: int, *, ends: bool
) -> None:
    await control.freeze()
    await control.join(anna, group)
    await updates.next(allowed_updates=ALL)
    until = int((await control.clock())["now"]) + seconds
    if act == "ban":
        await bot.ban_chat_member(group, anna, until_date=until)
    else:
        await bot.restrict_chat_member(group, anna, MUTE, until_date=until)
    (changed,) = await updates.next("chat_member")
    assert changed["new_chat_member"]["until_date"] == (until if ends else 0)
    await control.advance(seconds)
    now = (await bot.get_chat_member(group, anna)).status
    assert (
        now
        == ({"ban": "left", "restrict": "member"} if ends else {"ban": "kicked", "restrict": "restricted"})[
            act
        ]
    )
    assert await updates.next(seconds=0) == [], "nobody is told of an end by the clock"
    if ends and act == "ban":
        assert await control.join(anna, group) == "member"
    elif ends:
        assert await control.send(anna, "я снова здесь", chat=group)


async def test_administrator_bots_get_old_and_new_membership(
    bot: Bot, control: Control, group: int, anna: int, updates: Updates
) -> None:
    async def change() -> tuple[Any, Any]:
        (changed,) = await updates.next("chat_member")
        assert changed["from"]["id"] == BOT
        return changed["old_chat_member"], changed["new_chat_member"]

    await control.member(group, BOT, "administrator", rights=list(admin_rights("supergroup")))
    await control.join(anna, group)
    await updates.next(allowed_updates=ALL)
    await bot.promote_chat_member(group, anna, can_delete_messages=True, can_restrict_members=True)
    old, new = await change()
    assert (old["status"], new["status"]) == ("member", "administrator")
    granted = {name for name in admin_rights("supergroup") if new[name]}
    assert granted == {"can_manage_chat", "can_delete_messages", "can_restrict_members"}
    assert (new["can_be_edited"], new["is_anonymous"]) == (True, False)
    await bot.promote_chat_member(group, anna)
    old, new = await change()
    assert (old["can_restrict_members"], new["status"]) == (True, "member")
    await bot.restrict_chat_member(group, anna, ChatPermissions(can_send_messages=True))
    old, new = await change()
    assert (new["status"], new["is_member"], new["until_date"]) == ("restricted", True, 0)
    assert (new["can_send_messages"], new["can_send_photos"]) == (True, False)
    await bot.unban_chat_member(group, anna)
    steps = [change["new_chat_member"]["status"] for change in await updates.next("chat_member")]
    assert steps == ["kicked", "left"], "who is unbanned while they are there is put out"
    await bot.unban_chat_member(group, anna, only_if_banned=True)
    assert await updates.next(seconds=0) == []


async def test_a_bot_gets_updates_about_its_own_rights(
    control: Control, owner: int, updates: Updates
) -> None:
    group = (await control.chat("supergroup", "Г", owner, bot_admin=False))["id"]
    await updates.next(allowed_updates=ALL)
    await control.member(group, BOT, "administrator", rights=["can_delete_messages"], by=owner)
    (raised,) = await updates.next("my_chat_member")
    assert raised["from"]["id"] == owner
    rights = raised["new_chat_member"]
    assert (rights["can_delete_messages"], rights["can_restrict_members"]) == (True, False)
    assert not rights["can_be_edited"], "by itself it can't be"
    await control.member(group, BOT, "member", by=owner)
    (lowered,) = await updates.next("my_chat_member")
    assert lowered["old_chat_member"]["can_delete_messages"]
    assert lowered["new_chat_member"]["status"] == "member"


async def test_chat_member_is_only_for_administrators_that_asked(
    control: Control, owner: int, anna: int, updates: Updates
) -> None:
    group = (await control.chat("supergroup", "Г", owner, bot_admin=True))["id"]
    await updates.next()
    await control.join(anna, group)
    assert [update.keys() - {"update_id"} for update in await updates.next()] == [{"message"}], (
        "not by default"
    )
    await updates.next(seconds=0, allowed_updates=ALL)
    await control.member(group, BOT, "member")
    await updates.next()
    await control.leave(anna, group)
    assert [update.keys() - {"update_id"} for update in await updates.next()] == [{"message"}]


RIGHTS = "not enough rights to restrict/unrestrict chat member"
LINKS = "not enough rights to manage chat invite link"


@pytest.mark.parametrize(
    ("method", "params", "error"),
    [
        ("banChatMember", {"user_id": 1002}, RIGHTS),
        ("unbanChatMember", {"user_id": 1002}, RIGHTS),
        ("restrictChatMember", {"user_id": 1002, "permissions": {}}, RIGHTS),
        ("promoteChatMember", {"user_id": 1002, "can_invite_users": True}, "not enough rights"),
        ("setChatPermissions", {"permissions": {}}, "not enough rights to change chat permissions"),
        ("approveChatJoinRequest", {"user_id": 1002}, "not enough rights to manage chat join requests"),
        ("createChatInviteLink", {}, LINKS),
        ("exportChatInviteLink", {}, LINKS),
        ("pinChatMessage", {"message_id": 1}, "not enough rights to manage pinned messages in the chat"),
        ("deleteMessage", {"message_id": 2}, "message can't be deleted"),
        ("setChatTitle", {"title": "x"}, "not enough rights to change chat title"),
        # Errors that no right would prevent come first.
        ("banChatMember", {"user_id": 1001}, "can't remove chat owner"),
        ("restrictChatMember", {"user_id": 1001, "permissions": {}}, "can't remove chat owner"),
        ("promoteChatMember", {"user_id": 1001}, "can't remove chat owner"),
        ("banChatMember", {"user_id": BOT}, "can't restrict self"),
        ("promoteChatMember", {"user_id": BOT, "can_invite_users": True}, "can't promote self"),
        ("banChatMember", {"user_id": 999}, "PARTICIPANT_ID_INVALID"),
    ],
)
async def test_errors_for_an_administrator_without_the_right(
    ask: Ask, control: Control, method: str, params: dict[str, Any], error: str
) -> None:
    owner, anna = [(await control.person(name))["id"] for name in ("Олег", "Анна")]
    assert (owner, anna) == (1001, 1002)
    await ask("getMe")
    group = (await control.chat("supergroup", "Г", owner, members=[anna], bot_admin=["can_manage_chat"]))[
        "id"
    ]
    await control.send(anna, "слово", chat=group)
    assert (await ask(method, chat_id=group, **params)).error == f"Bad Request: {error}"


async def test_get_chat_member(bot: Bot, ask: Ask, control: Control, owner: int, anna: int) -> None:
    about = {"members": [anna], "bot_admin": False, "hides_members": True}
    group = (await control.chat("supergroup", "Г", owner, **about))["id"]
    assert (
        await ask("getChatMember", chat_id=group, user_id=anna)
    ).error == "Bad Request: CHAT_ADMIN_REQUIRED"
    assert (await bot.get_chat_member(group, BOT)).status == "member"
    await control.member(group, BOT, "administrator", rights=[])
    seen: Any = await bot.get_chat_member(group, owner)
    assert (seen.status, seen.is_anonymous) == ("creator", False)
    boris = (await control.person("Борис"))["id"]
    assert (await bot.get_chat_member(group, boris)).status == "left"
    assert (await bot.get_chat_member(group, 1087968824)).status == "left", (
        "an anonymous administrator is nobody"
    )
    await control.member(group, anna, "administrator", is_anonymous=True, custom_title="Модератор")
    leading: Any = {one.user.id: one for one in await bot.get_chat_administrators(group)}
    assert leading.keys() == {owner, anna, BOT}
    assert (leading[anna].is_anonymous, leading[anna].custom_title) == (True, "Модератор")
    assert not leading[anna].can_be_edited


async def test_a_ban_of_an_absent_user_keeps_them_out(
    bot: Bot, control: Control, group: int, anna: int
) -> None:
    await bot.restrict_chat_member(group, anna, MUTE)
    away: Any = await bot.get_chat_member(group, anna)
    assert (away.status, away.is_member) == ("restricted", False)
    assert await control.join(anna, group) == "restricted"
    with pytest.raises(ControlRefused, match="may not write"):
        await control.send(anna, "?", chat=group)
    await control.leave(anna, group)
    await bot.ban_chat_member(group, anna)
    with pytest.raises(ControlRefused, match="banned"):
        await control.join(anna, group)


@pytest.mark.parametrize("kind", ["group", "supergroup", "channel"])
async def test_a_bot_that_was_removed(
    bot: Bot, ask: Ask, control: Control, owner: int, anna: int, updates: Updates, kind: str
) -> None:
    chat = (await control.chat(kind, "Г", owner, members=[anna], username="nbmz", bot_admin=True))["id"]
    await updates.next(allowed_updates=ALL)
    await control.member(chat, BOT, "kicked", by=owner)
    gone = [update.get("my_chat_member") for update in await updates.next()]
    assert [one["new_chat_member"]["status"] for one in gone if one] == ["kicked"]
    await control.send(owner, "теперь без бота", chat=chat)
    assert await updates.next(seconds=0) == []
    for method, params in (
        ("sendMessage", {"text": "x"}),
        ("deleteMessage", {"message_id": 1}),
        ("banChatMember", {"user_id": anna}),
        ("getChatMember", {"user_id": anna}),
        ("leaveChat", {}),
    ):
        refused = await ask(method, chat_id=chat, **params)
        assert refused.error == f"Forbidden: bot was kicked from the {kind} chat", method
    assert (await ask("getChat", chat_id=chat)).status == (200 if kind == "group" else 403)
    await control.add_bot(owner, chat, admin=True)
    assert (await bot.send_message(chat, "снова здесь")).chat.id == chat
