"""No handler reaches the network, and everything that handlers say survives the way to the wire."""

import ast
import json
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

import aiogram.methods
import pytest
from aiogram.enums import ButtonStyle, ParseMode
from aiogram.methods import (
    AnswerCallbackQuery,
    AnswerPreCheckoutQuery,
    ApproveChatJoinRequest,
    BanChatMember,
    BanChatSenderChat,
    CreateChatInviteLink,
    DeclineChatJoinRequest,
    DeleteMessage,
    DeleteMessages,
    EditMessageCaption,
    EditMessageReplyMarkup,
    EditMessageText,
    GetChat,
    GetChatAdministrators,
    GetChatMember,
    GetMe,
    LeaveChat,
    RestrictChatMember,
    SendDocument,
    SendInvoice,
    SendMediaGroup,
    SendMessage,
    SendPhoto,
    SendPoll,
    SendVideo,
    SetMyCommands,
    TelegramMethod,
    UnbanChatMember,
    UnbanChatSenderChat,
)
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BufferedInputFile,
    ChatPermissions,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    InputMediaVideo,
    InputPollOption,
    KeyboardButton,
    KeyboardButtonRequestUsers,
    LabeledPrice,
    LinkPreviewOptions,
    MessageEntity,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
    Update,
    User,
)

import handlers
from bot.dispatch import HandlerTouchedNetwork, QuietBot
from handlers.wire import PROVIDER_TOKEN, to_wire
from tests.handlers.harness import Street

ROOM = Path(handlers.__file__).parent
ME = User(id=42, is_bot=True, first_name="Артель", username="artel_bot")


@pytest.mark.parametrize(
    "method",
    [SendMessage(chat_id=1, text="т"), GetChat(chat_id=1), AnswerCallbackQuery(callback_query_id="1")],
)
async def test_the_bot_that_handlers_see_calls_nobody(method: TelegramMethod[Any]) -> None:
    bot = QuietBot(ME)
    with pytest.raises(HandlerTouchedNetwork, match=method.__api_method__):
        await bot(method)


async def test_the_bot_that_handlers_see_knows_who_it_is() -> None:
    bot = QuietBot(ME)
    assert await bot.me() == await bot.get_me() == await bot(GetMe()) == ME


async def test_the_bot_that_handlers_see_downloads_nothing() -> None:
    bot = QuietBot(ME)
    with pytest.raises(HandlerTouchedNetwork):
        await bot.download_file("photos/file_0.jpg")


@pytest.mark.usefixtures("sqlite")
async def test_a_handler_that_answers_by_itself_fails(street: Street) -> None:
    update = Update.model_validate(
        {"update_id": 1, "message": street.visitor(1).message(text="?")}, context={"bot": QuietBot(ME)}
    )
    assert update.message is not None
    with pytest.raises(HandlerTouchedNetwork):
        await update.message.answer("by myself")


def test_no_file_of_the_room_calls_the_network() -> None:
    """Libraries that could, and aiogram's shortcuts that do."""
    shortcuts = {
        "reply",
        "answer_photo",
        "answer_document",
        "edit_text",
        "edit_reply_markup",
        "copy_to",
        "forward",
    }
    for path in ROOM.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import | ast.ImportFrom):
                names = [name.name for name in node.names] + [getattr(node, "module", "") or ""]
                assert not {name.split(".")[0] for name in names} & {
                    "aiohttp",
                    "socket",
                    "urllib",
                    "http",
                    "asyncio",
                }
            if isinstance(node, ast.Await) and isinstance(node.value, ast.Call):
                called = node.value.func
                assert not (isinstance(called, ast.Attribute) and called.attr in shortcuts), (
                    f"{path.name}:{node.lineno}"
                )


# The wire


def rich_keyboard() -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [
                InlineKeyboardButton(text="Да & <b>", callback_data="a:b", style=ButtonStyle.DANGER),
                InlineKeyboardButton(text="🔗", url="https://nbmz.ru/?a=1&b=2"),
            ]
        ]
    )


SAMPLES: dict[type[TelegramMethod[Any]], TelegramMethod[Any]] = {
    SendMessage: SendMessage(
        chat_id=2**40,
        text="Привет 👋 <b>&amp;</b>",
        parse_mode=ParseMode.HTML,
        entities=[MessageEntity(type="bold", offset=0, length=2, user=ME)],
        link_preview_options=LinkPreviewOptions(is_disabled=True),
        disable_notification=False,
        reply_parameters=ReplyParameters(message_id=7, allow_sending_without_reply=True),
        reply_markup=rich_keyboard(),
    ),
    EditMessageCaption: EditMessageCaption(
        chat_id=-100, message_id=7, caption="<b>Новое</b>", parse_mode=ParseMode.HTML
    ),
    EditMessageText: EditMessageText(
        chat_id=-100,
        message_id=7,
        text="",
        parse_mode=ParseMode.HTML,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
        reply_markup=rich_keyboard(),
    ),
    EditMessageReplyMarkup: EditMessageReplyMarkup(chat_id=1),
    DeleteMessage: DeleteMessage(chat_id=1, message_id=0),
    SendDocument: SendDocument(chat_id=1, document="job:5", caption="«Данные»", parse_mode=ParseMode.HTML),
    SendPhoto: SendPhoto(chat_id=1, photo="AgACAgIAAxkBAAI", caption="№ 7"),
    SendVideo: SendVideo(
        chat_id=1,
        video="BAACAgIAAxkBAAI",
        caption="👋 Видео",
        caption_entities=[MessageEntity(type="text_link", offset=3, length=5, url="https://nbmz.ru")],
    ),
    SendMediaGroup: SendMediaGroup(
        chat_id=1, media=[InputMediaPhoto(media="p", caption="Альбом"), InputMediaVideo(media="v")]
    ),
    SendPoll: SendPoll(
        chat_id=1,
        question="Где?",
        options=[InputPollOption(text="Здесь & там"), InputPollOption(text="Нигде")],
        is_anonymous=False,
        type="quiz",
        correct_option_ids=[1],
        explanation="Так",
    ),
    AnswerCallbackQuery: AnswerCallbackQuery(
        callback_query_id="1",
        text="Сохранено",
        show_alert=True,
        url="https://t.me/artel_bot?start=a",
        cache_time=0,
    ),
    AnswerPreCheckoutQuery: AnswerPreCheckoutQuery(
        pre_checkout_query_id="1", ok=False, error_message="Счёт уже оплачен"
    ),
    SendInvoice: SendInvoice(
        chat_id=1,
        title="Взнос",
        description="За год & <b>",
        payload="dues:1:2",
        currency="RUB",
        prices=[LabeledPrice(label="Взнос", amount=500_050)],
        provider_token=PROVIDER_TOKEN,
        start_parameter="dues",
        protect_content=True,
    ),
    SetMyCommands: SetMyCommands(
        commands=[BotCommand(command="start", description="Где я")],
        scope=BotCommandScopeChat(chat_id=1),
        language_code="ru",
    ),
    CreateChatInviteLink: CreateChatInviteLink(chat_id=-100, creates_join_request=True),
    GetChatAdministrators: GetChatAdministrators(chat_id=-100),
    GetChatMember: GetChatMember(chat_id=-100, user_id=1),
    LeaveChat: LeaveChat(chat_id=-100),
    ApproveChatJoinRequest: ApproveChatJoinRequest(chat_id=-100, user_id=1),
    DeclineChatJoinRequest: DeclineChatJoinRequest(chat_id=-100, user_id=1),
    BanChatMember: BanChatMember(chat_id=-100, user_id=1),
    UnbanChatMember: UnbanChatMember(chat_id=-100, user_id=1, only_if_banned=True),
    RestrictChatMember: RestrictChatMember(
        chat_id=-100,
        user_id=1,
        permissions=ChatPermissions(can_send_messages=False),
        until_date=1_798_761_600,
    ),
    BanChatSenderChat: BanChatSenderChat(chat_id=-100, sender_chat_id=-200),
    UnbanChatSenderChat: UnbanChatSenderChat(chat_id=-100, sender_chat_id=-200),
    DeleteMessages: DeleteMessages(chat_id=-100, message_ids=[1, 2]),
}


def used_methods() -> set[str]:
    """The classes of aiogram's methods that the handlers' room names."""
    return {
        name.name
        for path in ROOM.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "aiogram.methods"
        for name in node.names
        if name.name != "TelegramMethod"
    }


def test_every_method_that_handlers_say_is_tried_here() -> None:
    assert used_methods() == {kind.__name__ for kind in SAMPLES}
    assert all(hasattr(aiogram.methods, name) for name in used_methods())


REPLY_KEYBOARDS = [
    SendMessage(
        chat_id=1,
        text="Кому?",
        reply_markup=ReplyKeyboardMarkup(
            keyboard=[
                [
                    KeyboardButton(
                        text="Выбрать",
                        request_users=KeyboardButtonRequestUsers(
                            request_id=1, user_is_bot=False, max_quantity=1
                        ),
                    ),
                    KeyboardButton(text="Мой телефон", request_contact=True),
                ]
            ],
            resize_keyboard=True,
            one_time_keyboard=True,
        ),
    ),
    SendMessage(chat_id=1, text="Готово", reply_markup=ReplyKeyboardRemove()),
]


@pytest.mark.parametrize(
    "method", [*SAMPLES.values(), *REPLY_KEYBOARDS], ids=lambda method: type(method).__name__
)
def test_every_method_survives_the_way_to_the_wire(method: TelegramMethod[Any]) -> None:
    name, params = to_wire(method)
    assert name == method.__api_method__
    text = json.dumps(params, ensure_ascii=False)
    assert "Default" not in text
    read = json.loads(text)
    assert read == params
    again = type(method).model_validate(read)
    assert to_wire(again) == (name, params)
    ours = {field for field, value in method if value is not None and type(value).__name__ != "Default"}
    assert {type(method).model_fields[field].alias or field for field in ours} == set(params)


def test_the_wire_keeps_what_is_empty_and_leaves_out_what_is_not_given() -> None:
    assert to_wire(EditMessageText(chat_id=1, message_id=2, text=""))[1] == {
        "chat_id": 1,
        "message_id": 2,
        "text": "",
    }
    assert to_wire(SetMyCommands(commands=[], scope=BotCommandScopeAllPrivateChats()))[1] == {
        "commands": [],
        "scope": {"type": "all_private_chats"},
    }


def test_moments_are_unix_seconds() -> None:
    until = datetime(2027, 1, 1, tzinfo=UTC)
    assert to_wire(BanChatMember(chat_id=1, user_id=2, until_date=until))[1]["until_date"] == 1_798_761_600


def test_what_the_bot_api_would_misread_is_refused() -> None:
    with pytest.raises(TypeError, match="timedelta can't wait"):
        to_wire(BanChatMember(chat_id=1, user_id=2, until_date=timedelta(days=3)))
    with pytest.raises(TypeError, match="BufferedInputFile can't wait"):
        to_wire(SendDocument(chat_id=1, document=BufferedInputFile(b"", "x")))
    with pytest.raises(TypeError, match="object has no form"):
        to_wire(SendMessage.model_construct(chat_id=1, text=cast("str", object())))


def test_handlers_load_no_network_library_of_their_own() -> None:
    for name, module in list(sys.modules.items()):
        if name.startswith("handlers."):
            assert not {"aiohttp", "asyncpg", "sqlite3"} & set(vars(module))
