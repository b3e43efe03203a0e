"""The methods that no other test calls, through aiogram, whose classes check every result."""

from typing import Any

import aiohttp
import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    BufferedInputFile,
    ChatAdministratorRights,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    MenuButtonCommands,
    MenuButtonWebApp,
    Message,
    ReplyParameters,
    WebAppInfo,
)

from sandbox.api.registry import METHODS
from sandbox.client import Control, ControlRefused
from sandbox.server import Sandbox
from tests.sandbox.conftest import BOT, TOKEN, Ask, Updates

FILE = BufferedInputFile(b"bytes", "file.bin")
KEYBOARD = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="a", callback_data="b")]])


async def test_every_kind_of_message(bot: Bot, anna: int, control: Control) -> None:
    sent: list[Message] = [
        await bot.send_video(anna, FILE, duration=3, width=10, height=20, supports_streaming=True),
        await bot.send_audio(anna, FILE, performer="П", title="Т"),
        await bot.send_voice(anna, FILE, caption="голос"),
        await bot.send_animation(anna, FILE, has_spoiler=True),
        await bot.send_sticker(anna, FILE, emoji="🎉"),
        await bot.send_video_note(anna, FILE, length=100),
        await bot.send_contact(anna, "+79001112233", "Иван"),
        await bot.send_location(anna, 55.75, 37.61),
        await bot.send_venue(anna, 55.75, 37.61, "Дом", "Улица"),
        await bot.send_dice(anna, emoji="🎯"),
    ]
    kinds = [
        "video",
        "audio",
        "voice",
        "animation",
        "sticker",
        "video_note",
        "contact",
        "location",
        "venue",
        "dice",
    ]
    assert [message.content_type for message in sent] == kinds
    assert sent[0].video
    assert (sent[0].video.duration, sent[0].video.height) == (3, 20)
    again = await bot.send_video(anna, sent[0].video.file_id)
    assert again.video == sent[0].video
    assert await bot.send_chat_action(anna, "typing")
    assert await bot.send_message_draft(anna, 1, text="думаю")
    assert len(await control.messages(anna)) == 12


async def test_captions_are_edited(bot: Bot, anna: int) -> None:
    sent = await bot.send_document(anna, FILE, caption="было")
    edited = await sent.edit_caption(caption="<i>стало</i>", parse_mode="HTML", reply_markup=KEYBOARD)
    assert isinstance(edited, Message)
    assert edited.caption == "стало"
    assert edited.reply_markup
    assert edited.reply_markup.inline_keyboard[0][0].callback_data == "b"
    with pytest.raises(TelegramBadRequest, match="message is not modified"):
        await sent.edit_caption(caption="<i>стало</i>", parse_mode="HTML", reply_markup=KEYBOARD)
    bare = await sent.edit_reply_markup()
    assert isinstance(bare, Message)
    assert bare.reply_markup is None
    text = await bot.send_message(anna, "x")
    with pytest.raises(TelegramBadRequest, match="there is no caption"):
        await text.edit_caption(caption="y")


async def test_replies_and_quotes(bot: Bot, ask: Ask, control: Control, anna: int, group: int) -> None:
    asked = await control.send(anna, "вопрос о взносах")
    reply = ReplyParameters(message_id=asked["message_id"], quote="о взносах")
    sent = await bot.send_message(anna, "ответ", reply_parameters=reply)
    assert sent.reply_to_message
    assert (sent.reply_to_message.text, sent.quote and sent.quote.text) == ("вопрос о взносах", "о взносах")
    elsewhere = ReplyParameters(message_id=asked["message_id"], chat_id=anna)
    assert (await bot.send_message(group, "сюда", reply_parameters=elsewhere)).external_reply
    wrong = {"message_id": asked["message_id"], "quote": "чего не было"}
    assert (await ask("sendMessage", chat_id=anna, text="x", reply_parameters=wrong)).error.endswith(
        "QUOTE_TEXT_INVALID"
    )
    whispered = await ask("sendMessage", chat_id=group, text="x", receiver_user_id=anna)
    assert whispered.status == 400


async def test_forwards_keep_their_origin(
    bot: Bot, control: Control, anna: int, group: int, owner: int
) -> None:
    channel = (await control.chat("channel", "Канал", owner, bot_admin=True))["id"]
    post = await bot.send_message(channel, "пост")
    ids = [post.message_id, (await bot.send_message(channel, "второй")).message_id, 999]
    assert len(await bot.forward_messages(group, channel, ids)) == 2
    origin = (await control.messages(group))[-1]["forward_origin"]
    assert (origin["type"], origin["chat"]["id"], origin["message_id"]) == ("channel", channel, ids[1])
    again = await bot.forward_message(anna, group, (await control.messages(group))[-1]["message_id"])
    assert again.forward_origin
    assert again.forward_origin.type == "channel"
    theirs = await control.send(anna, chat=BOT, forward={"chat": BOT, "message_id": again.message_id})
    assert theirs["text"] == "второй"
    secret = await bot.send_message(anna, "тайна", protect_content=True)
    with pytest.raises(TelegramBadRequest, match="can't be forwarded"):
        await secret.forward(group)
    photo = await bot.send_photo(anna, FILE, caption="прежняя")
    copied = await bot.copy_message(group, anna, photo.message_id, caption="новая", reply_markup=KEYBOARD)
    shown = (await control.messages(group))[-1]
    assert (shown["message_id"], shown["caption"]) == (copied.message_id, "новая")


async def test_quizzes(bot: Bot, ask: Ask, control: Control, anna: int) -> None:
    quiz = await bot.send_poll(
        anna,
        "Сколько?",
        ["1", "2"],
        type="quiz",
        correct_option_id=1,
        explanation="<b>Два</b>",
        explanation_parse_mode="HTML",
    )
    assert quiz.poll
    assert (quiz.poll.type, quiz.poll.explanation) == ("quiz", "Два")
    await control.vote(anna, quiz.message_id, 0)
    with pytest.raises(ControlRefused, match="second vote"):
        await control.vote(anna, quiz.message_id, 1)
    regular = await bot.send_poll(anna, "Где?", ["тут", "там"], allows_multiple_answers=True)
    assert (await control.vote(anna, regular.message_id, 0, 1))["total_voter_count"] == 1
    assert (await control.vote(anna, regular.message_id))["total_voter_count"] == 0
    for wrong in ({"options": ["1"]}, {"options": ["1"] * 13}, {"question": "x" * 301}, {"type": "quiz"}):
        params: dict[str, Any] = {"question": "?", "options": ["1", "2"]} | wrong
        assert (await ask("sendPoll", chat_id=anna, **params)).status == 400


async def test_a_group_changes_its_picture(bot: Bot, control: Control, group: int, updates: Updates) -> None:
    await updates.next()
    assert await bot.set_chat_photo(group, FILE)
    assert (await bot.get_chat(group)).photo
    assert await bot.delete_chat_photo(group)
    changed, removed = await updates.next("message")
    assert "new_chat_photo" in changed
    assert removed["delete_chat_photo"]
    pinned = [await bot.send_message(group, str(number)) for number in range(2)]
    for message in pinned:
        await message.pin()
    assert await bot.unpin_chat_message(group)
    seen = await bot.get_chat(group)
    assert seen.pinned_message
    assert seen.pinned_message.text == "0"
    primary = await bot.export_chat_invite_link(group)
    assert (await bot.revoke_chat_invite_link(group, primary)).is_revoked
    assert (await bot.get_chat(group)).invite_link != primary
    await control.change_person(1001, first_name="Ольга")
    assert (await bot.get_chat_administrators(group))[0].user.first_name == "Ольга"


async def test_menu_buttons_and_default_rights(bot: Bot, control: Control, anna: int) -> None:
    app = MenuButtonWebApp(text="Кабинет", web_app=WebAppInfo(url="https://example.org"))
    await bot.set_chat_menu_button(menu_button=app)
    await bot.set_chat_menu_button(chat_id=anna, menu_button=MenuButtonCommands())
    assert (await bot.get_chat_menu_button()).type == "web_app"
    assert (await bot.get_chat_menu_button(chat_id=anna)).type == "commands"
    assert (await control.view(anna, BOT))["menu_button"] == {"type": "commands"}
    rights = await bot.get_my_default_administrator_rights()
    assert not rights.can_invite_users
    await bot.set_my_default_administrator_rights(rights=rights.model_copy(update={"can_invite_users": True}))
    assert (await bot.get_my_default_administrator_rights()).can_invite_users
    assert isinstance(rights, ChatAdministratorRights)
    assert (await bot.get_user_profile_photos(anna)).total_count == 0
    assert await bot.get_chat_member_count(anna) == 2


async def test_reply_keyboards_are_checked(ask: Ask, anna: int) -> None:
    async def refused(markup: Any) -> str:
        answer = await ask("sendMessage", chat_id=anna, text="x", reply_markup=markup)
        return answer.error.removeprefix("Bad Request: ")

    assert await refused([]) == "object expected as reply markup"
    assert await refused({"keyboard": [5]}) == 'field "keyboard" must be an Array of Arrays'
    assert await refused({"keyboard": [[5]]}) == (
        "can't parse keyboard button: KeyboardButton must be a String or an Object"
    )
    assert await refused({"inline_keyboard": [["x"]]}) == (
        "can't parse inline keyboard button: InlineKeyboardButton must be an Object"
    )
    assert await refused({"inline_keyboard": [[{"callback_data": "x"}]]}) == (
        "can't parse inline keyboard button: Can't find field \"text\""
    )
    assert "URL" in await refused({"inline_keyboard": [[{"text": "a", "url": "no address"}]]})
    assert (await ask("sendMessage", chat_id=anna, text="x", reply_markup={"keyboard": [["а", "б"]]})).result
    empty = await ask("sendMessage", chat_id=anna, text="x", reply_markup={"inline_keyboard": []})
    assert "reply_markup" not in empty.result


async def test_malformed_calls(sandbox: Sandbox, ask: Ask, anna: int) -> None:
    """Malformed calls get a Bot API error and never crash the server."""
    answers = [
        await ask("sendMessage"),
        await ask("sendMessage", chat_id=anna),
        await ask("sendMessage", chat_id=[1], text="x"),
        await ask("sendMessage", chat_id=anna, text={"a": 1}),
        await ask("sendMessage", chat_id=anna, text="x", entities="{"),
        await ask("sendMessage", chat_id=anna, text="x", entities=[5]),
        await ask("sendMediaGroup", chat_id=anna, media="{}"),
        await ask("sendMediaGroup", chat_id=anna, media=[{"type": "photo"}]),
        await ask("sendPhoto", chat_id=anna, photo="attach://nothing"),
        await ask("restrictChatMember", chat_id=anna, user_id=anna, permissions=5),
        await ask("setMyCommands", commands=[{"command": 5}]),
        await ask("setMyCommands", commands=[], scope={"type": "chat"}),
        await ask("banChatMember", chat_id=anna, user_id=anna),
        await ask("deleteMessages", chat_id=anna, message_ids=list(range(101))),
    ]
    assert [answer.status for answer in answers] == [400] * len(answers)
    url = f"{sandbox.url}/bot{TOKEN}/getMe"
    async with aiohttp.ClientSession() as session:
        for body, kind in (
            (b"{", "application/json"),
            (b"[1]", "application/json"),
            (b"\xff=\xfe", "text/plain"),
        ):
            async with session.post(url, data=body, headers={"Content-Type": kind}) as answer:
                assert answer.status == 400
        async with session.get(f"{sandbox.url}/bot{TOKEN}") as answer:
            assert (await answer.json())["description"] == "Not Found"
        async with session.get(f"{sandbox.url}/file/bot{TOKEN}/documents/../journal.jsonl") as answer:
            assert answer.status == 404


def test_supported_methods() -> None:
    wanted = """getMe logOut close getUpdates setWebhook deleteWebhook getWebhookInfo sendMessage sendPhoto sendDocument
    sendVideo sendAudio sendVoice sendAnimation sendSticker sendMediaGroup sendContact sendLocation sendDice sendPoll
    stopPoll sendInvoice answerPreCheckoutQuery answerShippingQuery sendChatAction copyMessage copyMessages
    forwardMessage forwardMessages editMessageText editMessageCaption editMessageMedia editMessageReplyMarkup
    deleteMessage deleteMessages pinChatMessage unpinChatMessage unpinAllChatMessages answerCallbackQuery getFile
    getChat getChatMember getChatMemberCount getChatAdministrators banChatMember unbanChatMember restrictChatMember
    promoteChatMember banChatSenderChat unbanChatSenderChat createChatInviteLink editChatInviteLink
    revokeChatInviteLink exportChatInviteLink approveChatJoinRequest declineChatJoinRequest leaveChat setChatTitle
    setChatDescription setChatPermissions setChatPhoto setMyCommands getMyCommands deleteMyCommands setMyName getMyName
    setMyDescription getMyDescription setMyShortDescription getMyShortDescription setChatMenuButton getChatMenuButton
    setMessageReaction getUserProfilePhotos setMyDefaultAdministratorRights"""
    assert {name.lower() for name in wanted.split()} <= METHODS.keys()
