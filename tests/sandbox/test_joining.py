"""Joining groups: links, requests and their updates."""

import pytest
from aiogram import Bot

from sandbox.client import Control, ControlRefused
from sandbox.server import Sandbox
from tests.sandbox.conftest import BOT, Ask, Updates, bot_at

ALL = ["message", "my_chat_member", "chat_member", "chat_join_request"]
OTHER = "43:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
INVITES = ["can_invite_users"]


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


async def test_an_administrator_approves_a_join_request(
    ask: Ask, control: Control, group: int, owner: int, updates: Updates
) -> None:
    boris = (await control.person("Борис", bio="Врач, Казань"))["id"]
    link = await control.link(owner, group, name="Сайт", request=True)
    await updates.next(allowed_updates=ALL)
    assert await control.join(boris, link=link) == "requested"
    with pytest.raises(ControlRefused, match="asked already"):
        await control.join(boris, link=link)
    (request,) = await updates.next("chat_join_request")
    assert request["bio"] == "Врач, Казань"
    assert request["invite_link"]["invite_link"].endswith("..."), "another's link is shown shortened"
    assert request["invite_link"]["pending_join_request_count"] == 1
    await control.member(group, boris, "member", by=owner)
    changed, joined = await updates.next()
    assert (changed["chat_member"]["from"]["id"], changed["chat_member"]["via_join_request"]) == (owner, True)
    assert joined["message"]["from"]["id"] == joined["message"]["new_chat_members"][0]["id"] == boris
    late = await ask("approveChatJoinRequest", chat_id=group, user_id=boris)
    assert late.error == "Bad Request: USER_ALREADY_PARTICIPANT"
    assert (await ask("sendMessage", chat_id=boris, text="x")).status == 403, "it was processed"


async def test_asking_again_after_being_declined_or_leaving(
    bot: Bot, ask: Ask, control: Control, group: int, updates: Updates
) -> None:
    boris = (await control.person("Борис"))["id"]
    link = (await bot.create_chat_invite_link(group, creates_join_request=True)).invite_link
    await updates.next(allowed_updates=ALL)
    for _ in range(2):
        await control.join(boris, link=link)
        assert len(await updates.next("chat_join_request")) == 1
        assert await bot.decline_chat_join_request(group, boris)
    await control.join(boris, link=link)
    await control.leave(boris, group)
    late = await ask("approveChatJoinRequest", chat_id=group, user_id=boris)
    assert late.error == "Bad Request: HIDE_REQUESTER_MISSING"
    await bot.ban_chat_member(group, boris)
    with pytest.raises(ControlRefused, match="banned"):
        await control.join(boris, link=link)


async def test_only_bots_that_may_invite_get_join_requests(
    sandbox: Sandbox, ask: Ask, control: Control, owner: int, updates: Updates
) -> None:
    await control.bot(OTHER, username="other_bot")
    group = (await control.chat("supergroup", "Г", owner, bot=BOT, bot_admin=["can_restrict_members"]))["id"]
    await control.add_bot(owner, group, admin=INVITES, bot=43)
    boris = (await control.person("Борис"))["id"]
    await updates.next(allowed_updates=ALL)
    await control.join(boris, group, request=True)
    assert await updates.next(seconds=0) == []
    assert (await ask("sendMessage", chat_id=boris, text="x")).error == (
        "Forbidden: bot can't initiate conversation with a user"
    )
    for method in ("approveChatJoinRequest", "declineChatJoinRequest"):
        assert (await ask(method, chat_id=group, user_id=boris)).error == (
            "Bad Request: not enough rights to manage chat join requests"
        )
    other = bot_at(sandbox.url, OTHER)
    assert (await other.send_message(boris, "Кто вы?")).chat.id == boris
    assert await other.approve_chat_join_request(group, boris)
    await other.session.close()
    (changed,) = await updates.next("chat_member")
    assert changed["from"]["id"] == 43


async def test_a_public_group_can_be_joined_by_request(
    bot: Bot, control: Control, owner: int, anna: int, updates: Updates
) -> None:
    about = {"username": "nbmz", "bot_admin": True, "join_by_request": True}
    group = (await control.chat("supergroup", "Г", owner, **about))["id"]
    assert (await bot.get_chat(group)).join_by_request
    await updates.next(allowed_updates=ALL)
    assert await control.join(anna, group) == "requested"
    (request,) = await updates.next("chat_join_request")
    assert "invite_link" not in request
    assert await control.join(
        (await control.person("Борис"))["id"], link=await control.link(owner, group)
    ) == ("member")


async def test_joining_by_a_link_names_the_link(
    bot: Bot, control: Control, group: int, anna: int, updates: Updates
) -> None:
    link = await bot.create_chat_invite_link(group, name="Сайт")
    await updates.next(allowed_updates=ALL)
    await control.join(anna, link=link.invite_link)
    changed, joined = await updates.next()
    assert changed["chat_member"]["invite_link"]["invite_link"] == link.invite_link
    assert "via_join_request" not in changed["chat_member"]
    assert joined["message"]["new_chat_members"][0]["id"] == anna
    await control.leave(anna, group)
    left, changed = await updates.next()
    assert left["message"]["left_chat_member"]["id"] == left["message"]["from"]["id"] == anna
    assert changed["chat_member"]["new_chat_member"]["status"] == "left"
    with pytest.raises(ControlRefused, match="may not invite"):
        await control.link(anna, group)
