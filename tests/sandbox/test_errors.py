"""Telegram's errors, word for word (docs/telegram.md)."""

from typing import Any

import pytest

from sandbox.client import Control
from tests.sandbox.conftest import Ask

NOT_MODIFIED = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


def button(**action: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "a", **action}]]}


@pytest.mark.parametrize(
    ("params", "error"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": "  \n "}, "message text is empty"),
        ({"text": "<b> </b>", "parse_mode": "HTML"}, "text must be non-empty"),
        ({"text": "x" * 4097}, "message is too long"),
        ({"text": "x", "parse_mode": "BBCode"}, "unsupported parse_mode"),
        ({"text": "x", "reply_parameters": {"message_id": 999}}, "message to be replied not found"),
        ({"text": "x", "reply_markup": "{"}, "can't parse reply keyboard markup JSON object"),
        (
            {"text": "x", "reply_markup": button()},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        ({"text": "x", "reply_markup": button(callback_data="я" * 33)}, "BUTTON_DATA_INVALID"),
        (
            {
                "text": "x",
                "reply_markup": {"inline_keyboard": [[{"text": "a", "callback_data": "b" * 60}]] * 101},
            },
            "reply markup is too long",
        ),
        (
            {"text": "<b>x", "parse_mode": "HTML"},
            "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
        ),
        (
            {"text": "я <x>", "parse_mode": "HTML"},
            'can\'t parse entities: Unsupported start tag "x" at byte offset 3',
        ),
        (
            {"text": "<b>x</i>", "parse_mode": "html"},
            'can\'t parse entities: Unmatched end tag at byte offset 4, expected "</b>", found "</i>"',
        ),
        (
            {"text": "x</b>", "parse_mode": "HTML"},
            "can't parse entities: Unexpected end tag at byte offset 1",
        ),
    ],
)
async def test_sending(ask: Ask, anna: int, params: dict[str, Any], error: str) -> None:
    answer = await ask("sendMessage", chat_id=anna, **params)
    assert (answer.status, answer.error) == (400, f"Bad Request: {error}")


async def test_the_length_counts_after_parsing(ask: Ask, anna: int) -> None:
    sent = await ask("sendMessage", chat_id=anna, text=f"<b>{'x' * 4096}</b>", parse_mode="HTML")
    assert len(sent.result["text"]) == 4096
    assert (
        await ask("sendMessage", chat_id=anna, text="x", reply_markup=button(callback_data="b" * 64))
    ).result
    lost = {"message_id": 999, "allow_sending_without_reply": True}
    assert (
        "reply_to_message"
        not in (await ask("sendMessage", chat_id=anna, text="x", reply_parameters=lost)).result
    )


async def test_chats_that_a_bot_cannot_write_to(ask: Ask, control: Control, anna: int, owner: int) -> None:
    async def refused(chat: int) -> tuple[int, str]:
        answer = await ask("sendMessage", chat_id=chat, text="x")
        return answer.status, answer.error

    assert await refused(999) == (400, "Bad Request: chat not found")
    assert await refused(owner) == (403, "Forbidden: bot can't initiate conversation with a user")
    await control.block(anna)
    assert await refused(anna) == (403, "Forbidden: bot was blocked by the user")
    await control.unblock(anna)
    assert (await ask("sendMessage", chat_id=anna, text="x")).result
    await control.change_person(anna, deactivated=True)
    assert await refused(anna) == (403, "Forbidden: user is deactivated")
    supergroup = (await control.chat("supergroup", "Г", owner, bot_admin=False))["id"]
    await control.member(supergroup, 42, "kicked")
    assert await refused(supergroup) == (403, "Forbidden: bot was kicked from the supergroup chat")
    channel = (await control.chat("channel", "К", owner, bot_admin=True))["id"]
    await control.member(channel, 42, "left")
    assert await refused(channel) == (403, "Forbidden: bot is not a member of the channel chat")
    stranger = (await control.chat("supergroup", "Чужая", owner))["id"]
    assert await refused(stranger) == (400, "Bad Request: chat not found")


async def test_edits_and_deletions(ask: Ask, control: Control, anna: int) -> None:
    theirs = (await control.send(anna, "моё"))["message_id"]
    sent = (await ask("sendMessage", chat_id=anna, text="x", reply_markup=button(callback_data="b"))).result
    dice = (await ask("sendDice", chat_id=anna)).result
    mine = {"chat_id": anna, "message_id": sent["message_id"]}
    keyboard = button(callback_data="b")
    assert (await ask("editMessageText", **mine, text="x", reply_markup=keyboard)).error == NOT_MODIFIED
    assert (await ask("editMessageReplyMarkup", **mine, reply_markup=keyboard)).error == NOT_MODIFIED
    assert (await ask("editMessageText", chat_id=anna, message_id=999, text="y")).error == (
        "Bad Request: message to edit not found"
    )
    assert (await ask("editMessageText", chat_id=anna, message_id=theirs, text="y")).error == (
        "Bad Request: message can't be edited"
    )
    assert (await ask("editMessageText", chat_id=anna, message_id=dice["message_id"], text="y")).error == (
        "Bad Request: there is no text in the message to edit"
    )
    assert (await ask("deleteMessage", chat_id=anna, message_id=999)).error == (
        "Bad Request: message to delete not found"
    )
    await control.advance(48 * 3600 + 1)
    assert (await ask("deleteMessage", **mine)).error == (
        "Bad Request: message can't be deleted for everyone"
    )
    assert (await ask("deleteMessages", chat_id=anna, message_ids=[998, 999])).result is True


async def test_captions(ask: Ask, control: Control, anna: int) -> None:
    photo = await control.send_files(anna, ("a.png", b"bytes"), kind="photo")
    file_id = photo["photo"][-1]["file_id"]
    sent = await ask("sendPhoto", chat_id=anna, photo=file_id, caption="x" * 1025)
    assert sent.error == "Bad Request: message caption is too long"
    assert (await ask("sendPhoto", chat_id=anna, photo="nothing")).status == 400
    assert (await ask("sendDocument", chat_id=anna, document=file_id)).error == (
        "Bad Request: type of file mismatch"
    )
    assert (await ask("getFile", file_id="nothing")).error == "Bad Request: invalid file_id"


async def test_old_and_foreign_callback_queries(ask: Ask, control: Control, anna: int) -> None:
    too_old = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    assert (await ask("answerCallbackQuery", callback_query_id="1")).error == too_old
    sent = (await ask("sendMessage", chat_id=anna, text="x", reply_markup=button(callback_data="b"))).result
    pressed = await control.tap(anna, sent["message_id"], "b")
    assert (await ask("answerCallbackQuery", callback_query_id=pressed["callback_id"], text="ок")).result
    assert (await ask("answerCallbackQuery", callback_query_id=pressed["callback_id"])).error == too_old
    pressed = await control.tap(anna, sent["message_id"], "b")
    await control.advance(3600)
    assert (await ask("answerCallbackQuery", callback_query_id=pressed["callback_id"])).error == too_old


async def test_members(ask: Ask, control: Control, group: int, anna: int, owner: int) -> None:
    async def refused(method: str, user: int, chat: int = group, **params: Any) -> str:
        return (await ask(method, chat_id=chat, user_id=user, **params)).error

    await control.join(anna, group)
    assert await refused("banChatMember", owner) == "Bad Request: can't remove chat owner"
    assert await refused("banChatMember", 42) == "Bad Request: can't restrict self"
    assert await refused("banChatMember", 999) == "Bad Request: PARTICIPANT_ID_INVALID"
    assert await refused("getChatMember", 999) == "Bad Request: PARTICIPANT_ID_INVALID"
    assert await refused("approveChatJoinRequest", anna) == "Bad Request: USER_ALREADY_PARTICIPANT"
    assert await refused("approveChatJoinRequest", 999) == "Bad Request: USER_ID_INVALID"
    await control.leave(anna, group)
    assert await refused("approveChatJoinRequest", anna) == "Bad Request: HIDE_REQUESTER_MISSING"
    await control.member(group, anna, "administrator")
    assert await refused("restrictChatMember", anna, permissions={}) == (
        "Bad Request: user is an administrator of the chat"
    )
    basic = (await control.chat("group", "Старая", owner, members=[anna], bot_admin=True))["id"]
    assert await refused("restrictChatMember", anna, basic, permissions={}) == (
        "Bad Request: method is available only for supergroups"
    )
    await control.member(group, 42, "administrator", rights=["can_delete_messages"])
    assert await refused("banChatMember", anna) == (
        "Bad Request: not enough rights to restrict/unrestrict chat member"
    )
    await control.member(group, 42, "restricted")
    assert (await ask("sendMessage", chat_id=group, text="x")).error == (
        "Bad Request: not enough rights to send text messages to the chat"
    )


async def test_webhook_addresses(ask: Ask) -> None:
    assert (await ask("setWebhook", url="http://example.org/hook")).error == (
        "Bad Request: bad webhook: An HTTPS URL must be provided for webhook"
    )
    secret = {"secret_token": "секрет"}
    assert (await ask("setWebhook", url="https://127.0.0.1:1/", **secret)).error == (
        "Bad Request: secret token contains unallowed characters"
    )
